"""Claims on people: how many, how many of them in mountains, how high, and where most."""

from typing import Final

from highground.basis.claim import Claim
from highground.basis.words import N_
from highground.research.claims.book import Book, total
from highground.research.confidence import between_definitions

NOW: Final = 2020  # first year that counts as now
LATER: Final = 2050  # year of the projection that is told
HEIGHTS_M: Final = (2500, 1500, 1000, 500)  # lower edges of bands; the first above which at least FEW of the people live is told
FEW: Final = 0.005  # share of the people below which a height is not worth a sentence; judged
GROWS: Final = N_("{country}: {now} in {year_now} and {later} in {year_later} by the middle projection. The population grows.")
FALLS: Final = N_("{country}: {now} in {year_now} and {later} in {year_later} by the middle projection. The population falls.")
STEADY: Final = N_(
    "{country}: {now} in {year_now} and {later} in {year_later} by the middle projection. The direction is not settled."
)
COUNT: Final = N_("{country}: {now} in {year_now}.")
AGREE: Final = N_("{country}: {mountain} live in mountains under definition K1. Share of the people: {k1} under K1, {k2} under K2.")
DIFFER: Final = N_(
    "{country}: {mountain} live in mountains under definition K1. Share of the people: {k1} under K1, {k2} under K2. "
    "Many live where one definition sees a mountain and the other does not."
)  # fmt: skip
HIGH: Final = N_("{country}: {people} live above {height} m.")
UNIT: Final = N_("{country}: the unit with most people in mountains is {unit}, with {people}.")
MODELLED: Final = N_("People are spread by a stated rule over a list of places; nobody counted them cell by cell.")
FOOT: Final = N_("Towns at the foot of mountains move in or out of the mountains with the definition and with a few kilometres.")
UNKNOWN: Final = N_("Part of the people live in places outside the outline; they count as unknown, not as lowland.")
RASTER: Final = N_("A population grid in a pack, or census counts by settlement, would replace the rule.")
MEDIUM: Final = N_("The middle projection assumes today's trends in births, deaths and migration; the range is our judgement.")
BORDERS: Final = N_("Units are those of the bundled outline; borders and names may have changed since.")


def people(book: Book) -> list[Claim]:
    """Population now and later, people in mountains under both definitions, high up, and by unit."""
    return [*_population(book), *_mountain(book), *_high(book), *_unit(book)]


def _population(book: Book) -> list[Claim]:
    rows = sorted((row for row in book.values("population") if (row.year or 0) >= NOW), key=lambda row: row.year or 0)
    if not rows:
        return []
    now, later = rows[0], next((row for row in rows[1:] if (row.year or 0) >= LATER), rows[-1])
    values: dict[str, object] = {"now": now.range, "year_now": now.year or 0}
    if later is now:
        return [book.claim("people.total", COUNT, values, [now])]
    values |= {"later": later.range, "year_later": later.year or 0}
    template = GROWS if later.low > now.mid else FALLS if later.high < now.mid else STEADY
    return [book.claim("people.total", template, values, [now, later], against=(MEDIUM,))]


def _mountain(book: Book) -> list[Claim]:
    k1, k2 = book.one("mountain_people_share", "definition:K1"), book.one("mountain_people_share", "definition:K2")
    place = None if k1 is None else book.one("people_place", "where:mountain", year=k1.year)
    if place is None or k1 is None or k2 is None:
        return []
    agreement = between_definitions((k1.mid, k2.mid))
    unknown = book.one("people_place", "where:unknown", year=k1.year)
    lost = unknown is not None and unknown.mid > 0
    values: dict[str, object] = {"mountain": place.range, "k1": k1.range, "k2": k2.range}
    rows = [place, k1, k2, *([unknown] if lost and unknown is not None else [])]
    return [
        book.claim(
            "people.mountain", AGREE if agreement == "high" else DIFFER, values, rows,
            against=(MODELLED, FOOT, *((UNKNOWN,) if lost else ())), gaps=(RASTER,), agreement=agreement,
        )
    ]  # fmt: skip


def _high(book: Book) -> list[Claim]:
    bands = [row for row in book.values("people_band", "band:") if row.code.isdigit()]
    whole = sum(row.mid for row in bands)
    for height in HEIGHTS_M:
        rows = [row for row in bands if int(row.code) >= height]
        if sum(row.mid for row in rows) > FEW * whole:
            above = total(rows)
            values: dict[str, object] = {"people": above.range, "height": height}
            return [book.claim("people.high", HIGH, values, rows, against=(MODELLED,), gaps=(RASTER,), words=above.words)]
    return []


def _unit(book: Book) -> list[Claim]:
    rows = [row for row in book.values("unit_mountain_people", place="") if row.mid > 0]
    if not rows or len(book.region.units) < 2:
        return []
    row = max(rows, key=lambda row: row.mid)
    values: dict[str, object] = {"unit": book.unit(row.place), "people": row.range}
    return [book.claim("people.unit", UNIT, values, [row], against=(MODELLED, FOOT, BORDERS), gaps=(RASTER,))]
