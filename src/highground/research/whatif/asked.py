"""What a user asks with `--lever NAME=AMOUNT` and `--level`, read strictly: one clear sentence for what cannot be read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from highground.basis.errors import BadData
from highground.basis.mobility import LEVER_BY_ID
from highground.basis.scenario import ALL_LEVELS, LEVELS, TODAY
from highground.people.mobility.levers import Levers, asked_for

NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?")
THOUSANDS: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+")  # 1,000 may be a thousand or one
UNDECIDED: Final = r"(?<=\d)(?: |\u00a0|\u202f)(?=\d{3}(?!\d))"  # spaces between thousands
NEAR_TODAY: Final = 0.005  # degC; the level of today is printed as 1.1 or 1.09


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: levers, global warming level in degC, households whose histories are followed (0 for none), and workers for them."""

    levers: Levers
    level: float
    households: int = 0
    workers: int = 1


def levers(texts: Iterable[str]) -> Levers:
    """Levers from words such as water=30, "water=30%", "pathways = 20,5".

    Raises BadData, in one sentence, for an unknown lever (with the nearest), one given twice, a text that is no number, and a number out of bounds.
    >>> levers(["water=30%", "relocation=1 200"])
    Levers(early_warning=0.0, water=0.3, pasture=0.0, relocation=1200.0, pathways=0.0, remittances=0.0)
    """
    found: dict[str, float] = {}
    for text in texts:
        name, amount = _split(text)
        if name in found:
            raise BadData(f"The lever {name} was given twice; give it once, with the amount that you mean.")
        found[name] = amount
    return asked_for(found)


def _split(text: str) -> tuple[str, float]:
    """The id of the lever and its amount in the lever's own unit."""
    given, equals, amount = text.partition("=")
    name = given.strip().casefold().replace("-", "_").replace(" ", "_")
    if name not in LEVER_BY_ID:
        near = get_close_matches(name, LEVER_BY_ID, n=1, cutoff=0.5)
        hint = f"Nearest: {near[0]}. " if near else ""
        raise BadData(f"There is no lever {given.strip()!r}. {hint}Choose from {', '.join(LEVER_BY_ID)}.")
    if not equals or not amount.strip():
        raise BadData(f"The lever {name} has no amount; write {name}=AMOUNT, such as {name}={_example(name)}.")
    share = LEVER_BY_ID[name].unit == "%"
    if amount.strip().endswith("%") and not share:
        raise BadData(f"The lever {name} is counted in households a year, not in %; write {name}={_example(name)}.")
    return name, number(amount.strip().removesuffix("%"), f"The lever {name}", _example(name))


def _example(name: str) -> str:
    return "30" if LEVER_BY_ID[name].unit == "%" else "500"


def number(text: str, what: str, example: str) -> float:
    """A number as people write it: 30, 30.5, 30,5, 1 200. Raises BadData where it is none, or may mean two things.

    >>> number("30,5", "The level", "2")
    30.5
    """
    plain = re.sub(UNDECIDED, "", text.strip())
    if THOUSANDS.fullmatch(plain):
        raise BadData(
            f"{what} was given {text.strip()!r}, which may be a thousand or a part of one; write it without a sign between thousands."
        )
    if not NUMBER.fullmatch(plain):
        raise BadData(f"{what} was given {text.strip()!r}, which is no number; write one such as {example}.")
    return float(plain.replace(",", "."))


def level(text: str) -> float:
    """A global warming level in degC above 1850-1900: today (1.09), or anything up to 4.

    Raises BadData for a text that is no number and for a level outside.
    >>> level("1,5"), level("2 °C"), level("today")
    (1.5, 2.0, 1.09)
    """
    plain = re.sub(r"\s*(°\s*c|degc|°)$", "", text.strip().casefold())
    if plain == "today":
        return TODAY
    found = number(plain, "The level", "2")
    if abs(found - TODAY) <= NEAR_TODAY:
        return TODAY
    if not TODAY <= found <= LEVELS[-1]:
        raise BadData(
            f"The level {found:g} °C is outside what the chain knows: from {TODAY:g} (today) to {LEVELS[-1]:g} °C of global warming "
            "above 1850-1900."
        )
    return found


def between(at: float) -> tuple[float, float, float]:
    """The known levels on both sides of a level, and how far it lies from the first to the second, 0 to 1.

    >>> between(1.75), between(2.0), between(1.09)
    ((1.5, 2.0, 0.5), (2.0, 2.0, 0.0), (1.09, 1.09, 0.0))
    """
    below = max(known for known in ALL_LEVELS if known <= at)
    above = min(known for known in ALL_LEVELS if known >= at)
    return below, above, 0.0 if below == above else (at - below) / (above - below)
