import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.land.hazards.slides import auc, fit, patches, spatial_auc

RNG = np.random.default_rng(3)
SLOPE = RNG.uniform(0, 60, 400)
TERRAIN = np.column_stack([SLOPE, RNG.normal(0, 1, 400)])
SLID = RNG.random(400) < 1 / (1 + np.exp(-(SLOPE - 30) / 5))
POINTS = RNG.uniform(0, 4000, (400, 2))


def test_steeper_ground_slides_more_where_steep_ground_has_slid() -> None:
    model = fit(TERRAIN, SLID)
    steep, gentle = model.chance([[50.0, 0.0], [10.0, 0.0]])
    assert steep > 0.9
    assert gentle < 0.1
    assert abs(model.coefficients[2]) < 0.5  # noise says nothing


def test_the_fit_is_the_one_that_a_law_demands() -> None:
    # with an unpenalised constant the mean of the chances is the share that slid
    assert fit(TERRAIN, SLID).chance(TERRAIN).mean() == pytest.approx(SLID.mean())


@given(st.floats(0.1, 1000), st.floats(-1e3, 1e3))
def test_units_of_the_terrain_do_not_matter(scale: float, shift: float) -> None:
    plain = fit(TERRAIN, SLID).chance(TERRAIN)
    assert fit(TERRAIN * scale + shift, SLID).chance(TERRAIN * scale + shift) == pytest.approx(plain, abs=1e-6)


def test_the_area_under_the_curve_by_hand() -> None:
    assert auc([0.9, 0.8, 0.2, 0.1], [True, True, False, False]) == 1.0
    assert auc([0.5, 0.5], [True, False]) == 0.5
    assert auc([0.2, 0.6, 0.4], [True, True, False]) == 0.5  # one of two slides above the other slope


def test_what_does_not_rank_gets_a_half_on_ground_it_has_not_seen() -> None:
    noise = RNG.normal(0, 1, (400, 3))
    assert spatial_auc(noise, SLID, POINTS).mean() == pytest.approx(0.5, abs=0.08)
    assert spatial_auc(TERRAIN, SLID, POINTS).mean() > 0.9


def test_patches_are_patches_of_ground_and_the_same_for_the_same_seed() -> None:
    label = patches(POINTS, 5, seed=1)
    assert set(label) == set(range(5))
    assert (label == patches(POINTS, 5, seed=1)).all()
    spread = np.mean([POINTS[label == k].std(axis=0).mean() for k in range(5)])
    assert spread < 0.7 * POINTS.std(axis=0).mean()


@pytest.mark.parametrize(
    ("terrain", "slid", "says"),
    [
        (TERRAIN[:, 0], SLID, "one row a point"),
        (np.where(TERRAIN > 59, np.nan, TERRAIN), SLID, "blanks"),
        (TERRAIN, np.zeros(400, bool), "at least 10 slides"),
        (np.column_stack([TERRAIN, np.ones(400)]), SLID, "the same at every point"),
    ],
)
def test_what_cannot_be_fitted_is_refused_in_a_sentence(terrain: np.ndarray, slid: np.ndarray, says: str) -> None:
    with pytest.raises(BadData, match=says):
        fit(terrain, slid)
