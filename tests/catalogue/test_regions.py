"""Lookups: what a ministry officer types must lead to the country, and what we cannot show must be said."""

import hashlib
import io
from contextlib import suppress
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, box

from highground.basis.errors import BadData, UnknownRegion
from highground.catalogue.regions import (
    all_regions,
    ar6_regions,
    country_names,
    find_country,
    find_region,
    glacier_regions,
    outline,
    unit_names,
    units_today,
)
from highground.catalogue.shelf import Shelf
from highground.catalogue.tables import table

FACTS = Path(__file__).parents[2].parent / "shared" / "facts"


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf()


@pytest.mark.parametrize(
    ("typed", "iso3"),
    [
        ("KAZ", "KAZ"), ("kz", "KAZ"), (" Kazakhstan ", "KAZ"), ("Казахстан", "KAZ"), ("Қазақстан", "KAZ"), ("Kazajistán", "KAZ"),
        ("kazajstan", "KAZ"), ("Республика Казахстан", "KAZ"), ("Ecuador", "ECU"), ("ЭКВАДОР", "ECU"), ("Kyrgyz Republic", "KGZ"),
        ("Киргизия", "KGZ"), ("Кыргызстан", "KGZ"), ("Кыргызская Республика", "KGZ"), ("Қырғызстан", "KGZ"), ("Kirguistán", "KGZ"),
        ("Bolivia", "BOL"), ("Bolivia, Plurinational State of", "BOL"), ("Czech Republic", "CZE"), ("Чехия", "CZE"), ("Turkey", "TUR"),
        ("Türkiye", "TUR"), ("peru", "PER"), ("Perú", "PER"), ("Перу", "PER"), ("Тәжікстан", "TJK"), ("Nepal", "NPL"),
        ("Suiza", "CHE"), ("Швейцария", "CHE"), ("Islamic Republic of Iran", "IRN"), ("the Philippines", "PHL"),
        ("la Argentina", "ARG"), ("UK", "GBR"), ("США", "USA"), ("Estados Unidos", "USA"), ("Lao People's Democratic Republic", "LAO"),
        ("Corea del Sur", "KOR"), ("Мьянма", "MMR"), ("Burma", "MMR"), ("Papúa Nueva Guinea", "PNG"),
    ],
)  # fmt: skip
def test_a_country_is_found_by_what_people_type(shelf: Shelf, typed: str, iso3: str) -> None:
    assert find_region(typed, shelf).iso3 == iso3


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("Kazahstan", "Kazakhstan"),
        ("Казакстан", "Казахстан"),
        ("Ecuadro", "Ecuador"),
        ("Қырғызстн", "Қырғызстан"),
        ("Чилли", "Чили"),
    ],
)
def test_a_slip_of_the_pen_is_answered_with_the_nearest_names_in_the_same_script(shelf: Shelf, typed: str, nearest: str) -> None:
    with pytest.raises(UnknownRegion) as caught:
        find_region(typed, shelf)
    assert f"Nearest: {nearest}," in str(caught.value)


@pytest.mark.parametrize("typed", ["Georgia", "Грузия", "SRB", "Iraq", "XX", "", "   "])
def test_what_we_cannot_show_is_said_in_one_message(shelf: Shelf, typed: str) -> None:
    with pytest.raises(UnknownRegion) as caught:
        find_region(typed, shelf)
    if typed == "Georgia":
        assert str(caught.value) == "The bundled outlines do not hold Georgia (GEO). Bring a pack with its outline (--pack FOLDER)."


@given(typed=st.text(max_size=40))
def test_any_text_leads_to_a_region_or_to_the_error_we_promise(typed: str) -> None:
    with suppress(UnknownRegion):
        assert len(find_region(typed, Shelf()).iso3) == 3


def test_every_country_is_found_by_its_own_names(shelf: Shelf) -> None:
    for region in all_regions(shelf):
        assert find_region(region.iso3, shelf) == region
        for name in region.names.values():
            assert find_region(name, shelf).iso3 == region.iso3, name


def test_countries_have_names_in_four_languages_and_units_with_codes(shelf: Shelf) -> None:
    regions = all_regions(shelf)
    assert len(regions) == 195
    assert [region.iso3 for region in regions] == sorted(region.iso3 for region in regions)
    for region in regions:
        assert set(region.names) == {"en", "ru", "kk", "es"}
        assert region.units
        assert all(unit.name and unit.code.startswith(region.iso2) for unit in region.units)
    codes = [unit.code for region in regions for unit in region.units]
    assert len(codes) == len(set(codes))


def test_the_names_of_the_pilots_are_those_of_their_own_governments(shelf: Shelf) -> None:
    assert find_region("KAZ", shelf).names["kk"] == "Қазақстан"
    assert find_region("ECU", shelf).name("ru") == "Эквадор"


def test_kazakhstan_says_that_its_units_are_older_than_2022(shelf: Shelf) -> None:
    assert "before June 2022" in find_region("KAZ", shelf).note


def test_today_s_kazakh_regions_are_the_twenty_of_iso_and_lie_in_units_we_draw(shelf: Shelf) -> None:
    import pycountry

    regions = table(shelf, "highground-kaz-regions").fillna("")
    assert set(regions["code"]) == {unit.code for unit in pycountry.subdivisions if unit.country_code == "KZ"}
    drawn = {unit.code: unit.name for unit in find_region("KAZ", shelf).units}
    assert drawn == dict(zip(regions["geometry_code"], regions["geometry_name"], strict=True))
    assert set(regions.loc[regions["valid_from"] == "2022-06-08", "code"]) >= {"KZ-10", "KZ-33", "KZ-62"}
    assert (regions.loc[regions["valid_from"] != "", "grade"] == "unverified").all()
    parts = regions.groupby("geometry_code")["code"].agg(set).to_dict()
    assert parts["KZ-VOS"] == {"KZ-10", "KZ-63"}
    assert parts["KZ-YUZ"] == {"KZ-61", "KZ-79"}


@pytest.mark.skipif(not FACTS.is_dir(), reason="the published facts are not beside this checkout")
def test_kazakh_codes_are_those_of_the_published_migration_tables(shelf: Shelf) -> None:
    published = pd.read_csv(FACTS / "mobility_validation.csv", usecols=["group", "place", "place_code"])
    published = published[(published["group"] == "kz_internal_net") & published["place_code"].str.fullmatch("KZ-..", na=False)]
    regions = table(shelf, "highground-kaz-regions")
    ours = dict(zip(regions["code"], regions["name_en"], strict=True))
    spelt = {
        "Jambyl": "Zhambyl",
        "Jetisu": "Zhetisu",
        "Almaty city": "Almaty",
        "Astana city": "Astana",
        "Shymkent city": "Shymkent",
    }
    for place, code in zip(published["place"], published["place_code"], strict=True):
        assert ours[code] == spelt.get(place, place)


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [
        (-78.5, -0.2, "NWS"), (76.9, 43.2, "ECA"), (69.6, 42.3, "WCA"), (74.6, 42.9, "WCA"), (87.0, 28.0, "TIB"), (8.0, 46.5, "WCE"),
        (38.7, 9.0, "NEAF"), (-68.1, -16.5, "SAM"), (-70.6, -33.4, "SWS"), (-58.4, -34.6, "SES"), (71.4, 51.1, "WSB"), (77.2, 28.6, "SAS"),
    ],
)  # fmt: skip
def test_cities_lie_in_the_ar6_region_that_the_atlas_gives_them(shelf: Shelf, lon: float, lat: float, code: str) -> None:
    regions = ar6_regions(shelf)
    assert regions.loc[regions.contains(Point(lon, lat)), "code"].tolist() == [code]


def test_ar6_land_regions_are_complete_and_hardly_overlap(shelf: Shelf) -> None:
    regions = ar6_regions(shelf)
    assert len(regions) == 46  # 43 land and 3 land-ocean regions of version 4, Iturbide et al. 2020
    assert regions.is_valid.all()
    together = sum(shape.area for shape in regions.geometry)
    assert together == pytest.approx(regions.union_all().area, rel=1e-4)  # the published corners do not all meet


@pytest.mark.parametrize(
    ("iso3", "expected"),
    [("KAZ", ("RGI13", "RGI10")), ("KGZ", ("RGI13",)), ("ECU", ("RGI16",)), ("kaz", ("RGI13", "RGI10")), ("DNK", ()), ("LSO", ())],
)
def test_glacier_regions_of_a_country_come_with_the_main_one_first(shelf: Shelf, iso3: str, expected: tuple[str, ...]) -> None:
    assert tuple(glacier_regions(shelf, iso3)) == expected


def test_every_glacier_row_but_those_of_the_pilots_says_that_it_is_from_memory(shelf: Shelf) -> None:
    rows = table(shelf, "highground-glacier-countries")
    assert set(rows[rows["grade"] != "unverified"]["iso3"]) == {"KAZ", "ECU"}
    assert rows["rgi"].str.fullmatch(r"RGI(0[1-9]|1\d)").all()
    first = rows.sort_values("rank").groupby("iso3")["rank"].agg(list)
    assert all(ranks == list(range(1, len(ranks) + 1)) for ranks in first)


def _pack(folder: Path, content: bytes) -> Shelf:
    """A shelf with a pack that provides outlines."""
    (folder / "outlines.parquet").write_bytes(content)
    card = dict.fromkeys(("producer", "title", "edition", "licence", "citation", "measures", "blank_means", "caveat"), "test")
    card |= {"id": "pack-outlines", "url": "", "file": "outlines.parquet", "provides": "outlines"}
    card["sha256"] = hashlib.sha256(content).hexdigest()
    lines = [f'{key} = "{value}"' for key, value in card.items()]
    (folder / "pack-outlines.toml").write_text("\n".join([*lines, "accessed = 2026-01-01"]), encoding="utf-8")
    return Shelf([folder])


def _outlines(crs: str = "EPSG:4326", **changes: str) -> bytes:
    row = {"iso3": "GEO", "iso2": "GE", "code": "GE-TB", "name": "Tbilisi", "valid_from": "", "valid_to": "", "note": ""} | changes
    file = io.BytesIO()
    gpd.GeoDataFrame([row], geometry=[box(44.6, 41.6, 45.0, 41.9)], crs=crs).to_parquet(file)
    return file.getvalue()


def test_a_pack_adds_a_country_that_the_bundle_lacks(tmp_path: Path) -> None:
    shelf = _pack(tmp_path, _outlines())
    region = find_region("Грузия", shelf)
    assert [unit.code for unit in region.units] == ["GE-TB"]
    assert outline(shelf, region)["name"].tolist() == ["Tbilisi"]
    assert len(all_regions(shelf)) == 196


def test_a_pack_replaces_the_units_of_a_country(tmp_path: Path) -> None:
    shelf = _pack(tmp_path, _outlines(iso3="KAZ", iso2="KZ", code="KZ-33", name="Zhetisu"))
    assert outline(shelf, find_region("KAZ", shelf))["code"].tolist() == ["KZ-33"]


def test_a_pack_in_another_projection_is_refused(tmp_path: Path) -> None:
    shelf = _pack(tmp_path, _outlines(crs="EPSG:3857"))
    with pytest.raises(BadData, match="EPSG:4326"):
        outline(shelf, find_region("GEO", shelf))


def test_a_pack_that_is_no_geoparquet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="cannot be read"):
        all_regions(_pack(tmp_path, b"not a table"))
    file = io.BytesIO()
    pd.DataFrame({"iso3": ["GEO"]}).to_parquet(file)
    with pytest.raises(BadData, match="needs the columns"):
        all_regions(_pack(tmp_path, file.getvalue()))


def test_each_of_the_twenty_regions_of_today_finds_the_older_unit_that_holds_it(shelf: Shelf) -> None:
    today = units_today(shelf, "KAZ")
    known = set(outline(shelf, find_region("KAZ", shelf))["code"])
    assert len(today) == 20
    assert {row["geometry_code"] for row in today} <= known
    assert [row["name_en"] for row in today if row["valid_from"] == "2022-06-08"].count("Abai") == 1
    assert units_today(shelf, "ECU") == []


@pytest.mark.parametrize(("iso3", "langs"), [("KAZ", ("ru", "kk", "es")), ("ECU", ("ru", "kk", "es"))])
def test_every_unit_of_the_pilots_has_a_name_in_each_language(shelf: Shelf, iso3: str, langs: tuple[str, ...]) -> None:
    names, codes = unit_names(shelf, iso3), set(outline(shelf, find_region(iso3, shelf))["code"])
    for lang in langs:
        assert codes <= set(names[lang])
        assert all(name.strip() == name and name for name in names[lang].values())


def test_units_carry_the_names_that_their_people_write(shelf: Shelf) -> None:
    kazakhstan, ecuador = unit_names(shelf, "KAZ"), unit_names(shelf, "ECU")
    assert (kazakhstan["kk"]["KZ-VOS"], kazakhstan["kk"]["KZ-KZY"]) == ("Шығыс Қазақстан облысы", "Қызылорда облысы")
    assert (kazakhstan["ru"]["KZ-YUZ"], kazakhstan["ru"]["KZ-33"]) == ("Южно-Казахстанская область", "область Жетісу")
    assert [ecuador["es"][f"EC-{code}"] for code in "BFMRUW"] == [
        "Bolívar",
        "Cañar",
        "Manabí",
        "Los Ríos",
        "Sucumbíos",
        "Galápagos",
    ]


def test_a_country_whose_units_nobody_has_named_has_no_names(shelf: Shelf) -> None:
    assert unit_names(shelf, "NPL") == {}


def test_a_country_without_an_outline_is_known_by_code_and_name_but_has_no_region(shelf: Shelf) -> None:
    assert find_country("Georgia").iso3 == find_country("geo").iso3 == "GEO"
    with pytest.raises(UnknownRegion, match="outlines do not hold Georgia"):
        find_region("GEO", shelf)


def test_codes_are_named_and_a_code_of_ones_own_is_left_out() -> None:
    assert country_names(["GEO", "XYZ"])["GEO"]["es"] == "Georgia"
    assert list(country_names(["GEO", "XYZ"])) == ["GEO"]


def test_an_unknown_country_is_refused_also_where_no_outline_is_needed() -> None:
    with pytest.raises(UnknownRegion, match="Nearest: Georgia,"):
        find_country("Georgja")


def test_a_country_is_called_as_the_un_calls_it() -> None:
    names = country_names(["KGZ"])["KGZ"]  # UN terminology database (UNTERM), which Unicode CLDR leaves here
    assert (names["ru"], names["en"], names["es"], names["kk"]) == ("Кыргызстан", "Kyrgyzstan", "Kirguistán", "Қырғызстан")
