from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.research.twins import Twins
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.mirror_panels import Panel, Record, apart, axis, glance, panels, shown


@pytest.fixture(scope="module")
def made(twins: Twins) -> dict[str, Panel]:
    return {panel.id: panel for panel in panels(twins, Words())}


def test_the_shares_of_the_first_page_lie_on_one_axis(twins: Twins) -> None:
    panel = glance(twins, Words())
    assert panel is not None
    assert panel.axis == (0.0, 100.0)
    assert "Land that is mountain" in [line.name for line in panel.lines]


def test_every_panel_says_whether_it_compares_and_why(made: dict[str, Panel]) -> None:
    assert {"land", "dwellers", "people", "warming", "heat", "rain", "ice", "belts", "rise", "species"} <= set(made)
    assert all(panel.comparable in ("yes", "with care", "no") and panel.why for panel in made.values())
    assert made["land"].comparable == "yes"
    assert made["ice"].comparable == "with care"


def test_only_ranges_that_part_name_a_higher_country(made: dict[str, Panel]) -> None:
    assert made["land"].lines[0].reading == "Ecuador <i>&amp;</i>"
    assert made["warming"].lines[0].reading == "equal"
    overlapping: Record = {"comparable": "yes", "low_a": 1.0, "high_a": 3.0, "low_b": 2.0, "high_b": 4.0}
    assert not apart(overlapping)
    assert apart({**overlapping, "low_b": 3.5}) == "b"
    assert not apart({**overlapping, "low_b": 3.5, "comparable": "no"})


def test_a_blank_is_said_in_words_and_explained(made: dict[str, Panel]) -> None:
    line = next(line for line in made["belts"].lines if line.name.startswith("nival"))
    assert line.b.text == "no number"
    assert line.b.span == ()
    assert line.a.span
    assert line.comparable == "no"
    assert any(note.startswith("Ecuador") for note in made["belts"].notes)


def test_a_row_of_zeros_or_blanks_says_nothing() -> None:
    zero: Record = {f"{key}_{side}": 0.0 for side in "ab" for key in ("low", "high")}
    assert not shown({**zero, "status_a": "value", "status_b": "value"})
    assert not shown({**zero, "status_a": "not applicable", "status_b": "not reported"})
    assert shown({**zero, "high_b": 0.1, "status_a": "value", "status_b": "value"})


def test_displacement_is_told_in_the_hazards_chapter_in_plain_numbers(made: dict[str, Panel]) -> None:
    assert {"displacement", "displacement-levels", "displacement-place", "rare", "frequency"} <= set(made)
    assert made["displacement"].lines[0].name == "All sudden hazards"
    assert made["rare"].unit == "displacements"
    assert made["rare"].lines[0].a.text == "29,000"


def test_what_is_judged_compares_only_with_care_and_a_year_narrows_a_panel(made: dict[str, Panel]) -> None:
    assert made["cells"].comparable == "with care"
    assert [line.name for line in made["cells"].lines][2] == "wish to move, cannot"
    assert [line.name for line in made["sums"].lines] == ["SSP1-1.9", "SSP1-2.6", "SSP2-4.5", "SSP3-7.0", "SSP5-8.5"]  # 2050 alone


def test_numbers_of_a_panel_share_one_scale(made: dict[str, Panel]) -> None:
    people = made["people"]
    values = [float(side.text.replace(",", "")) for line in people.lines for side in (line.a, line.b)]
    assert people.unit.startswith("million") == (max(values) < 1000)


def test_regions_behind_the_numbers_are_named(made: dict[str, Panel]) -> None:
    assert made["ice"].regions == ("Central Asia", "Low Latitudes")
    assert made["land"].regions == ("", "")


def test_names_follow_the_language(twins: Twins) -> None:
    line = panels(twins, Words("ru"))[0].lines[0]
    assert line.reading == "Эквадор"


@given(st.floats(-1e7, 1e7), st.floats(0, 1e7), st.floats(0, 1e7))
def test_an_axis_holds_zero_and_every_range(low: float, up: float, more: float) -> None:
    left, right = axis([(low, low + up, low + up + more)], "m")
    assert isfinite(left)
    assert isfinite(right)
    assert left <= 0 <= right
    slack = 1e-3 * max(abs(low), abs(low + up + more))
    assert left <= low + slack
    assert right >= low + up + more - slack
