"""What must not come into a register: names, numbers of persons, addresses. A check of shapes: it finds much, and it cannot find all."""

import re
from typing import Final

from highground.catalogue.events.words import plain
from highground.catalogue.register.words import things

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
_DAY: Final = re.compile(r"\b(?:(?:19|20)\d\d-\d\d?-\d\d?|\d\d?[./]\d\d?[./](?:19|20)\d\d)\b")  # days side by side are no telephone
_JOINT: Final = re.compile("[-'’]")
_LINKS: Final = frozenset(("de", "del", "la", "los", "las", "y"))
SHORTEST: Final = 3  # letters of a word in capitals that may be a name; shorter ones are mostly abbreviations; judged
ON: Final = {  # how to go on, by what a cell looks like
    "a full name": "take it out; if it is a place or a thing and no person, write it in a sentence with words in small letters",
    "a telephone or identity number": "take it out; write an amount in words, such as 150 million",
    "an electronic address": "take it out",
}


def looks_like(text: str, *, place: bool = False) -> str:
    """What kind of personal data a text looks like; empty where it looks like none. `place`: the text is the name of a settlement.

    >>> looks_like("Иванова Мария Петровна"), looks_like("+7 701 123 45 67"), looks_like("moved in with kin")
    ('a full name', 'a telephone or identity number', '')
    """
    if _MAIL.search(text):
        return "an electronic address"
    if re.search(rf"\d(?:[ ().-]{{0,2}}\d){{{LONG - 1},}}", _DAY.sub(";", text)) or _PASSPORT.search(text):
        return "a telephone or identity number"
    if _FATHER.search(_small(text)) or _INITIALS.search(text) or (not place and _full_name(text)):
        return "a full name"
    return ""


def _small(text: str) -> str:
    """Words in capitals as words with one capital: forms are often filled in capitals."""
    return _WORD.sub(lambda found: found[0].capitalize() if found[0].isupper() and len(found[0]) >= SHORTEST else found[0], text)


def _full_name(text: str) -> bool:
    """Two to four words and links between them, all in capitals or with a capital first, and not begun by a word that no person is called."""
    words = _small(text).split()
    names = [word for word in words if word.casefold() not in _LINKS]
    good = all(len(word) > 1 and _WORD.fullmatch(word) and all(map(_capital, _JOINT.split(word))) for word in names)
    return 2 <= len(names) <= 4 and len(words) <= 6 and good and plain(names[0]) not in things()


def _capital(part: str) -> bool:
    """Whether a part of a word begins with a capital and goes on in small letters."""
    return part[0].isupper() and (len(part) == 1 or part[1:].islower())
