"""Charts of ranges: when levels are reached, people by altitude, what moves the answer."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from highground.basis.indicators import BAND_EDGES_M
from highground.basis.scenario import LEVELS, SSPS
from highground.catalogue.runs import Run
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.rows import Evidence, Row
from highground.views.report.figures import base
from highground.views.report.figures.base import GAP, LABEL, ROW, Drawn

LAST_YEAR = 2100  # the paths end here; later years mean "not by 2100"
FIRST_YEAR = 2020
HEADLINES = 4  # of the sensitivity chart
INPUTS = 3  # per headline
LEAST_SHARE = 0.05  # inputs that explain less are not drawn
_CLEAR: Final[dict[str, Any]] = {"facecolor": theme.PAPER, "edgecolor": "none", "pad": 0.6}  # no rule crosses a heading


def rows_chart(width: float, names: Sequence[str], heads: Sequence[int], right: float, *, top: float = 0.0) -> tuple[Figure, Axes]:
    """A figure with one line per name; lines in `heads` are headings. `right` inches stay free for numbers, `top` inches above."""
    foot = base.foot_room(width)
    figure = base.canvas(width, len(names) * ROW + foot + 0.05 + top)
    plain = [name for i, name in enumerate(names) if i not in heads]
    left = base.text_width(figure, plain) + GAP
    axes = base.room(figure, left, foot, width - left - right, len(names) * ROW)
    axes.set_ylim(len(names) - 0.5, -0.5)
    for i, name in enumerate(names):
        head = i in heads
        x, weight = (-left, "semibold") if head else (-GAP, "normal")
        axes.annotate(
            name, (0, i), (x * 72, 0), xycoords=("axes fraction", "data"), textcoords="offset points", ha="left" if head else "right",
            va="center", size=LABEL, weight=weight, annotation_clip=False, bbox=_CLEAR if head else None,
        )  # fmt: skip
    base.strip(axes)
    return figure, axes


def beside(axes: Axes, y: float, text: str, *, colour: str = theme.INK) -> None:
    """A number to the right of a line."""
    axes.annotate(
        text, (1, y), (GAP * 72, 0), xycoords=("axes fraction", "data"), textcoords="offset points", va="center", size=LABEL,
        color=colour, annotation_clip=False,
    )  # fmt: skip


def timing(run: Run, words: Words, width: float = theme.WIDE) -> Drawn:
    """Year in which each warming level is reached, by emission path, as ranges."""
    evidence = Evidence(run)
    lines: list[tuple[str, Row | None, bool]] = []
    absent: dict[int, str] = {}
    for level in LEVELS:
        found = {ssp: evidence.one("level_year", f"ssp:{ssp}", level=level) for ssp in SSPS}
        never = [ssp for ssp, row in found.items() if not (row and row.mid <= LAST_YEAR)]
        lines.append((words.level(level), None, True))
        if never:
            absent[len(lines) - 1] = words.t("not by 2100: {paths}", paths=", ".join(never))
        lines += [(ssp, row, False) for ssp, row in found.items() if row and ssp not in never]
    names = [name for name, _, _ in lines]
    heads = [i for i, line in enumerate(lines) if line[2]]
    texts = [_years(row, words) for _, row, _ in lines]
    figure = base.canvas(width, 1)
    figure, axes = rows_chart(width, names, heads, base.text_width(figure, texts) + GAP)
    axes.set_xlim(FIRST_YEAR, LAST_YEAR)
    axes.set_xticks(range(2020, 2101, 20))
    for y, ((_, row, _), text) in enumerate(zip(lines, texts, strict=True)):
        if row and row.level:
            span = (max(row.low, FIRST_YEAR), row.mid, min(row.high, LAST_YEAR))
            base.interval(axes, y, span, theme.LEVELS[row.level])
            beside(axes, y, text)
    for y, text in absent.items():
        _side(axes, y, GAP, text, "left", colour=theme.SOFT)
    base.foot(axes, words.t("year"))
    said = [
        f"{name}: {labels.level(row.level, words)} {text}"
        for (name, row, _), text in zip(lines, texts, strict=True)
        if row and row.level
    ]
    return Drawn(
        "timing", figure, words.t("When each level of warming is reached, by emission path.") + " " + "; ".join(said) + "."
    )


def _years(row: Row | None, words: Words) -> str:
    return words.estimate(row.low, row.mid, row.high, "year") if row else ""


def people(run: Run, words: Words, width: float = theme.WIDE) -> Drawn:
    """People in each altitude band as ranges on a logarithmic scale, highest band on top."""
    evidence = Evidence(run)
    found = [(edge, row) for edge in reversed(BAND_EDGES_M) for row in evidence.find("people_band", f"band:{edge}")]
    lines = [(edge, row) for edge, row in found if not row.known or row.high >= 1]  # a band without a number says so
    names = [labels.band(edge, words) for edge, _ in lines]
    texts = [labels.bare(row, words) for _, row in lines]
    probe = base.canvas(width, 1)
    if base.text_width(probe, texts) > 0.45 * width:  # a phone shows the middle and leaves the range to the bar
        texts = [
            words.spread(row.low, row.mid, row.high, row.unit)[1] if row.known else labels.bare(row, words) for _, row in lines
        ]
    figure, axes = rows_chart(width, names, [], base.text_width(probe, texts) + GAP)
    known = [row for _, row in lines if row.known]
    least = 10 ** max(0, len(str(int(min(max(row.low, 1) for row in known)))) - 1)
    most = max(row.high for row in known)
    axes.set_xscale("log")
    axes.set_xlim(least, 1.25 * most)
    axes.xaxis.set_major_formatter(base.numbers(words))
    axes.xaxis.set_minor_locator(base.no_ticks())
    axes.set_xticks([10.0**power for power in range(len(str(least)) - 1, len(str(int(most))), 2 if width < theme.WIDE else 1)])
    axes.get_xticklabels()[0].set_horizontalalignment("left")
    for y, ((_, row), text) in enumerate(zip(lines, texts, strict=True)):
        if row.known:
            base.interval(axes, y, (max(row.low, least), max(row.mid, least), row.high), theme.PEOPLE)
        beside(axes, y, text, colour=theme.INK if row.known else theme.SOFT)
    base.foot(axes, words.t("people; each line is ten times the one before"))
    said = [f"{name}: {labels.number(row, words)}" for name, (_, row) in zip(names, lines, strict=True)]
    return Drawn("people", figure, words.t("People by altitude.") + " " + "; ".join(said) + ".")


def headlines(run: Run) -> list[tuple[str, pd.DataFrame]]:
    """What moves each headline: one headline an indicator, since other levels repeat its inputs; displacement first."""
    table = run.sensitivity
    told = table.drop_duplicates("indicator")["headline"]
    table = table[
        table["headline"].isin(told) & ~table["indicator"].eq("mountain_people_share")
    ]  # the count says the same as its share
    found = [(str(name), bars) for name, bars in (table if len(table) else run.sensitivity).groupby("headline", sort=False)]
    return sorted(found, key=lambda each: not each[1]["indicator"].eq("displacement_aad").any())


def sensitivity(run: Run, words: Words, width: float = theme.WIDE) -> Drawn:
    """Share of each headline's spread that an input explains on its own."""
    lines: list[tuple[str, tuple[float, float, float] | None]] = []
    for headline, bars in headlines(run)[:HEADLINES]:
        lines.append((words.t(str(headline)), None))
        top = bars.sort_values("share", ascending=False).head(INPUTS)
        spans = top.loc[top["share"] >= LEAST_SHARE, ["low", "share", "high"]].to_numpy(dtype=float)
        lines += [
            (labels.uncertain(run, str(name), words), (span[0], span[1], span[2]))
            for name, span in zip(top["input"], spans, strict=False)
        ]
    most = 44 if width >= theme.WIDE else 28
    names = [base.shorten(name, most) if span else name for name, span in lines]
    heads = [i for i, (_, span) in enumerate(lines) if span is None]
    figure, axes = rows_chart(width, names, heads, 0.5)
    axes.set_xlim(0, 100)
    axes.xaxis.set_major_formatter(base.numbers(words, 0))
    base.inside_ticks(axes)
    for y, (_, span) in enumerate(lines):
        if span:
            low, share, high = (100 * value for value in span)
            axes.barh(y, share, height=0.5, color=theme.ACCENT, linewidth=0)
            axes.plot([low, high], [y, y], color=theme.INK, linewidth=1.0)
            beside(axes, y, f"{words.number(share, 0)} %")
    base.foot(axes, words.t("% of the spread that the input explains on its own; the line is its range"))
    said = [f"{name} {words.number(100 * span[1], 0)} %" if span else f"{name}:" for name, span in lines]
    return Drawn("sensitivity", figure, words.t("What moves the answer most.") + " " + " ".join(said))


Bar = tuple[str, tuple[float, float, float], str]  # name, range, number as text
Group = tuple[str, str, list[Bar]]  # head, colour, bars


def group_height(groups: Sequence[Group], width: float) -> float:
    """Inches that `grouped` takes."""
    return sum(len(bars) for _, _, bars in groups) * ROW + 0.1 * len(groups) + base.foot_room(width)


def grouped(figure: Figure, place: tuple[float, float, float], groups: Sequence[Group], title: str, words: Words) -> None:
    """Range bars in groups with the group's name and colour on the left; place: left, bottom, width in inches."""
    start, bottom, width = place
    heads = [base.wrap(head, 16) for head, _, _ in groups]
    head = base.text_width(figure, heads) + 0.36
    label = base.text_width(figure, [name for _, _, bars in groups for name, _, _ in bars]) + GAP
    texts = [text for _, _, bars in groups for _, _, text in bars]
    if base.text_width(figure, texts) > 0.36 * width:
        texts = [text.split(" (", maxsplit=1)[0] for text in texts]
    right = base.text_width(figure, texts) + GAP
    axes = base.room(
        figure,
        start + head + label,
        bottom + base.foot_room(width),
        width - head - label - right,
        group_height(groups, width) - base.foot_room(width),
    )
    base.strip(axes)
    axes.set_xlim(0, max(span[2] for _, _, bars in groups for _, span, _ in bars) * 1.02)
    axes.xaxis.set_major_formatter(base.numbers(words))
    axes.locator_params(axis="x", nbins=4 if width >= theme.WIDE else 2)
    base.inside_ticks(axes)
    y, said = 0.0, iter(texts)
    for (_, colour, bars), name in zip(groups, heads, strict=True):
        middle = y + (len(bars) - 1) / 2
        _side(axes, middle, -(label + head) + 0.2 + GAP, name, "left")
        axes.annotate(
            "■", (0, middle), (-(label + head) * 72, 0), xycoords=("axes fraction", "data"), textcoords="offset points", va="center", size=12,
            color=colour, annotation_clip=False, family="DejaVu Sans",
        )  # fmt: skip
        for bar, span, _ in bars:
            _side(axes, y, -GAP, bar, "right")
            base.interval(axes, y, span, colour)
            beside(axes, y, next(said))
            y += 1
        y += 0.1 / ROW
    axes.set_ylim(y - 0.5, -0.5)
    base.foot(axes, title)


def _side(axes: Axes, y: float, shift: float, text: str, side: str, *, colour: str = theme.INK) -> None:
    axes.annotate(
        text, (0, y), (shift * 72, 0), xycoords=("axes fraction", "data"), textcoords="offset points", ha=side, va="center", size=LABEL,
        color=colour, linespacing=0.95, annotation_clip=False,
    )  # fmt: skip
