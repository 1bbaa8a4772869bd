import pytest
from openpyxl import Workbook, load_workbook

from highground.research.whatif.answer import WhatIf
from highground.views.report.office import whatif_workbook


@pytest.fixture(scope="module")
def book(asked: WhatIf, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("whatif") / "whatif.xlsx"
    whatif_workbook.write(asked, "en", path)
    return load_workbook(path)


def test_every_row_of_the_answer_is_there_in_full(book: Workbook, asked: WhatIf) -> None:
    assert book.sheetnames == ["About", "All measures", "Sources"]
    page = book["All measures"]
    assert page.max_row == len(asked.rows) + 2  # headings and tags
    assert [page.cell(row, 6).value for row in range(3, page.max_row + 1)] == pytest.approx(asked.rows["mid"].tolist(), rel=1e-14)
    tags = [str(cell.value) for cell in page[2]]
    assert all(tag.startswith("#") for tag in tags)
    assert len(set(tags)) == len(tags)


def test_the_question_and_what_is_not_known_come_first(book: Workbook) -> None:
    lines = [str(cell.value) for cell in book["About"]["B"]]
    assert any(line.startswith("What if?") for line in lines)
    assert any("judged, not measured" in line for line in lines)
    assert all(cell.data_type != "f" for page in book.worksheets for row in page.iter_rows() for cell in row)
