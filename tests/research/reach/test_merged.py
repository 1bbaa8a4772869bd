"""Laws of merging: any order, any grouping, the same bytes. Answers of real jobs are merged in test_work."""

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from highground.research.reach.merged import merged


def answer(seed: int) -> dict[str, Any]:
    """An invented answer: a few cells, hits and pairs out of a small world, so that answers overlap."""
    rng = np.random.default_rng(seed)

    def some(size: int, most: int) -> Any:
        return np.sort(rng.choice(most, size, replace=False)).astype(np.int64)

    cell, near, pair = some(5, 12), some(4, 12), some(4, 16)
    lives = some(3, 8)
    return {
        "cell": cell, "bits": rng.integers(1, 255, (5, 2)).astype(np.uint8), "height": rng.random(5, np.float32), "angle": rng.random(5, np.float32),
        "near_member": near // 4, "near_cell": near % 4, "near_height": rng.random(4),
        "pair_key": np.column_stack([pair // 8, pair // 2 % 4, pair % 2]), "pair_value": rng.random((4, 3)),
        "lives_cell": lives // 2, "lives_group": lives % 2, "lives_away": (lives * 1.5), "lives_share": (lives * 0.1),
        "holes": some(3, 9), "brink": some(2, 9), "touched": np.array([False]), "skipped": some(1, 99), "idle": some(1, 99),
    }  # fmt: skip


def same(first: dict[str, Any], second: dict[str, Any]) -> bool:
    return all(array.tobytes() == second[name].tobytes() for name, array in first.items())


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=6, unique=True), st.randoms())
def test_the_order_of_jobs_changes_nothing(seeds: list[int], random: Any) -> None:
    shuffled = random.sample(seeds, len(seeds))
    assert same(merged(map(answer, seeds)), merged(map(answer, shuffled)))


@given(st.lists(st.integers(0, 10_000), min_size=3, max_size=6, unique=True))
def test_parts_merged_first_are_the_whole(seeds: list[int]) -> None:
    first, rest = seeds[0], seeds[1:]
    assert same(merged(map(answer, seeds)), merged([merged(map(answer, rest)), merged([answer(first)])]))


def test_the_largest_values_and_every_member_are_kept() -> None:
    one, other = answer(1), answer(1)
    other["height"], other["bits"] = one["height"] + 1, np.full((5, 2), 0b1, np.uint8)
    found = merged([one, other])
    assert found["height"].tolist() == other["height"].tolist()
    assert (found["bits"] == one["bits"] | 1).all()
