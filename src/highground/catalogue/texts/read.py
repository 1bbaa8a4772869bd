"""Reads a policy text by what it is: PDF, DOCX, web page or plain text. Every passage stands on the page it is read from."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from highground.basis.errors import BadData, MissingSource
from highground.basis.event import Remark
from highground.basis.policy import TextPassage, passage_id, text_id
from highground.catalogue.drafts.draft import Draft, Passage
from highground.catalogue.drafts.read import checked, read_draft
from highground.catalogue.encodings import ENCODED
from highground.catalogue.passages.cut import MOST, cut
from highground.catalogue.texts.html_door import HEAD, MOST_BYTES, is_page, read_html

LONGEST_HEADING: Final = 160  # signs; a longer line is a sentence
_ARTICLE: Final = re.compile(
    r"^(?:(?:article|art\.|section|chapter|annex|part|статья|ст\.|глава|раздел|приложение|часть|artículo|articulo|capítulo|sección|título|anexo|бап|тарау|бөлім|қосымша)\s+[\dIVXLC]+\b"
    r"|\d{1,4}-(?:бап|тарау|бөлім|қосымша)\b|\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+[^\W\d_])",
    re.IGNORECASE,
)
_STOP: Final = re.compile(r"[.;:,]$")


def read_text(path: Path) -> Draft:
    """A policy text from a file; no passage of a pdf goes over to the next page.

    Raises MissingSource when there is no file, BadData with one sentence when it cannot be read: scans, locked, damaged or hostile files.
    """
    if not path.is_file():
        raise MissingSource(f"there is no file {path}; give a pdf, docx, html or text file")
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not is_page(head):
        return read_draft(path, across=False)
    if path.stat().st_size > MOST_BYTES:
        raise BadData(f"{path.name}: the page is larger than {MOST_BYTES // 1024**2} MB; cut it into parts")
    raw = path.read_bytes()
    blocks, encoding = read_html(raw, path.name)
    said = () if encoding == "UTF-8" else (Remark(ENCODED, {"encoding": encoding}),)
    return checked(Draft(path.name, "html", hashlib.sha256(raw).hexdigest(), blocks, said))


def passages(draft: Draft) -> tuple[TextPassage, ...]:
    """The passages of a text in reading order, each under the article or heading above it; paragraphs of more than 120 words are cut.

    Numbers count from 1 and never change for the same bytes.
    """
    text = text_id(draft.sha256)
    return tuple(
        TextPassage(passage_id(text, number), text, number, page, heading, words)
        for number, (page, heading, words) in enumerate(_under_headings(draft.passages), 1)
    )


def _under_headings(paragraphs: Iterable[Passage]) -> Iterator[tuple[int | None, str, str]]:
    """Page, heading above, and words of each piece; a heading is a passage of its own too."""
    heading = ""
    for paragraph in paragraphs:
        if heads(paragraph.text):
            heading = paragraph.text
        pieces = cut(paragraph.text) if len(paragraph.text.split()) > MOST else (paragraph.text,)
        for piece in pieces:
            yield paragraph.page, heading, piece


def heads(text: str) -> bool:
    """Whether a paragraph is the heading of an article, chapter or numbered section.

    >>> heads("Article 58. Humanitarian visa"), heads("50-бап. Ішкі көшіп-қонушылар"), heads("3.2 Adaptation"), heads("The State shall:")
    (True, True, True, False)
    """
    return len(text) <= LONGEST_HEADING and bool(_ARTICLE.match(text)) and not (_STOP.search(text) and len(text.split()) > 8)
