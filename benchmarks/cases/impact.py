"""Impact of events on people: the plain kernel, its members, and their split over two processes."""

import time
from functools import partial

import numpy as np

from cases import Case
from highground.people.impacts.curves import Vulnerability, logistic
from highground.people.impacts.draws import Draws, impact_members, logistic_draws, merge_members
from highground.people.impacts.kernel import Events, Impact, impact

DEPTH_M = np.linspace(0, 20, 41)  # m; nodes of the peers' curves
THRESHOLD_M = 0.4 + 0.4 * np.arange(1, 5)  # m; of the peers' four classes
MEMBERS, TURNS = 20, 10
SLOPE = np.full(4, 3.0)  # m-1


def events_of(z):
    """The peers' events as ours."""
    return Events(z["indptr"], z["indices"], z["data"], z["freq"])


def plain(matrix):
    """Affected people by event and by place; with `matrix` every entry."""

    def prepare(z):
        events, people, kinds = events_of(z), z["value"], z["impf"] - 1
        curves = Vulnerability(DEPTH_M, logistic(DEPTH_M, THRESHOLD_M, SLOPE))
        return lambda: impact(events, people, curves, kinds, keep_entries=matrix)

    return prepare


def impact_checks(result: Impact):
    """The sums that the peers state."""
    sums = {"aai": result.aad, "at_event_max": result.at_event.max(), "eai_max": result.expected.max()}
    return sums if result.entries is None else sums | {"matrix_sum": result.entries.sum()}


def members(z):
    """1,000 draws of people, depth, threshold and slope; the curves are tabulated anew in every call, as the peers do."""
    events, people, draws = events_of(z), z["value"], z["draws"].T
    return lambda: impact_members(events, people, logistic_draws(draws[0], draws[1], DEPTH_M, draws[2], draws[3])).aad


def work(pipe, job):
    """A worker: does its job and sends the result."""
    pipe.send(job())


def at_once(jobs):
    """Results of jobs done by a process each, started now and ended before the answer, so that their CPU time counts."""
    import multiprocessing  # noqa: PLC0415  no other case needs it

    context, running = multiprocessing.get_context("fork"), []
    for job in jobs:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=work, args=(theirs, job))
        process.start()
        running.append((process, ours))
    results = [pipe.recv() for _, pipe in running]
    for process, _ in running:
        process.join()
    return results


def two_workers(z):
    """The events of impact-b in halves over two processes, for 20 members; parts come back through pipes and are merged."""
    events, people, kinds = events_of(z), z["value"], z["impf"] - 1
    r = np.random.default_rng(1)
    curves = logistic(DEPTH_M, THRESHOLD_M * r.uniform(0.5, 1.5, (MEMBERS, 1)), np.full((MEMBERS, 4), 3.0))
    draws = Draws(r.uniform(0.8, 1.2, MEMBERS), r.uniform(0.8, 1.2, MEMBERS), DEPTH_M, curves)
    middle = int(np.searchsorted(events.indptr, events.indptr[-1] // 2))
    halves = [events.part(0, middle), events.part(middle, events.size)]

    def whole():
        return impact_members(events, people, draws, kinds)

    def split():
        return merge_members(at_once([partial(impact_members, half, people, draws, kinds) for half in halves]))

    whole()
    return lambda: (split(), split, whole)


def two_checks(found):
    """Members whose bits differ from the whole's, and by how much two processes are faster, taken in turns."""
    merged, split, whole = found
    turns = [[_wall(call) for call in (whole, split)] for _ in range(TURNS)]
    one, two = (min(column) for column in zip(*turns, strict=True))
    checks = {"members_that_differ": float((merged.aad != whole().aad).sum()), "aai_mean": merged.aad.mean()}
    return checks, {"one_wall_s": round(one, 4), "two_wall_s": round(two, 4), "ratio": round(one / two, 2)}


def _wall(call):
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


CASES = {
    "impact-a": Case("impact-a", plain(False), impact_checks, reps=5),
    "impact-a-matrix": Case("impact-a", plain(True), impact_checks, reps=5),
    "impact-b": Case("impact-b", plain(False), impact_checks, reps=5),
    "impact-b-matrix": Case("impact-b", plain(True), impact_checks, reps=5),
    "impact-b-2workers": Case("impact-b", two_workers, two_checks, reps=5),
    "uncertainty-1000": Case("uncertainty", members, lambda aad: {"aai_mean": aad.mean(), "aai_sd": aad.std()}, reps=5),
}
