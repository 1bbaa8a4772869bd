"""Which language a text is in, by its small words: English, Russian, Spanish, or Kazakh, which is recognised and not checked."""

import re
from collections.abc import Iterable
from typing import Final

from highground.research.drafts.plain import plain

CHECKED: Final = ("en", "ru", "es")
_KAZAKH: Final = re.compile("[әғқңөұүһ]")
_CYRILLIC: Final = re.compile("[а-яәғқңөұүһі]")
_LATIN: Final = re.compile("[a-z]")
KAZAKH_SHARE: Final = 0.03  # of Cyrillic letters; judged: Kazakh text has a tenth, Russian text with Kazakh names far less
_ENGLISH: Final = frozenset(
    re.findall(
        r"\w+",
        "the of and in to is are was were by for that with not as from which on it this have has will would could people be at an",
    )
)
_SPANISH: Final = frozenset(
    re.findall(
        r"\w+",
        "el la los las de del que en y un una por con para se no es son fue fueron su sus al como mas o este esta han ha lo personas",
    )
)


def language(text: str, default: str = "en") -> str:
    """The language of a text: en, ru, es or kk; `default` when nothing tells.

    >>> language("Las familias se trasladaron por varias razones"), language("Семьи переехали по разным причинам"), language("2050")
    ('es', 'ru', 'en')
    """
    flat = plain(text)
    cyrillic, latin = len(_CYRILLIC.findall(flat)), len(_LATIN.findall(flat))
    if cyrillic > latin:
        return "kk" if len(_KAZAKH.findall(flat)) > KAZAKH_SHARE * cyrillic else "ru"
    if not latin:
        return default
    words = re.findall(r"[a-z]+", flat)
    english, spanish = (sum(word in known for word in words) for known in (_ENGLISH, _SPANISH))
    if english == spanish:
        return default if default in ("en", "es") else "en"
    return "en" if english > spanish else "es"


def main_language(texts: Iterable[str]) -> str:
    """The language of most letters of several texts.

    >>> main_language(["Кратко.", "A much longer text in the English language of the people"])
    'en'
    """
    letters: dict[str, int] = {}
    for text in texts:
        name = language(text)
        letters[name] = letters.get(name, 0) + len(text)
    return max(letters, key=lambda name: letters[name], default="en")
