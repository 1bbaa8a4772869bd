import csv
from pathlib import Path

from highground.basis.relocation import Change
from highground.catalogue.register.files import write_changes, write_state


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_the_state_is_one_row_a_family_and_a_blank_is_a_blank(tmp_path: Path) -> None:
    write_state(
        {"A1": {"settlement": "Top", "note": "=1+1"}, "A2": {"settlement": "Hill", "people": "4-6"}}, tmp_path / "register.csv"
    )
    assert rows(tmp_path / "register.csv") == [
        ["id", "settlement", "note", "people"],
        ["A1", "Top", "'=1+1", ""],
        ["A2", "Hill", "", "4-6"],
    ]


def test_the_log_is_one_row_a_change(tmp_path: Path) -> None:
    write_changes([Change("2026-01-02", "office", "A1", "people", "", "4")], tmp_path / "changes.csv")
    assert rows(tmp_path / "changes.csv")[1] == ["2026-01-02", "office", "A1", "people", "", "4"]
