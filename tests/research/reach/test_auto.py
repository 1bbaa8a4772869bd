from typing import Any

import numpy as np
import pytest

from highground.basis.errors import BadData
from highground.research.reach import auto
from highground.research.reach.auto import from_terrain


def test_one_start_for_each_patch_of_steep_ground_at_its_highest_cell(slope: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    slope.z[:30] = 700 - 7.5 * np.arange(30)[:, None]  # 36.9 degrees
    monkeypatch.setattr(auto, "PATCH_M", 100.0)
    releases, notes = from_terrain(slope, "avalanche")
    cells = np.array([one.cells[0] for one in releases])
    assert {tuple(cell // 10) for cell in cells} == {(row, column) for row in range(3) for column in range(8)}
    assert set(cells[:, 0]) == {1, 10, 20}  # nothing starts on the edge
    assert notes[0][1] == {"low": 28.0, "high": 55.0, "patch": 100}


def test_the_tiles_in_which_it_looks_change_nothing(slope: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    slope.z[:30] = 700 - 7.5 * np.arange(30)[:, None]
    monkeypatch.setattr(auto, "PATCH_M", 100.0)
    whole = [one.cells.tolist() for one in from_terrain(slope, "avalanche")[0]]
    monkeypatch.setattr(auto, "TILE", 20)
    monkeypatch.setattr(auto, "WHOLE", 10)
    assert sorted(one.cells.tolist() for one in from_terrain(slope, "avalanche")[0]) == sorted(whole)


def test_ground_that_is_never_steep_enough_is_an_answer(slope: Any) -> None:
    with pytest.raises(BadData, match="no ground has a slope of 45 to 90 degrees"):
        from_terrain(slope, "rockfall")


def test_lakes_are_not_found_by_slope(slope: Any) -> None:
    with pytest.raises(BadData, match="--lakes"):
        from_terrain(slope, "outburst")


def test_patches_grow_until_there_are_not_too_many_starts(slope: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    slope.z[:30] = 700 - 7.5 * np.arange(30)[:, None]
    monkeypatch.setattr(auto, "PATCH_M", 100.0)
    monkeypatch.setattr(auto, "MOST", 10)
    releases, notes = from_terrain(slope, "avalanche")
    assert notes[0][1]["patch"] == 200
    assert {tuple(one.cells[0] // 20) for one in releases} == {(row, column) for row in range(2) for column in range(4)}
    assert {int(one.cells[0, 0]) for one in releases} == {1, 20}


def gully(slope: Any) -> None:
    """A channel that falls by 31 degrees between walls of 45 degrees, over all 60 rows."""
    slope.z[:] = 1000 - 6.0 * np.arange(60)[:, None] + 10.0 * np.abs(np.arange(80) - 40)


def test_a_debris_flow_starts_in_channels_and_the_note_says_how(slope: Any) -> None:
    gully(slope)
    releases, notes = from_terrain(slope, "debris_flow")
    assert {int(one.cells[0, 1]) for one in releases} == {40}
    assert [values for _, values in notes] == [{"low": 15.0, "high": 45.0, "patch": 500, "area": 1}]


def test_on_large_elevation_it_is_said_that_only_ground_nearby_is_counted(slope: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    gully(slope)
    whole = [one.cells.tolist() for one in from_terrain(slope, "debris_flow")[0]]
    monkeypatch.setattr(auto, "WHOLE", 10)
    releases, notes = from_terrain(slope, "debris_flow")
    assert [one.cells.tolist() for one in releases] == whole  # tiles see as far as the elevation reaches
    assert notes[1][1] == {"km": 5.1}
