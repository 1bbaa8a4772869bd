"""Displacement by hazard and level of warming, and how large one event can be, always as ranges."""

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from highground.basis.hazards import RETURN_YEARS, SUDDEN
from highground.basis.scenario import ALL_LEVELS, TODAY
from highground.catalogue.runs import Run
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.rows import Evidence, Row
from highground.views.report.figures import base
from highground.views.report.figures.base import GAP, LABEL, Drawn, Span

PITCH = 0.085  # inches between the bars of two levels
LINE = 0.155  # inches of a line of small letters
BETWEEN = 0.12  # inches between two hazards
NAME = 19  # letters of a hazard's name before it wraps
LEGEND = 0.3  # inches above the bars
CURVE = 2.15  # inches of the curve's panel
HEAD = 0.3
FOOT = 0.47


@dataclass(frozen=True, slots=True)
class Strand:
    """One hazard, or all together: its rows by level, or the words that say why there are none."""

    name: str
    rows: tuple[Row, ...]
    nothing: str = ""
    mark: bool = False  # a published figure, drawn as a mark

    @property
    def height(self) -> float:
        """Inches that its bars take."""
        return max(PITCH * len(self.rows), 2 * LINE) if self.rows else 2 * LINE


def strands(indicator: str, evidence: Evidence, words: Words, levels: tuple[float, ...] = ALL_LEVELS) -> list[Strand]:
    """All sudden hazards together and each alone; a hazard without a number says which kind of nothing it is."""
    made = []
    for code in ("", *(f"hazard:{name}" for name in SUDDEN)):
        found = [row for level in levels if (row := evidence.one(indicator, code, level=level))]
        blank = next(iter(evidence.find(indicator, code)), None)
        name = labels.group(code, words) if code else words.t(labels.ALL_HAZARDS)
        if any(row.high > 0 for row in found):
            made.append(Strand(name, tuple(found)))
        elif blank:
            made.append(Strand(name, (), labels.bare(found[0] if found else blank, words)))
    return made


def hazards(run: Run, words: Words, width: float = theme.WIDE) -> Drawn:
    """Average annual displacement by hazard, one bar for each level of warming, on a logarithmic scale."""
    evidence = Evidence(run)
    found = strands("displacement_aad", evidence, words)
    beside = width >= theme.WIDE
    names = [base.wrap(one.name, NAME) if beside else one.name for one in found]
    head = 0.0 if beside else LINE + 0.04
    tall = sum(one.height + BETWEEN + head for one in found)
    figure = base.canvas(width, LEGEND + tall + base.foot_room(width))
    texts = [_ends(one, words, bare=not beside) for one in found]
    label = base.text_width(figure, names, weight="semibold") + GAP if beside else 0.0
    right = base.text_width(figure, [text for two in texts for text in two]) + GAP
    axes = base.room(figure, label, base.foot_room(width), width - label - right, tall)
    base.strip(axes)
    axes.set_ylim(tall, 0)
    spans = [(row.low, row.mid, row.high) for one in found for row in one.rows]
    least = base.log_axis(axes, spans, words, sparse=not beside)
    y = BETWEEN / 2
    for number, (one, name, two) in enumerate(zip(found, names, texts, strict=True)):
        weight = "normal" if number else "semibold"
        at = y + one.height / 2 if beside else y + LINE / 2
        base.note(axes, (0, at), -label, name, weight=weight)
        _bars(axes, y + head, one, two, least)
        y += one.height + BETWEEN + head
    base.foot(axes, words.t("displacements a year (logarithmic scale)"))
    _legend(figure, [level for level in ALL_LEVELS if any(row.level == level for one in found for row in one.rows)], width, words)
    said = [f"{one.name}: {_told(one, words)}" for one in found]
    return Drawn(
        "hazards", figure, words.t("Average annual displacement by hazard and level of warming.") + " " + "; ".join(said) + "."
    )


def _bars(axes: Axes, y: float, one: Strand, texts: list[str], least: float) -> None:
    for number, row in enumerate(one.rows):
        base.interval(
            axes, y + (number + 0.5) * PITCH, base.cut((row.low, row.mid, row.high), least), theme.LEVELS[row.level or TODAY], 0.06
        )
    if one.nothing:
        base.note(axes, (0, y + one.height / 2), GAP, one.nothing, colour=theme.SOFT)
    step = one.height / max(len(texts), 1)
    for number, text in enumerate(texts):
        base.note(axes, (1, y + (number + 0.5) * step), GAP, text, colour=theme.SOFT if number else theme.INK)


def _ends(one: Strand, words: Words, *, bare: bool) -> list[str]:
    """The numbers of the first and the last level; on a phone without their ranges."""
    rows = dict.fromkeys((one.rows[0], one.rows[-1])) if one.rows else ()
    texts = [labels.bare(row, words) for row in rows]
    return [
        f"{labels.level(row.level or TODAY, words)}: {text.split(' (')[0] if bare else text}"
        for row, text in zip(rows, texts, strict=True)
    ]


def _told(one: Strand, words: Words) -> str:
    return ", ".join(f"{labels.level(row.level or TODAY, words)} {labels.number(row, words)}" for row in one.rows) or one.nothing


def _legend(figure: Figure, levels: list[float], width: float, words: Words) -> None:
    high = float(figure.get_size_inches()[1])
    names = [labels.level(level, words) for level in levels]
    step = min(base.text_width(figure, names) + 0.2 + 3 * GAP, width / max(len(names), 1))
    for number, (level, name) in enumerate(zip(levels, names, strict=True)):
        base.swatch(figure, (number * step, high - 0.1), theme.LEVELS[level], name)


def exceedance(run: Run, words: Words, width: float = theme.WIDE) -> Drawn:
    """Displacements in one event by how rarely it comes, with its 90 % band; beside it the event of 100 years by hazard."""
    evidence = Evidence(run)
    curve = [row for years in RETURN_YEARS if (row := evidence.one("displacement_pmd", f"return:{years}")) and row.high > 0]
    parts = [one for one in strands("displacement_pmd100", evidence, words, (TODAY,)) if one.rows or one.nothing]
    parts += [
        Strand(labels.group(row.group, words), (row,), mark=True)
        for row in evidence.find("displacement_pmd100", "estimate")
        if row.known
    ]
    beside = width >= theme.WIDE and bool(curve) and bool(parts)
    tall = CURVE + HEAD + FOOT if curve else 0.0
    low = stacked_height(parts) if parts else 0.0
    figure = base.canvas(width, max(tall, low) if beside else tall + low + (0.1 if curve and parts else 0.0))
    top, share = float(figure.get_size_inches()[1]), 0.45 * width if beside else width
    if curve:
        _curve(figure, (0.0, top - tall, share), curve, words)
    if parts:
        start = share + 0.3 if beside else 0.0
        texts = {"title": words.t("Once in 100 years, by hazard"), "foot": words.t("displacements (logarithmic scale)")}
        stacked(figure, (start, top if beside else low, width - start), parts, words, **texts)
    said = [f"{labels.group(row.group, words)} {labels.number(row, words)}" for row in curve]
    told = [f"{one.name} {_told(one, words)}" for one in parts]
    alt = words.t("Displacements in one event, by how rarely it comes.") + " " + "; ".join(said) + ". "
    return Drawn(
        "exceedance", figure, alt + (words.t("Once in 100 years, by hazard.") + " " + "; ".join(told) + "." if told else "")
    )


def _curve(figure: Figure, place: tuple[float, float, float], rows: list[Row], words: Words) -> None:
    start, bottom, width = place
    most = max(row.high for row in rows)
    ticks = base.text_width(figure, [words.number(10.0 ** len(str(int(most))))]) + GAP
    axes = base.room(figure, start + ticks, bottom + FOOT, width - ticks - 0.05, CURVE)
    years = [int(row.value) for row in rows]
    least = base.least_of([(row.low, row.mid, row.high) for row in rows])
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(years[0] / 1.35, years[-1] * 1.35)
    axes.set_ylim(least, 1.6 * most)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_minor_locator(base.no_ticks())
    axes.set_xticks(years, [words.number(year) for year in years])
    levels = base.log_ticks(least, 1.6 * most)
    axes.set_yticks(levels, [words.number(level) for level in levels])
    axes.grid(axis="y", color=theme.LINE, linewidth=0.5)
    axes.tick_params(length=0, labelsize=LABEL)
    low, mid, high = (
        [max(value, least) for value in ends] for ends in zip(*((row.low, row.mid, row.high) for row in rows), strict=True)
    )
    axes.fill_between(years, low, high, color=theme.ACCENT, alpha=0.22, linewidth=0)
    axes.plot(years, mid, color=theme.ACCENT, linewidth=1.6, marker="o", markersize=4)
    for row, year in zip(rows, years, strict=True):
        text = words.spread(row.low, row.mid, row.high, row.unit)[1]
        axes.annotate(
            text, (year, max(row.mid, least)), (0, 7), textcoords="offset points", ha="center", size=LABEL, weight="semibold"
        )
    base.foot(axes, words.t("once in so many years"))
    base.heading(axes, words.t("In one event, all sudden hazards"), ticks)


def stacked_height(parts: list[Strand], *, title: bool = True) -> float:
    """Inches that `stacked` takes."""
    return len(parts) * 2 * LINE + HEAD * title + FOOT


def stacked(figure: Figure, place: tuple[float, float, float], parts: list[Strand], words: Words, *, title: str, foot: str) -> None:
    """Names and numbers above their bars, on a logarithmic scale; published figures as marks. Place: left, top, width in inches."""
    start, top, width = place
    tall = len(parts) * 2 * LINE
    axes = base.room(figure, start, top - HEAD * bool(title) - tall, width, tall)
    base.strip(axes)
    axes.set_ylim(tall, 0)
    spans: list[Span] = [(row.low, row.mid, row.high) for one in parts for row in one.rows]
    least = base.log_axis(axes, spans, words, sparse=True) if spans else 1.0
    axes.grid(visible=False)
    texts = [labels.bare(one.rows[0], words) if one.rows else one.nothing for one in parts]
    if any(
        base.text_width(figure, [one.name]) + base.text_width(figure, [text]) + GAP > width
        for one, text in zip(parts, texts, strict=True)
    ):
        texts = [text.split(" (")[0] for text in texts]
    for number, (one, text) in enumerate(zip(parts, texts, strict=True)):
        y = number * 2 * LINE
        base.note(axes, (0, y + LINE / 2), 0.0, base.squeeze(figure, one.name, width - base.text_width(figure, [text]) - GAP))
        base.note(axes, (1, y + LINE / 2), 0.0, text, side="right", colour=theme.INK if one.rows else theme.SOFT)
        for row in one.rows:
            axes.vlines(axes.get_xticks(), y + 1.2 * LINE, y + 1.8 * LINE, color=theme.LINE, linewidth=0.5)
            if one.mark:
                axes.plot([row.mid], [y + 1.5 * LINE], "D", color=theme.SERIES[1], markersize=5.5, clip_on=False)
            else:
                base.interval(axes, y + 1.5 * LINE, base.cut((row.low, row.mid, row.high), least), theme.ACCENT, 0.085)
    base.foot(axes, foot)
    if title:
        base.heading(axes, title, 0.0)
