from dataclasses import dataclass
from datetime import date, datetime

import pytest

from highground.basis.errors import BadData, BadStore
from highground.basis.policy import Text
from highground.catalogue.store.audit import Change, now
from highground.catalogue.store.rooms import SHAPES
from highground.catalogue.store.values import read, written


@dataclass(frozen=True)
class Inner:
    day: date
    at: datetime
    parts: tuple[str, int]
    sizes: dict[int, float]
    names: frozenset[str]


def test_nested_values_come_back_as_their_types_say() -> None:
    inner = Inner(date(2026, 1, 2), datetime(2026, 1, 2, 3, 4), ("a", 1), {3: 1.5}, frozenset("ab"))
    assert read(written((inner, inner), "demo"), tuple[Inner, ...]) == (inner, inner)
    assert read(None, tuple[str, ...] | None) is None


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {"a": float("nan")}, "\x00", object()])
def test_what_json_cannot_say_is_refused_with_its_place(value: object) -> None:
    with pytest.raises(BadData, match="demo"):
        written(value, "demo")


def test_a_row_that_was_changed_by_hand_is_refused() -> None:
    shape = SHAPES[Text]
    row = shape.row(Text("t1", "n", "pdf", "s", "ru")) | {"said": 5}
    with pytest.raises(BadStore, match="changed by hand"):
        shape.record(row)


def test_a_change_names_the_fields_that_it_touched() -> None:
    assert Change(1, now(), "a", "change", "x", "y", {"a": 1, "b": 2}, {"a": 1, "b": 3}).fields == ("b",)
    assert Change(1, now(), "a", "add", "x", "y", None, {"a": 1}).fields == ("a",)
