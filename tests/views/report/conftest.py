"""Two invented runs, their mirror, and an invented what-if. The second has no nival belt, no ice left to project and other regions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from highground.basis.ensemble import Ensemble
from highground.basis.source import Source
from highground.catalogue.runs import Run
from highground.research.twins import Twins, mirror
from highground.research.whatif.answer import WITH, WITHOUT, Book, WhatIf
from highground.views.report import figures


@pytest.fixture(scope="session", autouse=True)
def _drawn_once() -> Iterator[None]:
    """Pictures of the same tables are drawn once for all tests: drawing took most of their time. A run with other claims has the same pictures."""
    kept, draw, patch = dict[tuple[object, ...], tuple[figures.Shown, object]](), figures._show, pytest.MonkeyPatch()

    def show(name: str, run: Run, lang: str, kind: str, width: float) -> figures.Shown:
        seen = (run.about, run.evidence, run.layers, run.places, run.sensitivity, run.units)
        key = (name, lang, kind, width, *map(id, seen))
        if key not in kept:
            kept[key] = draw(name, run, lang, kind, width), seen  # tables that are kept keep their ids
        return kept[key][0]

    patch.setattr(figures, "_show", show)
    yield
    patch.undo()


def other(run: Run) -> Run:
    """A second invented country: smaller numbers, a blank belt, a hostile name."""
    evidence = run.evidence.copy()
    evidence.loc[evidence["place"] == "KAZ", "place"] = "ECU"
    evidence["group"] = evidence["group"].replace({"rgi:RGI13": "rgi:RGI16", "ar6:WCA": "ar6:NWS"})
    evidence.loc[evidence["indicator"] == "mountain_share", ["low", "mid", "high"]] *= 6.0
    evidence.loc[evidence["indicator"] == "growing_season", ["low", "mid", "high"]] = 365.0
    nival = evidence["group"] == "belt:nival"
    evidence.loc[nival, ["low", "mid", "high"]] = float("nan")
    evidence.loc[nival, "status"] = "not applicable"
    names = {"en": "Ecuador <i>&amp;</i>", "ru": "Эквадор", "kk": "Эквадор", "es": "Ecuador"}
    return replace(run, about={**run.about, "iso3": "ECU", "names": names, "note": ""}, evidence=evidence)


@pytest.fixture(scope="session")
def twins(sample_run: Run) -> Twins:
    """The mirror of two invented countries; do not change it in place."""
    return mirror(sample_run, other(sample_run))


@pytest.fixture(scope="session")
def asked() -> WhatIf:
    """An invented what-if of two levers; do not change it in place."""
    draw = Ensemble(seed=1, members=200).between
    total, works = np.exp(draw("a", 7.0, 9.0, 10.5)), draw("b", 0.05, 0.12, 0.2)
    moves, odds = draw("c", 200_000, 420_000, 600_000), draw("d", 0.01, 0.05, 0.1)
    before = {("displacement_aad", ""): total, ("internal_moves", ""): moves, ("emigration_moves", ""): moves / 20}
    before |= {("immobility_people", "cell:involuntary"): moves * 2}
    early = before | {("displacement_aad", ""): total * (1 - works)}
    ways = before | {("internal_moves", ""): moves * (1 + odds), ("immobility_people", "cell:involuntary"): moves * (2 - odds)}
    ways |= {("emigration_moves", ""): moves / 20 + moves * (odds - 0.04)}
    both = ways | {("displacement_aad", ""): total * (1 - works)}
    card = Source(
        "facts",
        "We",
        "Facts",
        "1",
        date(2026, 1, 2),
        "",
        "CC BY 4.0",
        "We, 2026: facts <b>",
        "ab" * 32,
        "things",
        "not reported",
        "none",
    )
    cards = {"facts": card, "highground-judgement": replace(card, id="highground-judgement", citation="We: judged")}
    sources = dict.fromkeys((key for key, _ in both), ("facts", "highground-judgement"))
    book = Book("KAZ", 2.0, cards)
    book.state(before, WITHOUT, "", sources)
    book.state(both, WITH, "early_warning pathways", sources)
    for found, pulled in ((early, "early_warning"), (ways, "pathways"), (both, "early_warning pathways")):
        book.compare(before, found, pulled, sources)
    names = {"en": "Kazakhstan <i>", "ru": "Казахстан", "kk": "Қазақстан", "es": "Kazajistán"}
    about = {
        "iso3": "KAZ",
        "names": names,
        "level": 2.0,
        "seed": 1,
        "members": 200,
        "levers": {"early_warning": 60.0, "pathways": 20.0},
    }
    about |= {"version": "0.0", "made_on": "2026-11-23"}
    return WhatIf(about, book.frame(), tuple(cards.values()))
