"""What stands beside the words on a slide: a picture drawn small and shown large, so that its text can be read, or a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, log10

from pptx.slide import Slide

from highground.basis.hazards import SUDDEN
from highground.basis.indicators import BAND_EDGES_M, BELTS
from highground.basis.mobility import CELLS
from highground.basis.scenario import LEVELS, SSPS, TODAY
from highground.basis.words import N_
from highground.catalogue.runs import Run
from highground.views.report import figures
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.mobility_rows import MAIN
from highground.views.report.evidence.rows import Evidence, Row
from highground.views.report.figures import base, maps
from highground.views.report.figures.charts import LAST_YEAR, headlines
from highground.views.report.figures.mountains import BELT_LEVELS
from highground.views.report.figures.staying import COLOURS
from highground.views.report.narrative.content import PICTURES
from highground.views.report.office import bars, deck
from highground.views.report.office.deck import ASIDE, BODY, PICTURE, Box

DRAWN = 4.4  # inches: a figure drawn this wide and shown 7.5 wide turns its 8.5 pt labels into 14.5 pt
DPI = 340  # of such a figure: 200 on the slide
TABLE_PT = 14.0
_CAPTION = 0.62  # inches below a picture: two lines of 14 pt
_KEY = 0.32  # inches from a swatch to its word
_PLACES = 7  # on the map
_TRIED = ((4, 3), (3, 3), (4, 2), (3, 2), (2, 2), (2, 1))  # headlines, and inputs of each, until the sensitivity chart fits
_FIRST = 2.9  # inches: the column that names the line, in a table of three columns
_NARROW = 1.5  # inches: the same in a table of five columns
_PATHS_LEFT_OUT = ((), ("SSP1-1.9",), ("SSP1-1.9", "SSP3-7.0"))  # tried in order until the table fits; the workbook has all
_THREE = (TODAY, 2.0, 4.0)  # levels of all hazards together
_MILLION = 1e6
_LEAST_SHARE = 0.05  # inputs that explain less are not drawn
_HEAD = 0.32  # inches: the line above each map


@dataclass(frozen=True, slots=True)
class Staged:
    """A slide's figure: where the words go, whether they stand beside it, and the call that puts it on a slide."""

    words: Box
    beside: bool
    place: Callable[[Slide], None]


def figure(topic: str, run: Run, words: Words) -> Staged:
    """The figure of a chapter, or of "doubts"; words alone where the run has nothing to draw."""
    makers = {
        "terrain": ("mountains", _mountains), "climate": ("timing", _years), "glaciers": ("glaciers", _ice),
        "ecosystems": ("belts", _belts), "people": ("people", _people), "hazards": ("hazards", _hazards),
        "mobility": ("cells", _cells), "doubts": ("sensitivity", _sensitivity),
    }  # fmt: skip
    name, maker = makers[topic]
    if not figures.available(name, run):
        return Staged(BODY, beside=False, place=lambda _: None)
    return maker(name, run, words)


def _mountains(_name: str, run: Run, words: Words) -> Staged:
    """The map of mountain classes, large, with its key in the slide's own letters under the words."""
    present = [k1 for k1 in theme.K1 if bool((run.layers["k1"] == k1).any())]
    names = [words.t(labels.K1[k1]) for k1 in present]
    width = ASIDE.width - _KEY
    heights = [deck.height([name], TABLE_PT, width) + 0.06 for name in names]
    top = ASIDE.top + ASIDE.height - sum(heights)
    png = _map(run, words, present)
    alt = figures.show("mountains", run, words.lang).alt

    def place(slide: Slide) -> None:
        y = top
        for k1, name, tall in zip(present, names, heights, strict=True):
            deck.swatch(slide, Box(ASIDE.left, y + 0.04, 0.2, 0.18), theme.K1[k1])
            deck.label(slide, Box(ASIDE.left + _KEY, y, width, tall), name, TABLE_PT)
            y += tall
        deck.picture(slide, png, alt, PICTURE, "mountains")

    return Staged(replace(ASIDE, height=top - ASIDE.top - 0.25), beside=True, place=place)


def _map(run: Run, words: Words, present: list[int]) -> bytes:
    window = maps.country_window(run)
    high = min(DRAWN / window.shape, DRAWN * PICTURE.height / PICTURE.width)
    with base.style():
        canvas = base.canvas(DRAWN, high)
        axes = base.room(canvas, 0, 0, DRAWN, high)
        maps.frame(axes, window)
        maps.paint(axes, run, window, run.layers["k1"], {k1: theme.K1[k1] for k1 in present})
        maps.borders(axes, run, window)
        maps.label_places(axes, maps.largest(run, window, _PLACES))
        maps.scale_bar(axes, window, words)
    return base.png(base.Drawn("mountains", canvas, ""), DPI)


def _people(name: str, run: Run, words: Words) -> Staged:
    """People in each altitude band as ranges on a logarithmic scale, highest band on top."""
    evidence, lines = Evidence(run), []
    for edge in reversed(BAND_EDGES_M):
        row = evidence.one("people_band", f"band:{edge}")
        if row and row.mid >= 1:
            low, mid, high = (log10(max(value, 1.0)) for value in (row.low, row.mid, row.high))
            lines.append(bars.Line(labels.band(edge, words), (low, mid, high), theme.PEOPLE, _short(row, words)))
    if not lines:
        return _single(name, run, words)
    spans = [line.span for line in lines if line.span]
    least, most = floor(min(span[0] for span in spans)), ceil(max(span[2] for span in spans))
    ticks = [(float(power), words.number(10.0**power)) for power in range(least, most + 1)]
    return _ranges(name, lines, run, words, axis=bars.Axis(least, max(most, least + 1), ticks))


def _hazards(name: str, run: Run, words: Words) -> Staged:
    """Average annual displacement: all sudden hazards at three levels, then each alone today, on a logarithmic scale."""
    evidence, lines = Evidence(run), [bars.Line(words.t(labels.ALL_HAZARDS))]
    for level in _THREE:
        row = evidence.one("displacement_aad", "", level=level)
        if row and row.high > 0:
            lines.append(bars.Line(labels.level(level, words), _span(row), theme.LEVELS[level], _short(row, words)))
    lines.append(bars.Line(words.t(N_("Each hazard, today"))))
    for hazard in SUDDEN:
        row = evidence.one("displacement_aad", f"hazard:{hazard}", level=TODAY)
        if row and row.high > 0:
            lines.append(bars.Line(labels.group(row.group, words), _span(row), theme.ACCENT, _short(row, words)))
    known = [line.span for line in lines if line.span]
    if not known:
        return _single(name, run, words)
    least = log10(base.least_of(known))
    cut = [replace(line, span=_logged(line.span, least)) if line.span else line for line in lines]
    most = max(line.span[2] for line in cut if line.span) + 0.05
    ticks = [(log10(value), words.number(value)) for value in base.log_ticks(10**least, 10**most)]
    return _ranges(name, cut, run, words, axis=bars.Axis(least, most, ticks))


def _cells(name: str, run: Run, words: Words) -> Staged:
    """Who could move and who stays: each of the four cells today and at 2 degC."""
    evidence, lines = Evidence(run), []
    for cell, text in CELLS.items():
        for level in (TODAY, MAIN):
            row = evidence.one("immobility", f"cell:{cell}", level=level)
            if row:
                when = labels.level(level, words)
                shown = f"{words.t(text)}: {when}" if level == TODAY else when
                lines.append(bars.Line(shown, _span(row), COLOURS[cell], labels.bare(row, words)))
    if not lines:
        return _single(name, run, words)
    most = min(100, 20 * ceil(max(line.span[2] for line in lines if line.span) / 20))
    ticks = [(float(value), f"{words.number(value)} %") for value in range(0, most + 1, 20)]
    return _ranges(name, lines, run, words, axis=bars.Axis(0, most, ticks))


def _logged(span: base.Span, least: float) -> base.Span:
    low, mid, high = (log10(end) for end in base.cut(span, 10**least))
    return low, mid, high


def _span(row: Row) -> base.Span:
    return row.low, row.mid, row.high


def _short(row: Row, words: Words) -> str:
    """A number with its range; from a million up in millions, with the unit: 1.2 million people (0.9 to 1.6)."""
    return labels.number(row, words, short=True) if abs(row.mid) >= _MILLION else labels.bare(row, words)


def _single(name: str, run: Run, words: Words) -> Staged:
    """The report's own figure where the slide has no larger form of it."""
    shown = figures.show(name, run, words.lang)

    def place(slide: Slide) -> None:
        deck.picture(slide, shown.data, shown.alt, PICTURE, name)

    return Staged(ASIDE, beside=True, place=place)


def _ice(name: str, run: Run, words: Words) -> Staged:
    """The ice that each level of warming leaves, region by region; measured areas are in the brief."""
    evidence, lines = Evidence(run), []
    for group in dict.fromkeys(row.group for row in evidence.find("glacier_mass_left")):
        lines.append(bars.Line(labels.group(group, words)))
        for level in LEVELS:
            row = evidence.one("glacier_mass_left", group, level=level)
            if row:
                text = f"{labels.bare(row, words)} %"
                lines.append(bars.Line(words.level(level), (row.low, row.mid, row.high), theme.LEVELS[level], text))
    if not any(line.span for line in lines):
        return _single(name, run, words)
    return _ranges(name, lines, run, words, under=_measured(evidence, words))


def _measured(evidence: Evidence, words: Words) -> list[list[str]]:
    """First and last measured area of each series, as lines of a table with a head; the largest first."""
    found: dict[str, list[Row]] = {}
    for row in evidence.find("glacier_area"):
        if row.known and row.year is not None:
            found.setdefault(row.group, []).append(row)
    ordered = sorted(found.items(), key=lambda item: -max(row.mid for row in item[1]))
    lines = [[words.t(N_("Measured area, km²")), words.t(N_("first")), words.t(N_("last"))]]
    for group, rows in ordered:
        first, last = min(rows, key=lambda row: row.year or 0), max(rows, key=lambda row: row.year or 0)
        texts = [f"{row.year}: {labels.bare(row, words)}" for row in (first, last)]
        lines.append([labels.group(group, words), texts[0] if first is not last else "", texts[1]])
    return lines if len(lines) > 1 else []


def _sensitivity(name: str, run: Run, words: Words) -> Staged:
    """The inputs that move each headline most; fewer of each where the slide does not hold three."""
    found = headlines(run)
    for heads, most in _TRIED:
        lines = []
        for headline, inputs in found[:heads]:
            lines.append(bars.Line(words.t(str(headline))))
            top = inputs.sort_values("share", ascending=False).head(most)
            for row in top[top["share"] >= _LEAST_SHARE].to_dict("records"):
                span = (100 * row["low"], 100 * row["share"], 100 * row["high"])
                lines.append(
                    bars.Line(labels.uncertain(run, row["input"], words), span, theme.ACCENT, f"{words.number(span[1], 0)} %")
                )
        if bars.fitting(lines, replace(PICTURE, height=PICTURE.height - _CAPTION)):
            break
    return _ranges(name, lines, run, words)


def _ranges(
    name: str, lines: list[bars.Line], run: Run, words: Words, *, under: Sequence[list[str]] = (), axis: bars.Axis | None = None
) -> Staged:
    """A range chart (from 0 to 100 % without `axis`) with its caption, and a table under it, as many lines as there is room for."""
    axis = axis or bars.Axis(0, 100, [(value, f"{words.number(value)} %") for value in (0, 25, 50, 75, 100)])
    room = replace(PICTURE, height=PICTURE.height - _CAPTION)
    shown = bars.whole(lines, room)
    alt = figures.show(name, run, words.lang).alt
    caption = (
        _caption(name, words) if len(shown) == len(lines) else words.t(N_("Not all lines fit here; the brief has all of them."))
    )
    tall = sum(deck.row_height(line, TABLE_PT, PICTURE.width, _FIRST) for line in under[:4])
    size = bars.fitting(shown, replace(room, height=room.height - tall)) or bars.fitting(shown, room) or TABLE_PT

    def place(slide: Slide) -> None:
        bars.draw(slide, PICTURE, shown, axis, alt=alt, size=size)
        top = PICTURE.top + bars.tall(shown, PICTURE.width, size) + 0.08
        _say(slide, caption, top)
        top += _CAPTION
        fit = deck.rows_that_fit(under, TABLE_PT, PICTURE.width, _FIRST, PICTURE.top + PICTURE.height - top)
        if fit > 1:
            deck.table(slide, replace(PICTURE, top=top, height=0.3), under[:fit], TABLE_PT, first=_FIRST, name=name)

    return Staged(ASIDE, beside=True, place=place)


def _caption(name: str, words: Words) -> str:
    known = {one: text for part in PICTURES.values() for one, _, text in part}
    other = {
        "hazards": N_("Displacements in an average year, with 90 % ranges; the scale is logarithmic."),
        "glaciers": N_("Share of the ice of 2015 left in 2100, with 90 % ranges."),
        "sensitivity": N_("Share of the spread that each uncertain input explains, by headline."),
    }
    return words.t(other.get(name, known.get(name, "")))


def _say(slide: Slide, caption: str, top: float) -> None:
    """A caption of at most two lines at 14 pt; a longer one is left to the notes."""
    box = Box(PICTURE.left, top, PICTURE.width, _CAPTION)
    if caption and deck.fitting([caption], box, (TABLE_PT,)):
        deck.label(slide, box, caption, TABLE_PT, colour=theme.SOFT)


def _years(name: str, run: Run, words: Words) -> Staged:
    """A table: warming in the mountains, and when each level is reached, by emission path."""
    caption = words.t(N_("Year in which the 20-year mean passes the level, by emission path; nine of ten outcomes in brackets."))
    for left_out in _PATHS_LEFT_OUT:
        lines = _year_lines(Evidence(run), words, left_out)
        tall = sum(deck.row_height(line, TABLE_PT, PICTURE.width, _NARROW) for line in lines)
        if tall + _CAPTION + 0.1 <= PICTURE.height:
            break

    def place(slide: Slide) -> None:
        deck.table(slide, PICTURE, lines, TABLE_PT, first=_NARROW, name=name)
        _say(slide, caption, PICTURE.top + tall + 0.1)

    return Staged(ASIDE, beside=True, place=place)


def _year_lines(evidence: Evidence, words: Words, left_out: tuple[str, ...]) -> list[list[str]]:
    lines = [[words.t(N_("Global warming")), *(words.level(level) for level in LEVELS)]]
    local = [evidence.one("mountain_warming", level=level) for level in LEVELS]
    if any(local):
        lines.append([words.t(N_("In the mountains, °C")), *(labels.bare(row, words) for row in local)])
    for ssp in (one for one in SSPS if one not in left_out):
        found = [evidence.one("level_year", f"ssp:{ssp}", level=level) for level in LEVELS]
        lines.append([ssp, *(_years_of(row, words) if row else words.t(N_("not by 2100")) for row in found)])
    return lines


def _years_of(row: Row, words: Words) -> str:
    """A year with its range, short: 2050 (2036–2079); the paths end in 2100."""
    if row.mid > LAST_YEAR:
        return words.t(N_("not by 2100"))
    last = f"{LAST_YEAR}+" if row.high > LAST_YEAR else f"{row.high:.0f}"
    return f"{row.mid:.0f} ({row.low:.0f}–{last})"


def _belts(name: str, run: Run, words: Words) -> Staged:
    """Three maps in a row, and the area of each belt in a table that is also their key."""
    evidence = Evidence(run)
    levels = [level for level, _ in BELT_LEVELS]
    found = {belt: [evidence.one("belt_area", f"belt:{belt}", level=level) for level in levels] for belt in BELTS}
    shown = {belt: rows for belt, rows in found.items() if any(row and row.high > 0 for row in rows)}
    head = [f"{words.t(N_('Belt'))}, {words.unit('km2')}", *(labels.level(level, words) for level in levels)]
    lines = [head, *([words.t(labels.BELTS[belt]), *(labels.bare(row, words) for row in rows)] for belt, rows in shown.items())]
    first, key = _FIRST, _KEY
    tall = sum(deck.row_height(line, TABLE_PT, BODY.width - key, first) for line in lines)
    top = BODY.top
    low = BODY.top + BODY.height - tall
    png = _maps(run, (BODY.width - key - first, low - top - _HEAD - 0.12))
    alt = figures.show(name, run, words.lang).alt

    def place(slide: Slide) -> None:
        column = (BODY.width - key - first) / len(levels)
        for number, level in enumerate(levels):
            box = Box(BODY.left + key + first + number * column, top, column - 0.2, _HEAD)
            deck.label(slide, box, labels.level(level, words), 16.0, bold=True)
        deck.picture(slide, png, alt, Box(BODY.left + key + first, top + _HEAD, BODY.width, low - top - _HEAD - 0.1), name)
        deck.table(slide, Box(BODY.left + key, low, BODY.width - key, tall), lines, TABLE_PT, first=first, name=name, right=False)
        y = low
        for line, belt in zip(lines, ("", *shown), strict=True):
            high = deck.row_height(line, TABLE_PT, BODY.width - key, first)
            if belt:
                deck.swatch(slide, Box(BODY.left, y + high / 2 - 0.09, 0.2, 0.18), theme.BELTS[belt])
            y += high

    return Staged(Box(BODY.left, top, key + first - 0.3, low - top - 0.15), beside=False, place=place)


def _maps(run: Run, size: tuple[float, float]) -> bytes:
    """The belts today, at 2 and at 3 degC as three maps without words; size in inches."""
    anywhere = sum((run.layers[layer] >= 0 for _, layer in BELT_LEVELS), start=run.layers["k1"] > 255)
    window = maps.mask_window(anywhere > 0, maps.country_window(run))
    wide, high = size
    column = wide / len(BELT_LEVELS)
    colours = {number: theme.BELTS[belt] for number, belt in enumerate(BELTS)}
    with base.style():
        canvas = base.canvas(wide, high)
        for number, (_, layer) in enumerate(BELT_LEVELS):
            axes = base.room(canvas, number * column, 0, column - 0.2, high)
            maps.frame(axes, window)
            axes.set_anchor("NW")
            maps.paint(axes, run, window, run.layers[layer], colours)
            maps.borders(axes, run, window)
    return base.png(base.Drawn("belts", canvas, ""), theme.DPI)
