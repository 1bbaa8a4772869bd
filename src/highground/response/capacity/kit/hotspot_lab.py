"""The hotspot lab: the country's units in a table from the evidence, to be ranked by count, by rate and in mountains alone."""

from typing import Final

from highground.basis.estimate import honest
from highground.basis.question import Said
from highground.basis.words import N_
from highground.response.capacity.kit.exercise import Exercise, Grid, Item, Material, Span

FIRST: Final = 3  # units that a group chooses
ORDER: Final = N_("In this order: {units}.")
ALIKE: Final = N_("In this order: {units}. On paper these print like one of the three, and are right too: {alike}.")
_COLUMNS: Final = (  # head, indicator, group
    (N_("People in mountains"), "unit_mountain_people", ""),
    (N_("Displacements a year"), "unit_displacement", ""),
    (N_("Of these in mountains"), "unit_displacement", "where:mountain"),
    (N_("Displacements a year per 100,000 people"), "unit_displacement_rate", ""),
    (N_("Share of draws among the first five"), "unit_top_five", ""),
)


def lab(material: Material) -> Exercise | None:
    """The lab; None where the run spreads no displacement over units."""
    spans = [_spans(material, indicator, group) for _, indicator, group in _COLUMNS]
    counts, mountains, rates = spans[1], spans[2], spans[3]
    if len([one for one in counts.values() if _mid(one) > 0]) < FIRST or not material.has("hazards.units"):
        return None
    order = sorted(counts, key=lambda code: (-_mid(counts[code]), code))
    lines = tuple((code, *(column.get(code) for column in spans)) for code in order)
    items = [
        _ranking(N_("Which three units have most displacement a year?"), counts),
        _ranking(N_("Which three come first in mountains alone?"), mountains),
        _ranking(N_("Which three come first by the rate per 100,000 people?"), rates),
        Item(Said(N_("How firm is the order? Use the share of draws and the ranges.")), material.said("hazards.units"), claims=("hazards.units",)),
    ]  # fmt: skip
    steps = (
        N_("Sort the table by each column and write down the first three units."),
        N_("Look at the ranges: which units may change places?"),
        N_("Choose three units for a pilot and defend the choice, doubts included."),
    )
    note = N_(
        "Numbers of the run, spread over first-level units. They speak for units, not for valleys. A draw is one run of the calculation with values drawn from all ranges."
    )
    kept = tuple(item for item in items if item is not None)
    heads = (N_("First-level unit"), *(head for head, _, _ in _COLUMNS))
    return Exercise("hotspots", "s5", N_("Hotspot lab"), steps, kept, note, Grid(heads, lines))


def _ranking(ask: str, column: dict[str, Span]) -> Item | None:
    """The first three by their middles; a unit that prints like one of them cannot be told from it by those who read."""
    order = sorted((code for code in column if _mid(column[code]) > 0), key=lambda code: (-_mid(column[code]), code))
    first, rest = order[:FIRST], order[FIRST:]
    if len(first) < FIRST:
        return None
    printed = {_printed(column[code]) for code in first}
    alike = tuple(code for code in rest if _printed(column[code]) in printed)
    told: dict[str, object] = {"units": tuple(first), **({"alike": alike} if alike else {})}
    return Item(Said(ask), Said(ALIKE if alike else ORDER, told))


def _printed(span: Span) -> float:
    low, mid, high = (float(str(span[name])) for name in ("low", "mid", "high"))
    return honest(low, mid, high)[1]


def _mid(span: Span) -> float:
    return float(str(span["mid"]))


def _spans(material: Material, indicator: str, group: str) -> dict[str, Span]:
    """Code of the unit -> its range; units without a number are left out."""
    rows = material.run.evidence
    mine = rows[(rows["indicator"] == indicator) & (rows["place"] != material.iso3) & (rows["status"] == "value")]
    mine = mine[mine["group"].fillna("") == group]
    return {
        str(row["place"]): {
            "low": float(row["low"]),
            "mid": float(row["mid"]),
            "high": float(row["high"]),
            "unit": str(row["unit"]),
        }
        for row in mine.to_dict("records")
    }
