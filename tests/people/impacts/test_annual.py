import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t as student

from highground.basis.ensemble import Ensemble
from highground.basis.hazards import SUDDEN
from highground.people.impacts import annual
from highground.people.impacts.records import Anchor

MEMBERS = 400
ENSEMBLE = Ensemble(members=MEMBERS)
ONES = np.ones(MEMBERS)
POOLED = 50e-5 * ONES
ALL = (("flood", ("river_flood", "debris_flow")), ("mass movement", ("landslide",)))


def pool(*per_year: float) -> pd.DataFrame:
    rows = [{"iso3": f"AA{number}", "per_year": value} | dict.fromkeys(SUDDEN, 1e6) for number, value in enumerate(per_year)]
    return pd.DataFrame(rows)


def levels(risk: dict[str, float], total: float = 0.0, years: int = 14, **more: object) -> dict[str, annual.Level]:
    anchors = {"flood": Anchor(("river_flood", "debris_flow"), total, years, **more)} if total else {}  # type: ignore[arg-type]
    found = {hazard: people * ONES for hazard, people in risk.items()}
    return annual.levels(anchors, found, POOLED, ENSEMBLE)


def yearly(found: dict[str, annual.Level]) -> np.ndarray:
    return np.sum([level.per_year for level in found.values()], axis=0)


def test_the_pooled_rate_is_students_t_by_hand() -> None:
    relative = dict.fromkeys(SUDDEN, np.full(4000, 0.2))  # five hazards: together 1e6 people at risk
    found = np.log(annual.pooled_rate(pool(100.0, 1000.0, 300.0), relative, Ensemble(members=4000)))
    logs = np.log([1e-4, 1e-3, 3e-4])
    width = logs.std(ddof=1) * np.sqrt(1 + 1 / 3)
    for chance in (0.05, 0.5, 0.95):
        assert np.quantile(found, chance) == pytest.approx(logs.mean() + width * student(2).ppf(chance), abs=0.02)


def test_a_country_does_not_stand_in_its_own_pool() -> None:
    relative = dict.fromkeys(SUDDEN, ONES)
    without = annual.pooled_rate(pool(100.0, 120.0, 90.0, 1e6), relative, ENSEMBLE, without="AA3")
    assert np.median(without) == pytest.approx(np.median(annual.pooled_rate(pool(100.0, 120.0, 90.0), relative, ENSEMBLE)))


def test_the_pool_is_wider_than_a_record() -> None:
    relative = dict.fromkeys(SUDDEN, ONES)
    rate = annual.pooled_rate(pool(3328, 371, 1623, 4050), relative, ENSEMBLE)
    risk = {"river_flood": 4e6 * ONES}
    recorded = annual.levels({"flood": Anchor(("river_flood",), 40_000, 14)}, risk, rate, ENSEMBLE)["river_flood"]
    alone = annual.levels({}, risk, rate, ENSEMBLE)["river_flood"]
    spread = [np.subtract(*np.log(np.quantile(level.per_year, [0.95, 0.05]))) for level in (alone, recorded)]
    assert spread[0] > spread[1]
    assert (recorded.recorded, alone.recorded) == (True, False)


def test_completeness_and_luck_are_corrected_for() -> None:
    level = levels({"river_flood": 1e6}, 14_000)["river_flood"]
    complete = ENSEMBLE.between("hazards.completeness", *annual.severity.COMPLETENESS)
    naive = 1000 / complete / level.ratio  # what the record alone would give; neighbours pull it towards theirs
    assert np.median(level.per_year) == pytest.approx(np.median(naive), rel=0.4)


@settings(deadline=None, max_examples=15)
@given(st.floats(1e4, 1e7), st.floats(1, 3))
def test_more_people_at_risk_never_lower_the_displacement_of_a_country_without_a_record(people: float, more: float) -> None:
    few, many = (yearly(levels({"river_flood": number, "landslide": 1e4})) for number in (people, people * more))
    assert (many >= few * (1 - 1e-9)).all()


def test_a_country_without_a_record_may_be_far_better_protected_than_those_of_the_pool() -> None:
    alone, recorded = levels({"river_flood": 1e6})["river_flood"], levels({"river_flood": 1e6}, 1000)["river_flood"]
    low, mid, high = np.quantile(alone.protection, [0.05, 0.5, 0.95])
    assert (low, mid, high) == pytest.approx(annual.PROTECTION, rel=0.05)  # a tenth, the same, twice
    assert recorded.protection == 1  # its own record tells


def test_a_class_is_shared_out_whole_and_what_is_known_stays_with_its_hazard() -> None:
    risk = {"river_flood": 1e6, "debris_flow": 1e6}
    blind = levels(risk, 10_000)
    assert blind["river_flood"].per_year == pytest.approx(blind["debris_flow"].per_year)
    known = levels(risk, 10_000, known={"river_flood": 8000.0})
    share = known["river_flood"].per_year / yearly(known)
    assert share == pytest.approx(0.8 + 0.2 / 2)


def test_a_flood_after_the_totals_counts_in_half_of_the_members() -> None:
    early = Anchor(("river_flood",), 40_000, 14)
    late = Anchor(("river_flood",), 160_000, 17, (120_000.0,), {"river_flood": 120_000.0}, early)
    found = annual.levels({"flood": late}, {"river_flood": 1e6 * ONES}, POOLED, ENSEMBLE)["river_flood"].per_year
    counted = ENSEMBLE.uniform("hazards.later") < annual.LATER
    assert counted.mean() == pytest.approx(0.5, abs=0.01)
    assert np.median(found[counted]) > np.median(found[~counted])


def test_a_hazard_without_people_at_risk_is_not_there() -> None:
    assert set(levels({"river_flood": 1e6}, 1000)) == {"river_flood"}
    assert levels({}) == {}


def test_shares_by_place_add_up_to_one_in_every_member() -> None:
    for flags in ((0, 0, 0, 0), (0, 0.72, 0.28, 1.8), (1, 0, 0, 1)):
        shares = annual.place_shares(0.3 * ONES, 0.02 * ONES, flags, "x", ENSEMBLE)
        assert shares.sum(axis=1) == pytest.approx(1)
        assert shares.min() >= 0


def test_a_recorded_steppe_flood_takes_displacement_out_of_the_mountains() -> None:
    terrain, told = (
        annual.place_shares(0.3 * ONES, 0 * ONES, flags, "x", ENSEMBLE)[:, 0] for flags in ((0, 0, 0, 0), (0, 1, 0, 6))
    )
    assert told.mean() == pytest.approx(0.3 * 3 / 9, abs=0.02)  # mean of a Dirichlet by hand: terrain is worth three events
    assert told.mean() < terrain.mean()


def test_units_add_up_to_the_nation_in_every_member_and_have_what_their_parts_have() -> None:
    mountain, elsewhere = np.tile([0.0, 500.0, 100.0], (MEMBERS, 1)), np.tile([900.0, 0.0, 100.0], (MEMBERS, 1))
    shares = np.tile([0.5, 0.5, 0.0], (MEMBERS, 1))
    units, high = annual.over_units(1000 * ONES, shares, mountain, elsewhere, "landslide", ENSEMBLE)
    assert units.sum(axis=1) == pytest.approx(1000)
    assert np.median(units[:, 0]) == pytest.approx(450, rel=0.1)  # nine tenths of what lies elsewhere
    assert high.sum(axis=1) == pytest.approx(500)
    everything, _ = annual.over_units(
        1000 * ONES, np.tile([1.0, 0.0, 0.0], (MEMBERS, 1)), mountain, elsewhere, "landslide", ENSEMBLE
    )
    assert everything[:, 0].max() == 0  # no mountains, no mountain displacement


def test_five_units_are_among_the_first_five_in_every_member() -> None:
    units = np.random.default_rng(1).lognormal(0, 1, (MEMBERS, 9))
    assert annual.top_five(units).sum() == pytest.approx(500)
    assert annual.top_five(np.tile(np.arange(9.0), (4, 1))).tolist() == [0, 0, 0, 0, 100, 100, 100, 100, 100]


def test_nobody_is_displaced_more_than_a_stated_number_of_times_a_year() -> None:
    assert annual.bounded(np.array([5.0, 1e9]), np.array([1000.0, 1000.0])).tolist() == [5, 20]
