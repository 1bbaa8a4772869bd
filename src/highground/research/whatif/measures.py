"""What is measured with and without levers: displacement, moves, the four cells, herds, and those whom a programme moves."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from highground.basis.ensemble import Members
from highground.basis.mobility import DRIVER_BY_ID
from highground.basis.words import N_
from highground.people.mobility import expected
from highground.people.mobility.expected import NO_IMPACTS, Outcome
from highground.people.mobility.levers import Effects, Levers, effects, relocated
from highground.research.chapters import mobility_pasture
from highground.research.chapters.ecosystems import GROWTH
from highground.research.chapters.hazard_change import RAIN
from highground.research.chapters.mobility import RETURN
from highground.research.chapters.mobility_ground import DRIVER_CARD
from highground.research.chapters.mountains import RULE
from highground.research.confidence import ASSUMED
from highground.research.whatif.answer import Key, Note
from highground.research.whatif.ground import Ground

NO_DISPLACEMENT: Final = N_(
    "Displacement at this level is not told: the tables hold no change of a hazard for the climate region of this country."
)
NO_HAZARD: Final = N_("Displacement is not told: the 9 km grid and the record show no sudden hazard here that reaches people.")
NO_IMPACT: Final = N_("Left out, because the tables hold no figure for the climate region of this country: {driver}.")
KINDS: Final = ("internal", "international")


def measure(here: Ground, levers: Levers, works: Mapping[str, Members]) -> dict[Key, Members]:
    """Every measure under some levers, shape (member,) each. No levers give exactly the chain of the profile."""
    pulled = effects(levers, works)
    paying = here.paying(pulled)
    herds = {} if paying is None else {("pasture_pays", ""): paying}
    return _displaced(here, levers, works, pulled) | _moving(here, pulled) | herds


def _displaced(here: Ground, levers: Levers, works: Mapping[str, Members], pulled: Effects) -> dict[Key, Members]:
    """Displacements a year, and what relocation does: fewer live where displacement is most frequent, and warning reaches both."""
    if here.displaced is None:
        return {}
    total, found, avoided = here.displaced.total, {}, np.zeros(1)
    if levers.relocation:
        persons, avoided = relocated(levers, works, here.size, here.displaced.homes, here.displaced.units)
        avoided = np.minimum(avoided, total)
        found = {("relocated", ""): persons, ("relocation_avoided", ""): avoided * pulled.displaced}
    left = (total - avoided) * pulled.displaced
    found["displacement_aad", ""] = left
    if here.displaced.stock is not None:  # who is displaced stays away as long as without levers
        found["displaced_stock", ""] = here.displaced.stock * np.divide(left, total, out=np.ones_like(total), where=total > 0)
    return found


def _moving(here: Ground, pulled: Effects) -> dict[Key, Members]:
    """Moves of all reasons, the four cells, and what impacts add to moves while the levers are pulled."""
    own = here.moving
    then = expected.evaluate(own.types, here.impacts, own.parameters, pulled)
    inside, abroad = _leaving(here, then)
    found = {("internal_moves", ""): inside, ("emigration_moves", ""): abroad} | _cells(here, then)
    if own.unknown:
        return found
    none = expected.evaluate(own.types, NO_IMPACTS, own.parameters, pulled)
    for kind, with_impacts, without in zip(KINDS, (inside, abroad), _leaving(here, none), strict=True):
        found["moves_added", f"kind:{kind}"] = with_impacts - without
    for number in range(then.fifths.shape[1]):
        found["moves_income", f"income:{number + 1}"] = 100 * (then.fifths[:, number] / none.fifths[:, number] - 1)
    return found


def _leaving(here: Ground, outcome: Outcome) -> tuple[Members, Members]:
    """Moves a year inside the country and abroad, shape (member,)."""
    inside, abroad = here.moving.leaving(outcome)
    return inside.sum(axis=1), abroad.sum(axis=1)


def _cells(here: Ground, outcome: Outcome) -> dict[Key, Members]:
    """Mountain people in each of the four cells; they add up to the mountain people in every member."""
    high = here.moving.types.mountain
    return {("immobility_people", f"cell:{cell}"): (share * high).sum(axis=1) for cell, share in outcome.cells().items()}


def sources(here: Ground) -> dict[str, tuple[str, ...]]:
    """Cards behind each measure; our own assumptions stand behind every lever."""
    moves = (*here.moving.pressed, ASSUMED)
    hazard = (*here.seen.sources(here.level), ASSUMED)
    herds = (*mobility_pasture.WINDOW, DRIVER_CARD, *GROWTH, *RAIN, *here.material.warming)
    return {
        "pasture_pays": herds,
        "displaced_stock": (*hazard, *RETURN),
        **dict.fromkeys(("displaced_twice", "moved_once", "stuck_long"), tuple(dict.fromkeys((*moves, *hazard)))),
        **dict.fromkeys(("displacement_aad", "relocated", "relocation_avoided"), hazard),
        **dict.fromkeys(("internal_moves", "emigration_moves", "moves_added", "moves_income"), moves),
        "immobility_people": (*moves, *RULE["K1"]),
    }


def notes(here: Ground) -> tuple[Note, ...]:
    """What cannot be told, and why."""
    found: list[Note] = [] if here.displaced else [(NO_DISPLACEMENT if here.seen.now.per_year else NO_HAZARD, {})]
    found += [(NO_IMPACT, {"driver": DRIVER_BY_ID[name].label}) for name in here.moving.unknown]
    return tuple(found)
