from dataclasses import replace

import numpy as np
import pytest

from highground.basis.scenario import TODAY
from highground.catalogue.runs import Run
from highground.views.report import figures
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence.rows import Evidence
from highground.views.report.figures.base import cut, least_of, log_ticks
from highground.views.report.figures.hazards import strands


def blank(run: Run, indicator: str, group: str, status: str = "not applicable") -> Run:
    evidence = run.evidence.copy()
    at = (evidence["indicator"] == indicator) & (evidence["group"] == group)
    evidence.loc[at, ["low", "mid", "high"]] = np.nan
    evidence.loc[at, "status"] = status
    return replace(run, evidence=evidence)


def test_all_hazards_come_first_and_levels_go_up(sample_run: Run) -> None:
    found = strands("displacement_aad", Evidence(sample_run), Words())
    assert found[0].name == "All sudden hazards"
    assert len(found) == 6
    assert all([row.level for row in one.rows] == sorted(row.level or 0 for row in one.rows) for one in found)


def test_a_hazard_that_the_country_does_not_have_is_named_and_not_drawn_as_zero(sample_run: Run) -> None:
    run = blank(sample_run, "displacement_aad", "hazard:outburst")
    outburst = next(one for one in strands("displacement_aad", Evidence(run), Words()) if one.name == "Glacial lake outburst")
    assert (outburst.rows, outburst.nothing) == ((), "not applicable")
    for width in (theme.WIDE, theme.NARROW):
        assert "Glacial lake outburst: not applicable" in figures.draw("hazards", run, Words(), width).alt


def test_a_hazard_of_which_the_run_does_not_speak_has_no_line(sample_run: Run) -> None:
    kept = sample_run.evidence[sample_run.evidence["group"] != "hazard:avalanche"].reset_index(drop=True)
    assert len(strands("displacement_aad", Evidence(replace(sample_run, evidence=kept)), Words())) == 5


def test_the_curve_and_the_event_of_100_years_can_each_stand_alone(sample_run: Run) -> None:
    for left_out, word in (("displacement_pmd100", "once in 100 years"), ("displacement_pmd", "Once in 100 years, by hazard")):
        kept = sample_run.evidence[sample_run.evidence["indicator"] != left_out].reset_index(drop=True)
        assert word in figures.draw("exceedance", replace(sample_run, evidence=kept), Words()).alt


def test_published_figures_stand_beside_our_event_of_100_years(sample_run: Run) -> None:
    assert "IDMC, global model of 2017: floods" in figures.draw("exceedance", sample_run, Words()).alt


@pytest.mark.parametrize("name", ["hazards", "exceedance", "hotspots", "drivers", "estimates"])
def test_a_run_without_displacement_has_no_such_picture(sample_run: Run, name: str) -> None:
    evidence = sample_run.evidence.copy()
    at = evidence["indicator"].str.contains("displacement")
    evidence.loc[at, ["low", "mid", "high"]] = 0.0
    assert figures.available(name, sample_run)
    assert not figures.available(name, replace(sample_run, evidence=evidence))


def test_a_logarithmic_axis_cuts_what_lies_below_it_and_has_at_least_two_ticks() -> None:
    assert cut((0.0, 5.0, 90.0), 1.0) == (1.0, 5.0, 90.0)
    for spans in ([(3.0, 4.0, 6.0)], [(0.0, 0.2, 9.0)], [(120.0, 300.0, 700_000.0)], [(5.0, 5.0, 5.0)]):
        least = least_of(spans)
        assert 0 < least <= max(spans[0][1], least)
        assert len(log_ticks(least, 1.25 * spans[0][2])) >= (1 if spans[0][0] == spans[0][2] else 2)


def test_the_number_of_today_is_printed_beside_its_bar(sample_run: Run) -> None:
    row = Evidence(sample_run).one("displacement_aad", "", level=TODAY)
    assert row is not None
    assert "today 9,000" in figures.draw("hazards", sample_run, Words()).alt
