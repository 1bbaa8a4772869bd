"""One cell of a register in its one written form: whole numbers, ranges, days, codes of choices, text. What cannot be is refused."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from highground.basis.errors import BadData
from highground.basis.event import Remark, When
from highground.basis.relocation import YES_NO, Field
from highground.catalogue.events.dates import DayOrder, parse_date
from highground.catalogue.events.sheet import CONTROLS
from highground.catalogue.events.words import is_blank, plain
from highground.catalogue.register.personal import ON, looks_like
from highground.catalogue.register.words import choice

MOST_PEOPLE: Final = 60  # persons in one family; judged, more is a slip of the pen or a village
LONGEST: Final = 5_000  # characters of a note; a spreadsheet holds 32,767
LONGEST_NAME: Final = 120  # characters of a place or a number
_UNFIT: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")  # letters that no file can carry
_GUARD: Final = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")  # ECMA-376 part 1, 22.9.2.19
_SLASHES: Final = re.compile(r"\d{1,2}([-/])\d{1,2}\1\d{4}")  # dates whose order nobody can tell
_RANGE: Final = re.compile(r"(\d{1,6})\s*[-–—]\s*(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Reader:
    """How cells are read: today, the order of day and month in dates with slashes, and places, whose names are no names of people."""

    today: date
    order: DayOrder | None = None
    places: frozenset[str] = frozenset()  # in plain form

    def knowing(self, names: Iterable[str]) -> "Reader":
        """The same reader with more places."""
        return replace(self, places=self.places | {plain(name) for name in names})

    def cell(self, field: Field, value: object, where: str) -> str:
        """The cell's written form; empty where it is blank.

        where: file, row and heading, for the sentence. Raises BadData: never with the text of what looks personal.
        """
        text = written(value)
        if field.kind == "text":
            return told(text, where, LONGEST, place=plain(text) in self.places)
        if field.kind == "choice" and (code := choice(text, field.choices)):
            return code  # before blanks: "none" may be an answer
        if is_blank(text or None):
            return ""
        if field.kind == "choice":
            raise BadData(
                f"{where}: {text[:40]!r} is none of {', '.join(field.choices)}; take one of these words, in any of the four languages"
            )
        if field.kind == "date":
            return self._date(value, where)
        if field.kind in ("count", "people"):
            return _count(text, where, ranged=field.kind == "people")
        return told(text, where, LONGEST_NAME, place=field.kind == "place")

    def _date(self, value: object, where: str) -> str:
        read = parse_date(value, self.order)
        if isinstance(read, Remark):
            text = written(value)
            if self.order is None and _SLASHES.fullmatch(text):
                raise BadData(
                    f"{where}: {text} may be day and month or month and day; say which with --dates dmy or --dates mdy, or write it as 2024-03-26"
                )
            raise BadData(f"{where}: {read}")
        if isinstance(read, When) and read.start > self.today:
            raise BadData(f"{where}: {read} lies in the future (today is {self.today}); write what has happened, or leave it blank")
        return str(read or "")


def written(value: object) -> str:
    """A cell as text: days as ISO 8601, whole numbers without a point, line ends as one sign, no spaces around.

    >>> written(4.0), written(datetime(2026, 3, 1)), written(" a b ")
    ('4', '2026-03-01', 'a b')
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if (value.hour, value.minute, value.second) == (0, 0, 0) else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = _UNFIT.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n"))
    while (plainer := _GUARD.sub("_", text)) != text:  # how a workbook writes text that looks like one of its control signs
        text = plainer
    return text.translate(CONTROLS).strip()


def ends(text: str) -> tuple[float, float] | None:
    """Both ends of a number or range of people; None where nothing is reported.

    >>> ends("4-6"), ends("3"), ends("")
    ((4.0, 6.0), (3.0, 3.0), None)
    """
    if not text:
        return None
    low, _, high = text.partition("-")
    return float(low), float(high or low)


def told(text: str, where: str, longest: int, *, place: bool = False) -> str:
    """A text that is kept. Raises BadData for one that is too long or looks personal; what looks personal is not printed.

    place: the text is the name of a place, where two words with capitals are no full name.
    """
    if len(text) > longest:
        raise BadData(f"{where}: the text has {len(text):,} characters, at most {longest:,} are kept; shorten it")
    if found := looks_like(text, place=place):
        raise BadData(f"{where}: the cell looks like {found}, which a register must not hold; {ON[found]}")
    return text


def _count(text: str, where: str, *, ranged: bool) -> str:
    """A whole number, or a range of them where one is allowed; none of a part of a family is 0."""
    if not ranged and choice(text, YES_NO) == "no":
        return "0"
    found = _RANGE.fullmatch(text) if ranged else None
    if found:
        low, high = int(found[1]), int(found[2])
        if low > high:
            raise BadData(f"{where}: {text!r} has its low end above its high end; turn them round")
        _bound(high, where)
        return f"{low}-{high}" if low < high else str(low)
    try:
        number = float(text.replace(" ", "").replace(",", ".").replace("−", "-"))
    except ValueError:
        form = "a whole number such as 5, or a range such as 4-6" if ranged else "a whole number such as 2"
        raise BadData(f"{where}: {text[:40]!r} is no number of people; write {form}, or leave it blank where not known") from None
    if number < 0:
        raise BadData(f"{where}: {text[:40]!r} is negative, and people never are; mend the cell")
    if not number.is_integer():
        raise BadData(f"{where}: {text[:40]!r} is no whole number, and people are whole; mend the cell")
    _bound(number, where)
    return str(int(number))


def _bound(number: float, where: str) -> None:
    if number > MOST_PEOPLE:
        raise BadData(
            f"{where}: {number:,.0f} people are more than one family has (at most {MOST_PEOPLE}); write one family on each row"
        )
