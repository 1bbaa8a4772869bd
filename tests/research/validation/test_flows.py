from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from highground.catalogue.reference import Reference
from highground.research.validation import flows


def test_sizes_and_distances_that_are_all_alike_give_nets_of_zero() -> None:
    net, _ = flows.nets(np.full(4, 100.0), np.full(4, 100.0), 50 * (1 - np.eye(4)), 1.3)
    assert net == pytest.approx(np.zeros(4), abs=1e-9)


def test_the_exponent_of_a_known_law_is_found_again() -> None:
    r = np.random.default_rng(1)
    leaving, km = r.lognormal(8, 1, 12), r.uniform(100, 1000, (12, 12))
    arriving = leaving @ flows.shares(leaving**1.2, km, 1.3)
    net, pull = flows.nets(leaving, arriving, km, 1.3)
    assert pull == pytest.approx(1.2, abs=1e-4)
    assert net == pytest.approx(arriving - leaving, abs=1.0)
    assert net.sum() == pytest.approx(0, abs=1e-6)


def test_a_model_that_loses_to_the_historical_mean_fails() -> None:
    r = np.random.default_rng(2)
    seen = pd.DataFrame({"departures": r.integers(100, 1000, 6).astype(float)})
    seen["arrivals"] = seen["departures"].sample(frac=1, random_state=1).to_numpy()
    seen["net"] = seen["arrivals"] - seen["departures"]
    rows = {
        row.check.split(": ", 1)[1].split(",")[0]: row
        for row in flows.kazakhstan(seen, seen.assign(net=seen["net"] + 1), r.uniform(1, 9, (6, 6)), "x")
    }
    assert rows["model's error over that of the historical mean"].verdict == "fail"  # almost the same year twice
    assert rows["right signs"].published >= 50


def test_austria_equals_the_published_fit_and_kazakhstan_is_told_as_it_is(shared: Path) -> None:
    rows = {row.check: row for row in flows.checks(Reference(shared / "data"))}
    assert {row.verdict for check, row in rows.items() if check.startswith("Austria")} == {"pass", "info"}
    assert rows["Austria 9 x 9, gravity fit, coefficient of km"].ours == pytest.approx(-0.0062293837, rel=1e-6)
    ratios = [row for check, row in rows.items() if "over that of the historical mean" in check]
    assert len(ratios) == 2
    assert all(row.ours > 1 for row in ratios)  # margins of one year do not beat the year before
    assert all(row.verdict == "fail" for row in ratios)
