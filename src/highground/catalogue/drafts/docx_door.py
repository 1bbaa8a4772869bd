"""The door for docx: archives that could harm are refused, each in one sentence; what is not read is said."""

import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from highground.basis.errors import BadData
from highground.basis.event import Remark
from highground.basis.words import N_
from highground.catalogue.archives import BROKEN, carried, declares, opened
from highground.catalogue.drafts.draft import MOST_PASSAGES, Passage

MOST_UNPACKED: Final = 256 * 1024**2  # a report with its pictures needs less
MOST_TEXT: Final = 32 * 1024**2  # of one part of text, unpacked; a thousand pages need 10 MB
MOST_PARTS: Final = 10_000
EMBEDDED: Final = N_("Pictures, charts and embedded files of the document were not read.")
TRACKED: Final = N_("Tracked changes were read as accepted: deleted text is not checked.")
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES: Final = ("footnotes", "endnotes")
_BINARY: Final = ("/media/", "/embeddings/", "/fonts/")  # parts of any size that are not opened
_REFUSED: Final = (("vbaproject.bin", "macros"), ("/activex/", "active controls"), ("/afchunk", "embedded web pages"))


def read_docx(path: Path) -> tuple[tuple[Passage, ...], tuple[Remark, ...], int | None]:
    """Paragraphs, cells and notes in reading order, what was not read, and how many pages Word last counted (None when it did not say).

    Raises BadData, which says what is wrong with the file and what to do.
    """
    from docx import Document  # noqa: PLC0415
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415

    names = check_archive(path)
    try:
        document = Document(str(path))
        bodies = [document.element.body, *_notes(document)]
        found = list(
            islice(((text, page) for body in bodies for _, text, page in paragraphs(body)), MOST_PASSAGES + 1)
        )  # one more is refused later
    except (*BROKEN, PackageNotFoundError, LookupError, TypeError, AttributeError, SyntaxError) as error:
        raise BadData(f"{path.name}: this is not a whole docx document ({type(error).__name__}); save it again as docx") from None
    breaks = any(page > 1 for _, page in found)
    kept = tuple(Passage(text, number, page if breaks and page else None) for number, (text, page) in enumerate(found, 1))
    said = [Remark(EMBEDDED)] if any("/media/" in name or "/embeddings/" in name or "/charts/" in name for name in names) else []
    said += [Remark(TRACKED)] if next(document.element.body.iter(f"{_W}del"), None) is not None else []
    return kept, tuple(said), max((page for _, page in found), default=1) if breaks else None


def _notes(document: Any) -> Iterator[Any]:
    """The roots of foot- and endnotes, which python-docx does not open itself."""
    from docx.oxml import parse_xml  # noqa: PLC0415

    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.rsplit("/", 1)[-1] in _NOTES:
            yield parse_xml(relation.target_part.blob)


def paragraphs(body: Any) -> Iterator[tuple[Any, str, int]]:
    """Element, text and page of every paragraph that holds text, in the order of their numbers; notes have no page (0)."""
    page = 1 if body.tag == f"{_W}body" else 0
    for paragraph in body.iter(f"{_W}p"):
        if any(above.tag == _FALLBACK for above in paragraph.iterancestors()):
            continue  # the same text again, for old programs
        signs: list[str] = []
        began = page
        for node in _own(paragraph):
            name = node.tag.removeprefix(_W) if isinstance(node.tag, str) else ""
            if page and (name == "lastRenderedPageBreak" or (name == "br" and node.get(f"{_W}type") == "page")):
                page += 1
                began = page if not "".join(signs).strip() else began
            signs.append(
                (node.text or "") if name == "t" else {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}.get(name, "")
            )
        text = re.sub(r"\s+", " ", "".join(signs)).strip()
        if text:
            yield paragraph, text, began


def _own(paragraph: Any) -> Iterator[Any]:
    """The nodes of a paragraph in order, without those of paragraphs inside it (text boxes)."""
    for node in paragraph.iterchildren():
        if node.tag in (f"{_W}p", _FALLBACK):
            continue
        yield node
        yield from _own(node)


def check_archive(path: Path) -> list[str]:
    """The names of the parts. Raises BadData for archives that are too large, unpack to too much, are locked, or carry what may not be opened."""
    with opened(path, "docx document", "remove pictures or cut it into parts") as archive:
        entries = archive.infolist()
        _check_entries(entries, path)
        for entry in entries:
            if not any(part in f"/{entry.filename.lower()}" for part in _BINARY):
                _check_part(archive, entry, path)
        return [f"/{entry.filename.lower()}" for entry in entries]


def _check_entries(entries: list[zipfile.ZipInfo], path: Path) -> None:
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise BadData(f"{path.name}: it unpacks to more than {MOST_UNPACKED // 1024**2} MB; save it as docx without pictures")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise BadData(f"{path.name}: the archive is locked with a password; save it without")
    if any(name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/") for name in names) or len(
        set(names)
    ) < len(names):
        raise BadData(f"{path.name}: the archive holds names that lead out of it or come twice; save the document again as docx")
    if what := carried(names, _REFUSED):
        raise BadData(f"{path.name}: the document carries {what}, which are not opened; save it as plain docx without them")
    if "word/document.xml" not in (name.lower() for name in names):
        raise BadData(f"{path.name}: this is an archive but not a docx document; save it as docx, pdf or plain text")


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> None:
    """Refuse a part that is too long, or that declares a document type or entities."""
    if entry.file_size > MOST_TEXT:
        raise BadData(f"{path.name}: a part of the document unpacks to more than {MOST_TEXT // 1024**2} MB; cut it into parts")
    if declares(archive, entry.filename):
        raise BadData(f"{path.name}: a part of the document declares XML entities, which no editor writes; it was not opened")
