import numpy as np
import pytest

from highground.basis.ensemble import Ensemble
from highground.research.material import Material
from highground.research.whatif.ground import ground, household_size

ENSEMBLE = Ensemble(seed=3, members=40)


def test_between_two_levels_lies_the_straight_line(material: Material) -> None:
    low, middle, high = (ground(material, level, ENSEMBLE) for level in (2.0, 2.5, 3.0))
    assert low.displaced is not None
    assert middle.displaced is not None
    assert high.displaced is not None
    assert middle.displaced.total == pytest.approx((low.displaced.total + high.displaced.total) / 2)
    for name, z in middle.impacts.items():
        assert z == pytest.approx((low.impacts[name] + high.impacts[name]) / 2)


def test_units_hold_the_whole_displacement_whose_place_is_known(material: Material) -> None:
    found = ground(material, 2.0, ENSEMBLE).displaced
    assert found is not None
    assert (found.units.sum(axis=1) <= found.total * (1 + 1e-9)).all()
    assert (found.units.sum(axis=1) > 0.5 * found.total).mean() > 0.5
    assert found.homes.shape == found.units.shape


def test_a_household_has_one_person_at_least() -> None:
    sizes = household_size(Ensemble(members=1000))
    assert sizes.min() >= 1
    assert np.median(sizes) == pytest.approx(4, abs=0.1)
