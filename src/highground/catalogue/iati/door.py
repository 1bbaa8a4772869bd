"""The door for XML: no document type, no entities, no network, no bombs. Each refusal is one sentence."""

import re
from pathlib import Path
from typing import Any, Final

from highground.basis.errors import BadData

MOST_BYTES: Final = 64 * 1024**2  # a publisher's file of thousands of activities needs less
MOST_DEPTH: Final = 64  # elements inside each other; an activity file has eight
MOST_ELEMENTS: Final = 2_000_000  # judged: a large publisher's whole file
_SAVE: Final = "save it again as plain XML in UTF-8"


def parsed(path: Path) -> Any:
    """The root element of an XML file, with the lines of its elements.

    Raises BadData with one sentence for a file that is missing, too large, not XML, damaged, or that declares a document type or entities.
    """
    if not path.is_file():
        raise BadData(f"there is no file {path}; check the name")
    if path.stat().st_size > MOST_BYTES:
        raise BadData(f"{path.name}: the file is larger than {MOST_BYTES // 1024**2} MB; cut it into files of fewer activities")
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadData(f"{path.name} cannot be read ({error.strerror}); check that you may read it") from None
    return parsed_bytes(raw, path.name)


def parsed_bytes(raw: bytes, name: str) -> Any:
    """The same for bytes that are at hand; `name` is said in refusals."""
    from lxml import etree  # noqa: PLC0415

    if not raw.strip():
        raise BadData(f"{name}: the file is empty; check that it is whole")
    if raw.startswith((b"PK", b"\x1f\x8b", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise BadData(f"{name}: this is no XML file but an archive or a document; unpack it, or take the .xml file itself")
    if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", raw.replace(b"\x00", b""), re.IGNORECASE):
        raise BadData(
            f"{name}: it declares a document type or entities, which no IATI file needs and which can hide an attack; it was not opened"
        )
    if raw.count(b"<") > 2 * MOST_ELEMENTS:  # an element has one or two signs; a tree takes forty times its file
        raise _too_many(name)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "XML_PARSE_HUGE" in str(error):
            raise BadData(f"{name}: elements lie too deep or a text is too long; this is no file of activities") from None
        line = getattr(error, "lineno", None)
        place = f"line {line} is" if line else "this is"
        raise BadData(f"{name}: {place} not whole XML ({_short(str(error))}); {_SAVE}") from None
    if root.getroottree().docinfo.doctype:
        raise BadData(f"{name}: it declares a document type, which no IATI file needs; it was not opened")
    _check_size(root, name)
    return root


def _check_size(root: Any, name: str) -> None:
    """Refuse trees that are deeper or larger than any file of projects."""
    depth, stack = 0, [(root, 1)]
    count = 0
    while stack:
        element, level = stack.pop()
        depth, count = max(depth, level), count + 1
        if depth > MOST_DEPTH or count > MOST_ELEMENTS:
            raise _too_many(name)
        stack.extend((child, level + 1) for child in element)


def _too_many(name: str) -> BadData:
    return BadData(
        f"{name}: elements lie more than {MOST_DEPTH} deep or are more than {MOST_ELEMENTS:,}; this is no file of activities"
    )


def _short(text: str) -> str:
    return " ".join(text.partition("(<string>")[0].partition(", line ")[0].split())[:160]
