"""What it costs to get from place to place, some rows at a time: great circles between places, or a table of any cost."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from highground.basis.errors import BadData
from highground.people.mobility.flows.sphere import EARTH_KM, unit_sphere

Floats = NDArray[np.float64]

AT_ONCE: Final = 1 << 15  # numbers; a block of rows holds so many, 0.25 MB, and stays in the processor's cache
ARC: Final = (  # asin(h) / h in powers of h2 up to ARC_MOST; fitted here at Chebyshev points, largest relative error 6e-15
    0.9999999999999943, 0.166666666673373, 0.07499999862297622, 0.044642965448149496, 0.030377763476918673, 0.02245937915645868,
    0.016357081911166915, 0.019690560293383896,
)  # fmt: skip
ARC_MOST: Final = (
    0.1  # 1, half a chord squared; places within a circle of 2,000 km, where a library's arc sine can cost six times more
)
_ARC_KM: Final = tuple(EARTH_KM * factor / 4**power for power, factor in enumerate(ARC))


class Costs(Protocol):
    """Costs between `size` places; `islands` says whether some are infinite."""

    @property
    def size(self) -> int:
        """Number of places."""
        ...

    @property
    def islands(self) -> bool:
        """Whether there are pairs without a way."""
        ...

    def fill(self, start: int, rows: Floats, spare: Floats) -> None:
        """Write the costs of rows from start on; spare is a block that may be written over."""
        ...

    def rank(self, start: int, rows: Floats, spare: Floats) -> None:
        """Write numbers from 0 up that rise with the costs of rows from start on, and are cheaper to find."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Places on the sphere, lat and lon (place,) in degrees; the cost between them is the great circle in km. Raises BadData."""

    lat: ArrayLike
    lon: ArrayLike
    xyz: Floats = field(init=False, repr=False)  # (3, place)
    islands: bool = field(init=False, default=False)
    near: bool = field(init=False, default=False, repr=False)  # so that ARC serves for all pairs

    def __post_init__(self) -> None:
        xyz = np.ascontiguousarray(unit_sphere(self.lat, self.lon).T)
        object.__setattr__(self, "xyz", xyz)
        if xyz.size:
            off = ((xyz - xyz.mean(axis=1, keepdims=True)) ** 2).sum(axis=0)  # a chord is at most twice the largest of these
            object.__setattr__(self, "near", bool(off.max() <= ARC_MOST))

    @property
    def size(self) -> int:
        """Number of places."""
        return int(self.xyz.shape[1])

    def fill(self, start: int, rows: Floats, spare: Floats) -> None:
        """Great circles in km, from chords, which keep their digits at a few metres."""
        self.rank(start, rows, spare)
        if self.near:
            np.multiply(rows, _ARC_KM[-1], out=spare)
            for factor in _ARC_KM[-2:0:-1]:
                spare += factor
                spare *= rows
            spare += _ARC_KM[0]
            np.sqrt(rows, out=rows)
            rows *= spare
            return
        np.sqrt(rows, out=rows)
        rows *= 0.5
        np.minimum(rows, 1.0, out=rows)
        np.arcsin(rows, out=rows)
        rows *= 2 * EARTH_KM

    def rank(self, start: int, rows: Floats, spare: Floats) -> None:
        """Squared chords on the unit sphere."""
        own = self.xyz[:, start : start + len(rows), None]
        np.subtract(own[0], self.xyz[0], out=rows)
        rows *= rows
        for axis in (1, 2):
            np.subtract(own[axis], self.xyz[axis], out=spare)
            spare *= spare
            rows += spare


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """Any costs as a table (from, to)."""

    table: Floats
    islands: bool

    @property
    def size(self) -> int:
        return len(self.table)

    def fill(self, start: int, rows: Floats, spare: Floats) -> None:  # noqa: ARG002  as the protocol has it
        rows[:] = self.table[start : start + len(rows)]

    def rank(self, start: int, rows: Floats, spare: Floats) -> None:
        self.fill(start, rows, spare)


Where = Places | ArrayLike


def costs(where: Where, size: int) -> Costs:
    """Costs between `size` places, from the places or from a table (from, to), infinite where there is no way. Raises BadData."""
    if isinstance(where, Places):
        if where.size != size:
            raise BadData(f"there are {where.size} places and people for {size}; give one number of people a place")
        return where
    table = np.asarray(where, dtype=float)
    if table.shape != (size, size):
        raise BadData(f"cost of travel has shape {table.shape}, but there are {size} places; give one row and column a place")
    if not (table >= 0).all():
        raise BadData("cost of travel has blanks or numbers below 0; write infinite where there is no way")
    return _Table(table, bool(np.isinf(table).any()))


def blocks(size: int) -> Iterator[tuple[int, Floats, Floats]]:
    """First row and two blocks to write to, again and again, until all rows are done: memory does not grow with their number."""
    many = max(1, AT_ONCE // max(size, 1))
    rows, spare = np.empty((min(many, size), size)), np.empty((min(many, size), size))
    for start in range(0, size, many):
        stop = min(many, size - start)
        yield start, rows[:stop], spare[:stop]


def travelled(table: ArrayLike, where: Where) -> float:
    """Cost of all flows of a table together, such as person-km; divided by the sum of the table it is the mean cost of a move.

    Pairs without flow add nothing, even where there is no way.
    >>> travelled([[0, 3], [1, 0]], [[0, 10], [10, 0]])
    40.0
    """
    flows = np.asarray(table)
    way, total = costs(where, len(flows)), 0.0
    for start, rows, spare in blocks(way.size):
        way.fill(start, rows, spare)
        if way.islands:
            np.copyto(rows, 0.0, where=np.isinf(rows) & (flows[start : start + len(rows)] == 0))
        total += float(np.multiply(rows, flows[start : start + len(rows)], out=rows).sum())
    return total
