from itertools import pairwise

from matplotlib.text import Text

from highground.catalogue.runs import Run
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence.rows import Evidence
from highground.views.report.figures import base, lists
from highground.views.report.figures.lists import Column, Line


def rows(run: Run) -> list[Line]:
    held = Evidence(run)
    return [Line("Head"), *(Line(row.group, row) for row in held.find("moves_driver", level=2.0))]


def test_an_axis_holds_zero_and_both_signs(sample_run: Run) -> None:
    with base.style():
        _, axes = lists.listed(rows(sample_run), theme.WIDE, Words(), "moves")
    low, high = axes.get_xlim()
    assert low < 0 < high
    assert any(line.get_xdata()[0] == 0.0 for line in axes.get_lines() if len(set(line.get_xdata())) == 1)  # type: ignore[index,arg-type]


def test_a_line_without_a_number_says_so_and_has_no_bar(sample_run: Run) -> None:
    with base.style():
        figure, axes = lists.listed(rows(sample_run), theme.WIDE, Words(), "moves")
    assert "not applicable" in [text.get_text() for text in figure.findobj(Text)]
    assert len(axes.patches) == 4  # five drivers, one of them without a number


def test_tick_labels_never_touch(sample_run: Run) -> None:
    with base.style():
        figure, axes = lists.listed(rows(sample_run), theme.NARROW, Words("ru"), "moves")
        figure.canvas.draw()
        boxes = [label.get_window_extent() for label in axes.get_xticklabels() if label.get_text()]
    assert all(one.x1 <= two.x0 for one, two in pairwise(boxes))


def test_columns_stand_beside_each_other_on_a_page_and_below_each_other_on_a_phone(sample_run: Run) -> None:
    held = Evidence(sample_run)
    found = tuple(held.one("unit_immobility", place=code) for code in ("KZ-ALM", "KZ-ZHA", "KZ-KUS"))
    made = [Column("one", found, theme.ACCENT), Column("two", found, theme.ACCENT)]
    with base.style():
        wide = lists.columns(["a", "b", "c"], made, theme.WIDE, Words())
        narrow = lists.columns(["a", "b", "c"], made, theme.NARROW, Words())
    assert len({axes.get_position().y0 for axes in wide.axes}) == 1
    assert len({axes.get_position().x0 for axes in narrow.axes}) == 1
    assert "not reported" in [text.get_text() for text in wide.findobj(Text)]  # the third has no row at all


def test_a_key_that_is_too_wide_takes_another_line() -> None:
    signs = [("s", theme.ACCENT, "a long word of the key"), ("D", theme.ACCENT, "another long word")]
    with base.style():
        figure = base.canvas(4, 2)
        assert lists.key_height(figure, signs, 2.0) > lists.key_height(figure, signs, 6.0)
        lists.key(figure, (0.0, 1.9), signs, 2.0)
    heights = [text.get_position()[1] for text in figure.findobj(Text) if text.get_text().startswith(("a ", "another"))]
    assert heights[0] > heights[1]
