"""Everything one country's chapters rest on, read from the shelf once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, cast

import numpy as np
import shapely

from highground.basis.errors import NoMountains
from highground.basis.region import Region
from highground.basis.source import Grade, Source, worst_grade
from highground.catalogue import installed
from highground.catalogue.maps import flood_maps
from highground.catalogue.packs import event_table, population_raster
from highground.catalogue.regions import GLACIERS_CARD, ar6_regions, glacier_regions, outline, units_today
from highground.catalogue.roads import road_speeds
from highground.catalogue.shelf import Shelf
from highground.catalogue.tables import table
from highground.land import climate, grid, terrain
from highground.people.impacts import records
from highground.people.mobility import drivers
from highground.people.population import persons
from highground.people.population.cells import Cells
from highground.research.confidence import ASSUMED

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    import xarray as xr
    from numpy.typing import NDArray

TABLES: Final = (
    "un-wpp-2024", "ipcc-ar6-extremes", "ipcc-ar6-spm1", "rounce-2023-ratio", "oggm-projections-1.6.1", "hugonnet-2021",
    "glacier-area-pilots", "disasters-pilots", "idmc-totals-2008-2021", "highground-hazard-pool", "published-estimates",
    "kazakhstan-return-2024", "mobility-parameters", "kazakhstan-internal-nets", "ecuador-lifetime-2022", "groundswell-2021",
)  # fmt: skip
EVENTS_CARD: Final = "disasters-pilots"
HAZARD_CARD: Final = "hazard-parameters"
DRIVER_CARD: Final = "mobility-parameters"
PEAK_ROW: Final = "zail_glacial_trend"  # the only row of that card behind a number of a profile
AR6_LEAST_SHARE: Final = 0.1  # share of the mountains that an AR6 region must hold to be reported; judged
PEOPLE_YEAR: Final = 2025  # the population table must hold it
EDGE_DEG: Final = 0.01  # added to a box so that a country of one cell still has one
Tell = Callable[[str, float | None], None]


@dataclass(frozen=True, slots=True)
class Material:
    """One country's data, before any member is drawn. `pieces` also hold the monthly normals and lift_m."""

    region: Region
    units: "gpd.GeoDataFrame"
    pieces: "xr.Dataset"
    places: "pd.DataFrame"
    tables: "dict[str, pd.DataFrame]"
    cards: dict[str, Source]
    ar6: tuple[str, ...]  # AR6 land regions of the mountains, that of most mountain people first
    rgi: tuple[str, ...]  # RGI regions of the glaciers, main first
    raster: "xr.DataArray | None"  # population raster of a pack
    units_today: list[dict[str, str]]  # where the outline shows older units
    told: "pd.DataFrame"  # recorded events that displaced people, one row each; see people.impacts.records
    told_card: str  # card of those events
    watched: tuple[int, int] | None = None  # first and last year of a user's table, which then is the whole record
    floods: "xr.DataArray | None" = None  # return-period maps of a pack
    roads: "xr.DataArray | None" = None  # speed by road of a pack, km/h

    @property
    def k1(self) -> "NDArray[np.bool_]":
        """Pieces in K1 mountains, shape (piece,)."""
        return np.asarray(self.pieces["k1"].to_numpy() > 0)

    @property
    def k2(self) -> "NDArray[np.bool_]":
        """Pieces in K2-like mountains, shape (piece,)."""
        return np.asarray(self.pieces["k2"].to_numpy() > 0)

    @property
    def warming(self) -> tuple[str, ...]:
        """Cards behind how far the mountains warm: with glaciers, by the ratio of their region."""
        return (ASSUMED, "ipcc-ar6-today", *((GLACIERS_CARD, "rounce-2023-ratio") if self.rgi else ()))


def gather(shelf: Shelf, region: Region, tell: Tell) -> Material:
    """Read terrain, climate, places and tables of a country.

    Raises NoMountains where neither definition finds mountains, MissingSource where data are not on this computer.
    """
    tables = {name: table(shelf, name) for name in TABLES}
    persons(tables["un-wpp-2024"], region.iso3, PEOPLE_YEAR)  # refuses a country without people before the long work
    tell("reading terrain", 0.05)
    units = outline(shelf, region)
    pieces = land_of(units)
    k1, k2 = pieces["k1"].to_numpy() > 0, pieces["k2"].to_numpy() > 0
    if not k1.any():
        also = "nor by K2" if not k2.any() else "though some of its land is rugged by K2"
        raise NoMountains(
            f"{region.name()}: no mountains by K1 {also} on the bundled 9 km grid, so there is no mountain profile to make. "
            "Mountains smaller than that, as on small islands, need finer terrain."
        )
    tell("reading climate", 0.2)
    pieces = pieces.merge(normals_of(pieces))
    tell("reading places and tables", 0.3)
    places = installed.places(region.iso2, shelf.cache)
    rgi = glacier_regions(shelf, region.iso3)
    told, told_card, watched = _told(shelf, tables, region.iso3)
    return Material(
        region=region,
        units=units,
        pieces=pieces,
        places=places,
        tables=tables,
        cards=_graded(shelf, told, told_card, rgi),
        ar6=_ar6(shelf, pieces, places),
        rgi=tuple(rgi),
        raster=population_raster(shelf, tuple(units.total_bounds)),
        floods=flood_maps(shelf, tuple(units.total_bounds)),
        roads=road_speeds(shelf, tuple(units.total_bounds)),
        units_today=units_today(shelf, region.iso3),
        told=told,
        told_card=told_card,
        watched=watched,
    )


def _told(shelf: Shelf, tables: "dict[str, pd.DataFrame]", iso3: str) -> "tuple[pd.DataFrame, str, tuple[int, int] | None]":
    """Recorded events of a country, their card and the years watched: a user's table where a pack brings rows of it, else ours."""
    pack = event_table(shelf)
    if pack is not None and (pack[1]["iso3"] == iso3).any():
        return records.of_user(pack[1], iso3), pack[0].id, records.span(pack[1], iso3)
    return records.events(tables[EVENTS_CARD], iso3), EVENTS_CARD, None


def _graded(shelf: Shelf, told: "pd.DataFrame", told_card: str, rgi: dict[str, Grade]) -> dict[str, Source]:
    """Every card; those that say something of each country are as sure as what they say of this one."""
    cards = {card.id: card for card in shelf.cards()}
    if rgi:
        cards[GLACIERS_CARD] = replace(cards[GLACIERS_CARD], grade=worst_grade(list(rgi.values())))
    if len(told) and told_card == EVENTS_CARD:
        cards[EVENTS_CARD] = replace(cards[EVENTS_CARD], grade=worst_grade(list(told["grade"])))
    for card, used in ((HAZARD_CARD, (PEAK_ROW,)), (DRIVER_CARD, drivers.USED)):
        rows = table(shelf, card).set_index("parameter_id")
        cards[card] = replace(cards[card], grade=worst_grade([cast("Grade", rows.loc[row, "grade"]) for row in used]))
    return cards


def land_of(units: "gpd.GeoDataFrame") -> "xr.Dataset":
    """Pieces of an outline with their terrain, from the installed topography."""
    west, south, east, north = units.total_bounds
    window = installed.topography(west, max(south, -90.0), min(east, west + 360.0), min(north, 90.0))
    return grid.cut(terrain.describe(window), units)


def normals_of(pieces: "xr.Dataset") -> "xr.Dataset":
    """Monthly normals on the pieces, from the installed grids."""
    lat, lon = pieces["lat"].to_numpy(), pieces["lon"].to_numpy()
    box = (lon.min(), lat.min() - EDGE_DEG, lon.max() + EDGE_DEG, lat.max() + EDGE_DEG)
    return climate.normals(pieces, installed.temperature(*box), installed.precipitation(*box))


def _ar6(shelf: Shelf, pieces: "xr.Dataset", places: "pd.DataFrame") -> tuple[str, ...]:
    """Codes of the AR6 regions that hold at least a tenth of the mountains; that of most people listed in mountains comes first."""
    mountain = pieces["k1"].to_numpy() > 0
    cells = Cells(pieces)
    cell, inside = cells.of(places)
    homes = cells.first(cell[inside])
    people = np.bincount(homes, np.nan_to_num(places["people"].to_numpy(dtype=float)[inside]), mountain.size) * mountain
    area = pieces["area_km2"].to_numpy() * mountain
    lat, lon = pieces["lat"].to_numpy(), (pieces["lon"].to_numpy() + 180) % 360 - 180
    regions = ar6_regions(shelf)
    held = {code: shapely.contains_xy(shape, lon, lat) for code, shape in zip(regions["code"], regions.geometry, strict=True)}
    kept = [str(code) for code, within in held.items() if area[within].sum() >= AR6_LEAST_SHARE * area.sum()]
    return tuple(sorted(kept, key=lambda code: (-people[held[code]].sum(), -area[held[code]].sum())))
