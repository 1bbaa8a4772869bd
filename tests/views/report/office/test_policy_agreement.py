"""The workbook of agreement: what it allows, and disagreements that come back with their decisions."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from highground.basis.policy import Code, Text, TextPassage, code_id, passage_id
from highground.basis.settings import LANGS
from highground.catalogue.codes.book import codebook
from highground.catalogue.codes.workbook import read_lines
from highground.catalogue.shelf import Shelf
from highground.response.policy.agreement import Measure
from highground.response.policy.coders import decisions, disagreements, measured
from highground.response.policy.coding import Library
from highground.views.report.alphabet.words import Words
from highground.views.report.office.policy_agreement import Agreement, verdict, write

BOOK = codebook(Shelf())
TODAY = date(2026, 11, 25)
TEXT = Text("1234567890123456", "plan.pdf", "pdf", "1" * 64, "en", title="A plan")
LIBRARY = Library.of(
    [TEXT], [TextPassage(passage_id(TEXT.id, n), TEXT.id, n, n, "", f"=The people of valley {n} move.") for n in (1, 2)]
)


def code(number: int, coder: str, strength: str, framing: str) -> Code:
    values = {"hg_strength": strength, "hg_framing": framing}
    return Code(
        code_id(TEXT.id, number, "migration", coder),
        TEXT.id,
        number,
        "migration",
        number,
        "",
        values,
        "en",
        coder,
        "2026-11-20",
        "confirmed",
        "yes",
    )


CODES = [code(1, "one", "3", "risk"), code(1, "=two", "2", "risk"), code(2, "one", "1", "rights"), code(2, "=two", "1", "rights")]


def _written(folder: Path, lang: str) -> Path:
    path = folder / "agreement.xlsx"
    found = Agreement(measured(CODES, BOOK), disagreements(CODES, BOOK), (), LIBRARY, BOOK, datetime(2026, 11, 25))
    write(found, lang, path)
    return path


@pytest.mark.parametrize("lang", LANGS)
def test_a_decision_written_into_the_workbook_is_read_back(tmp_path: Path, lang: str) -> None:
    path = _written(tmp_path, lang)
    book = load_workbook(path)
    page = book.worksheets[3]
    places = {str(cell.value): cell.column for cell in page[2]}
    assert page.max_row == 3  # one disagreement: the strength in the first passage
    label = next(field for field in BOOK.fields if field.id == "hg_strength").values["4"][lang]
    for name, said in (("decided", label), ("by", "panel"), ("why", "=read again")):
        cell = page.cell(3, places[f"#settle+{name}"], said)
        cell.data_type = "s"
    book.save(path)
    (made,) = decisions(read_lines(path), BOOK, disagreements(CODES, BOOK), TODAY)
    assert (made.decided, made.by, made.why, made.said) == ("4", "panel", "=read again", {"=two": "2", "one": "3"})


def test_nothing_in_the_workbook_is_a_formula(tmp_path: Path) -> None:
    book = load_workbook(_written(tmp_path, "ru"))
    assert [page.title for page in book.worksheets][2:] == ["Пары кодировщиков", "Расхождения", "Журнал решений"]
    assert not any(cell.data_type == "f" for page in book.worksheets for row in page.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        (Measure(0.9, 0.82, 0.95, 50), "safe conclusions"), (Measure(0.9, 0.7, 0.99, 50), "tentative conclusions only"),
        (Measure(0.9, 0.3, 0.99, 50), "no conclusions"), (Measure(None, units=9), "not defined"), (Measure(0.9, units=3), "too few passages"),
    ],
)  # fmt: skip
def test_what_an_alpha_allows_is_told_by_the_lower_end(measure: Measure, said: str) -> None:
    assert verdict(measure, Words("en", "policy")).startswith(said)
