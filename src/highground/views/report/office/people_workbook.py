"""people.xlsx: the register of stakeholders to fill and give back; needs.xlsx: what institutions need, by theme. In four languages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from highground.basis.stakeholder import THEMES, WEIGHTS
from highground.basis.words import N_
from highground.catalogue.people.book import PARTS, VERSION
from highground.response.capacity.people.register import Line
from highground.views.report.alphabet.words import Words
from highground.views.report.office.policy_workbook import page, save
from highground.views.report.office.sheet import Sheet

SPARE: Final = 300  # rows below the last that offer the words of a list too
NAMES: Final = {
    "person": N_("Participants and contacts"),
    "event": N_("Trainings and meetings"),
    "need": N_("Needs"),
    "attendance": N_("Attendance"),
}
HEADS: Final[Mapping[str, Mapping[str, tuple[str, int]]]] = {
    "person": {
        "id": (N_("Id, given by the program"), 16), "name": (N_("Full name"), 40), "institution": (N_("Institution"), 44), "role": (N_("Role"), 40),
        "contact": (N_("Contact, if given"), 40), "consent_on": (N_("Day of consent"), 14), "consent_for": (N_("Purpose agreed to"), 44),
    },
    "event": {
        "id": (N_("Id, given by the program"), 16), "title": (N_("Title"), 44), "place": (N_("Place"), 24), "starts": (N_("First day"), 14),
        "ends": (N_("Last day"), 14),
    },
    "need": {
        "id": (N_("Id, given by the program"), 16), "institution": (N_("Institution"), 44), "theme": (N_("Theme, code"), 16),
        "weight": (N_("Weight, 1 to 3"), 12), "words": (N_("The need, in their words"), 60), "person": (N_("Told by, id of the person or blank"), 22),
    },
    "attendance": {
        "id": (N_("Id, given by the program"), 16), "event": (N_("Event, id"), 18), "person": (N_("Person, id"), 18), "days": (N_("Days attended"), 12),
    },
}  # fmt: skip
VERSION_HEAD: Final = (N_("Version, leave it"), 12)
HOW: Final = (
    N_(
        "One row is one person, event, need or attendance. A new row has no id and no version; the program gives both. So that other rows can name a new person or event, write a mark of your own as its id, such as x1: a person gets another id in its place everywhere."
    ),
    N_(
        "Nobody is kept without consent: write the day and the purpose that the person agreed to. Write no more about a person than these columns ask."
    ),
    N_(
        "To change a row, change its cells and leave id and version as they are. If somebody changed it meanwhile, you are told and nothing is lost."
    ),
    N_("A row that is taken out here stays in the records. To erase a person: highground teach erase ID."),
    N_("The second row holds tags by which the program finds its columns; leave it. Rows may be sorted and filtered."),
    N_(
        "Give the file back: highground teach people people.xlsx. Either every row is taken, or none, and the row to mend is named."
    ),
)


def write_register(kept: Mapping[str, Sequence[Any]], lang: str, made: datetime, path: Path) -> None:
    """Write people.xlsx: `kept` holds the kept records by part (person, event, need, attendance)."""
    words, file = Words(lang, "people"), Workbook()
    file.remove(file.worksheets[0])
    page(file, _about(words))
    for part in PARTS:
        sheet = page(file, _sheet(part, kept.get(part, ()), words))
        if part == "need":
            _offer(sheet, part, "theme", THEMES)
            _offer(sheet, part, "weight", WEIGHTS)
    save(file, words.t(N_("Register of stakeholders")), lang, made, path)


def write_needs(lines: Sequence[Line], lang: str, made: datetime, path: Path) -> None:
    """Write needs.xlsx: needs by institution and theme, and by theme over all institutions."""
    words, file = Words(lang, "people"), Workbook()
    file.remove(file.worksheets[0])
    counts = (words.t(N_("Needs")), words.t(WEIGHTS["3"]), words.t(WEIGHTS["2"]), words.t(WEIGHTS["1"]))
    heads = (words.t(N_("Institution")), words.t(N_("Theme")), *counts)
    rows = [(one.institution, words.t(THEMES[one.theme]), one.needs, one.urgent, one.important, one.useful) for one in lines]
    page(file, Sheet(words.t(N_("By institution and theme")), heads, (44, 44, 16, 12, 12, 12), rows))
    themes = [(words.t(label), *_summed(one for one in lines if one.theme == theme)) for theme, label in THEMES.items()]
    institutions = words.t(N_("Institutions"))
    page(
        file,
        Sheet(
            words.t(N_("By theme")),
            (words.t(N_("Theme")), institutions, *counts),
            (44, 16, 16, 12, 12, 12),
            [row for row in themes if row[1]],
        ),
    )
    save(file, words.t(N_("What institutions need")), lang, made, path)


def _summed(lines: Iterable[Line]) -> tuple[int, ...]:
    mine = list(lines)
    return (
        len(mine),
        sum(one.needs for one in mine),
        sum(one.urgent for one in mine),
        sum(one.important for one in mine),
        sum(one.useful for one in mine),
    )


def _about(words: Words) -> Sheet:
    lines = [(words.t(N_("What to do")) if number == 0 else "", words.t(text)) for number, text in enumerate(HOW)]
    lines += [
        (words.t(N_("Themes")) if number == 0 else "", f"{code}: {words.t(label)}")
        for number, (code, label) in enumerate(THEMES.items())
    ]
    lines += [
        (words.t(N_("Weights")) if number == 0 else "", f"{code}: {words.t(label)}")
        for number, (code, label) in enumerate(WEIGHTS.items())
    ]
    return Sheet(words.t(N_("About")), (), (26, 110), lines)


def _sheet(part: str, kept: Sequence[Any], words: Words) -> Sheet:
    heads = [*(HEADS[part][one.name] for one in fields(PARTS[part])), VERSION_HEAD]
    names = [*(one.name for one in fields(PARTS[part])), VERSION]
    rows = [(*(getattr(one.record, name) for name in names[:-1]), one.version) for one in kept]
    tags = tuple(f"#{part}+{name}" for name in names)
    return Sheet(
        words.t(NAMES[part]), tuple(words.t(text) for text, _ in heads), tuple(width for _, width in heads), rows, tags, frozen=2
    )


def _offer(sheet: Worksheet, part: str, name: str, codes: Iterable[str]) -> None:
    letter = get_column_letter(1 + [one.name for one in fields(PARTS[part])].index(name))
    choice = DataValidation("list", formula1=f'"{",".join(codes)}"', allow_blank=True)
    choice.add(f"{letter}3:{letter}{sheet.max_row + SPARE}")
    sheet.add_data_validation(choice)
