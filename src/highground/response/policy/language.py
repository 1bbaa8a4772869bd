"""In which of the four languages a policy text is written; other languages are told apart from them and named unknown."""

import re
from collections.abc import Iterable
from typing import Final

from highground.basis.policy import UNKNOWN
from highground.research.drafts.language import language

ENOUGH: Final = 20  # letters that tell; fewer are a number, a name or a sign
SHARE: Final = 0.004  # of the Cyrillic letters; judged: a tenth of what the rarest letter of its language has
_CYRILLIC: Final = re.compile(r"[\u0400-\u052f]")
_OTHER_CYRILLIC: Final = re.compile(
    r"[ўґєїјљњћђџѓќѕҳҷӣӯҙҫҡҥӑӗўѝѣ]"
)  # letters of Ukrainian, Belarusian, Serbian, Macedonian, Tajik, Uzbek, Bashkir, Chuvash
_KAZAKH_ONLY: Final = re.compile(r"[ғқұі]")  # Kyrgyz, Mongolian and Tatar have none of these
_TURKIC: Final = re.compile(r"[ңөүәһ]")
_RUSSIAN_ONLY: Final = re.compile(r"[ыэ]")  # Bulgarian, Serbian and Ukrainian have neither
_LATIN: Final = re.compile(r"[a-zà-ÿ]", re.IGNORECASE)
_WORDS: Final = {  # small words that are common in one language and absent or rare in the others; from general knowledge
    "en": frozenset(["the", "of", "and", "to", "in", "for", "is", "are", "with", "by", "that", "on", "as", "be", "from", "will", "have", "has"]),
    "es": frozenset(["el", "la", "los", "las", "de", "del", "que", "en", "y", "un", "una", "por", "con", "para", "se", "es", "al", "su", "sus"]),
    "fr": frozenset(["le", "la", "les", "de", "des", "du", "et", "en", "un", "une", "dans", "pour", "par", "est", "sur", "au", "aux", "ce", "qui", "que"]),
    "pt": frozenset(["o", "a", "os", "as", "de", "do", "da", "dos", "das", "e", "em", "no", "na", "um", "uma", "para", "com", "que", "não", "ao"]),
    "de": frozenset(["der", "die", "das", "und", "in", "den", "von", "zu", "mit", "ist", "im", "für", "auf", "ein", "eine", "des", "dem", "nicht"]),
    "it": frozenset(["il", "lo", "la", "i", "gli", "le", "di", "del", "della", "dei", "e", "in", "un", "una", "per", "con", "che", "è", "nel", "al"]),
    "id": frozenset(["dan", "yang", "di", "ke", "dari", "untuk", "dengan", "pada", "ini", "itu", "dalam", "adalah", "akan", "oleh", "serta"]),
    "tr": frozenset(["ve", "bir", "bu", "için", "ile", "olarak", "de", "da", "olan", "en", "çok", "gibi", "daha", "sonra"]),
    "uz": frozenset(["va", "bilan", "uchun", "bu", "ham", "bir", "yoki", "hamda", "bo", "ning", "shu", "etish"]),
}  # fmt: skip


def written_in(text: str) -> str:
    """The language of a text: en, ru, kk or es, or UNKNOWN for any other and where too little is written.

    >>> written_in("Адамдар тау бөктерінен көшіп, жаңа жерге қоныс аударады"), written_in("Калк климаттын өзгөрүшүнөн улам көчүп кетет деп күтүлүүдө")
    ('kk', 'und')
    >>> written_in("Les personnes se déplacent pour plusieurs raisons dans le pays")
    'und'
    """
    low = text.lower()
    cyrillic, latin = len(_CYRILLIC.findall(low)), len(_LATIN.findall(low))
    letters = sum(sign.isalpha() for sign in low)
    if letters < ENOUGH or cyrillic + latin < letters / 2:
        return UNKNOWN
    return _cyrillic(low, cyrillic) if cyrillic > latin else _latin(low)


def languages(texts: Iterable[str]) -> dict[str, float]:
    """Share of the letters by language, largest first; passages too short to tell are left out, unless none tells.

    >>> languages(["Жители гор переезжают по разным причинам.", "2050"])
    {'ru': 1.0}
    """
    letters: dict[str, int] = {}
    for text in texts:
        if sum(sign.isalpha() for sign in text) >= ENOUGH:
            name = written_in(text)
            letters[name] = letters.get(name, 0) + len(text)
    total = sum(letters.values())
    return (
        {name: letters[name] / total for name in sorted(letters, key=lambda one: (-letters[one], one))} if total else {UNKNOWN: 1.0}
    )


def _cyrillic(low: str, letters: int) -> str:
    if len(_OTHER_CYRILLIC.findall(low)) > SHARE * letters:
        return UNKNOWN
    kazakh = len(_KAZAKH_ONLY.findall(low)) > SHARE * 5 * letters
    if kazakh:  # Ukrainian and Belarusian have the letter і too, and letters that are refused above in all but short texts
        return language(low) if _TURKIC.search(low) or re.search("[ғқұ]", low) else UNKNOWN
    if len(_TURKIC.findall(low)) > SHARE * 5 * letters:
        return UNKNOWN  # Kyrgyz, Tatar, Mongolian
    return "ru" if len(_RUSSIAN_ONLY.findall(low)) > SHARE * letters else UNKNOWN


def _latin(low: str) -> str:
    words = re.findall(r"[^\W\d_]+", low)
    found = {name: sum(word in known for word in words) for name, known in _WORDS.items()}
    best = max(found, key=lambda name: found[name])
    if not found[best] or any(found[name] == found[best] for name in found if name != best):
        return UNKNOWN
    return best if best in ("en", "es") else UNKNOWN
