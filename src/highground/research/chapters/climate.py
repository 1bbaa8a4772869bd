"""When the warming levels come, how much the mountains warm, and what happens to extremes."""

from typing import Final

import numpy as np
import xarray as xr

from highground.basis.ensemble import Ensemble, Members
from highground.basis.estimate import Estimate
from highground.basis.scenario import ALL_LEVELS, LEVELS, SSPS
from highground.basis.words import N_
from highground.catalogue.regions import AR6_CARD
from highground.land import climate
from highground.research.evidence import Ledger
from highground.research.material import Material

AFTER: Final = 2101  # stands for "after 2100" in level_year
RAIN_ERROR: Final = 0.2  # sd of the log of mountain rain; judged: gauges miss snow and stand in valleys
NORMALS: Final = ("itu-p1510-1", "itu-p1511-2")
RAIN: Final = ("itu-p837-7", "highground-judgement")
TIMING: Final = ("ipcc-ar6-spm1", "ipcc-ar6-today")
INDICATORS: Final = tuple(climate.INDICATOR_OF.values())


def draw(material: Material, ensemble: Ensemble) -> xr.Dataset:
    """Climate inputs of every member; the mountain ratio is that of the country's glacier regions."""
    ratio = climate.ratio_of(material.tables["rounce-2023-ratio"], material.rgi)
    return climate.sample(ensemble, ratio)


def labelled(inputs: xr.Dataset) -> dict[str, Members]:
    """The draws that move headlines, by the words that readers see."""
    words = {
        N_("Fall of temperature with height"): "lapse",
        N_("Error of the temperature grid"): "offset",
        N_("Global warming of the period of the temperature data"): "base_warming",
        N_("Mountain warming against global warming"): "mountain_ratio",
        N_("Global warming so far"): "today",
    }
    return {label: inputs[name].to_numpy() for label, name in words.items()}


def write(ledger: Ledger, material: Material, inputs: xr.Dataset, ensemble: Ensemble) -> None:
    """Rows of timing, mountain warming, temperature, rain and extremes."""
    _timing(ledger, climate.timing(material.tables["ipcc-ar6-spm1"], ensemble))
    _means(ledger, material, inputs, ensemble)
    for code in material.ar6:
        _extremes(ledger, material, code)


def _timing(ledger: Ledger, times: xr.Dataset) -> None:
    chance = climate.chance(times)
    for ssp in SSPS:
        for level in LEVELS:
            here = {"ssp": ssp, "level": level}
            year = times["year"].sel(here).fillna(AFTER).to_numpy()
            group = f"ssp:{ssp}"
            if np.median(year) >= AFTER:
                ledger.blank("level_year", "not applicable", "modelled", TIMING, group=group, level=level)
            else:
                ledger.add("level_year", year, "modelled", TIMING, group=group, level=level)
            share = float(chance.sel(here))
            ledger.state("warming_share", Estimate(share, share, share, "%", "modelled", TIMING), group=group, level=level)


def _means(ledger: Ledger, material: Material, inputs: xr.Dataset, ensemble: Ensemble) -> None:
    means = climate.mountain_means(material.pieces, material.pieces)
    lapse = inputs["lapse"].to_numpy()
    for level in ALL_LEVELS:
        ledger.add("mountain_warming", climate.mountain_warming(inputs, level), "modelled", material.warming, level=level)
        warm = climate.mountain_temperature(means, climate.local_shift(inputs, level), lapse)
        ledger.add("mountain_temperature", warm, "modelled", (*NORMALS, *material.warming), level=level)
    rain = float(means["precipitation"]) * np.exp(ensemble.normal("mountain rain", 0.0, RAIN_ERROR))
    ledger.add("mountain_precipitation", rain, "modelled", RAIN)


def _extremes(ledger: Ledger, material: Material, code: str) -> None:
    source = ("ipcc-ar6-extremes", AR6_CARD)
    rows = climate.extremes(material.tables["ipcc-ar6-extremes"], code)
    for row in rows.to_dict("records"):
        estimate = Estimate(row["low"], row["mid"], row["high"], row["unit"], "modelled", source)
        ledger.state(row["indicator"], estimate, group=f"ar6:{code}", level=row["level"], grade=row["grade"])
    if rows.empty:
        for indicator in INDICATORS:
            ledger.blank(indicator, "not reported", "modelled", source, group=f"ar6:{code}")
