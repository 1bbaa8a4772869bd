"""claim-check.xlsx: one line per mark, to be worked through and ticked off."""

from pathlib import Path

from openpyxl import Workbook

from highground import __version__
from highground.basis.words import N_
from highground.catalogue.drafts.draft import Draft
from highground.research.drafts.check import Checked
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.claims_content import counts, notes, remarks
from highground.views.report.office import office, workbook
from highground.views.report.office.sheets import Sheet


def write(draft: Draft, checked: Checked, lang: str, made_on: str, path: Path) -> None:
    """Write the list of marks in a language; the same draft gives the same bytes."""
    words = Words(lang)
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in (about(draft, checked, words, made_on), marks(checked, words)):
        if sheet.lines:
            workbook.fill(book.create_sheet(workbook.sheet_name(sheet.name, book.sheetnames)), sheet)
    moment = office.made_at({"made_on": made_on})
    book.properties.creator = "highground"
    book.properties.title = office.clean(f"{words.t(N_('Claim check'))}: {draft.name}")
    book.properties.language = office.TAGS[lang]
    book.properties.created = moment
    book.save(path)
    office.settle(path, moment)


def about(draft: Draft, checked: Checked, words: Words, made_on: str) -> Sheet:
    """What was read and what the marks are."""
    lines: list[tuple[object, ...]] = [(words.t(N_("Draft")), draft.name), (words.t(N_("In short")), counts(checked, words))]
    lines += [("", text) for text in remarks(draft, checked, words)]
    lines += [
        (words.t(N_("SHA-256 of the file")), draft.sha256),
        (words.t(N_("Made on")), f"{words.date(made_on)}, highground {__version__}"),
    ]
    return Sheet(words.t(N_("About")), (), (26, 110), lines)


def marks(checked: Checked, words: Words) -> Sheet:
    """One line per mark: where, what, why, what to write, source, and a column for the author's answer."""
    heads = (
        (N_("Number"), 8), (N_("Severity"), 16), (N_("What it is"), 30), (N_("Place in the draft"), 30), (N_("Found"), 40), (N_("Sentence"), 60),
        (N_("Why it is doubtful"), 50), (N_("Write instead"), 50), (N_("Source"), 40), (N_("Grade of the source"), 28), (N_("Rule"), 26), (N_("Answer of the author"), 30),
    )  # fmt: skip
    lines = [
        (
            note.number,
            note.severity_text,
            note.kind,
            note.place,
            note.found,
            note.sentence,
            note.why,
            note.write,
            note.source,
            note.grade,
            mark.rule,
            "",
        )
        for note, mark in zip(notes(checked, words), checked.marks, strict=True)
    ]
    names, widths = zip(*((words.t(name), width) for name, width in heads), strict=True)
    return Sheet(words.t(N_("Marks")), names, widths, lines, frozen=1)
