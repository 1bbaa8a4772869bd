"""Claims on glaciers: what was measured, what is left, and what a lower level keeps."""

from typing import Final

from highground.basis.claim import Claim
from highground.basis.words import N_
from highground.research.claims.book import MAIN_LEVEL, Book, Row
from highground.research.claims.names import RGI, SERIES
from highground.research.confidence import likelihood

LOW_LEVEL: Final = 1.5  # degC; Paris goal
HIGH_LEVEL: Final = 3.0  # degC; near what present policies lead to
NONE: Final = N_("{country}: no glacier region is on record for this country, so nothing is said about ice.")
SHRANK: Final = N_("Glaciers, series {series}: {then} in {year_then}, {now} in {year_now}. The area shrank.")
CHANGED: Final = N_(
    "Glaciers, series {series}: {then} in {year_then}, {now} in {year_now}. The change is within the error of the measurement."
)
LOSING: Final = N_("Glacier region {region}: observed mass change {change}. The glaciers lose ice.")
STEADY: Final = N_("Glacier region {region}: observed mass change {change}. Gain or loss is within the error of the measurement.")
SPANS: Final = (  # ice left at the main level: who says what about half of it
    N_("Glacier region {region}: ice left in 2100 at {level} of global warming: {ice}. Over the whole range more than half of the ice of 2015 is lost."),
    N_("Glacier region {region}: ice left in 2100 at {level} of global warming: {ice}. More than half is lost in most of the range, not in all of it."),
    N_("Glacier region {region}: ice left in 2100 at {level} of global warming: {ice}. More than half stays in most of the range, not in all of it."),
    N_("Glacier region {region}: ice left in 2100 at {level} of global warming: {ice}. Over the whole range more than half of the ice of 2015 stays."),
)  # fmt: skip
CHOICE: Final = N_(
    "Glacier region {region}: at {level_low} of global warming {ice_low} of the ice is left in 2100, at {level_high} only {ice_high}."
)
ONE_MODEL: Final = N_("The projections come from one glacier model; other models differ.")
WHOLE_REGION: Final = N_(
    "The figure is for the whole glacier region; small glaciers at low heights go first, large high ones last."
)
INVENTORY: Final = N_("A national glacier inventory and a run of glacier models on it would replace the regional figure.")
ONE_SERIES: Final = N_("Years compare only inside one series; another inventory may give another area for the same year.")
PART: Final = N_("The series covers one range or one inventory, not always the whole country.")
WATER: Final = N_(
    "Less ice does not mean less water everywhere at once: melt water first grows, then falls. River data are needed to say when."
)


def glaciers(book: Book) -> list[Claim]:
    """Observed change, ice left at the main level, and the difference that warming makes."""
    left = book.one("glacier_mass_left", "rgi:", level=MAIN_LEVEL)
    observed = _observed(book)
    if left is None and not observed:
        return [book.silence("glaciers.none", NONE, book.all("glacier_mass_left", "rgi:") or book.all("glacier_mass_left"))]
    return observed + ([] if left is None else [_left(book, left), *_choice(book, left)])


def _observed(book: Book) -> list[Claim]:
    """The series of areas that spans most years; without one, the mass change of the region."""
    series: dict[str, list[Row]] = {}
    for row in book.values("glacier_area", "series:"):
        if row.year is not None:
            series.setdefault(row.code, []).append(row)
    spans = {code: sorted(rows, key=_year) for code, rows in series.items() if len({row.year for row in rows}) > 1}
    if spans:
        code = max(spans, key=lambda name: (_year(spans[name][-1]) - _year(spans[name][0]), name))
        then, now = spans[code][0], spans[code][-1]
        values: dict[str, object] = {
            "series": SERIES.get(code, code), "then": then.range, "now": now.range, "year_then": _year(then), "year_now": _year(now),
        }  # fmt: skip
        template = SHRANK if now.high < then.low else CHANGED
        return [book.claim("glaciers.observed", template, values, [then, now], against=(ONE_SERIES, PART))]
    change = book.one("glacier_mass_change", "rgi:")
    if change is None:
        return []
    template = LOSING if change.high < 0 else STEADY
    return [
        book.claim(
            "glaciers.observed", template, {"region": _name(change), "change": change.range}, [change], against=(WHOLE_REGION,)
        )
    ]


def _left(book: Book, row: Row) -> Claim:
    index = 0 if row.high < 50 else 1 if row.mid < 50 else 2 if row.low < 50 else 3
    word = likelihood(0.95) if index in (0, 3) else ""  # 5 to 95 % on one side of half
    values: dict[str, object] = {"region": _name(row), "level": row.level, "ice": row.range}
    against = (ONE_MODEL, WHOLE_REGION)
    return book.claim("glaciers.left", SPANS[index], values, [row], against=against, gaps=(INVENTORY, WATER), likelihood=word)


def _choice(book: Book, main: Row) -> list[Claim]:
    low, high = (book.one("glacier_mass_left", main.group, level=level) for level in (LOW_LEVEL, HIGH_LEVEL))
    if low is None or high is None or not high.mid < low.mid:
        return []
    values: dict[str, object] = {
        "region": _name(main), "level_low": low.level, "ice_low": low.range, "level_high": high.level, "ice_high": high.range,
    }  # fmt: skip
    return [book.claim("glaciers.choice", CHOICE, values, [low, high], against=(ONE_MODEL,), gaps=(INVENTORY,))]


def _year(row: Row) -> int:
    return row.year or 0


def _name(row: Row) -> str:
    return RGI.get(row.code, row.code)
