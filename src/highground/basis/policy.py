"""What a library of policy holds: instruments, texts with their passages, the fields and themes of the code book, and codes that people gave."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from highground.basis.source import Grade

TextKind = Literal["pdf", "docx", "html", "text"]
Layer = Literal["CLIMB", "NAP table", "highground", "own"]
FieldKind = Literal["category", "marker", "ordinal", "year", "integer", "number", "date", "text"]
Scope = Literal["text", "passage", "given"]  # asked once a text, once a passage, or known to the program
Status = Literal["suggested", "confirmed", "adjudicated"]
STATUSES: Final[tuple[Status, ...]] = ("suggested", "confirmed", "adjudicated")
UNKNOWN: Final = "und"  # a language that is none of the four (ISO 639-2 for undetermined)
WHOLE: Final = 0  # number of the passage that stands for the text as a whole
STRENGTH: Final = "hg_strength"  # id of the field that says how strong a commitment is, 0 to 4
FRAMING: Final = "hg_framing"


@dataclass(frozen=True, slots=True)
class Instrument:
    """One law, strategy, plan or NDC as a source names it: a row of the table of instruments. A blank is not reported.

    `verified` says whether somebody saw the instrument in a source (yes, partly, no); `quote`, `verified_by` and `verified_on` are
    for a person who has read its wording. A row with grade `unverified` stays marked wherever it is shown.
    """

    id: str
    iso3: str
    name: str
    kind: str
    number_ref: str = ""
    date_adopted: str = ""
    year: int | None = None
    period_start: int | None = None
    period_end: int | None = None
    content: str = ""  # what is known of mobility or mountains in it
    content_status: str = ""
    verified: str = "no"
    verified_by: str = ""
    verified_on: str = ""
    quote: str = ""
    source: str = ""
    grade: Grade = "unverified"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One document of the library. `id` comes from its bytes, so the same bytes are the same text. Blank metadata were not given."""

    id: str
    name: str
    kind: TextKind
    sha256: str
    language: str  # en, ru, kk, es or UNKNOWN
    iso3: str = ""
    year: int | None = None
    type: str = ""  # NDC, NAP, law, strategy, plan, concept, regulation ...
    sector: str = ""
    instrument: str = ""  # id of its instrument
    pages: int | None = None  # None where the file does not tell pages
    added_on: str = ""  # ISO 8601
    by: str = ""
    title: str = ""
    said: tuple[str, ...] = ()  # what the door had to say, in English
    shingles: tuple[int, ...] = ()  # marks of its wording, by which texts that are nearly the same are found


@dataclass(frozen=True, slots=True)
class TextPassage:
    """One paragraph of a text, in its own words; `number` counts from 1, `page` is None where the file does not tell pages."""

    id: str
    text: str  # id of the text
    number: int
    page: int | None
    heading: str  # article or heading above it, blank where none is known
    words: str


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the code book. Labels, guidance and the words of values come in four languages, as data: en, ru, kk, es."""

    id: str
    layer: Layer
    kind: FieldKind
    scope: Scope
    label: Mapping[str, str]
    guidance: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # allowed value -> label by language; empty is open
    values_status: str = ""  # reported, proposed, open, not reported: who says that these are the values
    required: str = ""
    source: str = ""
    grade: Grade = "unverified"
    note: str = ""

    @property
    def closed(self) -> bool:
        """Whether only the listed values may be given; a list of which one value was seen, or that nobody reported, is open."""
        return bool(self.values) and self.values_status.split(",")[0].split(";")[0] not in ("one value seen", "not reported")


@dataclass(frozen=True, slots=True)
class Theme:
    """One column of the matrix of instruments and themes."""

    id: str
    group: str  # mobility, place or response
    label: Mapping[str, str]
    guidance: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Codebook:
    """The fields and themes that texts are coded by; `version` names the edition, with the files behind it."""

    version: str
    fields: tuple[Field, ...]
    themes: tuple[Theme, ...]

    def asked(self, scope: Scope) -> tuple[Field, ...]:
        """The fields of one scope, in their order."""
        return tuple(one for one in self.fields if one.scope == scope)


@dataclass(frozen=True, slots=True)
class Code:
    """What one coder says of one theme in one passage, with its quote.

    `present` is the coder's answer: yes, no (looked, and it is not there), or blank while nobody has answered. `values` holds the
    answers by field id as text. A suggestion is never published; only `published` codes may leave the house.
    """

    id: str
    text: str
    passage: int  # number of the passage; WHOLE for the text as a whole
    theme: str  # id of the theme; blank for the text as a whole
    page: int | None
    quote: str
    values: Mapping[str, str]
    language: str
    coder: str
    date: str  # ISO 8601
    status: Status
    present: Literal["yes", "no", ""] = ""
    note: str = ""

    @property
    def published(self) -> bool:
        """Whether a person stands behind it and it says that the theme is there."""
        return self.status != "suggested" and self.present == "yes" and bool(self.coder)

    @property
    def strength(self) -> int | None:
        """How strong the commitment is, 0 mention to 4 measure with budget, owner and deadline; None when not coded."""
        given = self.values.get(STRENGTH, "")
        return int(given) if given else None


@dataclass(frozen=True, slots=True)
class Adjudication:
    """One disagreement settled: what each coder said, what was decided, by whom, when and why. `field` is `present` or a field id."""

    id: str
    text: str
    passage: int
    theme: str
    field: str
    said: Mapping[str, str]  # coder -> value
    decided: str
    by: str
    date: str
    why: str = ""


def text_id(sha256: str) -> str:
    """The id of a text: the first sixteen signs of the hash of its bytes.

    >>> text_id("84d776685989bee2ae04e4ee1c63a56535cf0410c199215e5725ff356ea61774")
    '84d776685989bee2'
    """
    return sha256[:16]


def passage_id(text: str, number: int) -> str:
    """The id of a passage.

    >>> passage_id("84d776685989bee2", 7)
    '84d776685989bee2-00007'
    """
    return f"{text}-{number:05d}"


def code_id(text: str, passage: int, theme: str, coder: str) -> str:
    """The id of a code: one coder has one answer for one theme in one passage. The coder's name is hashed, so any name will do.

    >>> code_id("84d776685989bee2", 7, "migration", "ministry, coder 1")
    '84d776685989bee2-00007-migration-5bd65516'
    """
    return f"{passage_id(text, passage)}-{theme or 'text'}-{hashlib.sha256(coder.encode()).hexdigest()[:8]}"
