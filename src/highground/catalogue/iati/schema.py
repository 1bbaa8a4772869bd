"""An activity file held to the official schema of IATI 2.03, each fault in plain words: element, line, what is wrong, what to do."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from highground.basis.errors import BadData
from highground.catalogue.shelf import Shelf

CARDS: Final = ("iati-schema-2.03", "iati-common-2.03", "w3c-xml-attributes")
ROOT: Final = "iati-activities"
MOST_FAULTS: Final = 200  # of one file; more are repetitions
_KINDS: Final = {  # type of the schema -> what must stand there
    "xs:date": "a day such as 2024-06-30", "xsd:date": "a day such as 2024-06-30", "xs:decimal": "a number such as 1000.50",
    "xs:boolean": "true, false, 1 or 0", "xs:dateTime": "a day and time such as 2024-06-30T12:00:00Z", "xs:int": "a whole number",
    "xs:positiveInteger": "a whole number above 0", "xs:nonNegativeInteger": "a whole number from 0", "xs:anyURI": "an address",
    "xs:gYear": "a year such as 2024", "xs:NMTOKEN": "a code without spaces", "xs:language": "a language code such as en",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: the line, the element, what is wrong, what to do."""

    line: int
    element: str
    wrong: str
    do: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.element}: {self.wrong}; {self.do}"


def faults(root: Any, shelf: Shelf) -> tuple[Fault, ...]:
    """What the schema refuses in a tree of activities, in the order of lines; empty for a valid one."""
    if root.tag != ROOT:
        wrong = f"the file must begin with {ROOT}" + (", without a namespace" if _name(root.tag) == ROOT else "")
        return (Fault(root.sourceline or 1, _name(root.tag), wrong, "check that this is an IATI activity file"),)
    schema = _schema(shelf.open(CARDS[0]), *(shelf.open(card) for card in CARDS[1:]))
    if schema.validate(root):
        return ()
    found = [plain(error.message, error.line, error.path or "") for error in list(schema.error_log)[:MOST_FAULTS]]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=2)
def _schema(path: Path, *_parts: Path) -> Any:
    """The schema behind the proved files; its parts lie beside it."""
    from lxml import etree  # noqa: PLC0415

    try:
        return etree.XMLSchema(etree.parse(str(path), etree.XMLParser(no_network=True, resolve_entities=False)))
    except etree.XMLSchemaParseError as error:
        raise BadData(f"the bundled schema of IATI cannot be read ({error}); install highground again") from None


def plain(message: str, line: int, path: str = "") -> Fault:
    """A message of the XML library in plain words.

    >>> str(plain("Element 'budget': Missing child element(s). Expected is ( value ).", 7))
    'line 7, budget: value is missing inside it; add it'
    """
    text = re.sub(r"\{[^}]*\}", "", message)
    element, attribute = _subject(text, path)
    wrong, do = _said(text, attribute)
    return Fault(line, element, wrong, do)


def _subject(text: str, path: str) -> tuple[str, str]:
    element = re.search(r"Element '([^']+)'", text)
    attribute = re.search(r"attribute '([^']+)'", text)
    return (element[1] if element else path.rpartition("/")[2] or "file"), (attribute[1] if attribute else "")


def _said(text: str, attribute: str) -> tuple[str, str]:
    """What is wrong, and what to do."""
    if found := re.search(r"The attribute '([^']+)' is required but missing", text):
        return f"the attribute {found[1]} is missing", "add it"
    if found := re.search(r"Missing child element\(s\)\. Expected is (?:one of )?\( (.+?) \)", text):
        return f"{_choices(found[1])} is missing inside it", "add it"
    if found := re.search(r"'([^']*)' is not a valid value of the (?:atomic|union|list|local atomic)? ?type '([^']+)'", text):
        return _value(found[1], found[2], attribute)
    return _misplaced(text, attribute)


def _misplaced(text: str, attribute: str) -> tuple[str, str]:
    """What stands where it may not."""
    if re.search(r"The attribute '[^']+' is not allowed", text):
        return f"the attribute {attribute} is not allowed here", "take it out"
    if "This element is not expected" in text:
        found = re.search(r"Expected is (?:one of )?\( (.+?) \)", text)
        wanted = f"only {_choices(found[1])} may stand there" if found else "nothing more may stand there"
        return (
            f"it may not stand here: it comes once too often, in the wrong place, or has a wrong name ({wanted})",
            "take it out or move it",
        )
    if "Character content" in text or "no content" in text.lower():
        return "text stands inside an element that may hold none", "take the text out, or put it into a narrative"
    return "it does not follow the schema: " + " ".join(text.split())[:160], "compare it with the IATI standard and mend it"


def _value(value: str, kind: str, attribute: str) -> tuple[str, str]:
    wanted = _KINDS.get(kind, f"a value of the kind {kind.removeprefix('xs:')}")
    if not value.strip():
        return f"{_what(attribute)} is empty", f"write {wanted}, or leave the element out"
    return f"{_what(attribute)} is {value.strip()[:60]!r}", f"write {wanted}"


def _what(attribute: str) -> str:
    return f"the attribute {attribute}" if attribute else "its value"


def _choices(text: str) -> str:
    names = [name for name in (part.strip() for part in text.split(",")) if not name.startswith("##")]
    return " or ".join(dict.fromkeys(names)) or "another element"


def _name(tag: object) -> str:
    return str(tag).rpartition("}")[2]
