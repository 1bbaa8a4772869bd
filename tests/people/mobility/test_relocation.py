from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.basis.event import Count
from highground.basis.relocation import CHECKS, CONSENTS, Hazard, Place, key
from highground.people.mobility.relocation.chance import chances, over_years, ranks
from highground.people.mobility.relocation.destinations import Seen, distance_km, livelihoods_of, screen
from highground.people.mobility.relocation.families import (
    FEW,
    after,
    criteria,
    last_day,
    open_items,
    ordered,
    people,
    step,
    unprinted,
    visits,
)

SOME = Ensemble(1, 40)
PERIOD = st.floats(1, 500)
NAMES = ["A", "B", "C"]

# chance


def test_a_flood_of_a_hundred_years_comes_within_thirty_with_26_percent() -> None:
    found = chances(["A"], [Hazard("A", "flood", 1.0, 0, (100, 100))], SOME)
    assert found.ends().tolist() == [[pytest.approx(0.01)] * 3]
    assert found.ends(30)[0, 1] == pytest.approx(1 - 0.99**30)


def test_two_hazards_come_independently_and_a_place_reached_in_half_of_the_members_half_as_often() -> None:
    found = chances(["A"], [Hazard("A", "flood", 1.0, 0, (10, 10)), Hazard("A", "mudflow", 0.5, 0, (50, 50))], SOME)
    assert found.yearly[0, 0] == pytest.approx(1 - 0.9 * 0.99)


def test_a_range_of_periods_is_a_range_of_chances_within_its_ends() -> None:
    low, mid, high = chances(["A"], [Hazard("A", "flood", 1.0, 0, (10, 1000))], Ensemble(1, 1000)).ends()[0]
    assert mid == pytest.approx(1 / 100, rel=0.05)  # the middle of a logarithmic scale
    assert 1 / 1000 < low < mid < high < 1 / 10


def test_a_share_of_few_members_is_less_sure_than_one_of_many() -> None:
    few, many = (chances(["A"], [Hazard("A", "flood", 0.5, n, (10, 10))], Ensemble(1, 500)).ends()[0] for n in (10, 1000))
    assert few[2] - few[0] > 5 * (many[2] - many[0])


def test_where_nobody_knows_how_often_there_is_no_chance_and_any_rank() -> None:
    found = chances(
        NAMES,
        [Hazard("A", "flood", 1.0, 0, (10, 10)), Hazard("B", "flow", 0.9, 100, None), Hazard("C", "flow", 0.0, 100, None)],
        SOME,
    )
    assert found.open.tolist() == [False, True, False]
    assert found.ends()[1].tolist() == [0, 0, 0]
    assert ranks(found).tolist() == [[1, 1, 2], [1, 2, 2], [2, 2, 3]]


def test_a_place_that_no_member_reached_has_no_chance_and_one_that_most_reached_is_drawn_within_what_they_tell() -> None:
    found = chances(["A", "B"], [Hazard("A", "mud", 0.0, 50, (10, 10)), Hazard("B", "mud", 0.8, 50, (1, 1))], Ensemble(1, 4000))
    assert found.yearly[0].max() == 0.0
    assert found.yearly[1].mean() == pytest.approx(40.5 / 51, abs=0.003)  # beta of 40.5 and 10.5
    assert found.yearly[1].std() == pytest.approx((40.5 * 10.5 / 51**2 / 52) ** 0.5, abs=0.003)


def test_two_hazards_and_a_range_of_periods_are_reckoned_as_by_hand() -> None:
    found = chances(["A"], [Hazard("A", "flood", 0.5, 0, (50, 50)), Hazard("A", "mud", 0.8, 0, (20, 20))], Ensemble(1, 9))
    assert found.ends()[0, 1] == pytest.approx(1 - 0.99 * 0.96)
    assert found.ends(30)[0, 1] == pytest.approx(1 - (0.99 * 0.96) ** 30)
    wide = chances(["A"], [Hazard("A", "mud", 1.0, 0, (10, 100))], Ensemble(1, 4000)).ends()[0]
    assert wide == pytest.approx([10**-1.95, 10**-1.5, 10**-1.05], rel=0.01)  # 5, 50 and 95 % of the way on a logarithmic scale


def test_a_place_that_nobody_looked_at_may_stand_anywhere() -> None:
    found = chances(["A", "B"], [Hazard("A", "flood", 1.0, 0, (10, 10))], SOME)
    assert found.looked.tolist() == [True, False]
    assert ranks(found)[1].tolist() == [1, 2, 2]


def test_places_that_are_reached_as_often_share_a_rank() -> None:
    found = chances(
        NAMES, [Hazard(name, "flood", 1.0, 0, (10, 99)) for name in "AB"] + [Hazard("C", "rare", 1.0, 0, (500, 500))], SOME
    )
    assert ranks(found).tolist() == [[1, 1, 1], [1, 1, 1], [3, 3, 3]]


def test_places_of_equal_shares_share_a_rank_whatever_the_draws_and_may_stand_either_way() -> None:
    found = chances(["A", "B"], [Hazard(name, "flow", 0.5, 20, (10, 30)) for name in "AB"], Ensemble(1, 200))
    assert ranks(found).tolist() == [[1, 1, 2], [1, 1, 2]]


def test_ranks_are_ranges_where_chances_overlap() -> None:
    found = chances(["A", "B"], [Hazard("A", "x", 1.0, 0, (10, 100)), Hazard("B", "y", 1.0, 0, (10, 100))], Ensemble(1, 200))
    assert ranks(found)[:, 0].tolist() == [1, 1]
    assert ranks(found)[:, 2].tolist() == [2, 2]


@given(st.lists(PERIOD, min_size=3, max_size=3), st.integers(0, 2), st.floats(0.01, 1), st.floats(0, 1))
def test_a_more_frequent_hazard_never_lowers_the_order(periods: list[float], which: int, shorter: float, reach: float) -> None:
    def found(times: float) -> np.ndarray:
        spans = [max(1.0, period * (times if number == which else 1.0)) for number, period in enumerate(periods)]
        hazards = [Hazard(name, f"of {name}", reach, 0, (span, 2 * span)) for name, span in zip(NAMES, spans, strict=True)]
        return np.concatenate([ranks(chances(NAMES, hazards, SOME))[which], -chances(NAMES, hazards, SOME).ends(30)[which]])

    assert (found(shorter) <= found(1.0) + 1e-12).all()


@given(st.floats(0, 1), st.integers(0, 100), st.integers(0, 100))
def test_more_years_never_lower_a_chance_and_it_stays_a_chance(yearly: float, years: int, more: int) -> None:
    assert 0 <= over_years(yearly, years) <= over_years(yearly, years + more) <= 1


def test_a_period_below_a_year_and_a_chance_above_one_are_refused() -> None:
    with pytest.raises(BadData, match="at least 1 year"):
        chances(["A"], [Hazard("A", "flood", 1.0, 0, (0.5, 1))], SOME)
    with pytest.raises(BadData, match="between 0 and 1"):
        chances(["A"], [Hazard("A", "flood", 1.5, 0, (10, 10))], SOME)
    with pytest.raises(BadData, match="between 0 and 1"):
        over_years(1.5, 1)


# destinations

GOOD = Place("Plain", 43.0, 77.0, people=900, pasture_ha=40, farmland_ha=30, school_km=1, clinic_km=5, road_km=0.2)


def test_a_destination_against_which_nothing_is_known_is_not_excluded_and_never_approved() -> None:
    verdict = screen(GOOD, Seen(0.0), ["herding", "farming"], [Place("Old", 43.05, 77.0)], (200, 220))
    assert (verdict.excluded, verdict.reasons, verdict.open) == (False, (), ())
    assert verdict.old_land_km == pytest.approx(5.56, abs=0.01)
    assert not hasattr(verdict, "approved")


def test_a_destination_reached_as_often_as_once_in_fifty_years_is_excluded_for_everybody() -> None:
    verdict = screen(GOOD, Seen(1 / 50, ("mudflow",)), ["wage"], [])
    assert verdict.excluded
    assert verdict.reasons[0].values == {"hazards": ("mudflow",), "years": 300, "high": 50}


def test_unknown_frequency_excludes_and_a_place_nobody_looked_at_is_open() -> None:
    assert screen(GOOD, Seen(0.0, unknown=("flow",)), [], []).excluded
    unseen = screen(GOOD, Seen(0.0, looked=False), [], [])
    assert not unseen.excluded
    assert unseen.open[0].message == "no hazard was looked at here"


def test_no_pasture_excludes_herders_only_and_everybody_where_all_are_herders() -> None:
    bare = Place("Town", people=5, pasture_ha=0, farmland_ha=9, school_km=1, clinic_km=1, road_km=0)
    assert not screen(bare, Seen(0.0), ["herding", "wage"], []).excluded
    assert screen(bare, Seen(0.0), ["herding"], []).excluded


def test_a_season_too_short_for_crops_excludes_farmers() -> None:
    assert [one.whom for one in screen(GOOD, Seen(0.0), ["farming", "wage"], [], (60, 80)).reasons] == ["farming"]
    assert screen(GOOD, Seen(0.0), ["farming", "wage"], [], (80, 120)).reasons == ()


def test_far_services_exclude_and_unreported_ones_are_open_questions() -> None:
    far = screen(Place("Far", road_km=9, school_km=None, clinic_km=16), Seen(0.0), ["wage"], [])
    assert [one.values for one in far.reasons] == [{"km": 9, "most": 2.0}, {"km": 16, "most": 15.0}]
    assert {one.message for one in far.open} == {"school not reported", "how many people live there already is not reported"}


def test_land_too_far_to_be_worked_is_an_open_question() -> None:
    open_ = screen(GOOD, Seen(0.0), ["herding"], [Place("Old", 43.5, 77.0)]).open
    assert [one.values for one in open_] == [{"km": 56}]


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_danger_never_clears_a_destination(chance: float, more: float) -> None:
    calm, worse = screen(GOOD, Seen(chance), [], []), screen(GOOD, Seen(max(chance, more)), [], [])
    assert worse.excluded >= calm.excluded


def test_a_quarter_of_the_equator_is_ten_thousand_kilometres() -> None:
    assert distance_km(0, 0, 0, 90) == pytest.approx(10_007.5, abs=0.5)


def test_families_that_said_no_or_moved_are_not_asked_about() -> None:
    said = [{"livelihood": "wage"}, {"livelihood": "herding", "consent": "no"}, {"livelihood": "farming", "moved": "2025"}]
    assert livelihoods_of(said) == ("wage",)
    assert livelihoods_of([]) == ("herding", "farming")


# families

CELLS = st.fixed_dictionaries(
    {"settlement": st.sampled_from(["a", "b", "c"])},
    optional={"damage": st.sampled_from(["none", "light", "heavy", "destroyed"]), "older": st.sampled_from(["0", "2"]), "children": st.sampled_from(["0", "1"]),
              "people": st.one_of(st.integers(1, 12).map(str), st.tuples(st.integers(1, 5), st.integers(6, 9)).map(lambda pair: f"{pair[0]}-{pair[1]}")),
              "consent": st.sampled_from(sorted(CONSENTS)), "consent_date": st.just("2026-01-01")},
)  # fmt: skip


def test_families_are_ordered_by_place_then_damage_then_who_lives_there() -> None:
    families = {
        "late": {"settlement": "low", "damage": "destroyed"}, "light": {"settlement": "top", "damage": "light", "children": "3"},
        "child": {"settlement": "top", "damage": "heavy", "children": "1"}, "care": {"settlement": "top", "damage": "heavy", "disability": "1"},
        "same": {"settlement": "top", "damage": "heavy", "children": "4"}, "lost": {"settlement": "none"},
    }  # fmt: skip
    placed = ordered(families, {"top": 1, "low": 2})
    assert [(one.family, one.rank, one.sharing) for one in placed] == [
        ("care", 1, 1), ("child", 2, 2), ("same", 2, 2), ("light", 4, 1), ("late", 5, 1), ("lost", 6, 1),
    ]  # fmt: skip


@given(st.dictionaries(st.text(min_size=1, max_size=3), CELLS, max_size=12))
def test_every_family_stands_once_in_the_order_and_ranks_count_all(families: dict[str, dict[str, str]]) -> None:
    placed = ordered(families, {"a": 1, "b": 2})
    assert sorted(one.family for one in placed) == sorted(families)
    for one in placed:
        assert one.rank == 1 + sum(
            criteria(cells, {"a": 1, "b": 2}.get(cells["settlement"])) < one.criteria for cells in families.values()
        )


@given(st.lists(CELLS, max_size=12), st.integers(0, 12))
def test_people_in_are_people_out_however_families_are_parted(families: list[dict[str, str]], cut: int) -> None:
    size = Count(2, 4, 7)
    whole, blank = people(families, size)
    parts = [people(part, size) for part in (families[:cut], families[cut:])]
    assert blank == sum(part[1] for part in parts)
    assert (whole.low if whole else 0) == sum(part[0].low for part in parts if part[0])
    assert (whole.high if whole else 0) == sum(part[0].high or 0 for part in parts if part[0])


def test_people_without_a_household_size_are_at_least_and_never_guessed() -> None:
    assert people([{}, {}], None) == (None, 2)
    assert people([{"people": "4-6"}, {}], None) == (Count(4, 4, None), 1)
    assert str(people([{"people": "4-6"}, {}], Count(3, 4, 5))[0]) == "9 (7 to 11)"


def test_904_families_are_no_number_of_people_until_a_size_is_stated() -> None:
    plan = [{}] * 904  # Tajikistan's plan of 2022 to 2024, in families
    assert people(plan, None) == (None, 904)
    local = 158_270 / 23_877  # people to a household in its danger zones, 2022
    found, _ = people(plan, Count(local, local, local))
    assert found is not None
    assert round(found.low) == 5_992


@given(CELLS)
def test_nobody_is_ready_to_move_without_consent_and_its_date(cells: dict[str, str]) -> None:
    closed = cells | {key("check", item.id): "yes" for item in CHECKS}
    assert (step(closed) == "ready") == (cells.get("consent") == "yes" and "consent_date" in cells)


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({}, "ask"), ({"consent": "asked"}, "wait"), ({"consent": "no"}, "no"), ({"consent": "withdrawn", "consent_date": "2026"}, "withdrawn"), ({"consent": "yes"}, "date"),
        ({"consent": "yes", "consent_date": "2026"}, "checks"), ({"consent": "yes", "moved": "2026"}, "moved"), ({"moved": "2026"}, "unasked move"),
    ],
)  # fmt: skip
def test_the_next_step_follows_what_the_family_said(cells: dict[str, str], found: str) -> None:
    assert step(cells) == found


def test_nobody_is_sent_to_an_excluded_destination() -> None:
    cells = {"consent": "yes", "consent_date": "2026", "destination": "Fan", **{key("check", item.id): "yes" for item in CHECKS}}
    assert (step(cells), step(cells, {"Fan"}), step({**cells, "consent": "no"}, {"Fan"})) == ("ready", "elsewhere", "no")


def test_items_are_closed_by_yes_or_not_needed_only() -> None:
    assert (
        len(open_items({key("check", "told"): "yes", key("check", "animals"): "not needed", key("check", "paid"): "not yet"}))
        == len(CHECKS) - 2
    )


def test_visits_are_due_one_three_and_five_years_after_the_move() -> None:
    cells = {"moved": "2023-06", key("visit", "done", 1): "2024-08-01"}
    found = visits("A", cells, date(2026, 6, 30))
    assert [(one.year, str(one.due), one.state) for one in found] == [
        (1, "2024-06-30", "done"),
        (3, "2026-06-30", "due"),
        (5, "2028-06-30", "later"),
    ]
    assert visits("A", {}, date(2026, 6, 30)) == []


def test_a_leap_day_comes_back_on_28_february() -> None:
    assert after(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert after(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert last_day("2024") == date(2024, 12, 31)


@given(st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(0, 12), max_size=7))
def test_a_count_that_is_not_printed_does_not_follow_from_the_total(counts: dict[str, int]) -> None:
    out = unprinted(counts)
    total = sum(counts[name] for name in out)
    assert {name for name, count in counts.items() if 0 < count < FEW} <= out
    assert all(counts[name] for name in out)
    everybody = out == {name for name, count in counts.items() if count}
    if out and not everybody:
        assert len(out) >= 2
        assert total >= FEW
        assert total > len(out)  # else each is one
    if min((count for count in counts.values() if count), default=FEW) >= FEW:
        assert out == frozenset()
