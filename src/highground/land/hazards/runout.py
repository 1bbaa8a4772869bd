"""Runout under doubt: the same releases routed by many rules, one a member, and which members reach which ground.

What is kept adds up exactly, in any order and however releases and members are shared out: bits by union, the rest by the largest.
"""

import numpy as np
from numpy.typing import NDArray

from highground.land.hazards.routing import Routed

Bits = NDArray[np.uint8]  # (cell, byte): one bit a member, lowest bit first


class Reached:
    """Cells that any member reached, in the order of their finding; one row each.

    cells  flat cells
    bits   which members came
    best   largest energy height (m) and steepest travel angle (degrees) over all members and releases, (cell, 2)
    """

    def __init__(self, size: int, members: int) -> None:
        self.row = np.full(size, -1, np.int32)  # of each cell of the grid; -1 where no flow came
        self.cells = np.empty(0, np.int64)
        self.bits: Bits = np.empty((0, (members + 7) // 8), np.uint8)
        self.best = np.empty((0, 2), np.float32)

    def add(self, routed: Routed, member: int) -> None:
        """Take in the flow of one member, or of some of its releases."""
        new = routed.cells[self.row[routed.cells] < 0]
        self.row[new] = np.arange(self.cells.size, self.cells.size + new.size, dtype=np.int32)
        self.cells = np.concatenate([self.cells, new])
        self.bits = np.concatenate([self.bits, np.zeros((new.size, self.bits.shape[1]), np.uint8)])
        self.best = np.concatenate([self.best, np.full((new.size, 2), -np.inf, np.float32)])
        at = self.row[routed.cells]
        self.bits[at, member // 8] |= np.uint8(1 << (member % 8))
        found = np.column_stack([routed.column("z_delta"), routed.column("travel_angle")]).astype(np.float32)
        self.best[at] = np.maximum(self.best[at], found)


def share_of_members(bits: Bits, members: int) -> NDArray[np.float32]:
    """Share of members that reach each cell, given that flow starts: not a yearly chance.

    >>> share_of_members(np.array([[0b101]], np.uint8), 4).tolist()
    [0.5]
    """
    return np.asarray(np.bitwise_count(bits).sum(axis=1) / members, dtype=np.float32)
