"""The numbers of a mirror as panels of paired lines: two ranges, whether they compare, and which is higher."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from math import ceil, floor, isclose, log10
from typing import Any, Final

from highground.basis.hazards import HAZARDS, SUDDEN
from highground.basis.indicators import BY_ID
from highground.basis.mobility import CELLS, INCOME_FIFTHS
from highground.basis.scenario import ALL_LEVELS, LEVELS, SSPS
from highground.basis.words import N_
from highground.research.twins import Twins
from highground.views.report.alphabet.words import HARD, MINUS, Words, between
from highground.views.report.evidence import labels

Span = tuple[float, float, float]
SIDES: Final = ("a", "b")
VERDICTS: Final = {"yes": N_("comparable"), "with care": N_("comparable with care"), "no": N_("not comparable")}
BRIEFLY: Final = {**VERDICTS, "with care": N_("with care")}  # beside a line
DEFINITION: Final = ("definition:K1", "definition:K2")
MAIN: Final = (2.0,)
NICE: Final = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)  # ends of an axis, times a power of ten


@dataclass(frozen=True, slots=True)
class Side:
    """One country's number in a line: the middle, the range in brackets, and how sure; `span` is empty where there is none."""

    text: str
    range: str
    confidence: str  # translated; `level` is the untranslated word
    level: str
    span: Span | tuple[()]
    unverified: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One pair of numbers. `row` is the number of the pair in the comparison, from 0."""

    row: int
    name: str
    a: Side
    b: Side
    comparable: str  # yes, with care, no
    verdict: str  # the same in words
    why: str
    reading: str  # which is higher, or that the ranges overlap


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines of one unit on one axis."""

    id: str
    topic: str
    title: str
    unit: str
    comparable: str
    verdict: str
    why: str
    lines: tuple[Line, ...]
    axis: tuple[float, float]
    ends: tuple[str, str]  # the ends of the axis as text
    sources: tuple[str, ...]  # card ids
    regions: tuple[str, str] = ("", "")  # names of the regions behind the numbers, where they are not the country's own
    notes: tuple[str, ...] = ()  # why some lines do not compare although the panel does
    again: bool = False  # the panel before it compares, or not, for the same reason


@dataclass(frozen=True, slots=True)
class Spec:
    """Which pairs make a panel, in which order, and what names a line: group, level, year, indicator or part (group and level)."""

    id: str
    topic: str
    title: str
    indicators: tuple[str, ...]
    by: str
    groups: tuple[str, ...] = ("",)
    levels: tuple[float, ...] = ()
    names: tuple[str, ...] = field(default=())  # own names of the lines, one per indicator
    years: tuple[int, ...] = ()


SPECS: Final = (
    Spec("land", "terrain", N_("Mountain share of land"), ("mountain_share",), "group", DEFINITION),
    Spec("dwellers", "people", N_("Share of people in mountains"), ("mountain_people_share",), "group", DEFINITION),
    Spec("people", "people", N_("People in mountains under K1"), ("people_place",), "year", ("where:mountain",)),
    Spec("warming", "climate", N_("Warming in the mountains by global level"), ("mountain_warming",), "level", levels=ALL_LEVELS),
    Spec("heat", "climate", N_("Hottest day and coldest night at 2 °C of global warming"), ("hottest_day", "coldest_night"), "indicator", levels=MAIN),
    Spec("rain", "climate", N_("Heaviest rain at 2 °C of global warming"), ("wettest_day", "wettest_five_days"), "indicator", levels=MAIN),
    Spec("dry", "climate", N_("Longest dry spell at 2 °C of global warming"), ("dry_spell",), "indicator", levels=MAIN),
    Spec("balance", "glaciers", N_("Observed mass change of the glaciers, 2000 to 2020"), ("glacier_mass_change",), "indicator"),
    Spec("ice", "glaciers", N_("Ice of 2015 left in 2100"), ("glacier_mass_left",), "level", levels=LEVELS),
    Spec("belts", "ecosystems", N_("Belt area compared with today"), ("belt_area_left",), "part",
         ("belt:nival", "belt:alpine", "belt:montane"), (2.0, 3.0)),
    Spec("rise", "ecosystems", N_("Rise of the climate belts"), ("belt_rise",), "level", levels=LEVELS[:3]),
    Spec("species", "ecosystems", N_("Species of the cold belts at risk"), ("species_at_risk",), "level", levels=LEVELS[:3]),
    Spec("season", "ecosystems", N_("Pasture season today"), ("growing_season",), "group", ("belt:alpine", "belt:montane"), ALL_LEVELS[:1]),
    Spec("displacement", "hazards", N_("Average annual displacement today"), ("displacement_aad",), "group", ("", *(f"hazard:{name}" for name in SUDDEN)), ALL_LEVELS[:1]),
    Spec("displacement-levels", "hazards", N_("Average annual displacement by level, all sudden hazards"), ("displacement_aad",), "level", levels=LEVELS),
    Spec("displacement-place", "hazards", N_("Average annual displacement in mountains, elsewhere, unknown"), ("displacement_place",), "group",
         ("where:mountain", "where:elsewhere", "where:unknown"), ALL_LEVELS[:1]),
    Spec("rare", "hazards", N_("Displacements in one event, by how rarely it comes"), ("displacement_pmd",), "group",
         ("return:10", "return:50", "return:100", "return:250"), ALL_LEVELS[:1]),
    Spec("frequency", "hazards", N_("How often hazards strike at 2 °C, compared with today"), ("hazard_frequency",), "group",
         tuple(f"hazard:{hazard.id}" for hazard in HAZARDS), MAIN),
    Spec("added", "mobility", N_("Migration added or held back by climate impacts at 2 °C"), ("moves_added",), "group",
         ("kind:internal", "kind:international"), MAIN),
    Spec("sums", "mobility", N_("Internal migration added from 2025 to 2050, for 100 people"), ("moves_sum_share",), "group",
         tuple(f"ssp:{ssp}" for ssp in SSPS), years=(2050,)),
    Spec("income", "mobility", N_("Change of migration by income fifth at 2 °C"), ("moves_income",), "group",
         tuple(f"income:{fifth}" for fifth in INCOME_FIFTHS), MAIN),
    Spec("cells", "mobility", N_("Who could move, who stays: mountain people today"), ("immobility",), "group",
         tuple(f"cell:{cell}" for cell in CELLS), ALL_LEVELS[:1]),
    Spec("stuck", "mobility", N_("Mountain people who wish to move and cannot, by level"), ("immobility",), "level", ("cell:involuntary",), LEVELS[:3]),
    Spec("pasture", "mobility", N_("Days that high pastures can be grazed today"), ("pasture_window",), "group",
         ("belt:alpine", "belt:montane"), ALL_LEVELS[:1]),
    Spec("stock", "mobility", N_("People displaced at an average moment today"), ("displaced_stock",), "level", levels=ALL_LEVELS[:1]),
    Spec("abroad", "mobility", N_("Net international migration"), ("net_migration",), "year"),
)  # fmt: skip
GLANCE: Final = (  # the first page: shares on one axis
    Spec("glance-land", "terrain", "", ("mountain_share",), "own", DEFINITION[:1], names=(N_("Land that is mountain"),)),
    Spec("glance-people", "people", "", ("mountain_people_share",), "own", DEFINITION[:1], names=(N_("People who live in mountains"),)),
    Spec("glance-ice", "glaciers", "", ("glacier_mass_left",), "own", levels=MAIN, names=(N_("Ice of 2015 left in 2100 at 2 °C"),)),
    Spec("glance-belt", "ecosystems", "", ("belt_area_left",), "own", ("belt:alpine",), MAIN, (N_("Alpine belt left at 2 °C"),)),
    Spec("glance-species", "ecosystems", "", ("species_at_risk",), "own", levels=MAIN, names=(N_("Species of cold belts at risk at 2 °C"),)),
)  # fmt: skip
MILLION: Final = 1e6  # numbers of a panel that all reach it are told in millions
NOISE: Final = 1e-9  # relative width below which a range is a single number
Record = dict[Hashable, Any]


def panels(twins: Twins, words: Words) -> tuple[Panel, ...]:
    """Every panel that has at least one number, in the order of SPECS."""
    made = [panel for spec in SPECS if (panel := _panel(spec, pick(spec, twins), twins, words))]
    before = [None, *made[:-1]]
    return tuple(replace(panel, again=_alike(panel, other)) for panel, other in zip(made, before, strict=True))


def _alike(panel: Panel, other: Panel | None) -> bool:
    return other is not None and (panel.topic, panel.why, panel.regions) == (other.topic, other.why, other.regions)


def glance(twins: Twins, words: Words) -> Panel | None:
    """The main shares of both countries on one axis; pairs that do not compare are left out."""
    found = [(spec, row) for spec in GLANCE for row in pick(spec, twins) if row["comparable"] != "no"]
    if not found:
        return None
    lines = tuple(_line(row, spec, twins, words) for spec, row in found)
    ends = (words.number(0), f"{words.number(100)} %")
    cards = _cards([row for _, row in found])
    return Panel("glance", "", words.t(N_("At a glance")), "%", "", "", "", lines, (0.0, 100.0), ends, cards)


def pick(spec: Spec, twins: Twins) -> list[Record]:
    """The rows of a panel that hold something: neither blank on both sides nor zero on both."""
    table = twins.table
    rows = table[table["indicator"].isin(spec.indicators) & table["group"].isin(spec.groups)]
    records = [{**row, "row": number} for number, row in zip(rows.index, rows.to_dict("records"), strict=True)]
    kept = [row for row in records if shown(row) and (not spec.levels or any(isclose(row["level"], each) for each in spec.levels))]
    kept = [row for row in kept if not spec.years or row["year"] in spec.years]
    return sorted(kept, key=lambda row: (spec.indicators.index(row["indicator"]), spec.groups.index(row["group"])))


def shown(row: Record) -> bool:
    """Whether a row says anything: at least one side has a number, and not both are a bare zero."""
    return any(row[f"status_{side}"] == "value" and (row[f"low_{side}"] or row[f"high_{side}"]) for side in SIDES)


def _panel(spec: Spec, rows: list[Record], twins: Twins, words: Words) -> Panel | None:
    if not rows:
        return None
    main = next((row for row in rows if not row["lacks"]), rows[0])
    unit, short = str(main["unit"]), all(abs(mid) >= MILLION for mid in _middles(rows))
    lines = tuple(_line(row, spec, twins, words, short=short) for row in rows)
    spans = [span for line in lines for span in (line.a.span, line.b.span) if span]
    low, high = axis(spans, unit)
    scale = MILLION if short else 1.0
    regions = tuple(labels.group(str(main[f"region_{side}"]), words) if main[f"region_{side}"] else "" for side in SIDES)
    return Panel(
        spec.id, spec.topic, _tied(words.t(spec.title)), _unit(unit, scale, words), str(main["comparable"]), words.t(VERDICTS[main["comparable"]]),
        reason(main, twins, words), lines, (low, high), (_tick(low, scale, words), _tick(high, scale, words)), _cards(rows),
        (regions[0], regions[1]), _notes(lines, str(main["comparable"])),
    )  # fmt: skip


def _middles(rows: Sequence[Record]) -> list[float]:
    return [float(row[f"mid_{side}"]) for row in rows for side in SIDES if row[f"status_{side}"] == "value"]


def _notes(lines: Sequence[Line], verdict: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.why for line in lines if line.comparable == "no" != verdict))


def _line(row: Record, spec: Spec, twins: Twins, words: Words, *, short: bool = False) -> Line:
    a, b = (_side(row, side, words, short=short) for side in SIDES)
    verdict = str(row["comparable"])
    return Line(
        int(row["row"]), _name(row, spec, words), a, b, verdict, words.t(BRIEFLY[verdict]), reason(row, twins, words),
        higher(row, twins, words),
    )  # fmt: skip


def _name(row: Record, spec: Spec, words: Words) -> str:
    group, level = str(row["group"]), row["level"]
    match spec.by:
        case "own":
            return _tied(words.t(spec.names[0]))
        case "group":
            return labels.group(group, words) if group else words.t(labels.ALL_HAZARDS)
        case "year":
            return str(int(row["year"]))
        case "indicator":
            return words.t(BY_ID[row["indicator"]].label)
        case "part":
            return f"{labels.group(group, words)}, {labels.level(level, words)}"
    return labels.level(level, words)


def _tied(text: str) -> str:
    """The text with its degrees kept on one line."""
    return text.replace(" °C", f"{HARD}°C")


def _side(row: Record, side: str, words: Words, *, short: bool) -> Side:
    if row[f"status_{side}"] != "value":
        return Side(words.t(N_("no number")), "", "", "", (), False)
    low, mid, high = (float(row[f"{end}_{side}"]) for end in ("low", "mid", "high"))
    if high - low <= NOISE * abs(mid):  # sums of floats differ in the last digit where the number is one and the same
        low = high = mid = round(mid, 6)
    texts = words.spread(low, mid, high, str(row["unit"]), short=short)
    span = _between(texts[0], texts[2], words) if low < high else ""
    if between(low, high, texts[1]):  # the range is all that can be told
        texts, span = (texts[0], span, texts[2], texts[3]), ""
    level = str(row[f"confidence_{side}"])
    return Side(texts[1], span, words.t(level), level, (low, mid, high), row[f"grade_{side}"] == "unverified")


def _between(low: str, high: str, words: Words) -> str:
    """The ends of a range as short as a table needs them: with a dash, or in words where a sign would run into it."""
    return words.t("{low} to {high}").format(low=low, high=high) if MINUS in low + high else f"{low}–{high}"


def reason(row: Record, twins: Twins, words: Words) -> str:
    """Why a row compares or does not, with the names of the countries that lack a number."""
    lacking = [country(twins, side, words) for side in SIDES if side in str(row["lacks"])]
    return words.t(str(row["why"]), country=" / ".join(lacking))


def country(twins: Twins, side: str, words: Words) -> str:
    """The name of a country in the language."""
    names = (twins.a if side == "a" else twins.b).about["names"]
    return str(names.get(words.lang, names["en"]))


def apart(row: Record) -> str:
    """The side that is higher over its whole range: a, b, or empty where the two overlap or do not compare."""
    if row["comparable"] == "no":
        return ""
    if row["low_a"] > row["high_b"]:
        return "a"
    return "b" if row["low_b"] > row["high_a"] else ""


def higher(row: Record, twins: Twins, words: Words) -> str:
    """Which country is higher over its whole range, in words; empty where the two do not compare."""
    if row["comparable"] == "no":
        return ""
    side = apart(row)
    if not side:
        equal = all(row[f"{end}_a"] == row[f"{end}_b"] for end in ("low", "mid", "high"))
        return words.t(N_("equal")) if equal else words.t(N_("overlap"))
    if max(row["high_a"], row["high_b"]) < 0:
        return words.t(N_("larger loss: {country}"), country=country(twins, "b" if side == "a" else "a", words))
    return country(twins, side, words)


def axis(spans: Sequence[Span], unit: str) -> tuple[float, float]:
    """The ends of an axis: zero is always on it, and the other end is round.

    >>> axis([(2.6, 2.8, 3.6)], "degC"), axis([(4.0, 40.0, 74.0)], "%"), axis([(-550.0, -450.0, -160.0)], "kg m-2 yr-1")
    ((0.0, 4.0), (0.0, 100.0), (-600.0, 0.0))
    """
    low, high = min(0.0, *(span[0] for span in spans)), max(0.0, *(span[2] for span in spans))
    if unit == "%" and low == 0 and 60 < high <= 100:
        return 0.0, 100.0
    return 0.0 - _round_up(-low), _round_up(high)


def _round_up(value: float) -> float:
    if value <= 0:
        return 0.0
    power = 10.0 ** floor(log10(value))
    if power == 0.0:  # smaller than floats can part
        return value
    return next(nice * power for nice in NICE if nice * power >= value * 0.999)


def _tick(value: float, scale: float, words: Words) -> str:
    return words.number(value / scale, 0 if ceil(value / scale) == value / scale else 1)


def _unit(unit: str, scale: float, words: Words) -> str:
    word = words.unit(unit)
    return f"{words.t('million')} {word}" if scale > 1 else word


def _cards(rows: Sequence[Record]) -> tuple[str, ...]:
    named = [str(row[f"sources_{side}"]).split() for row in rows for side in SIDES if row[f"status_{side}"] == "value"]
    return tuple(dict.fromkeys(card for cards in named for card in cards))
