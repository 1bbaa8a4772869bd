import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from highground.basis.errors import BadData
from highground.basis.project import STATUSES, BudgetLine, Project
from highground.basis.settings import LANGS
from highground.catalogue.projects.book import read_filled, read_project
from highground.catalogue.projects.facts import bundled
from highground.catalogue.projects.rows import CHOICES, PARTS
from highground.catalogue.shelf import Shelf
from highground.views.report.alphabet.words import Words
from highground.views.report.office.projects_template import label, spoken, write

KAZ = bundled(Shelf())[0]


@pytest.mark.parametrize("lang", LANGS)
def test_the_bundled_project_comes_back_in_every_language(lang: str, tmp_path: Path) -> None:
    write(KAZ, lang, tmp_path / "p.xlsx", "2026-11-25")
    assert read_filled(tmp_path / "p.xlsx", spoken())[0] == KAZ


@pytest.mark.parametrize("lang", LANGS)
def test_a_choice_is_offered_and_read_in_the_words_of_the_language(lang: str, tmp_path: Path) -> None:
    words = Words(lang, "projects")
    write(replace(KAZ, status="finalising"), lang, tmp_path / "p.xlsx", "2026-11-25")
    page = load_workbook(tmp_path / "p.xlsx")[words.t("Project")]
    assert page["C5"].value == words.t("being closed")
    offered = [str(one.formula1) for one in page.data_validations.dataValidation if "C5" in str(one.sqref)]
    assert offered == ['"' + ",".join(map(words.t, STATUSES.values())) + '"']
    assert read_filled(tmp_path / "p.xlsx", spoken())[0].status == "finalising"


@pytest.mark.parametrize("lang", LANGS)
def test_the_words_of_a_choice_fit_into_a_list_of_a_spreadsheet(lang: str) -> None:
    for key, choices in CHOICES.items():
        said = [Words(lang, "projects").t(text) for text in choices.values()]
        assert len(",".join(said)) <= 255, key
        assert not any(sign in text for text in said for sign in ',"'), key


def test_no_word_of_any_language_means_two_things() -> None:
    for key, choices in CHOICES.items():
        meant = [(Words(lang, "projects").t(text).casefold(), code) for lang in LANGS for code, text in choices.items()]
        assert len({word for word, _ in meant}) == len(set(meant)), key
        assert all(word not in choices or word == code for word, code in meant), key


@pytest.mark.parametrize(
    ("entry", "status"),
    [("Active", "active"), (" BEING  closed ", "finalising"), ("Finalising", "finalising"), ("жүріп жатыр", "active")],
)
def test_a_word_is_read_whatever_its_capitals_and_language(entry: str, status: str, tmp_path: Path) -> None:
    assert read_filled(changed(tmp_path, "Project", "C5", entry), spoken())[0].status == status


def test_the_same_project_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write(KAZ, "ru", tmp_path / name, "2026-11-25")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_every_column_has_a_name(tmp_path: Path) -> None:
    assert all(label(name, Words("en")) for fields in PARTS.values() for name in fields)
    assert label("baseline_from", Words("en")) == "Baseline: low end"
    assert label("from", Words("ru", "projects")) == "Нижний конец"
    assert label("run_level_c", Words("ru", "projects")).endswith("глобальное потепление, °C")
    assert [label("start", Words("en"), part) for part in ("project", "budget", "event")] == [
        "Planned start",
        "From (day, month or year) *",
        "From (day, month or year) *",
    ]


def changed(tmp_path: Path, sheet: str, cell: str, value: object) -> Path:
    write(KAZ, "en", tmp_path / "p.xlsx", "2026-11-25")
    book = load_workbook(tmp_path / "p.xlsx")
    book[sheet][cell] = value
    book.save(tmp_path / "p.xlsx")
    return tmp_path / "p.xlsx"


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "said"),
    [
        ("Project", "C3", "=1+1", "holds a formula"),
        ("Project", "C11", "much", "'much' is no number"),
        ("Project", "C11", "250,000", "may be thousands or a decimal"),
        ("Project", "C11", "1.250", "may be thousands or a decimal"),
        ("Project", "C11", "٢٥", "is no number"),
        ("Project", "C5", "running", "'running' is no status"),
        ("Project", "A3", "#project+colour", "which no project has"),
        ("Project", "A4", "#project+title", "gives title a second time"),
        ("Events", "Z5", "stray", "carries no tag"),
        ("Budget", "A2", "#budget+colour", "unknown here or stands twice"),
        ("Spending", "A3", True, "yes-or-no sign"),
    ],
)
def test_a_cell_that_cannot_be_is_refused_where_it_stands(tmp_path: Path, sheet: str, cell: str, value: object, said: str) -> None:
    with pytest.raises(BadData, match=said) as refused:
        read_project(changed(tmp_path, sheet, cell, value))
    assert str(refused.value).startswith("p.xlsx")


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("250 000", 250_000.0),
        ("1250,50", 1250.5),
        ("0,125", 0.125),
        ("−5.25", -5.25),
        ("1000,000", 1000.0),
        ("1e3", 1000.0),
        ("118.250,75", 118_250.75),
        ("−1,118,250.5", -1_118_250.5),
        (7, 7.0),
    ],
)
def test_a_number_that_is_typed_as_text_is_read_where_it_has_one_meaning(tmp_path: Path, cell: object, read: float) -> None:
    assert read_project(changed(tmp_path, "Project", "C11", cell)).budget == read


def test_the_state_that_a_workbook_was_made_from_comes_back_with_it(tmp_path: Path) -> None:
    write(KAZ, "kk", tmp_path / "p.xlsx", "2026-11-25", "7 2026-11-25T09:00:00.000Z")
    assert read_filled(tmp_path / "p.xlsx", spoken()) == (KAZ, "7 2026-11-25T09:00:00.000Z")
    write(KAZ, "kk", tmp_path / "q.xlsx", "2026-11-25")
    assert read_filled(tmp_path / "q.xlsx", spoken()) == (KAZ, "")


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    project = Project("A", "=HYPERLINK(1)", note="@x", start="2022")
    write(project, "en", tmp_path / "p.xlsx", "2026-11-25")
    assert load_workbook(tmp_path / "p.xlsx")["Project"]["C3"].data_type == "s"
    assert read_project(tmp_path / "p.xlsx") == project


@pytest.mark.parametrize("text", ["_x0000_", "_x005F_x000D_", "a_x000d_b"])
def test_a_text_that_looks_like_a_sign_of_the_spreadsheet_comes_back(text: str, tmp_path: Path) -> None:
    write(replace(KAZ, type=text), "en", tmp_path / "p.xlsx", "2026-11-25")
    assert read_project(tmp_path / "p.xlsx").type == text


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="there is no file"):
        read_project(tmp_path / "none.xlsx")
    (tmp_path / "a.csv").write_text("x", encoding="utf-8")
    with pytest.raises(BadData, match="read from xlsx and from IATI xml"):
        read_project(tmp_path / "a.csv")
    Workbook().save(tmp_path / "b.xlsx")
    with pytest.raises(BadData, match="no workbook of a project"):
        read_project(tmp_path / "b.xlsx")
    with zipfile.ZipFile(tmp_path / "c.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", b"0" * (300 * 1024**2))
    with pytest.raises(BadData, match="unpacks to more than"):
        read_project(tmp_path / "c.xlsx")


def test_money_is_shown_as_money_and_dates_stay_as_they_are_typed(tmp_path: Path) -> None:
    write(replace(KAZ, budgets=(BudgetLine("2022", "2022", 61_234.5, "USD"),)), "en", tmp_path / "p.xlsx", "2026-11-25")
    book = load_workbook(tmp_path / "p.xlsx")
    assert [book["Project"][cell].number_format for cell in ("C6", "C11")] == ["@", "#,##0.00"]
    assert [book["Budget"][cell].number_format for cell in ("A3", "C3")] == ["@", "#,##0.00"]
