"""What the cells of one row say: when, where, which hazard, how many. Pure: no file, no guess that is not said."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from highground.basis.event import MEASURES, OTHER, Count, Remark, When, moment
from highground.basis.words import N_
from highground.catalogue.events.dates import BAD, NO_DATE, DayOrder, parse_date
from highground.catalogue.events.numbers import parse_count
from highground.catalogue.events.sheet import Table
from highground.catalogue.events.words import bag, fields, hazards_in, is_blank, is_name, kinds, plain

TWO_YEARS: Final = N_("the date {cell} and the year {year} disagree; mend one of them.")
TWO_HAZARDS: Final = N_("{cell} names more than one hazard; the first is kept.")
NEW_HAZARD: Final = N_("{cell} is no hazard word that is known; the row is kept as another hazard.")
NO_HAZARD: Final = N_("no hazard is named; the row is kept as another hazard.")
OUTSIDE: Final = N_("{field} is {cell}, which is no place on Earth; it is read as not reported.")
UPSIDE: Final = N_("{field}: the low end is above the high end; it is read as not reported.")
NO_SUCH_COUNT: Final = N_("{cell} is not a count that is known; the displaced of this row are read as not reported.")
SHARED: Final = frozenset({"hazard", "source"})  # fields that take the first filled of their columns; of others the rest is unused
_BROAD: Final = ("flood", "landslide")  # kinds that say least
_TOTAL: Final = re.compile(
    r"(?:(?:grand|sub|gran|общии|suma) )?(?:total|totals|subtotal|totales|суммарно|итог|итого|всего|барлыгы|барлығы|жиыны|жиынтыгы|жиынтығы|suma)\b"
)
_ONLY_TOTAL: Final = re.compile(
    _TOTAL.pattern
    + r"(?: (?:за|на|по|в|for|of|in|the|de|del|la|el|год|года|году|г|year|general|ano|provincia|pais|стране|республике|области|раиону|жыл|боиынша|\d{4}))*"
)
_YES: Final = bag("yes y true 1 да иә иа si")
_NO: Final = bag("no n false 0 нет жок жоқ")
_GLIDE: Final = re.compile(r"\b[A-Z]{2}-\d{4}-\d{6}(?:-[A-Z]{3})?\b")
_PAIRED: Final = ("displaced", "deaths")  # measures that may come as two columns, low and high


@dataclass(slots=True)
class Line:
    """One row of a table by its fields, and the remarks that reading it gave."""

    number: int
    cells: tuple[object, ...]
    table: Table
    remarks: list[Remark] = field(default_factory=list)

    def cell(self, name: str) -> object:
        """The cell of a field's preferred column; None where there is none or it is blank."""
        columns = self.table.fields.get(name, ())
        return self.cells[columns[0]] if columns and not is_blank(self.cells[columns[0]]) else None

    def text(self, name: str) -> str:
        """A field as text: of its preferred column, or of the first filled one where several say the same thing."""
        columns = self.table.fields.get(name, ())[: None if name in SHARED else 1]
        value = next((self.cells[column] for column in columns if not is_blank(self.cells[column])), "")
        whole = isinstance(value, float) and value.is_integer()
        return " ".join(str(int(value) if whole and isinstance(value, float) else value).split())


def is_total(line: Line) -> bool:
    """Whether a row is called a total: by its first filled cell, or by any cell that says nothing else: итого, grand total, жиынтығы."""
    first = str(next((cell for cell in line.cells if not is_blank(cell)), ""))
    dated = any(line.text(name) for name in ("date", "hazard") if line.text(name) != first)
    if not dated and _TOTAL.match(plain(first)):
        return True
    named = (first, *(line.text(name) for name in ("id", "name", "date", "year", "place", "district", "province", "hazard")))
    return any(_ONLY_TOTAL.fullmatch(plain(text)) for text in named)


def when_of(line: Line, order: DayOrder | None) -> When | Remark:
    """The date of a row: its date, else its year with month and day, else its approximate year."""
    given = parse_date(line.cell("date"), order)
    year = parse_date(line.cell("year"), order, span=True)
    if isinstance(given, When):
        clash = isinstance(year, When) and (given.end < year.start or given.start > year.end)
        return Remark(TWO_YEARS, {"cell": line.text("date"), "year": line.text("year")}) if clash else given
    if given is not None:
        return given
    if isinstance(year, When) and year.precision == "year":
        return _dated(line, year)
    if year is None:
        year = parse_date(line.cell("year_approx"), order, span=True)
    return year if year is not None else Remark(NO_DATE)


def _dated(line: Line, year: When) -> When | Remark:
    """A year made more exact by the cells for month and day."""
    month = _month(line.cell("month"))
    day = line.text("day")
    try:
        return moment(year.start.year, month, (int(float(day)) or None) if month and day else None)  # 0 is a day not known
    except (ValueError, OverflowError):
        return Remark(BAD, {"cell": f"{line.text('year')}-{line.text('month')}-{day}"})


def _month(cell: object) -> int | None:
    """A month's number from its number or name; None where it is blank or unreadable."""
    if cell is None:
        return None
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    if text.strip().isdecimal():
        return int(text) or None
    read = parse_date(f"{text} 2000")
    return read.start.month if isinstance(read, When) and read.precision == "month" else None


def as_of(line: Line, order: DayOrder | None) -> date | None:
    """The day of which the row reports."""
    read = parse_date(line.cell("as_of"), order)
    if isinstance(read, Remark):
        line.remarks.append(read)
    return read.end if isinstance(read, When) else None


def kind_of(line: Line, default: str) -> str:
    """The kind of hazard; `default` where the cell is blank; `unknown`, with a remark, where no word is known."""
    texts = [str(line.cells[column]) for column in line.table.fields.get("hazard", ()) if not is_blank(line.cells[column])]
    text = next((text for text in texts if hazards_in(text)), " ".join(texts[:1]))
    found = hazards_in(text) if text else (default,) if default else ()
    if len({kinds()[name].hazard for name in found} - {OTHER}) == 1:  # two words for one hazard: the more exact one
        found = tuple(name for name in found if name not in _BROAD) or found[:1]
    if len(found) > 1:
        line.remarks.append(Remark(TWO_HAZARDS, {"cell": text[:60]}))
    if not found:
        line.remarks.append(Remark(NEW_HAZARD, {"cell": text[:60]}) if text else Remark(NO_HAZARD))
    return found[0] if found else "unknown"


def place_of(line: Line) -> str:
    """The place, the smallest first: Kyzylagash, Aksu district, Almaty region."""
    parts = dict.fromkeys(line.text(name) for name in ("place", "district", "province"))
    return ", ".join(part for part in parts if part)


def name_of(line: Line) -> str:
    """The name of the event; nothing where it only repeats the hazard, such as "Flood": such a name makes no two rows one event."""
    text = line.text("name")
    return text if is_name(text) else ""


def degrees(line: Line, name: str, bound: float) -> float | None:
    """Latitude or longitude; a decimal comma is read; a number beyond the bound is refused with a remark."""
    text = line.text(name)
    if not text:
        return None
    try:
        value = float(text.replace(",", ".").replace("−", "-").rstrip("°"))
    except ValueError:
        value = bound + 1
    if not -bound <= value <= bound:
        line.remarks.append(Remark(OUTSIDE, {"field": name, "cell": text[:60]}))
        return None
    return value


def mountain_of(line: Line) -> str:
    """Whether the source calls it a mountain event: yes, no, unknown, or nothing."""
    columns = line.table.fields.get("mountain", ())
    text = plain(line.cells[columns[0]] or "") if columns else ""  # "unknown" is an answer here, not a blank
    return "yes" if text in _YES else "no" if text in _NO else "unknown" if text else ""


def glide_of(line: Line) -> str:
    """The GLIDE number in its own column or in the source: FL-2010-000051-KAZ."""
    found = _GLIDE.search(f"{line.text('glide')} {line.text('source')}")
    return found[0] if found else ""


def counts_of(line: Line) -> dict[str, Count]:
    """Every measure that the row reports; cells that are refused leave a remark."""
    counts: dict[str, Count] = {}
    for name in MEASURES:
        read = parse_count(line.cell(name), name)
        _keep(counts, name, read, line)
    for name in _PAIRED:
        low, high = (parse_count(line.cell(f"{name}_{end}"), name) for end in ("low", "high"))
        if low is not None or high is not None:
            target = _target(line) if name == "displaced" else name
            if target:
                _keep(counts, target, _paired(low, high, name), line)
    return counts


def _keep(counts: dict[str, Count], name: str, read: Count | Remark | None, line: Line) -> None:
    if isinstance(read, Remark):
        line.remarks.append(read)
    elif read is not None:
        counts.setdefault(name, read)


def _paired(low: Count | Remark | None, high: Count | Remark | None, name: str) -> Count | Remark:
    """A range out of two cells; without the high end it is at least the low one."""
    for end in (low, high):
        if isinstance(end, Remark):
            return end
    first = low.low if isinstance(low, Count) else 0.0
    last = high.high if isinstance(high, Count) else None
    if last is None:
        return Count(first, first, None)
    return Count(first, (first + last) / 2, last) if first <= last else Remark(UPSIDE, {"field": name})


def _target(line: Line) -> str:
    """The measure that the definition of the row names: a figure of evacuated people is not one of displaced people."""
    text = line.text("definition")
    if not text:
        return "displaced"
    named = next((name for name in fields([text]) if name in MEASURES), "")
    if not named:
        line.remarks.append(Remark(NO_SUCH_COUNT, {"cell": text[:60]}))
    return named
