from hypothesis import given
from hypothesis import strategies as st

from highground.basis.relocation import Change
from highground.catalogue.register.history import State, differences, kept, replay

STATES = st.dictionaries(
    st.sampled_from(["A", "B", "C"]),
    st.dictionaries(st.sampled_from(["people", "note", "consent"]), st.text(min_size=1, max_size=3), max_size=3),
    max_size=3,
)


@given(st.lists(STATES, min_size=1, max_size=5))
def test_the_log_tells_the_state_after_any_changes(states: list[State]) -> None:
    log: list[Change] = []
    for number, wanted in enumerate(states):
        before = replay(log)
        after, _ = kept(before, wanted)
        log += differences(before, after, f"2026-01-0{number + 1}", "office")
        assert replay(log) == {family: cells for family, cells in after.items() if family in replay(log)}
        assert all(not cells for family, cells in after.items() if family not in replay(log))


@given(STATES, STATES)
def test_a_row_that_is_taken_out_is_put_back(before: State, after: State) -> None:
    together, gone = kept(before, after)
    assert set(together) == set(before) | set(after)
    assert set(gone) == set(before) - set(after)
    assert all(together[family] == before[family] for family in gone)


def test_a_cell_that_is_emptied_stays_in_the_log() -> None:
    changes = differences({"A": {"people": "4"}}, {"A": {}}, "2026-01-02", "office")
    assert changes == [Change("2026-01-02", "office", "A", "people", "4", "")]
