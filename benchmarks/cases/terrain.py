"""Terrain kernels on the peers' synthetic mountains: fill sinks, cells upstream, steepest way down, relief."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cases import Case
from highground.land.drainage import OUTLET, cells_upstream, fill_sinks, flow_direction, local_relief, steepest_descent

INNER: Final = slice(200, -200)  # cells off each edge, where every library has its own rule


def _fill(arrays: dict[str, Any]) -> Callable[[], Any]:
    return lambda: (arrays["dem"], fill_sinks(arrays["dem"]))


def _fill_checks(result: tuple[NDArray[Any], NDArray[Any]]) -> dict[str, float]:
    dem, filled = result
    depth = filled[1:-1, 1:-1].astype(float) - dem[1:-1, 1:-1]
    return {"fill_m": depth.sum(), "filled_cells": (depth > 0).sum()}


def _route(arrays: dict[str, Any]) -> Callable[[], Any]:
    def call() -> tuple[NDArray[Any], NDArray[Any]]:
        direction = flow_direction(fill_sinks(arrays["dem"]))
        return direction, cells_upstream(direction)

    return call


def _route_checks(result: tuple[NDArray[Any], NDArray[Any]]) -> tuple[dict[str, float], dict[str, float]]:
    """Cells whose water reaches the edge, as a share: pits left inside keep it below one."""
    direction, upstream = result
    ends = direction == OUTLET
    inside = np.zeros_like(ends)
    inside[1:-1, 1:-1] = True
    at_edge = upstream[~inside & ends].sum(dtype=float) / upstream.size
    return {"reaches_edge": at_edge}, {"largest_basin": float(upstream.max()), "pits_left_inside": int((ends & inside).sum())}


def _steepest(arrays: dict[str, Any]) -> Callable[[], Any]:
    return lambda: steepest_descent(arrays["dem"], float(arrays["cell"]))


def _relief(cells: int, arrays: dict[str, Any]) -> Callable[[], Any]:
    return lambda: local_relief(arrays["dem"], cells)


def _inner_checks(result: NDArray[Any]) -> dict[str, float]:
    inner = result[INNER, INNER].astype(float)
    return {"inner_mean": inner.mean(), "inner_max": inner.max()}


CASES = {
    "fill-4000": Case("terrain-4000", _fill, _fill_checks, reps=2),
    "route-4000": Case("terrain-4000", _route, _route_checks, reps=2),
    "steepest-4000": Case("terrain-4000", _steepest, _inner_checks, reps=2),
    "relief-17-4000": Case("terrain-4000", partial(_relief, 17), _inner_checks, reps=2),
    "relief-233-4000": Case("terrain-4000", partial(_relief, 233), _inner_checks, reps=2),
}
