import itertools

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from highground.basis.ensemble import Ensemble
from highground.basis.scenario import LEVELS, TODAY
from highground.land.hazards import warming

ENSEMBLE = Ensemble(members=400)
RX1DAY = {1.5: (1.21, 9.10, 16.54), 2.0: (5.70, 12.75, 22.53), 3.0: (11.07, 19.53, 32.67), 4.0: (15.51, 29.93, 42.17)}  # ECA
SHRINKS = {1.5: (-9.0, -6.0, -3.0), 2.0: (-12.0, -8.0, -4.0), 3.0: (-18.0, -12.0, -6.0), 4.0: (-24.0, -16.0, -8.0)}


def rain(changes: dict[float, tuple[float, float, float]], level: float) -> np.ndarray:
    return warming.rain(changes, ENSEMBLE.normal("rain"), warming.draw_extremes(ENSEMBLE), level)


def test_gumbel_by_hand() -> None:
    # variation 0.35: location 3.09 scales; the 20-year event 2.97 scales above; exp(6.06 x (1 - 1 / 1.1)) = 1.734
    location = np.pi / np.sqrt(6) / 0.35 - 0.5772156649
    level = location - np.log(-np.log1p(-1 / 20))
    assert warming.rate_ratio(1.1, 0.35, 0.0, 20.0) == pytest.approx(np.exp(level * (1 - 1 / 1.1)))


def test_frequency_found_by_simulation_equals_the_formula() -> None:
    from scipy.stats import genextreme

    shape, variation, years = 0.15, 0.4, 10.0
    unit = genextreme(-shape)  # scipy turns the sign
    location = unit.std() / variation - unit.mean()
    level = genextreme(-shape, loc=location).ppf(1 - 1 / years)
    now, then = (-np.log(genextreme(-shape, loc=location * k, scale=k).cdf(level)) for k in (1.0, 1.2))
    assert warming.rate_ratio(1.2, variation, shape, years) == pytest.approx(then / now, rel=1e-9)


@given(st.floats(0.2, 0.6), st.floats(0, 0.25), st.floats(3, 100), st.floats(1, 2))
@example(0.5, 1e-05, 3.0, 1.0)  # nearly Gumbel, where powers lose digits
def test_heavier_rain_never_comes_less_often(variation: float, shape: float, years: float, more: float) -> None:
    assert warming.rate_ratio(more, variation, shape, years) >= 1 - 1e-12
    assert warming.rate_ratio(1.0, variation, shape, years) == pytest.approx(1)


def test_today_is_one_for_every_rule_and_levels_share_their_draws() -> None:
    assert np.allclose(rain(RX1DAY, TODAY), 1, rtol=1e-12)
    factors = [rain(RX1DAY, level) for level in LEVELS]
    assert all((later > earlier).mean() > 0.9 for earlier, later in itertools.pairwise(factors))
    assert np.corrcoef(np.log(factors[1]), np.log(factors[2]))[0, 1] > 0.8


def test_lighter_rain_comes_less_often() -> None:
    assert rain(SHRINKS, 3.0).max() < 1


def test_two_degrees_in_central_asia_stay_near_the_ipcc_for_ten_year_rain() -> None:
    # AR6 WGI figure SPM.6: a ten-year wet day comes 1.3 times as often at +1 degC and 1.7 times at +2 degC as in 1850-1900
    assert 1.1 < np.median(rain(RX1DAY, 2.0)) < 1.7


def test_a_year_passes_a_ten_year_mark_at_most_once() -> None:
    far, none = np.full(3, 60.0), np.zeros(3)
    assert warming.passed_in_a_year(far, np.ones(3)) == pytest.approx(10)
    assert warming.passed_in_a_year(none, np.ones(3)) == pytest.approx(1)


def test_outbursts_may_fall_and_may_rise_with_the_ice_that_is_left() -> None:
    early = warming.outburst(np.full(400, 0.8), ENSEMBLE, past_top=False)
    late = warming.outburst(np.full(400, 0.05), ENSEMBLE, past_top=False)
    assert (early > 1).mean() > 0.1
    assert (early < 1).mean() > 0.1
    assert np.median(late) < 0.5
    assert np.allclose(warming.outburst(np.ones(400), ENSEMBLE, past_top=False), 1, rtol=1e-2)


def test_where_the_top_has_passed_less_ice_seldom_means_more_outbursts() -> None:
    left = np.full(400, 0.7)
    rising = [(warming.outburst(left, ENSEMBLE, past) > 1).mean() for past in (True, False)]
    assert rising[0] < rising[1]


def test_the_sign_of_snowmelt_floods_is_open() -> None:
    for coldest in (-15.0, 0.0):
        factor = warming.melt(coldest, np.full(400, 2.0), ENSEMBLE)
        assert 0.05 < (factor > 1).mean() < 0.95
    assert np.median(warming.melt_share(-15.0, ENSEMBLE)) > 0.9
    assert np.median(warming.melt_share(15.0, ENSEMBLE)) < 0.1


def test_avalanches_follow_the_snow() -> None:
    factor = warming.avalanche({-1.0: 12.0, 0.0: 10.0, 2.0: 5.0, 4.0: 2.0}, np.full(400, 2.0), ENSEMBLE)
    assert np.median(factor) == pytest.approx(0.5, abs=0.05)
    assert warming.avalanche({0.0: 10.0, 2.0: 5.0}, np.zeros(400), ENSEMBLE) == pytest.approx(1)
