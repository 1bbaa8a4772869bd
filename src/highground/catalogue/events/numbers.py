"""Counts as people write them: 1 200, 1,200, about 200, more than 1,000, 200-300, +, NA. Each form has one meaning."""

import re
from math import isfinite
from typing import Final

from highground.basis.event import Count, Remark
from highground.basis.words import N_
from highground.catalogue.events.words import FAMILY, bag, is_blank, plain

ABOUT_SHARE: Final = 0.1  # share; judged: "about 200" is read as 180 to 220
NEGATIVE: Final = N_("{field} is {cell}: a count is never negative. Mend the cell.")
FRACTION: Final = N_("{field} is {cell}: people and houses are whole. Mend the cell.")
UNREADABLE: Final = N_("{field} is {cell}, which is not a number; it is read as not reported.")
FAMILIES: Final = N_("{field} is {cell}: families are not persons. Move it to a column of families; it is read as not reported.")
TOO_MANY: Final = N_("{field} is {cell}: that is more than all people on Earth. Mend the cell.")
FATAL: Final = (NEGATIVE, FRACTION, TOO_MANY)  # the whole row is refused
MOST: Final = 1e10  # persons or houses; above all people on Earth, 8.2 thousand million in 2024 (UN WPP 2024)
MEANINGS: Final = (  # how a cell is written, what it means; printed in the workbook
    ("200, 1 200, 1,200, 1.200", N_("the number itself")),
    ("0", N_("none, as the source says")),
    ("200-300", N_("a range; the middle is half-way")),
    (N_("about 200"), N_("a range of 10 % to both sides (judged)")),
    (N_("more than 1,000; 1,000+"), N_("at least; no upper end is known")),
    (N_("up to 100"), N_("from 0 to 100")),
    ("+", N_("more than none, how many is not known")),
    (N_("blank, NA, -, no data"), N_("not reported, never zero")),
)
_NUMBER: Final = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[ ,.'’]\d{3})+(?![\d])|\d+(?:[.,]\d+)?)(?:\s*(тыс|thousand|mil|мын|млн|million|millones|миллион)\w*\.?)?"
)
_SCALE: Final = {"тыс": 1e3, "thou": 1e3, "mil": 1e3, "мын": 1e3, "млн": 1e6, "mill": 1e6, "милл": 1e6}
_ABOUT: Final = bag(
    plain(
        "около примерно порядка приблизительно approx approximately about around circa ca c aprox aproximadamente cerca unos unas шамамен жуық"
    )
)
_OVER: Final = bag(plain("более больше свыше over more least al menos mas кемінде астам артық кем аз емес min"))
_UNDER: Final = bag(plain("до менее меньше under less up hasta menos дейін max"))
_BETWEEN: Final = bag(plain("от from between entre y and to a и мен бастап"))
_FILL: Final = bag(
    plain(
        "чел человек людей person persons people personas адам адамдар de than at не of ден дан тен тан нен нан ге га ке ка ға қа families family familias семей семьи отбасы households houses house casas viviendas дом дома домов үй the"
    )
)


def parse_count(cell: object, field: str) -> Count | Remark | None:
    """A cell as a count; None where nothing is reported; a remark where the cell is refused.

    >>> str(parse_count("около 200", "evacuated")), str(parse_count("1 200", "dead")), str(parse_count("200-300", "dead"))
    ('200 (180 to 220)', '1,200', '250 (200 to 300)')
    >>> str(parse_count("+", "dead")), parse_count("-", "dead"), str(parse_count("-5", "dead"))
    ('at least 1', None, 'dead is -5: a count is never negative. Mend the cell.')
    """
    if is_blank(cell) or isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return _whole(float(cell), cell, field)
    text = " ".join(str(cell).replace("−", "-").replace("–", "-").replace("—", "-").split()).strip()
    if text == "+":
        return Count(1, None, None)
    read = _read(_simple(text), family=field.startswith("famil"))
    return Remark(read, {"field": field, "cell": text[:60]}) if isinstance(read, str) else read


def _read(words: str, *, family: bool) -> Count | str:
    """The count in a text, or the template that says why there is none."""
    found = [_value(match) for match in _NUMBER.finditer(words)]
    rest = set(re.findall(r"[^\W\d_]+", _NUMBER.sub(" ", words)))
    if not family and FAMILY.search(words):
        return FAMILIES
    if not found or len(found) > 2 or rest - _ABOUT - _OVER - _UNDER - _BETWEEN - _FILL:
        return UNREADABLE
    if re.match(r"-\s*\d", words) and len(found) == 1:
        return NEGATIVE
    if max(found) > MOST:
        return TOO_MANY
    return FRACTION if any(value % 1 for value in found) else _shaped(found, rest, words) or UNREADABLE


def _simple(text: str) -> str:
    """Small letters without accents; signs and digits stay."""
    return "".join(part if not part.isalpha() else plain(part) for part in re.split(r"([^\W\d_]+)", text))


def _value(match: re.Match[str]) -> float:
    digits, scale = match[1], next((size for word, size in _SCALE.items() if (match[2] or "").startswith(word)), 1.0)
    grouped = re.fullmatch(r"\d{1,3}(?:[ ,.'’]\d{3})+", digits) and scale == 1
    number = float(re.sub(r"[ ,.'’]", "", digits)) if grouped else float(digits.replace(",", ".").replace(" ", ""))
    return round(number * scale, 6)


def _shaped(values: list[float], rest: set[str], words: str) -> Count | None:
    """The meaning of one or two numbers among their words and signs."""
    if len(values) == 2:
        low, high = values
        joined = re.search(r"\d\D*(-|\bдо\b|\bto\b|\by\b|\ba\b|\band\b|\.\.|…)", words)
        return Count(low, (low + high) / 2, high) if joined and low <= high else None
    value = values[0]
    over, under = (
        bool(rest & _OVER) or bool(re.search(r"[>≥]|\d\s*\+$", words)),
        bool(rest & _UNDER) or bool(re.search(r"[<≤]", words)),
    )
    if "не" in rest:  # "не менее" is at least, "не более" is at most
        over, under = under, over
    if over or under:
        return Count(value, value, None) if over else Count(0, value / 2, value)
    about = ABOUT_SHARE if rest & _ABOUT or re.search(r"[~≈±]", words) else 0.0
    return Count(float(round(value * (1 - about))), value, float(round(value * (1 + about))))


def _whole(value: float, cell: object, field: str) -> Count | Remark:
    if not isfinite(value):
        return Remark(UNREADABLE, {"field": field, "cell": str(cell)})
    if value < 0:
        return Remark(NEGATIVE, {"field": field, "cell": str(cell)})
    if value > MOST:
        return Remark(TOO_MANY, {"field": field, "cell": str(cell)})
    return Count(value, value, value) if value % 1 == 0 else Remark(FRACTION, {"field": field, "cell": str(cell)})
