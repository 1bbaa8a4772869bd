"""The numbers of a profile beside published ones: mountain shares, stations, ice, people, timing."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import xarray as xr

from highground.basis.ensemble import Ensemble
from highground.basis.scenario import SSPS
from highground.catalogue import installed
from highground.catalogue.regions import find_region, outline
from highground.catalogue.shelf import Shelf
from highground.catalogue.tables import table
from highground.land import climate, glaciers
from highground.land.grid import total
from highground.people import population
from highground.research.material import EDGE_DEG, land_of
from highground.research.validation.rows import Row

K1_MEAN_ERROR: Final = 3.5  # percentage points, mean absolute over the ten countries; acceptance
K1_WORST_ERROR: Final = 8.0  # percentage points, any one country; acceptance
STATION_ERROR_K: Final = 2.0  # mean absolute over the stations; acceptance
ROUNDED_PCT: Final = 0.5  # the published bands are whole percents
PEOPLE: Final = ("KAZ", "ECU", "KGZ", "NPL", "PER")
PEOPLE_YEARS: Final = (1950, 2000, 2025, 2050, 2100)
ROUNDING_K: Final = 0.02  # sampling noise of 2,000 members at the 5, 50 and 95 % points; the table has one decimal
PERIODS: Final = ((2021, 2040), (2041, 2060), (2081, 2100))  # of AR6 WGI Table SPM.1


def checks(shelf: Shelf) -> Iterator[Row]:
    """Every check that needs only the bundle and the installed packages."""
    for part in (mountain_shares, stations, ice, people, timing):
        yield from part(shelf)


def mountain_shares(shelf: Shelf) -> Iterator[Row]:
    """K1 share of the ten countries with a published share; our thresholds come from the definition alone."""
    published = table(shelf, "mountain-share-k1")
    errors = []
    for row in published.to_dict("records"):
        pieces = land_of(outline(shelf, find_region(row["iso3"], shelf)))
        ours = 100 * float(total(pieces, pieces["k1"] > 0)[0] / total(pieces)[0])
        want = float(row["mountain_share_pct"])
        errors.append(abs(ours - want))
        yield Row(f"K1 share {row['iso3']}", ours, want, want - K1_WORST_ERROR, want + K1_WORST_ERROR, "%", "mountain-share-k1")
    yield Row(
        "K1 share, mean absolute error of ten", float(np.mean(errors)), 0.0, 0.0, K1_MEAN_ERROR, "points", "mountain-share-k1"
    )


def stations(shelf: Shelf) -> Iterator[Row]:
    """Annual temperature at stations, brought to station height; the references are unverified, so only the mean decides."""
    known = table(shelf, "country-climate-checks")
    errors = []
    for row in known.to_dict("records"):
        point = xr.Dataset(
            {
                name: ("piece", [value])
                for name, value in (("lat", row["lat_deg"]), ("lon", row["lon_deg"]), ("elevation", row["station_elevation_m"]))
            }
        )
        grid = installed.temperature(row["lon_deg"], row["lat_deg"], row["lon_deg"] + EDGE_DEG, row["lat_deg"] + EDGE_DEG)
        ours = float(climate.temperature_at(point, grid).mean())
        errors.append(abs(ours - row["ref_t_annual_degc"]))
        yield Row(f"Temperature {row['station']}", ours, row["ref_t_annual_degc"], np.nan, np.nan, "degC", "country-climate-checks")
    yield Row(
        "Temperature, mean absolute error of stations",
        float(np.mean(errors)),
        0.0,
        0.0,
        STATION_ERROR_K,
        "K",
        "country-climate-checks",
    )


def ice(shelf: Shelf) -> Iterator[Row]:
    """Median ice loss of every glacier region and level inside the published 5 to 95 % band; the world's sum is never used."""
    published = table(shelf, "oggm-projections-1.6.1")
    published = published[published["rgi_region"] != "global"]
    draws = glaciers.scores(Ensemble(members=2000))
    for row in published.to_dict("records"):
        left = glaciers.mass_left_pct(glaciers.emulator(published, row["rgi_region"]), draws, row["gwl_k"])
        yield Row(
            f"Ice loss {row['rgi_region']} at +{row['gwl_k']:g} degC", 100 - float(np.median(left)), row["mass_loss_median_pct"],
            row["mass_loss_low_pct"] - ROUNDED_PCT, row["mass_loss_high_pct"] + ROUNDED_PCT, "%", "oggm-projections-1.6.1",
        )  # fmt: skip


def people(shelf: Shelf) -> Iterator[Row]:
    """National totals equal to UN WPP to the person."""
    known = table(shelf, "un-wpp-2024")
    for iso3 in PEOPLE:
        for year in PEOPLE_YEARS:
            hit = known[(known["iso3"] == iso3) & (known["year"] == year)]
            want = float(round(float(hit["population_thousand"].iloc[0]) * 1000))
            ours = population.national_estimate(known, iso3, year, Ensemble()).mid
            yield Row(f"Population {iso3} {year}", ours, want, want, want, "persons", "un-wpp-2024")


def timing(shelf: Shelf) -> Iterator[Row]:
    """5, 50 and 95 % points of global warming by path and period equal to AR6 WGI Table SPM.1."""
    known = table(shelf, "ipcc-ar6-spm1")
    path = climate.timing(known, Ensemble(members=2000))["path"]
    for row in known[known["scenario"].isin(SSPS)].to_dict("records"):
        middle = (row["period_start_year"] + row["period_end_year"]) / 2
        members = path.sel(ssp=row["scenario"], midpoint=middle).to_numpy()
        for point, want in ((0.05, row["warming_low_degc"]), (0.5, row["warming_best_degc"]), (0.95, row["warming_high_degc"])):
            name = f"Warming {row['scenario']} {row['period_start_year']}-{row['period_end_year']}, {point:.0%}"
            yield Row(name, float(np.quantile(members, point)), want, want - ROUNDING_K, want + ROUNDING_K, "degC", "ipcc-ar6-spm1")
