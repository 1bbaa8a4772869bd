"""Claims on ecosystems: the climate belts climb, cold habitat shrinks, the pasture season changes."""

from typing import Final

from highground.basis.claim import Claim
from highground.basis.scenario import TODAY
from highground.basis.words import N_
from highground.research.claims.book import MAIN_LEVEL, Book, Row
from highground.research.confidence import likelihood

COLD: Final = ("alpine", "nival")  # told first to last, whichever the country has
NEARLY_ALL_YEAR_DAYS: Final = 350.0  # judged
PASTURE: Final = ("alpine", "montane", "remaining")
BELTS: Final = {"nival": N_("nival"), "alpine": N_("alpine"), "montane": N_("montane"), "remaining": N_("remaining")}
SHRINKS: Final = N_("{country}, {belt} belt: at {level} of global warming {left} of its area of today is left. It shrinks.")
GROWS: Final = N_("{country}, {belt} belt: at {level} of global warming its area is {left} of that of today. It grows.")
UNSURE: Final = N_(
    "{country}, {belt} belt: at {level} of global warming its area is {left} of that of today. The direction is not settled."
)
NO_COLD: Final = N_("{country}: no alpine or nival belt is found on this grid today.")
RISE: Final = N_("{country}: at {level} of global warming the temperatures of today lie higher by {rise}.")
LONGER: Final = N_(
    "{country}, land that is {belt} today: pasture season {now} today, {later} at {level} of global warming. It lengthens."
)
SIMILAR: Final = N_("{country}, land that is {belt} today: pasture season {now} today, {later} at {level} of global warming.")
ALL_YEAR: Final = N_("{country}, land that is {belt} today: pasture season {now} today. It lasts nearly all year already.")
SPECIES: Final = N_(
    "{country}: species bound to the nival and alpine belts that are at risk at {level} of global warming: {share}."
)
GRID: Final = N_("The grid is 9 km wide: cold belts on narrow ridges are missed, and small refuges with them.")
HIGH: Final = N_(
    "Our belts may lie some hundred metres too high, since high summers are colder than the grid says: cold land may be larger."
)
LAG: Final = N_("Plants, animals and soils follow the climate with a delay of decades or more, and some cannot follow at all.")
RULE: Final = N_("A rule links lost area to lost species; it names no species and is wide by nature.")
DRY: Final = N_("A longer season is no promise of more grass: drought, grazing and soils are not in this number.")
SURVEY: Final = N_("Local inventories of species and pasture would replace the general rule.")


def ecosystems(book: Book) -> list[Claim]:
    """Cold belts, the rise of temperatures where no belt is cold, species at risk, and the pasture season."""
    belt = _belt(book)
    return [*belt, *(_rise(book) if belt[0].template == NO_COLD else []), *_species(book), *_season(book)]


def _belt(book: Book) -> list[Claim]:
    rows = (book.one("belt_area_left", f"belt:{belt}", level=MAIN_LEVEL) for belt in COLD)
    row = next((row for row in rows if row is not None), None)
    if row is None:
        return [
            book.silence("ecosystems.belt", NO_COLD, [row for belt in COLD for row in book.all("belt_area_left", f"belt:{belt}")])
        ]
    template = SHRINKS if row.high < 100 else GROWS if row.low > 100 else UNSURE
    word = "" if template is UNSURE else likelihood(0.95)
    values: dict[str, object] = {"belt": BELTS[row.code], "level": row.level, "left": row.range}
    return [book.claim("ecosystems.belt", template, values, [row], against=(LAG, HIGH), gaps=(GRID,), likelihood=word)]


def _rise(book: Book) -> list[Claim]:
    row = book.one("belt_rise", level=MAIN_LEVEL)
    return (
        [] if row is None else [book.claim("ecosystems.rise", RISE, {"level": row.level, "rise": row.range}, [row], against=(LAG,))]
    )


def _species(book: Book) -> list[Claim]:
    row = book.one("species_at_risk", level=MAIN_LEVEL)
    if row is None:
        return []
    values: dict[str, object] = {"level": row.level, "share": row.range}
    return [book.claim("ecosystems.species", SPECIES, values, [row], against=(RULE,), gaps=(SURVEY, GRID))]


def _season(book: Book) -> list[Claim]:
    for belt in PASTURE:
        now, later = (book.one("growing_season", f"belt:{belt}", level=level) for level in (TODAY, MAIN_LEVEL))
        if now is not None and later is not None and now.mid > 0:
            values: dict[str, object] = {"belt": BELTS[belt], "level": later.level, "now": now.range, "later": later.range}
            template = ALL_YEAR if now.mid > NEARLY_ALL_YEAR_DAYS else LONGER if _longer(now, later) else SIMILAR
            return [book.claim("ecosystems.season", template, values, [now, later], against=(DRY,), gaps=(SURVEY,))]
    return []


def _longer(now: Row, later: Row) -> bool:
    """Members are paired, so the middle and both ends must all rise; a season that fills the year cannot."""
    return later.low > now.low and later.mid > now.mid + 1 and later.high >= now.high
