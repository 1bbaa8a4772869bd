import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from highground.basis.errors import BadData
from highground.basis.project import Project
from highground.catalogue.projects.book import read_project
from highground.catalogue.projects.facts import bundled, timeline
from highground.catalogue.projects.rows import CHOICES, NEEDED, PARTS, number, project_of, rows_of
from highground.catalogue.shelf import Shelf
from highground.views.report.office.projects_template import write

from .project_makers import projects

SHELF = Shelf()
WHOLE = {"project": [{"id": "A", "title": "Ice"}]}


@given(projects())
def test_a_project_comes_back_from_its_rows_unchanged(project: Project) -> None:
    assert project_of(rows_of(project), "a") == project


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(project=projects())
def test_a_project_comes_back_from_its_workbook_with_every_field(project: Project, tmp_path: Path) -> None:
    write(project, "en", tmp_path / "p.xlsx", "2026-11-25")
    assert read_project(tmp_path / "p.xlsx") == project


def test_the_bundled_records_have_every_field_of_their_pages(shared: Path) -> None:
    with (shared / "facts" / "project_records.csv").open(encoding="utf-8", newline="") as file:
        pages = {row["project_id"]: row for row in csv.DictReader(file)}
    held = {project.id: project for project in bundled(SHELF)}
    assert held.keys() == pages.keys()
    for name, page in pages.items():
        one = held[name]
        assert (one.prima_id, one.title, one.start, one.end, one.status.capitalize(), one.type) == (
            page["prima_id"], page["title"], page["start_year"], page["end_year"], page["status"], page["project_type"],
        )  # fmt: skip
        assert (one.budget, one.coverage.capitalize(), one.year, one.region, one.fund, one.url) == (
            float(page["budget_usd"]), page["coverage"], page["year"], page["idf_region"], page["fund"], page["url"],
        )  # fmt: skip
        assert [other.id for other in one.related] == ([page["related_project_id"]] if page["related_project_id"] else [])


def test_twins_name_each_other() -> None:
    held = {project.id: project for project in bundled(SHELF)}
    assert held["NC.0090"].related[0].id == "NC.0092"
    assert held["NC.0092"].related[0].id == "NC.0090"
    assert held["NC.0090"].related[0].kind == "twin"


def test_a_date_without_a_year_stays_without_one() -> None:
    assert [event.start for _, event in timeline(SHELF) if not event.start.startswith("20")] == ["07-19", "08-08", "04-05"]
    assert len(timeline(SHELF)) == 14


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ({}, "exactly one project, found 0"),
        ({"project": [{"id": "A"}]}, "title must not be blank"),
        ({"project": [{"id": "A", "title": "Ice", "status": "running"}]}, "'running' is no status"),
        ({**WHOLE, "budget": [{"start": "2022", "end": "2024", "amount": 1.0, "currency": "USD"}]}, "covers more than a year"),
        ({**WHOLE, "budget": [{"start": "2022", "end": "2022", "amount": 1.0, "currency": "dollars"}]}, "is no currency"),
        ({**WHOLE, "result": [{"indicator": "I1", "value": 1.0, "source": "list"}]}, "is no indicator of the sheet"),
        ({**WHOLE, "indicator": [{"id": "I1", "result": "O", "title": "Ice"}]}, "measures 'O', which is no line of its logframe"),
        ({**WHOLE, "logframe": [{"id": "O", "level": "output", "title": "Ice", "under": "X"}]}, "stands under 'X'"),
        ({**WHOLE, "spending": [{"on": "soon", "amount": 1.0, "currency": "USD"}]}, "write a day such as 2024-06-30"),
    ],
)
def test_what_no_project_may_hold_is_refused_in_one_sentence(rows: dict[str, list[dict[str, str | float]]], said: str) -> None:
    with pytest.raises(BadData, match=said) as refused:
        project_of(rows, "a.xlsx")
    assert str(refused.value).startswith("a.xlsx: ")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"target_value": 5.0}, "a number needs its source"),
        ({"target_value": 5.0, "target_from": 4.0, "target_source": "plan"}, "a range needs its value and both ends"),
        (
            {"target_value": 5.0, "target_from": 6.0, "target_to": 7.0, "target_source": "plan"},
            "the value 5 does not lie between its ends, 6 and 7",
        ),
        ({"run_country": "KAZ"}, "needs its country and its indicator"),
    ],
)
def test_a_number_has_a_source_and_a_range_in_order(cells: dict[str, str | float], said: str) -> None:
    line: dict[str, str | float] = {"id": "O", "level": "output", "title": "Ice"}
    with pytest.raises(BadData, match=said):
        project_of({**WHOLE, "logframe": [line], "indicator": [{"id": "I", "result": "O", "title": "Ice", **cells}]}, "a")


def test_claims_may_be_parted_by_commas() -> None:
    line: dict[str, str | float] = {
        "id": "O",
        "level": "output",
        "title": "Ice",
        "claims": "KAZ:hazards.aad, KAZ:glaciers.left;ECU:a",
    }
    assert project_of({**WHOLE, "logframe": [line]}, "a").results[0].claims == ("KAZ:hazards.aad", "KAZ:glaciers.left", "ECU:a")


def test_every_choice_and_every_needed_column_is_a_column() -> None:
    assert all(name in PARTS[part] for part, name in CHOICES)
    assert all(set(names) <= set(PARTS[part]) for part, names in NEEDED.items())
    assert [number(name) for name in ("amount", "baseline_from", "run_level_c", "title")] == [True, True, True, False]
