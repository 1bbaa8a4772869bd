"""Curves of vulnerability: share of people affected by intensity, tabulated, checked, and prepared for a quick look-up."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from highground.basis.errors import BadData

Floats = NDArray[np.float64]
Tables = tuple[Floats, Floats, Floats, NDArray[np.int32], float]  # nodes, shares, slopes, first node of each bin, bins per unit
BINS_A_NODE: Final = 4  # judged: start table of the look-up in a curve; uneven grids need a step or two more


@dataclass(frozen=True, slots=True, eq=False)
class Vulnerability:
    """Share of people affected (MDD, 0 to 1) by intensity, one curve a class.

    Linear between nodes, nobody below the first node, the last share beyond the last. intensity: rising nodes, shape (node,), in the hazard's own unit; affected: shape (class, node), 0 at the first node, so
    that no hazard affects nobody. A jump is two nodes close together. Raises BadData.
    """

    intensity: Floats
    affected: Floats

    def __post_init__(self) -> None:
        grid, shares = floats(self.intensity), np.atleast_2d(floats(self.affected))
        check_grid(grid)
        check_shares(grid, shares)
        object.__setattr__(self, "intensity", grid)
        object.__setattr__(self, "affected", shares)

    @property
    def tables(self) -> "Tables":
        """What the kernel reads."""
        return tables_of(self.intensity, self.affected)


def logistic(intensity: ArrayLike, threshold: ArrayLike, slope: ArrayLike) -> Floats:
    """Shares 1 / (1 + exp(-slope (x - threshold))) at the nodes, 0 at the first; shape of threshold and slope, then (node,).

    threshold in the unit of the intensity, slope in 1 over it.
    >>> logistic([0.0, 1.0, 2.0], [1.0], [3.0]).round(3).tolist()
    [[0.0, 0.5, 0.953]]
    """
    grid, middle, steep = floats(intensity), floats(threshold)[..., None], floats(slope)[..., None]
    with np.errstate(over="ignore"):  # exp of a large number is inf, its share 0
        shares = np.asarray(1 / (1 + np.exp(-(grid - middle) * steep)))
    shares[..., 0] = 0.0
    return shares


def tables_of(grid: Floats, shares: Floats) -> Tables:
    """Nodes, shares (curve, node), their rise per unit of intensity (curve, node - 1), first nodes of equal bins, bins per unit."""
    slopes = np.ascontiguousarray(np.diff(shares, axis=-1) / np.diff(grid))
    return grid, shares, slopes, *start_table(grid)


def start_table(grid: Floats) -> tuple[NDArray[np.int32], float]:
    """For each of some equal bins between the first and the last node: the last node not beyond its start; and bins per unit."""
    gaps, bins = np.diff(grid), grid.size - 1
    if gaps.min() < 0.999 * gaps.max():
        bins *= BINS_A_NODE
    edges = grid[0] + (grid[-1] - grid[0]) * np.arange(bins) / bins
    starts = np.minimum(np.searchsorted(grid, edges, side="right") - 1, grid.size - 2)
    return starts.astype(np.int32), bins / float(grid[-1] - grid[0])


def check_grid(grid: Floats) -> None:
    """Refuse an intensity grid that does not rise from 0 or more. Raises BadData."""
    if grid.ndim != 1 or grid.size < 2 or not np.all(np.isfinite(grid)) or grid[0] < 0 or not np.all(np.diff(grid) > 0):
        raise BadData(
            f"intensities of a curve must rise from 0 or more, two nodes at least, none blank; got {np.array2string(grid, threshold=6)}"
        )


def check_shares(grid: Floats, shares: Floats) -> None:
    """Refuse shares that are blank, outside 0 to 1, not 0 at the first node, or of another length. Raises BadData."""
    if shares.shape[-1] != grid.size or shares.size == 0:
        raise BadData(f"curves have {shares.shape[-1]} shares for {grid.size} intensities; give one share a node")
    if not np.all((shares >= 0) & (shares <= 1)):
        raise BadData(
            f"affected shares must lie within 0 and 1, none blank; got {shares.min()} to {shares.max()}; a percentage must be divided by 100"
        )
    if np.any(shares[..., 0] != 0):
        raise BadData(f"at the first intensity, {grid[0]:g}, the affected share must be 0; add a node below, with share 0")


def floats(values: ArrayLike) -> Floats:
    """Values as a contiguous array of float64, not copied when they are one."""
    return np.ascontiguousarray(values, dtype=np.float64)
