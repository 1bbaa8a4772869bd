from dataclasses import replace

from highground.catalogue.runs import Run
from highground.views.report import figures
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words


def test_mountains_elsewhere_and_unknown_are_told_together(sample_run: Run) -> None:
    alt = figures.draw("drivers", sample_run, Words()).alt
    assert all(f"{where}:" in alt for where in ("in mountains", "elsewhere", "unknown"))


def test_climate_and_population_change_alone_and_together(sample_run: Run) -> None:
    alt = figures.draw("drivers", sample_run, Words()).alt
    assert all(f"{case}:" in alt for case in ("as today", "climate alone changes", "population alone changes", "both change"))


def test_either_half_can_stand_alone(sample_run: Run) -> None:
    for left_out in ("displacement_place", "displacement_case"):
        kept = sample_run.evidence[sample_run.evidence["indicator"] != left_out].reset_index(drop=True)
        assert figures.draw("drivers", replace(sample_run, evidence=kept), Words(), theme.NARROW).alt


def test_published_figures_keep_the_digits_in_which_they_were_published(sample_run: Run) -> None:
    alt = figures.draw("estimates", sample_run, Words()).alt
    assert "13,608" in alt
    assert "This profile" in alt
    assert "not reported" not in alt


def test_what_is_published_is_shown_even_where_we_have_no_number(sample_run: Run) -> None:
    kept = sample_run.evidence[sample_run.evidence["indicator"] != "displacement_aad"].reset_index(drop=True)
    assert "This profile" not in figures.draw("estimates", replace(sample_run, evidence=kept), Words()).alt
