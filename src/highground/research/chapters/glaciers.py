"""What was measured of the ice, how much is left by 2100 at each level, and what that means for summer water."""

from typing import Final

import numpy as np
import pandas as pd
import xarray as xr

from highground.basis.ensemble import Ensemble, Members
from highground.basis.errors import BadData
from highground.basis.estimate import Estimate
from highground.basis.scenario import LEVELS
from highground.basis.words import N_
from highground.catalogue.regions import GLACIERS_CARD
from highground.land import glaciers
from highground.research.evidence import Ledger
from highground.research.material import Material

AREA_ERROR: Final = 0.10  # half-width of a measured glacier area without a stated error, share of one; judged
MODEL: Final = ("oggm-projections-1.6.1", GLACIERS_CARD, "highground-judgement")
MEASURED: Final = ("glacier-area-pilots",)
BALANCE: Final = ("hugonnet-2021", GLACIERS_CARD)
PROJECTED: Final = ("glacier_mass_left", "glacier_area_left", "summer_water_index")


def write(ledger: Ledger, material: Material, ensemble: Ensemble) -> dict[str, Members]:
    """Rows of measured areas, observed mass change, ice left and the water index; returns the draws by label."""
    if not material.rgi:
        for indicator in PROJECTED:
            ledger.blank(indicator, "not applicable", "modelled", MODEL)
        return {}
    _measured(ledger, material)
    draws = glaciers.scores(ensemble)
    for code in material.rgi:
        _balance(ledger, material, code)
        _left(ledger, material, code, draws)
    return {
        N_("Spread of glacier model runs"): draws["mass"].to_numpy(),
        N_("Glacier area for its mass"): draws["area"].to_numpy(),
    }


def _measured(ledger: Ledger, material: Material) -> None:
    rows = glaciers.series(material.tables["glacier-area-pilots"], material.region.iso3)
    if rows.empty:
        ledger.blank("glacier_area", "not reported", "measured", MEASURED)
    for row in rows.to_dict("records"):
        low = row["mid"] * (1 - AREA_ERROR) if np.isnan(row["low"]) else row["low"]
        high = row["mid"] * (1 + AREA_ERROR) if np.isnan(row["high"]) else row["high"]
        sources = (*MEASURED, "highground-judgement") if np.isnan(row["low"]) else MEASURED
        year = None if pd.isna(row["year"]) else int(row["year"])
        estimate = Estimate(low, row["mid"], high, "km2", row["how"], sources)
        ledger.state("glacier_area", estimate, group=f"series:{row['series_id']}", year=year)


def _balance(ledger: Ledger, material: Material, code: str) -> None:
    rows = glaciers.mass_balance(material.tables["hugonnet-2021"], code)
    whole = rows[(rows["period_start"] == 2000) & (rows["period_end"] == 2020)]
    for row in whole.to_dict("records"):
        estimate = Estimate(row["low"], row["mid"], row["high"], "kg m-2 yr-1", "measured", BALANCE)
        ledger.state("glacier_mass_change", estimate, group=f"rgi:{code}", year=2020)
    if whole.empty:
        ledger.blank("glacier_mass_change", "not reported", "measured", BALANCE, group=f"rgi:{code}")


def _left(ledger: Ledger, material: Material, code: str, draws: xr.Dataset) -> None:
    group = f"rgi:{code}"
    try:
        ice = glaciers.emulator(material.tables["oggm-projections-1.6.1"], code)
    except BadData:  # a region that the table lacks is not reported, never guessed
        for indicator in PROJECTED:
            ledger.blank(indicator, "not reported", "modelled", MODEL, group=group)
        return
    for level in LEVELS:
        mass = glaciers.mass_left_pct(ice, draws, level)
        ledger.add("glacier_mass_left", mass, "modelled", MODEL, group=group, level=level)
        ledger.add("glacier_area_left", glaciers.area_left_pct(ice, draws, level), "modelled", MODEL, group=group, level=level)
        ledger.add("summer_water_index", glaciers.summer_water_index(mass).astype(float), "judged", MODEL, group=group, level=level)
