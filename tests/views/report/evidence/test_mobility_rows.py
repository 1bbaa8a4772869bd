from dataclasses import replace

from highground.basis.scenario import TODAY
from highground.catalogue.runs import Run
from highground.views.report.evidence.mobility_rows import any_known, by_unit, flows, known, recorded, told
from highground.views.report.evidence.rows import Evidence


def test_a_level_is_met_exactly_and_a_row_without_a_level_serves_all(sample_run: Run) -> None:
    held = Evidence(sample_run)
    two = told(held, "moves_added", "kind:internal", level=2.0)
    assert two is not None
    assert two.level == 2.0
    assert told(held, "moves_added", "kind:internal", level=TODAY) is None
    mean = told(held, "net_mean", level=2.0, place="KZ-ALM")
    assert mean is not None
    assert mean.level is None


def test_a_blank_is_told_but_not_known(sample_run: Run) -> None:
    held = Evidence(sample_run)
    row = told(held, "relocation_people")
    assert row is not None
    assert row.status == "not reported"
    assert known(held, "relocation_people") is None


def test_flows_come_largest_first_and_stay_inside_the_outline(sample_run: Run) -> None:
    codes = [str(code) for code in sample_run.units["code"]]
    found = flows(Evidence(sample_run), codes)
    mids = [flow.row.mid for flow in found]
    assert mids == sorted(mids, reverse=True)
    assert (found[0].code, found[0].to) == ("KZ-ALM", "KZ-AKM")
    assert {flow.to for flow in flows(Evidence(sample_run), codes[:1])} == set()


def test_units_without_any_number_are_left_out_and_the_first_known_key_ranks_the_rest(sample_run: Run) -> None:
    keys = (("nothing_such", "", None), ("unit_immobility", "", TODAY))
    ranked = by_unit(sample_run, Evidence(sample_run), keys)
    assert [code for code, _ in ranked[:2]] == ["KZ-ALM", "KZ-ZHA"]
    assert len(ranked) == 10  # two of twelve have no number


def test_recorded_years_come_in_order_and_nothing_is_no_record(sample_run: Run) -> None:
    held = Evidence(sample_run)
    assert [row.year for row in recorded(held, "KZ-ALM")] == [2022, 2023]
    assert any_known(held, "net_recorded")
    bare = replace(sample_run, evidence=sample_run.evidence.iloc[:0])
    assert not any_known(Evidence(bare), "net_recorded")
