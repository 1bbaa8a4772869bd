"""The table of the pooled rate is made from the bundled totals; the model's own numbers in it are tested with the chapter."""

import importlib.util
from pathlib import Path

import pytest

from highground.basis.hazards import SUDDEN
from highground.catalogue.shelf import Shelf
from highground.catalogue.tables import table

SCRIPT = Path(__file__).parents[2] / "scripts" / "bundle_hazard_pool.py"


def test_the_pool_holds_the_four_countries_with_bundled_totals_and_no_other() -> None:
    spec = importlib.util.spec_from_file_location("bundle_hazard_pool", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    pool, totals = table(Shelf(), "highground-hazard-pool"), table(Shelf(), "idmc-totals-2008-2021")
    assert set(module.COUNTRIES) == set(pool["iso3"]) == set(totals["iso3"])
    assert tuple(pool.columns) == module.COLUMNS
    assert set(SUDDEN) <= set(pool.columns)


def test_the_recorded_part_of_the_pool_by_hand() -> None:
    pool = table(Shelf(), "highground-hazard-pool").set_index("iso3")["per_year"]
    assert pool["TJK"] * 14 == pytest.approx(22_725, abs=1)
    assert pool["KAZ"] * 14 == pytest.approx(78_196 - 31_606, abs=1)  # less the failed dam
    assert pool["KGZ"] * 14 == pytest.approx(15_126 - 9_931, abs=1)  # less the earthquakes
