"""The history of a register: every cell that changed, so that the state of any day can be told and nothing filled is ever lost."""

from collections.abc import Iterable
from typing import Final

from highground.basis.relocation import Change

MOST: Final = 190_000  # entries of a log that a workbook gives back; a sheet of the door has 200,000 rows
State = dict[str, dict[str, str]]  # family -> field -> written form; a blank field is not there


def replay(changes: Iterable[Change]) -> State:
    """The state after the changes, families in the order in which they came.

    >>> replay([Change("2026-01-02", "", "A1", "people", "", "4"), Change("2026-01-03", "", "A1", "people", "4", "5")])
    {'A1': {'people': '5'}}
    """
    state: State = {}
    for change in changes:
        cells = state.setdefault(change.family, {})
        if change.after:
            cells[change.field] = change.after
        else:
            cells.pop(change.field, None)
    return state


def differences(before: State, after: State, when: str, who: str) -> list[Change]:
    """What changed between two states, family by family, so that `replay` of old and new changes together gives `after`.

    A family that `after` does not know is left as it was: rows are never taken out.
    """
    found: list[Change] = []
    for family, cells in after.items():
        old = before.get(family, {})
        pairs = ((name, old.get(name, ""), cells.get(name, "")) for name in dict.fromkeys((*old, *cells)))
        found += [Change(when, who, family, name, was, now) for name, was, now in pairs if was != now]
    return found


def kept(before: State, after: State) -> tuple[State, list[str]]:
    """`after` with the families put back that stood in `before` and are gone, and their numbers."""
    gone = [family for family in before if family not in after]
    order = dict.fromkeys((*before, *after))
    return {family: dict(after[family] if family in after else before[family]) for family in order}, gone
