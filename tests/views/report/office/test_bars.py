from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.views.report.office import bars, deck
from highground.views.report.office.bars import Axis, Line
from highground.views.report.office.deck import PICTURE, Box

AXIS = Axis(0, 100, [(value, f"{value:g} %") for value in (0, 25, 50, 75, 100)])
ROUNDING_IN = 0.01


def lines_of(values: list[tuple[float, float, float]], name: str = "қар сызығы") -> list[Line]:
    spans = [(min(span), sorted(span)[1], max(span)) for span in values]
    return [Line("Central Asia"), *(Line(f"{name} {i}", span, text="50 (30 to 70) %") for i, span in enumerate(spans))]


def boxes(lines: list[Line], box: Box, axis: Axis = AXIS) -> list[tuple[float, float, float, float]]:
    """Every shape drawn: left, top, right, bottom in inches."""
    slide = deck.add(deck.blank("x"), "free", "x")
    size = bars.fitting(lines, box)
    assert size is not None
    bars.draw(slide, box, lines, axis, alt="Ice left\x00", size=size)
    group: Any = slide.shapes[-1]
    assert group._element.nvGrpSpPr.cNvPr.get("descr") == "Ice left"
    return [tuple(side / 914400 for side in (s.left, s.top, s.left + s.width, s.top + s.height)) for s in group.shapes]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(*[st.floats(-50, 150)] * 3), min_size=1, max_size=6))
def test_bars_stay_inside_their_box_whatever_their_values(values: list[tuple[float, float, float]]) -> None:
    for left, top, right, bottom in boxes(lines_of(values), PICTURE):
        assert left >= PICTURE.left - ROUNDING_IN
        assert top >= PICTURE.top - ROUNDING_IN
        assert right <= PICTURE.left + PICTURE.width + ROUNDING_IN
        assert bottom <= PICTURE.top + PICTURE.height + ROUNDING_IN


def test_a_higher_value_lies_further_right() -> None:
    slide = deck.add(deck.blank("x"), "free", "x")
    low, high = (Line("a", (10.0, 20.0, 30.0), "#111111"), Line("b", (60.0, 70.0, 80.0), "#222222"))
    bars.draw(slide, PICTURE, [low, high], AXIS, alt="x", size=14.0)
    group: Any = slide.shapes[-1]
    filled = {str(s.fill.fore_color.rgb): (s.left, s.left + s.width) for s in group.shapes if s.shape_type == 1}
    assert filled["111111"][1] < filled["222222"][0]
    wide = [end - start for start, end in (filled["111111"], filled["222222"])]
    assert wide[0] == pytest.approx(wide[1], rel=1e-3)


@given(st.integers(1, 60))
def test_what_does_not_fit_is_left_out_from_the_end(count: int) -> None:
    lines = lines_of([(10, 20, 30)] * count)
    shown = bars.whole(lines, PICTURE)
    assert shown == lines[: len(shown)]
    assert bars.fitting(shown, PICTURE) is not None
    assert len(shown) == len(lines) or bars.fitting(lines[: len(shown) + 1], PICTURE) is None


def test_a_heading_at_the_end_heads_nothing_and_goes() -> None:
    assert bars.whole([Line("a", (1, 2, 3)), Line("Heading"), Line("Another")], PICTURE) == [Line("a", (1, 2, 3))]
    assert bars.whole([Line("Heading")], PICTURE) == []


def test_larger_letters_need_more_height() -> None:
    lines = lines_of([(10, 20, 30)] * 4)
    heights = [bars.tall(lines, PICTURE.width, size) for size in bars.SIZES_PT]
    assert heights == sorted(heights, reverse=True)
