from dataclasses import replace

import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch
from matplotlib.text import Text
from shapely.geometry import Point

from highground.catalogue.runs import Run
from highground.views.report import figures
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence.rows import Evidence
from highground.views.report.figures.flows import DRAWN, LEAVE, OPEN, bend, centre, key_colours, key_lines, nets, thick


def test_a_wider_arrow_is_more_moves_in_proportion() -> None:
    assert thick(1_000.0, 2_000.0) == pytest.approx(thick(2_000.0, 2_000.0) / 2)
    assert thick(0.001, 2_000.0) > 0


def test_the_largest_flows_are_arrows_and_the_first_carry_their_number(sample_run: Run) -> None:
    drawn = figures.draw("flows", sample_run, Words())
    arrows = [patch for patch in drawn.figure.findobj(FancyArrowPatch) if patch.get_linewidth() > 0.4]
    assert len(arrows) == DRAWN
    texts = [text.get_text() for text in drawn.figure.findobj(Text)]
    assert {"1", "8"} <= set(texts)
    assert "Almaty → Akmola" in drawn.alt


def test_two_ways_between_near_regions_bend_apart() -> None:
    assert bend(2.0) == bend(1.0) == pytest.approx(0.2)
    assert bend(0.1) > bend(0.4) > 0.2
    assert bend(0.0) == pytest.approx(1.0)


def test_a_city_that_is_a_region_is_shown_as_a_dot(sample_run: Run) -> None:
    units = sample_run.units.copy()
    units.loc[units["code"] == "KZ-PAV", "geometry"] = Point(76.5, 52.0).buffer(0.1)
    drawn = figures.draw("flows", replace(sample_run, units=units), Words())
    dots = [line for line in drawn.figure.findobj(Line2D) if line.get_marker() == "o"]
    assert len(dots) == 1


def test_a_net_whose_range_holds_zero_has_no_sign(sample_run: Run) -> None:
    found = nets(sample_run, Evidence(sample_run))
    assert found["KZ-ALM"].colour == OPEN
    assert found["KZ-YUZ"].colour in LEAVE


def test_the_key_names_only_what_is_on_the_map(sample_run: Run) -> None:
    found = nets(sample_run, Evidence(sample_run))
    texts = [text for _, text in key_colours(found, Words(), blank=False)]
    assert "may be either" in texts
    assert not [text for text in texts if "arrive" in text]
    assert key_lines([], Words()) == []


def test_a_run_without_flows_has_no_map_and_without_nets_still_has_one(sample_run: Run) -> None:
    rows = sample_run.evidence
    bare = replace(sample_run, evidence=rows[rows["indicator"] != "unit_flow"].reset_index(drop=True))
    assert not figures.available("flows", bare)
    some = replace(sample_run, evidence=rows[rows["indicator"] != "net_modelled"].reset_index(drop=True))
    assert figures.available("flows", some)
    assert "Almaty" in figures.draw("flows", some, Words("kk"), theme.NARROW).alt


def test_a_shape_that_is_not_there_has_no_centre() -> None:
    assert centre(None) is None
