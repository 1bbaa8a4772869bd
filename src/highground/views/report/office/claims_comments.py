"""A copy of a docx draft with each mark as a comment at its paragraph."""

from pathlib import Path
from typing import Final

from docx import Document
from docx.text.paragraph import Paragraph

from highground.basis.words import N_
from highground.catalogue.drafts.docx_door import paragraphs
from highground.research.drafts.check import Checked
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.claims_content import QUOTE, Note, note
from highground.views.report.office import office

MOST: Final = 1000  # comments; office programs grow slow with more, and the page and the workbook hold every mark


def write(source: Path, checked: Checked, lang: str, path: Path) -> int:
    """Write the commented copy; returns how many comments found their paragraph (those in foot- and endnotes do not; at most MOST are written)."""
    words = Words(lang)
    document = Document(str(source))
    homes = {number: element for number, (element, _, _) in enumerate(paragraphs(document.element.body), 1)}
    done = 0
    for number, mark in enumerate(checked.marks[:MOST], 1):
        home = homes.get(mark.paragraph)
        runs = [] if home is None else Paragraph(home, document).runs
        if runs:
            document.add_comment(
                runs=[runs[0], runs[-1]], text=_comment(note(number, mark, words), words), author="highground", initials="hg"
            )
            done += 1
    document.save(str(path))
    return done


def _comment(told: Note, words: Words) -> str:
    head = f"{told.number}. {told.severity_text}: {words.t(QUOTE, text=told.found)}"
    lines = (
        head,
        told.why,
        f"{words.t(N_('Write instead'))}: {told.write}",
        f"{words.t(N_('Source'))}: {told.source} ({told.grade})",
    )
    return office.clean("\n".join(lines))
