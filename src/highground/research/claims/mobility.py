"""Claims on mobility: who moves and who cannot, what impacts add or hold back, and what was counted; each form apart."""

from typing import Final

from highground.basis.claim import Claim
from highground.basis.estimate import honest
from highground.basis.mobility import DRIVER_BY_ID
from highground.basis.scenario import TODAY
from highground.basis.words import N_
from highground.research.claims.book import MAIN_LEVEL, Book, Row, Words

PATH: Final = "SSP2-4.5"  # the middle emission path of AR6
TOLD: Final = 3  # pairs and units that are named
UNSEEN: Final[Words] = ("limited", "medium", "low")  # evidence, agreement and confidence that there is no number
FEWEST: Final = 5  # units from which the two ends of a ranking say something; judged

ADDS: Final = N_(
    "{country}: climate impacts at {level} of global warming add to migration inside the country, beside all other reasons. "
    "Moves a year with these impacts less moves without: {added}. Of all reasons, today: {all}."
)
HOLDS: Final = N_(
    "{country}: climate impacts at {level} of global warming hold migration inside the country back, because they take means away. "
    "Moves a year with these impacts less moves without: {added}. Of all reasons, today: {all}."
)
OPEN: Final = N_(
    "{country}: whether climate impacts at {level} of global warming add to migration inside the country or hold it back is not settled. "
    "Moves a year with these impacts less moves without: {added}. Of all reasons, today: {all}."
)
UNKNOWN: Final = N_(
    "{country}: what climate impacts add to migration is not said; the tables hold no figures for its climate region."
)
POOREST: Final = N_(
    "{country}: climate impacts change migration most unlike for poor and rich. Change at {level} of global warming: poorest fifth {poorest}, "
    "richest fifth {richest}. Fewer moves of the poorest are no sign of safety."
)
ALIKE: Final = N_(
    "{country}: change of migration by climate impacts at {level} of global warming: poorest fifth {poorest}, richest fifth {richest}."
)
DRIVER: Final = N_("{country}: the impact that alone changes migration most at {level} of global warming: {driver}, {moves}.")
EITHER_WAY: Final = N_(
    "{country}: the impact that alone could change migration most at {level} of global warming, either way: {driver}, {moves}."
)
SUM: Final = N_(
    "{country}: migration inside the country that slow impacts add from 2025 to {year} on path {path}, for 100 people: {share}."
)
BESIDE: Final = N_(
    "{country}: migration inside the country that slow impacts add from 2025 to {year} on path {path}, for 100 people: {share}. "
    "Published upper bound for the wider region: {published}."
)
FLOWS: Final = N_(
    "{country}: largest flows between units by the model, moves a year of all reasons: {a} → {b}, {first}; {c} → {d}, {second}; {e} → {f}, {third}."
)
NETS: Final = N_(
    "{country}: recorded arrivals less departures inside the country, mean of {count} years, of all reasons. Most gained: {gains}, {gain}. "
    "Most lost: {loses}, {loss}."
)
SIGNS: Final = N_(
    "{country}: the flow model knows only people and ways. Units where it has the sign of the recorded mean: {hits} of {count}. "
    "The recorded mean is the better guess of a next year."
)
LIFETIME: Final = N_(
    "{country}: people who live outside their unit of birth, a stock over lifetimes and of all reasons: {a}, {first}; {b}, {second}; {c}, {third}."
)
ABROAD: Final = N_("{country}: arrivals from abroad less departures in {year}, of all reasons: {net}.")
CELLS: Final = N_(
    "{country}: people in mountains who wish to move and cannot: {involuntary}. Who can and do not wish to: {voluntary}. "
    "Who neither wish to nor can: {acquiescent}. Who wish to and can: {mobile}."
)
STUCK: Final = N_("{country}: people in mountains who wish to move and cannot, today: {now}. At {level} of global warming: {then}.")
STOCK: Final = N_("{country}: people displaced by sudden hazards at an average moment, a stock and no yearly number: {stock}.")
PASTURE: Final = N_(
    "{country}: days a year that pastures of the alpine belt can be grazed, today: {now}. At {level} of global warming: {then}."
)
PAYS: Final = N_("{country}: herding households for whom moving herds pays, today: {now}. At {level} of global warming: {then}.")
SCREEN: Final = N_(
    "{country}: how many people should be asked about planned relocation is not said. A 9 km grid sees no single settlement."
)

TIME: Final = N_(
    "Models of migration fit where people go and fail at when; the mean of recorded years is what they must be set beside."
)
ELSEWHERE: Final = N_(
    "How strongly impacts press on households comes from studies of other countries; for this one it is not measured."
)
MANY: Final = N_("Nobody moves for one reason: work, family, schools and policy weigh more than any impact counted here.")
APART: Final = N_("Impacts act together. What each adds alone is never added up, and displacement is counted apart.")
WISHES: Final = N_("Wishes and means are judged from studies elsewhere. Nobody here was asked.")
STAY: Final = N_(
    "To stay can be a choice. People who cannot leave are no saved costs, and those who do not wish to are no refusal."
)
BOUND: Final = N_(
    "The published number is an upper bound of one scenario for a whole region; it counts people in cells, not moves between units."
)
STOCKS: Final = N_("A stock of lifetimes says nothing of a single year.")
REGISTERED: Final = N_("Only moves that people registered are counted, and units were redrawn in recent years.")
ONE_CURVE: Final = N_("How fast people return comes from one flood of the steppe; after a landslide some can never return.")
BELT: Final = N_(
    "Warmth and rain of a 9 km grid decide; grazing pressure, fences, water points and rights to land do not count here."
)
HERDS: Final = N_("For most small herds moving does not pay today either; herd size and labour matter more than the season.")
ASK: Final = N_("A household survey that asks for wishes, means and moves would replace what is judged.")
TABLE: Final = N_(
    "A table of moves between units by year, fitted by `highground flows`, would show how far the rule of distance and people is right."
)
VALLEY: Final = N_(
    "`highground runout` in single valleys, then `highground relocation`, would screen settlements and destinations."
)
COUNTS: Final = N_("Counts of evacuated and returned people after more disasters, with dates, would give return its own curve.")


def mobility(book: Book) -> list[Claim]:
    """What impacts add or hold back, for whom, by which impact, until when; what was counted; who stays; herds; return; relocation."""
    return [
        *_added(book), *_income(book), *_driver(book), *_sum(book), *_flows(book), *_recorded(book), *_lifetime(book), *_abroad(book),
        *_cells(book), *_pair(book, "mobility.stuck", STUCK, "immobility", "cell:involuntary", (WISHES, STAY)), *_stock(book),
        *_pair(book, "mobility.pasture", PASTURE, "pasture_window", "belt:alpine", (BELT,)),
        *_pair(book, "mobility.herds", PAYS, "pasture_pays", "", (HERDS, BELT)), *_screen(book),
    ]  # fmt: skip


def _added(book: Book) -> list[Claim]:
    row, every = book.one("moves_added", "kind:internal", level=MAIN_LEVEL), book.one("internal_moves", level=TODAY)
    if row is None or every is None:
        silent = book.all("moves_added", "kind:internal", level=MAIN_LEVEL)
        return [book.silence("mobility.added", UNKNOWN, silent)] if silent else []
    template = {1: ADDS, -1: HOLDS, 0: OPEN}[_side(row)]
    values: dict[str, object] = {"level": row.level, "added": row.range, "all": every.range}
    return [book.claim("mobility.added", template, values, [row, every], against=(MANY, TIME, ELSEWHERE), gaps=(ASK, TABLE))]


def _side(row: Row) -> int:
    """1 where the whole range lies above zero as it is printed, -1 where below, 0 where that is not settled."""
    low, _, high = honest(row.low, row.mid, row.high)
    return 1 if low > 0 else -1 if high < 0 else 0


def _income(book: Book) -> list[Claim]:
    poorest, richest = (book.one("moves_income", f"income:{fifth}", level=MAIN_LEVEL) for fifth in (1, 5))
    if poorest is None or richest is None:
        return []
    apart = poorest.high < richest.low and _side(poorest) <= 0
    values: dict[str, object] = {"level": poorest.level, "poorest": poorest.range, "richest": richest.range}
    rows = [poorest, richest]
    return [book.claim("mobility.income", POOREST if apart else ALIKE, values, rows, against=(ELSEWHERE, WISHES), gaps=(ASK,))]


def _driver(book: Book) -> list[Claim]:
    rows = [row for row in book.values("moves_driver", "driver:", level=MAIN_LEVEL) if row.code in DRIVER_BY_ID]
    if len(rows) < 2:
        return []
    row = max(rows, key=lambda row: max(abs(row.low), abs(row.high)))
    template = DRIVER if _side(row) else EITHER_WAY
    values: dict[str, object] = {"level": row.level, "driver": DRIVER_BY_ID[row.code].label, "moves": row.range}
    return [book.claim("mobility.driver", template, values, [row], against=(APART, ELSEWHERE), agreement="low")]


def _sum(book: Book) -> list[Claim]:
    row, bound = book.one("moves_sum_share", f"ssp:{PATH}"), book.one("moves_published", "estimate:")
    if row is None:
        return []
    values: dict[str, object] = {"year": row.year or 0, "path": PATH, "share": row.range}
    if bound is None:
        return [book.claim("mobility.sum", SUM, values, [row], against=(APART, TIME))]
    values |= {"published": bound.range}
    return [book.claim("mobility.sum", BESIDE, values, [row, bound], against=(BOUND, APART, TIME), agreement="low")]


def _flows(book: Book) -> list[Claim]:
    rows = sorted(book.values("unit_flow", "to:", place=""), key=lambda row: (-row.mid, row.place))[:TOLD]
    if len(rows) < TOLD:
        return []
    values: dict[str, object] = {}
    for row, (origin, destination, size) in zip(
        rows, (("a", "b", "first"), ("c", "d", "second"), ("e", "f", "third")), strict=True
    ):
        values |= {origin: book.unit(row.place), destination: book.unit(row.code), size: row.range}
    return [book.claim("mobility.flows", FLOWS, values, rows, against=(TIME, MANY), gaps=(TABLE,))]


def _recorded(book: Book) -> list[Claim]:
    """Who gained and who lost in the recorded years, and how often the model has the same sign."""
    means = sorted(book.values("net_mean", place=""), key=lambda row: (row.mid, row.place))
    if len(means) < FEWEST:
        return []
    lost, gained = means[0], means[-1]
    years = {row.year for row in book.values("net_recorded", place="")}
    values: dict[str, object] = {"count": len(years), "gains": book.unit(gained.place), "gain": gained.range}
    values |= {"loses": book.unit(lost.place), "loss": lost.range}
    found = [book.claim("mobility.nets", NETS, values, [gained, lost], against=(REGISTERED, MANY), gaps=(TABLE,))]
    model = {row.place: row for row in book.values("net_modelled", place="")}
    pairs = [(row, model[row.place]) for row in means if row.place in model]
    if pairs:
        hits = sum((one.mid > 0) == (other.mid > 0) for one, other in pairs)
        rows = [row for pair in pairs for row in pair]
        found.append(
            book.claim("mobility.signs", SIGNS, {"hits": hits, "count": len(pairs)}, rows, against=(TIME,), agreement="low")
        )
    return found


def _lifetime(book: Book) -> list[Claim]:
    told = book.values("lifetime_out", place="")
    last = max((row.year or 0 for row in told), default=0)
    rows = sorted((row for row in told if (row.year or 0) == last), key=lambda row: (-row.mid, row.place))[:TOLD]
    if len(rows) < TOLD:
        return []
    values: dict[str, object] = {}
    for row, (name, size) in zip(rows, (("a", "first"), ("b", "second"), ("c", "third")), strict=True):
        values |= {name: book.unit(row.place), size: row.range}
    return [book.claim("mobility.lifetime", LIFETIME, values, rows, against=(STOCKS, MANY), gaps=(TABLE,))]


def _abroad(book: Book) -> list[Claim]:
    row = next(iter(sorted(book.values("net_migration"), key=lambda row: -(row.year or 0))), None)
    if row is None:
        return []
    return [book.claim("mobility.abroad", ABROAD, {"year": row.year or 0, "net": row.range}, [row], against=(MANY,))]


def _cells(book: Book) -> list[Claim]:
    found = {
        cell: book.one("immobility", f"cell:{cell}", level=TODAY) for cell in ("involuntary", "voluntary", "acquiescent", "mobile")
    }
    rows = [row for row in found.values() if row is not None]
    if len(rows) < len(found):
        return []
    values: dict[str, object] = {cell: row.range for cell, row in zip(found, rows, strict=True)}
    return [book.claim("mobility.cells", CELLS, values, rows, against=(WISHES, STAY), gaps=(ASK,))]


def _pair(book: Book, name: str, template: str, indicator: str, group: str, against: tuple[str, ...]) -> list[Claim]:  # noqa: PLR0917
    """A sentence that sets today beside the main level."""
    now, then = (book.one(indicator, group, level=level) for level in (TODAY, MAIN_LEVEL))
    if now is None or then is None:
        return []
    values: dict[str, object] = {"now": now.range, "level": MAIN_LEVEL, "then": then.range}
    return [book.claim(name, template, values, [now, then], against=against, gaps=(ASK,) if WISHES in against else ())]


def _stock(book: Book) -> list[Claim]:
    row = book.one("displaced_stock", level=TODAY)
    if row is None:
        return []
    return [book.claim("mobility.return", STOCK, {"stock": row.range}, [row], against=(ONE_CURVE,), gaps=(COUNTS,))]


def _screen(book: Book) -> list[Claim]:
    rows = book.all("relocation_people")
    if not rows or rows[0].status == "value":
        return []
    return [book.claim("mobility.relocation", SCREEN, {}, rows[:1], gaps=(VALLEY,), words=UNSEEN)]
