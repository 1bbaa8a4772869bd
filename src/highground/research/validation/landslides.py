"""Landslide susceptibility beside mapped slides: how well a fit ranks slopes on ground that it has not seen."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from highground.catalogue.reference import Reference
from highground.land.hazards.slides import auc, fit, spatial_auc
from highground.research.validation.rows import Row, shown

DATASET: Final = "landslides-ecuador"
TERRAIN: Final = ("slope", "cplan", "cprof", "elev", "log10_carea")  # degrees, curvatures, m, log10 of m2
LEAST_AUC: Final = 0.70  # acceptable discrimination, Hosmer and Lemeshow 2000, p. 162, from memory; acceptance


def checks(reference: Reference) -> Iterator[Row]:
    """Area under the curve on patches that the fit has not seen, beside that on the points it was fitted to."""
    points = pd.read_csv(reference.path(DATASET, "landslide_points.csv"))
    terrain, slid = points[list(TERRAIN)].to_numpy(), points["landslide"].to_numpy() == 1
    unseen = spatial_auc(terrain, slid, points[["x", "y"]].to_numpy())
    name = "Slides of Ecuador, AUC"  # area under the curve
    yield Row(f"{name} on unseen ground", float(np.mean(unseen)), float("nan"), LEAST_AUC, 1.0, "1", DATASET)
    yield shown(f"{name}, worst of {len(unseen)} splits", float(np.min(unseen)), float("nan"), "1", DATASET)
    yield shown(f"{name} on seen ground", auc(fit(terrain, slid).chance(terrain), slid), float("nan"), "1", DATASET)
