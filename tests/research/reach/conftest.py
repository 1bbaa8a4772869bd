"""An elevation that lies in memory."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
import xarray as xr

UTM = "EPSG:32717"


@dataclass(slots=True)
class Memory:
    """A whole elevation as an array; notes the windows that were read."""

    z: np.ndarray
    cell_m: float = 10.0
    left: float = 500_000.0
    top: float = 9_900_000.0
    crs: str = UTM
    sources: tuple[str, ...] = ("memory",)
    notes: tuple[str, ...] = ()
    asked: list[Any] = field(default_factory=list)

    @property
    def shape(self) -> tuple[int, int]:
        return (self.z.shape[0], self.z.shape[1])

    @property
    def transform(self) -> tuple[float, ...]:
        return (self.cell_m, 0.0, self.left, 0.0, -self.cell_m, self.top)

    def read(self, window: tuple[int, int, int, int]) -> xr.DataArray:
        self.asked.append(window)
        y = self.top - self.cell_m * (np.arange(window[0], window[1]) + 0.5)
        x = self.left + self.cell_m * (np.arange(window[2], window[3]) + 0.5)
        z = self.z[window[0] : window[1], window[2] : window[3]].astype(np.float32)
        return xr.DataArray(z, {"y": y, "x": x}, ("y", "x"), attrs={"cell_m": self.cell_m, "crs": self.crs})


@pytest.fixture
def slope() -> Memory:
    """60 rows that fall by half a cell each to row 30, then level ground; 80 columns."""
    rows = np.arange(60.0)
    return Memory(np.repeat(np.maximum(400 - 5 * rows, 250)[:, None], 80, axis=1))
