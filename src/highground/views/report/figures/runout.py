"""The map of a runout: terrain in light and shade, how often each cell is reached, where flow starts, and who lives there."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LightSource, to_hex, to_rgb
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.transforms import Bbox
from numpy.typing import NDArray
from scipy.ndimage import zoom

from highground.basis.words import N_
from highground.research.reach.scene import Scene
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import HARD, Words
from highground.views.report.figures.base import LABEL, Drawn, canvas, fit, renderer_of, room, style, text_width
from highground.views.report.figures.maps import SPOTS

CLASSES: Final = (
    (0.0, "#F3DC8C"),
    (0.10, "#EBA24A"),
    (0.33, "#C4502F"),
    (0.66, "#6B1526"),
)  # lower edge of the share of members; ordered by lightness
WORDS: Final = (N_("in under 10 % of members"), N_("10 to 33 %"), N_("33 to 66 %"), N_("66 % and more"))
STARTS: Final = N_("start of flow")
SOME: Final = N_("start of flow that may reach a settlement")
REACHED: Final = N_("settlement that may be reached")
OTHER: Final = N_("other settlement")
NORTH: Final = N_("N")
ALT: Final = N_(
    "Map of {km} km across. Places where flow starts: {starts}; settlements that it may reach: {places}. The likeliest is {name}, in {share} % of the members."
)
ALT_NOBODY: Final = N_("Map of {km} km across. Places where flow starts: {starts}; no settlement is reached.")

GROUND: Final = "#F4F2EE"  # lit terrain
LEAST_PIXELS: Final = 900  # of the longer side; coarser terrain is smoothed
VEIL: Final = 0.8  # how much of a class's colour covers the terrain
LINE_IN: Final = 0.2  # height of a line of the legend
MARK_IN: Final = 0.16  # width of a mark of the legend
GAP_IN: Final = 0.22  # between entries of the legend
FOOT_IN: Final = 0.28  # scale bar and north
SPACED: Final = 24  # names are tried for so many settlements on a page
MANY: Final = 60  # releases beyond which only those that reach a settlement are drawn


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the legend: its words, and a colour or a marker."""

    text: str
    colour: str = ""
    marker: str = ""
    filled: bool = True


def runout(scene: Scene, words: Words, width: float = theme.WIDE) -> Drawn:
    """The map, so many inches wide, with legend, scale bar and north."""
    with style():
        return _drawn(scene, words, width)


def _drawn(scene: Scene, words: Words, width: float) -> Drawn:
    high, wide = scene.elevation.shape
    map_in = width * high / wide
    lines = _flow(_entries(scene, words), width)
    below = FOOT_IN + LINE_IN * len(lines) + 0.06
    figure = canvas(width, map_in + below)
    axes = room(figure, 0, below, width, map_in)
    _terrain(axes, scene)
    box = axes.get_xlim(), axes.get_ylim()
    _starts(axes, _shown(scene.releases))
    _settlements(axes, scene.places, SPACED if width >= theme.WIDE else SPACED // 2)
    axes.set_xlim(box[0])
    axes.set_ylim(box[1])
    foot = room(figure, 0, 0, width, below)
    foot.set_xlim(0, width)
    foot.set_ylim(0, below)
    foot.set_axis_off()
    _scale(foot, scene, words, width, below)
    for number, line in enumerate(lines):
        _legend(foot, line, below - FOOT_IN - LINE_IN * (number + 0.5))
    return Drawn("runout", figure, _alt(scene, words))


def _terrain(axes: Axes, scene: Scene) -> None:
    """Light and shade, with the classes of the reach laid over it."""
    z = scene.elevation.to_numpy().astype(float)
    void, cell = np.isnan(z), float(scene.elevation.attrs["cell_m"])
    filled = np.where(void, np.nanmedian(z) if not void.all() else 0.0, z)
    scale = max(1, round(LEAST_PIXELS / max(z.shape)))
    smooth = zoom(filled, scale, order=3, grid_mode=True, mode="nearest") if scale > 1 else filled
    shade = LightSource(azdeg=315, altdeg=45).hillshade(smooth, vert_exag=1.3, dx=cell / scale, dy=cell / scale)
    base = np.clip(0.42 + 0.6 * shade, 0, 1)[..., None] * np.array(to_rgb(GROUND))
    base[np.repeat(np.repeat(void, scale, 0), scale, 1)] = to_rgb(theme.WASH)
    chance = np.repeat(np.repeat(scene.chance.to_numpy(), scale, 0), scale, 1)
    picture = np.clip(_veiled(base, chance, shade), 0, 1)
    x, y = scene.elevation["x"].to_numpy(), scene.elevation["y"].to_numpy()
    extent = (x[0] - cell / 2, x[-1] + cell / 2, y[-1] - cell / 2, y[0] + cell / 2)
    axes.imshow(picture, extent=extent, interpolation="antialiased", zorder=1)
    axes.set_axis_off()


def _veiled(base: NDArray[np.float64], chance: NDArray[np.float32], shade: NDArray[np.float64]) -> NDArray[np.float64]:
    """The picture with the colour of each cell's class over the terrain; shade still shows through."""
    picture = base.copy()
    for lower, colour in CLASSES:
        inside = chance > 0 if lower == 0 else chance >= lower
        tone = np.array(to_rgb(colour)) * (0.82 + 0.25 * shade[inside])[:, None]
        picture[inside] = VEIL * tone + (1 - VEIL) * base[inside]
    return picture


def _shown(releases: pd.DataFrame) -> pd.DataFrame:
    """Releases that are drawn: all, or where they are many those that reach a settlement."""
    return releases if len(releases) <= MANY else releases[releases["reaches"]]


def _starts(axes: Axes, releases: pd.DataFrame) -> None:
    size, edge = (5.5, 0.7) if len(releases) <= MANY else (4.0, 0.5)
    axes.plot(
        releases["x"], releases["y"], "^", color=theme.ACCENT, markersize=size, markeredgecolor="white", markeredgewidth=edge, zorder=5
    )  # fmt: skip


def _settlements(axes: Axes, places: pd.DataFrame, most: int) -> None:
    """A dot for each settlement, hollow where flow does not come; names, of those that may be reached first, where there is room."""
    hit = places["chance"].to_numpy() > 0
    dots = places["centre"].to_numpy(dtype=bool)
    for chosen, face in ((places[hit & dots], theme.INK), (places[~hit & dots], "white")):
        axes.plot(
            chosen["x"],
            chosen["y"],
            "o",
            markersize=4,
            markerfacecolor=face,
            markeredgecolor="white" if face == theme.INK else theme.INK,
            markeredgewidth=0.7,
            zorder=5,
        )
    taken: list[Bbox] = []
    x, y = (places[key].to_numpy(dtype=float) for key in ("x", "y"))
    for number, name in enumerate(places["name"].astype(str).head(most)):
        _name(axes, name, (x[number], y[number]), bool(hit[number]), taken)


def _name(axes: Axes, name: str, at: tuple[float, float], hit: bool, taken: list[Bbox]) -> None:
    """A name beside its dot, if it touches no other and stays inside; softer where flow does not come."""
    renderer = renderer_of(axes)
    limits = axes.get_window_extent(renderer).padded(-2)
    halo = [withStroke(linewidth=2.4, foreground="white", alpha=0.85)]
    for right, up, side in SPOTS:
        text = axes.annotate(
            name, at, (right, up), textcoords="offset points", ha=side, va="center", size=LABEL, color=theme.INK if hit else theme.SOFT,
            weight=600 if hit else "normal", zorder=6, path_effects=halo,
        )  # fmt: skip
        box = text.get_window_extent(renderer).padded(1.5)
        if limits.contains(box.x0, box.y0) and limits.contains(box.x1, box.y1) and not any(box.overlaps(other) for other in taken):
            taken.append(box)
            return
        text.remove()


def _scale(foot: Axes, scene: Scene, words: Words, width: float, below: float) -> None:
    """A bar of a round length, left, and an arrow to the north, right."""
    across = _across_m(scene)
    length = max(m for m in (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000) if m <= max(100.0, across / 4))
    span, y = width * length / across, below - FOOT_IN / 2
    foot.plot([0.01, span], [y, y], color=theme.INK, linewidth=1.6, solid_capstyle="butt")
    text = (
        f"{words.number(length / 1000)}{HARD}{words.t('km')}" if length >= 1000 else f"{words.number(length)}{HARD}{words.t('m')}"
    )
    foot.text(span + 0.07, y, text, size=LABEL, color=theme.SOFT, va="center")
    foot.annotate(
        "", (width - 0.09, y + 0.1), (width - 0.09, y - 0.1), arrowprops={"arrowstyle": "-|>", "color": theme.INK, "lw": 0.9}
    )
    foot.text(width - 0.2, y, words.t(NORTH), size=LABEL, color=theme.INK, va="center", ha="right")


def _across_m(scene: Scene) -> float:
    return float(scene.elevation.attrs["cell_m"]) * scene.elevation.shape[1]


def _entries(scene: Scene, words: Words) -> list[Entry]:
    classes = [Entry(words.t(text), _seen(colour)) for text, (_, colour) in zip(WORDS, CLASSES, strict=True)]
    marks = [
        Entry(words.t(STARTS if len(scene.releases) <= MANY else SOME), theme.ACCENT, "^"),
        Entry(words.t(REACHED), theme.INK, "o"),
        Entry(words.t(OTHER), theme.INK, "o", filled=False),
    ]
    return [*classes, *marks]


def _seen(colour: str) -> str:
    """The colour of a class as it looks over level ground."""
    red, green, blue = (VEIL * tone + (1 - VEIL) * 0.85 * lit for tone, lit in zip(to_rgb(colour), to_rgb(GROUND), strict=True))
    return str(to_hex((red, green, blue)))


def _flow(entries: list[Entry], width: float) -> list[list[tuple[float, Entry]]]:
    """Entries in lines that fit into the width, each with its place from the left, inches."""
    probe = canvas(width, 1)
    lines: list[list[tuple[float, Entry]]] = [[]]
    at = 0.0
    for entry in entries:
        text = fit(probe, entry.text, width - MARK_IN - 0.1)
        size = MARK_IN + 0.07 + text_width(probe, [text])
        if at and at + size > width:
            lines.append([])
            at = 0.0
        lines[-1].append((at, entry))
        at += size + GAP_IN
    return lines


def _legend(foot: Axes, line: list[tuple[float, Entry]], y: float) -> None:
    for at, entry in line:
        if entry.marker:
            face = entry.colour if entry.filled else "white"
            edge = "white" if entry.marker == "^" else entry.colour
            mark = Line2D([at + MARK_IN / 2], [y], marker=entry.marker, markersize=5.5 if entry.marker == "^" else 4, linestyle="")
            mark.set_markerfacecolor(face)
            mark.set_markeredgecolor(edge)
            mark.set_markeredgewidth(0.7)
            foot.add_line(mark)
        else:
            foot.add_patch(Rectangle((at, y - 0.055), MARK_IN, 0.11, color=entry.colour, linewidth=0))
        foot.text(at + MARK_IN + 0.07, y, entry.text, size=LABEL, color=theme.INK, va="center")


def _alt(scene: Scene, words: Words) -> str:
    hit = scene.places[scene.places["chance"] > 0]
    km, starts = round(_across_m(scene) / 1000, 1), len(scene.releases)
    if hit.empty:
        return words.t(ALT_NOBODY, km=km, starts=starts)
    first = hit.iloc[0]
    return words.t(ALT, km=km, starts=starts, places=len(hit), name=str(first["name"]), share=round(100 * float(first["chance"])))
