from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from highground.basis.errors import BadData, UnitMismatch
from highground.catalogue.dem.pieces import covered, heights, piece

Maker = Callable[..., Path]


def test_a_tile_lies_with_the_centres_of_its_posts_on_whole_degrees(hgt: Maker) -> None:
    grid = piece(hgt("S01W079.hgt.gz")).grid
    assert grid.west + grid.dx / 2 == pytest.approx(-79)
    assert grid.north - grid.dy / 2 == pytest.approx(0)
    assert grid.east - grid.dx / 2 == pytest.approx(-78)
    assert grid.south + grid.dy / 2 == pytest.approx(-1)


def test_no_data_is_nan_whatever_marks_it(tiff: Maker, hgt: Maker) -> None:
    for path in (
        tiff([[1, -9999], [3, 4]]),
        tiff([[1, np.nan], [3, 4]]),
        tiff([[1, np.nan], [3, 4]], nodata=None),
        tiff([[1, 0], [3, 4]], nodata=0, dtype="uint8"),
    ):
        found = heights(piece(path), (0, 2, 0, 2))
        assert found.dtype == np.float32
        assert np.isnan(found[0, 1])
        assert np.isnan(found).sum() == 1
    tile = np.full((1201, 1201), 7)
    tile[0, 1] = -32768
    assert np.isnan(heights(piece(hgt(heights=tile)), (0, 2, 0, 2))).tolist() == [[False, True], [False, False]]


@pytest.mark.parametrize("mark", [-9999, -32768, 65535, -3.4e38, np.inf])
def test_an_undeclared_mark_for_no_data_is_refused(tiff: Maker, mark: float) -> None:
    with pytest.raises(BadData, match=r"looks like an undeclared mark for no data; declare it"):
        heights(piece(tiff([[900, mark], [1000, 1100]], nodata=None)), (0, 2, 0, 2))


def test_peaks_above_everest_are_refused_as_feet(tiff: Maker) -> None:
    with pytest.raises(UnitMismatch, match=r"highest point is at 20,702 m.*look like feet"):
        heights(piece(tiff([[19_347, 20_702]])), (0, 1, 0, 2))  # Cotopaxi and Chimborazo, about


def test_the_shore_of_the_dead_sea_and_everest_pass(tiff: Maker) -> None:
    assert heights(piece(tiff([[-440, 8849]])), (0, 1, 0, 2)).tolist() == [[-440, 8849]]


@pytest.mark.parametrize("unit", ["ft", "feet", "US survey foot", "dm"])
def test_heights_that_say_another_unit_are_refused(tiff: Maker, unit: str) -> None:
    with pytest.raises(UnitMismatch, match=f"its heights are in {unit}"):
        piece(tiff([[1, 2]], unit=unit))


def test_heights_that_say_metres_pass(tiff: Maker) -> None:
    assert piece(tiff([[1, 2]], unit="metre")).grid.cols == 2


def test_several_bands_scaled_and_complex_numbers_are_refused(tiff: Maker) -> None:
    with pytest.raises(BadData, match="has 2 bands"):
        piece(tiff(np.zeros((2, 3, 3))))
    with pytest.raises(BadData, match=r"plain heights \(float32, scale 0.1"):
        piece(tiff([[1, 2]], scale=0.1))
    with pytest.raises(BadData, match="plain heights"):
        piece(tiff([[1, 2]], dtype="complex64", nodata=None))


def test_blocks_larger_than_memory_are_refused(tiff: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("highground.catalogue.dem.files.BLOCK_CELLS", 50)
    with pytest.raises(BadData, match="stored in blocks of 10 by 10 cells"):
        piece(tiff(np.zeros((10, 10)), blockysize=10))


def test_cells_under_two_boxes_are_covered_once() -> None:
    assert covered([(0, 2, 0, 2)], (2, 2)) == 1
    assert covered([(0, 2, 0, 2), (0, 2, 1, 3), (1, 2, 0, 4)], (2, 4)) == 7 / 8
