"""What the cells of tables of flows say: people, years, kilometres. Each form has one meaning, or is refused with a reason."""

import re
from collections.abc import Iterable
from math import isfinite
from typing import Final

from highground.basis.event import Count, Remark
from highground.catalogue.events.numbers import parse_count
from highground.catalogue.events.words import is_blank

FORMULA: Final = "{field} is {cell}, a formula; paste the table as values"
NOT_ONE: Final = "{field} is {cell}, which is not one number; write the number itself"
TWO_WAYS: Final = "{field} is {cell}, which can be read two ways, since the column uses the sign {sign} for decimals elsewhere; write it without the sign"
NO_YEAR: Final = "the year is {cell}, which is not one year; write four digits, a row for each year"
NO_KM: Final = "the distance is {cell}, which is not a number above 0"
YEARS: Final = (1800, 2200)  # judged: four digits outside are not a year of a census or register
SHORT: Final = 10  # digits; longer numbers are checked against all people on Earth
_GROUPED: Final = r"\d{{1,3}}(?:{0}\d{{3}})+"
_DECIMAL: Final = r"\d+{0}\d+"


def decimal_signs(cells: Iterable[object]) -> frozenset[str]:
    """Signs that a column of texts uses for decimals: a comma or a point before other than three digits, or after more than three.

    >>> sorted(decimal_signs(["12.5", "1,200"])), sorted(decimal_signs(["1.200", "1 200"]))
    (['.'], [])
    """
    texts = [str(cell).strip() for cell in cells if isinstance(cell, str)]
    return frozenset(
        sign
        for sign in ".,"
        for text in texts
        if re.fullmatch(_DECIMAL.format(re.escape(sign)), text) and not re.fullmatch(_GROUPED.format(re.escape(sign)), text)
    )


def people(cell: object, field: str, decimals: frozenset[str] = frozenset()) -> int | Remark | None:
    """A count of people; None where nothing is reported; a remark where the cell is refused.

    >>> people("1 131", "flow"), people(1131.0, "flow"), people("", "flow"), str(people("-3", "flow"))
    (1131, 1131, None, 'flow is -3: a count is never negative. Mend the cell.')
    >>> str(people("1.200", "flow", frozenset(".")))[:42]
    'flow is 1.200, which can be read two ways,'
    """
    if isinstance(cell, str) and cell.isascii() and cell.isdecimal() and len(cell) < SHORT:
        return int(cell)  # most cells; what follows takes its time
    return None if is_blank(cell) else _people(cell, field, decimals)


def _people(cell: object, field: str, decimals: frozenset[str]) -> int | Remark:
    shown: dict[str, object] = {"field": field, "cell": str(cell)[:60]}
    if isinstance(cell, bool):
        return Remark(NOT_ONE, shown)
    if isinstance(cell, str):
        if cell.lstrip().startswith("="):
            return Remark(FORMULA, shown)
        for sign in decimals:
            if re.fullmatch(_GROUPED.format(re.escape(sign)), cell.strip()):
                return Remark(TWO_WAYS, shown | {"sign": sign})
    read = parse_count(cell, field)
    if isinstance(read, Count):
        return int(read.low) if read.low == read.high else Remark(NOT_ONE, shown)
    return read or Remark(NOT_ONE, shown)


def year(cell: object) -> int | Remark | None:
    """A year of four digits; None where it is blank.

    >>> year("2022"), year(2022.0), str(year("2022/23"))
    (2022, 2022, 'the year is 2022/23, which is not one year; write four digits, a row for each year')
    """
    if is_blank(cell):
        return None
    text = re.sub(r"\s*(?:г\.?|год|жыл|жылы)$", "", str(cell).strip().removesuffix(".0"))
    low, high = YEARS
    if not isinstance(cell, bool) and re.fullmatch(r"\d{4}", text) and low <= int(text) <= high:
        return int(text)
    return Remark(NO_YEAR, {"cell": str(cell)[:60]})


def number(cell: object) -> float | None:
    """A number with a decimal point or comma; None where it is blank or none.

    >>> number("43,5"), number(" -76.85 "), number("north")
    (43.5, -76.85, None)
    """
    if is_blank(cell) or isinstance(cell, bool):
        return None
    try:
        value = float(str(cell).strip().replace("−", "-").replace(",", ".").replace(" ", ""))
    except ValueError:
        return None
    return value if isfinite(value) else None


def km(cell: object) -> float | Remark | None:
    """A distance above 0; None where it is blank."""
    if is_blank(cell):
        return None
    value = number(cell)
    return value if value is not None and value > 0 else Remark(NO_KM, {"cell": str(cell)[:60]})
