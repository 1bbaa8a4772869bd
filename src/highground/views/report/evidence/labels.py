"""Names that people read for the codes of the evidence table: belts, classes, bands, regions, series, confidence."""

from typing import Final

from highground.basis.hazards import HAZARDS
from highground.basis.indicators import BAND_EDGES_M, BY_ID
from highground.basis.mobility import CELLS, DRIVERS
from highground.basis.scenario import TODAY
from highground.basis.words import N_
from highground.catalogue.runs import Run
from highground.research.claims import names
from highground.views.report.alphabet.words import HARD, Words, between
from highground.views.report.evidence.rows import Row

BELTS: Final = {
    "nival": N_("nival (ice and rock)"),
    "alpine": N_("alpine (meadow)"),
    "montane": N_("montane (forest)"),
    "remaining": N_("remaining (warm)"),
}
DEFINITIONS: Final = {"K1": N_("K1: elevation, slope and relief"), "K2": N_("K2: ruggedness")}
K1: Final = {
    0: N_("outside mountains"),
    1: N_("above 4,500 m"),
    2: N_("3,500 to 4,500 m"),
    3: N_("2,500 to 3,500 m"),
    4: N_("1,500 to 2,500 m, sloping"),
    5: N_("1,000 to 1,500 m, steep or rugged"),
    6: N_("300 to 1,000 m, rugged"),
    7: N_("basins inside mountains"),
}
WHERE: Final = {"mountain": N_("in mountains"), "elsewhere": N_("elsewhere"), "unknown": N_("unknown")}
HAZARD: Final = {hazard.id: hazard.label for hazard in HAZARDS}
ALL_HAZARDS: Final = N_("All sudden hazards")
CASES: Final = {  # two by two: which of climate and population moves
    "now": N_("as today"), "climate": N_("climate alone changes"), "people": N_("population alone changes"), "both": N_("both change"),
}  # fmt: skip
RGI: Final = {code.removeprefix("RGI"): name for code, name in names.RGI.items()}
AR6: Final = names.AR6
SERIES: Final = names.SERIES
CONFIDENCE: Final = {
    "very low": N_("very low confidence"),
    "low": N_("low confidence"),
    "medium": N_("medium confidence"),
    "high": N_("high confidence"),
    "very high": N_("very high confidence"),
}
HOWS: Final = {  # method of a number, as an adjective
    "counted": N_("counted"), "measured": N_("measured"), "surveyed": N_("surveyed"), "modelled": N_("modelled"), "judged": N_("judged"),
}  # fmt: skip
STATUSES: Final = {"not reported": N_("not reported"), "not applicable": N_("not applicable")}
GRADES: Final = {"read": N_("seen in its source"), "computed": N_("computed from its source"), "unverified": N_("not yet verified")}
COUNTED: Final = {"return": N_("once in {number} years"), "days": N_("after {number} days")}
ESTIMATES: Final = {  # estimate -> whose it is
    "idmc-2017": N_("IDMC, global model of 2017: floods"), "idmc-2024": N_("IDMC, second model: river floods"),
    "inform-2024": N_("INFORM Risk 2024"), "inform-2024-river-flood": N_("INFORM Risk 2024: river floods"),
    "groundswell-2021-central-asia": N_("Groundswell 2021: Central Asia, upper bound"),
    "groundswell-2021-eeca": N_("Groundswell 2021: Eastern Europe and Central Asia, upper bound"),
    "groundswell-2021-latin-america": N_("Groundswell 2021: Latin America, upper bound"),
}  # fmt: skip
WHY_OTHER: Final = {  # estimate -> what it counts
    "idmc-2017": N_("Houses that a modelled flood destroys; no flash flood, debris flow, outburst or landslide, no evacuation."),
    "idmc-2024": N_("River floods alone with newer maps of flood and people; no flash flood, debris flow, outburst or landslide."),
}  # fmt: skip
OTHER: Final = N_("Another definition, other hazards or other years; see its source.")
OURS: Final = N_(
    "Floods, debris flows, glacial lake outbursts, landslides and avalanches; recorded events and evacuations joined to modelled rare ones."
)
KINDS: Final = {"internal": N_("between units of the country"), "international": N_("to live abroad")}
DRIVER: Final = {driver.id: driver.label for driver in DRIVERS}
FIFTHS: Final = {
    "1": N_("poorest fifth"), "2": N_("second fifth"), "3": N_("middle fifth"), "4": N_("fourth fifth"), "5": N_("richest fifth"),
}  # fmt: skip
REACHES: Final = {"near": N_("herders who stay near"), "middle": N_("herders of middle ways"), "far": N_("herders of long ways")}
_NAMES: Final = {
    "kind": KINDS, "driver": DRIVER, "income": FIFTHS, "cell": CELLS, "reach": REACHES,
    "definition": DEFINITIONS, "belt": BELTS, "where": WHERE, "series": SERIES, "ar6": AR6, "hazard": HAZARD, "case": CASES, "estimate": ESTIMATES,
}  # fmt: skip
WORDS: Final = (
    N_("very low"),
    N_("low"),
    N_("medium"),
    N_("high"),
    N_("very high"),
    N_("limited"),
    N_("robust"),
)  # IPCC's calibrated


def band(edge_m: int, words: Words) -> str:
    """An altitude band by its lower edge: 1,000–1,500 m."""
    above = [edge for edge in BAND_EDGES_M if edge > edge_m]
    if not above:
        return words.t("above {edge} m", edge=edge_m)
    if edge_m == BAND_EDGES_M[0]:
        return words.t("below {edge} m", edge=above[0])
    return f"{words.number(edge_m)}–{words.number(above[0])}{HARD}{words.unit('m')}"


def group(code: str, words: Words, run: Run | None = None) -> str:
    """The part a row speaks of, in words; the code itself where we have no name. A `run` knows the names of its units."""
    kind, _, value = code.partition(":")
    if kind == "to":
        return words.t("to {unit}", unit=unit(run, value, words) if run else value)
    if kind == "band" and value.lstrip("-").isdigit():
        return band(int(value), words)
    if kind == "k1" and value.isdigit():
        return words.t(K1.get(int(value), code))
    if kind in COUNTED and value.isdigit():
        return words.t(COUNTED[kind], number=int(value))
    names = _NAMES.get(kind, {})
    if kind == "rgi":
        return words.t(RGI.get(value.removeprefix("RGI"), value))
    return words.t(names.get(value, value or code))


def unit(run: Run, code: str, words: Words) -> str:
    """A first-level unit by its name in the language; the outline's name where we know no other, else the code."""
    known = run.about.get("unit_names", {}).get(words.lang, {})
    held = (str(name) for each, name in zip(run.units["code"], run.units["name"], strict=True) if each == code)
    return str(known.get(code) or next(held, code))


def today(run: Run, code: str, words: Words) -> str:
    """The units of today that an older unit of the outline holds, by their names in the language; empty where none are listed."""
    known = run.about.get("unit_names", {}).get(words.lang, {})
    rows = [row for row in run.about.get("units_today", []) if row["geometry_code"] == code]
    return ", ".join(known.get(row["code"]) or row.get(f"name_{words.lang}") or row["name_en"] for row in rows)


def place(run: Run, code: str, words: Words) -> str:
    """The country or one of its units by its name in the language."""
    names = run.about["names"]
    return str(names.get(words.lang, names["en"])) if code == run.about["iso3"] else unit(run, code, words)


def uncertain(run: Run, name: str, words: Words) -> str:
    """The label of an uncertain input: a message, or the outline's name of a unit, a colon and a message."""
    where, colon, message = name.partition(": ")
    if not colon:
        return words.t(name)
    codes = (str(code) for code, each in zip(run.units["code"], run.units["name"], strict=True) if each == where)
    return f"{unit(run, next(codes, where), words)}: {words.t(message)}"


def level(value: float, words: Words) -> str:
    """A warming level as a column head: today, 1.5 °C, 2 °C."""
    return words.t("today") if abs(value - TODAY) < 1e-6 else words.level(value)


def about(row: Row, words: Words, run: Run | None = None) -> str:
    """What a row is about, without its number: Warming in the mountains · 2 °C."""
    parts = [words.t(BY_ID[row.indicator].label) if row.indicator in BY_ID else row.indicator]
    if row.group:
        parts.append(group(row.group, words, run))
    if row.level is not None:
        parts.append(level(row.level, words))
    if row.year is not None:
        parts.append(str(row.year))
    return " · ".join(parts)


def number(row: Row | None, words: Words, *, short: bool = False) -> str:
    """A row's number with its range and unit, or which kind of nothing it is."""
    if row is None:
        return words.t(STATUSES["not reported"])
    if not row.known:
        return words.t(STATUSES.get(row.status, row.status))
    return words.estimate(row.low, row.mid, row.high, row.unit, short=short)


def bare(row: Row | None, words: Words) -> str:
    """A row's number and range without the unit, for a table whose head names the unit."""
    if row is None or not row.known:
        return number(row, words)
    low, mid, high, _ = words.spread(row.low, row.mid, row.high, row.unit)
    if between(row.low, row.high, mid):
        return words.t("{low} to {high}").format(low=low, high=high).replace(" ", HARD)
    return mid if low == high else words.spanned(mid, low, high)
