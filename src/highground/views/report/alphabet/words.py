"""Every word and number in a reader's language: translations from .po files, numbers and dates in the language's own form."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from math import floor, log10, nan
from pathlib import Path
from typing import Any, Final

from babel import Locale
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from highground.basis.estimate import Estimate, figure, last_digit, lopsided
from highground.basis.settings import LANGS
from highground.basis.words import N_, NN_

LOCALE: Final = Path(__file__).parent / "locale"
THIN: Final = "\u202f"  # narrow no-break space: between thousands (BIPM, RAE)
HARD: Final = "\u00a0"  # no-break space: between a number and its unit
MINUS: Final = "\u2212"
SAME: Final = 1e-6  # share of a number: a range narrower than this is one number
SHOWN: Final = 0.02  # share of a range: an end that lies further beyond zero keeps its sign in print; judged
WHOLE: Final = (
    "displacements yr-1",
    "displacements",
    "moves yr-1",
    "moves",
    "persons yr-1",
    "households",
    "households yr-1",
)  # units whose parts mean nothing to a reader
_STOPS: Final = re.compile(r"(?<=[^\W\d_])\.\.(?=\s|$)")  # a sentence that ends with an abbreviation, such as a Russian date
MILLION: Final = 1e6
LAST_YEAR: Final = 2100  # emission paths end here; a later year only says "not before"
UNITS: Final = {  # unit in the evidence table -> how people write it
    "km2": N_("km²"),
    "degC": N_("°C"),
    "K": N_("°C"),
    "persons": N_("people"),
    "days": N_("days"),
    "mm": N_("mm"),
    "m": N_("m"),
    "%": "%",
    "year": "",
    "index 0-4": N_("on a scale of 0 to 4"),
    "kg m-2 yr-1": N_("kg per m² a year"),
    "g m-2 yr-1": N_("g per m² a year"),
    "index 0-10": N_("on a scale of 0 to 10"),
    "m/s": N_("m/s"),
    "ha": N_("ha"),
    "displacements yr-1": N_("displacements a year"),
    "displacements": N_("displacements"),
    "times": N_("times"),
    "per 100,000 yr-1": N_("a year per 100,000 people"),
    "moves yr-1": N_("moves a year"),
    "moves": N_("moves"),
    "persons yr-1": N_("people a year"),
    "households": N_("households"),
    "households yr-1": N_("households a year"),
}
COUNTED: Final = {  # units that are nouns and change with the number before them
    "persons yr-1": NN_("person a year", "people a year"),
    "displacements": NN_("displacement", "displacements"),
    "displacements yr-1": NN_("displacement a year", "displacements a year"),
    "times": NN_("time", "times"),
    "moves": NN_("move", "moves"),
    "moves yr-1": NN_("move a year", "moves a year"),
    "households": NN_("household", "households"),
    "households yr-1": NN_("household a year", "households a year"),
}
_FORMS: Final = {
    "one": 0,
    "few": 1,
    "other": 1,
    "many": 2,
}  # plural category (Unicode CLDR) -> place among the forms of a catalogue
_UP_TO: Final = {"one": 1, "few": 2, "other": 1, "many": 2}  # the same behind "up to", which asks for a genitive in Russian


@cache
def catalogue(lang: str, domain: str = "highground") -> Catalog:
    """The translations of a language as they stand in a .po file; empty for English, whose words are the message ids.

    Raises ValueError when the language is not one of ours.
    """
    if lang not in LANGS:
        raise ValueError(f"no language {lang!r}; there are {', '.join(LANGS)}")
    path = LOCALE / lang / "LC_MESSAGES" / f"{domain}.po"
    if lang == "en" or not path.exists():
        return Catalog(locale=lang, fuzzy=lang != "en")
    with path.open("rb") as file:
        return read_po(file, locale=lang)


class Words:
    """Words and numbers for one language: `Words("ru").number(1234.5)`; a room's own words come with `Words("ru", "pack")`."""

    def __init__(self, lang: str = "en", *rooms: str) -> None:
        self.lang = lang
        self._catalogues = tuple(catalogue(lang, domain) for domain in ("highground", *rooms))

    @property
    def reviewed(self) -> bool:
        """Whether a speaker of the language has reviewed the translation: the file's header is no longer marked fuzzy."""
        return not any(held.fuzzy for held in self._catalogues)

    def t(self, message: str, /, **values: object) -> str:
        """The message in this language (English where there is none yet), with its {placeholders} filled.

        Numbers take the language's form; ranges are dicts of low, mid, high and unit, names are dicts by language; low, mid and high (also low_x, mid_x, high_x) are rounded together, as in tables;
        `level` values print as a warming; texts are translated too. A sentence that a value with a full stop ends has one stop. A translation
        whose placeholders are broken falls back to English, never to an error on the page.
        """
        text = self._look_up(message)
        if not values:
            return text
        printed = {name: self._value(name, value) for name, value in values.items()} | self._ranges(values)
        try:
            filled = text.format(**printed)
        except (KeyError, IndexError, ValueError):
            filled = message.format(**printed)
        return _STOPS.sub(".", filled)

    def _look_up(self, message: str) -> str:
        for held in self._catalogues if message else ():
            found = held.get(message)
            if found and found.string and not found.fuzzy:
                return str(found.string)
        return message

    def _ranges(self, values: dict[str, object]) -> dict[str, str]:
        printed: dict[str, str] = {}
        for tail in (name[3:] for name in values if name.startswith("mid")):
            span = [values.get(f"{end}{tail}") for end in ("low", "mid", "high")]
            low, mid, high = (float(v) if isinstance(v, int | float) else nan for v in span)
            if low <= mid <= high:
                unit = "year" if "year" in tail else ""
                texts = self.spread(low, mid, high, unit)
                printed |= {f"{end}{tail}": text for end, text in zip(("low", "mid", "high"), texts, strict=False)}
        return printed

    def _value(self, name: str, value: object) -> str:
        match value:
            case Estimate():
                text = self.estimate(value.low, value.mid, value.high, value.unit)
            case dict():
                text = self._compound(value)
            case str():
                text = self._look_up(value)
            case date():
                text = self.date(value)
            case int() | float() if name.startswith("level"):
                text = self.level(value)
            case int() | float() if "year" not in name:
                text = self.number(value)
            case _:
                text = str(value)
        return text

    def _compound(self, value: dict[str, Any]) -> str:
        """A range with its unit, or names by language."""
        if "mid" in value:
            return self.estimate(value["low"], value["mid"], value["high"], value["unit"], short=True)
        return str(value.get(self.lang, value["en"]))

    def number(self, x: float, digits: int | None = None) -> str:
        """A number in the language's form; `digits` after the decimal sign, negative to round to tens and more.

        Without `digits` whole numbers keep every figure, others at most three figures and at least one decimal.
        >>> Words("en").number(1234567), Words("en").number(0.123456), Words("en").number(3.4), Words("en").number(-3)
        ('1,234,567', '0.123', '3.4', '−3')
        """
        if digits is None:
            digits = 0 if float(x).is_integer() or abs(x) >= 10_000 else max(1, 2 - floor(log10(abs(x))))
            digits = min(digits, len(f"{x:.9f}".rstrip("0").partition(".")[2]))  # 3.4 is not 3.40
        rounded = round(float(x), digits) + 0.0  # + 0.0 turns -0.0 into 0.0
        decimals = max(0, digits)
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        grouped = self.lang != "es" or abs(rounded) >= 10_000  # Spanish groups from five figures
        text = format_decimal(rounded, format=pattern, locale=self.lang, group_separator=grouped)
        if self.lang == "es":
            text = text.replace(".", THIN)
        return text.replace(HARD, THIN).replace("-", MINUS)

    def unit(self, unit: str) -> str:
        """The unit as people of the language write it: km2 becomes km²."""
        return self._look_up(UNITS.get(unit, unit))

    def noun(self, unit: str, number: float | Decimal, forms: Mapping[str, int] = _FORMS) -> str:
        """The unit in the form that a number asks for: 1 move, 3 moves; in Russian 1 перемещение, 3 перемещения, 8 перемещений.

        >>> Words("en").noun("moves", 1), Words("ru").noun("displacements", 2_203)
        ('move', 'перемещения')
        """
        if unit not in COUNTED:
            return self.unit(unit)
        found = (held.get(COUNTED[unit]) for held in self._catalogues)
        words = next((tuple(one.string) for one in found if one and one.string and not one.fuzzy), COUNTED[unit])
        return words[min(forms[Locale(self.lang).plural_form(number)], len(words) - 1)]

    def spread(self, low: float, mid: float, high: float, unit: str, *, short: bool = False) -> tuple[str, str, str, str]:
        """Low, mid, high rounded to what the range supports, and the unit as it stands behind mid, each as text.

        `short` counts from a million up in millions. Years are never grouped and end in 2100.
        """
        if unit == "year":
            a, b, c = (self._year(value) for value in (low, mid, high))
            return a, b, c, ""
        return self._spread((low, mid, high), unit, short, 1, _FORMS)

    def _spread(
        self, values: tuple[float, float, float], unit: str, short: bool, place: int, forms: Mapping[str, int]
    ) -> tuple[str, str, str, str]:
        """As `spread`, with the unit in the form that the value at a place asks for."""
        millions = short and abs(values[1]) >= MILLION
        whole = unit in WHOLE and not millions
        scaled = [value / MILLION for value in values] if millions else values
        shown = _figures(*scaled, whole=whole, alone=1 if millions else None)
        a, b, c = (self._counted(value, digits, whole) for value, digits in shown)
        word = f"{self.t(N_('million'))} {self.unit(unit)}" if millions else self.noun(unit, _printed(*shown[place], whole), forms)
        return a, b, c, word.strip()

    def _year(self, value: float) -> str:
        return self.t("after {year}", year=LAST_YEAR) if value > LAST_YEAR + 0.5 else str(round(value))

    def _counted(self, value: float, digits: int | None, whole: bool) -> str:
        """A number; of what comes in wholes no parts are printed, and what is more than nothing but less than one says so."""
        if whole and digits is not None:
            return "<1" if 0 < value < 1 else self.number(value, min(digits, 0))
        return self.number(value, digits)

    def estimate(self, low: float, mid: float, high: float, unit: str, *, short: bool = False) -> str:
        """A range in words, rounded to what it supports: 6 % (5 to 8).

        >>> Words("en").estimate(8_214, 11_937, 17_402, "persons")
        '12,000\\xa0people (8,000\\xa0to\\xa017,000)'
        """
        a, b, c, word = self.spread(low, mid, high, unit, short=short)
        if between(low, high, b):
            return self.range(low, mid, high, unit, short=short)
        value = f"{b}{HARD}{word}" if word else b
        return value if a == c else self.spanned(value, a, c)

    def spanned(self, value: str, low: str, high: str) -> str:
        """A value with its range in brackets; the range never breaks across lines."""
        head, bracket, tail = self._look_up("{value} ({low} to {high})").format(value=value, low=low, high=high).partition(" (")
        return head + bracket + tail.replace(" ", HARD)

    def range(self, low: float, mid: float, high: float, unit: str, *, short: bool = False) -> str:
        """Only the ends of a range: 5 to 8 %; empty where low equals high."""
        years = unit == "year"
        a, _, c, word = self.spread(low, mid, high, unit) if years else self._spread((low, mid, high), unit, short, 2, _UP_TO)
        text = self._look_up("{low} to {high}").format(low=a, high=c).replace(" ", HARD)
        return "" if a == c else f"{text}{HARD}{word}" if word else text

    def level(self, level: float) -> str:
        """A global warming level: 1.5 °C; whole degrees without decimals.

        >>> Words("en").level(1.5), Words("en").level(2.0)
        ('1.5\\xa0°C', '2\\xa0°C')
        """
        return f"{self.number(level, 0 if float(level).is_integer() else 1)}{HARD}°C"

    def date(self, day: date | str) -> str:
        """A date written out in the language; text must be ISO 8601."""
        when = date.fromisoformat(day[:10]) if isinstance(day, str) else day
        return format_date(when, format="long", locale="en_GB" if self.lang == "en" else self.lang)


def _figures(low: float, mid: float, high: float, *, whole: bool, alone: int | None) -> tuple[tuple[float, int | None], ...]:
    """Low, mid, high, each with the digits that the range supports; `alone` are those of a number without a range."""
    digits = last_digit(low, high)
    if lopsided(low, mid, high):
        return tuple((value, figure(value)) for value in (low, mid, high))
    if digits is None or high - low <= SAME * abs(mid):
        return ((float(f"{mid:.9g}"), alone),) * 3
    while low * high >= 0 and mid and round(mid, digits) == 0 and (digits < 0 or not whole):
        digits += 1  # a small number is not nothing, unless its sign is open
    if low < 0 < high and digits < 3 and 0 in (round(low, digits), round(high, digits)) and min(-low, high) > SHOWN * (high - low):
        digits += 1  # an open sign is shown at both ends: −0.2 to 2.1, not 0 to 2
    return (low, digits), (mid, digits), (high, digits)


def _printed(value: float, digits: int | None, whole: bool) -> float | Decimal:
    """What stands on the page, as a number that a noun can follow; one half for "less than one", and 1.0 is not 1."""
    if digits is None:
        return value
    if whole:
        return 0.5 if 0 < value < 1 else round(value, min(digits, 0))
    return Decimal(f"{value:.{digits}f}") if digits > 0 else round(value, digits)


def between(low: float, high: float, mid: str) -> bool:
    """Whether only a range can be told: its sign is open and its middle prints as nothing.

    >>> between(-300.0, 200.0, "0"), between(-300.0, 900.0, "300"), between(-30.0, 40.0, "<1"), between(0.0, 0.0, "0")
    (True, False, True, False)
    """
    return low < 0 < high and (mid.startswith("<") or not any(sign in "123456789" for sign in mid))


WORDS_ON_RANGES: Final = (N_("{value} ({low} to {high})"), N_("{low} to {high}"), N_("million"))
