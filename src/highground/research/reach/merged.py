"""Answers of jobs put together. Only largest values, bits and sets are kept, so the order of jobs changes nothing."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from highground.research.reach.work import Arrays


def merged(answers: Iterable[Arrays]) -> Arrays:
    """Any number of answers as if one worker had given them. Raises ValueError for none."""
    found = list(answers)
    if not found:
        raise ValueError("there is no answer to merge")
    both = {name: np.concatenate([answer[name] for answer in found]) for name in found[0]}
    cell, at = _groups(both["cell"][:, None])
    near, near_at = _groups(np.column_stack([both["near_member"], both["near_cell"]]))
    pair, pair_at = _groups(both["pair_key"])
    lives, lives_at = _groups(np.column_stack([both["lives_cell"], both["lives_group"]]))
    return {
        "cell": cell[:, 0], "bits": np.bitwise_or.reduceat(both["bits"][at[0]], at[1], axis=0) if len(cell) else both["bits"],
        "height": _largest(both["height"], at), "angle": _largest(both["angle"], at),
        "near_member": near[:, 0], "near_cell": near[:, 1], "near_height": _largest(both["near_height"], near_at),
        "pair_key": pair, "pair_value": _largest(both["pair_value"], pair_at),
        "lives_cell": lives[:, 0], "lives_group": lives[:, 1],
        "lives_away": _largest(both["lives_away"], lives_at), "lives_share": _largest(both["lives_share"], lives_at),
        "holes": np.unique(both["holes"]), "brink": np.unique(both["brink"]),
        "touched": np.array([both["touched"].any()]), "skipped": np.sort(both["skipped"]), "idle": np.sort(both["idle"]),
    }  # fmt: skip


Runs = tuple[NDArray[np.int64], NDArray[np.int64]]


def _groups(keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], Runs]:
    """The different keys, sorted; the order that sorts all rows, and where each key's rows begin in it."""
    order = np.lexsort(keys.T[::-1])
    ranked = keys[order]
    new = np.ones(len(keys), bool)
    new[1:] = (ranked[1:] != ranked[:-1]).any(axis=1)
    begin = np.flatnonzero(new)
    return ranked[begin], (order, begin)


def _largest(values: NDArray[Any], runs: Runs) -> NDArray[Any]:
    order, begin = runs
    found: NDArray[Any] = np.maximum.reduceat(values[order], begin, axis=0) if begin.size else values
    return found
