from dataclasses import replace

from matplotlib.lines import Line2D

from highground.catalogue.runs import Run
from highground.views.report import figures
from highground.views.report.alphabet.words import Words


def test_single_impacts_are_told_apart_from_all_together(sample_run: Run) -> None:
    alt = figures.draw("impacts", sample_run, Words()).alt
    assert alt.index("All impacts together") < alt.index("Each impact alone, not to be added up") < alt.index("Summer water")
    assert "Sudden hazards: not applicable" in alt


def test_impacts_known_only_at_other_levels_make_no_picture(sample_run: Run) -> None:
    rows = sample_run.evidence
    other = rows[(rows["indicator"] != "moves_driver") | (rows["level"] != 2.0)].reset_index(drop=True)
    assert figures.available("impacts", sample_run)
    assert not figures.available("impacts", replace(sample_run, evidence=other))


def test_a_change_wholly_below_zero_is_still_a_picture(sample_run: Run) -> None:
    rows = sample_run.evidence.copy()
    at = rows["indicator"] == "moves_driver"
    rows.loc[at, ["low", "mid", "high"]] = [-300.0, -200.0, -100.0]
    assert figures.available("impacts", replace(sample_run, evidence=rows))
    rows.loc[at, ["low", "mid", "high"]] = 0.0
    assert not figures.available("impacts", replace(sample_run, evidence=rows))


def test_published_bounds_are_marks_and_ours_are_ranges(sample_run: Run) -> None:
    drawn = figures.draw("sums", sample_run, Words())
    marks = [line for line in drawn.figure.findobj(Line2D) if line.get_marker() == "D"]
    assert len(marks) == 1
    assert "Groundswell 2021: Central Asia, upper bound: 3.4" in drawn.alt
    assert drawn.alt.index("From 2025 to 2050") < drawn.alt.index("From 2025 to 2080")


def test_without_sums_there_is_no_picture(sample_run: Run) -> None:
    rows = sample_run.evidence
    bare = rows[rows["indicator"] != "moves_sum_share"].reset_index(drop=True)
    assert not figures.available("sums", replace(sample_run, evidence=bare))
