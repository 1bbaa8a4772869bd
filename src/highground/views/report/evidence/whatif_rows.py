"""The rows of a what-if as people read them: names of measures and levers, ranges, and differences with their sign."""

from collections.abc import Mapping
from typing import Any, Final

from highground.basis.mobility import CELLS, LEVER_BY_ID
from highground.basis.words import N_
from highground.research.whatif.answer import DIFFERENCE, PERCENT, WITH, WITHOUT, Key, WhatIf, label_of, one
from highground.views.report.alphabet.words import HARD, MINUS, WHOLE, Words

Row = Mapping[str, Any]
SHOWN: Final = (  # measures of the picture, in its order
    ("displacement_aad", ""), ("internal_moves", ""), ("emigration_moves", ""), ("immobility_people", "cell:involuntary"),
)  # fmt: skip
TOLD: Final = (  # measures of the table, in its order; all of them are in the files
    ("displacement_aad", ""), ("displaced_stock", ""), ("internal_moves", ""), ("emigration_moves", ""), ("moves_added", "kind:internal"),
    ("moves_added", "kind:international"), *(("immobility_people", f"cell:{cell}") for cell in CELLS), ("moves_income", "income:1"),
    ("moves_income", "income:5"), ("pasture_pays", ""), ("relocated", ""), ("relocation_avoided", ""),
)  # fmt: skip
NAMES: Final = {  # measure and group -> short name; others take the indicator's label
    ("displacement_aad", ""): N_("Displacements a year by sudden hazards"),
    ("displaced_stock", ""): N_("People displaced at an average moment"),
    ("internal_moves", ""): N_("Moves a year inside the country, of all reasons"),
    ("emigration_moves", ""): N_("Departures abroad a year, of all reasons"),
    ("moves_added", "kind:internal"): N_("Of moves inside, added by climate impacts"),
    ("moves_added", "kind:international"): N_("Of departures, added by climate impacts"),
    ("immobility_people", "cell:mobile"): N_("Mountain people who wish to move and can"),
    ("immobility_people", "cell:voluntary"): N_("Mountain people who can move and do not wish to"),
    ("immobility_people", "cell:involuntary"): N_("Mountain people who wish to move and cannot"),
    ("immobility_people", "cell:acquiescent"): N_("Mountain people who neither wish to move nor can"),
    ("moves_income", "income:1"): N_("Change of moves of the poorest fifth by climate impacts"),
    ("moves_income", "income:5"): N_("Change of moves of the richest fifth by climate impacts"),
    ("pasture_pays", ""): N_("Herding households for whom moving herds pays"),
}  # fmt: skip
FOLLOWED: Final = (("displaced_twice", ""), ("moved_once", ""), ("stuck_long", ""))  # household histories
SHARE_DIGITS: Final = 2  # of a difference of shares in %; judged: nobody acts on a ten-thousandth
NOTHING: Final = N_("no change")
AMOUNT: Final = N_("{lever}: {share} of full reach")
HOUSEHOLDS: Final = N_("{lever}: {count} households a year")


def name(key: Key, words: Words) -> str:
    """A measure in words."""
    return words.t(NAMES.get(key) or label_of(key[0]))


def lever(found: WhatIf, which: str, words: Words) -> str:
    """A lever with its amount: Investment in water: 30 % of full reach."""
    amount, label = found.about["levers"][which], words.t(LEVER_BY_ID[which].label)
    if LEVER_BY_ID[which].unit == "%":
        return words.t(AMOUNT, lever=label, share=f"{words.number(amount)}{HARD}%")
    return words.t(HOUSEHOLDS, lever=label, count=amount)


def asked(found: WhatIf, words: Words) -> str:
    """All levers in short, for the question: Investment in water 30 %; Planned relocation programme: 500 households a year."""
    shares = {which: amount for which, amount in found.about["levers"].items() if LEVER_BY_ID[which].unit == "%"}
    short = {which: f"{words.t(LEVER_BY_ID[which].label)} {words.number(amount)}{HARD}%" for which, amount in shares.items()}
    return "; ".join(short.get(which) or lever(found, which, words) for which in found.about["levers"])


def together(found: WhatIf) -> str:
    """The ids of all levers that are pulled, as rows name them."""
    return " ".join(found.about["levers"])


def without(found: WhatIf, key: Key) -> Row | None:
    """The row of a measure without the levers."""
    return one(found.rows, key[0], WITHOUT, group=key[1])


def with_all(found: WhatIf, key: Key) -> Row | None:
    """The row of a measure with all levers."""
    return one(found.rows, key[0], WITH, group=key[1])


def difference(found: WhatIf, key: Key, levers: str | None = None, *, percent: bool = False) -> Row | None:
    """The row of the difference by some levers, all of them unless told; None where there is none."""
    pulled = together(found) if levers is None else levers
    return one(found.rows, key[0], PERCENT if percent else DIFFERENCE, group=key[1], levers=pulled)


def changed(found: WhatIf) -> tuple[Key, ...]:
    """Measures of the picture that any of the levers changes; all that are known where none does."""
    held = tuple(key for key in SHOWN if difference(found, key) is not None)
    moved = tuple(key for key in held if any(_moved(difference(found, key, pulled)) for pulled in (None, *found.about["levers"])))
    return moved or held


def unchanged(found: WhatIf) -> tuple[Key, ...]:
    """Measures of the picture that the levers leave as they are."""
    shown = changed(found)
    return tuple(key for key in SHOWN if key not in shown and difference(found, key) is not None)


def _moved(row: Row | None) -> bool:
    return row is not None and not is_nothing(row)


def span(row: Row | None, words: Words) -> str:
    """A range without its unit, alone where its middle prints as 0; not reported where there is no row."""
    if row is None:
        return words.t(N_("not reported"))
    low, mid, high, _ = words.spread(float(row["low"]), float(row["mid"]), float(row["high"]), row["unit"])
    return mid if low == high else _ranged(low, mid, high, words)


def signed(row: Row | None, words: Words) -> str:
    """A difference with its sign on every number: −1,200 (−4,000 to −200); the range alone where its middle prints as 0: −50 to +900."""
    if row is None:
        return words.t(N_("not reported"))
    if is_nothing(row):
        return words.t(NOTHING)
    low, mid, high = _ends(row, words)
    return mid if low == high else _ranged(low, mid, high, words)


def _ranged(low: str, mid: str, high: str, words: Words) -> str:
    """A number with its range; the range alone where the number is nothing, since a large 0 is misread."""
    return words.spanned(mid, low, high) if _counts(mid) else words.t(N_("{low} to {high}"), low=low, high=high).replace(" ", HARD)


def _counts(text: str) -> bool:
    """Whether a number as printed is more than zero."""
    return any(digit in text for digit in "123456789")


def is_nothing(row: Row) -> bool:
    """Whether a difference is nothing in at least nine of ten members."""
    return bool(row["low"] == row["mid"] == row["high"] == 0)


def _ends(row: Row, words: Words) -> tuple[str, str, str]:
    """Low, middle and high with signs; a range below zero is rounded as its mirror image, so that both signs round alike."""
    low, mid, high = float(row["low"]), float(row["mid"]), float(row["high"])
    unit, digits = ("", SHARE_DIGITS) if row["unit"] == "%" else (WHOLE[0], 0)  # people and moves come in wholes
    low, mid, high = (round(end, digits) for end in (low, mid, high))
    if high <= 0:
        near, middle, far, _ = words.spread(-high, -mid, -low, unit)
        return _sign(far, MINUS), _sign(middle, MINUS), _sign(near, MINUS)
    a, b, c, _ = words.spread(low, mid, high, unit)
    return _sign(a, "+"), _sign(b, "+"), _sign(c, "+")


def _sign(text: str, sign: str) -> str:
    """The number with its sign, unless it is zero or has one."""
    return text if text.startswith((MINUS, "<")) or not _counts(text) else f"{sign}{text}"


def size(row: Row, words: Words) -> str:
    """How large a difference is, without its sign: 1,200 (200 to 4,000). For sentences that say fewer or more."""
    low, high = sorted((abs(float(row["low"])), abs(float(row["high"]))))
    return words.estimate(low, abs(float(row["mid"])), high, "")


def percent(row: Row, words: Words) -> str:
    """The size of a difference in percent with its range: 10 % (3 to 22)."""
    low, high = sorted((abs(float(row["low"])), abs(float(row["high"]))))
    _, _, _, unit = words.spread(low, abs(float(row["mid"])), high, "%")
    a, b, c, _ = words.spread(low, abs(float(row["mid"])), high, "%")
    value = f"{b}{HARD}{unit}"
    return value if a == c else words.spanned(value, a, c)
