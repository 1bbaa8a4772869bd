"""Millions of households over workers: this process, several of this computer, or a dask cluster. The totals are the same, to the person.

Households are made where they are run, from a plan of some megabytes, so that no worker holds more than its part: 10 bytes a household.
Totals are whole numbers, added as parts come in; finished parts can be kept, so that a run that was stopped goes on where it was.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from highground import __version__
from highground.basis.errors import BadData
from highground.catalogue.jobs import Finished, key_of
from highground.people.mobility.households.conditions import Tables
from highground.people.mobility.households.simulate import simulate
from highground.people.mobility.households.synthesis import Plan, households
from highground.people.mobility.households.totals import Totals
from highground.research.reach.crew import Cluster, Crew, do, hire

PART: Final = 500_000  # households of one job; judged: a second of work, and some megabytes
SCHEMA: Final = 1  # layout of finished parts
SUMS: Final = ("counts", "moves", "times", "start")

Span = tuple[int, int]
Tell = Callable[[str, float], None]  # words, and the share that is done


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """What every worker needs: the plan, the conditions of each run by name, and the seed."""

    plan: Plan
    runs: Mapping[str, Tables]
    seed: int


def work(task: tuple[Shared, Span]) -> dict[str, Totals]:
    """Make a part of the households and run it under all conditions. Pure: the same task gives the same totals."""
    shared, span = task
    crowd = households(shared.plan, *span)
    return {name: simulate(crowd, tables, shared.seed) for name, tables in shared.runs.items()}


@dataclass(slots=True)
class Shift:
    """Totals so far, and where finished parts are kept."""

    shared: Shared
    finished: Finished | None
    tell: Tell | None
    key: str = ""
    done: int = 0
    totals: dict[str, Totals] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.finished:
            plan = [getattr(self.shared.plan, name) for name in self.shared.plan.__slots__]
            runs = [part for name, tables in self.shared.runs.items() for part in (name, *tables)]
            self.key = key_of([__version__, SCHEMA, self.shared.seed, *plan, *runs])

    def known(self, span: Span) -> bool:
        """Whether a part was finished by an earlier run; if so it is added."""
        held = self.finished.get(key_of([self.key, span])) if self.finished else None
        if held is None:
            return False
        units = {name: tables.unit for name, tables in self.shared.runs.items()}
        counts, moves, times, start = ({name: held[f"{name}.{part}"] for name in units} for part in SUMS)
        self.add(span, {name: Totals(counts[name], moves[name], times[name], start[name], units[name]) for name in units})
        return True

    def finish(self, span: Span, answer: dict[str, Totals]) -> None:
        """Keep a part and add it up."""
        if self.finished:
            self.finished.keep(
                key_of([self.key, span]),
                {f"{name}.{part}": getattr(totals, part) for name, totals in answer.items() for part in SUMS},
            )
        self.add(span, answer)

    def add(self, span: Span, answer: dict[str, Totals]) -> None:
        """Add a part to the totals, and say how far the work is."""
        self.totals = {name: self.totals[name] + part if self.totals else part for name, part in answer.items()}
        self.done += span[1] - span[0]
        if self.tell:
            self.tell("running households through the years", self.done / max(self.shared.plan.size, 1))


def run(  # noqa: PLR0917
    plan: Plan,
    runs: Mapping[str, Tables],
    seed: int = 1,
    workers: int = 1,
    cluster: str = "",
    target: Path | None = None,
    tell: Tell | None = None,
    part: int = PART,
    crew: Crew | None = None,
) -> dict[str, Totals]:
    """Run all households of a plan under each of the conditions, with the same random numbers; totals by name of the run.

    workers: processes of this computer; cluster: address of a dask scheduler, in place of them; crew: who was hired already, for several
    runs, in place of both; target: finished parts are kept beside it until the run is over; tell: called with words and the share that is
    done. Any number of workers gives the same totals.
    Raises BadData, MissingSource where dask is asked for and not there, CannotWrite for a full disk.
    """
    if not runs or part < 1:
        raise BadData("nothing to run: give the conditions of one run at least, and parts of one household at least")
    shift = Shift(Shared(plan, runs, seed), Finished(target) if target else None, tell)
    spans = [(start, min(start + part, plan.size)) for start in range(0, max(plan.size, 1), part)]
    todo = [span for span in spans if not shift.known(span)]
    if todo:
        own = crew or hire(min(workers, len(todo)), cluster)
        try:
            shared = _handed_out(own, shift.shared)
            do(own, todo, lambda span: (shared, span), work, shift.finish)
        finally:
            if crew is None:
                own.close()
    if shift.finished:
        shift.finished.clear()
    return shift.totals


def _handed_out(crew: Crew, shared: Shared) -> Any:
    """What all jobs share: sent to a cluster once, not with every job."""
    return crew.client.scatter(shared, broadcast=True, hash=False) if isinstance(crew, Cluster) else shared
