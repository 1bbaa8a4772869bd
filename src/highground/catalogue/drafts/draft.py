"""A draft as every door gives it: paragraphs in reading order, with their page where one is known."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from highground.basis.event import Remark

MOST_PASSAGES: Final = 200_000  # paragraphs; a report of a thousand pages has 10,000


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, heading, cell or note; `page` is None where the file does not tell pages. Both count from 1."""

    text: str
    paragraph: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A text to be checked: its name, kind (docx, pdf, text), the hash of its bytes, its paragraphs, and what the door has to say."""

    name: str
    kind: str
    sha256: str
    passages: tuple[Passage, ...]
    said: tuple[Remark, ...] = ()
    pages: int | None = None


def whole(text: str) -> str:
    """Text in composed letters, without soft hyphens and signs of no width, spaces joined.

    >>> whole("cafe\u0301  de\u00adseo")
    'café deseo'
    """
    composed = unicodedata.normalize("NFC", text)
    return re.sub(r"[ \t\r\n\f\v]+", " ", re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", composed)).strip()
