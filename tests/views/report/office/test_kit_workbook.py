from pathlib import Path

import pytest
from openpyxl import load_workbook

from highground.basis.estimate import honest
from highground.basis.settings import LANGS
from highground.catalogue.runs import Run
from highground.views.report.office.kit_workbook import write

from .kit_numbers import telling_of

Pair = tuple[Run, Run]


@pytest.mark.parametrize("lang", LANGS)
def test_the_labs_are_sheets_to_work_in_without_formulas_and_answers(pilots: Pair, tmp_path: Path, lang: str) -> None:
    telling = telling_of(pilots[0], lang)
    write(telling, tmp_path / "one.xlsx")
    book = load_workbook(tmp_path / "one.xlsx")
    assert len(book.sheetnames) == 10  # about, eight exercises, the units
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    texts = {str(cell.value) for cell in cells}
    assert telling.say(telling.exercises()[1].items[0].answer) not in texts
    assert telling.say(telling.exercises()[1].items[0].ask) in texts


def test_the_units_of_the_lab_have_the_numbers_of_the_run(pilots: Pair, tmp_path: Path) -> None:
    write(telling_of(pilots[0], "en"), tmp_path / "one.xlsx")
    sheet = load_workbook(tmp_path / "one.xlsx")["Units"]
    heads = [cell.value for cell in sheet[1]]
    at = heads.index("Displacements a year: middle") + 1
    held = pilots[0].evidence
    rows = held[(held["indicator"] == "unit_displacement") & (held["group"].fillna("") == "") & (held["place"] != "KAZ")]
    known = rows[rows["status"] == "value"]
    first = known.loc[known["mid"].astype(float).idxmax()]
    assert [sheet.cell(2, at + shift).value for shift in (-1, 0, 1)] == list(honest(first["low"], first["mid"], first["high"]))
    assert sheet.max_row == 1 + len(known)
    assert "Share of draws among the first five" in heads  # one number, not three times the same


def test_the_sheet_ranks_by_no_digit_that_paper_does_not_print(pilots: Pair, tmp_path: Path) -> None:
    telling = telling_of(pilots[1], "en")
    write(telling, tmp_path / "one.xlsx")
    sheet = load_workbook(tmp_path / "one.xlsx")["Units"]
    at = [cell.value for cell in sheet[1]].index("People in mountains: middle")
    people = [row[at] for row in sheet.iter_rows(min_row=2, values_only=True) if row[at] != ""]
    assert len(people) > 15
    assert all(float(str(number)).is_integer() for number in people)
