from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.patches import PathPatch
from matplotlib.text import Text

from highground.catalogue.runs import Run
from highground.views.report import figures
from highground.views.report.alphabet.words import Words
from highground.views.report.figures.hotspots import EMPTY, SHADES, breaks, key_edges, key_names, number, ranked


def test_units_are_ranked_by_their_displacement_and_say_how_sure_their_place_is(sample_run: Run) -> None:
    units = ranked(sample_run, Words())
    assert [unit.code for unit in units[:3]] == ["KZ-ALM", "KZ-ZHA", "KZ-YUZ"]
    assert number(units[0], Words()) == "99\N{NO-BREAK SPACE}%"


def test_a_unit_without_a_number_is_left_white_and_unranked(sample_run: Run) -> None:
    evidence = sample_run.evidence
    kept = evidence[~((evidence["place"] == "KZ-ALM") & evidence["indicator"].str.startswith("unit_d"))].reset_index(drop=True)
    run = replace(sample_run, evidence=kept)
    assert "KZ-ALM" not in [unit.code for unit in ranked(run, Words())]
    drawn = figures.draw("hotspots", run, Words())
    faces = [patch.get_facecolor() for patch in drawn.figure.findobj(PathPatch)]
    assert (1.0, 1.0, 1.0, 1.0) in faces
    assert EMPTY == "#FFFFFF"
    assert "no number" in [text.get_text() for text in drawn.figure.findobj(Text)]


@given(st.lists(st.floats(1e-3, 1e6), min_size=1, max_size=30))
def test_classes_are_few_round_and_in_order(values: list[float]) -> None:
    edges = breaks(values)
    assert edges == sorted(set(edges))
    assert len(edges) < len(SHADES)
    assert all(f"{edge:.1e}"[:3] in ("1.0", "1.5", "2.0", "2.5", "3.0", "4.0", "5.0", "7.0") for edge in edges)
    assert len(key_names(edges, Words())) == len(edges) + 1


def test_rates_that_lie_close_together_are_still_told_apart() -> None:
    assert breaks([19.0, 24.0, 28.0, 33.0, 41.0, 47.0]) == [25.0, 30.0, 40.0]


def test_units_that_are_all_alike_share_one_shade(sample_run: Run) -> None:
    evidence = sample_run.evidence.copy()
    evidence.loc[evidence["indicator"] == "unit_displacement_rate", ["low", "mid", "high"]] = 7.0
    run = replace(sample_run, evidence=evidence)
    assert key_edges(ranked(run, Words())) == []
    assert "all alike" in [text.get_text() for text in figures.draw("hotspots", run, Words()).figure.findobj(Text)]


@pytest.mark.parametrize("lang", ["en", "ru", "kk", "es"])
def test_the_picture_reads_in_every_language(sample_run: Run, lang: str) -> None:
    assert "99" in figures.draw("hotspots", sample_run, Words(lang)).alt
