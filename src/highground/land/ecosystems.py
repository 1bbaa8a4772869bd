"""Thermal belts of mountains, their season and plant growth, and the species that need the cold."""

from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray
from scipy.ndimage import map_coordinates

from highground.basis.ensemble import Ensemble, Members
from highground.basis.errors import BadData
from highground.basis.indicators import BELTS
from highground.land.climate import DAYS, LAPSE_HIGH_K_PER_M, LAPSE_K_PER_M, LAPSE_LOW_K_PER_M

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Belts = NDArray[np.int8]

SEASON_FROM_DEGC = 0.9  # daily mean that makes a day of the season; SDG 15.4.2 belts, unverified
NIVAL_BELOW_DAYS = 10.0  # SDG 15.4.2 world mountain map
NIVAL_BELOW_DEGC = 3.5  # season mean, same
TREELINE_DAYS = 94.0  # season, same
TREELINE_DEGC = 6.4  # season mean, same
MONTANE_BELOW_DEGC = 15.0  # season mean, same
MIAMI_MAX_G = 3000.0  # g dry matter m-2 yr-1; Lieth 1975, unverified; no published spread
MIAMI_T_A, MIAMI_T_B = 1.315, 0.119  # 1, K-1; same
MIAMI_P_K = 0.000664  # mm-1; same
SPECIES_AREA_Z = (0.15, 0.25, 0.35)  # 1; ecology textbooks, unverified

STEP_K = 0.1  # of the shift axis; 18 m of height, well inside the error of the terrain
LAPSES: Final = np.linspace(LAPSE_LOW_K_PER_M, LAPSE_HIGH_K_PER_M, 11)  # nodes of the response surface, K m-1
GAPS: Final = (DAYS + np.roll(DAYS, -1)) / 2  # days from the middle of each month to the middle of the next
BLOCK = 800  # pieces at a time; keeps memory under 100 MB for any country
HEIGHT_SD_OF_RELIEF = 0.21  # standard deviation of heights inside a 5' cell; SRTM of Ecuador, 1,152 cells (r 0.83); Alay 0.22
SLICES = np.array([-2.0, -1.0, 0.0, 1.0, 2.0]) / np.sqrt(2.0)  # equal parts of a cell, in standard deviations
TRACE_KM2 = 1e-6  # a belt smaller than this is not there
NIVAL, ALPINE, MONTANE, REMAINING = range(len(BELTS))
_TERRAIN = ("sdg-1542-belts", "itu-p1510-1", "itu-p1511-2")
LAYERS: Final = (  # of the response surface: name, unit, words, sources
    ("area", "km2", "Area of the belt", _TERRAIN),
    ("area_elevation", "km2 m", "Area of the belt times its elevation", _TERRAIN),
    ("season", "days", "Days above 0.9 degC on the land of today's belt", _TERRAIN),
    (
        "productivity",
        "g m-2 yr-1",
        "Plant growth on the land of today's belt",
        ("ecosystem-parameters", "itu-p1510-1", "itu-p837-7"),
    ),
)


def season(monthly: NDArray[np.floating], shifts: NDArray[np.floating] | float = 0.0) -> tuple[Singles, Singles]:
    """Days a year above SEASON_FROM_DEGC and their mean temperature, for each piece and each shift in K.

    monthly: (piece, 12) degC. Returns two arrays (piece, shift): days (0 to 365) and season mean (degC, NaN without season).
    Days follow from straight lines between mid-months, closed over the year, and are worked out exactly, not counted; single
    warm days in a cold month are missed.
    """
    days, excess = _warmth(np.asarray(monthly, dtype=np.float32), np.atleast_1d(np.asarray(shifts, dtype=np.float32)))
    with np.errstate(invalid="ignore"):
        mean = SEASON_FROM_DEGC + excess / np.where(days > 0, days, np.nan)
    return days, np.asarray(mean, dtype=np.float32)


def belts(days: NDArray[np.floating], mean: NDArray[np.floating]) -> Belts:
    """Index into BELTS from season length (days) and season mean (degC; NaN without season); same shape as the input.

    The seven classes of the SDG 15.4.2 map in its four groups; upper and lower alpine, upper and lower montane, and
    remaining with and without frost are not told apart. A very short but warm season counts as alpine, as in the map's rules.
    """
    mean = np.where(np.isnan(mean), SEASON_FROM_DEGC, mean)
    belt = np.full(np.shape(days), ALPINE, dtype=np.int8)
    belt[(days < NIVAL_BELOW_DAYS) & (mean < NIVAL_BELOW_DEGC)] = NIVAL
    trees = (days >= TREELINE_DAYS) & (mean >= TREELINE_DEGC)
    belt[trees] = MONTANE
    belt[trees & (mean >= MONTANE_BELOW_DEGC)] = REMAINING
    return belt


def belt_map(pieces: xr.Dataset, normals: xr.Dataset, shift: float, lapse: float = LAPSE_K_PER_M) -> Belts:
    """Belt of each piece at one shift (K) and lapse (K m-1): index into BELTS, -1 outside K1 mountains, shape (piece,).

    The belt at the mean height of the piece: a map shows less cold land than `surface` counts.
    """
    mountain = pieces["k1"].to_numpy() > 0
    own = shift - (lapse - LAPSE_K_PER_M) * normals["lift_m"].to_numpy()[mountain]
    days, mean = season(normals["temperature"].to_numpy()[mountain] + own[:, None])
    out = np.full(mountain.size, -1, dtype=np.int8)
    out[mountain] = belts(days, mean)[:, 0]
    return out


def shift_axis(*shifts: Members) -> Floats:
    """Nodes in K that cover all members of all levels, STEP_K apart."""
    low, high = min(float(s.min()) for s in shifts), max(float(s.max()) for s in shifts)
    first, last = np.floor(low / STEP_K), np.ceil(high / STEP_K)
    return np.asarray(np.arange(first, last + 1) * STEP_K, dtype=np.float64)


def surface(pieces: xr.Dataset, normals: xr.Dataset, shifts: Floats, today: float) -> xr.Dataset:
    """Response of the country's belts to shift and lapse, computed once; members are read from it with `at`.

    pieces: area_km2, elevation, relief_m, k1; normals: temperature, precipitation, lift_m. shifts: nodes from `shift_axis`;
    today: the shift (K) whose belts, at LAPSE_K_PER_M, are the footprint for season and growth. Returns
    Dataset(shift, lapse, belt): area (km2), area_elevation (km2 m), and on the footprint season (days) and productivity
    (g m-2 yr-1), NaN where empty. Each piece counts at five heights (`sliced`), so peaks smaller than a cell keep their cold
    land. Land within one STEP_K of a boundary is shared between two belts in proportion: areas add up to K1, without steps.
    """
    which = np.flatnonzero(pieces["k1"].to_numpy() > 0)
    totals = np.zeros((len(LAYERS), shifts.size, LAPSES.size, len(BELTS)))
    footprint = np.zeros(len(BELTS))
    for start in range(0, which.size, BLOCK):
        rows = which[start : start + BLOCK]
        part, chosen = sliced(pieces.isel(piece=rows), normals.isel(piece=rows))
        belt = belt_map(part, chosen, today)
        weights = part["area_km2"].to_numpy()[:, None] * (belt[:, None] == np.arange(len(BELTS)))
        totals += _block(part, chosen, shifts, weights)
        footprint += weights.sum(axis=0)
    totals[0] = np.maximum(totals[0], 0.0)  # a running sum leaves crumbs of rounding
    means = totals[2:] / np.where(footprint > TRACE_KM2, footprint, np.nan)
    layers = {
        name: (("shift", "lapse", "belt"), values, {"units": unit, "long_name": words, "how": "modelled", "sources": sources})
        for (name, unit, words, sources), values in zip(LAYERS, (*totals[:2], *means), strict=True)
    }
    return xr.Dataset(layers, coords={"shift": shifts, "lapse": LAPSES, "belt": list(BELTS)})


def sliced(pieces: xr.Dataset, normals: xr.Dataset) -> tuple[xr.Dataset, xr.Dataset]:
    """Each piece as five equal parts at heights around its mean, with their normals; area, mean height and K1 are kept.

    Heights inside a 5' cell vary by HEIGHT_SD_OF_RELIEF of the relief around it. On cell means alone Ecuador has 27 cells above
    4,000 m, SRTM shows 46, the parts give 40.
    """
    offset = (HEIGHT_SD_OF_RELIEF * pieces["relief_m"].to_numpy()[:, None] * SLICES).ravel()
    each = np.repeat(np.arange(pieces.sizes["piece"]), SLICES.size)
    part, own = pieces[["area_km2", "elevation", "k1"]].isel(piece=each), normals.isel(piece=each)
    part = part.assign(area_km2=part["area_km2"] / SLICES.size, elevation=part["elevation"] + offset)
    own = own.assign(temperature=own["temperature"] - LAPSE_K_PER_M * offset[:, None], lift_m=own["lift_m"] + offset)
    return part, own


def at(response: xr.Dataset, shift: Members, lapse: Members) -> xr.Dataset:
    """Belts of every member: Dataset(member, belt) with area (km2), elevation (m), season (days), productivity (g m-2 yr-1).

    Bilinear between nodes. Elevation is NaN where a member has no such belt; season and productivity are NaN where the belt is
    not there today. Raises BadData for members outside the surface.
    """
    where = np.stack([_position(response, "shift", shift), _position(response, "lapse", lapse)])
    read = {str(name): _read(layer, where) for name, layer in response.data_vars.items()}
    area = read["area"]
    elevation = read["area_elevation"] / np.where(area > TRACE_KM2, area, np.nan)
    found = {"area": area, "elevation": elevation, "season": read["season"], "productivity": read["productivity"]}
    attrs = {name: response[name].attrs for name in ("area", "season", "productivity")}
    attrs["elevation"] = {**attrs["area"], "units": "m", "long_name": "Mean elevation of the belt"}
    data = {name: (("member", "belt"), values, attrs[name]) for name, values in found.items()}
    return xr.Dataset(data, coords={"belt": list(BELTS)})


def area_left_pct(now: Members, then: Members) -> Members:
    """Area of a belt as % of its area today, by member; NaN (not applicable) where there is none today."""
    return np.asarray(100.0 * then / np.where(now > TRACE_KM2, now, np.nan), dtype=np.float64)


def species_area_exponent(ensemble: Ensemble) -> Members:
    """Exponent of the species-area relation of every member, never below 0."""
    return np.maximum(ensemble.between("species area exponent", *SPECIES_AREA_Z), 0.0)


def species_at_risk_pct(now: Members, then: Members, z: Members) -> Members:
    """Share of species bound to cold land committed to loss in the long run, %, by member: 1 - (then / now) ** z.

    now, then: area of nival and alpine belts together (km2). NaN (not applicable) without cold land today; 0 where it grows.
    It counts lost area only: neither isolation of peaks nor time nor refuges smaller than a grid cell.
    >>> species_at_risk_pct(np.array([100.0]), np.array([25.0]), np.array([0.5])).tolist()
    [50.0]
    """
    left = np.clip(area_left_pct(now, then) / 100.0, 0.0, 1.0)
    return np.asarray(100.0 * (1.0 - left**z), dtype=np.float64)


def miami(temperature: NDArray[np.floating], precipitation: NDArray[np.floating]) -> NDArray[np.floating]:
    """Net primary production, g dry matter m-2 yr-1, from annual mean temperature (degC) and annual precipitation (mm).

    Source: Lieth 1975: the scarcer of warmth and water decides. Knows no soil, snow cover, grazing or CO2.
    >>> float(miami(np.array([10.0]), np.array([1000.0]))[0].round())
    1406.0
    """
    warmth = MIAMI_MAX_G / (1.0 + np.exp(MIAMI_T_A - MIAMI_T_B * np.asarray(temperature)))
    water = MIAMI_MAX_G * -np.expm1(-MIAMI_P_K * np.asarray(precipitation))
    growth: NDArray[np.floating] = np.minimum(warmth, water)
    return growth


def belt_rise_m(warming: Members, lapse: Members) -> Members:
    """Metres that today's temperatures climb under a further warming (K) at a lapse (K m-1), by member.

    >>> belt_rise_m(np.array([1.1]), np.array([0.0055])).round().tolist()
    [200.0]
    """
    return np.asarray(warming / lapse, dtype=np.float64)


def _warmth(monthly: Singles, shifts: Singles) -> tuple[Singles, Singles]:
    """Days above the threshold and degree days above it, (piece, shift)."""
    days = np.zeros((monthly.shape[0], shifts.size), dtype=np.float32)
    excess = np.zeros_like(days)
    following = np.roll(monthly, -1, axis=1)
    top, width = np.maximum(monthly, following), np.maximum(np.abs(following - monthly), np.float32(1e-6))
    for month, gap in enumerate(GAPS.astype(np.float32)):
        above = np.maximum((top[:, month, None] - np.float32(SEASON_FROM_DEGC)) + shifts, 0)
        share = np.minimum(above / width[:, month, None], 1)
        above -= share * (width[:, month, None] / 2)
        share *= gap
        days += share
        above *= share
        excess += above
    return days, excess


def _block(part: xr.Dataset, normals: xr.Dataset, shifts: Floats, footprint: Floats) -> Floats:
    """Sums over one block of pieces: (layer, shift, lapse, belt); footprint (piece, belt) in km2."""
    own = -(LAPSES - LAPSE_K_PER_M) * normals["lift_m"].to_numpy()[:, None]  # K that another lapse adds to each piece
    below = int(np.ceil(max(-own.min(), 0.0) / STEP_K)) + 1
    above = int(np.ceil(max(own.max(), 0.0) / STEP_K)) + 1
    axis = shifts[0] + STEP_K * np.arange(-below, shifts.size + above + 1)
    place = own / STEP_K + below  # of the first node on the axis, by piece and lapse
    monthly = normals["temperature"].to_numpy()
    days, mean = season(monthly, axis)
    growth = miami((monthly @ DAYS / DAYS.sum())[:, None] + axis, normals["precipitation"].to_numpy().sum(axis=1)[:, None])
    area = part["area_km2"].to_numpy()
    weights = np.stack([area, area * part["elevation"].to_numpy()])
    totals = np.empty((len(LAYERS), shifts.size, LAPSES.size, len(BELTS)))
    totals[:2] = _areas(belts(days, mean), weights, place, shifts.size)
    for layer, curve in zip(totals[2:], (days, growth), strict=True):
        layer[:] = _means(np.asarray(curve, dtype=np.float64), footprint, place, shifts.size)
    return totals


def _areas(belt: Belts, weights: Floats, place: Floats, nodes: int) -> Floats:
    """Weights by belt at each node, (weight, shift, lapse, belt).

    A piece keeps its belt between a few changes, so only the changes are added up: each hands its weight over during one
    STEP_K, and a running sum over the nodes gives the areas.
    """
    piece, column = np.nonzero(belt[:, 1:] != belt[:, :-1])
    first = np.arange(belt.shape[0])
    gains = np.concatenate([belt[:, 0], belt[piece, column + 1], belt[piece, column]]).astype(np.intp)
    whose = np.concatenate([first, piece, piece])
    signs = np.repeat([1.0, 1.0, -1.0], [first.size, piece.size, piece.size])
    when = np.concatenate([np.full(first.size, -2.0), column, column])  # -2: before all nodes
    totals = np.empty((weights.shape[0], nodes, place.shape[1], len(BELTS)))
    for number, start in enumerate(place.T):
        moment = when - start[whose]
        node = np.clip(np.floor(moment).astype(np.intp) + 1, 0, nodes)
        early = np.clip(node - moment, 0.0, 1.0)
        for kind, weight in enumerate(weights):
            part = signs * weight[whose]
            steps = np.bincount(node * len(BELTS) + gains, part * early, (nodes + 2) * len(BELTS))
            steps += np.bincount((node + 1) * len(BELTS) + gains, part * (1.0 - early), (nodes + 2) * len(BELTS))
            totals[kind, :, number] = steps.reshape(-1, len(BELTS)).cumsum(axis=0)[:nodes]
    return totals


def _means(curve: Floats, weights: Floats, place: Floats, nodes: int) -> Floats:
    """Sums of curves (piece, axis) by weight (piece, belt), read at each node between columns: (shift, lapse, belt)."""
    totals = np.empty((nodes, place.shape[1], weights.shape[1]))
    for number, start in enumerate(place.T):
        column = np.floor(start).astype(np.intp)
        share = (start - column)[:, None]
        here = np.take_along_axis(curve, column[:, None] + np.arange(nodes + 1), axis=1)
        both = np.concatenate([weights * (1.0 - share), weights * share], axis=1)
        # einsum, not @: many small products would make the threads of the linear algebra library fight over the processors
        sums = np.einsum("pw,ps->sw", both, here)
        totals[:, number] = sums[:-1, : weights.shape[1]] + sums[1:, weights.shape[1] :]
    return totals


def _position(response: xr.Dataset, name: str, members: Members) -> Floats:
    nodes = response[name].to_numpy()
    slack = 1e-9 * abs(nodes[-1] - nodes[0])
    if members.min() < nodes[0] - slack or members.max() > nodes[-1] + slack:
        raise BadData(
            f"The belts were computed for a {name} of {nodes[0]:.4g} to {nodes[-1]:.4g}, but members need "
            f"{members.min():.4g} to {members.max():.4g}. Make the surface with shift_axis of all levels."
        )
    return np.asarray(np.interp(members, nodes, np.arange(nodes.size)), dtype=np.float64)


def _read(layer: xr.DataArray, where: Floats) -> Floats:
    values = layer.transpose("belt", "shift", "lapse").to_numpy()
    return np.stack([map_coordinates(one, where, order=1, mode="nearest") for one in values], axis=1)
