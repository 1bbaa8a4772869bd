"""Impact of events on people: the plain kernel, its split over two processes, uncertain members, and nearest places."""

import numpy as np

from cases import Case
from highground.people.impacts.curves import Vulnerability, logistic
from highground.people.impacts.draws import impact_members, logistic_draws
from highground.people.impacts.kernel import Events, Impact, impact

DEPTH_M = np.linspace(0, 20, 41)  # m; nodes of the peers' curves
THRESHOLD_M = 0.4 + 0.4 * np.arange(1, 5)  # m; of the peers' four classes
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


CASES = {
    "impact-a": Case("impact-a", plain(False), impact_checks, reps=5),
    "impact-a-matrix": Case("impact-a", plain(True), impact_checks, reps=5),
    "impact-b": Case("impact-b", plain(False), impact_checks, reps=5),
    "impact-b-matrix": Case("impact-b", plain(True), impact_checks, reps=5),
    "uncertainty-1000": Case("uncertainty", members, lambda aad: {"aai_mean": aad.mean(), "aai_sd": aad.std()}, reps=5),
}
