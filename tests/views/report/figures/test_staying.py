from dataclasses import replace

from highground.catalogue.runs import Run
from highground.views.report import figures
from highground.views.report.alphabet.words import Words


def test_each_cell_has_its_range_today_and_at_two_levels(sample_run: Run) -> None:
    alt = figures.draw("cells", sample_run, Words()).alt
    for text in ("wish to move and can", "can move, do not wish to", "wish to move, cannot", "neither wish to move nor can"):
        part = alt[alt.index(f"{text}:") :].split(";", maxsplit=1)[0]
        assert part.count("(") == 3
        assert "today" in part


def test_a_belt_that_the_country_lacks_is_left_out(sample_run: Run) -> None:
    rows = sample_run.evidence.copy()
    at = (rows["indicator"] == "pasture_window") & (rows["group"] == "belt:alpine")
    rows.loc[at, "status"] = "not applicable"
    rows.loc[at, ["low", "mid", "high"]] = float("nan")
    alt = figures.draw("pasture", replace(sample_run, evidence=rows), Words()).alt
    assert "alpine" not in alt
    assert "montane" in alt


def test_nothing_judged_and_no_pasture_make_no_picture(sample_run: Run) -> None:
    rows = sample_run.evidence
    bare = replace(sample_run, evidence=rows[~rows["indicator"].isin(["immobility", "pasture_window"])].reset_index(drop=True))
    assert not figures.available("cells", bare)
    assert not figures.available("pasture", bare)
