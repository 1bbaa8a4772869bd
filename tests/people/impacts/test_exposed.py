import numpy as np
import pandas as pd
import pytest
import xarray as xr

from highground.basis.ensemble import Ensemble
from highground.people import population
from highground.people.impacts import exposed

ENSEMBLE = Ensemble(members=50)


def spread(pieces: xr.Dataset, places: pd.DataFrame) -> tuple[xr.Dataset, xr.Dataset]:
    patterns = population.patterns(pieces, places)
    return patterns, population.sample(ENSEMBLE, patterns, 200_000)


def test_with_full_proneness_everybody_counts_once(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    patterns, members = spread(pieces, places)
    zone = 2 * pieces["unit"].to_numpy() + (pieces["k1"].to_numpy() > 0)
    found = exposed.exposed(np.ones((1, zone.size)), zone, [0, 0, 1, 1], patterns, members, np.full(50, 2e5))[0]
    assert found == pytest.approx(population.people_by(zone, 4, patterns, members, np.full(50, 2e5)))


def test_half_the_proneness_is_half_the_people_at_risk_and_none_is_none(pieces: xr.Dataset, places: pd.DataFrame) -> None:
    patterns, members = spread(pieces, places)
    zone, unit_of = pieces["unit"].to_numpy(), [0, 1]
    rows = np.outer([1.0, 0.5, 0.0], np.linspace(0, 1, zone.size))
    full, half, none = exposed.exposed(rows, zone, unit_of, patterns, members, np.full(50, 2e5))
    assert half == pytest.approx(full / 2)
    assert none.sum() == 0


def test_the_sampled_sharpness_lies_between_its_nodes() -> None:
    nodes = np.stack([np.full((1, 50, 2), value) for value in (9.0, 4.0, 1.0)])
    found = exposed.sharpened(nodes, ENSEMBLE)
    assert found.shape == (1, 50, 2)
    assert 1 <= found.min() < 2
    assert 8 < found.max() <= 9
