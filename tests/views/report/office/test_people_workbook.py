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


def test_needs_add_up_over_institutions(tmp_path: Path) -> None:
    told = [Need("1", "A", "policy", "3", ""), Need("2", "B", "policy", "1", ""), Need("3", "B", "policy", "1", "")]
    write_needs(needs_of(told), "en", MADE, tmp_path / "n.xlsx")
    by_institution, by_theme = load_workbook(tmp_path / "n.xlsx").worksheets
    assert [[cell.value for cell in row][2:] for row in by_institution.iter_rows(min_row=2)] == [[1, 1, 0, 0], [2, 0, 0, 2]]
    assert [[cell.value for cell in row] for row in by_theme.iter_rows(min_row=2)] == [
        ["Policies, laws and their gaps", 2, 3, 1, 0, 2]
    ]
