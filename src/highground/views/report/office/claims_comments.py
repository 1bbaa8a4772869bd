"""A copy of a docx draft with each mark as a comment at its paragraph."""

import re
from pathlib import Path
from typing import Any

from docx import Document
from docx.text.paragraph import Paragraph

from highground.basis.words import N_
from highground.research.drafts.check import Checked
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.claims_content import Note, note
from highground.views.report.office import office


def write(source: Path, checked: Checked, lang: str, path: Path) -> int:
    """Write the commented copy; returns how many comments found their paragraph (those in text boxes, tables' hidden parts and notes do not)."""
    words = Words(lang)
    document = Document(str(source))
    by_text: dict[str, list[Any]] = {}
    for element in document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
        paragraph = Paragraph(element, document)
        by_text.setdefault(_plain(paragraph.text), []).append(paragraph)
    done = 0
    for number, mark in enumerate(checked.marks, 1):
        homes = [home for text, some in by_text.items() if _plain(mark.sentence) in text for home in some]
        runs = homes[0].runs if homes else []
        if runs:
            document.add_comment(
                runs=[runs[0], runs[-1]], text=_comment(note(number, mark, words), words), author="highground", initials="hg"
            )
            done += 1
    document.save(str(path))
    return done


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _comment(told: Note, words: Words) -> str:
    head = f"{told.number}. {told.severity_text}: “{told.found}”"
    lines = (
        head,
        told.why,
        f"{words.t(N_('Write instead'))}: {told.write}",
        f"{words.t(N_('Source'))}: {told.source} ({told.grade})",
    )
    return office.clean("\n".join(lines))
