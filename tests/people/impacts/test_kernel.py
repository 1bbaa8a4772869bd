import itertools
import math
import os
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.people.impacts.curves import Vulnerability, logistic
from highground.people.impacts.kernel import Events, Impact, gather, impact, merge

LAWS = settings(max_examples=40, deadline=None)
PEERS = Path(os.environ.get("PEERS_HOME") or ".peers") / "inputs" / "impact-b.npz"
TRUTH_B = 7349.565480825468  # persons yr-1; the law of the peers' input impact-b, stated with it
RAMP = Vulnerability(np.array([0.0, 2.0]), np.array([[0.0, 1.0]]))  # half of the people at 1, all at 2
UNEVEN = Vulnerability(np.array([0.2, 0.21, 1.0, 8.0]), np.array([[0.0, 0.5, 0.6, 0.9], [0.0, 0.1, 0.8, 1.0]]))


def random_case(seed: int, events: int = 40, places: int = 60) -> tuple[Events, np.ndarray, np.ndarray]:
    """Sparse events with uneven frequencies, people with zeros, two classes."""
    r = np.random.default_rng(seed)
    who, where = np.nonzero(r.random((events, places)) < 0.2)
    made = gather(who, where, r.lognormal(-0.5, 1.0, who.size), r.pareto(1.5, events) / 100)
    return made, np.round(r.pareto(1.3, places) * 20), r.integers(0, 2, places)


def same(one: Impact, other: Impact) -> bool:
    """Whether every number is equal bit by bit."""
    pairs = ((one.at_event, other.at_event), (one.expected, other.expected), (one.frequency, other.frequency))
    entries = one.entries is other.entries if one.entries is None else np.array_equal(one.entries, other.entries)  # type: ignore[arg-type]
    return entries and one.aad == other.aad and all(np.array_equal(a, b) for a, b in pairs)


# by hand


def test_two_events_and_three_places_by_hand() -> None:
    events = Events([0, 2, 3], [0, 2, 2], [1.0, 2.0, 0.5], [0.1, 0.02])  # type: ignore[arg-type]
    result = impact(events, [100, 50, 8], RAMP, keep_entries=True)
    assert result.at_event.tolist() == [58.0, 2.0]  # 100 x 0.5 + 8 x 1; 8 x 0.25
    assert result.expected == pytest.approx([5.0, 0.0, 0.84], rel=1e-14)  # 50 x 0.1; 8 x 0.1 + 2 x 0.02
    assert result.aad == pytest.approx(5.84, rel=1e-14)
    assert result.entries is not None
    assert result.entries.tolist() == [50.0, 8.0, 2.0]


def test_each_place_follows_the_curve_of_its_class() -> None:
    events = Events([0, 2], [0, 1], [1.0, 1.0], [1.0])  # type: ignore[arg-type]
    assert impact(events, [10, 10], UNEVEN, [0, 1], keep_entries=True).entries == pytest.approx([6.0, 8.0])


@pytest.mark.parametrize(
    ("intensity", "share"), [(0.0, 0.0), (0.2, 0.0), (0.205, 0.25), (0.21, 0.5), (0.605, 0.55), (4.5, 0.75), (8.0, 0.9), (1e9, 0.9)]
)
def test_shares_are_read_between_nodes_below_the_first_and_beyond_the_last(intensity: float, share: float) -> None:
    events = Events([0, 1], [0], [intensity], [1.0])  # type: ignore[arg-type]
    assert impact(events, [1.0], UNEVEN).at_event[0] == pytest.approx(share, abs=1e-12)


@LAWS
@given(st.integers(0, 10**6))
def test_the_look_up_is_numpys_interpolation(seed: int) -> None:
    events, people, kinds = random_case(seed)
    curves = [np.interp(events.intensity, UNEVEN.intensity, shares) for shares in UNEVEN.affected]
    entries = people[events.places] * np.choose(kinds[events.places], curves)
    result = impact(events, people, UNEVEN, kinds, keep_entries=True)
    assert result.entries == pytest.approx(entries, rel=1e-11, abs=1e-11)
    owner = np.repeat(np.arange(events.size), np.diff(events.indptr))
    assert result.at_event == pytest.approx(np.bincount(owner, entries, events.size), rel=1e-11)
    expected = np.bincount(events.places, entries * events.frequency[owner], people.size)
    assert result.expected == pytest.approx(expected, rel=1e-11, abs=1e-12)


def test_single_precision_intensities_are_read_as_they_are() -> None:
    events, people, kinds = random_case(3)
    single = events.intensity.astype(np.float32)
    narrow = impact(Events(events.indptr, events.places, single, events.frequency), people, UNEVEN, kinds)
    wide = impact(Events(events.indptr, events.places, single.astype(float), events.frequency), people, UNEVEN, kinds)
    assert same(narrow, wide)


# laws


@LAWS
@given(st.integers(0, 10**6))
def test_no_hazard_affects_nobody(seed: int) -> None:
    events, people, kinds = random_case(seed)
    calm = Events(events.indptr, events.places, np.zeros(events.places.size), events.frequency)
    result = impact(calm, people, RAMP)
    assert (result.aad, result.at_event.sum()) == (0.0, 0.0)
    never = Events(events.indptr, events.places, events.intensity, np.zeros(events.size))
    assert impact(never, people, UNEVEN, kinds).aad == 0.0


@LAWS
@given(st.integers(0, 10**6))
def test_twice_the_people_are_twice_the_displacement(seed: int) -> None:
    events, people, kinds = random_case(seed)
    assert impact(events, 2 * people, UNEVEN, kinds).aad == 2 * impact(events, people, UNEVEN, kinds).aad


@LAWS
@given(st.integers(0, 10**6), st.integers(0, 59), st.floats(0, 1e6))
def test_more_people_never_lower_the_average(seed: int, place: int, more: float) -> None:
    events, people, kinds = random_case(seed)
    before = impact(events, people, UNEVEN, kinds)
    people[place] += more
    after = impact(events, people, UNEVEN, kinds)
    assert after.aad >= before.aad
    assert (after.at_event >= before.at_event).all()


@LAWS
@given(st.integers(0, 10**6))
def test_people_affected_never_exceed_people_present(seed: int) -> None:
    events, people, _ = random_case(seed)
    r = np.random.default_rng(seed)
    steep = Vulnerability(np.sort(r.random(6)) * 3, np.r_[0.0, np.sort(r.random(4)), 1.0])
    result = impact(events, people, steep, keep_entries=True)
    assert result.entries is not None
    assert (result.entries <= people[events.places]).all()
    assert (result.expected <= people * events.frequency.sum() * (1 + 1e-12)).all()


@LAWS
@given(st.integers(0, 10**6))
def test_events_and_places_tell_the_same_average(seed: int) -> None:
    events, people, kinds = random_case(seed)
    result = impact(events, people, UNEVEN, kinds)
    assert result.aad == pytest.approx(math.fsum(result.at_event * result.frequency), rel=1e-12)


# parts


@LAWS
@given(st.integers(0, 10**6), st.sets(st.integers(1, 39), max_size=12), st.booleans(), st.randoms())
def test_however_events_are_split_the_merged_parts_are_the_whole_bit_by_bit(
    seed: int, cuts: set[int], keep: bool, random: Any
) -> None:
    events, people, kinds = random_case(seed)
    whole = impact(events, people, UNEVEN, kinds, keep_entries=keep)
    bounds = [0, *sorted(cuts), events.size]
    parts = [impact(events.part(a, b), people, UNEVEN, kinds, keep_entries=keep) for a, b in itertools.pairwise(bounds)]
    random.shuffle(parts)
    assert same(merge(parts), whole)


def test_parts_may_be_merged_in_steps() -> None:
    events, people, kinds = random_case(5)
    parts = [impact(events.part(a, a + 10), people, UNEVEN, kinds) for a in range(0, 40, 10)]
    assert same(merge([merge(parts[2:]), merge(parts[:2])]), impact(events, people, UNEVEN, kinds))


def test_a_worker_that_reads_its_own_events_is_told_the_rate_of_all() -> None:
    events, people, kinds = random_case(6)
    part = events.part(20, 40)
    own = Events(part.indptr, part.places, part.intensity, part.frequency, rate_bound=events.rate_bound, first=20)
    parts = [impact(own, people, UNEVEN, kinds), impact(events.part(0, 20), people, UNEVEN, kinds)]
    assert same(merge(parts), impact(events, people, UNEVEN, kinds))


def test_parts_survive_the_way_to_a_worker_and_back() -> None:
    events, people, kinds = random_case(8)
    sent = [pickle.loads(pickle.dumps(events.part(a, a + 20))) for a in (20, 0)]  # noqa: S301  our own bytes
    parts = [pickle.loads(pickle.dumps(impact(part, people, UNEVEN, kinds))) for part in sent]  # noqa: S301
    assert same(merge(parts), impact(events, people, UNEVEN, kinds))


def test_lost_doubled_and_foreign_parts_are_refused() -> None:
    events, people, kinds = random_case(7)
    a, b, c = (impact(events.part(i, j), people, UNEVEN, kinds) for i, j in ((0, 10), (10, 30), (30, 40)))
    with pytest.raises(BadData, match="events 10 to 29 are in no part"):
        merge([a, c])
    with pytest.raises(BadData, match="events 10 to 29 are in two parts"):
        merge([a, b, b, c])
    with pytest.raises(BadData, match="different people"):
        merge([a, impact(events.part(10, 30), people + 1, UNEVEN, kinds)])
    other = events.part(10, 30)
    loose = Events(other.indptr, other.places, other.intensity, other.frequency, rate_bound=events.rate_bound * 2, first=10)
    with pytest.raises(BadData, match="rate_bound"):
        merge([a, impact(loose, people, UNEVEN, kinds)])
    with pytest.raises(BadData, match="nothing to merge"):
        merge([])


def test_a_part_outside_the_set_is_refused() -> None:
    with pytest.raises(BadData, match="not in a set of 40"):
        random_case(1)[0].part(30, 41)


# doors


@pytest.mark.parametrize(
    ("indptr", "places", "intensity", "frequency", "words"),
    [
        ([0, 2], [1, 0], [1.0, 1.0], [1.0], "places must rise"),
        ([0, 2], [1, 1], [1.0, 1.0], [1.0], "each once"),
        ([0, 1], [-1], [1.0], [1.0], "from 0"),
        ([0, 1], [0], [np.nan], [1.0], "event 0, place 0, intensity nan"),
        ([0, 1], [0], [-0.1], [1.0], "0 or more"),
        ([0, 1], [0], [np.inf], [1.0], "finite"),
        ([0, 1], [0.5], [1.0], [1.0], "whole numbers"),
        ([0, 1], [0], [1.0], [np.nan], "frequencies"),
        ([0, 1], [0], [1.0], [-1.0], "frequencies"),
        ([0, 2], [0], [1.0], [1.0], "row bounds"),
        ([0, 1, 0], [0], [1.0], [1.0, 1.0], "row bounds"),
        ([0, 1], [0], [1.0], [1.0, 1.0], "one bound more"),
        ([0], [], [], [], "at least one event"),
        ([0, 1], [2**40], [1.0], [1.0], "too large"),
    ],
)
def test_events_that_cannot_be_are_refused(
    indptr: list[int], places: list[Any], intensity: Any, frequency: Any, words: str
) -> None:
    whole = np.asarray(places) if places else np.zeros(0, dtype=int)
    with pytest.raises(BadData, match=words):
        Events(np.array(indptr), whole, np.array(intensity), np.array(frequency))


@pytest.mark.parametrize("bound", [0.75, 0.25, 3.0])
def test_a_rate_bound_is_a_power_of_two_and_no_less_than_the_rate(bound: float) -> None:
    with pytest.raises(BadData, match="power of two"):
        Events([0, 1], [0], [1.0], [0.6], rate_bound=bound)  # type: ignore[arg-type]
    assert Events([0, 1], [0], [1.0], [0.6]).rate_bound == 1.0  # type: ignore[arg-type]
    assert Events([0, 1], [0], [1.0], [0.5]).rate_bound == 0.5  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("people", "kinds", "words"),
    [
        ([1.0, np.nan], None, "a blank is not 0"),
        ([1.0, -1.0], None, "from 0 up"),
        ([1.0], None, "reach place 1"),
        ([1.0, 1.0], [0, 2], "0 to 1"),
        ([1.0, 1.0], [0.0, 1.0], "whole number"),
        ([1.0, 1.0], [0], "one whole number a place"),
    ],
)
def test_people_and_classes_that_do_not_fit_are_refused(people: Any, kinds: Any, words: str) -> None:
    with pytest.raises(BadData, match=words):
        impact(Events([0, 1], [1], [1.0], [1.0]), people, UNEVEN, kinds)  # type: ignore[arg-type]


def test_a_list_of_entries_is_sorted_and_the_hardest_hit_of_a_place_counts() -> None:
    events = gather([2, 0, 2, 2], [1, 3, 1, 0], [1.0, 5.0, 4.0, 2.0], [0.1, 0.2, 0.3])
    assert events.indptr.tolist() == [0, 1, 1, 3]
    assert events.places.tolist() == [3, 0, 1]
    assert events.intensity.tolist() == [5.0, 2.0, 4.0]
    assert gather([], [], [], [0.1]).places.size == 0
    with pytest.raises(BadData, match="entries name events 0 to 1"):
        gather([0, 1], [0, 0], [1.0, 1.0], [0.1])
    with pytest.raises(BadData, match="one of each"):
        gather([0, 1], [0], [1.0], [0.1])


# the peers' input


@pytest.mark.skipif(not PEERS.is_file(), reason="the peers' inputs are not made; see benchmarks/README.md")
def test_the_peers_input_gives_the_stated_truth_whole_and_in_parts() -> None:
    with np.load(PEERS) as z:
        events = Events(z["indptr"], z["indices"], z["data"], z["freq"])
        people, kinds = z["value"], z["impf"] - 1
    grid = np.linspace(0, 20, 41)
    curves = Vulnerability(grid, logistic(grid, 0.4 + 0.4 * np.arange(1, 5), np.full(4, 3.0)))
    whole = impact(events, people, curves, kinds)
    assert whole.aad == pytest.approx(TRUTH_B, rel=1e-12)
    assert same(whole, merge([impact(events.part(a, a + 2500), people, curves, kinds) for a in (7500, 0, 5000, 2500)]))
