import numpy as np
import pandas as pd
import pytest
import xarray as xr

from highground.people.population.cells import Cells, share


def test_shares_add_up_to_one_and_fall_back_when_there_is_nothing() -> None:
    even = np.array([1.0, 3.0])
    assert share(np.array([2.0, 2.0]), even).tolist() == [0.5, 0.5]
    assert share(np.zeros(2), even).tolist() == [0.25, 0.75]


def test_a_place_lies_in_the_cell_that_holds_it(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    cells = Cells(pieces)
    cell, inside = cells.of(places.iloc[:1])
    assert inside.all()
    held = np.flatnonzero(cells.cell == cell[0])
    assert abs(cells.lat[held] - places["lat"].iloc[0]).max() <= 1 / 24 + 1e-9


def test_settling_keeps_every_person(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    cells = Cells(pieces)
    cell, inside = cells.of(places)
    people = np.arange(1.0, inside.sum() + 1)
    for settled in cells.settle(cell[inside], people):
        assert settled.sum() == pytest.approx(people.sum())


def test_a_place_far_outside_is_outside(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    _, inside = Cells(pieces).of(places.iloc[:1].assign(lat=-60.0))
    assert not inside.any()


def test_longitudes_a_turn_apart_are_the_same_place(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    cells = Cells(pieces)
    here, there = (cells.of(places.assign(lon=places["lon"] + turn))[0] for turn in (0, 360))
    assert (here == there).all()


def test_the_highest_place_is_the_height_of_its_cell(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    cells = Cells(pieces)
    cell, inside = cells.of(places)
    assert cells.highest(cell[inside]) <= float(pieces["elevation"].max())
    assert cells.highest(np.array([], dtype=np.intp)) == np.inf
