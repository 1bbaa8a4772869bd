"""The workbook of a coder: what goes out comes back the same, in each language, whatever people write."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from highground.basis.policy import Code, Text, TextPassage, code_id, passage_id
from highground.basis.settings import LANGS
from highground.catalogue.codes.book import codebook
from highground.catalogue.codes.workbook import read_lines
from highground.catalogue.shelf import Shelf
from highground.response.policy.coding import Library, answers, to_answer
from highground.views.report.office.policy_workbook import Task, write, write_codebook

BOOK = codebook(Shelf())
TODAY = date(2026, 11, 25)
TEXT = Text("1234567890123456", "plan.pdf", "pdf", "1234567890123456" + "0" * 48, "en", title="=A plan")
LIBRARY = Library.of(
    [TEXT], [TextPassage(passage_id(TEXT.id, n), TEXT.id, n, n, "", f"The people of valley {n} move.") for n in (1, 2, 3)]
)
MADE = datetime(2026, 11, 25)


def code(number: int, theme: str, **given: object) -> Code:
    base = Code(
        code_id(TEXT.id, number, theme, "one"),
        TEXT.id,
        number,
        theme,
        number or None,
        "",
        {},
        "en",
        "one",
        "2026-11-20",
        "confirmed",
        "yes",
    )
    return replace(base, **given)  # type: ignore[arg-type]


def suggested(number: int, theme: str) -> Code:
    return code(
        number,
        theme,
        id=code_id(TEXT.id, number, theme, "highground"),
        coder="highground",
        status="suggested",
        present="",
        quote="x",
    )


def cells(path: Path) -> list[list[tuple[object, ...]]]:
    book = load_workbook(path)
    return [list(page.iter_rows(values_only=True)) for page in book.worksheets]


def values(words: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    fields = {field.id: st.sampled_from(sorted(field.values)) if field.closed else words for field in BOOK.asked("passage")}
    return st.fixed_dictionaries({}, optional=fields)


WORDS = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), min_size=1, max_size=30).map(str.strip).filter(bool)


@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from([theme.id for theme in BOOK.themes]), values(WORDS), WORDS), max_size=4, unique_by=lambda one: one[:2]), st.sampled_from(LANGS))  # fmt: skip
@settings(max_examples=25, deadline=None)
def test_export_import_export_gives_the_same_cells(filled: list[tuple[int, str, dict[str, str], str]], lang: str) -> None:
    answered = [code(number, theme, values=given, note=note) for number, theme, given, note in filled]
    rows = to_answer([*answered, suggested(1, "migration"), suggested(2, "mountain")], "one")
    with TemporaryDirectory() as folder:
        first, second = Path(folder, "1.xlsx"), Path(folder, "2.xlsx")
        write(Task(rows, LIBRARY, BOOK, "one", MADE), lang, first)
        back = answers(read_lines(first), BOOK, LIBRARY, TODAY)
        labelled = {one.id: one for one in back}
        for one in answered:  # a word that is a label of the list is taken as the list's value
            assert replace(labelled[one.id], values={}) == replace(one, values={})
        assert len(back) == len(answered)
        write(
            Task(to_answer([*back, suggested(1, "migration"), suggested(2, "mountain")], "one"), LIBRARY, BOOK, "one", MADE),
            lang,
            second,
        )
        assert cells(first)[:3] == cells(second)[:3]


@pytest.mark.parametrize("lang", LANGS)
def test_every_value_of_every_list_comes_back_as_itself(tmp_path: Path, lang: str) -> None:
    for field in BOOK.asked("passage"):
        listed = list(field.values)
        for start in range(0, min(len(listed), 9), 3):
            rows = tuple(code(n, "migration", values={field.id: one}) for n, one in enumerate(listed[start : start + 3], 1))
            path = tmp_path / "1.xlsx"
            write(Task(rows, LIBRARY, BOOK, "one", MADE), lang, path)
            assert answers(read_lines(path), BOOK, LIBRARY, TODAY) == rows


@pytest.mark.parametrize("lang", LANGS)
def test_whole_texts_come_back_too_and_lists_are_offered(tmp_path: Path, lang: str) -> None:
    rows = (code(0, "", page=None, values={"nap_migration": "mentioned", "nap_idps": "1200", "climb_category": "=1+1"}),)
    path = tmp_path / "1.xlsx"
    write(Task(rows, LIBRARY, BOOK, "one", MADE), lang, path)
    assert answers(read_lines(path), BOOK, LIBRARY, TODAY) == rows
    book = load_workbook(path)
    assert len(book.worksheets) == 6
    assert any(rule.type == "list" for rule in book.worksheets[1].data_validations.dataValidation)
    assert not any(cell.data_type == "f" for page in book.worksheets for row in page.iter_rows() for cell in row)


def test_a_text_in_which_nothing_was_suggested_is_asked_about_too(tmp_path: Path) -> None:
    """Else a silent text could never be answered for, and shares would be of texts that speak."""
    silent = replace(TEXT, id="2345678901234567", name="silent.pdf", title="")
    task = Task((suggested(1, "migration"),), Library.of([TEXT, silent], LIBRARY.passages.values()), BOOK, "one", MADE)
    write(task, "en", tmp_path / "1.xlsx")
    assert [row[0] for row in cells(tmp_path / "1.xlsx")[2][2:]] == [TEXT.id, silent.id]


def test_the_same_task_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("1.xlsx", "2.xlsx"):
        write(Task((suggested(1, "migration"),), LIBRARY, BOOK, "one", MADE), "ru", tmp_path / name)
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()


@pytest.mark.parametrize("lang", LANGS)
def test_the_code_book_has_a_row_for_every_field_and_theme(tmp_path: Path, lang: str) -> None:
    write_codebook(BOOK, lang, MADE, tmp_path / "b.xlsx")
    fields, themes, _ = cells(tmp_path / "b.xlsx")
    assert len(fields) == 1 + len(BOOK.fields)
    assert [row[3] for row in themes[1:]] == [theme.id for theme in BOOK.themes]
