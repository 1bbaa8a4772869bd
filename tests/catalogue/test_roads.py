from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import rasterio

from highground.basis.errors import BadData, UnitMismatch
from highground.catalogue.roads import road_speeds
from highground.catalogue.shelf import Shelf

Pack = Callable[..., Path]


@pytest.fixture
def mounted(make_pack: Pack, tmp_path: Path) -> Callable[..., Shelf]:
    def make(values: list[list[float]], bands: int = 1, **card: object) -> Shelf:
        path, cells = tmp_path / "made.tif", np.array(values, dtype="float32")
        given = {"driver": "GTiff", "count": bands, "height": cells.shape[0], "width": cells.shape[1], "dtype": "float32"}
        with rasterio.open(
            path, "w", crs="EPSG:4326", nodata=-9, transform=rasterio.Affine(0.5, 0, 70, 0, -0.5, 44), **given
        ) as raster:
            for band in range(bands):
                raster.write(cells, band + 1)
        about = {"provides": "roads", "unit": "km/h", "file": "roads.tif"} | card
        return Shelf([make_pack(path.read_bytes(), "somebody-roads-2024", **about)])

    return make


def test_without_a_pack_there_are_no_roads() -> None:
    assert road_speeds(Shelf()) is None


def test_a_cell_without_data_has_no_road(mounted: Callable[..., Shelf]) -> None:
    found = road_speeds(mounted([[60.0, -9.0], [0.0, 80.0]]))
    assert found is not None
    assert found.to_numpy().tolist() == [[60, 0], [0, 80]]
    assert found.attrs["sources"] == ("somebody-roads-2024",)


def test_outside_the_raster_there_are_no_roads(mounted: Callable[..., Shelf]) -> None:
    assert road_speeds(mounted([[60.0, 0.0]]), (0.0, 0.0, 1.0, 1.0)) is None


@pytest.mark.parametrize("values", [[[-5.0, 10.0]], [[900.0, 10.0]]])
def test_speeds_that_no_road_has_are_refused(mounted: Callable[..., Shelf], values: list[list[float]]) -> None:
    with pytest.raises(BadData, match="give km/h"):
        road_speeds(mounted(values))


def test_metres_a_second_are_refused(mounted: Callable[..., Shelf]) -> None:
    with pytest.raises(UnitMismatch, match="km/h, the card says m/s"):
        road_speeds(mounted([[10.0, 10.0]], unit="m/s"))


def test_two_bands_are_refused(mounted: Callable[..., Shelf]) -> None:
    with pytest.raises(BadData, match="one band"):
        road_speeds(mounted([[10.0, 10.0]], bands=2))
