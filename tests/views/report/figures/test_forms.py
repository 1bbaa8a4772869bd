from dataclasses import replace

from matplotlib.text import Text

from highground.catalogue.runs import Run
from highground.views.report import figures
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words


def test_three_forms_stand_in_three_columns_with_three_units(sample_run: Run) -> None:
    drawn = figures.draw("forms", sample_run, Words())
    assert len(drawn.figure.axes) == 3
    assert "counted apart" in drawn.alt
    assert "displacements a year" in drawn.alt


def test_a_form_that_is_missing_leaves_its_column_out(sample_run: Run) -> None:
    rows = sample_run.evidence
    some = replace(sample_run, evidence=rows[rows["indicator"] != "unit_immobility"].reset_index(drop=True))
    assert figures.available("forms", some)
    assert len(figures.draw("forms", some, Words()).figure.axes) == 2


def test_the_record_its_mean_and_the_model_are_told_for_each_unit(sample_run: Run) -> None:
    drawn = figures.draw("nets", sample_run, Words())
    assert "2022 10,230" in drawn.alt
    assert "mean of the record 8,835" in drawn.alt
    assert "recorded 2022–2023" in [text.get_text() for text in drawn.figure.findobj(Text)]


def test_a_lifetime_stock_stands_in_a_column_of_its_own(sample_run: Run) -> None:
    rows = sample_run.evidence.copy()
    rows = rows[rows["indicator"] != "net_recorded"].reset_index(drop=True)
    rows.loc[rows["indicator"] == "net_mean", "indicator"] = "lifetime_out"
    run = replace(sample_run, evidence=rows)
    assert figures.available("nets", run)
    for width in (theme.WIDE, theme.NARROW):
        drawn = figures.draw("nets", run, Words(), width)
        assert len(drawn.figure.axes) == 2
        assert "a stock" in drawn.alt


def test_no_record_makes_no_picture(sample_run: Run) -> None:
    rows = sample_run.evidence
    bare = rows[~rows["indicator"].isin(["net_recorded", "net_mean", "lifetime_out"])].reset_index(drop=True)
    assert not figures.available("nets", replace(sample_run, evidence=bare))
