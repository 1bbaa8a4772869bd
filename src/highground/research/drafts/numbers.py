"""Numbers as people write them in drafts: 5 million, 5 млн, 5 millones, 5,000,000, 5 000 000, 2,4 млн, 1.8m, a third, 31-66 %."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from highground.research.drafts.plain import plain

Bound = Literal["", "up to", "more than", "about"]
SCALES: Final = {  # how a scale is written (a pattern), times
    r"mil millones|billion(?:es|s)?|bn|миллиард\w*|млрд\.?": 1e9,
    r"millon(?:es)?|million(?:s)?|mln|mn|миллион\w*|млн\.?": 1e6,
    r"thousand(?:s)?|mil|тысяч\w*|тыс\.?": 1e3,
}
GROUPS: Final = {"en": ",", "es": "."}  # between thousands, besides a blank; in Russian only a blank
PERCENT: Final = r"%|per ?cent\b|percent\b|pct\b|процент\w*|por ciento\b|por cien\b"
NEAR: Final = 60  # signs looked at before a number: what bounds, names or opens it stands there
MOST_ABOUT: Final = 0.25  # of a value: “about” stretches no further; judged
_SMALL: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "eighty": 80,
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "quince": 15, "diecisiete": 17,
    "diecinueve": 19, "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "ochenta": 80,
    "два": 2, "двух": 2, "две": 2, "три": 3, "трех": 3, "четыре": 4, "четырех": 4, "пять": 5, "пяти": 5, "шесть": 6, "шести": 6, "семь": 7, "семи": 7,
    "восемь": 8, "восьми": 8, "девять": 9, "девяти": 9, "десять": 10, "десяти": 10, "пятнадцать": 15, "семнадцать": 17, "семнадцати": 17,
    "девятнадцать": 19, "девятнадцати": 19, "двадцать": 20, "двадцати": 20, "тридцать": 30, "сорок": 40, "сорока": 40, "пятьдесят": 50, "пятидесяти": 50,
}  # fmt: skip
_SHARES: Final = {  # a part in words, percent
    r"(?:two|2)[ -]thirds|dos tercios|две трети|двух третей": 200 / 3,
    r"(?:one|a)[ -]third|un tercio|одна треть|одной трети|треть|трети": 100 / 3,
    r"(?:one|a)[ -]quarter|una cuarta parte|четверть|четверти": 25.0,
}
_SCALE: Final = "|".join(SCALES)
_GROUPED: Final = r"\d{1,3}(?:[ .,']\d{3})+(?![\d])"
_DIGITS: Final = rf"(?:{_GROUPED}|\d+)(?:[.,]\d+)?"
_WORD: Final = (
    rf"(?:{'|'.join(sorted(_SMALL, key=len, reverse=True))})(?:[ -](?:{'|'.join(sorted(_SMALL, key=len, reverse=True))}))?"
)
_SHORT_M: Final = (
    r"m(?= (?:people|person|migrant|displace|refugee|internal|climate|resident|inhabitant|mover|movement|more|in |by ))"
)
_NUMBER: Final = re.compile(
    rf"(?<![\w.,/№#])(?<![a-zа-я][–-])(?<![a-zа-я]\d[–-])(?:(?P<digits>{_DIGITS})(?:(?P<m>{_SHORT_M})|[ -]?(?P<scale>{_SCALE})(?!\w))?|(?P<word>{_WORD})[ -]?(?P<wscale>{_SCALE})(?!\w)"
    rf"|(?P<half>half a million|medio millon|полмиллиона|пол-миллиона)(?!\w))(?![\w])(?: ?(?P<percent>{PERCENT}))?"
)
_SHARE: Final = re.compile("|".join(rf"(?<!\w)(?P<s{number}>{pattern})(?!\w)" for number, pattern in enumerate(_SHARES)))
_MONTHS: Final = (
    r"jan\w*|feb\w*|mar(?:ch|zo|та?)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|янв\w*|фев\w*|март\w*|апр\w*|мая|июн\w*|июл\w*|авг\w*|сен\w*|"
    r"окт\w*|ноя\w*|дек\w*|enero|febrero|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_DATE: Final = re.compile(
    rf"(?<!\d)(?:\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}|\d{{4}}-\d{{2}}(?:-\d{{2}})?(?!\d)|\d{{1,2}}(?:st|nd|rd|th)?(?: ?[-–] ?\d{{1,2}})?(?: of| de)? (?:{_MONTHS})(?!\w)(?:(?:,| de| del)? \d{{4}})?"
    rf"|(?:{_MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?(?:, \d{{4}})?(?![\d,.]*\d))"
)
_YEAR: Final = re.compile(r"(?<![\d.,])(?:1[89]|20|21)\d\d(?![\d]|[.,]\d|\w)")
_BOUNDS: Final[tuple[tuple[re.Pattern[str], Bound], ...]] = (
    (re.compile(r"(?:up to|as many as|as much as|at most|a maximum of|no more than|not more than|hasta|como maximo|a lo sumo|(?<!от )до|максимум|не более|не больше|вплоть до)(?: unos| los| las| the)? $"), "up to"),
    (re.compile(r"(?:more than|over|at least|exceed\w*|above|upwards of|no less than|no fewer than|mas de|al menos|por lo menos|supera\w*(?: los| las)?|no menos de|более|больше|свыше|не менее|как минимум|превыс\w*|превыша\w*)(?: the| los| чем)? $|> ?$"), "more than"),
    (re.compile(r"(?:about|around|approximately|roughly|nearly|almost|some|circa|close to|just under|cerca de|casi|alrededor de|unos|unas|aproximadamente|около|почти|примерно|порядка|приблизительно)(?: los)? $|[~≈] ?$"), "about"),
)  # fmt: skip
_RANGE: Final = re.compile(r"^(?: ?[-–—] ?| (?:to|до|a|al|and|y|и) (?:up to |as many as |almost |nearly )?)$")
_OPENED: Final = re.compile(
    r"(?:between|from|entre|от|с|de|desde|range[sd]? from|en|de unos|in the range of) (?:about |almost |nearly )?$"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence. `step` is the unit of its last written digit; `unit` is "" or "%"; `side` tells the ends of a range."""

    start: int
    end: int
    text: str
    value: float
    step: float
    unit: str = ""
    bound: Bound = ""
    side: Literal["", "low", "high"] = ""
    rounded: bool = False  # the digits end in noughts, so that nobody can say how many of them count

    def means(self, value: float) -> bool:
        """Whether the writer may mean this value, rounded as people round.

        >>> figures("5 million", "en")[0].means(5.1e6), figures("3 million", "en")[0].means(2.4e6)
        (True, False)
        """
        if self.bound == "more than":
            slack = 0.1 * value if self.rounded else max(self.step, 0.1 * value)
            return self.value <= value * (1 + 1e-9) and value - self.value < slack
        near = min(0.5 * self.step, 0.05 * abs(value)) if self.rounded else 0.5 * self.step
        if self.bound == "about":
            near = min(2 * near, MOST_ABOUT * abs(value))
        return abs(self.value - value) <= near * (1 + 1e-9)


def figures(text: str, lang: str) -> tuple[Figure, ...]:
    """The numbers of a sentence in its order; years and dates are not among them.

    >>> [(f.value, f.bound) for f in figures("до 2,4 млн человек и 1 200 семей", "ru")]
    [(2400000.0, 'up to'), (1200.0, '')]
    """
    flat = plain(text)
    hidden = [found.span() for found in _DATE.finditer(flat)] + [
        found.span() for found in _YEAR.finditer(flat) if _is_year(flat, found)
    ]
    kept = [
        figure
        for figure in (*_numbers(text, flat, lang), *_shares(text, flat))
        if not any(start < figure.end and figure.start < end for start, end in hidden)
    ]
    return tuple(_joined(flat, sorted(kept, key=lambda figure: figure.start)))


def years(text: str) -> tuple[int, ...]:
    """The years that a sentence names, those inside dates included.

    >>> years("by 2050, not on 27.04.2024")
    (2050, 2024)
    """
    flat = plain(text)
    return tuple(
        int(found[0]) for found in re.finditer(r"(?<![\d,])(?:1[89]|20|21)\d\d(?!\d|,\d|[.]\d{3})", flat) if _is_year(flat, found)
    )


def _is_year(flat: str, found: re.Match[str]) -> bool:
    """Four figures are a year unless people, families or the like are counted by them."""
    counted = re.match(rf" (?:people|persons|famil|household|persona|hogar|чел|семе|семь|жител|{_SCALE}|%)", flat[found.end() :])
    return counted is None


def _numbers(text: str, flat: str, lang: str) -> Iterator[Figure]:
    for found in _NUMBER.finditer(flat):
        start, end = found.span()
        if _is_label(flat, found):
            continue
        scale = _times(found["scale"] or found["wscale"] or ("million" if found["m"] or found["half"] else ""))
        unit = "%" if found["percent"] else ""
        if found["digits"]:
            value, step = _read(found["digits"], lang, scaled=scale > 1 or bool(unit))
        elif found["half"]:
            value, step = 0.5, 0.1
        else:
            value, step = float(sum(_SMALL[word] for word in re.split("[ -]", found["word"]))), 1.0
        yield Figure(
            start, end, text[start:end], value * scale, step * scale, unit, _bound(_ahead(flat, start)), rounded=step >= 10
        )


def _shares(text: str, flat: str) -> Iterator[Figure]:
    for found in _SHARE.finditer(flat):
        value = list(_SHARES.values())[int((found.lastgroup or "s0")[1:])]
        yield Figure(
            found.start(), found.end(), text[found.start() : found.end()], value, 1.0, "%", _bound(_ahead(flat, found.start()))
        )


def _is_label(flat: str, found: re.Match[str]) -> bool:
    """Numbers of articles, decisions, annexes and pages are names, not quantities."""
    before = _ahead(flat, found.start())
    return (
        bool(
            re.search(
                r"(?<!\w)(?:article|annex|section|chapter|table|figure|page|no\.?|n°|cop|decision|ssp\d?|rcp|статья|статьи|раздел|таблиц\w+|рисун\w+|стр\.?|articulo|anexo|capitulo|tabla|pagina|decreto) ?$",
                before,
            )
        )
        and not found["scale"]
    )


def _ahead(flat: str, place: int) -> str:
    """The signs just before a place; the whole sentence before each of its numbers would take too long to search."""
    return flat[max(0, place - NEAR) : place]


def _times(word: str) -> float:
    return next((times for pattern, times in SCALES.items() if word and re.fullmatch(pattern, word)), 1.0)


def _bound(before: str) -> Bound:
    return next((bound for pattern, bound in _BOUNDS if pattern.search(before)), "")


def _read(digits: str, lang: str, *, scaled: bool) -> tuple[float, float]:
    """The value and the unit of the last written digit; noughts at the end of a whole number do not count as digits.

    >>> _read("1.800", "es", scaled=False), _read("2,4", "ru", scaled=True), _read("1,800", "en", scaled=False)
    ((1800.0, 100.0), (2.4, 0.1), (1800.0, 100.0))
    """
    number = re.sub(r"[ '](?=\d{3})", "", digits)
    signs = [sign for sign in number if sign in ".,"]
    if len(signs) > 1 and len(set(signs)) == 1:
        number = number.replace(signs[0], "")
    elif len(signs) > 1:
        last = signs[-1]
        number = "".join("" if sign in ".," and sign != last else sign for sign in number).replace(last, ".")
    elif signs:
        whole, _, part = number.partition(signs[0])
        groups = len(part) == 3 and int(whole or 0) != 0 and (signs[0] == GROUPS.get(lang) if scaled or lang == "en" else True)
        number = whole + part if groups else f"{whole}.{part}"
    value = float(number)
    if "." in number:
        return value, 10.0 ** -len(number.partition(".")[2])
    noughts = len(number) - len(number.rstrip("0")) if value else 0
    return value, 10.0**noughts


def _joined(flat: str, found: list[Figure]) -> list[Figure]:
    """Ranges recognised: both ends know it, and the lower end takes the scale and the percent of the higher."""
    for place in range(len(found) - 1):
        low, high = found[place], found[place + 1]
        between = flat[low.end : high.start]
        dash = re.fullmatch(r" ?[-–—] ?", between)
        opened = _OPENED.search(_ahead(flat, low.start))
        bare = re.fullmatch(r" (?:to|до) ", between) and low.text.isdigit() and (high.unit or not high.text.isdigit())
        if not _RANGE.fullmatch(between) or not (dash or opened or bare):
            continue
        scale = _factor(low, high)
        if low.value * scale <= high.value:
            found[place] = replace(
                low, value=low.value * scale, step=low.step * scale, unit=high.unit or low.unit, side="low", bound=""
            )
            found[place + 1] = replace(high, unit=high.unit or low.unit, side="high", bound="")
    return found


def _factor(low: Figure, high: Figure) -> float:
    """What the lower end of a range is times: 44 to 216 million means 44 million."""
    scaled = re.search(rf"(?:{_SCALE})(?!\w)", plain(high.text))
    own = re.search(rf"(?:{_SCALE})(?!\w)", plain(low.text))
    return _times(scaled[0]) if scaled and not own else 1.0
