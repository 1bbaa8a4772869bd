"""Two invented runs, their mirror, an invented what-if, and a class that took tests. The second has no nival belt, no ice left to project and other regions."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from highground.basis.ensemble import Ensemble
from highground.basis.learning import Answer, AnswerSheet, Test
from highground.basis.question import Option, Question, Said
from highground.basis.source import Source
from highground.catalogue.answers.bank import Bank
from highground.catalogue.runs import Run
from highground.research.twins import Twins, mirror
from highground.research.whatif.answer import WITH, WITHOUT, Book, WhatIf
from highground.response.capacity.learning.evaluation import Evaluation, evaluated
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


OPTIONS = (Option("t", Said(""), True), Option("f", Said(""), False))


def made_bank() -> Bank:
    """Two forms of six questions, three sessions each."""
    forms = {
        form: tuple(Question(f"{form}{n}", "KAZ", f"s{1 + n % 3}", "basic", "truefalse", Said("?"), OPTIONS, rows=(1,)) for n in range(6))
        for form in "AB"
    }  # fmt: skip
    stems = {one.id: {"en": f"=Which one is {one.id}?", "ru": f"Что такое {one.id}?"} for asks in forms.values() for one in asks}
    return Bank("KAZ", "2026-11-25", forms, stems)


def sheets(test: Test, form: str, people: range, share: float, seed: int) -> dict[str, AnswerSheet]:
    """One test: each question right with this chance."""
    draws, asks = np.random.default_rng(seed), made_bank().forms[form]
    return {
        str(n): AnswerSheet(str(n), test, form, tuple(Answer(one.id, "A", bool(draws.random() < share)) for one in asks))
        for n in people
    }


def evaluated_class(
    people: int = 20, *, forms: str = "AB", later: bool = True, shares: tuple[float, float] = (0.3, 0.8)
) -> Evaluation:
    """An evaluation of so many people, two of whom left."""
    pre = sheets("pre", forms[0], range(people), shares[0], 1)
    post = sheets("post", forms[1], range(people - 2), shares[1], 2)
    third = sheets("later", forms[0], range(people - 4), 0.7, 3) if later else {}
    return evaluated(pre, post, third, made_bank().sessions)


@pytest.fixture
def bank() -> Bank:
    """Two forms of six questions, three sessions each."""
    return made_bank()


@pytest.fixture
def evaluation() -> Callable[..., Evaluation]:
    """Makes the evaluation of so many people, two of whom left."""
    return evaluated_class
