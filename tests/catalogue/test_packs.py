import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio

from highground.basis.errors import BadData, UnitMismatch
from highground.catalogue import packs
from highground.catalogue.events.clean import COLUMNS
from highground.catalogue.packs import event_table, population_raster
from highground.catalogue.shelf import Shelf

Pack = Callable[..., Path]
PEOPLE = np.array([[1.0, 2, -9], [3, 0, 5]], dtype="float32")  # -9 is no data


@pytest.fixture
def tiff(tmp_path: Path) -> Callable[..., bytes]:
    def make(
        values: Any = PEOPLE, west: float = 70, north: float = 44, step: float = 0.5, crs: str | None = "EPSG:4326", **more: Any
    ) -> bytes:
        path = tmp_path / "made.tif"
        transform = more.pop("transform", rasterio.Affine(step, 0, west, 0, -step, north))
        unit = more.pop("unit", None)
        bands = values if values.ndim == 3 else values[None]
        profile = {"driver": "GTiff", "width": bands.shape[2], "height": bands.shape[1], "count": len(bands), "dtype": bands.dtype}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with rasterio.open(path, "w", crs=crs, transform=transform, **{"nodata": -9, **profile, **more}) as raster:
                raster.write(bands)
                if unit:
                    raster.units = [unit]
        return path.read_bytes()

    return make


def shelf(make_pack: Pack, content: bytes, **more: object) -> Shelf:
    return Shelf([make_pack(content, file="people.tif", **{"provides": "population", "unit": "persons", **more})])


def test_without_a_pack_there_is_no_raster_and_the_rule_stays() -> None:
    assert population_raster(Shelf()) is None


def test_people_stand_where_the_raster_says_and_no_data_is_not_zero(make_pack: Pack, tiff: Callable[..., bytes]) -> None:
    people = population_raster(shelf(make_pack, tiff()))
    assert people is not None
    assert people.lat.values.tolist() == [43.75, 43.25]
    assert people.lon.values.tolist() == [70.25, 70.75, 71.25]
    assert people.sel(lat=43.25, lon=70.75) == 0
    assert np.isnan(people.sel(lat=43.75, lon=71.25))
    assert float(people.sum()) == 11
    assert people.attrs["units"] == "persons"
    assert people.attrs["sources"] == ("ministry-table-2026",)


def test_a_window_cuts_whole_cells_and_outside_it_there_is_nothing(make_pack: Pack, tiff: Callable[..., bytes]) -> None:
    held = shelf(make_pack, tiff())
    part = population_raster(held, (70.6, 43.0, 71.0, 43.4))
    assert part is not None
    assert part.values.tolist() == [[0.0]]
    assert population_raster(held, (-80, -5, -75, 1)) is None


def test_a_window_over_the_date_line_is_read_from_both_ends_of_the_globe(make_pack: Pack, tiff: Callable[..., bytes]) -> None:
    world = np.arange(36, dtype="float32")[None].repeat(2, 0)
    people = population_raster(shelf(make_pack, tiff(world, west=-180, north=10, step=10)), (165, -10, 195, 10))
    assert people is not None
    assert people.lon.values.tolist() == [165.0, 175.0, 185.0, 195.0]
    assert people.values[0].tolist() == [34.0, 35.0, 0.0, 1.0]


@pytest.mark.parametrize("unit", ["persons/km2", ""])
def test_a_density_is_refused_by_its_card(make_pack: Pack, tiff: Callable[..., bytes], unit: str) -> None:
    with pytest.raises(UnitMismatch, match="persons per cell"):
        population_raster(shelf(make_pack, tiff(), unit=unit))


def test_a_density_is_refused_by_its_own_label(make_pack: Pack, tiff: Callable[..., bytes]) -> None:
    with pytest.raises(UnitMismatch, match="the raster says its unit is km-2"):
        population_raster(shelf(make_pack, tiff(unit="km-2")))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"crs": "EPSG:3857"}, "EPSG:4326"),
        ({"crs": None}, "EPSG:4326"),
        ({"nodata": -1}, "negative people"),
        ({"values": np.array([[np.inf]], dtype="float32")}, "infinite people"),
        ({"values": np.ones((2, 2, 2), dtype="float32")}, "one band"),
        ({"transform": rasterio.Affine(0.5, 0.1, 70, 0, -0.5, 44)}, "north up"),
        ({"transform": rasterio.Affine(0.5, 0, 70, 0, 0.5, 44)}, "north up"),
        ({"north": 120}, "beyond the globe"),
    ],
)
def test_a_raster_that_is_not_what_it_should_be_is_refused(
    make_pack: Pack, tiff: Callable[..., bytes], more: dict[str, Any], words: str
) -> None:
    with pytest.raises(BadData, match=words) as caught:
        population_raster(shelf(make_pack, tiff(**more)))
    assert "\n" not in str(caught.value)


def test_a_raster_too_large_to_read_is_refused_before_it_is_read(
    make_pack: Pack, tiff: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = shelf(make_pack, tiff())
    monkeypatch.setattr(packs, "CELLS", 5)
    with pytest.raises(BadData, match="6 cells in the window, more than 5"):
        population_raster(held)
    monkeypatch.setattr(packs, "RASTER_BYTES", 5)
    with pytest.raises(BadData, match="larger than 5 bytes"):
        population_raster(held)


def test_archives_and_xml_and_torn_files_are_refused(make_pack: Pack, tiff: Callable[..., bytes], tmp_path: Path) -> None:
    archive = tmp_path / "bomb.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("people.tif", b"0" * 10_000_000)
    remote = (
        b"<VRTDataset><VRTRasterBand><SourceFilename>/vsicurl/http://example.org/x</SourceFilename></VRTRasterBand></VRTDataset>"
    )
    for content in (archive.read_bytes(), remote, b"", tiff()[:60]):
        with pytest.raises(BadData, match=r"ministry-table-2026: people\.tif"):
            population_raster(shelf(make_pack, content))


def test_a_file_beside_the_raster_cannot_change_what_it_says(make_pack: Pack, tiff: Callable[..., bytes]) -> None:
    held = shelf(make_pack, tiff())
    beside = held.open("ministry-table-2026").with_name("people.tif.aux.xml")
    beside.write_text(
        '<PAMDataset><PAMRasterBand band="1"><UnitType>km-2</UnitType></PAMRasterBand></PAMDataset>', encoding="utf-8"
    )
    assert population_raster(held) is not None


def losses(**cells: str) -> bytes:
    row = dict.fromkeys(COLUMNS, "") | {
        "event_id": "e1", "iso3": "PER", "start": "2012-03-01", "hazard": "river_flood", "movement_low": "90", "movement_mid": "100",
        "movement_high": "120",
    }  # fmt: skip
    row |= cells
    return f"{','.join(row)}\n{','.join(row.values())}\n".encode()


def test_without_a_pack_there_are_no_events_and_the_bundled_record_stays() -> None:
    assert event_table(Shelf()) is None


def test_events_of_a_pack_are_read_and_blanks_are_not_zero(make_pack: Pack) -> None:
    found = event_table(Shelf([make_pack(losses(), file="events.csv", provides="events")]))
    assert found is not None
    card, table = found
    assert card.id == "ministry-table-2026"
    assert table["movement_mid"].tolist() == [100]
    assert table["deaths_mid"].isna().all()


@pytest.mark.parametrize("cells", [{"movement_mid": "many"}, {"movement_mid": "-5"}])
def test_events_with_counts_that_are_none_are_refused_by_the_name_of_their_card(make_pack: Pack, cells: dict[str, str]) -> None:
    with pytest.raises(BadData, match="ministry-table-2026"):
        event_table(Shelf([make_pack(losses(**cells), file="events.csv", provides="events")]))
