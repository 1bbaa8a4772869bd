"""Dates as people write them, in four languages, each as exact as it is: a day, a month, a year, or a span."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final, Literal

from highground.basis.event import Remark, When, moment, years
from highground.basis.words import N_
from highground.catalogue.events.words import bag, is_blank, plain

DayOrder = Literal["dmy", "mdy"]
BAD: Final = N_("the date {cell} is not understood; write it as 2024-03-26, 2024-03 or 2024.")
BOUND: Final = N_("the date {cell} says only before or after; an event needs at least a year.")
NO_DATE: Final = N_("no date is given; an event needs at least a year.")
FIRST_YEAR: Final = 1000  # an earlier year is a slip of the pen
LAST_YEAR: Final = 2100  # so is a later one
_EPOCH: Final = date(1899, 12, 30)  # day 0 of spreadsheets; ECMA-376, 18.17.4.1
_SERIALS: Final = range(10_000, 80_000)  # 1927 to 2119 as days since then; years are smaller
_MONTHS: Final = (
    "january jan январь января янв кантар enero ene", "february feb февраль февраля фев акпан febrero", "march mar март марта мар наурыз marzo",
    "april apr апрель апреля апр сауир abril abr", "may май мая мамыр mayo", "june jun июнь июня июн маусым junio",
    "july jul июль июля июл шилде julio", "august aug август августа авг тамыз agosto ago", "september sep sept сентябрь сентября сен сент кыркуиек septiembre setiembre set",
    "october oct октябрь октября окт казан octubre", "november nov ноябрь ноября ноя караша noviembre", "december dec декабрь декабря дек желтоксан diciembre dic",
)  # fmt: skip
_MONTH: Final = {plain(_name): _number for _number, _names in enumerate(_MONTHS, 1) for _name in _names.split()}
_KAZAKH: Final = str.maketrans("қәғңөұүһі", "кагноуухи")
_FILL: Final = bag("of de del the en в г гг год года годы жыл жылгы жылы жылдын th st nd rd о и to a y по и с from на")
_BOUNDS: Final = bag("before after до после since antes despues деиин бурын кеиин")


def parse_date(cell: object, order: DayOrder | None = None, *, span: bool = False) -> When | Remark | None:
    """A cell as a date; None where it is blank; a remark where it is refused. `span`: 2010-11 is 2010 to 2011, not November.

    Dates with slashes need `order` unless they can be read one way only.
    >>> [str(parse_date(text)) for text in ("26.03.2023", "март 2024", "1955-66", "marzo de 2024", "May to August 2003", "1960s")]
    ['2023-03-26', '2024-03', '1955/1966', '2024-03', '2003-05-01/2003-08-31', '1960/1969']
    """
    if is_blank(cell) or isinstance(cell, bool):
        return None
    if isinstance(cell, date):
        return _checked(moment(cell.year, cell.month, cell.day), cell)
    text = " ".join(str(cell).replace("–", "-").replace("—", "-").split())
    if isinstance(cell, float) and cell % 1 == 0:
        text = str(int(cell))
    try:
        when = _by_shape(text, order, span=span) or _by_words(text)
    except (ValueError, OverflowError):
        when = None
    if when is None:
        return Remark(BOUND if _only_bound(text) else BAD, {"cell": text[:60]})
    return _checked(when, cell)


def day_first(cells: Iterable[object]) -> DayOrder | Literal["both", "either"] | None:
    """How a column orders day and month where it uses slashes: one way, `both` ways, `either` (nobody can tell), or None (no slashes).

    >>> day_first(["03/04/2024", "26/03/2023"]), day_first(["03/04/2024"]), day_first(["2024-03-01"])
    ('dmy', 'either', None)
    """
    found = [re.match(r"\s*(\d{1,2})[/-](\d{1,2})[/-]\d{4}", cell) for cell in cells if isinstance(cell, str)]
    pairs = [(int(match[1]), int(match[2])) for match in found if match]
    ways = {"dmy" for a, b in pairs if a > 12 >= b} | {"mdy" for a, b in pairs if b > 12 >= a}
    if len(ways) == 2:
        return "both"
    if ways:
        return "dmy" if "dmy" in ways else "mdy"
    return "either" if any(a != b for a, b in pairs) else ("dmy" if pairs else None)


def _by_shape(text: str, order: DayOrder | None, *, span: bool) -> When | None:
    """Dates of digits and signs only. 2024-03 is a month unless `span`; 1955-66 and 2002-2004 are spans of years."""
    text = re.sub(r"[T ]\d{1,2}:\d{2}.*$", "", text).rstrip(".")
    text = re.sub(r"\s*(г|гг|ж|года?|жылы?)\.?$", "", text)
    numbers = [int(part) for part in re.findall(r"\d+", text)]
    if re.fullmatch(r"\d{4}\s*[-/]\s*\d{2}", text) and (span or not 1 <= numbers[1] <= 12):
        numbers[1] += numbers[0] // 100 * 100
        return years(*numbers) if numbers[0] <= numbers[1] else None
    if re.fullmatch(r"\d{1,2}([-/])\d{1,2}\1\d{4}", text):
        day, month = numbers[:2] if order == "dmy" else numbers[1::-1]
        return moment(numbers[2], month, day) if order else None
    return next((make(numbers) for shape, make in _SHAPES if re.fullmatch(shape, text)), None)


def _serial(numbers: list[int]) -> When | None:
    """A day counted as spreadsheets do."""
    day = _EPOCH + timedelta(days=numbers[0])
    return moment(day.year, day.month, day.day) if numbers[0] in _SERIALS else None


def _days(*numbers: int) -> When | None:
    """A span of days: year, month and day of the first and of the last."""
    y1, m1, d1, y2, m2, d2 = numbers
    return _span(date(y1, m1, d1), date(y2, m2, d2))


_SHAPES: Final[tuple[tuple[str, Callable[[list[int]], When | None]], ...]] = (
    (r"\d{5}", _serial),
    (r"\d{4}", lambda n: moment(n[0])),
    (r"\d{3}0\s*('?s|-?е)", lambda n: years(n[0], n[0] + 9)),
    (r"\d{4}\s*[-/]\s*\d{4}", lambda n: years(*n) if n[0] <= n[1] else None),
    (r"\d{4}[-/.]\d{1,2}", lambda n: moment(*n)),
    (r"\d{1,2}[-/.]\d{4}", lambda n: moment(n[1], n[0])),
    (r"\d{4}([-/.])\d{1,2}\1\d{1,2}", lambda n: moment(*n)),
    (r"\d{1,2}\.\d{1,2}\.\d{4}", lambda n: moment(n[2], n[1], n[0])),
    (r"\d{1,2}\s*-\s*\d{1,2}\.\d{1,2}\.\d{4}", lambda n: _days(n[3], n[2], n[0], n[3], n[2], n[1])),
    (r"\d{1,2}\.\d{1,2}\.\d{4}\s*-\s*\d{1,2}\.\d{1,2}\.\d{4}", lambda n: _days(n[2], n[1], n[0], n[5], n[4], n[3])),
    (r"\d{4}-\d{2}-\d{2}\s*[-/]\s*\d{4}-\d{2}-\d{2}", lambda n: _days(*n)),
)


def _span(first: date, last: date) -> When | None:
    if first > last:
        return None
    return When(first, last, "day" if first == last else "range")


def _by_words(text: str) -> When | None:
    """Dates with a month's name: 12 March 2024, марта 2024 г., 2024 жылғы 12 наурыз, May to August 2003."""
    tokens = re.findall(r"\d+|[^\W\d_]+", plain(text).translate(_KAZAKH))
    months = [_MONTH[token] for token in tokens if token in _MONTH]
    numbers = [int(token) for token in tokens if token.isdecimal()]
    if any(not token.isdecimal() and token not in _MONTH and token not in _FILL for token in tokens) or not months:
        return None
    whole = [number for number in numbers if number >= FIRST_YEAR]
    days = [number for number in numbers if number < FIRST_YEAR]
    if len(whole) != 1 or len(months) > 2 or len(days) > 2:
        return None
    first, last = months[0], months[-1]
    if not days:
        return moment(whole[0], first) if len(months) == 1 else _span(moment(whole[0], first).start, moment(whole[0], last).end)
    return _span(date(whole[0], first, days[0]), date(whole[0], last, days[-1])) if len(days) >= len(months) else None


def _only_bound(text: str) -> bool:
    return bool(set(plain(text).translate(_KAZAKH).split()) & _BOUNDS)


def _checked(when: When, cell: object) -> When | Remark:
    good = when.start.year >= FIRST_YEAR and when.end.year <= LAST_YEAR
    return when if good else Remark(BAD, {"cell": str(cell)[:60]})
