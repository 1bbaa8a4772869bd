"""What a policy changes in the model: how far it reaches, how well that works in each member, and the factors that follow.

A lever is asked for as a reach: a share of full reach, or households a year. How well full reach works is not known, so it is drawn,
widely and once: the same member keeps its draw at any reach, so that two answers differ by the lever and by nothing else. Every
effect is zero or more, so more of a lever never makes what it aims at worse. None of the ranges is measured in these mountains: all
are judged, and a study of a programme replaces them. What a lever costs, and what else it does, is not in here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from highground.basis.ensemble import Ensemble, Members
from highground.basis.errors import BadData
from highground.basis.mobility import DRIVER_BY_ID, LEVER_BY_ID

Values = NDArray[np.float64]

FULL: Final = 100.0  # %, full reach
EFFICACY: Final = {  # effect of full reach, 5, 50 and 95 %: shares of what the lever is aimed at, or log odds; all judged, each for its reason
    "early_warning": (0.02, 0.20, 0.45),  # share of displacements that do not happen; judged: a day's warning saves near 30 % of damage, but evacuations are displacement too
    "water": (0.10, 0.40, 0.70),  # share of lost summer water and dry years that does not reach fields; judged: canals and drip irrigation save a third to a half
    "pasture": (0.10, 0.30, 0.60),  # share of lost growth and season; judged: reserves, wells and rotation help, drought beats them
    "pathways": (0.20, 0.70, 1.50),  # log odds of capability; judged: 0.7 doubles the odds that a household that wishes to can move
    "remittances_means": (0.10, 0.40, 0.70),  # share of the loss of means that receiving households withstand; judged: money that comes when harvests fail
    "remittances_odds": (0.05, 0.30, 0.80),  # log odds of capability of receiving households; judged: money and kin abroad
    "consent": (0.30, 0.60, 0.90),  # share of households that consent to be moved; judged: no programme is accepted by all
    "crowding": (2.0, 6.0, 20.0),  # displacement rate of the places displaced most often over that of their unit; judged: a 9 km grid cannot tell
    "left_behind": (0.05, 0.20, 0.50),  # share of the old displacement rate that remains at the new place; judged: destinations have hazards too
}  # fmt: skip
REACHED: Final = {"water": ("water", "crops"), "pasture": ("pasture",)}  # drivers whose worse part a lever holds back; as in LEVERS
PROGRAMME_YEARS: Final = 10.0  # yr that a relocation programme has run when its effect is told; judged
AT_LEAST: Final = {"crowding": 1.0}  # other effects are at least nothing
LIMITLESS: Final = ("pathways", "remittances_odds", "crowding")  # every other effect is a share, at most 1


@dataclass(frozen=True, slots=True)
class Levers:
    """What is asked for: shares 0 to 1 of full reach, and households a year for relocation. All zero: nothing is changed.

    What each multiplies in the model, at reach r and with a drawn efficacy e (see `EFFICACY`):
    - early_warning: displacements a year by sudden hazards, times 1 - r e.
    - water, pasture: the positive (worse) part of z of the drivers in `REACHED`, times 1 - r e; what gets better is left alone.
    - pathways: log odds of capability of every household, plus r e.
    - remittances: loss of means of households that live on remittances, times 1 - r e; their log odds of capability, plus r e.
    - relocation: so many households a year are offered a new home; those who consent leave the places displaced most often.
    Raises BadData when a share is outside 0 to 1 or relocation is negative.
    """

    early_warning: float = 0.0
    water: float = 0.0
    pasture: float = 0.0
    relocation: float = 0.0  # households a year
    pathways: float = 0.0
    remittances: float = 0.0

    def __post_init__(self) -> None:
        for name in (field.name for field in fields(self)):
            reach = getattr(self, name)
            most = LEVER_BY_ID[name].most if name == "relocation" else 1.0
            if not 0 <= reach <= most:
                raise BadData(f"The lever {name} lies between 0 and {most:g}, was given {reach:g}.")

    @property
    def used(self) -> tuple[str, ...]:
        """The levers that are asked for, in the order of the table."""
        return tuple(name for name in LEVER_BY_ID if getattr(self, name) > 0)

    def alone(self, name: str) -> "Levers":
        """The same reach of one lever, and none of the others.

        >>> Levers(water=0.3, pathways=0.2).alone("water").used
        ('water',)
        """
        return Levers(**{name: getattr(self, name)})


NO_LEVERS: Final = Levers()


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """What the levers multiply or add, shape (member,) or (1,) where they are the same for all."""

    displaced: Members  # factor on displacements a year
    impacts: Mapping[str, Members]  # driver -> factor on the positive part of z
    capability: Members  # log odds added for every household
    receiving: Members  # log odds added besides for households that live on remittances
    means: Members  # factor on the loss of means of households that live on remittances

    def felt(self, driver: str, z: Values) -> Values:
        """The impact that still reaches households; z in sd, first axis member (or one for all), positive is worse.

        >>> Effects(ONE, {"water": np.array([0.5])}, NIL, NIL, ONE).felt("water", np.array([[2.0, -2.0]])).tolist()
        [[1.0, -2.0]]
        """
        factor = self.impacts.get(driver, ONE)
        return np.asarray(np.where(z > 0, z * factor.reshape(-1, *(1,) * (z.ndim - 1)), z))


ONE: Final = np.ones(1)
NIL: Final = np.zeros(1)
NO_EFFECTS: Final = Effects(ONE, dict.fromkeys(DRIVER_BY_ID, ONE), NIL, NIL, ONE)


def asked_for(amounts: Mapping[str, float]) -> Levers:
    """Levers from numbers in the units of the table: percent of full reach, households a year.

    Raises BadData for a lever that is not there, or a number outside its bounds.
    >>> asked_for({"water": 30}).water
    0.3
    """
    for name, amount in amounts.items():
        if name not in LEVER_BY_ID:
            raise BadData(f"There is no lever {name!r}; choose from {', '.join(LEVER_BY_ID)}.")
        lever = LEVER_BY_ID[name]
        if not 0 <= amount <= lever.most:
            unit = lever.unit.replace("yr-1", "a year")
            raise BadData(f"The lever {name} lies between 0 and {lever.most:.12g} {unit}, was given {amount:.12g}.")
    return Levers(**{name: amount / FULL if LEVER_BY_ID[name].unit == "%" else amount for name, amount in amounts.items()})


def efficacy(ensemble: Ensemble) -> dict[str, Members]:
    """How well full reach of each lever works, shape (member,): shares within 0 and 1, log odds zero or more, crowding one or more.

    By hand: the median of early_warning is 0.2, a fifth of displacements that do not happen at full reach.
    """
    drawn = {
        name: np.maximum(ensemble.between(f"levers.{name}", *ends), AT_LEAST.get(name, 0.0)) for name, ends in EFFICACY.items()
    }
    return {name: values if name in LIMITLESS else np.minimum(values, 1.0) for name, values in drawn.items()}


def effects(asked: Levers, works: Mapping[str, Members]) -> Effects:
    """What the levers multiply in each member; works: how well they work, as `efficacy` draws it.

    >>> half = effects(Levers(early_warning=0.5), dict.fromkeys(EFFICACY, np.array([0.4])))
    >>> float(half.displaced[0])  # 1 - 0.5 x 0.4
    0.8
    """
    impacts = {driver: 1 - getattr(asked, name) * works[name] for name, drivers in REACHED.items() for driver in drivers}
    return Effects(
        displaced=1 - asked.early_warning * works["early_warning"],
        impacts={driver: impacts.get(driver, ONE) for driver in DRIVER_BY_ID},
        capability=asked.pathways * works["pathways"],
        receiving=asked.remittances * works["remittances_odds"],
        means=1 - asked.remittances * works["remittances_means"],
    )


def relocated(
    asked: Levers, works: Mapping[str, Members], size: Members, homes: Values, displaced: Values
) -> tuple[Members, Members]:
    """Persons whom the programme moves a year, and displacements a year that it avoids after `PROGRAMME_YEARS`, shape (member,).

    size: persons a household; homes, displaced: people and displacements a year of each unit, shape (member, unit). Inside a unit the
    places displaced most often hold `crowding` times the unit's rate and all of its displacement; the programme empties these places,
    those of the unit with the highest rate first, and never moves more people than live there.
    By hand: 10 of 100 people leave, all displacement (5 a year) falls on 50 of them, a fifth of the rate stays: 10 / 50 x 5 x 0.8 = 0.8.
    """
    wanted = asked.relocation * works["consent"] * size
    crowding = works["crowding"][:, None]
    pockets = homes / crowding
    rate = np.divide(displaced, homes, out=np.zeros_like(displaced), where=homes > 0) * crowding
    order = np.argsort(-rate, axis=1, kind="stable")
    pockets, rate = (np.take_along_axis(values, order, axis=1) for values in (pockets, rate))
    before = np.cumsum(pockets, axis=1) - pockets
    moved = np.clip(PROGRAMME_YEARS * wanted[:, None] - before, 0.0, pockets)
    a_year = np.minimum(wanted, pockets.sum(axis=1) / PROGRAMME_YEARS)
    return a_year, np.asarray((moved * rate).sum(axis=1) * (1 - works["left_behind"]))
