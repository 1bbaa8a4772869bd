"""The workbook of an evaluation holds numbers, and a sheet for answers reads back as it was written."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from highground.basis.errors import BadData
from highground.catalogue.answers.bank import Bank
from highground.catalogue.answers.read import read_answers
from highground.response.capacity.learning.evaluation import Crossed, Evaluation
from highground.response.capacity.learning.gain import Span
from highground.views.report.narrative.learning_content import build
from highground.views.report.office.learning_workbook import write, write_answers


def test_numbers_are_numbers_and_nothing_is_a_formula(tmp_path: Path, evaluation: Callable[..., Evaluation], bank: Bank) -> None:
    found = evaluation()
    write(build(found, bank, "K", "en", date(2026, 11, 25)), found, datetime(2026, 11, 25), tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    values = {row[0].value: row[1].value for row in book["Numbers"].iter_rows(min_row=2)}
    assert found.gain is not None
    assert values["Gain of the class, %"] == pytest.approx(100 * found.gain.mid)
    assert values["Took both tests"] == 18
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_what_two_orders_of_forms_tell_stands_among_the_numbers(
    tmp_path: Path, evaluation: Callable[..., Evaluation], bank: Bank
) -> None:
    found = replace(evaluation(), crossed=Crossed("A", "B", (9, 9), Span(-0.1, -0.2, 0.0), Span(0.3)))
    write(build(found, bank, "K", "en", date(2026, 11, 25)), found, datetime(2026, 11, 25), tmp_path / "a.xlsx")
    rows = {row[0].value: [cell.value for cell in row[1:]] for row in load_workbook(tmp_path / "a.xlsx")["Numbers"].iter_rows()}
    assert rows["Form B easier than form A, points"] == [-10, -20, 0]
    assert rows["Change without a difference between the forms, points"] == [30, None, None]


@pytest.mark.parametrize("lang", ["en", "ru", "kk", "es"])
def test_every_form_has_its_sheet_and_no_question_is_cut(
    tmp_path: Path, lang: str, evaluation: Callable[..., Evaluation], bank: Bank
) -> None:
    found = evaluation(forms="AA")
    write(build(found, bank, "K", lang, date(2026, 11, 25)), found, datetime(2026, 11, 25), tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    assert len({name for name in book.sheetnames if name.endswith(", A")}) == 3
    counts = [row for row in book.worksheets[1].iter_rows(min_row=2) if row[2].value is None]
    assert [row[1].number_format for row in counts] == ["0"] * 3
    for sheet in book.worksheets[3:]:
        column = next(cell.column_letter for cell in sheet[2] if "A0" in str(cell.value))  # the words of a question
        assert sheet.column_dimensions[column].width >= 60
        assert sheet[f"{column}2"].alignment.wrap_text
        assert all(cell.alignment.wrap_text for cell in sheet[2] if len(str(cell.value)) > 34)


@pytest.mark.parametrize("lang", ["en", "ru", "kk", "es"])
def test_a_sheet_that_was_filled_is_read_in_every_language(tmp_path: Path, lang: str, bank: Bank) -> None:
    path, forms = tmp_path / "a.xlsx", {name: [one.id for one in asks] for name, asks in bank.forms.items()}
    write_answers("B", bank.forms["B"], lang, datetime(2026, 11, 25), path)
    with pytest.raises(BadData, match="nobody's answers"):
        read_answers(path, forms)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    assert sheet.cell(2, 3).number_format == "@"
    for column, value in enumerate(["p7", "B", "A", "B", None, "A", "A", "B"], 1):
        sheet.cell(2, column).value = value
    book.save(path)
    filled = read_answers(path, forms)
    assert (filled[0].form, filled[0].participant, list(filled[0].given.values())) == ("B", "P7", ["A", "B", "", "A", "A", "B"])
