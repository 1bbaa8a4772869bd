"""events.xlsx: events with ranges, a Sendai-plus-displacement table, and every row that was merged or refused, with the reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from highground import __version__
from highground.basis.event import OTHER, Count, Event, Remark
from highground.basis.hazards import HAZARDS
from highground.basis.words import N_
from highground.catalogue.events.numbers import MEANINGS
from highground.catalogue.events.read import ORDERS, Reading
from highground.catalogue.events.words import kinds
from highground.people.impacts.counting import ONLY, Counted, persons_of, silent, summed
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.office import office, workbook
from highground.views.report.office.sheets import Sheet

LABELS: Final = {  # measure -> words
    "deaths": N_("Deaths"), "missing": N_("Missing"), "injured": N_("Injured"), "evacuated": N_("Evacuated"), "displaced": N_("Displaced"),
    "relocated": N_("Relocated"), "homeless": N_("Homeless"), "affected": N_("Affected"), "families_affected": N_("Families affected"),
    "families_evacuated": N_("Families evacuated"), "families_displaced": N_("Families displaced"),
    "families_relocated": N_("Families relocated"), "houses_destroyed": N_("Houses destroyed"), "houses_damaged": N_("Houses damaged"),
    "houses_affected": N_("Houses affected"), "moved": N_("Displacements, evacuations included"),
}  # fmt: skip
KINDS: Final = {  # kind of hazard -> words; the labels of catalogue/events/hazards.toml
    "flood": N_("Flood"), "river_flood": N_("River flood"), "snowmelt_flood": N_("Snowmelt flood"), "flash_flood": N_("Flash flood"),
    "debris_flow": N_("Debris flow"), "outburst": N_("Glacial lake outburst"), "landslide": N_("Landslide"),
    "dry_landslide": N_("Landslide (dry)"), "rockfall": N_("Rockfall"), "avalanche": N_("Snow avalanche"), "drought": N_("Drought"),
    "heat": N_("Heat wave"), "ice_rock_avalanche": N_("Ice and rock avalanche"), "earthquake": N_("Earthquake"),
    "volcano": N_("Volcanic activity"), "lahar": N_("Lahar"), "dam_failure": N_("Dam failure"), "wildfire": N_("Wildfire"), "fire": N_("Fire"),
    "storm": N_("Storm"), "wind": N_("Strong wind"), "tornado": N_("Tornado"), "cyclone": N_("Tropical cyclone"), "snowstorm": N_("Snow storm"),
    "hail": N_("Hail"), "rain": N_("Heavy rain"), "cold": N_("Cold wave"), "dzud": N_("Dzud"),
    "temperature": N_("Extreme temperature, hot or cold not said"), "subsidence": N_("Subsidence"), "erosion": N_("Bank erosion"),
    "tsunami": N_("Tsunami"), "epidemic": N_("Epidemic"), "accident": N_("Accident"),
    "unknown": N_("Another hazard, see its word in the source"),
}  # fmt: skip
PRECISIONS: Final = {"day": N_("day"), "month": N_("month"), "year": N_("year"), "range": N_("span")}
MOUNTAIN: Final = {"yes": N_("yes"), "no": N_("no"), "unknown": N_("unknown"), "": N_("not reported")}
MISSING: Final = N_("Not reported in any row: {names}.")
REFUSED: Final = {True: N_("the whole row"), False: N_("one cell")}  # whether a refusal is of the whole row
SENDAI_SHEET: Final = N_("Sendai and displacement")
NOT_REPORTED: Final = N_("not reported")
SENDAI: Final = (  # column, measures added up for each event, what it is
    ("A-1", N_("Deaths and missing"), ("deaths", "missing")), ("A-2", N_("Deaths"), ("deaths",)), ("A-3", N_("Missing"), ("missing",)),
    ("B-1", N_("Directly affected: B-2, B-3 and B-4 that are known"), ("injured", "in damaged", "in destroyed")),
    ("B-2", N_("Injured"), ("injured",)), ("B-3", N_("People whose houses were damaged"), ("in damaged",)),
    ("B-4", N_("People whose houses were destroyed"), ("in destroyed",)),
    ("D", N_("Displaced"), ("displaced",)), ("E", N_("Evacuated"), ("evacuated",)), ("R", N_("Relocated"), ("relocated",)),
    ("H", N_("Homeless"), ("homeless",)), ("P", N_("Affected, as the source counts them"), ("affected",)),
    ("M", N_("Displacements, evacuations included"), ("moved",)),
)  # fmt: skip
READ_ME: Final = (
    N_("One row is one event. Rows of the source that speak of one event are never added up: one figure is kept, and the reason stands beside it."),
    N_("Evacuated, displaced, relocated, homeless and affected are different counts; they stand apart and do not add up."),
    N_("“Displacements, evacuations included” takes one count for each event: displaced, else evacuated, else homeless, else relocated; else it is modelled from families or houses destroyed."),
    N_("Counted means that the source counts persons. Modelled means families or houses times {least} to {most} people per household (middle {usual})."),
    N_("Families are not persons. A blank or “not reported” is never zero. “At least” has no upper end."),
    N_("Ends of ranges are added to ends, so totals have the widest range."),
    N_("Other hazards (earthquake, volcano, fire, storm and more) are kept apart and are not counted among the mountain climate hazards."),
    N_("National totals are not mountain totals: the column “Mountain event” says what the source says, or not reported."),
    N_("A-1 to B-4 are the numerators of the Sendai indicators: persons, before division by population. B-5 and targets C to G are not reported."),
)  # fmt: skip
_HOMES: Final = (("in damaged", "houses_damaged"), ("in destroyed", "houses_destroyed"))
_BOUNDS: Final = (N_("low"), N_("middle"), N_("high"))
_EVENT_COUNTS: Final = ("moved", "displaced", "evacuated", "relocated", "homeless", "affected", "deaths", "missing", "injured",
                        "families_affected", "houses_destroyed", "houses_damaged", "houses_affected")  # fmt: skip
_PRINTED: Final = 17  # columns that go on paper: what, when, where and the displacements
_ALWAYS: Final = frozenset((7, 11, 12, 13))  # the place and the displacements stay, even where nothing is reported
_HXL: Final = {"moved": "#affected+displaced+any", "families_affected": "#affected+hh", "houses_destroyed": "#impact+houses+destroyed",
               "houses_damaged": "#impact+houses+damaged", "houses_affected": "#impact+houses", "deaths": "#affected+killed"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What the workbook tells: what was read, what was counted, the file's fingerprint and the day."""

    reading: Reading
    counted: Counted
    sha256: str
    made_on: str


def write(told: Told, lang: str, path: Path) -> None:
    """Write events.xlsx in a language. Text that looks like a formula stays text; a blank number is not reported."""
    words, book = Words(lang), Workbook()
    book.remove(book.worksheets[0])
    for sheet in (about(told, words), events(told, words), sendai(told, words), ranges(told, words), merged(told, words), refused(told, words), codes(told, words)):  # fmt: skip
        if sheet.lines:
            page = book.create_sheet(workbook.sheet_name(sheet.name, book.sheetnames))
            workbook.fill(page, sheet)
            if sheet.name == words.t(SENDAI_SHEET):
                _quiet(page, words.t(NOT_REPORTED))
    moment = office.made_at({"made_on": told.made_on})
    book.properties.creator = "highground"
    book.properties.title = office.clean(f"{words.t(N_('Events'))}: {told.reading.name}")
    book.properties.language = office.TAGS[lang]
    book.properties.created = moment
    book.save(path)
    office.settle(path, moment)


def _quiet(page: Worksheet, text: str) -> None:
    """Put the words for "not reported" where a number would stand, in the colour of notes."""
    right = Alignment(vertical="top", horizontal="right")
    for cell in (cell for line in page.iter_rows(min_row=3) for cell in line if cell.value == text):
        cell.alignment, cell.font = right, Font(cell.font.name, size=cell.font.size, color=f"FF{theme.SOFT.lstrip('#')}")
    for cell in page[1][len(_PART) :]:
        cell.alignment = Alignment(vertical="center", horizontal="right", wrap_text=True)


def about(told: Told, words: Words) -> Sheet:
    """What was read, how it was read, and how to read the sheets."""
    reading, counted, size = told.reading, told.counted, told.counted.household
    whole = sum(item.whole for item in reading.refused)
    numbers = N_("Rows: {rows} · read: {read} · refused: {refused} · events: {events}.")
    values: dict[str, object] = {
        "rows": reading.rows,
        "read": len(reading.records),
        "refused": whole,
        "events": len(counted.events),
    }
    ends = {"least": size.low, "usual": size.mid or size.low, "most": size.high or size.low}
    people: dict[str, object] = {name: words.number(value, 1 if value % 1 else 0) for name, value in ends.items()}
    unsaid = [missing(names, words)] if (names := silent(counted)) else []
    lines: list[tuple[object, ...]] = [
        (words.t(N_("Loss table")), reading.name),
        (words.t(N_("In short")), words.t(numbers, **values)),
        *_block(N_("How to read it"), [words.t(text, **people) if "{least}" in text else words.t(text) for text in READ_ME], words),
        *_block(N_("What the door says"), [*(said(remark, words) for remark in reading.said), *unsaid], words),
        *_block(N_("Cells mean"), [f"{words.t(form)}: {words.t(meaning)}" for form, meaning in MEANINGS], words),
        *_block(
            N_("Columns"),
            [f"{heading}: {words.t(LABELS.get(name, name.replace('_', ' ')))}" for name, heading in reading.columns.items()],
            words,
        ),
        (words.t(N_("SHA-256 of the file")), told.sha256),
        (words.t(N_("Made on")), f"{words.date(told.made_on)}, highground {__version__}"),
    ]
    return Sheet(words.t(N_("About")), (), (26, 110), lines)


def _block(head: str, texts: Sequence[str], words: Words) -> list[tuple[object, ...]]:
    return [(words.t(head) if number == 0 else "", text) for number, text in enumerate(texts)]


def events(told: Told, words: Words) -> Sheet:
    """One line per event with low, middle and high of each count, how it is known, and the rows behind it; no column without a value."""
    heads = [
        (N_("Event"), "#event+id", 26), (N_("Country code"), "#country+code", 10), (N_("Date"), "#date+occurred", 22), (N_("Known to the"), "#meta+precision", 10),
        (N_("Hazard"), "#event+type", 26), (N_("Kind"), "#event+type+kind", 24), (N_("Name"), "#event+name", 24), (N_("Place"), "#loc+name", 42),
        (N_("Latitude"), "#geo+lat", 10), (N_("Longitude"), "#geo+lon", 10), (N_("Mountain event"), "#meta+mountain", 14),
    ]  # fmt: skip
    tail = [(N_("Taken from"), "#meta+count", 22), (N_("How we know"), "#meta+method", 14), (N_("Why this figure"), "#meta+why", 60), (N_("Sources"), "#meta+source", 39),
            (N_("GLIDE number"), "#event+code+glide", 20), (N_("Rows"), "#meta+rows", 16)]  # fmt: skip
    counts = [
        (f"{words.t(LABELS[name])}: {words.t(bound)}", f"{_HXL.get(name, f'#affected+{name}')}{tag}", 13)
        for name in _EVENT_COUNTS
        for bound, tag in zip(_BOUNDS, ("+min", "", "+max"), strict=True)
    ]
    columns = [*_told(heads, words), *counts[:3], *_told(tail[:3], words), *counts[3:], *_told(tail[3:], words)]
    lines = [_event(event, words) for event in told.counted.events]
    used = [column for column in range(len(columns)) if column in _ALWAYS or any(line[column] not in (None, "") for line in lines)]
    names, tags, widths = zip(*(columns[column] for column in used), strict=True)
    whole = {place: "#,##0" for place, column in enumerate(used) if columns[column] in counts}
    degrees = {place: "0.000" for place, column in enumerate(used) if tags[place].startswith("#geo")}
    kept = [[line[column] for column in used] for line in lines]
    printed = sum(column < _PRINTED for column in used)
    return Sheet(words.t(N_("Events")), names, widths, kept, tags, (), whole | degrees, frozen=1, printed=printed)


def _told(columns: Iterable[tuple[str, str, int]], words: Words) -> list[tuple[str, str, int]]:
    return [(words.t(text), tag, width) for text, tag, width in columns]


def _event(event: Event, words: Words) -> tuple[object, ...]:
    first = event.first
    why = [f"{words.t(LABELS[name])}: {said(remark, words)}" for name, remark in event.kept.items() if remark.template != ONLY]
    head = (
        event.id, first.iso3, str(first.when), words.t(PRECISIONS[first.when.precision]), hazard(first.hazard, words), words.t(KINDS[first.kind]),
        first.name, first.place, first.lat, first.lon, words.t(MOUNTAIN[first.mountain]),
    )  # fmt: skip
    how = words.t(how_known(event.moved)) if event.moved else words.t(NOT_REPORTED)
    source = words.t(LABELS[event.moved_from]) if event.moved_from else ""
    near = (*_ends(event.moved), source, how, "; ".join(why))
    far = [value for name in _EVENT_COUNTS[1:] for value in _ends(event.counts.get(name))]
    return (*head, *near, *far, "; ".join(event.sources), first.glide, ", ".join(str(record.row) for record in event.records))


def _ends(count: Count | None) -> tuple[object, object, object]:
    return (count.low, count.mid, count.high) if count else (None, None, None)


def how_known(count: Count) -> str:
    """The word for how a count is known."""
    return N_("modelled") if count.how == "modelled" else N_("counted")


def hazard(name: str, words: Words) -> str:
    """A hazard's label, or the words for another hazard."""
    return words.t(next((item.label for item in HAZARDS if item.id == name), N_("Another hazard")))


def said(remark: Remark, words: Words) -> str:
    """A remark in the language."""
    known = LABELS | {order: order for order in ORDERS.values()}
    values = {name: words.t(known[str(value)]) if value in known else value for name, value in remark.values.items()}
    return words.t(remark.template, **values)


def missing(names: Iterable[str], words: Words) -> str:
    """The sentence that names the measures which no row reports."""
    return words.t(MISSING, names=", ".join(words.t(LABELS[name]).lower() for name in names))


@dataclass(frozen=True, slots=True)
class Part:
    """Events of one country and hazard (and kind, of other hazards), of all years (0), of one, or of dates that span several (None)."""

    iso3: str
    hazard: str
    kind: str
    year: int | None
    events: tuple[Event, ...]

    def head(self, words: Words) -> tuple[str, str, str, str]:
        """Country, hazard, kind and year in words."""
        year = words.t(N_("all years")) if self.year == 0 else words.t(N_("several years")) if self.year is None else str(self.year)
        return self.iso3, hazard(self.hazard, words), words.t(KINDS[self.kind]) if self.kind else "", year


def parts(told: Told) -> list[Part]:
    """Events by country and hazard, first over all years, then by year."""
    order = {item.id: number for number, item in enumerate(HAZARDS)}

    def key(event: Event) -> tuple[str, int, str, str]:
        first = event.first
        return first.iso3, order.get(first.hazard, len(order)), first.hazard, first.kind if first.hazard == OTHER else ""

    made: list[Part] = []
    for (iso3, _, name, kind), group in groupby(sorted(told.counted.events, key=key), key):
        members = sorted(group, key=lambda event: event.first.when.year or 9999)
        made.append(Part(iso3, name, kind, 0, tuple(members)))
        made += [
            Part(iso3, name, kind, year, tuple(some)) for year, some in groupby(members, key=lambda event: event.first.when.year)
        ]
    return made


def indicators(members: Sequence[Event], household: Count) -> list[tuple[Count | None, int]]:
    """Each of SENDAI over events: ends added to ends, and how many events report it."""
    known = [_known(event, household) for event in members]
    made = []
    for _, _, measures in SENDAI:
        found = (
            [counts[measures[0]] for counts in known if measures[0] in counts] if len(measures) == 1 else _added(known, measures)
        )
        made.append((summed(found), len(found)))
    return made


def _added(known: Iterable[dict[str, Count]], measures: Sequence[str]) -> list[Count]:
    """Several measures of one event added up, for each event that gives one of them."""
    return [count for counts in known if (count := summed(counts.get(name) for name in measures)) is not None]


def _known(event: Event, household: Count) -> dict[str, Count]:
    """Every count of persons that an event gives, also by its houses and families."""
    persons = {name: count for name, (count, _) in persons_of(event.counts, household).items()}
    known: dict[str, Count] = {name: count for name, count in event.counts.items() if not name.startswith(("houses", "families"))}
    known |= {name: count for name, count in persons.items() if not name.startswith("houses")}
    known |= {part: persons[houses] for part, houses in _HOMES if houses in persons}
    if event.moved:
        known["moved"] = event.moved
    return known


_PART: Final = (
    (N_("Country code"), "#country+code", 10),
    (N_("Hazard"), "#event+type", 28),
    (N_("Kind"), "#event+type+kind", 22),
    (N_("Year"), "#date+year", 13),
)


def sendai(told: Told, words: Words) -> Sheet:
    """Middle of each indicator by country, hazard and year; "not reported" where no event reports it."""
    columns = [*_told(_PART, words), (words.t(N_("Events")), "#event+num", 10)]
    columns += [(_named(code, label, words), f"#indicator+{code.replace('-', '').lower()}+num", 17) for code, label, _ in SENDAI]
    lines = []
    for part in parts(told):
        found = indicators(part.events, told.counted.household)
        shown = [words.t(NOT_REPORTED) if count is None else count.low if count.mid is None else count.mid for count, _ in found]
        lines.append((*part.head(words), len(part.events), *shown))
    heads, tags, widths = zip(*columns, strict=True)
    return Sheet(
        words.t(SENDAI_SHEET),
        heads,
        widths,
        lines,
        tags,
        (),
        dict.fromkeys(range(4, len(heads)), "#,##0"),
        frozen=4,
    )


def ranges(told: Told, words: Words) -> Sheet:
    """Every indicator that is reported, with its range, how many events report it, and how it is known."""
    tail = ((N_("Indicator"), "#indicator+name", 44), (N_("Low"), "#indicator+value+min+num", 13), (N_("Middle"), "#indicator+value+num", 13),
            (N_("High"), "#indicator+value+max+num", 13), (N_("Events that report it"), "#event+num+reporting", 13), (N_("Events"), "#event+num", 10),
            (N_("How we know"), "#meta+method", 15))  # fmt: skip
    lines = []
    for part in parts(told):
        for (code, label, _), (count, reporting) in zip(SENDAI, indicators(part.events, told.counted.household), strict=True):
            if count is not None:
                lines.append(
                    (
                        *part.head(words),
                        _named(code, label, words),
                        *_ends(count),
                        reporting,
                        len(part.events),
                        words.t(how_known(count)),
                    )
                )
    heads, tags, widths = zip(*_told((*_PART, *tail), words), strict=True)
    return Sheet(words.t(N_("Ranges")), heads, widths, lines, tags, (), dict.fromkeys(range(5, 10), "#,##0"), frozen=4)


def _named(code: str, label: str, words: Words) -> str:
    """An indicator with its Sendai code, where it has one."""
    return f"{code} {words.t(label)}" if "-" in code else words.t(label)


def merged(told: Told, words: Words) -> Sheet:
    """Pairs of rows that were taken as one event, and pairs that may be one and were left apart."""
    heads = (N_("Row"), N_("Other row"), N_("What was done"), N_("Why"), N_("The first row"), N_("The other row"))
    rows = {record.row: record for record in told.reading.records}
    texts = {row: " · ".join(part for part in (r.id, str(r.when), r.name, r.place, r.source) if part) for row, r in rows.items()}
    done = {True: N_("one event"), False: N_("left apart, in doubt")}
    lines = [
        (pair.row, pair.other, words.t(done[pair.merged]), said(pair.reason, words), texts[pair.row], texts[pair.other])
        for pair in sorted(told.counted.pairs, key=lambda pair: (not pair.merged, pair.row, pair.other))
    ]
    return Sheet(words.t(N_("Merged and in doubt")), tuple(map(words.t, heads)), (8, 10, 22, 50, 60, 60), lines, frozen=2)


def refused(told: Told, words: Words) -> Sheet:
    """Rows and cells that were not taken, and why."""
    heads = (N_("Row"), N_("What was refused"), N_("Why"), N_("The row"))
    lines = [(item.row, words.t(REFUSED[item.whole]), said(item.reason, words), item.about) for item in told.reading.refused]
    return Sheet(words.t(N_("Refused")), tuple(map(words.t, heads)), (8, 18, 80, 80), lines, frozen=1)


def codes(told: Told, words: Words) -> Sheet:
    """Codes of the kinds of hazard that stand in this table."""
    heads = (N_("Kind"), N_("Hazard"), "UNDRR-ISC 2025", "GLIDE", "EM-DAT", N_("Grade of the code"))
    used = dict.fromkeys(event.first.kind for event in told.counted.events)
    lines = [
        (
            words.t(KINDS[name]),
            hazard(kinds()[name].hazard, words),
            kinds()[name].undrr,
            kinds()[name].glide,
            kinds()[name].emdat,
            words.t(GRADES[kinds()[name].grade]),
        )
        for name in used
    ]
    return Sheet(words.t(N_("Hazard codes")), tuple(map(words.t, heads)), (40, 30, 16, 10, 20, 44), lines, frozen=1)


GRADES: Final = {
    "read": N_("read in the cross-walk of IFRC Monty"),
    "computed": N_("each code read in its list, put together by us"),
    "unverified": N_("not verified: the nearest code"),
}
