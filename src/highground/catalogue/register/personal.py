"""What must not come into a register: names, numbers of persons, addresses. A check of shapes: it finds much, and it cannot find all."""

import re
from typing import Final

LONG: Final = 9  # digits from which a number is one of a person: phones have 9 to 12, IIN 12, cedula 10, passports 8 or 9; judged
_MAIL: Final = re.compile(r"\S@\S+\.\S")
_PASSPORT: Final = re.compile(r"\b[A-ZА-Я]{1,2}[ №-]{0,3}\d{7,}\b")
_FATHER: Final = re.compile(
    r"\b[А-ЯЁӘҒҚҢӨҰҮІ][а-яёәғқңөұүі]+(?:(?:ович|евич|льич)(?:а|у|ем|е)?|(?:овн|евн|ичн)(?:а|ы|е|у|ой)|ұлы|қызы|улы|кызы|оглы|кизи)\b|\b(?:ұлы|қызы|улы|кызы|оглы|кизи)\b|\b[A-Z][a-z]+(?:ovich|evich|ovna|evna|uly|kyzy|qyzy)\b"
)
_INITIALS: Final = re.compile(
    r"\b[^\W\d_]{3,}\s+[A-ZА-ЯЁӘҒҚҢӨҰҮІ]\.\s?(?:[A-ZА-ЯЁӘҒҚҢӨҰҮІ]\.)?|\b[A-ZА-ЯЁ]\.\s?[A-ZА-ЯЁ]\.\s?[A-ZА-ЯЁ][^\W\d_]{2,}"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LINKS: Final = frozenset(("de", "del", "la", "los", "las", "y"))


def looks_like(text: str, *, place: bool = False) -> str:
    """What kind of personal data a text looks like; empty where it looks like none. `place`: the text is the name of a settlement.

    >>> looks_like("Иванова Мария Петровна"), looks_like("+7 701 123 45 67"), looks_like("moved in with kin")
    ('a full name', 'a telephone or identity number', '')
    """
    if _MAIL.search(text):
        return "an electronic address"
    if re.search(rf"\d(?:[ ().-]{{0,2}}\d){{{LONG - 1},}}", text) or _PASSPORT.search(text):
        return "a telephone or identity number"
    if _FATHER.search(text) or _INITIALS.search(text) or (not place and _full_name(text)):
        return "a full name"
    return ""


def _full_name(text: str) -> bool:
    """Two to five words, all with a capital first letter and small letters after it, and nothing else."""
    words = text.split()
    names = [word for word in words if word not in _LINKS]
    good = all(_WORD.fullmatch(word) and word[0].isupper() and word[1:].islower() and len(word) > 1 for word in names)
    return 2 <= len(names) <= 4 and len(words) <= 5 and good
