"""Texts that are nearly the same: a small sketch of their wording, by which two texts are compared without reading them again."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Final

WORDS: Final = 5  # of one shingle; judged: five words in a row are rarely the same by chance
KEPT: Final = 128  # marks of a sketch: the share of common wording is known to about 0.04 either way at 0.8
SAME: Final = 0.8  # share of common wording above which two texts are told to be nearly the same; judged
_BYTES: Final = 6  # of a mark: fits a 64-bit whole number, and two of a million texts do not meet by chance


def sketch(texts: Iterable[str]) -> tuple[int, ...]:
    """The smallest marks of all runs of five words (Broder 1997, bottom-k sketch); letters and digits only, no matter their case.

    >>> len(sketch(["one two three four five six"]))
    2
    """
    words = [word for text in texts for word in re.findall(r"\w+", text.lower())]
    runs = {" ".join(words[start : start + WORDS]) for start in range(max(1, len(words) - WORDS + 1))} if words else set()
    return tuple(sorted({_mark(run) for run in runs})[:KEPT])


def alike(one: Sequence[int], other: Sequence[int]) -> float:
    """Share of wording that two texts have in common, 0 to 1, estimated from their sketches.

    >>> alike((1, 2, 3), (1, 2, 3)), alike((1, 2), (3, 4))
    (1.0, 0.0)
    """
    if not one or not other:
        return 0.0
    first, second = set(one), set(other)
    lowest = sorted(first | second)[:KEPT]
    return sum(mark in first and mark in second for mark in lowest) / len(lowest)


def _mark(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=_BYTES).digest(), "big")
