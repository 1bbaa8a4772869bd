"""What a runout is asked, and what it answers."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from highground.research.reach.inhabited import Gridded, Settled
from highground.research.reach.plan import Release
from highground.research.reach.scene import Scene
from highground.research.reach.work import Arrays


@dataclass(frozen=True, slots=True)
class Asked:
    """Files and settings of one runout. One of release, lakes and auto says where flow starts; preset is the kind of flow."""

    dem: tuple[Path, ...]
    preset: str
    release: Path | None = None
    lakes: Path | None = None
    auto: bool = False
    people: Path | None = None
    settlements: Path | None = None
    seed: int = 1
    members: int = 100
    workers: int = 1
    cluster: str = ""


Note = tuple[str, dict[str, Any]]  # a message for translation and what fills it


@dataclass(frozen=True, slots=True)
class Runout:
    """One finished runout.

    about      kind of flow, seed, members, version, day, hashes of inputs, judged ranges, shape, cell and CRS of the elevation
    answer     reached cells with members, energy heights and angles (merged.merged)
    releases   where flow starts
    where      who lives on which cell
    places, starts, pairs  tables: settlements, releases, which release reaches which settlement
    scene      terrain and reach as coarse as a picture shows
    totals     people reached, displaced, and still displaced after 30 days: low, mid, high; NaN where not reported
    notes      what a reader must know: holes, edges, coarse elevation, damaged parts that were done again
    """

    about: dict[str, Any]
    answer: Arrays
    releases: tuple[Release, ...]
    where: Settled | Gridded
    places: pd.DataFrame
    starts: pd.DataFrame
    pairs: pd.DataFrame
    scene: Scene
    totals: dict[str, dict[str, float]]
    notes: tuple[Note, ...]
