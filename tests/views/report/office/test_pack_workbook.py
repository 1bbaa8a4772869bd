from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook

from highground.catalogue.runs import Run
from highground.response.policy.pack.cards import TOPICS
from highground.response.policy.pack.made import Pack
from highground.views.report.narrative.pack_content import build
from highground.views.report.office.pack_workbook import sheets, write

Packed = Callable[..., Pack]


def test_the_workbook_holds_every_card_ask_and_objection(packed: Packed, pilots: tuple[Run, Run], tmp_path: Path) -> None:
    made = packed(*pilots)
    write(made, "en", tmp_path / "cards.xlsx")
    book = load_workbook(tmp_path / "cards.xlsx")
    assert book.sheetnames == ["Fact cards", "What we ask", "What others may say", "Sources"]
    assert [len(sheet.lines) for sheet in sheets(build(made, "en"))] == [
        len(made.cards), len(made.asks), len(made.objections), len(made.sources),
    ]  # fmt: skip


def test_a_card_has_its_numbers_as_numbers_and_an_open_sign_no_middle(packed: Packed, pilots: tuple[Run, Run]) -> None:
    made = packed(*pilots)
    cards = sheets(build(made, "en"))[0]
    for card, line in zip(
        sorted(made.cards, key=lambda one: [topic.id for topic in TOPICS].index(one.topic.id)), cards.lines, strict=True
    ):
        low, mid, high = (card.span[name] for name in ("low", "mid", "high"))
        assert line[3:6] == (low, None if low < 0 < high else mid, high)
    assert len({*sheets(build(made, "en"))[2].headings}) == 4  # no heading twice


def test_no_cell_is_a_formula(packed: Packed, pilots: tuple[Run, Run], tmp_path: Path) -> None:
    write(packed(*pilots, event="=1+1"), "en", tmp_path / "cards.xlsx")
    book = load_workbook(tmp_path / "cards.xlsx")
    assert not any(cell.data_type == "f" for page in book for row in page.iter_rows() for cell in row)
