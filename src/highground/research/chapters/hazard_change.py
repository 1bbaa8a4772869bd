"""How the frequency of each hazard of one country changes with warming: the factors of the chapter on hazards."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd
import xarray as xr

from highground.basis.ensemble import Ensemble, Members
from highground.basis.errors import BadData
from highground.basis.hazards import SLOW, SUDDEN
from highground.basis.scenario import TODAY
from highground.catalogue.regions import AR6_CARD, GLACIERS_CARD
from highground.land import climate, glaciers
from highground.land.hazards import susceptibility, warming
from highground.research.chapters.hazard_risk import Risk
from highground.research.material import Material

PAST_TOP: Final = ("KAZ", "KGZ")  # glacial debris flows peaked in 1960-1990; Medeu et al. 2017, row zail_glacial_trend
KELVIN: Final = (-1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 9.0)  # at which snow on slopes is computed; between them straight lines
RAIN: Final = ("ipcc-ar6-extremes", "ipcc-ar6-today", AR6_CARD, "highground-judgement")
ICE: Final = ("oggm-projections-1.6.1", GLACIERS_CARD, "highground-judgement")
SNOW: Final = ("itu-p1510-1", "itu-p837-7", "highground-judgement")
OF: Final = {
    "debris_flow": "wettest_day",
    "river_flood": "wettest_five_days",
    "landslide": "wettest_five_days",
}  # rain that sets off
Changes = Mapping[float, warming.Range]


class Change:
    """Factors by hazard and level for one country. `here`: hazards that it has; `sources`: cards behind each factor."""

    def __init__(self, material: Material, risk: Risk, inputs: xr.Dataset, ensemble: Ensemble) -> None:
        self._material, self._inputs, self._ensemble = material, inputs, ensemble
        self.changes = _of_region(material)
        self._extremes = warming.draw_extremes(ensemble)
        self.scores = {name: ensemble.normal(f"hazards.{name}") for name in climate.INDICATOR_OF.values()}
        flooded = risk.weights.sel(hazard="river_flood").to_numpy() * risk.per_piece
        self._coldest = _mean(material.pieces["temperature"].to_numpy().min(axis=1), flooded)
        self._snow = _snow(material.pieces, risk.per_piece)
        self.ice = _ice(material)
        self.here = (*risk.here, *SLOW)
        past = ("hazard-parameters",) if material.region.iso3 in PAST_TOP else ()
        self.sources = {
            "river_flood": (*RAIN, *SNOW, *material.warming), "debris_flow": RAIN, "landslide": RAIN, "outburst": (*ICE, *past),
            "avalanche": (*SNOW, *material.warming), "drought": RAIN, "heat": RAIN,
        }  # fmt: skip

    def factors(self, level: float) -> dict[str, Members | None]:
        """Rate of each hazard at a level over that of today, shape (member,); None where it is not known."""
        if level == TODAY:
            return dict.fromkeys((*SUDDEN, *SLOW), np.ones(self._ensemble.members))
        warmer = climate.mountain_warming_since_today(self._inputs, level)
        return {
            "river_flood": self._river(level, warmer),
            "debris_flow": self._rain("debris_flow", level),
            "outburst": self._outburst(level),
            "landslide": self._rain("landslide", level),
            "avalanche": warming.avalanche(self._snow, warmer, self._ensemble) if self._snow[0.0] > 0 else None,
            "drought": self._slow("dry_spell", warming.DRY_SD_DAYS, level),
            "heat": self._slow("hottest_day", warming.HOT_SD_K, level),
        }

    def _rain(self, hazard: str, level: float) -> Members | None:
        changes = self.changes.get(OF[hazard])
        return None if changes is None else warming.rain(changes, self.scores[OF[hazard]], self._extremes, level)

    def _river(self, level: float, warmer: Members) -> Members | None:
        rain = self._rain("river_flood", level)
        if rain is None:
            return None
        melt = warming.melt_share(self._coldest, self._ensemble)
        return np.asarray((1 - melt) * rain + melt * warming.melt(self._coldest, warmer, self._ensemble))

    def _outburst(self, level: float) -> Members | None:
        if self.ice is None:
            return None
        left = glaciers.mass_left_pct(self.ice, glaciers.scores(self._ensemble), level) / 100
        return warming.outburst(left, self._ensemble, self._material.region.iso3 in PAST_TOP)

    def _slow(self, indicator: str, sd: tuple[float, float], level: float) -> Members | None:
        changes = self.changes.get(indicator)
        if changes is None:
            return None
        return warming.slow(changes, self.scores[indicator], self._ensemble.uniform(f"hazards.sd.{indicator}", *sd), level)


def _of_region(material: Material) -> dict[str, Changes]:
    """Change by level of each extreme in the country's first AR6 region that has figures."""
    for code in material.ar6:
        rows = climate.extremes(material.tables["ipcc-ar6-extremes"], code)
        if not rows.empty:
            return {str(name): _points(group) for name, group in rows.groupby("indicator")}
    return {}


def _points(rows: pd.DataFrame) -> Changes:
    points = rows[["low", "mid", "high"]].to_numpy(dtype=float)
    return {float(level): (point[0], point[1], point[2]) for level, point in zip(rows["level"], points.tolist(), strict=True)}


def _ice(material: Material) -> glaciers.Ice | None:
    for code in material.rgi:
        try:
            return glaciers.emulator(material.tables["oggm-projections-1.6.1"], code)
        except BadData:  # a region that the table lacks; the next may have it
            continue
    return None


def _snow(pieces: xr.Dataset, people: np.ndarray) -> dict[float, float]:
    """People-weighted snow on steep slopes by kelvin of warming."""
    steep = np.flatnonzero(susceptibility.avalanche_setting(pieces) * people > 0)
    here = pieces.isel(piece=steep)
    return {kelvin: float((susceptibility.avalanche_setting(here, kelvin) * people[steep]).sum()) for kelvin in KELVIN}


def _mean(values: np.ndarray, weight: np.ndarray) -> float:
    return float((values * weight).sum() / weight.sum()) if weight.sum() > 0 else float(values.mean())
