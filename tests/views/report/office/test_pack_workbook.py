from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook

from highground.catalogue.runs import Run
from highground.response.policy.pack.made import Pack
from highground.views.report.narrative.pack_content import build
from highground.views.report.office.pack_workbook import sheets, write

Packed = Callable[..., Pack]


def test_the_workbook_holds_every_card_ask_and_objection(packed: Packed, pilots: tuple[Run, Run], tmp_path: Path) -> None:
    made = packed(*pilots)
    write(made, "en", tmp_path / "cards.xlsx")
    book = load_workbook(tmp_path / "cards.xlsx")
    assert book.sheetnames == ["Fact cards", "What we ask", "What others may say"]
    assert [len(sheet.lines) for sheet in sheets(build(made, "en"))] == [len(made.cards), len(made.asks), len(made.objections)]


def test_no_cell_is_a_formula(packed: Packed, pilots: tuple[Run, Run], tmp_path: Path) -> None:
    write(packed(*pilots, event="=1+1"), "en", tmp_path / "cards.xlsx")
    book = load_workbook(tmp_path / "cards.xlsx")
    assert not any(cell.data_type == "f" for page in book for row in page.iter_rows() for cell in row)
