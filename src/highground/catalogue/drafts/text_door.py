"""The door for plain text: its alphabet is found and said; archives, web pages and binary files are refused."""

import re
from collections.abc import Iterator
from typing import Final

from highground.basis.errors import BadData
from highground.catalogue.drafts.draft import Passage
from highground.catalogue.encodings import OLD, candidates, named

_BINARY: Final = (
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"BZh",
    b"\xfd7zXZ",
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"{\\rtf",
)
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
OFTEN: Final = 0.5  # share of the ten commonest letters among the high bytes; judged: Russian has 0.67, Greek 0.48, Chinese none
SURE: Final = 40  # letters that make the share worth asking
PROBE: Final = 65_536  # bytes that tell the code page
_RUSSIAN: Final = ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")
_OFTEN: Final = frozenset("оеаинтсрвл")
_LETTERS: Final = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя«»“”„–—№…’\u00a0")
KNOWN: Final = 0.8  # share of Latin, Cyrillic and plain signs; judged
MOST_CONTROLS: Final = 0.01  # of the signs; text that people write has none


def decoded(raw: bytes, name: str) -> tuple[str, str]:
    """The text and the name of its encoding: by its mark, else UTF-8, else UTF-16 by its zeros, else an old code page by its letters.

    Raises BadData for what is not text.
    """
    if raw.startswith(_BINARY):
        raise BadData(f"{name}: this is not a text file but an archive, a picture or a binary file; give docx, pdf or plain text")
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml)", raw[:200], re.IGNORECASE):
        raise BadData(f"{name}: this is a web page or XML, not a draft; save it as docx, pdf or plain text")
    for encoding in _candidates(raw):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _strange(text, encoding) or "\x00" in text or len(_CONTROLS.findall(text)) > MOST_CONTROLS * len(text):
            break
        return _CONTROLS.sub(" ", text), named(encoding)
    raise BadData(
        f"{name}: this is not plain text in a known encoding (UTF-8, UTF-16, Windows-1251, Windows-1252 and the like); save it as UTF-8"
    )


def paragraphs(text: str) -> tuple[Passage, ...]:
    """Paragraphs of a plain text: blank lines part them; without blank lines each line is one.

    >>> [p.text for p in paragraphs("One line\\nand more.\\n\\nTwo.")]
    ['One line and more.', 'Two.']
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    blocks = re.split(r"\n[ \t]*\n+|\f", lines)
    if len(blocks) == 1:
        blocks = lines.split("\n")
    pieces = [piece for block in blocks for piece in re.split(r"\n(?=[ \t]*(?:[-*•#]|\d+[.)])[ \t])", block)]
    kept = [joined for piece in pieces if (joined := re.sub(r"\s+", " ", piece).strip().lstrip("#> ").strip())]
    return tuple(Passage(piece, number) for number, piece in enumerate(kept, 1))


def _strange(text: str, encoding: str) -> bool:
    """Whether what was guessed to be UTF-16 is mostly signs of no alphabet that is checked here."""
    known = sum(sign < "\u0530" or "\u2000" <= sign < "\u2200" for sign in text)
    return encoding in ("utf-16-le", "utf-16-be") and known < KNOWN * len(text)


def _candidates(raw: bytes) -> Iterator[str]:
    for encoding in candidates(raw):
        yield from _russian(raw) if encoding == OLD else (encoding,)


def _russian(raw: bytes) -> tuple[str, ...]:
    """The old code page in which the text is written with the letters that Russian uses most; none when a longer text is so in no code page."""

    high = bytes(byte for byte in raw[:PROBE] if byte >= 0x80)

    def often(encoding: str) -> float:
        signs = high.decode(encoding, "replace").lower()
        strange = sum(sign not in _LETTERS for sign in signs)
        return (sum(sign in _OFTEN for sign in signs) - strange) / len(signs)

    best = max(_RUSSIAN, key=often)
    return (best,) if often(best) > OFTEN or len(high) < SURE else ()
