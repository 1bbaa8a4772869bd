"""Claims on climate: how much the mountains warm, when, and what becomes extreme."""

from typing import Final

from highground.basis.claim import Claim
from highground.basis.words import N_
from highground.research.claims.book import MAIN_LEVEL, Book, Row
from highground.research.claims.names import AR6
from highground.research.confidence import likelihood

PATH: Final = "SSP2-4.5"  # the middle emission path of AR6
SURE: Final = 0.95  # chance that the truth lies on one side of low or high
FASTER: Final = N_(
    "{country}: at {level} of global warming the mountains are {warming} warmer than in 1850-1900. They warm faster than the world."
)
SLOWER: Final = N_(
    "{country}: at {level} of global warming the mountains are {warming} warmer than in 1850-1900. They warm less than the world."
)
ALIKE: Final = N_(
    "{country}: at {level} of global warming the mountains are {warming} warmer than in 1850-1900. "
    "Whether they warm faster than the world is not settled."
)  # fmt: skip
WHEN: Final = N_(
    "On the emission path {path} global warming reaches {level} around the year {when}. The chance that this happens by 2100: {chance}."
)
CHANCE: Final = N_("On the emission path {path} the chance that global warming reaches {level} by 2100: {chance}.")
HOTTER: Final = N_("Climate region {region}: at {level} of global warming the hottest day of the year is warmer by {change}.")
HEAVIER: Final = N_("Climate region {region}: at {level} of global warming the heaviest rain of a day grows by {change}.")
LIGHTER: Final = N_(
    "Climate region {region}: at {level} of global warming the heaviest rain of a day changes by {change}. It falls."
)
UNSURE: Final = N_(
    "Climate region {region}: at {level} of global warming the heaviest rain of a day changes by {change}. "
    "Whether it grows or falls is not settled."
)  # fmt: skip
NO_EXTREMES: Final = N_("{country}: the tables hold no published figures on hot days and heavy rain for this climate region.")
RATIO: Final = N_("The ratio to global warming comes from glacier areas of a whole region; dry valleys and ridges differ.")
STATIONS: Final = N_("High stations are few; long mountain records would narrow the range.")
CHOICE: Final = N_("Which path the world takes is a choice, not a forecast.")
REGIONAL: Final = N_("The figure is a mean over a climate region far larger than the mountains.")
MODELS: Final = N_("Global models do not see single valleys; local rain extremes can be larger.")


def climate(book: Book) -> list[Claim]:
    """Mountain warming, the year of the main level, hot days and heavy rain."""
    return [*_warming(book), *_when(book), *_extremes(book)]


def _warming(book: Book) -> list[Claim]:
    row = book.one("mountain_warming", level=MAIN_LEVEL)
    if row is None:
        return []
    template = FASTER if row.low > MAIN_LEVEL else SLOWER if row.high < MAIN_LEVEL else ALIKE
    word = "" if template is ALIKE else likelihood(SURE)
    values: dict[str, object] = {"level": MAIN_LEVEL, "warming": row.range}
    return [book.claim("climate.warming", template, values, [row], against=(RATIO,), gaps=(STATIONS,), likelihood=word)]


def _when(book: Book) -> list[Claim]:
    chance = book.one("warming_share", f"ssp:{PATH}", level=MAIN_LEVEL)
    when = book.one("level_year", f"ssp:{PATH}", level=MAIN_LEVEL)
    if chance is None:
        return []
    values: dict[str, object] = {"level": MAIN_LEVEL, "path": PATH, "chance": _whole(chance)}
    word = likelihood(min(max(chance.mid / 100, 0.0), 1.0))
    if when is None:  # some members never reach the level, so a year would be a half-truth
        return [book.claim("climate.when", CHANCE, values, [chance], against=(CHOICE,), likelihood=word)]
    return [book.claim("climate.when", WHEN, values | {"when": when.range}, [when, chance], against=(CHOICE,), likelihood=word)]


def _whole(row: Row) -> dict[str, object]:
    """A chance in whole percent: its decimals are noise of the ensemble."""
    return row.range | {"low": round(row.low), "mid": round(row.mid), "high": round(row.high)}


def _extremes(book: Book) -> list[Claim]:
    heat, rain = (book.one(name, "ar6:", level=MAIN_LEVEL) for name in ("hottest_day", "wettest_day"))
    if heat is None and rain is None:
        return [book.silence("climate.extremes", NO_EXTREMES, book.all("hottest_day", "ar6:") or book.all("hottest_day"))]
    found = []
    if heat is not None:
        found.append(book.claim("climate.heat", HOTTER, _in_region(heat), [heat], against=(REGIONAL,)))
    if rain is not None:
        template = HEAVIER if rain.low > 0 else LIGHTER if rain.high < 0 else UNSURE
        word = "" if template is UNSURE else likelihood(SURE)
        found.append(book.claim("climate.rain", template, _in_region(rain), [rain], against=(REGIONAL, MODELS), likelihood=word))
    return found


def _in_region(row: Row) -> dict[str, object]:
    return {"level": row.level, "region": AR6.get(row.code, row.code), "change": row.range}
