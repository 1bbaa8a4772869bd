"""Tests on paper for rooms without computers: a form with room for answers, and the key with reasons."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from docx import Document
from docx.document import Document as Doc
from docx.shared import Mm

from highground.basis.question import Item
from highground.basis.words import N_
from highground.catalogue.runs import Run
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative import questions_content as content
from highground.views.report.narrative.parts import notice
from highground.views.report.office import office, stationery

WRITE: Final = N_(
    "Mark one letter for each question; where it says so, write a number or pairs. Do not write your name: write the number that you were given."
)
NUMBER: Final = N_("Your number: ____________    Date: ____________")
ANSWER: Final = N_("Answer: ____________")
PAIRS: Final = N_("Write a letter beside each number.")
KEY: Final = N_("Answer key, form {form}")
KEPT: Final = N_("For facilitators. Do not hand it out before the test. A question counts when it is wholly right.")
RIGHT: Final = N_("{number}. {answer}")


def write_test(form: str, items: Sequence[Item], run: Run, words: Words, path: Path) -> None:
    """Write one form of the test as a Word file."""
    doc = _opened(run, words, words.t(content.FORM, form=form))
    for text, style in ((words.t(NUMBER), "Normal"), (words.t(WRITE), "Intro")):
        doc.add_paragraph(office.clean(text), style=style)
    for number, item in enumerate(items, start=1):
        _ask(doc, number, item, words)
    _close(doc, run, path)


def _ask(doc: Doc, number: int, item: Item, words: Words) -> None:
    """One question, never parted from its answers by the end of a page."""
    lines = [(f"{number}. {item.stem}", "Heading 2")]
    if item.value is not None:
        lines.append((words.t(ANSWER), "Normal"))
    elif item.kind == "matching":
        lines.append((words.t(PAIRS), "Intro"))
        lines += [(f"{n}. {choice.text} ____", "Normal") for n, choice in enumerate(item.choices, start=1)]
        lines += [(f"{content.LETTERS[n]}. {item.choices[at].match}", "Normal") for n, at in enumerate(item.order)]
    else:
        lines += [(f"☐ {content.LETTERS[n]}. {choice.text}", "Normal") for n, choice in enumerate(item.choices)]
    for n, (text, style) in enumerate(lines):
        paragraph = doc.add_paragraph(office.clean(text), style=style)
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.keep_with_next = n < len(lines) - 1
        if style == "Normal":
            paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(11), Mm(-6)


def write_key(forms: dict[str, Sequence[Item]], run: Run, words: Words, path: Path) -> None:
    """Write the answers of all forms, each with its reason and source."""
    doc = _opened(run, words, words.t(KEY, form=", ".join(forms)))
    doc.add_paragraph(office.clean(words.t(KEPT)), style="Intro")
    for form, items in forms.items():
        doc.add_paragraph(office.clean(words.t(content.FORM, form=form)), style="Heading 1")
        for number, item in enumerate(items, start=1):
            head = doc.add_paragraph(style="Normal")
            head.add_run(office.clean(words.t(RIGHT, number=number, answer=content.answer(item, words)))).bold = True
            head.add_run(office.clean(f"  {item.stem}"))
            head.paragraph_format.keep_with_next = True
            right = "; ".join(choice.text for choice in item.choices if choice.right and item.kind != "matching")
            doc.add_paragraph(
                office.clean(
                    " ".join(filter(None, (f"{right}." if right and right[-1] not in ".!?" else right, item.explanation)))
                ),
                style="Note",
            )
    _close(doc, run, path)


def _opened(run: Run, words: Words, subtitle: str) -> Doc:
    doc: Doc = Document()
    title = words.t(content.TITLE, country=content.country(run, words))
    stationery.lay_out(
        doc,
        office.TAGS[words.lang],
        f"highground {run.about['version']} · {content.country(run, words)} · {words.date(str(run.about['made_on']))}",
    )
    doc.add_paragraph(office.clean(title), style="Title")
    doc.add_paragraph(office.clean(subtitle), style="Subtitle")
    if warning := notice(words):
        doc.add_paragraph(office.clean(warning), style="Warning")
    facts = doc.core_properties
    facts.title, facts.author, facts.language = office.clean(f"{title}. {subtitle}"), "highground", office.TAGS[words.lang]
    facts.comments, facts.last_modified_by, facts.revision = "", "highground", 1
    return doc


def _close(doc: Doc, run: Run, path: Path) -> None:
    moment = office.made_at(run.about)
    doc.core_properties.created = doc.core_properties.modified = moment
    doc.save(str(path))
    office.settle(path, moment)
