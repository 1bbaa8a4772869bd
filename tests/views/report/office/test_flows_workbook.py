from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from highground.views.report.office.flows_workbook import sheets, write

LINE = (2022, "A", "=B", "Alpha", "Beta", 3, 4, None, None, 2.5)


def document(**more: Any) -> dict[str, Any]:
    return {
        "made_on": "2026-11-25", "file": "t.csv", "sha256": "ab", "kind": "fit", "distances": "the table", "rows": 2, "said": ["One year."],
        "refused": [{"row": 3, "about": "A to A", "reason": "stays"}], "errors": "by origin",
        "coefficients": [{"name": "log km", "estimate": -1.3, "standard_error": 0.1, "low": -1.5, "high": -1.1}],
        "in_space": {"d2": 0.9, "pseudo_r2": 0.8, "srmse": 0.3, "sorensen": 0.7}, "in_time": None, "unseen_years": None,
    } | more  # fmt: skip


def test_the_workbook_holds_estimates_pairs_and_refusals(tmp_path: Path) -> None:
    write(document(), [LINE], tmp_path / "flows.xlsx")
    book = load_workbook(tmp_path / "flows.xlsx")
    assert book.sheetnames == ["About", "Coefficients", "Measures", "Pairs", "Refused"]
    cells = [cell.value for row in book["Pairs"].iter_rows() for cell in row]
    assert "=B" in cells
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)
    assert -1.3 in [cell.value for row in book["Coefficients"].iter_rows() for cell in row]


def test_a_sheet_without_lines_is_left_out() -> None:
    made = sheets(document(refused=[], coefficients=[], in_space=None), [])
    assert [sheet.name for sheet in made] == ["About"]


def test_too_many_pairs_are_left_to_the_csv() -> None:
    made = {sheet.name: sheet for sheet in sheets(document(), [LINE] * 20_001)}
    assert "Pairs" not in made
    assert any("20,001 rows of pairs are in flows.csv" in str(line) for line in made["About"].lines)
