"""The door for pdf: text page by page, lines joined to paragraphs, running heads left out; scans and locked files are refused with advice."""

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from highground.basis.errors import BadData
from highground.basis.event import Remark
from highground.basis.words import N_
from highground.catalogue.drafts.draft import Passage

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MOST_BYTES: Final = 128 * 1024**2  # a report with pictures; larger is a mistake or an attack
MOST_PAGES: Final = 1000
MOST_SIGNS: Final = 200_000  # of one page; a page of small print has 8,000
FEW: Final = 40  # letters; a page with fewer holds a picture of text, or none
WITHOUT: Final = N_("Pages without readable text, perhaps scans, were not checked: {pages}.")
SHOWN: Final = 12  # pages that are named
_OFTEN: Final = 0.5  # share of pages that repeat a line at their edge: it is a running head; judged
_STOP: Final = re.compile(r"[.!?:;…][»”\"')\]]?$")
_ITEM: Final = re.compile(r"^(?:[-•●▪–*]|\d{1,2}[.)]|[a-zа-я]\))\s")


def read_pdf(path: Path, across: bool = True) -> tuple[tuple[Passage, ...], tuple[Remark, ...], int]:
    """Paragraphs with their page, pages that could not be read, and the number of pages. Without `across` each ends with its page.

    Raises BadData for files that are locked, damaged, too long, or scans without text.
    """
    pages = _texts(path)
    blank = [number for number, text in enumerate(pages, 1) if sum(sign.isalpha() for sign in text) < FEW]
    if len(blank) == len(pages):
        raise BadData(
            f"{path.name}: the {len(pages)} pages hold no text, so this is probably a scan; run a text recognition (OCR) and save it again, or give the docx"
        )
    kept = _paragraphs([_lines(text) for text in _without_heads(pages)], across)
    named = ", ".join(map(str, blank[:SHOWN])) + (", …" if len(blank) > SHOWN else "")
    return kept, (Remark(WITHOUT, {"pages": named}),) if blank else (), len(pages)


def _texts(path: Path) -> list[str]:
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415

    if path.stat().st_size > MOST_BYTES:
        raise BadData(f"{path.name}: the file is larger than {MOST_BYTES // 1024**2} MB; cut it into parts")
    try:
        document = PdfDocument(path)
    except PdfiumError as error:
        if "assword" in str(error):
            raise BadData(f"{path.name}: the pdf is locked with a password; save it without") from None
        raise BadData(f"{path.name}: this is not a whole pdf ({error}); save it again") from None
    try:
        if not 0 < len(document) <= MOST_PAGES:
            raise BadData(f"{path.name}: {len(document):,} pages, and 1 to {MOST_PAGES:,} are read; cut it into parts")
        return [_page(document, number) for number in range(len(document))]
    except PdfiumError as error:
        raise BadData(f"{path.name}: a page of the pdf is damaged ({error}); save it again") from None
    finally:
        document.close()


def _page(document: "PdfDocument", number: int) -> str:
    page = document[number]
    text = page.get_textpage()
    try:
        return (
            str(text.get_text_range(count=min(text.count_chars(), MOST_SIGNS), errors="ignore")) if text.count_chars() > 0 else ""
        )
    finally:
        text.close()
        page.close()


def _lines(text: str) -> list[str]:
    """Lines of a page, hyphens at their ends resolved (pdfium gives U+FFFE or U+0002 for them)."""
    whole = re.sub("[\ufffe\u0002\u00ad]\\s*\r?\n?", "", text)
    whole = re.sub(r"(?<=[a-zа-яáéíóúñ])-\r?\n(?=[a-zа-яáéíóúñ])", "", whole)
    return [re.sub(r"[\x00-\x08\x0b-\x1f]", " ", line).strip() for line in re.split(r"\r\n|\r|\n", whole)]


def _without_heads(pages: list[str]) -> list[str]:
    """Pages without the first and last lines that most pages repeat, numbers aside."""
    if len(pages) < 3:
        return pages
    edges = [_edges(text) for text in pages]
    often = Counter(key for keys in edges for key in keys)
    heads = {key for key, times in often.items() if times > _OFTEN * len(pages)}
    kept = ["\n".join(line for line in text.splitlines() if _key(line) not in heads) for text in pages]
    return kept if any(text.strip() for text in kept) else pages  # pages that are all alike have no head


def _edges(text: str) -> set[str]:
    lines = [line for line in text.splitlines() if line.strip()]
    return {_key(line) for line in (*lines[:2], *lines[-2:])}


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _paragraphs(pages: list[list[str]], across: bool = True) -> tuple[Passage, ...]:
    """Lines joined: a paragraph ends at a blank line, before an item, or where a short line ends with a stop. It may go across pages."""
    found: list[tuple[str, int]] = []
    going = False
    for number, lines in enumerate(pages, 1):
        wide = max((len(line) for line in lines), default=0)
        going = going and across
        for place, line in enumerate(lines):
            if not line:
                going = going and place in (0, len(lines) - 1)  # blanks at the edges of a page part nothing
                continue
            if going and not _ITEM.match(line):
                text, page = found[-1]
                found[-1] = (f"{text} {line}", page)
            else:
                found.append((line, number))
            ended = bool(_STOP.search(line)) and len(line) < 0.8 * wide
            going = not ended and not (len(line) < 0.5 * wide and not _STOP.search(line) and line[:1].isupper())
        if found and _STOP.search(found[-1][0]):
            going = False
    return tuple(Passage(re.sub(r"\s+", " ", text), number, page) for number, (text, page) in enumerate(found, 1))
