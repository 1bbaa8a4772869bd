"""Shares of right answers before and after, over all and by session, with their ranges."""

from functools import partial
from typing import Final

from highground.basis.question import SESSIONS
from highground.basis.words import N_
from highground.response.capacity.learning.evaluation import Evaluation
from highground.response.capacity.learning.gain import Span
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.figures import base, charts
from highground.views.report.figures.base import Drawn

COLOUR: Final = theme.SERIES[0]
SHORT: Final = 36  # letters of a session's name, three lines beside two bars; the table has the whole name


def chart(found: Evaluation, words: Words, width: float = theme.WIDE) -> Drawn:
    """Before and after, one pair of bars for all questions and for each session that both tests asked about."""
    parts = [(words.t(N_("All questions")), found.pre, found.post)]
    parts += [(words.t(SESSIONS[one.id]), one.pre, one.post) for one in found.sessions]
    before, after = words.t(N_("Before")), words.t(N_("After"))
    said = partial(_said, words=words, ranged=width >= theme.WIDE)
    groups: list[charts.Group] = [
        (
            name,
            COLOUR,
            [(before, ends(pre), said(pre)), (after, ends(post), said(post))],
        )
        for name, pre, post in parts
    ]
    shown = [(base.shorten(name, SHORT), colour, bars) for name, colour, bars in groups]
    with base.style():
        figure = base.canvas(width, charts.group_height(groups, width))
        charts.grouped(figure, (0.0, 0.0, width), shown, words.t(N_("% of right answers")), words)
        figure.axes[0].set_xlim(0, 100)
    lines = "; ".join(f"{name}: {before} {bars[0][2]}, {after} {bars[1][2]}" for name, _, bars in groups)
    return Drawn("learning", figure, f"{words.t(N_('% of right answers'))}. {lines}.")


def _said(span: Span, words: Words, *, ranged: bool) -> str:
    """A share as a number, on a phone without its range, which the bar shows."""
    low, mid, high = (words.number(value, 0) for value in ends(span))
    return words.spanned(mid, low, high) if ranged and span.low is not None else mid


def ends(span: Span) -> tuple[float, float, float]:
    """A share as a bar in percent; without an interval a line alone."""
    low, high = (span.mid if end is None else end for end in (span.low, span.high))
    return 100 * low, 100 * span.mid, 100 * high
