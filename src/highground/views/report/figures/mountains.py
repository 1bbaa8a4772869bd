"""Maps of the country: where it is, where its mountains are, and its belts as it warms."""

from functools import lru_cache

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path as Outline
from numpy.typing import NDArray

from highground.basis.errors import HighgroundError
from highground.basis.indicators import BELTS
from highground.basis.scenario import TODAY
from highground.catalogue.regions import UNITS_CARD
from highground.catalogue.runs import Run
from highground.catalogue.shelf import Shelf
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.rows import Evidence
from highground.views.report.figures import base, charts, maps
from highground.views.report.figures.base import LABEL, ROW, Drawn

TALLEST = 5.2  # inches: a tall country is not drawn taller
PLACES = 7
BELT_LEVELS = ((TODAY, "belt_today"), (2.0, "belt_2"), (3.0, "belt_3"))
GLOBE = 2.6  # inches
COARSE_DEG = 0.3  # the globe's coastlines are this coarse


def mountains(run: Run, words: Words, width: float = theme.WIDE) -> Drawn:
    """K1 classes over shaded relief, unit borders, the largest places and a scale bar."""
    window = maps.country_window(run)
    present = [k1 for k1 in range(1, 8) if bool((run.layers["k1"] == k1).any())]
    names = [words.t(labels.K1[k1]) for k1 in present]
    tall = window.shape < 1.05 and width >= theme.WIDE
    column = base.text_width(base.canvas(width, 1), names) + 0.45
    high = min(TALLEST, (width - 0.3 - column if tall else width) / window.shape)
    across = min(width, high * window.shape)
    columns = 1 if tall else max(1, int(width // column))
    key = 0.0 if tall else -(-len(names) // columns) * ROW + 0.12
    figure = base.canvas(width, high + key + 0.22)
    axes = base.room(figure, 0, key + 0.2, across, high)
    maps.frame(axes, window)
    maps.paint(axes, run, window, run.layers["k1"], {k1: theme.K1[k1] for k1 in present})
    maps.borders(axes, run, window)
    axes.set_anchor("W")
    shown = maps.label_places(axes, maps.largest(run, window, PLACES))
    maps.scale_bar(axes, window, words)
    for i, (k1, name) in enumerate(zip(present, names, strict=True)):
        row, cell = (i, 0) if tall else divmod(i, columns)
        top = high + 0.1 if tall else key - 0.1
        base.swatch(figure, (across + 0.3 if tall else cell * (width / columns), top - row * ROW), theme.K1[k1], name)
    share = Evidence(run).one("mountain_share", "definition:K1")
    alt = words.t(
        "Map of the mountains of {country}: {share} of the land under definition K1.",
        country=_name(run, words),
        share=labels.number(share, words),
    )
    return Drawn("mountains", figure, alt + (" " + words.t("Places shown: {places}.", places=", ".join(shown)) if shown else ""))


def _name(run: Run, words: Words) -> str:
    return str(run.about["names"].get(words.lang, run.about["names"]["en"]))


def belts(run: Run, words: Words, width: float = theme.WIDE) -> Drawn:
    """Three maps of the belts with the same colours, and the area of each belt as ranges."""
    anywhere = sum((run.layers[layer] >= 0 for _, layer in BELT_LEVELS), start=run.layers["k1"] > 255)
    window = maps.mask_window(anywhere > 0, maps.country_window(run))
    stacked = width < theme.WIDE or window.shape > 2.4
    per_row = 1 if stacked else 3
    across = (width - 0.2 * (per_row - 1)) / per_row
    high = min(across / window.shape, 3.4)
    lines = _belt_lines(run, words)
    chart = charts.group_height(lines, width)
    rows = 3 // per_row
    figure = base.canvas(width, rows * (high + 0.3) + chart + 0.15)
    colours = {i: theme.BELTS[belt] for i, belt in enumerate(BELTS)}
    for i, (level, layer) in enumerate(BELT_LEVELS):
        row, column = divmod(i, per_row)
        axes = base.room(figure, column * (across + 0.2), chart + 0.15 + (rows - 1 - row) * (high + 0.3), across, high)
        maps.frame(axes, window)
        axes.set_anchor("W" if stacked else "C")
        maps.paint(axes, run, window, run.layers[layer], colours)
        maps.borders(axes, run, window)
        axes.text(0, 1.02, labels.level(level, words), transform=axes.transAxes, size=LABEL, weight="semibold", va="bottom")
    charts.grouped(figure, (0.0, 0.0, width), lines, words.t("Mountain area, {unit}", unit=words.unit("km2")), words)
    said = [f"{head}: " + ", ".join(f"{name} {text}" for name, _, text in bars) for head, _, bars in lines]
    return Drawn("belts", figure, words.t("Belts of the mountains today, at 2 °C and at 3 °C.") + " " + "; ".join(said) + ".")


def _belt_lines(run: Run, words: Words) -> list[charts.Group]:
    evidence, lines = Evidence(run), []
    for belt in BELTS:
        found = [evidence.one("belt_area", f"belt:{belt}", level=level) for level, _ in BELT_LEVELS]
        bars = [
            (labels.level(row.level or 0, words), (row.low, row.mid, row.high), labels.bare(row, words))
            for row in found
            if row and row.high > 0
        ]
        if bars:
            lines.append((words.t(labels.BELTS[belt]), theme.BELTS[belt], bars))
    return lines


def locator(run: Run, words: Words, width: float = theme.WIDE) -> Drawn:
    """The country on a globe seen from above it."""
    size = min(GLOBE, width)
    figure = base.canvas(size, size)
    axes = base.room(figure, 0, 0, size, size)
    axes.set_xlim(-1.02, 1.02)
    axes.set_ylim(-1.02, 1.02)
    axes.set_axis_off()
    own = run.units.geometry.simplify(COARSE_DEG / 3)
    centre = shapely.union_all(own.to_numpy()).representative_point()
    eye = (float(centre.x), float(np.clip(centre.y, -50, 50)))
    axes.add_patch(Circle((0, 0), 1, facecolor=theme.WASH, edgecolor=theme.LINE, linewidth=0.6))
    _graticule(axes, eye)
    _land(axes, world(), eye, "#CBD3D7")
    _land(axes, maps.rings(own), eye, theme.ACCENT)
    return Drawn("locator", figure, words.t("Globe with {country} marked.", country=_name(run, words)))


@lru_cache(maxsize=1)
def world() -> list[NDArray[np.float64]]:
    """Coarse outlines of all land from the bundled units; empty where they are not there."""
    try:
        shapes = gpd.read_parquet(Shelf().open(UNITS_CARD), columns=["geometry"]).geometry
    except HighgroundError:
        return []
    parts = shapely.get_parts(shapes.to_numpy())
    west, south, east, north = shapely.bounds(parts).T
    large = parts[np.maximum(east - west, north - south) > COARSE_DEG]
    return maps.rings(shapely.simplify(large, COARSE_DEG, preserve_topology=False))  # looks only: borders need not stay valid


def globe(points: NDArray[np.float64], eye: tuple[float, float]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Longitudes and latitudes seen from above `eye` (orthographic, Snyder 1987, p. 149), and which are on the near side.

    Points on the far side are moved to the rim.
    """
    lon, lat = np.radians(points[:, 0] - eye[0]), np.radians(points[:, 1])
    up = np.radians(eye[1])
    x = np.cos(lat) * np.sin(lon)
    y = np.cos(up) * np.sin(lat) - np.sin(up) * np.cos(lat) * np.cos(lon)
    near = np.sin(up) * np.sin(lat) + np.cos(up) * np.cos(lat) * np.cos(lon) > 0
    size = np.where(near, 1.0, np.maximum(np.hypot(x, y), 1e-9))
    return np.column_stack([x / size, y / size]), near


def _land(axes: Axes, rings: list[NDArray[np.float64]], eye: tuple[float, float], colour: str) -> None:
    seen = [points for points, near in (globe(ring, eye) for ring in rings) if near.any()]
    if seen:
        path = Outline.make_compound_path(*(Outline(points, closed=True) for points in seen))
        axes.add_patch(PathPatch(path, facecolor=colour, edgecolor=colour, linewidth=0.3))


def _graticule(axes: Axes, eye: tuple[float, float]) -> None:
    lines = [np.column_stack([np.full(181, lon), np.linspace(-90, 90, 181)]) for lon in range(-180, 180, 30)]
    lines += [np.column_stack([np.linspace(-180, 180, 361), np.full(361, lat)]) for lat in range(-60, 90, 30)]
    seen = []
    for line in lines:
        points, near = globe(line, eye)
        points[~near] = np.nan
        seen.append(points)
    axes.add_collection(LineCollection(seen, colors="#FFFFFF", linewidths=0.6))
