"""register.xlsx: the register that people fill in a spreadsheet and give back, its order, places, hazards and log. Tags tell which column is which."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from highground.basis.relocation import BY_KEY, CHECKS, CONSENTS, FAMILY, VISIT, YEARS, Field, Place, key
from highground.basis.words import N_
from highground.catalogue.register.book import LOGGED, OWN, tag
from highground.people.mobility.relocation.families import Placed, open_items
from highground.research.relocation import Relocation, Standing
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative import relocation_content as content
from highground.views.report.office import office, workbook
from highground.views.report.office.sheets import Sheet

SPARE: Final = 500  # rows below the last that offer the words of a choice too
DAY: Final = "yyyy-mm-dd"
TEXT: Final = "@"  # so that a spreadsheet does not read 4-6 as a day in June
WORDS_SHEET: Final = N_("Words")
WIDTHS: Final = {"id": 16, "place": 26, "people": 12, "count": 16, "choice": 30, "date": 16, "text": 48}
READ_ME: Final = (
    N_("Fill the sheets of families, checklist and visits, then give the file back: highground relocation --register register.xlsx."),
    N_("One row is one family, under a number and never a name. Keep the list of who is who apart and locked. Columns of names, telephone or identity numbers, addresses and dates of birth are refused."),
    N_("New families: write them below the last row, or bring a list with --families. A row that is taken out is put back; a family leaves by its consent."),
    N_("People: a number such as 5, or a range such as 4-6. A blank is not reported, never zero."),
    N_("The second row holds tags by which the program finds its columns; leave it. Rows may be sorted, columns of your own may be added on the sheet of families."),
    N_("Changes are written to the log with the day and with what --by says. The log keeps what a cell held before."),
    N_("Sheets of order and words are told, not read."),
)  # fmt: skip
PLACE_FIELDS: Final = (
    ("name", N_("Place"), 26), ("lat", N_("Latitude"), 11), ("lon", N_("Longitude"), 11), ("elevation_m", N_("Elevation, m"), 12),
    ("people", N_("People"), 12), ("pasture_ha", N_("Pasture, ha"), 12), ("farmland_ha", N_("Farmland, ha"), 12),
    ("school_km", N_("School, km"), 11), ("clinic_km", N_("Clinic, km"), 11), ("road_km", N_("Road, km"), 11), ("note", N_("Note"), 30),
)  # fmt: skip
HAZARD_FIELDS: Final = (
    ("place", N_("Place"), 26), ("source", N_("Hazard"), 40), ("period", N_("Return period, years"), 16), ("reach", N_("Chance to reach"), 14),
    ("trials", N_("Members"), 12), ("reached_low", N_("People reached, low"), 14), ("reached_mid", N_("People reached"), 14),
    ("reached_high", N_("People reached, high"), 14), ("note", N_("Note"), 40),
)  # fmt: skip
LOG_HEADS: Final = (
    (N_("Day"), 14), (N_("By"), 24), (N_("Family"), 16), (N_("Field"), 24), (N_("Before"), 40), (N_("After"), 40), (N_("What it is"), 40),
)  # fmt: skip


def write(found: Relocation, lang: str, path: Path) -> Path:
    """Write register.xlsx in a language; the same register gives the same bytes. Returns the path."""
    words, book = Words(lang), Workbook()
    book.remove(book.worksheets[0])
    pages = {}
    for name, sheet in _sheets(found, words):
        pages[name] = book.create_sheet(workbook.sheet_name(sheet.name, book.sheetnames))
        workbook.fill(pages[name], sheet)
    lists = _choices(pages["words"])
    for name, fields, before in (("family", FAMILY, 0), ("check", CHECKS, 2), ("visit", VISIT, 4)):
        for column, field in enumerate(fields, 1 + before):
            _dress(pages[name], column, field, lists, words)
    moment = office.made_at(found.about)
    book.properties.creator = "highground"
    book.properties.title = office.clean(words.t(N_("Register of planned relocation")))
    book.properties.language = office.TAGS[lang]
    book.properties.created = moment
    book.save(path)
    office.settle(path, moment)
    return path


def _sheets(found: Relocation, words: Words) -> Iterable[tuple[str, Sheet]]:
    yield "about", _about(found, words)
    yield "family", _families(found, words)
    yield "order", _order(found, words)
    yield "check", _checks(found, words)
    yield "visit", _visits(found, words)
    yield "settlement", _settlements(found, words)
    yield "destination", _destinations(found, words)
    yield "hazard", _hazards(found, words)
    yield "items", _items(words)
    yield "log", _log(found, words)
    yield "words", _word_lists(words)


def shown(field: Field | None, text: str, words: Words) -> object:
    """A written form as the sheet shows it: a choice in words, a whole number as a number, text that every reader gives back unchanged."""
    if field is not None and field.kind == "choice":
        return words.t(field.choices[text]) if text else ""
    if field is not None and field.kind in ("count", "people") and text.isdecimal():
        return int(text)
    return guarded(text)


def guarded(text: str) -> str:
    """Text in which nothing looks like the signs by which spreadsheets write control characters (_x000D_), so that it comes back as it is.

    >>> guarded("_x000D_"), guarded("plain")
    ('_x005F_x000D_', 'plain')
    """
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)


def _about(found: Relocation, words: Words) -> Sheet:
    page = content.build(found, words.lang)
    lines = [
        (words.t(N_("Planned relocation")), page.answer),
        *_block(N_("How to fill it"), map(words.t, READ_ME), words),
        *_block(N_("How it was made"), page.method, words),
        *_block(N_("What this page does not say"), page.limits, words),
        *_block(N_("What is not known"), page.unknown, words),
        (words.t(N_("Made on")), f"{page.made_on}, highground {page.version}"),
        ("#told+about", page.notice),
    ]
    return Sheet(words.t(N_("About")), (), (26, 110), lines)


def _block(head: str, texts: Iterable[str], words: Words) -> list[tuple[str, str]]:
    return [(words.t(head) if number == 0 else "", text) for number, text in enumerate(texts)]


def _families(found: Relocation, words: Words) -> Sheet:
    """One row a family, in the order in which they came; columns that people added stand last and carry no tag."""
    own = list(dict.fromkeys(name for cells in found.state.values() for name in cells if name.startswith(OWN)))
    lines = [
        (
            family,
            *(shown(field, cells.get(field.id, ""), words) for field in FAMILY[1:]),
            *(guarded(cells.get(name, "")) for name in own),
        )
        for family, cells in found.state.items()
    ]
    headings = (*(words.t(field.label) for field in FAMILY), *(name.removeprefix(OWN) for name in own))
    tags = (*(tag("family", field.id) for field in FAMILY), *("" for _ in own))
    widths = (*(WIDTHS[field.kind] for field in FAMILY), *(30 for _ in own))
    return Sheet(words.t(N_("Families")), headings, widths, lines, tags, frozen=2)


def _order(found: Relocation, words: Words) -> Sheet:
    """Families, the first to be talked to first, with each criterion and the next step that their word allows."""
    columns = (
        (N_("Rank"), 8), (N_("Families of this rank"), 12), (N_("Family"), 16), (N_("Settlement"), 26), (N_("Rank of the settlement"), 14),
        (N_("Chance in a year"), 20), (N_("Damage to the house"), 22), (N_("A person with a disability"), 18), (N_("An older person"), 14),
        (N_("Children"), 12), (N_("Consent to move"), 22), (N_("Next step"), 44), (N_("Open items"), 10),
    )  # fmt: skip
    places = {one.place.name.casefold(): one for one in found.settlements}
    lines = [_placed(one, found, places, words) for one in found.placed]
    tags = tuple(f"#told+{number}" for number in range(len(columns)))
    return Sheet(
        words.t(N_("Order")),
        tuple(words.t(text) for text, _ in columns),
        tuple(width for _, width in columns),
        lines,
        tags,
        frozen=3,
    )


def _placed(one: Placed, found: Relocation, places: dict[str, Standing], words: Words) -> tuple[object, ...]:
    cells = found.state[one.family]
    standing = places.get(cells["settlement"].casefold())
    yes = words.t(N_("yes"))
    return (
        one.rank, one.sharing, one.family, cells["settlement"], content.ranked(standing, words) if standing else "",
        content.chance(standing, standing.yearly, words) if standing else "", shown(FAMILY[8], cells.get("damage", ""), words),
        *(yes if criterion else "" for criterion in one.criteria[2:]),
        words.t(CONSENTS[cells.get("consent", "not asked")]), words.t(content.STEPS[found.step(one.family)]), len(open_items(cells)),
    )  # fmt: skip


def _checks(found: Relocation, words: Words) -> Sheet:
    headings = (words.t(N_("Family")), words.t(N_("Next step")), *(words.t(item.label) for item in CHECKS))
    lines = [
        (
            family,
            words.t(content.STEPS[found.step(family)]),
            *(shown(item, cells.get(key("check", item.id), ""), words) for item in CHECKS),
        )
        for family, cells in found.state.items()
    ]
    tags = (tag("check", "id"), "#told+step", *(tag("check", item.id) for item in CHECKS))
    return Sheet(words.t(N_("Checklist")), headings, (16, 44, *(20 for _ in CHECKS)), lines, tags, frozen=1)


def _visits(found: Relocation, words: Words) -> Sheet:
    headings = (
        *(words.t(text) for text in (N_("Family"), N_("Year"), N_("Due on"), N_("State"))),
        *(words.t(field.label) for field in VISIT),
    )
    rows = [(visit.family, visit.year, visit.due.isoformat(), words.t(content.VISITS[visit.state])) for visit in found.visits]
    told = {(visit.family, visit.year) for visit in found.visits}
    rows += [  # what was written of a visit stays in sight, even where the date of the move is gone
        (family, year, "", "") for family, cells in found.state.items() for year in YEARS
        if (family, year) not in told and any(key("visit", field.id, year) in cells for field in VISIT)
    ]  # fmt: skip
    lines = [
        (*row, *(shown(field, found.state[row[0]].get(key("visit", field.id, row[1]), ""), words) for field in VISIT))
        for row in rows
    ]
    tags = (tag("visit", "id"), tag("visit", "year"), "#told+due", "#told+state", *(tag("visit", field.id) for field in VISIT))
    return Sheet(words.t(N_("Visits")), headings, (16, 8, 14, 14, *(WIDTHS[field.kind] for field in VISIT)), lines, tags, frozen=2)


def _place(place: Place) -> tuple[object, ...]:
    values = [getattr(place, name) for name, _, _ in PLACE_FIELDS]
    return tuple(guarded(value) if isinstance(value, str) else value for value in values)


def _settlements(found: Relocation, words: Words) -> Sheet:
    extra = (
        N_("Rank"),
        N_("Chance in a year"),
        N_("Chance within the years asked"),
        N_("Families"),
        N_("People of these families"),
    )
    headings = (*(words.t(text) for _, text, _ in PLACE_FIELDS), *map(words.t, extra))
    lines = [
        (
            *_place(one.place), content.ranked(one, words), *(content.chance(one, span, words) for span in (one.yearly, one.horizon)),
            one.families, content.persons(one.people, words) if one.families else "",
        )
        for one in found.settlements
    ]  # fmt: skip
    tags = (*(tag("settlement", name) for name, _, _ in PLACE_FIELDS), *(f"#told+{number}" for number in range(len(extra))))
    return Sheet(
        words.t(N_("Settlements")), headings, (*(width for _, _, width in PLACE_FIELDS), 14, 22, 22, 10, 30), lines, tags, frozen=1
    )


def _destinations(found: Relocation, words: Words) -> Sheet:
    extra = (N_("Verdict"), N_("What speaks against it"), N_("What is not known"))
    headings = (*(words.t(text) for _, text, _ in PLACE_FIELDS), *map(words.t, extra))
    lines = [
        (*_place(one.place), content.verdict(one, words), content.reasons(one.reasons, words), content.reasons(one.open, words))
        for one in found.destinations
    ]
    tags = (*(tag("destination", name) for name, _, _ in PLACE_FIELDS), *(f"#told+{number}" for number in range(len(extra))))
    return Sheet(
        words.t(N_("Destinations")), headings, (*(width for _, _, width in PLACE_FIELDS), 24, 60, 60), lines, tags, frozen=1
    )


def _hazards(found: Relocation, words: Words) -> Sheet:
    lines = [
        (
            guarded(one.place), guarded(one.source), _period(one.period), one.reach, one.trials or None, *(one.reached or (None,) * 3), guarded(one.note),
        )
        for one in found.hazards
    ]  # fmt: skip
    tags = tuple(tag("hazard", name) for name, _, _ in HAZARD_FIELDS)
    headings, widths = tuple(words.t(text) for _, text, _ in HAZARD_FIELDS), tuple(width for _, _, width in HAZARD_FIELDS)
    return Sheet(words.t(N_("Hazards")), headings, widths, lines, tags, fixed={3: "0.00"}, frozen=2)


def _period(period: tuple[float, float] | None) -> str:
    if period is None:
        return ""
    low, high = (f"{end!r}".removesuffix(".0") for end in period)
    return low if low == high else f"{low}-{high}"


def _items(words: Words) -> Sheet:
    headings = (words.t(N_("Before a family moves")), words.t(N_("Guidance")), words.t(N_("Grade of the source")))
    lines = [(words.t(item.label), item.source, words.t(N_("not yet verified"))) for item in CHECKS]
    return Sheet(words.t(N_("Guidance")), headings, (80, 80, 24), lines, ("#told+item", "#told+source", "#told+grade"))


def _log(found: Relocation, words: Words) -> Sheet:
    lines = [
        (
            *(guarded(getattr(change, name)) for name in LOGGED),
            words.t(BY_KEY[change.field].label) if change.field in BY_KEY else change.field,
        )
        for change in found.log
    ]
    headings, widths = zip(*((words.t(text), width) for text, width in LOG_HEADS), strict=True)
    return Sheet(words.t(N_("Log")), headings, widths, lines, (*(tag("log", name) for name in LOGGED), "#told+label"))


def _word_lists(words: Words) -> Sheet:
    """One column for each choice: the words that may stand in its cells."""
    fields = [field for field in BY_KEY.values() if field.kind == "choice"]
    lists = {tuple(field.choices): field for field in reversed(fields)}
    columns = [[words.t(text) for text in field.choices.values()] for field in lists.values()]
    longest = max(map(len, columns))
    lines = [tuple(column[row] if row < len(column) else "" for column in columns) for row in range(longest)]
    headings = tuple(words.t(field.label) for field in lists.values())
    tags = tuple(f"#told+{'|'.join(codes)}" for codes in lists)
    return Sheet(words.t(WORDS_SHEET), headings, tuple(28 for _ in columns), lines, tags)


def _choices(page: Worksheet) -> dict[str, str]:
    """The range of cells that holds the words of each choice, by its codes."""
    found = {}
    for cell in page[2]:
        codes = str(cell.value).removeprefix("#told+")
        letter = get_column_letter(cell.column)
        found[codes] = f"'{page.title}'!${letter}$3:${letter}${2 + len(codes.split('|'))}"
    return found


def _dress(page: Worksheet, column: int, field: Field, lists: dict[str, str], words: Words) -> None:
    """Offer the words of a choice, write days as days, and keep ranges from being read as days; below the last row too."""
    letter, last = get_column_letter(column), page.max_row + SPARE
    if field.kind == "choice":
        offer = DataValidation(type="list", formula1=lists["|".join(field.choices)], allow_blank=True, showErrorMessage=True)
        offer.error = words.t(N_("Take one of the words of the list."))[:220]
        offer.add(f"{letter}3:{letter}{last}")
        page.add_data_validation(offer)
    for row in range(3, page.max_row + 1):
        cell = page.cell(row, column)
        if field.kind == "date" and isinstance(cell.value, str) and len(cell.value) == len("2026-01-01"):
            cell.value, cell.number_format = date.fromisoformat(cell.value), DAY
        elif field.kind in ("id", "people", "text", "place"):
            cell.number_format = TEXT
    shape = {"date": DAY, "id": TEXT, "people": TEXT, "text": TEXT, "place": TEXT}.get(field.kind)
    if shape:
        page.column_dimensions[letter].number_format = shape
