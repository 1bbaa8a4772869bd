"""Runout under doubt: the same releases routed by many rules, one a member, and what that says of every cell and every place.

Every member is routed over all releases. What is kept adds up exactly, in any order and however releases and members are shared out:
which members reached a cell (one bit each), how many releases came, the largest energy height and the steepest travel angle; and
the same for each pair of a release group (one lake, one slope) and a watched place. `merge` is a union of bits, a sum of counts and a
largest or smallest of the rest. A member and a batch of releases must not be counted twice: the bits would not change, the counts would.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from highground.basis.errors import BadData
from highground.land.hazards.release import Releases
from highground.land.hazards.routing import GRAVITY_M_S2, Routed, Rule, route

Whole = NDArray[np.int64]
Bits = NDArray[np.uint8]  # (row, byte): one bit a member, lowest bit first
_GROUP: Final = 2**32  # a pair as one number: group times this, plus label
_KEY: Final = np.array([_GROUP, 1])


@dataclass(frozen=True, slots=True)
class Reached:
    """Cells and pairs (release group, place) that any member reached, in ascending order; one row each."""

    shape: tuple[int, int]
    members: int  # of the whole ensemble
    done: Bits  # (byte,): members that were routed
    cells: Whole  # row * columns + column
    bits: Bits
    counts: Whole  # release cells that came, summed over members
    best: NDArray[np.float32]  # (cell, 2): largest energy height m, largest tangent of the travel angle
    pairs: Whole  # (pair, 2): group, label
    pair_bits: Bits
    pair_best: NDArray[np.float64]  # (pair, 2): largest energy height m, smallest tangent of the travel angle
    skipped: Whole  # ids of release cells that could not start


def run(
    dem: NDArray[np.float32],
    cell_m: float,
    releases: Releases,
    rules: Sequence[Rule],
    *,
    watch: NDArray[np.int32] | None = None,
    member: int = 0,
    members: int | None = None,
    first_id: int = 0,
) -> Reached:
    """Route the releases by each rule. A batch of an ensemble: `member` is the first rule's, of `members` in all.

    dem, cell_m, watch: as in `routing.route`. first_id: number of the first release cell, for `skipped`, when releases come in batches.
    """
    whole = len(rules) if members is None else members
    if not rules or member < 0 or member + len(rules) > whole:
        raise BadData(f"{len(rules)} rules from member {member} on do not fit an ensemble of {whole}: give one rule a member.")
    ids = np.arange(len(releases.cells)) + first_id
    reached: Reached | None = None
    for number, rule in enumerate(rules, member):
        routed = route(dem, cell_m, releases.cells, rule, watch=watch, ids=ids)
        one = _one(routed, releases.groups, first_id, number, whole)
        reached = one if reached is None else merge(reached, one)
    assert reached is not None  # noqa: S101  there is a rule
    return reached


def merge(first: Reached, second: Reached) -> Reached:
    """Two batches, of releases or of members, as one; the order never matters."""
    if (first.shape, first.members) != (second.shape, second.members):
        raise BadData(
            f"Runouts over {first.shape} cells with {first.members} members and over {second.shape} with {second.members} cannot be "
            "merged: use one grid and one ensemble."
        )
    cells, here = _union(first.cells, second.cells)
    pairs, there = _union(first.pairs @ _KEY, second.pairs @ _KEY)
    counts = np.zeros(len(cells), np.int64)
    counts[here[0]] += first.counts
    counts[here[1]] += second.counts
    best = np.maximum(*_spread(here, len(cells), first.best, second.best, -np.inf))
    high = _spread(there, len(pairs), first.pair_best, second.pair_best, -np.inf)
    low = _spread(there, len(pairs), first.pair_best, second.pair_best, np.inf)
    strongest = np.column_stack([np.maximum(*high)[:, 0], np.minimum(*low)[:, 1]])
    return Reached(
        first.shape, first.members, first.done | second.done, cells,
        np.bitwise_or(*_spread(here, len(cells), first.bits, second.bits, 0)), counts, best,
        np.stack(np.divmod(pairs, _GROUP), axis=1), np.bitwise_or(*_spread(there, len(pairs), first.pair_bits, second.pair_bits, 0)), strongest,
        np.union1d(first.skipped, second.skipped),
    )  # fmt: skip


def ensemble(dem: xr.DataArray, releases: Releases, rules: Sequence[Rule], watch: NDArray[np.int32] | None = None) -> xr.Dataset:
    """Route and sum up in one go: what `dataset` says. dem: m, dims y and x, `cell_m` in its attributes."""
    reached = run(dem.to_numpy(), float(dem.attrs["cell_m"]), releases, rules, watch=watch)
    return dataset(reached, dem, releases.names)


def dataset(reached: Reached, dem: xr.DataArray, names: Sequence[str]) -> xr.Dataset:
    """Rasters over the terrain's grid, and one row for each pair of release group and place.

    hit_probability: share of members in which any release reaches the cell, given that it is released (not a yearly chance);
    expected_releases: release cells that reach it, mean over members; travel_angle: the steepest along the flow over all members and
    releases (a rule flatter than it can reach the cell), NaN where nothing came; velocity_m_s: no member is said to be faster. By `pair`: group, label,
    pair_share (of members), pair_velocity_m_s (largest) and pair_angle (smallest).
    Raises BadData while members are missing.
    """
    missing = reached.members - int(np.unpackbits(reached.done).sum())
    if missing:
        raise BadData(f"{missing} of {reached.members} members are not routed yet: merge their batches before summing up.")
    attrs = {"how": "modelled", "sources": tuple(dem.attrs.get("sources", ()))}

    def grid(
        values: NDArray[np.float64], empty: float, units: str, words: str
    ) -> tuple[tuple[str, str], object, dict[str, object]]:
        flat = np.full(reached.shape[0] * reached.shape[1], empty, np.float32)
        flat[reached.cells] = values
        return ("y", "x"), flat.reshape(reached.shape), {"units": units, "long_name": words, **attrs}

    def pair(values: NDArray[np.float64], units: str, words: str) -> tuple[str, object, dict[str, object]]:
        return "pair", values, {"units": units, "long_name": words, **attrs}

    angle = np.degrees(np.arctan(reached.best[:, 1].astype(np.float64)))
    return xr.Dataset(
        {
            "hit_probability": grid(_share(reached.bits, reached.members), 0.0, "1", "Share of members that reach the cell"),
            "expected_releases": grid(reached.counts / reached.members, 0.0, "1", "Release cells that reach the cell, mean over members"),
            "travel_angle": grid(angle, np.nan, "degrees", "Steepest angle to a release along the flow, all members"),
            "velocity_m_s": grid(speed_m_s(reached.best[:, 0]), 0.0, "m s-1", "Upper bound of the velocity, all members"),
            "group": ("pair", [names[k] for k in reached.pairs[:, 0]]),
            "label": ("pair", reached.pairs[:, 1]),
            "pair_share": pair(_share(reached.pair_bits, reached.members), "1", "Share of members in which the group reaches the place"),
            "pair_velocity_m_s": pair(speed_m_s(reached.pair_best[:, 0]), "m s-1", "Upper bound of the velocity at the place"),
            "pair_angle": pair(np.degrees(np.arctan(reached.pair_best[:, 1])), "degrees", "Smallest angle along the flow at the place"),
        },
        coords={"y": dem["y"], "x": dem["x"]},
        attrs={"members": reached.members, "skipped": reached.skipped.size, "crs": dem.attrs.get("crs", "")},
    )  # fmt: skip


def speed_m_s(height_m: NDArray[np.floating]) -> NDArray[np.float64]:
    """Speed that an energy height stands for, sqrt(2 g Z): an upper bound, m/s.

    >>> float(speed_m_s(np.array([270.0])).round(1)[0])
    72.8
    """
    return np.asarray(np.sqrt(2 * GRAVITY_M_S2 * np.asarray(height_m, np.float64)))


def _one(routed: Routed, groups: Whole, first_id: int, member: int, members: int) -> Reached:
    """What one member says."""
    bit = np.zeros((members + 7) // 8, np.uint8)
    bit[member // 8] = 1 << (member % 8)
    labels = np.column_stack([groups[routed.hits[:, 0] - first_id], routed.hits[:, 1]]).astype(np.int64)
    pairs, at = np.unique(labels, axis=0, return_inverse=True)
    best = np.tile([0.0, np.inf], (len(pairs), 1))
    np.maximum.at(best[:, 0], at.ravel(), routed.marks[:, 0])
    np.minimum.at(best[:, 1], at.ravel(), routed.marks[:, 1])
    return Reached(
        routed.shape, members, bit, routed.cells, np.tile(bit, (routed.cells.size, 1)), routed.counts, routed.best[:, [0, 3]],
        pairs, np.tile(bit, (len(pairs), 1)), best, routed.skipped,
    )  # fmt: skip


def _union(first: Whole, second: Whole) -> tuple[Whole, tuple[Whole, Whole]]:
    """Numbers that are in either, ascending, and where those of each went."""
    rows, at = np.unique(np.concatenate([first, second]), return_inverse=True)
    return rows, (at[: first.size], at[first.size :])


def _spread(
    where: tuple[Whole, Whole], rows: int, first: NDArray[Any], second: NDArray[Any], empty: float
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Both laid out over the union of rows."""
    laid = [np.full((rows, values.shape[1]), empty, values.dtype) for values in (first, second)]
    for room, at, values in zip(laid, where, (first, second), strict=True):
        room[at] = values
    return laid[0], laid[1]


def _share(bits: Bits, members: int) -> NDArray[np.float64]:
    return np.asarray(np.unpackbits(bits, axis=1).sum(axis=1) / members, dtype=np.float64)
