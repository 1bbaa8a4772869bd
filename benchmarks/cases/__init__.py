"""Cases of kernels: one module a room, each with `CASES: dict[str, Case]`; run.py imports only the module of the case asked for."""

from collections.abc import Callable
from typing import Any, NamedTuple


class Case(NamedTuple):
    """One kernel on one input of the peers.

    `prepare(arrays)` gives the call to be measured, with everything read before; `checks(result)` gives the sums that must agree
    with the peers', or those and a dict of remarks. `source` names the file inputs/SOURCE.npz.
    """

    source: str
    prepare: Callable[[dict[str, Any]], Callable[[], Any]]
    checks: Callable[[Any], Any]
    reps: int = 1
