"""In which alphabet a text was written: by its mark, its zeros and its runs of high bytes. Doors say what they found."""

import codecs
import re
from typing import Final

from highground.basis.words import N_

ENCODED: Final = N_("The text of the file was read as {encoding}.")
OLD: Final = ""  # stands for the old code page of Cyrillic text, which each door finds its own way
RUNS: Final = 0.5  # share of high bytes that stand beside another; judged: Cyrillic words are runs, Spanish accents stand alone
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HEAD: Final = 4096  # bytes in which zeros are looked for
_NAMES: Final = {"utf-8-sig": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}


def candidates(raw: bytes) -> tuple[str, ...]:
    """Encodings to try in turn: by the mark, else UTF-16 by its zeros, else UTF-8 and then an old code page (OLD where it is Cyrillic).

    >>> candidates("Año, dos señales".encode("cp1252"))
    ('utf-8-sig', 'cp1252')
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return (encoding,)
    head = raw[:_HEAD]
    if b"\x00" in head:
        return ("utf-16-le",) if head[1::2].count(0) > head[::2].count(0) else ("utf-16-be",)
    runs = sum(len(run) for run in re.findall(rb"[\x80-\xff]{2,}", raw))
    high = sum(byte >= 0x80 for byte in raw)
    return ("utf-8-sig", OLD if high and runs / high > RUNS else "cp1252")


def named(encoding: str) -> str:
    """An encoding as people name it.

    >>> named("utf-8-sig"), named("cp1251")
    ('UTF-8', 'CP1251')
    """
    return _NAMES.get(encoding, encoding.upper())
