"""Claims on hazards: how many are displaced, where, how rarely how many at once, what changes, and what others say."""

from typing import Final

from highground.basis.claim import Claim
from highground.basis.estimate import honest
from highground.basis.hazards import HAZARD_BY_ID, SUDDEN
from highground.basis.scenario import TODAY
from highground.basis.words import N_
from highground.research.claims.book import MAIN_LEVEL, Book, Row, Words
from highground.research.confidence import likelihood

RARE_YEARS: Final = 100  # return period that is told
DAYS: Final = 30  # days after which the share still away is told
SURE: Final = 66.0  # %, chance from which a unit is likely among the first five; IPCC word "likely"
CERTAIN: Final = 95.0  # %, chance of all three from which their displacement says more than their chance
NO_RECORD: Final[Words] = ("limited", "low", "very low")  # evidence, agreement and confidence of a country that others speak for
TOLD: Final = 3  # units that are named
OWN_RECORD, OWN_TOTALS = ("disasters-pilots", "idmc-totals-2008-2021")  # totals without own events: the pool speaks
MOUNTAIN: Final = "where:mountain"
FLOOD: Final = "river_flood"  # hazard that maps of a pack show
TWICE: Final = 2.0  # times as much at low, middle and high for "most"; computed: of 107 countries' members 94 % and more then agree
MANY: Final = 5.0  # published estimates and ours count as apart where one is so many times the other; judged

RECORDED: Final = N_(
    "{country}: average annual displacement by floods, mudflows, outbursts, landslides and avalanches together, from its own records and its terrain: {aad}."
)
POOLED: Final = N_(
    "{country}: we hold no record of its own and do not know how well dykes, warning and building protect it. Average annual displacement by floods, mudflows, outbursts, landslides and avalanches together, as terrain and four other countries allow: {aad}."
)
NOTHING: Final = N_("{country}: nothing can be said of displacement by these hazards; no number is better than a guess.")
OUTSIDE: Final = N_(
    "{country}: most of this displacement lies outside the mountains. In mountains {mountain}, elsewhere {elsewhere}, place unknown {unknown}."
)
INSIDE: Final = N_(
    "{country}: most of this displacement lies in the mountains. In mountains {mountain}, elsewhere {elsewhere}, place unknown {unknown}."
)
EITHER: Final = N_(
    "{country}: whether most of this displacement lies in the mountains is not settled. In mountains {mountain}, elsewhere {elsewhere}, place unknown {unknown}."
)
PLAIN_EVENT: Final = N_(
    "{country}: the largest event on record, in {year}, struck outside the mountains and is no mountain number. {what}: {people}."
)
MOUNTAIN_EVENT: Final = N_("{country}: the largest event on record, in {year}, struck in the mountains. {what}: {people}.")
SOME_EVENT: Final = N_("{country}: the largest event on record, in {year}; whether in mountains is not known. {what}: {people}.")
WHAT: Final = {"displacement_recorded": N_("Recorded"), "evacuation_recorded": N_("Evacuated, all counted together since it began")}
RARE: Final = N_("{country}: on average once in a hundred years one event displaces at least so many: {pmd}.")
FIRST_UNITS: Final = N_(
    "{country}: units most likely among the five with most displacement: {first}, chance {chance_first}; {second}, chance {chance_second}; {third}, chance {chance_third}."
)
OPEN_UNITS: Final = N_(
    "{country}: which units have most displacement is not settled. Most often among the first five: {first}, chance {chance_first}; {second}, chance {chance_second}; {third}, chance {chance_third}."
)
FIRST_HIGH: Final = N_(
    "{country}: counted in mountains alone, units most likely among the five with most displacement: {first}, chance {chance_first}; {second}, chance {chance_second}; {third}, chance {chance_third}."
)
OPEN_HIGH: Final = N_(
    "{country}: counted in mountains alone, which units have most displacement is not settled. Most often among the first five: {first}, chance {chance_first}; {second}, chance {chance_second}; {third}, chance {chance_third}."
)
MOST_UNITS: Final = N_(
    "{country}: most displacement lies in {first}, {people_first}; {second}, {people_second}; {third}, {people_third}."
)
MOST_HIGH: Final = N_(
    "{country}: counted in mountains alone, most displacement lies in {first}, {people_first}; {second}, {people_second}; {third}, {people_third}."
)
GROWS: Final = N_("{country}, {hazard}: it grows. Frequency at {level} of global warming against today: {times}.")
FALLS: Final = N_("{country}, {hazard}: it falls. Frequency at {level} of global warming against today: {times}.")
UNSURE: Final = N_(
    "{country}, {hazard}: whether it grows or falls is not settled. Frequency at {level} of global warming against today: {times}."
)
NO_LEVELS: Final = N_("{country}: how hazards change with warming is not said; the tables hold no figures for its climate region.")
CASES: Final = N_(
    "{country}: average annual displacement today {now}; with the climate of {level} alone {climate}, with the people of {year} alone {people}, with both {both}."
)
HEAT: Final = N_(
    "{country}: a hottest day that comes once in ten years today presses on life and work more often at {level} of global warming: {times}. It is not counted as displacement."
)
DRY: Final = N_(
    "{country}: a dry spell that comes once in ten years today presses on land and water more often at {level} of global warming: {times}. It is not counted as displacement."
)
BY: Final = {"idmc-2017": N_("IDMC, global model of 2017: floods"), "idmc-2024": N_("IDMC, second model: river floods")}
ONE_OTHER: Final = N_("{country}: average annual displacement as published: {first} ({by_first}). Ours, for five hazards: {ours}.")
TWO_OTHERS: Final = N_(
    "{country}: average annual displacement as published: {first} ({by_first}) and {second} ({by_second}). Ours, for five hazards: {ours}."
)
FAR_OTHERS: Final = N_(
    "{country}: published estimates of average annual displacement lie far apart: {first} ({by_first}) and {second} ({by_second}). Ours, for five hazards: {ours}."
)
INDEX: Final = N_(
    "{country}: the INFORM Risk index of {year} ranks countries and counts no people: {index}. Its part for river floods: {flood}."
)
AWAY: Final = N_("{country}: of the people evacuated in the floods of {year}, still away after {days} days: {share}.")

MOVEMENTS: Final = N_("These are movements, evacuations included; one person can move twice, and many return within days.")
SHORT: Final = N_("The record is short and misses small events; the range holds both, and its middle can move with one more flood.")
FOUR: Final = N_(
    "Four countries stand for all others. With strong dykes, warning and building rules expect the lower end of the range, with weak ones the upper."
)
TERRAIN_ONLY: Final = N_("Terrain of a 9 km grid and people spread by a rule decide where, unless recorded events say so.")
STEPPE: Final = N_("A flood of plains and steppe says nothing about mountains, and a national total is no mountain total.")
FOOTPRINTS: Final = N_("Events rarer than the record can show are modelled from terrain and people, not observed.")
ONE_COUNT: Final = N_("One count, from the press or one agency; nobody has checked it against another.")
CLOSE: Final = N_("The ranges of units overlap; a place in this list is a chance, not a rank.")
FREQUENCY: Final = N_(
    "Frequencies follow from the growth of heavy rain in a whole climate region, from snow and ice; valleys differ."
)
HUMP: Final = N_("New lakes form while ice retreats, and fewer triggers are left when it is gone; outbursts need not grow.")
CAUSE: Final = N_("Climate and people act together; neither alone explains who has to leave.")
HAZARDS_DIFFER: Final = N_(
    "Published models see river floods only: no mudflow, outburst, landslide or avalanche. In mountain countries two generations of one model differ up to seventeenfold."
)
COUNTS_DIFFER: Final = N_(
    "Some count lost housing, others people who moved, evacuated in time included; grids and years of records differ too."
)
ONE_FLOOD: Final = N_("One flood of the steppe, counted by one ministry; return after other disasters may be slower or never.")
COMPOSITE: Final = N_("The index mixes hazard, conflict, vulnerability and coping; no mudflow, outburst or landslide is in it.")
SOIL: Final = N_("The longest dry spell is not drought: heat, snow, rivers and use of water matter too.")
YEARLY: Final = N_("Ten times as often means every year; the count ends there, though heat can go on rising.")
STAYING: Final = N_(
    "Heat and drought act slowly through income, water and health; what they add to migration stands under mobility."
)
BETTER_RECORD: Final = N_("A table of losses by event and place, read by `highground events`, would replace the record.")
BETTER_GRID: Final = N_(
    "Finer terrain and a population grid in a pack, and a run of `highground runout` in single valleys, would say where."
)
LAKES: Final = N_("An inventory of glacial lakes with their dams and people downstream would replace the rule.")

MAPPED: Final = N_(
    "{country}: average annual displacement by river floods from the maps of {source}: {mapped}. From records: {ours}."
)
NO_WARNING: Final = N_(
    "Flood maps know no evacuation before water comes, and no dykes unless these are drawn in; records count only who was told of."
)
DEPTHS: Final = N_("Which depth of water displaces how many is judged after a planning convention, not observed.")


def hazards(book: Book) -> list[Claim]:
    """Displacement a year, where, once in a hundred years, by unit; change by level; others; return; slow pressure."""
    return [
        *_annual(book), *_place(book), *_event(book), *_rare(book), *_units(book), *_change(book), *_cases(book), *_published(book),
        *_mapped(book), *_index(book), *_away(book), *_slow(book),
    ]  # fmt: skip


def _annual(book: Book) -> list[Claim]:
    row = book.one("displacement_aad", "", level=TODAY)
    if row is None:
        silent = book.all("displacement_aad", "", level=TODAY)
        return [book.silence("hazards.aad", NOTHING, silent)] if silent else []
    pooled = _pooled(row)
    against = (FOUR, MOVEMENTS) if pooled else (SHORT, MOVEMENTS)
    template = POOLED if pooled else RECORDED
    return [
        book.claim("hazards.aad", template, {"aad": row.range}, [row], against=against, gaps=(BETTER_RECORD,), words=_words(row))
    ]


def _pooled(row: Row) -> bool:
    return OWN_TOTALS in row.sources and OWN_RECORD not in row.sources


def _words(*rows: Row) -> Words | None:
    """Very low where nothing was recorded and other countries speak; else what the rows allow."""
    return NO_RECORD if any(_pooled(row) for row in rows) else None


def _place(book: Book) -> list[Claim]:
    found = {where: book.one("displacement_place", f"where:{where}", level=TODAY) for where in ("mountain", "elsewhere", "unknown")}
    rows = [row for row in found.values() if row is not None]
    if len(rows) < len(found):
        return []
    mountain, elsewhere, unknown = rows
    template = OUTSIDE if _more(elsewhere, mountain) else INSIDE if _more(mountain, elsewhere) else EITHER
    values: dict[str, object] = {"mountain": mountain.range, "elsewhere": elsewhere.range, "unknown": unknown.range}
    against, gaps = (TERRAIN_ONLY, MOVEMENTS), (BETTER_RECORD, BETTER_GRID)
    return [book.claim("hazards.place", template, values, rows, against=against, gaps=gaps, words=_words(*rows))]


def _more(one: Row, other: Row) -> bool:
    """Whether one is clearly the larger: its middle lies above the other's range, or it is twice as large from end to end."""
    ends = ((one.low, other.low), (one.mid, other.mid), (one.high, other.high))
    return one.mid > other.high or all(mine > TWICE * theirs for mine, theirs in ends)


def _event(book: Book) -> list[Claim]:
    rows, yearly = [row for name in WHAT for row in book.values(name, "where:")], book.one("displacement_aad", "", level=TODAY)
    row = max(rows, key=lambda row: row.mid, default=None)
    if row is None or yearly is None or row.mid < yearly.mid:  # smaller than a mean year: not worth a sentence
        return []
    template = {"elsewhere": PLAIN_EVENT, "mountain": MOUNTAIN_EVENT}.get(row.code, SOME_EVENT)
    values: dict[str, object] = {"year": row.year or 0, "people": row.range, "what": WHAT[row.indicator]}
    against = (*((STEPPE,) if row.code == "elsewhere" else ()), ONE_COUNT, MOVEMENTS)
    return [book.claim("hazards.event", template, values, [row], against=against, agreement="low")]


def _rare(book: Book) -> list[Claim]:
    row = book.one("displacement_pmd", f"return:{RARE_YEARS}", level=TODAY)
    if row is None:
        return []
    against = (FOOTPRINTS, MOVEMENTS)
    return [book.claim("hazards.rare", RARE, {"pmd": row.range}, [row], against=against, gaps=(BETTER_RECORD,), words=_words(row))]


def _units(book: Book) -> list[Claim]:
    return [
        *_ranked(book, "hazards.units", "", (MOST_UNITS, FIRST_UNITS, OPEN_UNITS)),
        *_ranked(book, "hazards.heights", MOUNTAIN, (MOST_HIGH, FIRST_HIGH, OPEN_HIGH)),
    ]


def _ranked(book: Book, name: str, group: str, templates: tuple[str, str, str]) -> list[Claim]:
    """The units most often among the first five, or where three nearly always are, what they have; said by the chance of the last."""
    yearly = {row.place: row for row in book.values("unit_displacement", group, place="")}
    rows = sorted(
        book.values("unit_top_five", group, place=""), key=lambda row: (-round(row.mid), -_middle(yearly, row), row.place)
    )[:TOLD]
    if len(rows) < TOLD or len(book.region.units) <= TOLD + 2:  # five of five or six units say nothing
        return []
    certain = rows[-1].mid >= CERTAIN and all(row.place in yearly for row in rows)
    values: dict[str, object] = {}
    for rank, row in zip(("first", "second", "third"), rows, strict=True):
        whole = {end: round(value) if isinstance(value, float) else value for end, value in row.range.items()}
        shown = {f"people_{rank}": yearly[row.place].range} if certain else {f"chance_{rank}": whole}
        values |= {rank: book.unit(row.place), **shown}
    template = templates[0] if certain else templates[1] if rows[-1].mid >= SURE else templates[2]
    used = [*rows, *(yearly[row.place] for row in rows)] if certain else rows
    against, gaps = (CLOSE, TERRAIN_ONLY), (BETTER_GRID,)
    return [book.claim(name, template, values, used, against=against, gaps=gaps, agreement="low", words=_words(*rows))]


def _middle(yearly: dict[str, Row], row: Row) -> float:
    return yearly[row.place].mid if row.place in yearly else 0.0


def _change(book: Book) -> list[Claim]:
    """What grows and what does not: the hazard that displaces most, mudflows, and outbursts."""
    rows = {row.code: row for row in book.values("hazard_frequency", "hazard:", level=MAIN_LEVEL)}
    yearly = {row.code: row.mid for row in book.values("displacement_aad", "hazard:", level=TODAY)}
    told = [hazard for hazard in SUDDEN if hazard in rows and hazard in yearly]
    if yearly and not told:
        return [book.silence("hazards.levels", NO_LEVELS, book.all("hazard_frequency", "hazard:", level=MAIN_LEVEL))]
    first = max(yearly, key=lambda hazard: yearly[hazard], default="")
    kept = [hazard for hazard in told if hazard in (first, "debris_flow", "outburst")]
    return [_frequency(book, hazard, rows[hazard]) for hazard in kept]


def _frequency(book: Book, hazard: str, row: Row) -> Claim:
    template = {1: GROWS, -1: FALLS, 0: UNSURE}[_side(row)]
    values: dict[str, object] = {"hazard": HAZARD_BY_ID[hazard].label, "level": row.level, "times": row.range}
    against, gaps = ((HUMP,), (LAKES,)) if hazard == "outburst" else ((FREQUENCY,), ())
    word = "" if template is UNSURE or row.how == "judged" else likelihood(0.95)
    return book.claim(f"hazards.frequency.{hazard}", template, values, [row], against=against, gaps=gaps, likelihood=word)


def _side(row: Row) -> int:
    """1 where the whole range lies above one as it is printed, -1 where below, 0 where that is not settled."""
    low, _, high = honest(row.low, row.mid, row.high)
    return 1 if low > 1 else -1 if high < 1 else 0


def _cases(book: Book) -> list[Claim]:
    found = {case: book.one("displacement_case", f"case:{case}") for case in ("now", "climate", "people", "both")}
    rows = [row for row in found.values() if row is not None]
    if len(rows) < len(found):
        return []
    values: dict[str, object] = {case: row.range for case, row in zip(found, rows, strict=True)}
    values |= {"level": MAIN_LEVEL, "year": rows[-1].year or 0}
    return [book.claim("hazards.case", CASES, values, rows, against=(CAUSE,), words=_words(*rows))]


def _published(book: Book) -> list[Claim]:
    others = sorted(book.values("displacement_published", "estimate:"), key=lambda row: row.mid)
    ours = book.one("displacement_aad", "", level=TODAY)
    if not others or ours is None:
        return []
    values: dict[str, object] = {"first": others[0].range, "second": others[-1].range, "ours": ours.range}
    values |= {"by_first": BY[others[0].code], "by_second": BY[others[-1].code]}
    far = others[-1].mid > MANY * others[0].mid or not any(ours.low <= row.mid <= ours.high for row in others)
    template = ONE_OTHER if len(others) == 1 else FAR_OTHERS if far else TWO_OTHERS
    rows = [*others, ours]
    return [book.claim("hazards.published", template, values, rows, against=(HAZARDS_DIFFER, COUNTS_DIFFER), agreement="low")]


def _mapped(book: Book) -> list[Claim]:
    """What flood maps of a pack give, beside ours; the maps are the sources that no row of people has."""
    row = book.one("displacement_mapped", f"hazard:{FLOOD}")
    ours, people = book.one("displacement_aad", f"hazard:{FLOOD}", level=TODAY), book.one("people_place", "where:")
    if row is None or ours is None:
        return []
    maps = [card for card in row.sources if people is None or card not in people.sources]
    values: dict[str, object] = {"source": ", ".join(maps), "mapped": row.range, "ours": ours.range}
    return [book.claim("hazards.mapped", MAPPED, values, [row, ours], against=(NO_WARNING, DEPTHS), agreement="low")]


def _index(book: Book) -> list[Claim]:
    whole, flood = (book.one("risk_index", f"estimate:inform-2024{part}") for part in ("", "-river-flood"))
    if whole is None or flood is None:
        return []
    values: dict[str, object] = {"year": whole.year or 0, "index": whole.range, "flood": flood.range}
    return [book.claim("hazards.index", INDEX, values, [whole, flood], against=(COMPOSITE,))]


def _away(book: Book) -> list[Claim]:
    row = book.one("displacement_lasting", f"days:{DAYS}")
    if row is None:
        return []
    values: dict[str, object] = {"year": row.year or 0, "days": DAYS, "share": row.range}
    return [book.claim("hazards.away", AWAY, values, [row], against=(ONE_FLOOD,))]


def _slow(book: Book) -> list[Claim]:
    """Pressure that is no displacement event, where it grows. Of dry spells that come less often nothing is said: drought need not."""
    heat, dry = (book.one("hazard_frequency", f"hazard:{hazard}", level=MAIN_LEVEL) for hazard in ("heat", "drought"))
    found = []
    if heat is not None and _side(heat) > 0:
        against = (YEARLY, STAYING)
        found.append(book.claim("hazards.heat", HEAT, _times(heat), [heat], against=against, likelihood=likelihood(0.95)))
    if dry is not None and _side(dry) > 0:
        found.append(book.claim("hazards.drought", DRY, _times(dry), [dry], against=(SOIL, STAYING), agreement="low"))
    return found


def _times(row: Row) -> dict[str, object]:
    return {"level": row.level, "times": row.range}
