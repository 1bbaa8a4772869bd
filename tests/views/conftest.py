"""A run of an invented country that looks like Kazakhstan: right in shape, wrong in every number. Never publish it."""

from datetime import date
from itertools import product
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import xarray as xr
from scipy.ndimage import gaussian_filter, maximum_filter, minimum_filter
from shapely import from_wkt
from shapely.geometry import MultiPoint, Point
from shapely.ops import voronoi_diagram

from highground.basis.claim import Claim
from highground.basis.hazards import HAZARDS, RETURN_YEARS, SUDDEN
from highground.basis.indicators import BAND_EDGES_M, BELTS, BY_ID, COLUMNS
from highground.basis.scenario import ALL_LEVELS, LEVELS, SSPS, TODAY
from highground.basis.source import Source
from highground.catalogue.runs import Run

BORDER = (  # lon lat of the invented border
    "46.5 48.4, 47.3 47.7, 48.2 47.7, 48.6 46.6, 49.2 46.35, 51.2 47.0, 53.0 46.85, 53.0 45.3, 51.2 44.5, 50.3 44.3, 51.3 43.2, "
    "52.5 42.0, 52.45 41.4, 54.7 42.0, 55.45 41.3, 56.0 41.3, 56.0 45.0, 58.6 45.6, 61.0 44.4, 62.0 43.5, 64.9 43.7, 66.1 42.9, "
    "66.0 41.95, 66.5 41.15, 67.9 41.15, 68.1 40.8, 69.0 41.35, 70.9 42.2, 71.2 42.75, 73.5 43.0, 74.2 43.2, 75.6 42.85, 77.0 "
    "42.95, 79.1 42.75, 80.2 42.2, 80.3 43.1, 80.8 43.2, 80.4 44.6, 79.9 44.9, 81.9 45.2, 82.5 45.2, 82.3 45.55, 83.0 47.2, 84.8 "
    "47.0, 85.7 47.2, 85.7 48.4, 86.8 48.8, 87.3 49.1, 86.2 49.5, 85.2 49.6, 83.4 51.0, 81.5 50.75, 80.7 51.2, 80.0 50.8, 77.9 "
    "53.3, 76.5 54.1, 76.8 54.4, 74.4 53.6, 73.4 53.5, 73.7 54.0, 71.2 54.2, 70.9 55.3, 69.0 55.4, 68.2 54.95, 65.5 54.6, 61.4 "
    "54.0, 61.0 53.7, 62.0 53.0, 60.8 52.7, 61.6 51.3, 60.0 50.8, 58.6 51.05, 56.5 51.05, 55.7 50.6, 54.5 51.0, 53.5 51.4, 51.3 "
    "51.5, 50.8 51.7, 48.7 50.6, 48.4 49.85, 47.5 50.4, 46.8 49.3 "
)
UNITS = {
    "KZ-ALM": ("Almaty", 77.5, 44.3),
    "KZ-ZHA": ("Zhambyl", 72.0, 44.0),
    "KZ-YUZ": ("South Kazakhstan", 68.5, 42.5),
    "KZ-VOS": ("East Kazakhstan", 82.5, 48.8),
    "KZ-KAR": ("Karaganda", 71.5, 48.3),
    "KZ-AKM": ("Akmola", 70.0, 52.0),
    "KZ-KZY": ("Kyzylorda", 63.5, 45.0),
    "KZ-AKT": ("Aktobe", 57.5, 48.8),
    "KZ-MAN": ("Mangystau", 53.5, 43.8),
    "KZ-ATY": ("Atyrau", 50.5, 48.0),
    "KZ-PAV": ("Pavlodar", 76.5, 52.0),
    "KZ-KUS": ("Kostanay", 64.0, 51.5),
}
PLACES = [
    ("Almaty", 43.25, 76.95, 1_977_011),
    ("Astana", 51.17, 71.43, 1_350_228),
    ("Shymkent", 42.30, 69.60, 1_200_000),
    ("Aktobe", 50.28, 57.21, 500_757),
    ("Karaganda", 49.80, 73.11, 497_777),
    ("Taraz", 42.90, 71.37, 425_000),
    ("Öskemen", 49.97, 82.61, 331_614),
    ("Pavlodar", 52.28, 76.97, 333_989),
    ("Semey", 50.41, 80.23, 292_780),
    ("Atyrau", 47.12, 51.88, 290_700),
    ("Talgar", 43.30, 77.24, 53_000),
    ("Ridder", 50.34, 83.51, 47_000),
    ("Esik", 43.36, 77.45, 45_000),
    ("Zharkent", 44.17, 80.00, 42_000),
    ("Tekeli", 44.83, 78.76, 25_000),
    ("Kegen", 43.02, 79.22, 9_000),
    ("Kosh-Agach <b>", 49.0, 86.0, np.nan),
]
RIDGES = [  # lon, lat, lon, lat, height in m, half width in degrees
    (69.8, 42.0, 74.5, 42.7, 3000, 0.45),
    (74.5, 42.75, 80.3, 42.5, 4700, 0.50),
    (78.3, 44.9, 81.0, 45.1, 3600, 0.40),
    (81.0, 47.1, 85.5, 47.1, 2300, 0.35),
    (83.0, 50.2, 87.3, 48.9, 3400, 0.75),
    (67.5, 44.2, 70.5, 42.9, 1300, 0.35),
]


def _elevation(lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
    rng = np.random.default_rng(1)
    x, y = np.meshgrid(lon, lat)
    plain = 60 + 340 * np.clip((x - 54) / 16, 0, 1) + 500 * np.exp(-(((x - 72.5) / 5) ** 2 + ((y - 48.6) / 1.5) ** 2))
    rough = gaussian_filter(rng.standard_normal(x.shape), 1.2) * 2.5
    total = plain + 12 * rough
    for x0, y0, x1, y1, height, width in RIDGES:
        along = np.clip(((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / ((x1 - x0) ** 2 + (y1 - y0) ** 2), 0, 1)
        gap = np.hypot(x - x0 - along * (x1 - x0), (y - y0 - along * (y1 - y0)) * 1.35)
        total = np.maximum(total, plain + (height - plain) * np.exp(-((gap / width) ** 2)) * (1 + 0.14 * rough))
    return np.asarray(total)


def _units() -> gpd.GeoDataFrame:
    border = from_wkt(f"POLYGON (({BORDER}, 46.5 48.4))").buffer(0)
    seeds = {code: Point(lon, lat) for code, (_, lon, lat) in UNITS.items()}
    cells = voronoi_diagram(MultiPoint(list(seeds.values())), envelope=border.envelope.buffer(3))
    rows = [
        (code, UNITS[code][0], cell.intersection(border)) for cell in cells.geoms for code, s in seeds.items() if cell.contains(s)
    ]
    return gpd.GeoDataFrame(rows, columns=["code", "name", "geometry"], crs="EPSG:4326").sort_values("code", ignore_index=True)


def _layers(units: gpd.GeoDataFrame, step: float) -> xr.Dataset:
    lat, lon = np.arange(56, 40, -step) - step / 2, np.arange(46, 88, step) + step / 2
    high = _elevation(lat, lon)
    x, y = np.meshgrid(lon, lat)
    points = gpd.GeoSeries(gpd.points_from_xy(x.ravel(), y.ravel()), crs="EPSG:4326")
    land = points.within(units.union_all()).to_numpy().reshape(high.shape)
    relief = maximum_filter(high, 3) - minimum_filter(high, 3)
    tests = [
        high >= 4500,
        high >= 3500,
        high >= 2500,
        (high >= 1500) & (relief > 200),
        (high >= 1000) & (relief > 250),
        (high >= 300) & (relief > 300),
    ]
    k1 = np.where(land, np.select(tests, range(1, 7), 0), 255).astype("uint8")
    snow = 3900 - 110 * (y - 43)

    def belt(rise: float) -> np.ndarray:
        above = high - snow - rise
        return np.where((k1 > 0) & (k1 < 255), np.select([above > 0, above > -900, above > -2100], range(3), 3), -1).astype("int8")

    people = np.where(land, 400.0, 0.0) * step
    for _, north, east, count in PLACES[:-1]:
        people += np.where(land, count * np.exp(-((x - east) ** 2 + (y - north) ** 2) / 0.02) * step**2 * 10, 0)
    fields = {
        "elevation": high,
        "land": land.astype(float),
        "k1": k1,
        "k2": np.where(land, (relief > 300).astype("uint8"), 255).astype("uint8"),
        "belt_today": belt(0),
        "belt_2": belt(210),
        "belt_3": belt(480),
        "people": people,
    }
    return xr.Dataset({name: (("lat", "lon"), values) for name, values in fields.items()}, {"lat": lat, "lon": lon})


class _Table:
    """Collects evidence rows."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []

    def add(
        self, name: str, values: tuple[float, float, float] | str, group: str = "", level: float | None = None, **other: Any
    ) -> None:
        low, mid, high = (None, None, None) if isinstance(values, str) else values
        status = values if isinstance(values, str) else "value"
        row = {
            "indicator": name,
            "place": "KAZ",
            "group": group,
            "level": level,
            "year": None,
            "status": status,
            "low": low,
            "mid": mid,
            "high": high,
            "unit": BY_ID[name].unit,
            "how": "modelled",
            "confidence": "medium",
            "grade": "computed",
            "sources": "itu-p1511-2",
        }
        self.rows.append(row | other | ({} if status == "value" else {"confidence": ""}))

    def frame(self) -> pd.DataFrame:
        frame = pd.DataFrame(self.rows, columns=[name for name, _, _ in COLUMNS])
        return frame.astype({name: kind for name, kind, _ in COLUMNS})


def _spread(mid: float, width: float) -> tuple[float, float, float]:
    return mid * (1 - width), mid, mid * (1 + width)


def _terrain(table: _Table) -> None:
    table.add("land_area", (2_717_342.0,) * 3, how="measured", confidence="high", sources="naturalearth-admin1")
    for name, share, low, high in (("K1", 6.4, 4.9, 8.2), ("K2", 9.8, 7.5, 12.4)):
        table.add("mountain_share", (low, share, high), f"definition:{name}")
        table.add("mountain_area", (low * 27173, share * 27173, high * 27173), f"definition:{name}")
    for k1, area in enumerate((2_543_000, 310, 6_900, 19_800, 42_300, 51_700, 52_900, 0)):
        table.add("k1_area", _spread(area, 0.15), f"k1:{k1}")
    for edge, area in zip(BAND_EDGES_M, (2_010_000, 511_000, 96_000, 41_000, 23_000, 15_000, 11_000, 9_000, 310), strict=True):
        table.add("band_area", _spread(area, 0.1), f"band:{edge}")
    for i, code in enumerate(UNITS):
        table.add("land_area", (220_000.0 - 9_000 * i,) * 3, place=code, sources="naturalearth-admin1", how="measured")


def _climate(table: _Table) -> None:
    years = {
        "SSP1-1.9": (2036, None, None, None),
        "SSP1-2.6": (2033, 2073, None, None),
        "SSP2-4.5": (2031, 2052, 2094, None),
        "SSP3-7.0": (2030, 2046, 2071, 2091),
        "SSP5-8.5": (2028, 2042, 2061, 2080),
    }
    for ssp, (level, i) in product(SSPS, zip(LEVELS, range(4), strict=True)):
        year = years[ssp][i]
        known: dict[str, Any] = {"group": f"ssp:{ssp}", "level": level, "sources": "ipcc-ar6-spm1", "grade": "unverified"}
        chance = 100.0 if year and year < 2060 else 55.0 if year else 4.0
        table.add("level_year", (year - 5.0, float(year), year + 11.0) if year else "not applicable", **known)
        table.add("warming_share", (chance,) * 3, **known)
    for level in ALL_LEVELS:
        local = level * 1.55
        table.add("mountain_warming", (local * 0.8, local, local * 1.2), level=level, sources="rounce-2023-ratio ipcc-ar6-today")
        table.add(
            "mountain_temperature", (local - 1.6, local - 0.4, local + 0.9), level=level, sources="itu-p1510-1 rounce-2023-ratio"
        )
    table.add("mountain_precipitation", (380.0, 455.0, 540.0), level=TODAY, sources="itu-p837-7", confidence="low")
    shares = (("hottest_day", 1.56), ("coldest_night", 1.9), ("wettest_day", 6.0), ("wettest_five_days", 4.8), ("dry_spell", 0.9))
    for (name, factor), level in product(shares, LEVELS):
        table.add(name, _spread(factor * level, 0.3), "ar6:WCA", level, sources="ipcc-ar6-extremes", grade="read")


def _glaciers(table: _Table) -> None:
    series = {
        "KZ-ZHETYSU-RS2133": [(1956, 813.6, 22.8), (2001, 540.2, 19.0), (2016, 465.1, 15.2)],
        "KZ-ZHETYSU-N-LANDSAT": [(2001, 203.0, 0.0), (2016, 168.0, 4.0)],
    }
    series["KZ-ZHETYSU-S-IS2015"] = [(2011, 123.0, 7.0)]
    for name, points in series.items():
        for year, area, doubt in points:
            known: dict[str, Any] = {"how": "measured", "confidence": "high", "grade": "read", "sources": "glacier-area-pilots"}
            table.add("glacier_area", (area - doubt, area, area + doubt), f"series:{name}", year=year, **known)
    table.add(
        "glacier_mass_change", (-365.0, -260.0, -155.0), "rgi:RGI13", how="measured", sources="hugonnet-2021", confidence="high"
    )
    left = {1.5: (52, 66, 78), 2.0: (38, 53, 67), 3.0: (17, 31, 46), 4.0: (6, 17, 31)}
    for level, (low, mid, high) in left.items():
        table.add("glacier_mass_left", (low, mid, high), "rgi:RGI13", level, sources="oggm-projections-1.6.1")
        table.add("glacier_area_left", (low + 5, mid + 4, high + 3), "rgi:RGI13", level, sources="oggm-projections-1.6.1")
    for level, index in zip(LEVELS, (1.3, 1.9, 2.8, 3.4), strict=True):
        table.add(
            "summer_water_index",
            (index - 0.5, index, min(index + 0.5, 4)),
            "rgi:RGI13",
            level,
            how="judged",
            confidence="low",
            sources="highground-judgement",
        )


def _ecosystems(table: _Table) -> None:
    today = {"nival": 9_400, "alpine": 31_000, "montane": 61_000, "remaining": 72_500}
    left = {
        "nival": (0.72, 0.58, 0.33, 0.16),
        "alpine": (0.94, 0.85, 0.62, 0.41),
        "montane": (0.98, 0.96, 0.92, 0.85),
        "remaining": (1.04, 1.11, 1.29, 1.45),
    }
    for belt in BELTS:
        known: dict[str, Any] = {"group": f"belt:{belt}", "sources": "sdg-1542-belts itu-p1510-1"}
        for level, share in zip(ALL_LEVELS, (1.0, *left[belt]), strict=True):
            doubt = 0.12 + 0.08 * (level - TODAY)
            table.add("belt_area", _spread(today[belt] * share, doubt), level=level, **known)
            table.add("belt_elevation", _spread(3900 - 750 * BELTS.index(belt) + 60 * level, 0.03), level=level, **known)
            table.add("growing_season", _spread(40 + 60 * BELTS.index(belt) + 9 * level, 0.08), level=level, **known)
            table.add("productivity", _spread(120 + 190 * BELTS.index(belt) + 12 * level, 0.12), level=level, **known)
            if level > TODAY:
                table.add("belt_area_left", _spread(100 * share, doubt - 0.05), level=level, **known)
    for level, rise in zip(LEVELS, (100, 215, 455, 700), strict=True):
        table.add("belt_rise", _spread(rise, 0.3), level=level, sources="rounce-2023-ratio highground-judgement")
        table.add(
            "species_at_risk", (level * 1.5, level * 3.5, level * 6), level=level, sources="ecosystem-parameters", confidence="low"
        )


def _people(table: _Table) -> None:
    for year, people in (
        (1950, 6_694),
        (1990, 16_866),
        (2000, 15_236),
        (2023, 20_330),
        (2030, 21_900),
        (2050, 25_860),
        (2100, 33_400),
    ):
        how = "counted" if year <= 2023 else "modelled"
        table.add("population", (people * 1000.0,) * 3, year=year, how=how, sources="un-wpp-2024", confidence="high", grade="read")
    now: dict[str, Any] = {"year": 2023, "sources": "un-wpp-2024 geonames-cities500", "confidence": "low"}
    table.add("people_place", (780_000, 1_124_000, 1_610_000), "where:mountain", **now)
    table.add("people_place", (17_100_000, 18_206_000, 18_900_000), "where:elsewhere", **now)
    table.add("people_place", (600_000, 1_000_000, 1_500_000), "where:unknown", **now)
    table.add("mountain_people_share", (3.8, 5.5, 7.9), "definition:K1", **now)
    table.add("mountain_people_share", (6.1, 8.8, 12.3), "definition:K2", **now)
    for k1, people in enumerate((19_206_000, 0, 600, 9_000, 121_000, 402_000, 588_000, 3_000)):
        table.add("people_k1", _spread(people, 0.3), f"k1:{k1}", **now)
    for edge, people in zip(BAND_EDGES_M, (11_900_000, 6_800_000, 1_190_000, 330_000, 82_000, 20_000, 3_100, 350, 0), strict=True):
        table.add("people_band", _spread(people, 0.05 if edge < 1000 else 0.35), f"band:{edge}", **now)
    for i, code in enumerate(UNITS):
        table.add("unit_people", _spread(3_100_000 - 220_000 * i, 0.08), place=code, **now)
        mountain = "not applicable" if i > 5 else _spread(460_000 / (i + 1) ** 2, 0.35)
        table.add("unit_mountain_people", mountain, place=code, **now)


def _hazards(table: _Table) -> None:
    known: dict[str, Any] = {"sources": "disaster-records highground-judgement", "confidence": "low"}
    sizes = {"": 9_400.0, "river_flood": 7_600.0, "debris_flow": 1_100.0, "outburst": 84.0, "landslide": 370.0, "avalanche": 46.0}
    for (name, size), (step, level) in product(sizes.items(), enumerate(ALL_LEVELS)):
        mid = size * (1 + (0.02 if name == "outburst" else 0.16) * step)
        table.add("displacement_aad", (mid / 3.2, mid, mid * 3.6), f"hazard:{name}" if name else "", level, **known)
    for hazard, (step, level) in product(HAZARDS, enumerate(LEVELS, 1)):
        factor = 1 + (0.3 if hazard.pace == "slow" else 0.12) * step
        gone = hazard.id == "avalanche"  # the records say nothing of it
        table.add(
            "hazard_frequency", "not reported" if gone else _spread(factor, 0.08 * step), f"hazard:{hazard.id}", level, **known
        )
    for where, share in (("mountain", 0.14), ("elsewhere", 0.71), ("unknown", 0.15)):
        table.add("displacement_place", (9_400 * share / 4, 9_400 * share, 9_400 * share * 4), f"where:{where}", TODAY, **known)
    for years in RETURN_YEARS:
        mid = 5_200 * years**0.75
        table.add("displacement_pmd", (mid / 3, mid, mid * 4), f"return:{years}", TODAY, **known)
    for name in SUDDEN:
        size = "not applicable" if name == "outburst" else (sizes[name] * 3, sizes[name] * 14, sizes[name] * 60)
        table.add("displacement_pmd100", size, f"hazard:{name}", TODAY, **known)
        table.add("hazard_people", _spread(sizes[name] * 210, 0.4), f"hazard:{name}", year=2025, **known)
    for case, mid in (("now", 9_400), ("climate", 12_400), ("people", 11_700), ("both", 15_500)):
        moves = {"level": 2.0 if case in ("climate", "both") else TODAY, "year": 2050 if case in ("people", "both") else None}
        table.add("displacement_case", (mid / 3.2, mid, mid * 3.6), f"case:{case}", **moves, **known)
    for name, mid in (("idmc-2017", 13_608.0), ("idmc-2024", 8_824.0), ("inform-2024", "not reported")):
        span: Any = mid if isinstance(mid, str) else (mid,) * 3
        published: dict[str, Any] = {"group": f"estimate:{name}", "year": 2017, "grade": "read", "sources": "disaster-records"}
        table.add("displacement_published", span, **published)
        if not isinstance(mid, str):
            table.add("displacement_pmd100", (12.0 * mid,) * 3, **published)


def _lasting_and_units(table: _Table) -> None:
    known: dict[str, Any] = {"sources": "disaster-records highground-judgement", "confidence": "low"}
    for days, left in ((7, 88.0), (30, 41.0), (90, 12.0), (365, 3.0)):
        table.add(
            "displacement_lasting", _spread(left, 0.25), f"days:{days}", how="counted", sources="disaster-records", confidence="low"
        )
    for i, code in enumerate(UNITS):
        mid = 3_900.0 / (i + 1)
        table.add("unit_displacement", (mid / 4, mid, mid * 4), level=TODAY, place=code, **known)
        high: Any = "not applicable" if i > 5 else (mid / 40, mid / 10, mid / 3)
        table.add("unit_displacement", high, "where:mountain", TODAY, place=code, **known)
        table.add("unit_displacement_rate", (mid / 90, mid / 22, mid / 5), level=TODAY, place=code, **known)
        chance = (99.0, 96.0, 88.0, 71.0, 52.0, 33.0, 22.0, 14.0, 9.0, 5.0, 0.0, 0.0)[i]
        table.add("unit_top_five", (chance,) * 3, level=TODAY, place=code, **known)


def _mobility(table: _Table) -> None:
    known: dict[str, Any] = {"sources": "mobility-studies highground-judgement", "confidence": "low"}
    for name, mid in (("internal_moves", 560_000.0), ("emigration_moves", 31_000.0)):
        table.add(name, _spread(mid, 0.2), level=TODAY, **known)
    for step, level in enumerate(LEVELS, 1):
        table.add("moves_added", (-900.0 * step, 2_600.0 * step, 7_900.0 * step), "kind:internal", level, **known)
        table.add("moves_added", (-310.0 * step, 60.0 * step, 480.0 * step), "kind:international", level, **known)
        for driver, mid in (("water", 900.0), ("pasture", 700.0), ("crops", 1_100.0), ("heat", -150.0)):
            table.add("moves_driver", (mid - 1_300.0 * step, mid * step, mid + 2_100.0 * step), f"driver:{driver}", level, **known)
        table.add("moves_driver", "not applicable", "driver:hazards", level, **known)
        for fifth, share in enumerate((-1.1, -0.2, 0.3, 0.6, 0.7), 1):
            table.add("moves_income", ((share - 0.9) * step, share * step, (share + 1.0) * step), f"income:{fifth}", level, **known)
    for ssp, mid in zip(SSPS, (21_000.0, 34_000.0, 52_000.0, 71_000.0, 90_000.0), strict=True):
        for year, factor in ((2050, 1.0), (2080, 3.1)):
            when: dict[str, Any] = {"group": f"ssp:{ssp}", "year": year, **known}
            table.add("moves_sum", (-0.4 * mid * factor, mid * factor, 2.9 * mid * factor), **when)
            table.add("moves_sum_share", (-0.4 * mid * factor / 26e4, mid * factor / 26e4, 2.9 * mid * factor / 26e4), **when)
    published: dict[str, Any] = {"year": 2050, "grade": "read", "sources": "mobility-studies"}
    table.add("moves_published", (3.4,) * 3, "estimate:groundswell-2021-central-asia", **published)
    table.add("net_migration", (-12_000.0,) * 3, year=2023, how="counted", sources="un-wpp-2024", confidence="medium")
    table.add("displaced_stock", (900.0, 2_100.0, 6_400.0), level=TODAY, **known)
    table.add("relocation_people", "not reported", **known)


def _staying_and_pasture(table: _Table) -> None:
    judged: dict[str, Any] = {"how": "judged", "sources": "highground-judgement", "confidence": "very low"}
    today = {"mobile": 21.0, "voluntary": 38.0, "involuntary": 16.0, "acquiescent": 25.0}
    for (cell, mid), (step, level) in product(today.items(), enumerate(ALL_LEVELS)):
        now = mid + step * {"mobile": -0.4, "voluntary": -1.2, "involuntary": 1.5, "acquiescent": 0.1}[cell]
        table.add("immobility", _spread(now, 0.35), f"cell:{cell}", level, **judged)
        table.add("immobility_people", _spread(now * 11_240, 0.45), f"cell:{cell}", level, **judged)
    for edge, level in product(BAND_EDGES_M, (TODAY, 2.0)):
        held: Any = "not applicable" if edge == 4500 else _spread(9.0 + edge / 300 + level, 0.35)
        table.add("immobility_band", held, f"band:{edge}", level, **judged)
    known: dict[str, Any] = {"sources": "ecosystem-parameters highground-judgement", "confidence": "low"}
    for step, level in enumerate(ALL_LEVELS):
        for belt, days in (("alpine", 94.0), ("montane", 151.0)):
            table.add("pasture_window", _spread(days + 6 * step, 0.12), f"belt:{belt}", level, **known)
        for reach, share in (("near", 100.0), ("middle", 100.0), ("far", 100.0)):
            lost = {"near": 9.0, "middle": 6.0, "far": 3.0}[reach] * step
            table.add("pasture_reach", _spread(share - lost, 0.05 * step), f"reach:{reach}", level, **known)
        table.add("pasture_pays", _spread(61.0 - 3 * step, 0.3), level=level, **judged)
        if step:
            table.add("pasture_climb", _spread(90.0 * step, 0.3), level=level, **known)


def _mobility_of_units(table: _Table) -> None:
    known: dict[str, Any] = {"sources": "mobility-studies highground-judgement", "confidence": "low"}
    codes = list(UNITS)
    for i, code in enumerate(codes):
        net = (9_300.0, -1_900.0, -8_800.0, -4_100.0, -700.0, 6_500.0, -2_200.0, 400.0, 900.0, 300.0, -500.0, -200.0)[i]
        for year, drift in ((2022, 1.1), (2023, 0.8)):
            table.add(
                "net_recorded", (net * drift,) * 3, year=year, place=code, how="counted", sources="kaz-migration", confidence="high"
            )
        table.add("net_mean", (net * 0.95,) * 3, place=code, how="counted", sources="kaz-migration", confidence="high")
        table.add("net_modelled", (net * 0.3 - 3_900, net * 0.4, net * 0.5 + 4_200), level=TODAY, place=code, **known)
        table.add("unit_leaving", _spread(60_000.0 - 4_000 * i, 0.4), level=TODAY, place=code, **known)
        table.add("unit_moves_added", (-90.0 * i - 40, 210.0 - 20 * i, 800.0), level=2.0, place=code, **known)
        table.add("unit_net_added", (-300.0, 40.0 - 9 * i, 330.0), level=2.0, place=code, **known)
        stuck: Any = "not applicable" if i > 9 else _spread(19.0 - i, 0.4)
        table.add("unit_immobility", stuck, level=TODAY, place=code, **known)
        for other, size in ((0, 14_000.0), (5, 9_000.0)):
            if i != other:
                table.add("unit_flow", _spread(size / (i + 1), 0.5), f"to:{codes[other]}", TODAY, place=code, **known)


def _row(frame: pd.DataFrame, indicator: str, group: str = "", level: float | None = None) -> int:
    at = (frame["indicator"] == indicator) & (frame["group"] == group) & (frame["place"] == "KAZ")
    return int(frame.index[at & ((frame["level"] == level) if level else True)][0])


def _claims(frame: pd.DataFrame, names: dict[str, str]) -> tuple[Claim, ...]:
    def claim(name: str, template: str, row: int, *, likelihood: str = "", **words: Any) -> Claim:
        known = {key: words.pop(key, ()) for key in ("against", "gaps")}
        span = {key: float(frame[key].iloc[row]) for key in ("low", "mid", "high")} | {"unit": str(frame["unit"].iloc[row])}
        values = {"country": names, "share": span, **words}
        return Claim(
            name, name.partition(".")[0], template, values, (row,), "medium", "medium", "medium", likelihood=likelihood, **known
        )

    grid = ("A coarse grid hides valleys; a finer terrain model may move the share by some points.",)
    raster = ("A population raster would replace the rule that spreads people over settlements.",)
    inventory = ("A national glacier inventory would replace the regional figure.",)
    warming = "{country}: at {level} of global warming the mountains are {share} warmer than in 1850-1900."
    regional = ("The ratio comes from glacier areas of a wider region.",)
    ice = "Glacier region {region}: ice left in 2100 at {level} of global warming: {share}."
    belt = "{country}, {belt} belt: at {level} of global warming {share} of its area of today is left."
    towns = ("Town points stand for whole towns.",)
    events = ("A national loss table would replace the few recorded events.",)
    steppe = ("Disasters outside mountains can displace more people than those inside.",)
    return (
        claim(
            "terrain.share",
            "{country}: mountains cover {share} of the land.",
            _row(frame, "mountain_share", "definition:K1"),
            gaps=grid,
        ),
        claim(
            "climate.warming",
            warming,
            _row(frame, "mountain_warming", "", 2.0),
            level=2.0,
            against=regional,
            likelihood="very likely",
        ),
        claim(
            "glaciers.left",
            ice,
            _row(frame, "glacier_mass_left", "rgi:RGI13", 2.0),
            region="Central Asia",
            level=2.0,
            gaps=inventory,
        ),
        claim("ecosystems.belt", belt, _row(frame, "belt_area_left", "belt:nival", 2.0), belt="nival", level=2.0),
        claim(
            "people.mountain",
            "{country}: {share} live in mountains.",
            _row(frame, "people_place", "where:mountain"),
            gaps=raster,
            against=towns,
        ),
        claim(
            "hazards.aad",
            "{country}: {share} are to be expected in an average year today, from all sudden hazards together.",
            _row(frame, "displacement_aad", "", TODAY),
            gaps=events,
            against=steppe,
        ),
        claim(
            "mobility.added",
            "{country}: at {level} of global warming climate impacts add or hold back between its units: {share}.",
            _row(frame, "moves_added", "kind:internal", 2.0),
            level=2.0,
            against=("Models of migration fit space and fail in time.",),
        ),
        claim(
            "mobility.cells",
            "{country}: {share} of mountain people wish to move and cannot.",
            _row(frame, "immobility", "cell:involuntary", TODAY),
            gaps=("A survey that asks who wishes to move and who can.",),
        ),
        claim(
            "hazards.mountain",
            "{country}: of them {share} are in mountains.",
            _row(frame, "displacement_place", "where:mountain", TODAY),
        ),
    )


def _source(name: str, title: str, producer: str, grade: Any = "read") -> Source:
    return Source(
        id=name,
        producer=producer,
        title=title,
        edition="2024",
        accessed=date(2026, 11, 2),
        url=f"https://example.org/{name}",
        licence="CC BY 4.0",
        citation=f"{producer}: {title}.",
        sha256="0" * 64,
        measures="see title",
        blank_means="not reported",
        caveat="Invented for tests.",
        grade=grade,
    )


def _sources() -> tuple[Source, ...]:
    return (
        _source("itu-p1511-2", "Topography on a 5' grid, P.1511-2", "International Telecommunication Union"),
        _source("itu-p1510-1", "Monthly temperature, P.1510-1", "International Telecommunication Union"),
        _source("itu-p837-7", "Monthly rain, P.837-7", "International Telecommunication Union"),
        _source("geonames-cities500", "Places with more than 500 people", "GeoNames"),
        _source("naturalearth-admin1", "First-level units & borders", "Natural Earth"),
        _source("un-wpp-2024", "World Population Prospects 2024", "UN DESA"),
        _source("ipcc-ar6-extremes", "Extremes by region, tables 11.SM.2-8", "IPCC"),
        _source("ipcc-ar6-spm1", "Warming by scenario, table SPM.1", "IPCC", "unverified"),
        _source("ipcc-ar6-today", "Observed warming 2011-2020", "IPCC"),
        _source("rounce-2023-ratio", "Warming of glacier areas against the globe", "Rounce et al.", "computed"),
        _source("oggm-projections-1.6.1", "Standard glacier projections 1.6.1", "OGGM", "computed"),
        _source("hugonnet-2021", "Glacier mass change 2000-2020", "Hugonnet et al."),
        _source("glacier-area-pilots", "Measured glacier areas", "several authors"),
        _source("sdg-1542-belts", "Belts of SDG indicator 15.4.2", "FAO"),
        _source("ecosystem-parameters", "Species-area and growth parameters", "several authors"),
        _source("disaster-records", "Recorded disasters and evacuations", "several authors"),
        _source("mobility-studies", "Effects of climate on migration", "several authors", "computed"),
        _source("kaz-migration", "Registered arrivals and departures", "Bureau of National Statistics"),
        _source("highground-judgement", "Our stated assumptions", "highground"),
    )


def _sensitivity() -> pd.DataFrame:
    parts = {
        ("People in mountains", "people_place", "where:mountain", None): [
            ("How people spread around towns", 0.61),
            ("Mountain edge", 0.27),
            ("Lapse rate", 0.02),
        ],
        ("Ice left at +2 °C", "glacier_mass_left", "rgi:RGI13", 2.0): [
            ("Glacier model", 0.72),
            ("Regional warming", 0.19),
            ("Warming today", 0.03),
        ],
        ("Nival belt left at +2 °C", "belt_area_left", "belt:nival", 2.0): [
            ("Mountain warming ratio", 0.55),
            ("Lapse rate", 0.3),
            ("Temperature grid", 0.08),
        ],
    }
    columns = ["headline", "indicator", "group", "level", "input", "share", "low", "high"]
    rows = [
        (*head, name, share, max(share - 0.05, 0), min(share + 0.05, 1)) for head, bars in parts.items() for name, share in bars
    ]
    return pd.DataFrame(rows, columns=columns)


def build_sample(step: float = 1 / 6) -> Run:
    """The invented run; a smaller step (degrees) makes a finer map."""
    table = _Table()
    for part in (
        _terrain,
        _climate,
        _glaciers,
        _ecosystems,
        _people,
        _hazards,
        _lasting_and_units,
        _mobility,
        _staying_and_pasture,
        _mobility_of_units,
    ):
        part(table)
    frame, units = table.frame(), _units()
    about: dict[str, Any] = {
        "iso3": "KAZ",
        "names": {"en": "Kazakhstan", "ru": "Казахстан", "kk": "Қазақстан", "es": "Kazajistán"},
        "seed": 1,
        "members": 1000,
        "level": 0.9,
        "version": "0.1.0",
        "versions": {"numpy": "2.4.6"},
        "cards": {source.id: source.sha256 for source in _sources()},
        "made_on": "2026-11-23",
        "timings_s": {"total": 12.0},
        "note": "The geometry shows the regions before the reform of June 2022.",
    }
    places = pd.DataFrame(PLACES, columns=["name", "lat", "lon", "people"]).sort_values(
        "people", ascending=False, ignore_index=True
    )
    return Run(about, frame, _claims(frame, about["names"]), _sensitivity(), _layers(units, step), units, places, _sources())


@pytest.fixture(scope="session")
def sample_run() -> Run:
    """A complete run of an invented country; do not change it in place."""
    return build_sample()
