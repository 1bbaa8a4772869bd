"""Shares of right answers before and after, over all and by session, with their ranges."""

from typing import Final

from highground.basis.question import SESSIONS
from highground.basis.words import N_
from highground.response.capacity.learning.evaluation import Evaluation
from highground.response.capacity.learning.gain import Span
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.figures import base
from highground.views.report.figures.base import Drawn
from highground.views.report.figures.charts import beside, rows_chart

BEFORE: Final = theme.SOFT
AFTER: Final = theme.ACCENT
GROUP: Final = 3  # lines of one session: its whole name, before, after


def chart(found: Evaluation, words: Words, width: float = theme.WIDE) -> Drawn:
    """Before and after, one pair of bars for all questions and for each session that both tests asked about."""
    parts = [(words.t(N_("All questions")), found.pre, found.post)]
    parts += [(words.t(SESSIONS[one.id]), one.pre, one.post) for one in found.sessions]
    before, after = words.t(N_("Before")), words.t(N_("After"))
    names = [line for name, _, _ in parts for line in (name, before, after)]
    said = [_said(span, words, ranged=width >= theme.WIDE) for _, *pair in parts for span in pair]
    with base.style():
        right = base.text_width(base.canvas(width, 1), said) + base.GAP
        figure, axes = rows_chart(width, names, range(0, len(names), GROUP), right)
        axes.set_xlim(0, 100)
        axes.xaxis.set_major_formatter(base.numbers(words, 0))
        base.inside_ticks(axes)
        for group, (_, *pair) in enumerate(parts):
            for line, (span, colour) in enumerate(zip(pair, (BEFORE, AFTER), strict=True), 1):
                base.interval(axes, group * GROUP + line, ends(span), colour)
                beside(axes, group * GROUP + line, said[2 * group + line - 1])
        base.foot(axes, words.t(N_("% of right answers")))
    lines = "; ".join(f"{name}: {before} {said[2 * n]}, {after} {said[2 * n + 1]}" for n, (name, _, _) in enumerate(parts))
    return Drawn("learning", figure, f"{words.t(N_('% of right answers'))}. {lines}.")


def _said(span: Span, words: Words, *, ranged: bool) -> str:
    """A share as a number, on a phone without its range, which the bar shows."""
    low, mid, high = (words.number(value, 0) for value in ends(span))
    return words.spanned(mid, low, high) if ranged and span.low is not None else mid


def ends(span: Span) -> tuple[float, float, float]:
    """A share as a bar in percent; without an interval a line alone."""
    low, high = (span.mid if end is None else end for end in (span.low, span.high))
    return 100 * low, 100 * span.mid, 100 * high
