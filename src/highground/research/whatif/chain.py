"""From a question to its answer: the chain of the profile without and with levers, all together and each alone, on the same draws."""

from datetime import UTC, datetime
from typing import Any

from highground import __version__
from highground.basis.ensemble import Ensemble
from highground.basis.mobility import LEVER_BY_ID
from highground.basis.region import Region
from highground.catalogue.shelf import Shelf
from highground.people.mobility.levers import FULL, NO_LEVERS, Levers, efficacy
from highground.research.material import Material, Tell, gather
from highground.research.whatif.answer import WITH, WITHOUT, Book, WhatIf
from highground.research.whatif.asked import Asked
from highground.research.whatif.ground import ground
from highground.research.whatif.measures import measure, notes, sources

READ, DRAWN, MEASURED = 0.4, 0.6, 0.8  # shares of the time: reading, drawing what no lever changes, measures. Only for the bar


def whatif(shelf: Shelf, region: Region, asked: Asked, ensemble: Ensemble, tell: Tell) -> WhatIf:
    """The answer for a country. tell: called with a few words and the share done.

    Raises NoMountains, MissingSource and what the data doors raise.
    """

    def reading(text: str, share: float | None) -> None:
        tell(text, None if share is None else READ * share)

    def following(text: str, share: float | None) -> None:
        tell(text, None if share is None else MEASURED + (1 - MEASURED) * share)

    material = gather(shelf, region, reading)
    tell("drawing land, people and hazards", READ)
    here = ground(material, asked.level, ensemble)
    works = efficacy(ensemble)
    tell("without levers", DRAWN)
    before = measure(here, NO_LEVERS, works)
    after = measure(here, asked.levers, works)
    cards = sources(here)
    book = Book(region.iso3, asked.level, material.cards)
    pulled = " ".join(asked.levers.used)
    book.state(before, WITHOUT, "", cards)
    book.state(after, WITH, pulled, cards)
    book.compare(before, after, pulled, cards)
    for done, name in enumerate(asked.levers.used if len(asked.levers.used) > 1 else ()):
        tell(f"lever {name} alone", DRAWN + (MEASURED - DRAWN) * (done + 1) / (len(asked.levers.used) + 1))
        book.compare(before, measure(here, asked.levers.alone(name), works), name, cards)
    told = notes(here)
    if asked.households:
        from highground.research.whatif.histories import histories  # noqa: PLC0415  loads numba, which nothing else needs

        lives = histories(here, asked, works, ensemble.seed, following)
        book.state(lives.without, WITHOUT, "", cards)
        book.state(lives.with_levers, WITH, pulled, cards)
        book.compare(lives.without, lives.with_levers, pulled, cards)
        told = (*told, lives.note)
    used = book.used
    return WhatIf(_about(region, asked, ensemble, material, used), book.frame(), tuple(material.cards[card] for card in used), told)


def _about(region: Region, asked: Asked, ensemble: Ensemble, material: Material, used: tuple[str, ...]) -> dict[str, Any]:
    return {
        "iso3": region.iso3,
        "names": region.names,
        "level": asked.level,
        "levers": {name: _amount(asked.levers, name) for name in asked.levers.used},
        "households": asked.households,
        "seed": ensemble.seed,
        "members": ensemble.members,
        "version": __version__,
        "made_on": datetime.now(UTC).date().isoformat(),
        "cards": {card: material.cards[card].sha256 for card in used},
    }


def _amount(levers: Levers, name: str) -> float:
    """The amount in the lever's own unit, as it was asked for."""
    reach = float(getattr(levers, name))
    return round(reach * FULL, 6) if LEVER_BY_ID[name].unit == "%" else reach
