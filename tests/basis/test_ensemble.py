import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.ensemble import Ensemble, spread

name = st.text(min_size=1, max_size=20)
seed = st.integers(0, 2**32 - 1)


@given(seed, name)
def test_the_same_seed_and_name_give_the_same_draws_in_any_order(number: int, stream: str) -> None:
    one, two = Ensemble(number, 20), Ensemble(number, 20)
    two.uniform("something else first")
    assert np.array_equal(one.normal(stream), two.normal(stream))


def test_another_name_or_another_seed_gives_other_draws() -> None:
    base = Ensemble(1, 100).uniform("lapse")
    assert not np.array_equal(base, Ensemble(1, 100).uniform("offset"))
    assert not np.array_equal(base, Ensemble(2, 100).uniform("lapse"))


@given(seed, st.integers(2, 200))
def test_every_equal_slice_of_probability_holds_one_member(number: int, members: int) -> None:
    draws = Ensemble(number, members).uniform("demo")
    assert sorted(np.floor(draws * members).astype(int)) == list(range(members))


@given(st.floats(-50, 50), st.floats(0, 50), st.floats(0, 50))
def test_the_published_points_come_back(mid: float, below: float, above: float) -> None:
    draws = Ensemble(1, 2000).between("demo", mid - below, mid, mid + above)
    found = np.quantile(draws, [0.05, 0.5, 0.95])
    assert found == pytest.approx([mid - below, mid, mid + above], abs=0.02 * (below + above) + 1e-9)


def test_a_normal_draw_has_the_mean_and_spread_asked_for() -> None:
    draws = Ensemble(1, 5000).normal("demo", 5.5, 0.4)
    assert draws.mean() == pytest.approx(5.5, abs=0.01)
    assert draws.std() == pytest.approx(0.4, abs=0.01)


def test_two_streams_are_not_correlated() -> None:
    ensemble = Ensemble(1, 2000)
    assert abs(np.corrcoef(ensemble.uniform("one"), ensemble.uniform("two"))[0, 1]) < 0.06  # 2.7 sd of chance


def test_the_same_scores_keep_members_in_the_same_order() -> None:
    scores = Ensemble(1, 50).normal("glacier model")
    assert np.array_equal(np.argsort(spread(scores, 1, 2, 3)), np.argsort(spread(scores, 10, 40, 50)))


def test_a_range_out_of_order_or_an_ensemble_of_one_is_refused() -> None:
    with pytest.raises(ValueError, match="lapse: need low <= mid <= high"):
        Ensemble().between("lapse", 2.0, 1.0, 3.0)
    with pytest.raises(ValueError, match="at least 2 members, got 1"):
        Ensemble(members=1)
