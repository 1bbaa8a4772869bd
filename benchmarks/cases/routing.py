"""Cases of runout routing beside com4FlowPy: the rules and the checks of `run_avaframe.py`."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from cases import Case
from highground.land.hazards.routing import Routed, Rule, route

AVALANCHE = Rule(angle_deg=25.0, height_limit_m=270.0, exponent=8.0)
DEBRIS = Rule(angle_deg=11.0, height_limit_m=12.0, exponent=8.0)
SUMMED = ("cell_counts", "z_delta", "flux", "travel_angle", "routed_flux")


def prepare(arrays: dict[str, Any], cells: int, rule: Rule) -> Callable[[], Routed]:
    """The first `cells` release cells over the terrain, one core."""
    dem = np.where(arrays["dem"] == arrays["nodata"], np.nan, arrays["dem"]).astype(np.float32)
    releases = np.stack([arrays["row"], arrays["col"]], axis=1)[:cells].astype(np.int64)
    return partial(route, dem, float(arrays["cell"]), releases, rule)


def checks(routed: Routed) -> tuple[dict[str, float], dict[str, Any]]:
    """Sums over the cells where flow came, as the peer's rasters hold them; the flux that is accounted for as a remark."""
    sums = {name: float(routed.column(name).astype(np.float32).sum(dtype=float)) for name in SUMMED}
    sums |= {"cells_hit": float(routed.cells.size), "z_delta_max": float(routed.column("z_delta").max())}
    whole = routed.column("deposited_flux").sum() + routed.left_flux
    return sums, {"flux_accounted": round(float(whole) / routed.releases, 9)}


CASES = {
    "flow-300-avalanche": Case("release-300", partial(prepare, cells=60, rule=AVALANCHE), checks, reps=5),
    "flow-300-debris": Case("release-300", partial(prepare, cells=60, rule=DEBRIS), checks, reps=5),
    "flow-200": Case("release-1000", partial(prepare, cells=200, rule=AVALANCHE), checks, reps=5),
    "flow-1000": Case("release-1000", partial(prepare, cells=1000, rule=AVALANCHE), checks, reps=5),
}
