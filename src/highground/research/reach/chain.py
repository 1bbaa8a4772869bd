"""The chain of a runout: elevation, releases, who lives there, jobs, merged answer, tables. Goes on where a stopped run was."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from math import ceil, radians, tan
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np

from highground import __version__
from highground.basis.ensemble import Ensemble, Members
from highground.basis.errors import BadData
from highground.catalogue.dem import Dem, open_dem
from highground.catalogue.inputs import bundled_settlements, hashes_of, read_people, read_settlements
from highground.catalogue.jobs import Finished, key_of
from highground.catalogue.shelf import Shelf
from highground.catalogue.tables import table
from highground.land.hazards.routing import Rule
from highground.people.impacts import returns
from highground.people.impacts.reach import DENSITY_KM2, DISPLACED_SHARE, THRESHOLD_M_S, Draws, draws
from highground.research.reach import notes, tables
from highground.research.reach.asked import Asked, Runout
from highground.research.reach.crew import do, hire
from highground.research.reach.inhabited import Gridded, Settled, gridded, settled
from highground.research.reach.merged import merged
from highground.research.reach.plan import Job, Release, bounds_of, inner_sides, jobs_of, window_of
from highground.research.reach.scene import scene_of
from highground.research.reach.sources import Started, check_start, started
from highground.research.reach.work import Arrays, Task, work

FIRST_DROP_M: Final = (
    1_500.0  # a flow is first given ground for a drop of so many metres; it is given more where that is too little
)
LEAST_HALO: Final = 64  # cells
RETURNS: Final = "kazakhstan-return-2024"  # card of the counts of evacuated and returned people
STILL_DAYS: Final = 30.0  # days after which the people still displaced are told
SCHEMA: Final = 1  # layout of runout.json and of finished jobs


class Tell(Protocol):
    """What the chain calls as it goes."""

    def __call__(self, text: str, share: float | None = None) -> None:
        """Say what is going on now."""


@dataclass(slots=True)
class Shift:
    """Everything that the jobs of one run share."""

    ground: Dem
    releases: Sequence[Release]
    rules: tuple[tuple[Rule, ...], ...]
    where: Settled | Gridded
    drawn: Draws
    key: str
    finished: Finished
    tell: Tell
    total: int
    answers: dict[int, Arrays] = field(default_factory=dict)

    def key_of(self, job: Job) -> str:
        """The name under which a job's answer is kept."""
        cells = [(number, self.releases[number].law, self.releases[number].cells) for number in job.releases]
        return key_of([self.key, *(part for each in cells for part in each)])

    def prepare(self, job: Job) -> Task:
        """The task of a job, with its window of elevation."""
        window = window_of(job, self.releases, self.ground)
        mine = [(number, self.releases[number]) for number in job.releases]
        return Task(
            dem=self.ground.read(window).to_numpy(),
            cell_m=self.ground.cell_m,
            corner=(window[0], window[2]),
            columns=self.ground.shape[1],
            inner=inner_sides(window, self.ground),
            starts=np.concatenate([one.cells for _, one in mine]) - [window[0], window[2]],
            release=np.concatenate([np.full(len(one.cells), number) for number, one in mine]),
            law=np.concatenate([np.full(len(one.cells), one.law) for _, one in mine]),
            rules=self.rules,
            exposed=self.where.within(window),
            groups=self.where.groups,
            threshold_m=self.drawn.threshold_m,
        )

    def finish(self, job: Job, answer: Arrays) -> Job | None:
        """Keep an answer; where flow came to a side of the window beyond which there is more ground, give the job more."""
        if answer["touched"][0]:
            return job.wider()
        self.finished.keep(self.key_of(job), answer)
        self.answers[job.number] = answer
        self.say()
        return None

    def say(self) -> None:
        """How far the work is."""
        self.tell("routing the flows", 0.1 + 0.85 * len(self.answers) / self.total)


def runout(asked: Asked, target: Path, tell: Tell) -> Runout:
    """Run one runout; finished jobs are kept beside target until its files stand, so that a stopped run goes on.

    Raises BadData, UnitMismatch and MissingSource for inputs, CannotWrite for a full disk.
    """
    check_start(asked)
    tell("reading the elevation", 0.0)
    ground = open_dem(asked.dem)
    ensemble = Ensemble(asked.seed, asked.members)
    drawn = draws(ensemble, ground.cell_m)
    tell("finding where flows start", 0.03)
    begun = started(asked, ground, ensemble)
    tell("finding who lives there", 0.06)
    where = _inhabited(asked, ground, drawn)
    jobs = jobs_of(begun.releases, ground, _halo(ground, begun.rules))
    files = _hashes(asked)
    shift = Shift(
        ground, begun.releases, begun.rules, where, drawn, _key(asked, files, begun, where), Finished(target), tell, len(jobs)
    )  # fmt: skip
    todo = _known(shift, jobs)
    shift.say()
    _do(asked, shift, todo)
    tell("adding up", 0.95)
    return _answered(asked, shift, begun, files)


def _known(shift: Shift, jobs: Sequence[Job]) -> list[Job]:
    """Jobs that are still to do; the answers of the others are taken from an earlier run."""
    todo = []
    for job in jobs:
        answer = shift.finished.get(shift.key_of(job))
        if answer is None:
            todo.append(job)
        else:
            shift.answers[job.number] = answer
    return todo


def _do(asked: Asked, shift: Shift, todo: Sequence[Job]) -> None:
    if not todo:
        return
    crew = hire(min(asked.workers, len(todo)), asked.cluster)
    try:
        do(crew, todo, shift.prepare, work, shift.finish)
    finally:
        crew.close()


def _inhabited(asked: Asked, ground: Dem, drawn: Draws) -> Settled | Gridded:
    """Who lives where, from the user's raster or settlements, or from the bundled places."""
    bounds = bounds_of(ground)
    shapes = read_settlements(asked.settlements, ground.crs) if asked.settlements else bundled_settlements(bounds, ground.crs)
    if asked.people:
        return gridded(read_people(asked.people, bounds, ground.crs), shapes, ground)
    return settled(shapes, ground, drawn)


def _halo(ground: Dem, rules: Sequence[Sequence[Rule]]) -> int:
    """Cells around releases that a first try reads."""
    flattest = min(rule.angle_deg for each in rules for rule in each)
    return max(LEAST_HALO, ceil(FIRST_DROP_M / tan(radians(flattest)) / ground.cell_m))


def _hashes(asked: Asked) -> dict[str, str]:
    return hashes_of([*asked.dem, *(path for path in (asked.release, asked.lakes, asked.people, asked.settlements) if path)])


def _key(asked: Asked, files: dict[str, str], begun: Started, where: Settled | Gridded) -> str:
    """A hash of all that every job depends on."""
    groups = where.groups
    parts = [SCHEMA, __version__, sorted(files.items()), asked.seed, asked.members, asked.preset, begun.rules]
    return key_of(
        [*parts, where.names, groups.people, groups.radius_m, groups.cells, *(point.wkt for point in where.shapes.geometry)]
    )


def _answered(asked: Asked, shift: Shift, begun: Started, files: dict[str, str]) -> Runout:
    """The tables of the merged answer."""
    if not shift.answers:
        raise BadData("no release was found; give points or areas with --release, or another kind of flow with --auto")
    answer = merged(shift.answers[number] for number in sorted(shift.answers))
    if answer["cell"].size == 0:
        shift.finished.clear()
        raise BadData(
            "none of the places where flow starts can be routed: all lie on or beside cells without elevation, or at its edge; "
            "move them, or bring elevation that reaches farther"
        )
    where, drawn, names = shift.where, shift.drawn, [one.name for one in begun.releases]
    still = _still(Ensemble(asked.seed, asked.members))
    hits = tables.hits_of(answer, where.groups, drawn)
    places = tables.places_table(where.names, where.groups, hits, drawn, still)
    return Runout(
        about=_about(asked, shift, begun, files),
        answer=answer,
        releases=tuple(begun.releases),
        where=where,
        places=places,
        starts=tables.releases_table(answer, names, where.groups, drawn),
        pairs=tables.pairs_table(answer, where.names, names, where.groups, drawn),
        scene=scene_of(shift.ground, answer, begun.releases, where, asked.members),
        totals=tables.totals(where.groups, hits, drawn, still),
        notes=(*begun.notes, *notes.of(shift.ground, answer, shift.finished.damaged, places, where.groups)),
    )


def _still(ensemble: Ensemble) -> Members:
    """Share of displaced people who are still away after 30 days, as in the one flood whose returns were counted often enough."""
    curve = returns.fit(returns.counts(table(Shelf(), RETURNS)), ensemble)
    return curve.displaced(STILL_DAYS)[:, 0]


def _about(asked: Asked, shift: Shift, begun: Started, files: dict[str, str]) -> dict[str, Any]:
    ground = shift.ground
    settings = {name: value for name, value in asdict(asked).items() if name not in ("workers", "cluster", "dem")}
    return {
        "schema": SCHEMA, "version": __version__, "made_on": datetime.now(UTC).date().isoformat(),
        "settings": {name: value.name if isinstance(value, Path) else value for name, value in settings.items()},
        "files": files, "jobs": shift.total, "releases": len(begun.releases),
        "elevation": {
            "shape": list(ground.shape), "cell_m": ground.cell_m, "crs": ground.crs, "transform": list(ground.transform), "datum": ground.datum,
            "files": [path.name for path in asked.dem],
        },
        "rule": begun.rule,
        "judged": {"threshold_m_s": THRESHOLD_M_S, "displaced_share": DISPLACED_SHARE, "density_km2": DENSITY_KM2, "covered": np.quantile(shift.drawn.covered, (0.05, 0.95)).round(3).tolist()},
    }  # fmt: skip
