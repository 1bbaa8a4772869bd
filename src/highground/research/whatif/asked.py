"""What a user asks with `--lever NAME=AMOUNT` and `--level`, read strictly: one clear sentence for what cannot be read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from highground.basis.errors import BadData
from highground.basis.mobility import LEVER_BY_ID
from highground.basis.scenario import LEVELS, TODAY
from highground.people.mobility.levers import Levers, asked_for

NUMBER: Final = re.compile(r"[-+\u2212]?\d+(?:[.,]\d+)?")
THOUSANDS: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+")  # 1,000 may be a thousand or one
UNDECIDED: Final = r"(?<=\d)(?: |\u00a0|\u202f)(?=\d{3}(?!\d))"  # spaces between thousands
DIGITS: Final = 2  # of a level in degC; no draw is surer
NEAR_TODAY: Final = 0.01 + 1e-9  # degC; pages print today's 1.09 as 1.1


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: levers, global warming level in degC, households whose histories are followed (0 for none), and workers for them."""

    levers: Levers
    level: float
    households: int = 0
    workers: int = 1


def levers(texts: Iterable[str]) -> Levers:
    """Levers from words such as water=30, "water=30%", "pathways = 20,5".

    Raises BadData, in one sentence, for an unknown lever (with the nearest), one given twice, a text that is no number, and a number out of
    bounds or 0, which would be asked about and change nothing.
    >>> levers(["water=30%", "relocation=1 200"])
    Levers(early_warning=0.0, water=0.3, pasture=0.0, relocation=1200.0, pathways=0.0, remittances=0.0)
    """
    found: dict[str, float] = {}
    for text in texts:
        name, amount = _split(text)
        if name in found:
            raise BadData(f"The lever {name} was given twice; give it once, with the amount that you mean.")
        if amount == 0:
            raise BadData(f"The lever {name} was given 0, which changes nothing; give more than 0 or leave it out.")
        found[name] = amount
    return asked_for(found)


def _split(text: str) -> tuple[str, float]:
    """The id of the lever and its amount in the lever's own unit."""
    given, equals, amount = (part.strip() for part in text.partition("="))
    name, share = _named(given, whole=bool(equals)), amount.endswith("%")
    plain = amount.removesuffix("%").strip()
    if not plain:
        raise BadData(f"The lever {name} has no amount; write {name}=AMOUNT, such as {name}={_example(name)}.")
    if "=" in plain:
        raise BadData(f"The lever {name} was given {amount!r}; give each lever by itself: --lever water=30 --lever pathways=20.")
    if share and LEVER_BY_ID[name].unit != "%":
        raise BadData(f"The lever {name} is counted in households a year, not in %; write {name}={_example(name)}.")
    return name, number(plain, f"The lever {name}", _example(name))


def _named(given: str, *, whole: bool) -> str:
    """The id of a lever; not whole: something may stand behind it, as in "water 30", which lacks its =."""
    if not given:
        raise BadData("A lever has no name; write NAME=AMOUNT, such as water=30.")
    name = re.sub(r"[-\s]+", "_", given.casefold())
    behind = "" if whole else r"(?:[_:].*)?"
    for known in LEVER_BY_ID:
        if re.fullmatch(known + behind, name):
            return known
    near = get_close_matches(name, LEVER_BY_ID, n=1, cutoff=0.5)
    hint = f"Nearest: {near[0]}. " if near else ""
    raise BadData(f"There is no lever {given!r}. {hint}Choose from {', '.join(LEVER_BY_ID)}.")


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
    return float(plain.replace(",", ".").replace("\u2212", "-"))


def level(text: str) -> float:
    """A global warming level in degC above 1850-1900, to hundredths: today (1.09, or 1.1 as pages print it), or anything up to 4.

    Raises BadData for a text that is no number and for a level outside.
    >>> level("1,5"), level("2 °C"), level("today")
    (1.5, 2.0, 1.09)
    """
    plain = re.sub(r"\s*(°\s*c|degc|°)$", "", text.strip().casefold())
    if plain == "today":
        return TODAY
    found = round(number(plain, "The level", "2"), DIGITS)
    if abs(found - TODAY) <= NEAR_TODAY:
        return TODAY
    if not TODAY <= found <= LEVELS[-1]:
        raise BadData(
            f"The level {found:g} °C is outside what the chain knows: from {TODAY:g} (today) to {LEVELS[-1]:g} °C of global warming "
            "above 1850-1900."
        )
    return found
