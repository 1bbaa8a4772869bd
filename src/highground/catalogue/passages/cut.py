"""Cuts a text into passages of whole sentences, always in the same way, so that a passage can be named by its hash."""

import hashlib
import re
from typing import Final

FEWEST: Final = 40  # words of a passage; judged: fewer say too little to be read alone
ENOUGH: Final = 60  # words after which a passage ends with its sentence; judged
MOST: Final = 120  # words of a passage; judged: a paragraph of a report
_END: Final = re.compile(r"(?<=[.!?;:…])\s+(?=[^\W_a-zа-яәғқңөұүһі]|[-•●▪–*(\"«“¿¡])")


def cut(text: str) -> tuple[str, ...]:
    """Passages of a text in its order: sentences joined until they have 60 words; no passage is longer than 120 words, none is lost.

    Blanks of any kind are one blank. A sentence of more than 60 words is cut into pieces of 60. The rest at the end joins the last
    passage where both fit into one.

    >>> [len(passage.split()) for passage in cut("One two three. " * 50)]
    [60, 90]
    """
    found: list[list[str]] = []
    going: list[str] = []
    for sentence in _END.split(" ".join(text.split())):
        words = sentence.split()
        for start in range(0, len(words), ENOUGH):
            going += words[start : start + ENOUGH]
            if len(going) >= ENOUGH:
                found.append(going)
                going = []
    if going and found and len(going) < FEWEST and len(going) + len(found[-1]) <= MOST:
        found[-1] += going
    elif going:
        found.append(going)
    return tuple(" ".join(words) for words in found)


def name_of(passage: str) -> str:
    """The hash by which a passage is named: SHA-256 of its words with single blanks between them, in UTF-8.

    >>> name_of("Snow  melts.") == name_of("Snow melts."), name_of("Snow melts.")[:8]
    (True, '5eaeb5a7')
    """
    return hashlib.sha256(" ".join(passage.split()).encode()).hexdigest()
