from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio

from highground.basis.errors import BadData, MissingSource, UnitMismatch
from highground.catalogue.maps import flood_maps
from highground.catalogue.shelf import Shelf

Pack = Callable[..., Path]
NESTED = np.array([[[0.5, 0.0, 2.0]], [[0.0, 0.0, 1.0]]], dtype="float32")  # 100 years, then 10


@pytest.fixture
def mounted(make_pack: Pack, tmp_path: Path) -> Callable[..., Shelf]:
    def make(
        values: Any = NESTED,
        words: tuple[str, ...] = ("RP100", "10 years"),
        crs: str = "EPSG:4326",
        people: bool = True,
        **card: object,
    ) -> Shelf:
        path = tmp_path / "made.tif"
        given = {"driver": "GTiff", "count": len(values), "height": values.shape[1], "width": values.shape[2], "dtype": "float32"}
        with rasterio.open(path, "w", crs=crs, nodata=-9, transform=rasterio.Affine(0.5, 0, 70, 0, -0.5, 44), **given) as raster:
            raster.write(values.astype("float32"))
            raster.descriptions = words
        about = {"provides": "river_flood_maps", "unit": "m", "blank_means": "dry", "file": "floods.tif"} | card
        pack = make_pack(path.read_bytes(), "somebody-floods-2024", **about)
        if people:
            make_pack(b"-", "somebody-people-2024", file="people.tif", provides="population", unit="persons")
        return Shelf([pack])

    return make


def test_without_a_pack_there_are_no_maps() -> None:
    assert flood_maps(Shelf()) is None


def test_maps_are_sorted_by_return_period_and_cut_to_the_window(mounted: Callable[..., Shelf]) -> None:
    depth = flood_maps(mounted())
    assert depth is not None
    assert depth["years"].to_numpy().tolist() == [10, 100]
    assert depth.to_numpy()[:, 0].tolist() == [[0, 0, 1], [0.5, 0, 2]]
    part = flood_maps(mounted(), (71.0, 43.5, 71.5, 44.0))
    assert part is not None
    assert part.to_numpy().ravel().tolist() == [1, 2]
    assert flood_maps(mounted(), (-80, -5, -75, 1)) is None


def test_no_data_is_dry_or_unknown_as_the_card_says(mounted: Callable[..., Shelf]) -> None:
    holes = np.array([[[0.5, -9, 2.0]], [[-9, 0.0, 1.0]]])
    dry = flood_maps(mounted(holes))
    unknown = flood_maps(mounted(holes, blank_means="unknown"))
    assert dry is not None
    assert unknown is not None
    assert dry.to_numpy()[:, 0].tolist() == [[0, 0, 1], [0.5, 0, 2]]
    assert np.isnan(unknown.to_numpy()[:, 0]).tolist() == [[True, True, False]] * 2


@pytest.mark.parametrize(
    ("more", "error", "words"),
    [
        ({"unit": "cm"}, UnitMismatch, "the card says cm"),
        ({"blank_means": "not reported"}, BadData, "dry or unknown"),
        ({"people": False}, MissingSource, "need people per cell"),
        ({"crs": "EPSG:3857"}, BadData, "EPSG:4326"),
        ({"words": ("RP100", "deep")}, BadData, "band 2 is named 'deep'"),
        ({"words": ("RP100", "")}, BadData, "band 2 is named 'nothing'"),
        ({"words": ("RP100", "100")}, BadData, "two bands are of 100 years"),
        ({"words": ("RP100", "0.5")}, BadData, "band 2"),
        ({"values": NESTED[:1], "words": ("10",)}, BadData, "at least two"),
        ({"values": NESTED - 1}, BadData, "below 0"),
        ({"values": NESTED * 100}, BadData, "above 100 m"),
        ({"words": ("10", "100")}, BadData, r"100 years is shallower than that of 10 in 100\.0 % of wet cells"),
    ],
)
def test_maps_that_are_not_what_they_should_be_are_refused(
    mounted: Callable[..., Shelf], more: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words) as caught:
        flood_maps(mounted(**more))
    assert "\n" not in str(caught.value)


def test_a_rare_seam_is_levelled_to_the_commoner_map(mounted: Callable[..., Shelf]) -> None:
    common, rare = np.full((10, 20), 1.0), np.full((10, 20), 2.0)
    rare[0, 0] = 0.5  # 1 of 200 wet cells
    depth = flood_maps(mounted(np.stack([rare, common])))
    assert depth is not None
    assert float(depth[1, 0, 0]) == 1.0
