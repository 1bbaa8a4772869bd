"""whatif.xlsx: every row of a what-if with its range, for people who filter and machines that read."""

from pathlib import Path
from typing import Final

from openpyxl import Workbook

from highground.basis.mobility import LEVER_BY_ID
from highground.basis.words import N_
from highground.research.whatif.answer import DIFFERENCE, PERCENT, WITH, WITHOUT, WhatIf
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels, whatif_rows
from highground.views.report.narrative.whatif_content import Page, build
from highground.views.report.office import office, workbook
from highground.views.report.office.sheets import Sheet, number_format

_HEAD: Final = (  # heading, HXL tag, width
    (N_("Measure"), "#indicator+name", 46), (N_("What"), "#meta+what", 18), (N_("Levers"), "#meta+levers", 40), (N_("Global warming, °C"), "#indicator+level+num", 12),
    (N_("Low (5 %)"), "#indicator+value+min+num", 13), (N_("Middle"), "#indicator+value+num", 13), (N_("High (95 %)"), "#indicator+value+max+num", 13),
    (N_("Unit"), "#indicator+unit", 21), (N_("How we know"), "#meta+method", 15), (N_("Confidence"), "#meta+confidence", 18), (N_("Sources"), "#meta+source", 39),
    (N_("Indicator code"), "#indicator+code", 24), (N_("Part code"), "#meta+group+code", 22),
)  # fmt: skip
_WHAT: Final = {WITHOUT: N_("without levers"), WITH: N_("with levers"), DIFFERENCE: N_("difference"), PERCENT: N_("difference, %")}


def write(found: WhatIf, lang: str, path: Path) -> None:
    """Write whatif.xlsx in a language; numbers are stored in full and shown to the digit that their range supports."""
    page, words = build(found, lang), Words(lang)
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in (_about(page, words), _rows(found, words), _sources(page, words)):
        workbook.fill(book.create_sheet(workbook.sheet_name(sheet.name, book.sheetnames)), sheet)
    moment = office.made_at(found.about)
    book.properties.creator = "highground"
    book.properties.title = office.clean(f"{page.title}: {page.subtitle}")
    book.properties.language = office.TAGS[lang]
    book.properties.created = moment
    book.save(path)
    office.settle(path, moment)


def _about(page: Page, words: Words) -> Sheet:
    """The question, the answer, and what is not known."""
    changes, unknown = words.t(N_("What each lever changes in the model")), words.t(N_("What the model does not know"))
    lines: list[tuple[object, ...]] = [
        (words.t(N_("Country")), page.title),
        (words.t(N_("Question")), page.subtitle),
        (words.t(N_("In short")), page.answer),
        (words.t(N_("Confidence")), page.confidence),
        *((changes if number == 0 else "", f"{change.name}. {change.text}") for number, change in enumerate(page.changes)),
        *((unknown if number == 0 else "", text) for number, text in enumerate(page.unknown)),
        (words.t(N_("How it was made")), page.colophon),
    ]
    if page.notice:
        lines.insert(2, (words.t(N_("Translation")), page.notice))
    return Sheet(words.t(N_("About")), (), (34, 100), lines)


def _rows(found: WhatIf, words: Words) -> Sheet:
    """One line a row, in the order of the answer."""
    headings, hxl, widths = zip(*_HEAD, strict=True)
    lines, formats = [], []
    for row in found.rows.to_dict("records"):
        pulled = ", ".join(words.t(LEVER_BY_ID[which].label) for which in str(row["levers"]).split())
        name, what = whatif_rows.name((row["indicator"], row["group"]), words), words.t(_WHAT[row["what"]])
        sure, how = words.t(labels.CONFIDENCE[row["confidence"]]), words.t(labels.HOWS[row["how"]])
        numbers = (row["low"], row["mid"], row["high"], words.unit(row["unit"]))
        lines.append((name, what, pulled, row["level"], *numbers, how, sure, row["sources"], row["indicator"], row["group"]))
        formats.append(number_format(row["low"], row["mid"], row["high"], row["unit"]))
    return Sheet(
        words.t(N_("All measures")), tuple(map(words.t, headings)), widths, lines, hxl=hxl, formats=formats, fixed={3: "0.0#"}, frozen=1
    )  # fmt: skip


def _sources(page: Page, words: Words) -> Sheet:
    """The cards behind the rows."""
    headings = (N_("Source"), N_("Citation"), N_("Licence"), N_("Grade of the source"))
    lines = [(each.id, each.text, each.licence, each.grade) for each in page.references]
    return Sheet(words.t(N_("Sources")), tuple(map(words.t, headings)), (30, 90, 30, 26), lines)
