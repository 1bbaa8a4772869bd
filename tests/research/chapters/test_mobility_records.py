"""What others counted: units of today summed into the older ones of the outline, stocks, bounds only where they apply."""

import pandas as pd
import pytest

from highground.catalogue.runs import Run
from highground.research.chapters import mobility_records


def one(run: Run, indicator: str, place: str, year: int | None = None) -> pd.Series:
    found = run.evidence.query("indicator == @indicator and place == @place")
    return (found if year is None else found[found["year"] == year]).iloc[0]


@pytest.mark.parametrize(
    ("unit", "net"),
    [
        ("KZ-YUZ", -18_066 + 2_756),  # Turkistan and Shymkent were one oblast
        ("KZ-ALM", 898 - 8_872),  # Almaty region and Jetisu
        ("KZ-VOS", -1_935 - 6_403),  # East Kazakhstan and Abai
        ("KZ-KAR", -3_075 - 1_907),  # Karaganda and Ulytau
        ("KZ-AST", 33_798),
    ],
)
def test_recorded_nets_of_today_s_units_add_up_to_the_older_ones(kazakhstan: Run, unit: str, net: int) -> None:
    assert one(kazakhstan, "net_recorded", unit, 2022)["mid"] == net


def test_recorded_nets_add_up_to_nothing_in_the_country(kazakhstan: Run) -> None:
    rows = kazakhstan.evidence.query("indicator == 'net_recorded'")
    assert rows.groupby("year")["mid"].sum().tolist() == pytest.approx([0, 0], abs=5)  # registers round and lag
    assert len(rows) == 2 * 16


def test_the_historical_mean_is_that_of_the_recorded_years(kazakhstan: Run) -> None:
    row = one(kazakhstan, "net_mean", "KZ-ALA")
    assert (row["low"], row["mid"], row["high"]) == (35_302, (35_302 + 38_113) / 2, 38_113)
    assert row["how"] == "counted"


def test_ecuador_tells_nine_provinces_and_leaves_the_others_blank(ecuador: Run) -> None:
    rows = ecuador.evidence.query("indicator == 'lifetime_out' and year == 2022")
    assert len(rows) == 9
    assert one(ecuador, "lifetime_out", "EC-M", 2022)["mid"] == 503_394
    assert one(ecuador, "lifetime_out", "EC-M", 2010)["mid"] == 590_209
    blank = one(ecuador, "lifetime_out", "EC-A")
    assert (blank["status"], pd.isna(blank["mid"])) == ("not reported", True)


def test_a_country_without_records_says_so(ecuador: Run, kazakhstan: Run) -> None:
    assert one(ecuador, "net_recorded", "ECU")["status"] == "not reported"
    assert one(kazakhstan, "lifetime_out", "KAZ")["status"] == "not reported"


def test_bounds_of_wider_regions_stand_only_beside_their_countries(ecuador: Run, kazakhstan: Run) -> None:
    told = {
        run.about["iso3"]: run.evidence.query("indicator == 'moves_published'").set_index("group")["mid"].to_dict()
        for run in (ecuador, kazakhstan)
    }
    assert told["ECU"] == {"estimate:groundswell-2021-latin-america": 2.6}
    assert told["KAZ"] == {"estimate:groundswell-2021-central-asia": 3.4, "estimate:groundswell-2021-eeca": 2.3}
    assert not {"CHE", "NPL", "AUT"} & {iso3 for _, countries in mobility_records.PUBLISHED.values() for iso3 in countries}


def test_a_bound_from_memory_stays_unverified(kazakhstan: Run) -> None:
    grades = kazakhstan.evidence.query("indicator == 'moves_published'").set_index("group")["grade"]
    assert grades.to_dict() == {"estimate:groundswell-2021-central-asia": "unverified", "estimate:groundswell-2021-eeca": "read"}


def test_net_migration_is_that_of_the_united_nations(kazakhstan: Run) -> None:
    assert one(kazakhstan, "net_migration", "KAZ", 2020)["mid"] == -8_716
    assert one(kazakhstan, "net_migration", "KAZ", 2025)["how"] == "modelled"
