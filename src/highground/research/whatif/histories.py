"""Household histories without and with levers: some households followed one by one through the years, for some of the members.

Each household keeps its random numbers in both runs, so the difference is made by the levers and by nothing else. The range is that of the
members that are followed, far fewer than those of the chain.
"""

from contextlib import closing
from dataclasses import dataclass
from typing import Final

import numpy as np

from highground.basis.ensemble import Members
from highground.basis.words import N_
from highground.people.mobility.households.totals import HISTORIES, Totals
from highground.people.mobility.levers import NO_LEVERS
from highground.research import crowd, households
from highground.research.chapters.people import NOW
from highground.research.material import Tell
from highground.research.reach.crew import Crew, hire
from highground.research.whatif.answer import WITH, WITHOUT, Found, Key, Note
from highground.research.whatif.asked import Asked
from highground.research.whatif.ground import Ground

YEARS: Final = tuple(range(NOW, NOW + 25))  # one generation of a household; as the words of the measures say
FOLLOWED: Final = 10  # members of the ensemble whose households are followed; judged: a range from fewer says nothing
COUNTED: Final = {"displaced_twice": ("displaced", 2), "moved_once": ("moved", 1), "stuck_long": ("stuck", 5)}
FOLLOWED_NOTE: Final = N_(
    "Household histories: {households} households in {members} of the draws, {years} years at this level; their range is that of these "
    "draws, and one household is {least} % of a draw."
)


@dataclass(frozen=True, slots=True, eq=False)
class Histories:
    """Shares of households in % without and with levers, shape (followed member,) each, and how many households were followed in all."""

    without: Found
    with_levers: Found
    households: int
    members: int

    @property
    def note(self) -> Note:
        """What the histories rest on, and the smallest share that so many households can show."""
        least = 100 * self.members / max(self.households, 1)
        return FOLLOWED_NOTE, {"households": self.households, "members": self.members, "years": len(YEARS), "least": least}


def histories(here: Ground, asked: Asked, works: dict[str, Members], seed: int, tell: Tell) -> Histories:
    """Household histories without and with levers; the same for any number of workers."""
    members = followed(here)
    most = max(asked.households // len(members), 1)
    lives: list[dict[str, Totals]] = []
    with closing(hire(min(asked.workers, -(-most // crowd.PART)), "")) as crew:
        for member in members:
            tell("following households", len(lives) / len(members))
            lives.append(_lives(here, asked, works, seed, member, most, crew))
    there = sum(int(each[WITHOUT].households(HISTORIES[0]).sum()) for each in lives)
    return Histories(_shares(lives, WITHOUT), _shares(lives, WITH), there, len(members))


def _lives(  # noqa: PLR0917
    here: Ground, asked: Asked, works: dict[str, Members], seed: int, member: int, most: int, crew: Crew
) -> dict[str, Totals]:
    """What becomes of the households of one member, without and with levers."""
    country = households.country(here.material, here.moving, here.seen, member, YEARS, float(here.size[member]), most)
    plan, levels = households.plan(country, seed), [asked.level] * len(YEARS)
    runs = {
        what: households.run_tables(country, plan, levels, levers, works)
        for what, levers in ((WITHOUT, NO_LEVERS), (WITH, asked.levers))
    }
    return crowd.run(plan, runs, seed, part=crowd.PART, crew=crew)


def followed(here: Ground) -> list[int]:
    """Members whose households are followed, spread over the ensemble."""
    count = here.size.size
    return sorted({int(at) for at in np.linspace(0, count - 1, min(FOLLOWED, count))})


def _shares(lives: list[dict[str, Totals]], what: str) -> dict[Key, Members]:
    """Percent of the households there at first, by measure."""
    found = {}
    for measure, (history, times) in COUNTED.items():
        counted = [(each[what].households(history, times).sum(), each[what].households(history).sum()) for each in lives]
        found[measure, ""] = np.array([100 * part / max(whole, 1) for part, whole in counted])
    return found
