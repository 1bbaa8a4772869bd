from math import isnan
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from highground.research.twins import Twins
from highground.views.report.narrative.mirror_content import pair
from highground.views.report.office import mirror_workbook


@pytest.fixture(scope="module")
def book(twins: Twins, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("mirror") / "mirror.xlsx"
    mirror_workbook.write(twins, "en", path)
    return load_workbook(path)


def test_the_sheets_follow_the_reading_order(book: Workbook) -> None:
    assert book.sheetnames == ["About", "Shared findings", "Side by side", "Not comparable", "Sources", "Definitions"]


def test_every_column_of_the_comparison_has_a_hxl_tag(book: Workbook) -> None:
    page = book["Side by side"]
    tags = [cell.value for cell in page[2]]
    assert all(str(tag).startswith("#") for tag in tags)
    assert len(set(tags)) == len(tags)


def test_numbers_are_stored_in_full_under_both_names(book: Workbook, twins: Twins) -> None:
    page = book["Side by side"]
    columns = {cell.value: cell.column for cell in page[1]}
    rows = {page.cell(row, 1).value: row for row in range(3, page.max_row + 1)}
    middle = columns["Kazakhstan: middle"]
    for number, value in enumerate(twins.table["mid_a"]):
        if pair(number) in rows:
            cell = page.cell(rows[pair(number)], middle)
            assert cell.value is None if isnan(value) else cell.value == pytest.approx(value, rel=1e-14)


def test_no_pair_is_blank_or_zero_on_both_sides(book: Workbook) -> None:
    page = book["Side by side"]
    middles = [cell.column for cell in page[1] if str(cell.value).endswith(("low (5 %)", "high (95 %)"))]
    for row in range(3, page.max_row + 1):
        assert any(page.cell(row, column).value for column in middles)


def test_a_name_is_never_a_formula(book: Workbook) -> None:
    assert all(cell.data_type != "f" for page in book.worksheets for row in page.iter_rows() for cell in row)


def test_the_same_runs_give_the_same_bytes(twins: Twins, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        mirror_workbook.write(twins, "kk", tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
