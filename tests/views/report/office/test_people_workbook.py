from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from highground.basis.stakeholder import THEMES, Need, Person
from highground.catalogue.store.records import Kept
from highground.response.capacity.people.register import needs_of
from highground.views.report.office.people_workbook import write_needs, write_register

MADE = datetime(2026, 5, 1)


@pytest.mark.parametrize("lang", ["en", "ru", "kk", "es"])
def test_the_register_offers_themes_and_writes_a_formula_as_text(tmp_path: Path, lang: str) -> None:
    person = Person("p-1", "=HYPERLINK(1)", "Ministry", "", "", "2026-05-01", "training")
    write_register({"person": [Kept(person, 3, "desk", "")]}, lang, MADE, tmp_path / "p.xlsx")
    pages = load_workbook(tmp_path / "p.xlsx").worksheets
    assert [cell.value for cell in pages[1][2]] == [
        "#person+id",
        "#person+name",
        "#person+institution",
        "#person+role",
        "#person+contact",
        "#person+consent_on",
        "#person+consent_for",
        "#person+version",
    ]
    assert (pages[1]["B3"].data_type, pages[1]["H3"].value) == ("s", 3)
    lists = {rule.formula1 for rule in pages[3].data_validations.dataValidation}
    assert f'"{",".join(THEMES)}"' in lists


def test_long_names_and_institutions_wrap_and_are_not_cut(tmp_path: Path) -> None:
    person = Person("p-1", "Нұрмұхамбетова-Жұмағұлова " * 3, "Министрлік " * 9, "бас маман " * 6, "a" * 60, "2026-05-01", "x")
    need = Need("n-1", "Министрлік " * 9, "policy", "1", "words")
    kept = {"person": [Kept(person, 1, "desk", "")], "need": [Kept(need, 1, "desk", "")]}
    write_register(kept, "kk", MADE, tmp_path / "p.xlsx")
    pages = load_workbook(tmp_path / "p.xlsx").worksheets
    assert all(pages[at][cell].alignment.wrap_text for at, cell in ((1, "B3"), (1, "C3"), (1, "D3"), (1, "E3"), (3, "B3")))
    write_needs(needs_of([need]), "kk", MADE, tmp_path / "n.xlsx")
    assert load_workbook(tmp_path / "n.xlsx").worksheets[0]["A2"].alignment.wrap_text


def test_needs_add_up_over_institutions(tmp_path: Path) -> None:
    told = [Need("1", "A", "policy", "3", ""), Need("2", "B", "policy", "1", ""), Need("3", "B", "policy", "1", "")]
    write_needs(needs_of(told), "en", MADE, tmp_path / "n.xlsx")
    by_institution, by_theme = load_workbook(tmp_path / "n.xlsx").worksheets
    assert [[cell.value for cell in row][2:] for row in by_institution.iter_rows(min_row=2)] == [[1, 1, 0, 0], [2, 0, 0, 2]]
    assert [[cell.value for cell in row] for row in by_theme.iter_rows(min_row=2)] == [
        ["Policies, laws and their gaps", 2, 3, 1, 0, 2]
    ]
