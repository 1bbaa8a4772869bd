import json
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from shapely.geometry import LineString, MultiPoint, MultiPolygon, Point, Polygon

from highground.basis.errors import BadData, MissingSource
from highground.catalogue import shapes
from highground.catalogue.shapes import read_points, read_polygons, read_shapes

UTM = "EPSG:32717"
SQUARE = Polygon([(0, 0), (1, 0), (1, 1), (0, 1)])
BOW = Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])


def saved(path: Path, geometry: list[Any], crs: str | None = UTM, layer: str = "places", **columns: list[Any]) -> Path:
    gpd.GeoDataFrame(columns, geometry=geometry, crs=crs).to_file(path, layer=layer, driver="GPKG")
    return path


def text(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def geojson(path: Path, *geometries: Any, **more: Any) -> Path:
    features = [{"type": "Feature", "properties": {"name": str(number)}, "geometry": one} for number, one in enumerate(geometries)]
    return text(path, json.dumps({"type": "FeatureCollection", "features": features, **more}))


def test_points_of_all_three_formats_come_to_the_same_place(tmp_path: Path) -> None:
    csv = text(tmp_path / "a.csv", "name,Latitude,lon\nQuito,-0.22,-78.51\n")
    as_json = geojson(tmp_path / "a.geojson", {"type": "Point", "coordinates": [-78.51, -0.22, 2850]})
    package = saved(tmp_path / "a.gpkg", [Point(-78.51, -0.22)], "EPSG:4326")
    for path in (csv, as_json, package):
        (point,) = read_points(path, UTM).geometry
        assert (point.x, point.y) == pytest.approx((777_160.4, 9_975_660.3), abs=0.5), path.name  # by the series of UTM
        assert not point.has_z


def test_a_shapefile_is_read_with_its_table_and_refused_without_its_parts(tmp_path: Path) -> None:
    gpd.GeoDataFrame({"name": ["Quebrada Ñan"]}, geometry=[Point(500_000, 9_900_000)], crs=UTM).to_file(tmp_path / "p.shp")
    assert read_points(tmp_path / "p.shp", UTM)["name"].tolist() == ["Quebrada Ñan"]
    (tmp_path / "p.prj").unlink()
    with pytest.raises(BadData, match=r"p.shp has no CRS"):
        read_points(tmp_path / "p.shp", UTM)
    (tmp_path / "p.shx").unlink()
    with pytest.raises(BadData, match=r"p.shp cannot be read"):
        read_points(tmp_path / "p.shp", UTM)
    (tmp_path / "p.shp").rename(tmp_path / "p.gpkg")
    with pytest.raises(BadData, match=r"neither GeoPackage, GeoJSON, Shapefile nor CSV"):
        read_points(tmp_path / "p.gpkg", UTM)


def test_points_in_parts_are_points(tmp_path: Path) -> None:
    found = read_points(saved(tmp_path / "a.gpkg", [MultiPoint([(0, 0), (1, 1)])]), UTM)
    assert found.geometry[0].geom_type == "MultiPoint"


def test_areas_keep_their_columns_and_order(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.gpkg", [SQUARE, MultiPolygon([SQUARE])], id=[7, 3], volume_m3=[1e6, None])
    found = read_polygons(path, UTM)
    assert found["id"].tolist() == [7, 3]
    assert found["volume_m3"].isna().tolist() == [False, True]


def test_text_that_looks_like_a_formula_or_a_number_stays_text(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", "id,name,lat,lon\n007,=HYPERLINK(1),-1,-79\n08,@sum,-1,-79\n09,,-1,-79\n")
    found = read_points(path, UTM)
    assert found["id"].tolist() == ["007", "08", "09"]
    assert found["name"].tolist()[:2] == ["=HYPERLINK(1)", "@sum"]
    assert found["name"].isna().tolist() == [False, False, True]


def test_geojson_may_name_its_crs(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32717"}}
    found = read_points(geojson(tmp_path / "a.json", {"type": "Point", "coordinates": [777_000, 9_975_000]}, crs=crs), UTM)
    assert found.geometry[0].coords[0] == (777_000, 9_975_000)


def test_a_package_of_several_layers_needs_a_name(tmp_path: Path) -> None:
    path = saved(saved(tmp_path / "a.gpkg", [SQUARE], layer="lakes"), [Point(0, 0)], layer="towns")
    with pytest.raises(BadData, match=r"a.gpkg holds 2 layers \(lakes, towns\); say which one"):
        read_polygons(path, UTM)
    assert len(read_polygons(path, UTM, layer="lakes")) == 1
    with pytest.raises(BadData, match="has no layer rivers; it has lakes, towns"):
        read_polygons(path, UTM, layer="rivers")


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        ([Point(0, 0), LineString([(0, 0), (1, 1)])], "shape 2 is a LineString"),
        ([SQUARE, None], "shape 2 is blank"),
        ([SQUARE, Polygon()], "shape 2 is blank"),
        ([SQUARE, BOW, BOW], r"shape 2 crosses itself \(2 such\)"),
    ],
)
def test_shapes_that_cannot_be_used_are_refused(tmp_path: Path, geometry: list[Any], words: str) -> None:
    with pytest.raises(BadData, match=words):
        read_shapes(saved(tmp_path / "a.gpkg", geometry), UTM)


def test_points_where_areas_are_needed_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadData, match=r"shape 1 is a Point .*needed are areas"):
        read_polygons(saved(tmp_path / "a.gpkg", [Point(0, 0)]), UTM)
    with pytest.raises(BadData, match=r"shape 1 is a Polygon .*needed are points"):
        read_points(saved(tmp_path / "b.gpkg", [SQUARE]), UTM)


def test_coordinates_that_are_no_numbers_are_refused(tmp_path: Path) -> None:
    path = text(
        tmp_path / "a.geojson",
        geojson(tmp_path / "b.geojson", {"type": "Point", "coordinates": [1, 2]}).read_text().replace("[1, 2]", "[1, NaN]"),
    )
    with pytest.raises(BadData, match=r"a.geojson.* shape 1 (is blank|has coordinates that are no numbers)"):
        read_points(path, UTM)


def test_an_id_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="the id 4 stands 2 times"):
        read_points(saved(tmp_path / "a.gpkg", [Point(0, 0)] * 3, id=[4, 5, 4]), UTM)


def test_no_crs_and_a_wrong_one_are_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="crs"):
        bare = saved(tmp_path / "a.gpkg", [Point(0, 0)], None)
    with pytest.raises(BadData, match=r"has no CRS"):
        read_points(bare, UTM)
    with pytest.raises(BadData, match="seems to be in metres, mend its CRS"):
        read_points(saved(tmp_path / "b.gpkg", [Point(777_000, 9_975_000)], "EPSG:4326"), UTM)
    crs = {"properties": {"name": "urn:of:nobody"}}
    with pytest.raises(BadData, match="no GeoJSON that can be read"):
        read_points(geojson(tmp_path / "c.json", {"type": "Point", "coordinates": [1, 2]}, crs=crs), UTM)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("name,lat,lon\n", "holds 0 shapes"),
        ("", "needed is one named lat"),
        ("name,lat\nA,1\n", "needed is one named lon"),
        ("lat,latitude,lon\n1,1,1\n", "needed is one named lat"),
        ("lat,lon\n1,2\n91,2\n", "row 3 of a.csv has lat '91' and lon '2'; needed are degrees"),
        ("lat,lon\n1,\n", "row 2 of a.csv has lat '1' and lon ''"),
        ("lat,lon\n1,nan\n", "row 2 of a.csv"),
        ("lat,lon\n777000,9975000\n", "needed are degrees"),
        ("lat,lon\n1,2,3\n", "row 2 of a.csv has 3 cells, the header 2"),
        ("name;lat;lon\nA;-0,19;-78,51\n", "a.csv has semicolons between its columns; save it with commas there"),
        ('lat,lon\n"-0,19","-78,51"\n', "needed are degrees, with a decimal point"),
        ('lat,lon\n1,"2\n', "not plain CSV in UTF-8"),
    ],
)
def test_a_csv_that_places_nothing_is_refused(tmp_path: Path, content: str, words: str) -> None:
    with pytest.raises(BadData, match=words):
        read_points(text(tmp_path / "a.csv", content), UTM)


@pytest.mark.parametrize(
    "content",
    ['{"type": "Topology"}', "{", '{"type": "FeatureCollection"}', '{"type": "FeatureCollection", "features": [1]}', "[" * 9],
)
def test_json_that_is_no_geojson_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(BadData, match=r"a.json is"):
        read_points(text(tmp_path / "a.json", content), UTM)


def test_other_formats_archives_and_addresses_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.csv", "lat,lon\n1,2\n")
    with pytest.raises(BadData, match="is an archive"):
        read_points(tmp_path / "a.zip", UTM)
    with pytest.raises(BadData, match="neither GeoPackage, GeoJSON, Shapefile nor CSV"):
        read_points(text(tmp_path / "a.kml", "<kml><NetworkLink/></kml>"), UTM)
    with sqlite3.connect(tmp_path / "other.gpkg") as other:
        other.execute("create table a (b)")
    other.close()
    with pytest.raises(BadData, match="neither GeoPackage"):
        read_points(tmp_path / "other.gpkg", UTM)
    with pytest.raises(BadData, match="is an address"):
        read_points(Path("/vsicurl/https://example.org/a.gpkg"), UTM)
    with pytest.raises(MissingSource, match="is not there"):
        read_points(tmp_path / "lost.gpkg", UTM)


def test_a_damaged_package_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.gpkg", [Point(number, 0) for number in range(500)])
    path.write_bytes(path.read_bytes()[:5_000])
    with pytest.raises(BadData, match=r"a.gpkg cannot be read|a.gpkg holds"):
        read_points(path, UTM)


def test_files_and_lists_beyond_measure_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = text(tmp_path / "a.csv", "lat,lon\n1,2\n3,4\n")
    monkeypatch.setattr(shapes, "FEATURES", 1)
    with pytest.raises(BadData, match="holds 2 shapes, needed are 1 to 1"):
        read_points(path, UTM)
    monkeypatch.setattr(shapes, "FILE_BYTES", 10)
    with pytest.raises(BadData, match="16 bytes, more than 10"):
        read_points(path, UTM)


def test_mapped_debris_flows_are_read_with_their_starts(shared: Path) -> None:
    path = shared / "data" / "maipo-debris-flow" / "runout.gpkg"
    assert len(read_points(path, "EPSG:32719", layer="source")) == 3
    assert len(read_polygons(path, "EPSG:32719", layer="runout")) == 3
