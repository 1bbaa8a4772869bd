"""The chart of an evaluation: one pair of bars for all and for each session, and a sentence for who cannot see it."""

from collections.abc import Callable

import pytest

from highground.response.capacity.learning.evaluation import Evaluation
from highground.response.capacity.learning.gain import Span
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.figures.base import svg
from highground.views.report.figures.learning_chart import chart, ends


@pytest.mark.parametrize("width", [theme.WIDE, theme.NARROW])
def test_every_session_has_its_pair(width: float, evaluation: Callable[..., Evaluation]) -> None:
    drawn = chart(evaluation(), Words("kk", "learning", "questions"), width)
    assert drawn.alt.count(";") == 3
    assert svg(drawn) == svg(chart(evaluation(), Words("kk", "learning", "questions"), width))


def test_a_share_without_an_interval_is_a_line() -> None:
    assert ends(Span(0.5)) == (50.0, 50.0, 50.0)
    assert ends(Span(0.5, 0.25, 0.75)) == (25.0, 50.0, 75.0)
