"""Newton's way uphill on a concave likelihood, halving steps that go too far: plain Newton diverges at some hundred places."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np

from highground.basis.errors import BadData
from highground.people.mobility.fit.pairs import Floats

DONE: Final = 1e-6  # judged: gain in log-likelihood still to be had; a thousandth of a standard error, and one more step is taken
MOST_STEPS: Final = 100  # judged: five to ten are usual
ENOUGH: Final = 1e-4  # share of the promised gain that a step must bring; Nocedal and Wright 2006, chapter 3
ROUNDING: Final = 1e-12  # of the level, which is a sum of millions of terms
SAME: Final = 1e-11  # share of a covariate that the effects leave; below it is rounding
TRACE: Final = 1e-5  # persons; judged: expected at the far end of a covariate that runs away; one who moved there is much more


class Place(NamedTuple):
    """A point on the hill: its height, the step that Newton proposes there, and the gain that this step promises, twice over."""

    level: float
    step: Floats
    gain: float


def climb(look: Callable[[Floats], Place], start: Floats, people: float = 1.0) -> tuple[Floats, int]:
    """The top of the hill from `start`, and how many steps it took; `people` of less than one ask for as many more digits.

    Raises BadData where there is no top to be found.
    """
    at, here, done = start, look(start), DONE * min(1.0, people)
    for steps in range(1, MOST_STEPS + 1):
        if not (np.isfinite(here.gain) and np.isfinite(here.step).all()):
            break
        if here.gain < done:
            return at + here.step, steps
        share = 1.0
        there = look(at + here.step)
        while not there.level >= here.level + ENOUGH * share * here.gain - ROUNDING * abs(here.level):
            share /= 2
            if share < ROUNDING:
                return at, steps  # as high as numbers can tell
            there = look(at + share * here.step)
        at, here = at + share * here.step, there
    raise BadData(
        f"no best estimates were found in {MOST_STEPS} steps; a covariate may explain zeros perfectly: leave out one after another"
    )


def check_known(information: Floats, raw: Floats, names: Sequence[str], effects: str) -> None:
    """Refuse covariates that the effects swallow, or that say the same as others. Raises BadData, which names them."""
    own = np.diag(information)
    for name, left, whole in zip(names, own, raw, strict=True):
        if left <= SAME * whole:
            raise BadData(
                f"{name} cannot be told from {_swallows(effects)}: in these pairs nothing of it is left beside them; leave it out, or take fewer effects"
            )
    scale = np.sqrt(own)
    values, vectors = np.linalg.eigh(information / scale[:, None] / scale)
    if values.size and values[0] < np.sqrt(SAME):
        alike = [name for name, part in zip(names, vectors[:, 0], strict=True) if abs(part) > 1e-3]
        raise BadData(
            f"{' and '.join(alike)} say the same about every pair, so that their effects cannot be told apart; keep one of them"
        )


def check_stayed(information: Floats, people: float, names: Sequence[str], covariates: Sequence[Floats]) -> None:
    """Refuse covariates whose effect has no end: only a trace of a person is left who could tell it. Raises BadData, which names the first."""
    for name, left, x in zip(names, np.diag(information), covariates, strict=True):
        if left < TRACE * min(1.0, people) * float(np.ptp(x)) ** 2:
            raise BadData(
                f"the effect of {name} has no end: nobody moved where it is highest or lowest; leave it out or join its pairs with others"
            )


def _swallows(effects: str) -> str:
    return {"origin": "the effects of origins", "destination": "the effects of destinations", "none": "the constant"}.get(
        effects, "the effects of origins and destinations"
    )
