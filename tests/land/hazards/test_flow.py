from math import radians, tan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.land.hazards import flow
from highground.land.hazards.flow import CELL_ROW, DONE, ENDLESS, FULL, SPARE, VISIT_ROW


def job(cells: int = 400, visits: int = 64, most: int = 10**6) -> flow.Job:
    """A plane of 30 x 10 cells that falls by 30 degrees, one release."""
    rows, cols, cell_m = 30, 10, 10.0
    dem = np.repeat(1000 - np.arange(rows) * cell_m * tan(radians(30.0)), cols).astype(np.float32)
    near = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1) if down or right]
    ground = flow.Ground(
        dem, np.zeros(dem.size, np.int32), np.empty(0, np.int32), rows, cols,
        np.array([down * cols + right for down, right in near]), cell_m * np.hypot(*np.array(near, float).T),
    )  # fmt: skip
    real, ring = np.empty(cells * CELL_ROW), np.empty(visits * VISIT_ROW)
    desk = flow.Desk(real, real.view(np.int64), ring, ring.view(np.int64), np.empty(16), np.empty(24, np.int64))
    hits = flow.Hits(np.empty(0, np.int64), np.empty((1, 3), np.int64), np.empty((1, 2)))
    state = np.zeros(flow.STATE, np.int64)
    state[flow.RELEASE] = -1
    return flow.Job(ground, flow.Law(tan(radians(25.0)), 100.0, 8.0, 3e-4, most), desk, hits, np.array([25]), state)


def test_a_release_is_routed_to_its_end_and_all_flux_is_accounted_for() -> None:
    work = job()
    assert flow.flow(work) == DONE
    used = int(work.state[flow.CELLS])
    deposited = work.desk.whole.reshape(-1, CELL_ROW)[:used, flow.DEPOSITED].sum()
    assert (deposited + work.state[flow.LEFT]) / flow.FLUX_ONE == pytest.approx(1.0, abs=1e-9)
    assert work.state[flow.HEAD] == work.state[flow.TAIL]
    assert work.ground.place[295] == -1  # the edge takes no visit
    assert flow.flow(work) == DONE  # and nothing is left to do


def test_too_little_room_is_said_before_a_row_is_lost() -> None:
    assert flow.flow(job(cells=SPARE + 20)) == FULL
    assert flow.flow(job(visits=16)) == FULL


def test_visits_beyond_the_most_are_said() -> None:
    assert flow.flow(job(most=5)) == ENDLESS


@given(st.floats(0.1, 20.0), st.one_of(st.integers(0, 64).map(float), st.floats(0.0, 10.0)))
def test_powers_are_powers(base: float, exponent: float) -> None:
    assert flow._power(base, exponent) == pytest.approx(base**exponent, rel=1e-12)
