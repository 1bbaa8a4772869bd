"""Text for comparing: small letters, no Latin accents, one sign for one sign, so that places in it are places in the original."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_SIGNS: Final = str.maketrans({
    "ё": "е", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u2011": "-", "\u2010": "-", "\u2012": "–", "\u2212": "–",
    "’": "'", "ʼ": "'", "\t": " ", "\n": " ", "\r": " ",
})  # fmt: skip
QUOTED: Final = re.compile(r"“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|\"[^\"]*\"|‘[^‘’]{2,}’(?!\w)|(?<!\w)'[^']{2,}'(?!\w)")


@lru_cache(maxsize=4096)
def _base(sign: str) -> str:
    small = sign.lower() if len(sign.lower()) == 1 else sign
    letter = unicodedata.normalize("NFD", small)[0]
    return letter if "a" <= letter <= "z" else small


@lru_cache(maxsize=64)  # a sentence is asked for several times while it is read
def plain(text: str) -> str:
    """The text with small letters, plain spaces and no accents on Latin letters; as many signs as before.

    >>> plain("Será Ёлка\u00a05")
    'sera елка 5'
    """
    return "".join(_base(sign) for sign in text).translate(_SIGNS)


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Places of what stands in quotation marks.

    >>> quotations("the term “refugee” is legal")
    ((9, 18),)
    """
    return tuple(found.span() for found in QUOTED.finditer(text))
