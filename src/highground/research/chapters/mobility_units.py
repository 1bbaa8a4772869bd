"""Migration by unit: nets by the flow kernel, the largest flows, what impacts add to those who leave and arrive, and who cannot go."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from highground.basis.scenario import LEVELS, TODAY
from highground.people.mobility import expected
from highground.research.chapters.mobility_ground import Ground
from highground.research.evidence import Ledger
from highground.research.material import Material

Values = NDArray[np.float64]

PAIRS: Final = 25  # largest flows that get a row; judged: what a map can show
DETAIL: Final = (2.0, 3.0)  # degC, levels at which units get rows


def write(ledger: Ledger, material: Material, ground: Ground, found: dict[float, expected.Outcome | None]) -> None:
    """Rows of units, with the country's own codes as places."""
    codes = [str(code) for code in material.units["code"]]
    inside, abroad = ground.leaving(ground.baseline)
    _flows(ledger, ground, codes, inside)
    for level in (TODAY, *(level for level in LEVELS if level in DETAIL)):
        outcome = found[level]
        _stuck(ledger, ground, codes, outcome, level)
        if level == TODAY:
            continue
        if outcome is None:
            for indicator in ("unit_moves_added", "unit_net_added"):
                for code in codes:
                    ledger.blank(indicator, "not reported", "judged", ground.pressed, place=code, level=level)
            continue
        then, beyond = ground.leaving(outcome)
        more, gone = then - inside, beyond - abroad
        net = ground.ways.arrivals(more) - more - gone
        for number, code in enumerate(codes):
            ledger.add("unit_moves_added", (more + gone)[:, number], "judged", ground.pressed, place=code, level=level)
            ledger.add("unit_net_added", net[:, number], "judged", (*ground.pressed, *ground.ways.sources), place=code, level=level)


def _flows(ledger: Ledger, ground: Ground, codes: list[str], leaving: Values) -> None:
    """Nets of today and the largest pairs; not applicable where there is nowhere to go."""
    if not ground.ways.open.any():
        for indicator in ("unit_leaving", "net_modelled", "unit_flow"):
            ledger.blank(indicator, "not applicable", "judged", ground.sources, level=TODAY)
        return
    net, sources = ground.ways.arrivals(leaving) - leaving, (*ground.sources, *ground.ways.sources)
    for number, code in enumerate(codes):
        ledger.add("unit_leaving", leaving[:, number], "judged", ground.sources, place=code, level=TODAY)
        ledger.add("net_modelled", net[:, number], "judged", sources, place=code, level=TODAY)
    middle = np.median(leaving, axis=0)[:, None] * np.tensordot(ground.ways.weights.mean(axis=0), ground.ways.shares, axes=1)
    for flat in np.argsort(-middle, axis=None, kind="stable")[:PAIRS]:
        start, end = (int(at) for at in np.unravel_index(flat, middle.shape))
        if middle[start, end] > 0:
            flow = ground.ways.flow(leaving[:, start], start, end)
            ledger.add("unit_flow", flow, "judged", sources, place=codes[start], group=f"to:{codes[end]}", level=TODAY)


def _stuck(ledger: Ledger, ground: Ground, codes: list[str], outcome: expected.Outcome | None, level: float) -> None:
    sources = ground.sources if level == TODAY else ground.pressed
    if outcome is None:
        for code in codes:
            ledger.blank("unit_immobility", "not reported", "judged", sources, place=code, level=level)
        return
    stuck = expected.by_unit(ground.types, outcome.cells()["involuntary"] * ground.types.people)
    people = expected.by_unit(ground.types, ground.types.people)
    for number, code in enumerate(codes):
        if (people[:, number] > 0).all():
            share = 100 * stuck[:, number] / people[:, number]
            ledger.add("unit_immobility", share, "judged", sources, place=code, level=level)
        else:
            ledger.blank("unit_immobility", "not applicable", "judged", sources, place=code, level=level)
