"""Map parts: window, aspect, relief, borders, places and scale bar, without any projection but a local one."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import LightSource, to_rgb
from matplotlib.path import Path as Outline
from matplotlib.patheffects import withStroke
from matplotlib.transforms import Bbox
from numpy.typing import NDArray
from scipy.ndimage import zoom

from highground.catalogue.runs import Run
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import HARD, Words
from highground.views.report.figures.base import LABEL, renderer_of

KM_PER_DEG = 111.2  # km in a degree of latitude, mean
MARGIN = 0.03  # share of the window left free around the country
APART_DEG = 1.5  # degrees: parts nearer than twice this belong together
LEAST_PART = 0.05  # share of the land: a group of islands below this is left out of the window
SEAM_DEG = 0.004  # degrees: gaps between units up to twice this are drawing errors
PLAIN = "#E2E7E9"  # land outside the classes: dark enough for white borders
MOST_PIXELS = 1400  # of the longer side of a shaded map
SPOTS = ((5, 0, "left"), (-5, 0, "right"), (0, 6, "center"), (0, -6.5, "center"))  # offsets in pt around a place


@dataclass(frozen=True, slots=True)
class Window:
    """West, south, east, north in degrees; longitudes may pass 180. `whole` is False where far islands were left out."""

    west: float
    south: float
    east: float
    north: float
    whole: bool = True

    @property
    def aspect(self) -> float:
        """Length of a degree of latitude over one of longitude at the middle of the window."""
        return float(1 / np.cos(np.radians((self.south + self.north) / 2)))

    @property
    def shape(self) -> float:
        """Width over height as drawn."""
        return (self.east - self.west) / (self.north - self.south) / self.aspect


def country_window(run: Run) -> Window:
    """The window of the country without far islands that hold little of its land."""
    parts = [part for shape in run.units.geometry.simplify(0.05) for part in getattr(shape, "geoms", [shape])]
    groups = shapely.union_all([shapely.box(*part.bounds) for part in parts]).buffer(APART_DEG)
    groups = list(getattr(groups, "geoms", [groups]))
    area = [sum(part.area for part in parts if group.intersects(part)) for group in groups]
    kept = [group.buffer(-APART_DEG) for group, size in zip(groups, area, strict=True) if size >= LEAST_PART * sum(area)]
    west, south, east, north = shapely.union_all(kept).bounds
    return _padded(west, south, east, north, whole=len(kept) == len(groups))


def mask_window(mask: xr.DataArray, limits: Window) -> Window:
    """The window around the cells that are true, inside the limits."""
    mask = mask.sel(lat=slice(limits.north, limits.south), lon=slice(limits.west, limits.east))
    if not mask.any():
        return limits
    rows, columns = (np.flatnonzero(mask.any(dim)) for dim in ("lon", "lat"))
    lat, lon = mask["lat"].to_numpy(), mask["lon"].to_numpy()
    half = abs(float(lat[1] - lat[0])) / 2
    south, north = float(lat[rows[-1]]) - half, float(lat[rows[0]]) + half
    return _padded(float(lon[columns[0]]) - half, south, float(lon[columns[-1]]) + half, north, whole=True)


def _padded(west: float, south: float, east: float, north: float, *, whole: bool) -> Window:
    pad = MARGIN * max(east - west, north - south) + 0.05
    return Window(west - pad, max(south - pad, -90), east + pad, min(north + pad, 90), whole)


def frame(axes: Axes, window: Window) -> None:
    """Turn axes into an empty map of the window with the right aspect."""
    axes.set_xlim(window.west, window.east)
    axes.set_ylim(window.south, window.north)
    axes.set_aspect(window.aspect)
    axes.set_axis_off()


def cut(layers: xr.Dataset, window: Window) -> xr.Dataset:
    """The layers inside the window."""
    return layers.sel(lat=slice(window.north, window.south), lon=slice(window.west, window.east))


def relief(layers: xr.Dataset) -> NDArray[np.float64]:
    """Light and shade of the terrain, 0 to 1, shape (lat, lon), lit from the north-west; gentle land stays light."""
    height = layers["elevation"].fillna(0).to_numpy().astype(float)
    step_m = abs(float(layers["lat"][1] - layers["lat"][0])) * KM_PER_DEG * 1000
    across = step_m * float(np.cos(np.radians(layers["lat"].mean())))
    light = LightSource(azdeg=315, altdeg=45)
    shade = light.hillshade(height, vert_exag=min(40.0, max(4.0, step_m / 900)), dx=across, dy=step_m)
    return np.asarray(shade, dtype=float)


def paint(axes: Axes, run: Run, window: Window, values: xr.DataArray, colours: dict[int, str]) -> None:
    """Classes in colour over shaded relief, cut at the country's outline; cells without a class stay pale grey."""
    layers = cut(run.layers.assign(shown=values), window)
    shown, shade = layers["shown"].to_numpy(), relief(layers)
    scale = max(1, round(min(6, MOST_PIXELS / max(shown.shape))))
    shade = np.clip(zoom(shade, scale, order=1, grid_mode=True, mode="nearest"), 0, 1)
    base = np.ones((*shown.shape, 3)) * to_rgb(PLAIN)
    for value, colour in colours.items():
        base[shown == value] = to_rgb(colour)
    base = base.repeat(scale, axis=0).repeat(scale, axis=1)
    picture = np.clip(base * (0.72 + 0.4 * shade[..., None]), 0, 1)
    half = abs(float(layers["lat"][1] - layers["lat"][0])) / 2
    lat, lon = layers["lat"].to_numpy(), layers["lon"].to_numpy()
    extent = (lon[0] - half, lon[-1] + half, lat[-1] - half, lat[0] + half)
    image = axes.imshow(picture, extent=extent, interpolation="antialiased", aspect=window.aspect, zorder=1)
    image.set_clip_path(outline(shapes(run, window)), axes.transData)


def rings(shapes: Iterable[shapely.Geometry]) -> list[NDArray[np.float64]]:
    """The rings of polygons, each of shape (point, 2)."""
    found = []
    for shape in shapes:
        for part in getattr(shape, "geoms", [shape]):
            if isinstance(part, shapely.Polygon) and not part.is_empty:
                found += [np.asarray(ring.coords)[:, :2] for ring in (part.exterior, *part.interiors)]
    return found


def outline(shapes: Iterable[shapely.Geometry]) -> Outline:
    """Polygons as one path, holes included."""
    return Outline.make_compound_path(*(Outline(ring, closed=True) for ring in rings(shapes)))


def borders(axes: Axes, run: Run, window: Window, colour: str = "#FFFFFF") -> None:
    """Unit borders as hairlines, the country's own edge a little darker."""
    units = shapes(run, window)
    axes.add_collection(LineCollection(rings(units), colors=colour, linewidths=0.5, zorder=3))
    axes.add_collection(LineCollection(rings([edge(units)]), colors=theme.SOFT, linewidths=0.5, zorder=4))


def shapes(run: Run, window: Window) -> NDArray[np.object_]:
    """The units' outlines, as fine as a print of the window shows and still edge to edge."""
    fine = max(window.east - window.west, window.north - window.south) / 1200
    return np.asarray(shapely.coverage_simplify(run.units.geometry.to_numpy(), fine))


def edge(units: NDArray[np.object_]) -> shapely.Geometry:
    """The country's own edge; hairline gaps between units are closed."""
    return shapely.union_all(shapely.buffer(units, SEAM_DEG, quad_segs=1))


def scale_bar(axes: Axes, window: Window, words: Words) -> None:
    """A bar of a round length in the lower left corner, true at the middle of the window."""
    across = (window.east - window.west) * KM_PER_DEG / window.aspect
    length = max(km for km in (5, 10, 20, 50, 100, 200, 500, 1000, 2000) if km <= max(5, across / 5))
    span = length / across
    axes.plot(
        [0.0, span], [-0.02, -0.02], color=theme.SOFT, linewidth=1.2, transform=axes.transAxes, clip_on=False, solid_capstyle="butt"
    )
    label = f"{words.number(length)}{HARD}{words.t('km')}"
    axes.text(span + 0.012, -0.02, label, transform=axes.transAxes, size=LABEL, color=theme.SOFT, va="center")


def largest(run: Run, window: Window, count: int) -> pd.DataFrame:
    """The largest places with a known number of people inside the window, none closer than a fifteenth of its width.

    Columns name, lon (as in the window), lat, people; largest first.
    """
    places = run.places.dropna(subset=["people"]).sort_values("people", ascending=False)
    places = places.assign(lon=places["lon"].where(places["lon"] > window.west - 1, places["lon"] + 360))
    inside = places["lon"].between(window.west, window.east) & places["lat"].between(window.south, window.north)
    places = places[inside].reset_index(drop=True)
    lon, lat = (places[key].to_numpy(dtype=float) for key in ("lon", "lat"))
    apart = (window.east - window.west) / 15
    kept: list[int] = []
    for at in range(len(places)):
        if all(np.hypot((lon[at] - lon[k]) / window.aspect, lat[at] - lat[k]) > apart for k in kept):
            kept.append(at)
        if len(kept) == count:
            break
    return places.iloc[kept]


def label_places(axes: Axes, places: pd.DataFrame) -> list[str]:
    """Dots with names beside them; a name that finds no free spot is left out. Returns the names shown."""
    renderer = renderer_of(axes)
    limits = axes.get_window_extent(renderer).padded(6)
    taken: list[Bbox] = []
    shown = []
    for name, lon, lat in zip(places["name"].astype(str), places["lon"], places["lat"], strict=True):
        for dx, dy, side in SPOTS:
            text = axes.annotate(
                name,
                (lon, lat),
                (dx, dy),
                textcoords="offset points",
                ha=side,
                va="center",
                size=LABEL,
                zorder=6,
                path_effects=[halo()],
            )
            box = text.get_window_extent(renderer).padded(1.5)
            inside = limits.contains(box.x0, box.y0) and limits.contains(box.x1, box.y1)
            if inside and not any(box.overlaps(other) for other in taken):
                taken.append(box)
                shown.append(name)
                axes.plot(
                    [lon], [lat], "o", color=theme.INK, markersize=2.8, markeredgecolor="white", markeredgewidth=0.5, zorder=5
                )
                break
            text.remove()
    return shown


def halo() -> withStroke:
    """White around letters on a map."""
    return withStroke(linewidth=2.2, foreground="white", alpha=0.85)
