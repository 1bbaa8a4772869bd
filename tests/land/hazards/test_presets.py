import csv
from pathlib import Path

import numpy as np
import pytest

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.basis.hazards import HAZARD_BY_ID
from highground.land.hazards.presets import PRESETS, draw, middle, preset

FACTS = Path(__file__).parents[4] / "shared" / "facts" / "hazard_parameters.csv"


def test_the_rules_asked_for_are_there_and_belong_to_hazards_that_we_speak_of() -> None:
    assert {"debris_flow", "avalanche", "rockfall", "lahar", "outburst", "outburst_flood"} == set(PRESETS)
    assert {one.hazard for one in PRESETS.values()} <= set(HAZARD_BY_ID)


def test_every_range_is_in_order_and_says_how_we_know() -> None:
    for one in PRESETS.values():
        for span in (one.angle_deg, one.height_limit_m, one.exponent):
            assert span.low <= span.mid <= span.high
            assert span.source
            assert "from memory" not in span.source or span.grade != "read"


@pytest.mark.skipif(not FACTS.is_file(), reason="the transcribed hazard parameters are not here")
def test_the_ranges_are_those_of_the_transcribed_facts() -> None:
    with FACTS.open(encoding="utf-8") as file:
        rows = {row["parameter_id"]: row for row in csv.DictReader(file)}

    def ends(name: str) -> tuple[float, float]:
        return float(rows[name]["low"]), float(rows[name]["high"])

    debris, avalanche = PRESETS["debris_flow"], PRESETS["avalanche"]
    assert (debris.angle_deg.low, debris.angle_deg.high) == ends("debris_travel_angle")
    assert (debris.exponent.low, debris.exponent.high) == ends("debris_exponent")
    assert (avalanche.angle_deg.low, avalanche.angle_deg.high) == ends("avalanche_alpha")
    mids = {"debris_flow": "flowpy_maxz_debris", "avalanche": "flowpy_maxz_avalanche", "rockfall": "flowpy_maxz_rockfall"}
    assert all(PRESETS[name].height_limit_m.mid == float(rows[fact]["value"]) for name, fact in mids.items())
    assert PRESETS["outburst"].angle_deg.mid == float(rows["glof_reach_debris"]["value"])
    assert PRESETS["outburst_flood"].angle_deg.mid == float(rows["glof_reach_flood"]["value"])


@pytest.mark.parametrize("name", PRESETS)
def test_draws_spread_as_the_range_says(name: str) -> None:
    rules = draw(name, Ensemble(seed=3, members=1000))
    angles, span = np.array([rule.angle_deg for rule in rules]), PRESETS[name].angle_deg
    assert np.quantile(angles, [0.05, 0.5, 0.95]) == pytest.approx([span.low, span.mid, span.high], rel=0.02)
    assert all(rule.exponent == round(rule.exponent) for rule in rules)


def test_a_member_that_runs_far_as_one_kind_runs_far_as_another() -> None:
    ensemble = Ensemble(seed=1, members=50)
    one, other = ([rule.angle_deg for rule in draw(name, ensemble)] for name in ("avalanche", "lahar"))
    assert np.argsort(one).tolist() == np.argsort(other).tolist()


def test_the_same_seed_gives_the_same_rules_and_another_seed_others() -> None:
    assert draw("lahar", Ensemble(1, 20)) == draw("lahar", Ensemble(1, 20))
    assert draw("lahar", Ensemble(1, 20)) != draw("lahar", Ensemble(2, 20))


def test_an_unknown_kind_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(BadData, match="choose one of debris_flow, avalanche, rockfall"):
        preset("tsunami")
    assert middle("debris_flow").height_limit_m == 12.0
