"""Where the flows of a runout start and by which rules they run: a user's places, lakes that may break, or slopes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.basis.words import N_
from highground.catalogue.inputs import read_named
from highground.land.hazards.outburst import RUNOUT_FACTOR, lake_members, runout_angle_deg
from highground.land.hazards.presets import Range, draw, preset
from highground.land.hazards.release import LAKE_LEVEL_M, STREAM_M, lake_start
from highground.land.hazards.routing import Rule
from highground.research.reach.asked import Asked, Note
from highground.research.reach.auto import from_terrain
from highground.research.reach.plan import MOST_STARTS, Ground, Release, around, releases_of

FLOOD: Final = "outburst_flood"  # water that stays water; the reach of a volume is known for debris flows alone
AREA: Final = ("area_m2", "area", "lake_area_m2")
LAKE_DROP_M: Final = 1_000.0  # fall at which the reach of a lake's volume is taken; judged, its weight is small (0.17 as exponent)
ANGLES_DEG: Final = (2.0, 45.0)  # of lakes; outside nothing is known
LAKE_SEARCH_M: Final = (
    3_000.0  # from a lake's cells in which its outlet is looked for; judged: longer than nearly all moraine-dammed lakes
)

MOVED: Final = N_("{name}: the ground at its outlet is level; flow starts {length} m down its stream, where it turns steep.")
THINNED: Final = N_("{count} of the release areas are large; {most} cells of each were routed, evenly spaced.")
LAKES: Final = N_(
    "Each lake starts at its outlet, where its water leaves it over the lowest rim; whether and when a lake breaks is not said."
)
CLOSED: Final = N_("{name}: no ground around it is lower; flow starts at its lowest rim, {rise} m above the lake.")


@dataclass(frozen=True, slots=True)
class Started:
    """Releases, lists of rules (one rule a member) that they follow, what a reader must know, and the rule in words and numbers."""

    releases: Sequence[Release]
    rules: tuple[tuple[Rule, ...], ...]
    notes: tuple[Note, ...]
    rule: dict[str, Any]


def check_start(asked: Asked) -> None:
    """Raise BadData unless exactly one of release, lakes and auto says where flows start."""
    given = [name for name, there in (("--release", asked.release), ("--lakes", asked.lakes), ("--auto", asked.auto)) if there]
    if len(given) != 1:
        held = " and ".join(given) if given else "none of them"
        raise BadData(f"say where flows start with one of --release, --lakes and --auto; you gave {held}")


def started(asked: Asked, ground: Ground, ensemble: Ensemble) -> Started:
    """The releases and rules that were asked for, by a question that check_start let pass. Raises BadData for places outside the elevation."""
    rules = draw(asked.preset, ensemble)
    if asked.lakes:
        return _from_lakes(asked, ground, ensemble, rules)
    if asked.auto:
        releases, notes = from_terrain(ground, asked.preset)
        return Started(releases, (rules,), notes, _rule(asked.preset))
    assert asked.release is not None  # noqa: S101  one of three is given
    releases = releases_of(read_named(asked.release, ground.crs), ground)
    large = sum(len(one.cells) == MOST_STARTS for one in releases)
    found: tuple[Note, ...] = ((THINNED, {"count": large, "most": MOST_STARTS}),) if large else ()
    return Started(releases, (rules,), found, _rule(asked.preset))


def _rule(name: str) -> dict[str, Any]:
    """The ranges that rules are drawn from, with their sources."""
    kind = preset(name)
    spans: dict[str, Range] = {"angle_deg": kind.angle_deg, "height_limit_m": kind.height_limit_m, "exponent": kind.exponent}
    return {"preset": kind.id, "label": kind.label, "hazard": kind.hazard, "note": kind.note} | {
        key: {"low": span.low, "mid": span.mid, "high": span.high, "grade": span.grade, "source": span.source}
        for key, span in spans.items()
    }


def _from_lakes(asked: Asked, ground: Ground, ensemble: Ensemble, rules: tuple[Rule, ...]) -> Started:
    assert asked.lakes is not None  # noqa: S101
    shapes = read_named(asked.lakes, ground.crs)
    areas = lake_areas(shapes, asked.lakes.name)
    inside = releases_of(shapes, ground, list(range(len(shapes))))
    laws, volumes = [], []
    for name, area in zip(shapes["name"], areas, strict=True):
        volume, peak = lake_members(float(area), ensemble)
        laws.append(rules if asked.preset == FLOOD else lake_rules(volume, rules, ensemble))
        ends = {
            key: [float(q) for q in np.quantile(values, (0.05, 0.5, 0.95))]
            for key, values in (("volume_m3", volume), ("peak_m3_s", peak))
        }
        volumes.append({"name": str(name), "area_m2": float(area), **ends})
    releases, said = _outlets(inside, laws, ground)
    return Started(releases, tuple(laws), ((LAKES, {}), *said), {**_rule(asked.preset), "lakes": volumes})


def lake_areas(shapes: gpd.GeoDataFrame, name: str) -> NDArray[np.float64]:
    """Area of each lake, m2: its column area_m2, or that of its outline. Raises BadData where there is neither."""
    column = next((key for key in shapes.columns if str(key).lower() in AREA), None)
    drawn = shapes.area.to_numpy(dtype=float)
    stated = (
        np.full(len(shapes), np.nan) if column is None else pd.to_numeric(shapes[column], errors="coerce").to_numpy(dtype=float)
    )
    areas = np.where(np.isnan(stated), drawn, stated)
    if (areas <= 0).any():
        at = int(np.argmin(areas))
        raise BadData(f"lakes: {name}: lake {shapes['name'].iloc[at]} has no area; give area_m2 in square metres, or its outline")
    return np.asarray(areas, dtype=float)


def lake_rules(volume_m3: NDArray[np.float64], rules: Sequence[Rule], ensemble: Ensemble) -> tuple[Rule, ...]:
    """Rules of one lake: in half of the members the angle is the preset's worst case, in the others it follows from the volume.

    Nobody can say which is right. Source of the second: Rickenmann 1999, half to twice the length, for a fall of LAKE_DROP_M.
    """
    by_volume = ensemble.uniform("outburst.reach") < 0.5
    factor = np.exp(ensemble.between("outburst.runout", -np.log(RUNOUT_FACTOR), 0.0, np.log(RUNOUT_FACTOR)))
    tangent = np.tan(np.radians(runout_angle_deg(volume_m3, LAKE_DROP_M))) / factor
    angles = np.clip(np.degrees(np.arctan(tangent)), *ANGLES_DEG)
    return tuple(
        Rule(float(angle), rule.height_limit_m, rule.exponent) if own else rule
        for rule, angle, own in zip(rules, angles, by_volume, strict=True)
    )


def _outlets(lakes: Sequence[Release], laws: Sequence[Sequence[Rule]], ground: Ground) -> tuple[list[Release], tuple[Note, ...]]:
    """Each lake as one release cell at its outlet, or where its stream turns steep, since flow does not start on level water."""
    found, said = [], list[Note]()
    for lake, rules in zip(lakes, laws, strict=True):
        window = around(lake.cells, ceil((LAKE_SEARCH_M + STREAM_M) / ground.cell_m), ground)
        z, corner = ground.read(window).to_numpy(), np.array([window[0], window[2]])
        row, column = lake.cells[len(lake.cells) // 2] - corner
        try:
            start = lake_start(z, (int(row), int(column)), ground.cell_m, float(np.median([rule.angle_deg for rule in rules])))
        except BadData as error:
            raise BadData(f"lakes: {lake.name} {error}") from error
        if start.rise_m > LAKE_LEVEL_M:
            said.append((CLOSED, {"name": lake.name, "rise": round(start.rise_m)}))
        if start.moved_m:
            said.append((MOVED, {"name": lake.name, "length": round(start.moved_m)}))
        found.append(replace(lake, cells=np.array([start.cell], dtype=np.int64) + corner))
    return found, tuple(said)
