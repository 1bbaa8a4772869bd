import dataclasses

import pytest

from highground.catalogue.runs import Run
from highground.research.twins import mirror, side_by_side


def test_each_national_indicator_stands_once_beside_the_other(kazakhstan: Run, ecuador: Run) -> None:
    table = side_by_side(kazakhstan, ecuador)
    assert not table.duplicated(["indicator", "group", "level", "year"]).any()
    share = table[(table["indicator"] == "mountain_share") & (table["group"] == "definition:K1")].iloc[0]
    assert share.mid_a < share.mid_b
    assert share.comparable == "yes"


def test_inventories_of_two_methods_are_never_compared(kazakhstan: Run, ecuador: Run) -> None:
    assert "glacier_area" not in set(side_by_side(kazakhstan, ecuador)["indicator"])


def test_regional_ice_compares_only_with_care(kazakhstan: Run, ecuador: Run) -> None:
    table = side_by_side(kazakhstan, ecuador)
    ice = table[(table["indicator"] == "glacier_mass_left") & (table["level"] == 2.0)]
    assert len(ice) == 1
    assert ice["comparable"].iloc[0] == "with care"
    assert "glacier region" in ice["why"].iloc[0]


def test_global_timing_is_the_same_for_both(kazakhstan: Run, ecuador: Run) -> None:
    table = side_by_side(kazakhstan, ecuador)
    years = table[(table["indicator"] == "level_year") & (table["status_a"] == "value")]
    assert (years["mid_a"] == years["mid_b"]).all()


def test_a_number_that_one_country_lacks_does_not_compare_and_says_why(kazakhstan: Run, ecuador: Run) -> None:
    table = side_by_side(kazakhstan, ecuador)
    lacking = table[table["lacks"] != ""]
    assert len(lacking)
    assert set(lacking["comparable"]) == {"no"}
    assert lacking["why"].str.len().min() > 10
    assert table.loc[table["lacks"] == "", ["mid_a", "mid_b"]].notna().all(axis=None)


def test_a_season_without_end_compares_with_no_other(kazakhstan: Run, ecuador: Run) -> None:
    table = side_by_side(kazakhstan, ecuador)
    season = table[(table["indicator"] == "growing_season") & (table["group"] == "belt:montane") & (table["level"] == 2.0)].iloc[0]
    assert season.mid_b > 364
    assert season.comparable == "no"
    assert "equator" in season.why


def test_two_countries_in_one_region_are_not_told_apart_by_it(kazakhstan: Run) -> None:
    table = side_by_side(kazakhstan, kazakhstan)
    regional = table[(table["region_a"] != "") & (table["lacks"] == "")]
    assert {"glacier_mass_left", "hottest_day"} <= set(regional["indicator"])
    assert set(regional["comparable"]) == {"no"}


def test_every_number_names_its_row_in_both_runs(kazakhstan: Run, ecuador: Run) -> None:
    table = side_by_side(kazakhstan, ecuador)
    for side, run in (("a", kazakhstan), ("b", ecuador)):
        known = table[table[f"status_{side}"] == "value"]
        rows = run.evidence.loc[known[f"row_{side}"].astype(int)]
        assert (rows["mid"].to_numpy() == known[f"mid_{side}"].to_numpy()).all()
        assert (rows["indicator"].to_numpy() == known["indicator"].to_numpy()).all()


def test_the_mirror_of_the_mirror_says_the_same(kazakhstan: Run, ecuador: Run) -> None:
    there, back = mirror(kazakhstan, ecuador), mirror(ecuador, kazakhstan)
    assert [claim.id for claim in there.findings] == [claim.id for claim in back.findings]
    assert there.table["mid_a"].equals(back.table["mid_b"])


def test_runs_of_different_seeds_do_not_mirror(kazakhstan: Run, ecuador: Run) -> None:
    other = dataclasses.replace(ecuador, about={**ecuador.about, "seed": 2})
    with pytest.raises(ValueError, match="differ in seed"):
        mirror(kazakhstan, other)


def test_displacement_compares_with_care_where_both_have_records_and_single_events_never(kazakhstan: Run, ecuador: Run) -> None:
    table = side_by_side(kazakhstan, ecuador)
    national = table[(table["indicator"] == "displacement_aad") & (table["group"] == "")]
    assert len(national) == 5  # today and four levels
    assert set(national["comparable"]) == {"with care"}
    assert not {"displacement_published", "displacement_recorded", "displacement_lasting"} & set(table["indicator"])
    avalanche = table[(table["indicator"] == "displacement_aad") & (table["group"] == "hazard:avalanche")]
    assert set(avalanche["lacks"]) == {"b"}  # nobody lives below avalanches in Ecuador


def test_a_country_that_neighbours_speak_for_does_not_compare_with_one_that_has_records(kazakhstan: Run, ecuador: Run) -> None:
    rows = ecuador.evidence.copy()
    rows["sources"] = rows["sources"].str.replace("disasters-pilots", "").str.split().str.join(" ")
    pooled = dataclasses.replace(ecuador, evidence=rows)
    table = side_by_side(kazakhstan, pooled)
    national = table[(table["indicator"] == "displacement_aad") & (table["group"] == "")]
    assert set(national["comparable"]) == {"no"}
    assert national["why"].str.contains("records of its own").all()
