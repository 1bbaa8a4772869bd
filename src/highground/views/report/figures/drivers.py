"""Displacement in mountains, elsewhere and unknown, what climate and population each add, and the number beside published ones."""

from matplotlib.figure import Figure

from highground.basis.scenario import TODAY
from highground.catalogue.runs import Run
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.rows import Evidence, Row
from highground.views.report.figures import base, charts
from highground.views.report.figures.base import GAP, Drawn
from highground.views.report.figures.hazards import Strand, stacked, stacked_height

PLACES = {"mountain": theme.SERIES[0], "elsewhere": theme.SERIES[4], "unknown": theme.K1[7]}
MOVES = {"now": theme.SERIES[3], "climate": theme.SERIES[1], "people": theme.SERIES[2], "both": theme.INK}
Line = tuple[str, Row | None, str]  # name, row (None for a heading), colour


def drivers(run: Run, words: Words, width: float = theme.WIDE) -> Drawn:
    """Where displacement is to be expected today, and two by two how climate and population change it, on one axis."""
    evidence = Evidence(run)
    places = [
        (labels.group(row.group, words), row, PLACES[name])
        for name in PLACES
        for row in _first(evidence, "displacement_place", f"where:{name}")
    ]
    moves = [
        (labels.group(row.group, words), row, MOVES[name])
        for name in MOVES
        for row in _first(evidence, "displacement_case", f"case:{name}")
    ]
    lines: list[Line] = [(words.t("Where, today"), None, ""), *places] if places else []
    lines += [(_changes([row for _, row, _ in moves], words), None, ""), *moves] if moves else []
    figure = _chart(lines, width, words)
    alt = words.t("Displacement in mountains and elsewhere, and with climate and population changing alone and together.")
    return Drawn("drivers", figure, alt + " " + _said(lines, words))


def _first(evidence: Evidence, indicator: str, group: str) -> tuple[Row, ...]:
    return evidence.find(indicator, group)[:1]


def _changes(rows: list[Row], words: Words) -> str:
    levels = [row.level for row in rows if row.level and row.level > TODAY]
    years = [row.year for row in rows if row.year]
    if not levels or not years:
        return words.t("What changes it")
    return words.t("What changes it: climate at {level}, population of {year}", level=max(levels), year=max(years))


def _chart(lines: list[Line], width: float, words: Words) -> Figure:
    texts = [labels.bare(row, words) if row else "" for _, row, _ in lines]
    probe = base.canvas(width, 1)
    if (
        base.text_width(probe, texts) > (0.36 if width >= theme.WIDE else 0.25) * width
    ):  # a phone shows the middle and leaves the range to the bar
        texts = [text.split(" (")[0] for text in texts]
    heads = [at for at, (_, row, _) in enumerate(lines) if row is None]
    names = [base.fit(probe, name, width) if row is None else name for name, row, _ in lines]
    figure, axes = charts.rows_chart(width, names, heads, base.text_width(probe, texts) + GAP)
    known = [row for _, row, _ in lines if row and row.known]
    axes.set_xlim(0, 1.02 * max(row.high for row in known))
    axes.xaxis.set_major_formatter(base.numbers(words))
    axes.locator_params(axis="x", nbins=4 if width >= theme.WIDE else 2)
    base.inside_ticks(axes)
    for y, ((_, row, colour), text) in enumerate(zip(lines, texts, strict=True)):
        if row and row.known:
            base.interval(axes, y, (row.low, row.mid, row.high), colour)
        if row:
            charts.beside(axes, y, text, colour=theme.INK if row.known else theme.SOFT)
    base.foot(axes, words.t("displacements a year"))
    return figure


def _said(lines: list[Line], words: Words) -> str:
    return "; ".join(f"{name}: {labels.number(row, words)}" for name, row, _ in lines if row) + "."


def estimates(run: Run, words: Words, width: float = theme.WIDE) -> Drawn:
    """Our number beside those that others have published, on a logarithmic scale: theirs are marks without a range."""
    evidence = Evidence(run)
    ours = evidence.one("displacement_aad", "", level=TODAY)
    theirs = sorted((row for row in evidence.find("displacement_published") if row.known), key=lambda row: -row.mid)
    rows = [*([ours] if ours else []), *theirs]
    names = [words.t("This profile, all sudden hazards") if row is ours else labels.group(row.group, words) for row in rows]
    said = [f"{name}: {labels.number(row, words)}" for name, row in zip(names, rows, strict=True)]
    alt = words.t("Average annual displacement beside published estimates.") + " " + "; ".join(said) + "."
    scale = words.t("displacements a year (logarithmic scale)")
    if width < theme.WIDE:
        parts = [Strand(name, (row,), mark=row is not ours) for name, row in zip(names, rows, strict=True)]
        figure = base.canvas(width, stacked_height(parts, title=False))
        stacked(figure, (0.0, float(figure.get_size_inches()[1]), width), parts, words, title="", foot=scale)
        return Drawn("estimates", figure, alt)
    texts = [labels.bare(row, words) for row in rows]
    probe = base.canvas(width, 1)
    figure, axes = charts.rows_chart(width, names, [], base.text_width(probe, texts) + GAP)
    least = base.log_axis(axes, [(row.low, row.mid, row.high) for row in rows], words, sparse=True)
    for y, (row, text) in enumerate(zip(rows, texts, strict=True)):
        low, mid, high = base.cut((row.low, row.mid, row.high), least)
        if row is ours or high > low:
            base.interval(axes, y, (low, mid, high), theme.ACCENT if row is ours else theme.SERIES[4])
        else:
            axes.plot([mid], [y], "D", color=theme.SERIES[1], markersize=5.5, clip_on=False)
        charts.beside(axes, y, text)
    base.foot(axes, scale)
    return Drawn("estimates", figure, alt)
