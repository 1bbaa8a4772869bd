"""What each kind of flow does: ranges of travel angle, height limit and exponent, each with its source, and rules drawn from them.

The middle values of avalanche and rockfall are com4FlowPy's own (read in its settings). Most ranges are from memory or judged and
say so; a valley with mapped events should set its own. The three inputs are drawn independently: nobody has published how they hang
together. Travel angles are angles of the energy line for the far end of a flow; a lower angle is a longer and rarer flow.
"""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.basis.words import N_
from highground.land.hazards.routing import BOUNDS, Rule

Grade = Literal["read", "unverified", "judged"]


@dataclass(frozen=True, slots=True)
class Range:
    """The 5, 50 and 95 % points of one input, with how we know: read in the source, from memory and unverified, or judged."""

    low: float
    mid: float
    high: float
    grade: Grade
    source: str


@dataclass(frozen=True, slots=True)
class Preset:
    """One kind of flow. `hazard` is an id of `basis.hazards`; `label` is a message for translation."""

    id: str
    hazard: str
    label: str
    angle_deg: Range
    height_limit_m: Range
    exponent: Range
    note: str


def _read(low: float, mid: float, high: float, source: str) -> Range:
    return Range(low, mid, high, "read", source)


def _unverified(low: float, mid: float, high: float, source: str) -> Range:
    return Range(low, mid, high, "unverified", source)


def _judged(low: float, mid: float, high: float, source: str) -> Range:
    return Range(low, mid, high, "judged", source)


_HORTON: Final = "Horton et al. 2013, doi:10.5194/nhess-13-869-2013, and related; from memory"
_HUGGEL: Final = "Huggel et al. 2002 and 2004, worst-case reach; from memory"
_AVAFRAME: Final = "middle: AvaFrame com4FlowPy, its settings; ends: a third either way, judged"
_EXPONENT: Final = _judged(4.0, 8.0, 8.0, "com4FlowPy's 8 for narrow flow, 4 for wide")

PRESETS: Final = {
    preset.id: preset
    for preset in (
        Preset(
            "debris_flow", "debris_flow", N_("Debris flow"),
            _unverified(7.0, 9.0, 11.0, _HORTON),
            _read(8.0, 12.0, 16.0, _AVAFRAME),  # m; 12.5 to 18 m/s
            _unverified(4.0, 5.0, 6.0, _HORTON),
            "From source areas in channels; fans are spread over by the low exponent.",
        ),
        Preset(
            "avalanche", "avalanche", N_("Snow avalanche"),
            _unverified(18.0, 25.0, 28.0, "avalanche practice, from memory; middle: com4FlowPy's default"),
            _read(180.0, 270.0, 360.0, _AVAFRAME),  # m; 59 to 84 m/s
            _EXPONENT,
            "Dense flow without forest; powder clouds run farther.",
        ),
        Preset(
            "rockfall", "landslide", N_("Rockfall"),
            _judged(28.0, 32.0, 38.0, "rockfall shadow practice, from memory"),
            _read(87.0, 130.0, 173.0, _AVAFRAME),  # m; 41 to 58 m/s
            _EXPONENT,
            "Single blocks; rock avalanches of millions of m3 run much farther.",
        ),
        Preset(
            "lahar", "debris_flow", N_("Lahar-like flow"),
            _judged(2.0, 4.0, 7.0, "between flood and debris flow: lahars keep to low angles over tens of km"),
            _judged(12.0, 20.0, 50.0, "15 to 31 m/s, speeds told of large lahars, from memory"),
            _judged(4.0, 6.0, 8.0, "as debris flow and a little narrower"),
            "Follows channels at low angles; it has no volume, so it is no substitute for a lahar model.",
        ),
        Preset(
            "outburst", "outburst", N_("Lake outburst as debris flow"),
            _unverified(9.0, 11.0, 14.0, _HUGGEL + "; 11 is the worst case, the ends are judged"),
            _judged(8.0, 12.0, 20.0, "as debris flow, with the higher peaks of outbursts"),
            _judged(4.0, 6.0, 8.0, "as debris flow and a little narrower"),
            "From the lake's outlet; moraine that the water takes along makes it a debris flow.",
        ),
        Preset(
            "outburst_flood", "outburst", N_("Lake outburst as flood"),
            _unverified(2.0, 3.0, 5.0, _HUGGEL + "; about 3 is the worst case, the ends are judged"),
            _judged(5.0, 8.0, 12.0, "10 to 15 m/s, fast floods in steep channels"),
            _judged(6.0, 8.0, 8.0, "water keeps to its channel"),
            "The worst case: water that keeps its volume; attenuation is not modelled.",
        ),
    )
}  # fmt: skip


def preset(name: str) -> Preset:
    """The preset of that name. Raises BadData with those that there are."""
    if name not in PRESETS:
        raise BadData(f"There is no kind of flow called {name!r}: choose one of {', '.join(PRESETS)}.")
    return PRESETS[name]


def middle(name: str) -> Rule:
    """The rule with every input at its middle.

    >>> middle("avalanche")
    Rule(angle_deg=25.0, height_limit_m=270.0, exponent=8.0, flux_threshold=0.0003)
    """
    kind = preset(name)
    return Rule(kind.angle_deg.mid, kind.height_limit_m.mid, kind.exponent.mid)


def draw(name: str, ensemble: Ensemble) -> tuple[Rule, ...]:
    """One rule a member. Angle, height limit and exponent have streams of their own, shared by all kinds of flow and all places.

    So one member is far-reaching everywhere (common random numbers), and differences between valleys or kinds are not noise. Exponents
    are rounded to whole numbers as in the rule's specification. Draws beyond what a rule allows are cut to it.
    """
    kind = preset(name)
    columns = []
    for which, span in (("angle_deg", kind.angle_deg), ("height_limit_m", kind.height_limit_m), ("exponent", kind.exponent)):
        draws = ensemble.between(f"flow.{which}", span.low, span.mid, span.high)
        columns.append(np.clip(np.round(draws) if which == "exponent" else draws, *BOUNDS[which]))
    return tuple(Rule(float(angle), float(limit), float(exponent)) for angle, limit, exponent in zip(*columns, strict=True))
