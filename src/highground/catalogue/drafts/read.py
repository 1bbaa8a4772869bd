"""Reads a draft by what it is, not by its name: docx, pdf, or plain text; also text that was typed or piped."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Final

from highground.basis.errors import BadData, MissingSource
from highground.basis.event import Remark
from highground.catalogue.drafts.docx_door import read_docx
from highground.catalogue.drafts.draft import MOST_PASSAGES, Draft, Passage, whole
from highground.catalogue.drafts.pdf_door import read_pdf
from highground.catalogue.drafts.text_door import decoded, paragraphs
from highground.catalogue.encodings import ENCODED
from highground.catalogue.shelf import sha256_of

MOST_TEXT: Final = 8 * 1024**2  # bytes of plain text: some three thousand pages, read in half a minute
MOST_SIGNS: Final = 8_000_000  # of all paragraphs, whatever the file
LONGEST: Final = 200_000  # signs of one paragraph; longer is no paragraph
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"


def read_draft(path: Path, across: bool = True) -> Draft:
    """A draft from a file; without `across`, no paragraph of a pdf goes over to the next page. Raises MissingSource when there is none, BadData with one sentence when it cannot be read."""
    if not path.is_file():
        raise MissingSource(f"there is no file {path}; give a docx, pdf or text file, or the text itself in quotes")
    with path.open("rb") as file:
        head = file.read(1024)
    if head.startswith(_OLE):
        raise BadData(f"{path.name}: this is an old .doc or a document locked with a password; save it as docx without one")
    if head.startswith(_ZIP):
        passages, said, pages = read_docx(path)
        draft = Draft(path.name, "docx", sha256_of(path), passages, said, pages)
    elif b"%PDF-" in head:
        passages, said, pages = read_pdf(path, across)
        draft = Draft(path.name, "pdf", sha256_of(path), passages, said, pages)
    else:
        if path.stat().st_size > MOST_TEXT:
            raise BadData(f"{path.name}: the file is larger than {MOST_TEXT // 1024**2} MB; cut it into parts")
        draft = draft_of(path.read_bytes(), path.name)
    return checked(draft)


def draft_of(raw: bytes, name: str) -> Draft:
    """A draft from the bytes of a plain text."""
    if len(raw) > MOST_TEXT:
        raise BadData(f"{name}: the text is larger than {MOST_TEXT // 1024**2} MB; cut it into parts")
    text, encoding = decoded(raw, name)
    said = () if encoding == "UTF-8" else (Remark(ENCODED, {"encoding": encoding}),)
    return checked(Draft(name, "text", hashlib.sha256(raw).hexdigest(), paragraphs(text), said))


def checked(draft: Draft) -> Draft:
    """The draft with letters composed and paragraphs of bearable length. Raises BadData when it holds no words or too many paragraphs."""
    clean = (Passage(whole(passage.text), passage.paragraph, passage.page) for passage in draft.passages)
    draft = replace(draft, passages=tuple(passage for passage in clean if passage.text))
    if not any(sign.isalpha() for passage in draft.passages for sign in passage.text):
        raise BadData(f"{draft.name}: there are no words in it; check that it is whole")
    if len(draft.passages) > MOST_PASSAGES:
        raise BadData(f"{draft.name}: more than {MOST_PASSAGES:,} paragraphs; cut it into parts")
    if sum(len(passage.text) for passage in draft.passages) > MOST_SIGNS:
        raise BadData(f"{draft.name}: more than {MOST_SIGNS:,} letters and signs; cut it into parts")
    if all(len(passage.text) <= LONGEST for passage in draft.passages):
        return draft
    pieces = [(passage, start) for passage in draft.passages for start in range(0, len(passage.text), LONGEST)]
    cut = tuple(Passage(passage.text[start : start + LONGEST], passage.paragraph, passage.page) for passage, start in pieces)
    return replace(draft, passages=cut)
