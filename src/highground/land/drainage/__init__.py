"""Cells that drain into each other: filled sinks, directions of flow, cells upstream, and local relief on large terrain.

All take heights in metres as float32 of shape (row, column), NaN where there is no data, and keep three conventions:

- Water leaves the grid over its outermost cells, and into cells without data: both are outlets and keep their height. A hole of a
  few voids on a slope therefore swallows what flows into it; fill such voids first where that matters.
- Neighbours are the eight around a cell.
- Where two ways down are equally steep the first in this order is taken: north-west, north, north-east, west, east, south-west,
  south, south-east. Filled heights do not depend on any order.

    filled = fill_sinks(dem)             # heights without sinks
    direction = flow_direction(filled)   # one code a cell
    upstream = cells_upstream(direction)  # how many cells drain through each, itself included

Kernels run on one core, and need beside what they return a tenth of it, more on very rough ground. Cost grows with the number of
cells, whatever the terrain. A DEM of 20,000 x 20,000 cells needs 3.2 GB for `fill_sinks`, input included.
"""

from highground.land.drainage.flow import NO_DATA, OUTLET, STEPS, cells_upstream, flow_direction
from highground.land.drainage.shape import local_relief, steepest_descent
from highground.land.drainage.sinks import fill_sinks

__all__ = ["NO_DATA", "OUTLET", "STEPS", "cells_upstream", "fill_sinks", "flow_direction", "local_relief", "steepest_descent"]
