from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from highground.basis.errors import BadData
from highground.catalogue.register.book import read_register, tag
from highground.catalogue.register.cells import Reader

FAMILIES: list[list[Any]] = [
    ["Family", "Settlement", "People", "Bees"], [tag("family", "id"), tag("family", "settlement"), tag("family", "people"), None],
    ["A1", "Top", "4", "two hives"], ["A2", "Hill", None, None],
]  # fmt: skip
LOG: list[list[Any]] = [
    ["Day", "By", "Family", "Field", "Before", "After"], [tag("log", name) for name in ("when", "who", "family", "field", "before", "after")],
    ["2026-01-02", "office", "A1", "settlement", None, "Top"], ["2026-01-02", "office", "A1", "people", None, "5"],
    ["2026-01-02", "office", "A1", "check:told", None, "yes"], ["2026-01-02", "office", "A3", "settlement", None, "Top"],
]  # fmt: skip
CHECK: list[list[Any]] = [["Family", "Told"], [tag("check", "id"), tag("check", "told")], ["A2", "да"]]
VISIT: list[list[Any]] = [
    ["Family", "Year", "Income"],
    [tag("visit", "id"), tag("visit", "year"), tag("visit", "income")],
    ["A1", 3, "лучше"],
]
Make = Callable[..., Path]


@pytest.fixture
def register(tmp_path: Path) -> Make:
    def make(**sheets: list[list[Any]]) -> Path:
        book = Workbook()
        book.remove(book.worksheets[0])
        for name, rows in ({"Families": FAMILIES, "Log": LOG} | sheets).items():
            page = book.create_sheet(name)
            for row in rows:
                page.append(row)
        book.save(tmp_path / "register.xlsx")
        return tmp_path / "register.xlsx"

    return make


def test_sheets_are_found_by_their_tags_and_rows_that_are_gone_are_put_back(register: Make, reader: Reader) -> None:
    book = read_register(register(Checks=CHECK, Visits=VISIT), reader)
    assert book.state == {
        "A1": {"settlement": "Top", "people": "4", "own:Bees": "two hives", "check:told": "yes", "year 3:income": "better"},
        "A3": {"settlement": "Top"},
        "A2": {"settlement": "Hill", "check:told": "yes"},
    }
    assert book.before == {"A1": {"settlement": "Top", "people": "5", "check:told": "yes"}, "A3": {"settlement": "Top"}}
    assert book.put_back == ("A3",)
    assert (len(book.log), book.unread) == (4, ())


def test_an_emptied_cell_is_empty_and_a_column_that_is_gone_stays_as_it_was(register: Make, reader: Reader) -> None:
    emptied = [FAMILIES[0], FAMILIES[1], ["A1", "Top", None, None]]
    assert "people" not in read_register(register(Families=emptied), reader).state["A1"]
    gone = [row[:2] for row in emptied]
    assert read_register(register(Families=gone), reader).state["A1"]["people"] == "5"


def test_a_place_of_the_register_may_stand_in_a_column_of_ones_own_and_a_name_may_not(register: Make, reader: Reader) -> None:
    towards = [["Place"], [tag("destination", "name")], ["Agua Clara"]]
    own = [FAMILIES[0], FAMILIES[1], ["A1", "Top", "4", "Agua Clara"]]
    assert read_register(register(Families=own, Goals=towards), reader).state["A1"]["own:Bees"] == "Agua Clara"
    with pytest.raises(BadData, match="Families: row 3, Bees: the cell looks like a full name"):
        read_register(register(Families=own), reader)


def test_a_number_that_is_written_another_way_is_the_same_family(register: Make, reader: Reader) -> None:
    book = read_register(
        register(Families=[FAMILIES[0], FAMILIES[1], ["a1", "Top", "4", None]], Checks=[*CHECK[:2], ["A1", "no"]]), reader
    )
    assert list(book.state) == ["A1", "A3"]
    assert book.state["A1"] == {"settlement": "Top", "people": "4", "check:told": "no"}


def test_sheets_and_columns_of_people_elsewhere_are_named(register: Make, reader: Reader) -> None:
    book = read_register(
        register(Mine=[["a", "b"], [1, 2]], Visits=[[*VISIT[0], "Mood"], [*VISIT[1], None], [*VISIT[2], "good"]]), reader
    )
    assert set(book.unread) == {"Mine", "Visits: Mood"}


@pytest.mark.parametrize(
    ("sheets", "why"),
    [
        ({"Families": [FAMILIES[0], *FAMILIES[2:]]}, "the row of tags"), ({"Checks": [*CHECK[:2], ["B9", "yes"]]}, "no family has the number 'B9'"),
        ({"Checks": [*CHECK, ["A2", "no"]]}, "stands in row 3 too"), ({"Visits": [*VISIT[:2], ["A1", 2, "better"]]}, "'2' is no year of a visit"),
        ({"Families": [["Family", "Settlement", "Phone"], [*FAMILIES[1][:2], None], ["A1", "Top", "1"]]}, "column C .Phone. seems to hold telephone numbers"),
        ({"Families": [*FAMILIES, ["A2", "Top", 3, None]]}, "the number A2 stands in row 4 too"), ({"Visits": [*VISIT[:2], ["A1", 3, "richer"]]}, "'richer' is none of better"),
        ({"Copy": FAMILIES}, "two sheets hold the same list"), ({"Families": [*FAMILIES, ["A9", "Top", 3, None, "lost"]]}, "column E holds entries and has no heading"),
        ({"Families": [[*FAMILIES[0], "Bees"], *FAMILIES[1:], ["A9", "Top", 3, "x", "y"]]}, "column E holds entries and has the heading of another"),
        ({"Families": [*FAMILIES, ["A9", "Top", 3, "Maria Lopez"]]}, "row 5, Bees: the cell looks like a full name"),
    ],
)  # fmt: skip
def test_a_register_that_cannot_be_is_refused_in_one_sentence(
    register: Make, reader: Reader, sheets: dict[str, Any], why: str
) -> None:
    with pytest.raises(BadData, match=why) as refused:
        read_register(register(**sheets), reader)
    assert "\n" not in str(refused.value)
