"""Cuts paragraphs into sentences; full stops of abbreviations and decimals do not end one."""

import re
from typing import Final

from highground.research.drafts.plain import plain

_SHORT: Final = frozenset(re.findall(r"\S+",
    "млн млрд тыс руб г гг в вв т д п е др см стр рис табл ул им обл напр т.е т.д т.п чел кв куб долл г.г e.g i.e etc al fig no nos vol ed eds approx ca vs mr mrs ms dr prof st "
    "art para sec inc ltd jan feb mar apr jun jul aug sep sept oct nov dec p pp pag pags ej p.ej ee uu ee.uu sr sra dr dra num aprox cap av hab mill u.s u.n"
))  # fmt: skip
_END: Final = re.compile(r"[.!?…]+[»”\"')\]]*(?:\s+|$)|[;•●▪]\s+|(?<=\w)\s+[•●▪–]\s+(?=[A-ZА-ЯÁÉÍÓÚÑ])")
NEAR: Final = 40  # signs looked at on both sides of a stop
LONGEST: Final = 1200  # signs; a longer sentence is a table or a list without stops, and is cut at its lines


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Places of the sentences of a paragraph, in order, without the blanks around them.

    >>> [("Всего 2,4 млн. человек. Это предел."[a:b]) for a, b in sentences("Всего 2,4 млн. человек. Это предел.")]
    ['Всего 2,4 млн. человек.', 'Это предел.']
    """
    places: list[tuple[int, int]] = []
    start = 0
    for found in _END.finditer(text):
        if _goes_on(text, found):
            continue
        places += _cut(text, start, found.end())
        start = found.end()
    places += _cut(text, start, len(text))
    return tuple(places)


def _goes_on(text: str, found: re.Match[str]) -> bool:
    """Whether the stop belongs to an abbreviation, an initial or a number, or what follows is not a new sentence."""
    if found[0].lstrip()[:1] in ("•", "●", "▪", "–"):
        return False
    if found[0][0] == ";":
        return True  # parts of one sentence speak of one thing
    if found[0][0] != ".":
        return False
    before, after = (
        plain(text[max(0, found.start() - NEAR) : found.start()]),
        text[found.end() : found.end() + NEAR].lstrip("«“\"'(["),
    )
    word = re.search(r"[\w.]+$", before)
    if word and (word[0] in _SHORT or (len(word[0]) == 1 and word[0].isalpha() and text[found.start() - 1].isupper())):
        return bool(after) and not (word[0] in ("г", "гг", "etc", "чел", "hab") and after[:1].isupper())
    if word and word[0].isdigit() and len(word[0]) <= 2 and _heads_line(before):
        return True  # the number of a list or a heading
    return after[:1].islower()


def _heads_line(before: str) -> bool:
    return not re.search(r"\w", before[:-2].rsplit(". ", 1)[-1].rstrip("0123456789"))


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    piece = text[start:end]
    left, right = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
    if right <= left:
        return []
    if right - left <= LONGEST:
        return [(left, right)]
    middle = text.rfind(" ", left, left + LONGEST)
    middle = middle if middle > left else left + LONGEST
    return [(left, middle), *_cut(text, middle, right)]
