"""Names that people read for the codes of the evidence table: belts, classes, bands, regions, series, confidence."""

from typing import Final

from highground.basis.indicators import BAND_EDGES_M, BY_ID
from highground.basis.scenario import TODAY
from highground.basis.words import N_
from highground.views.report.rows import Row
from highground.views.report.words import HARD, Words

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
RGI: Final = {
    "01": N_("Alaska"), "02": N_("Western Canada and United States"), "03": N_("Arctic Canada North"), "04": N_("Arctic Canada South"),
    "05": N_("Greenland periphery"), "06": N_("Iceland"), "07": N_("Svalbard and Jan Mayen"), "08": N_("Scandinavia"),
    "09": N_("Russian Arctic"), "10": N_("North Asia (Altai)"), "11": N_("Central Europe"), "12": N_("Caucasus and Middle East"),
    "13": N_("Central Asia"), "14": N_("South Asia West"), "15": N_("South Asia East"), "16": N_("Low Latitudes"),
    "17": N_("Southern Andes"), "18": N_("New Zealand"), "19": N_("Antarctic and Subantarctic"),
}  # fmt: skip
AR6: Final = {
    "TIB": N_("Tibetan Plateau"), "WCA": N_("West Central Asia"), "NWS": N_("North-Western South America"),
    "SWS": N_("South-Western South America"), "SAM": N_("South American Monsoon"), "WCE": N_("Western and Central Europe"),
    "ECA": N_("East Central Asia"), "MED": N_("Mediterranean"), "NEAF": N_("North Eastern Africa"), "SAS": N_("South Asia"),
    "SES": N_("South-Eastern South America"), "WSB": N_("West Siberia"),
}  # fmt: skip
SERIES: Final = {
    "KZ-NAT-SOVCAT": N_("Kazakhstan, Soviet catalogue"),
    "KZ-ZHETYSU-RS2133": N_("Zhetysu Alatau"),
    "KZ-ZHETYSU-N-LANDSAT": N_("Northern Zhetysu Alatau"),
    "KZ-ZHETYSU-S-IS2015": N_("Southern Zhetysu Alatau"),
    "KZ-ZAIL-N-UNDATED": N_("Ile Alatau, northern slope"),
    "EC-NAT-MAE": N_("Ecuador, ministry"),
    "EC-NAT-EXTRAPOLATED": N_("Ecuador, extrapolated"),
    "EC-NAT-INAMHI-PRESS": N_("Ecuador, INAMHI"),
    "EC-NAT-MAPBIOMAS": N_("Ecuador, MapBiomas"),
    "EC-CAYAMBE-MAPBIOMAS": N_("Cayambe, MapBiomas"),
    "EC-COTOPAXI-MAPBIOMAS": N_("Cotopaxi, MapBiomas"),
    "EC-CHIMBORAZO-MAPBIOMAS": N_("Chimborazo, MapBiomas"),
    "EC-CARIHUAIRAZO-MAPBIOMAS": N_("Carihuairazo, MapBiomas"),
    "EC-COTOPAXI-INAMHI": N_("Cotopaxi, INAMHI"),
    "EC-ANTISANA-INAMHI": N_("Antisana, INAMHI"),
}
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


def group(code: str, words: Words) -> str:
    """The part a row speaks of, in words; the code itself where we have no name."""
    kind, _, value = code.partition(":")
    if kind == "band" and value.lstrip("-").isdigit():
        return band(int(value), words)
    if kind == "k1" and value.isdigit():
        return words.t(K1.get(int(value), code))
    names = {"definition": DEFINITIONS, "belt": BELTS, "where": WHERE, "series": SERIES, "ar6": AR6}.get(kind, {})
    if kind == "rgi":
        return words.t(RGI.get(value.removeprefix("RGI"), value))
    return words.t(names.get(value, value or code))


def level(value: float, words: Words) -> str:
    """A warming level as a column head: today, 1.5 °C, 2 °C."""
    return words.t("today") if abs(value - TODAY) < 1e-6 else words.level(value)


def about(row: Row, words: Words) -> str:
    """What a row is about, without its number: Warming in the mountains · 2 °C."""
    parts = [words.t(BY_ID[row.indicator].label) if row.indicator in BY_ID else row.indicator]
    if row.group:
        parts.append(group(row.group, words))
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
    return mid if low == high else words.t("{value} ({low} to {high})").format(value=mid, low=low, high=high)
