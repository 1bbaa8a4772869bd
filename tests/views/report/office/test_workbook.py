import re
import zipfile
from dataclasses import replace
from math import isnan
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from highground.basis.indicators import INDICATORS
from highground.catalogue.runs import Run
from highground.views.report.alphabet.words import Words
from highground.views.report.office import workbook

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "|x",
    "#N/A",
    "=cmd|' /C calc'!A0",
    "a\x00b\x0bc",
)


@pytest.fixture(scope="module")
def written(sample_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "data.xlsx"
    workbook.write(sample_run, "en", path)
    return path


def test_the_sheets_follow_the_reading_order(written: Path) -> None:
    names = load_workbook(written).sheetnames
    assert names == [
        "About",
        "Findings",
        "Evidence",
        "Regions",
        "Hazards",
        "Regions in rank",
        "Mobility by level",
        "Mobility by path",
        "Mobility by region",
        "Flows between regions",
        "Sensitivity",
        "Sources",
        "Method",
        "Definitions",
    ]


def test_every_evidence_row_is_there_in_full_precision(written: Path, sample_run: Run) -> None:
    page = load_workbook(written)["Evidence"]
    columns = {page.cell(1, column).value: column for column in range(1, page.max_column + 1)}
    assert page.max_row == len(sample_run.evidence) + 2
    for number, row in enumerate(sample_run.evidence.to_dict("records")):
        for heading, key in (("Low (5 %)", "low"), ("Middle", "mid"), ("High (95 %)", "high")):
            value = page.cell(number + 3, columns[heading]).value
            assert value is None if isnan(row[key]) else value == pytest.approx(row[key], rel=1e-14)  # Excel keeps 15 figures


def test_a_blank_is_explained_and_never_zero(written: Path) -> None:
    page = load_workbook(written)["Evidence"]
    columns = {page.cell(1, column).value: column for column in range(1, page.max_column + 1)}
    blanks = [row for row in page.iter_rows(min_row=3) if row[columns["Middle"] - 1].value is None]
    assert blanks
    assert {row[columns["Status"] - 1].value for row in blanks} <= {"not reported", "not applicable"}
    assert all(row[columns[key] - 1].value is None for row in blanks for key in ("Low (5 %)", "High (95 %)"))


@pytest.mark.parametrize("name", ["Evidence", "Regions"])
def test_the_second_row_holds_hxl_tags(written: Path, name: str) -> None:
    tags = [cell.value for cell in load_workbook(written)[name][2]]
    assert all(re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z0-9_]+)*", str(tag)) for tag in tags)  # HXL 1.1, hashtag syntax
    assert len(set(tags)) == len(tags)


def test_sorting_leaves_headings_and_tags_in_place(written: Path) -> None:
    page = load_workbook(written)["Evidence"]
    assert page.freeze_panes == "C3"
    assert page.auto_filter.ref == f"A2:T{page.max_row}"
    assert not page.merged_cells.ranges


def test_definitions_name_every_indicator(written: Path) -> None:
    page = load_workbook(written)["Definitions"]
    assert {row[4].value for row in page.iter_rows(min_row=2)} == {indicator.id for indicator in INDICATORS}


def test_numbers_show_the_digit_that_the_range_supports(written: Path, sample_run: Run) -> None:
    page = load_workbook(written)["Evidence"]
    found = {(row[16].value, row[4].value): row[7].number_format for row in page.iter_rows(min_row=3) if row[7].value is not None}
    assert found["people_place", None] == "#,##0"
    assert found["mountain_warming", 2] == "#,##0.0"  # 2.5 to 3.7: half the range is 0.6, one decimal
    assert found["level_year", 2] == "0"


def test_hostile_names_stay_text(sample_run: Run, tmp_path: Path) -> None:
    units = sample_run.units.copy()
    units["name"] = [HOSTILE[number % len(HOSTILE)] for number in range(len(units))]
    cards = tuple(replace(card, title=name, caveat=name) for card, name in zip(sample_run.sources, HOSTILE, strict=False))
    path = tmp_path / "hostile.xlsx"
    workbook.write(replace(sample_run, units=units, sources=cards), "en", path)
    book = load_workbook(path)
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type in "fe"]
    risky = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(workbook.RISKY)]
    assert len(risky) > len(HOSTILE)
    assert all(cell.quotePrefix for cell in risky)
    with zipfile.ZipFile(path) as archive:
        assert not any(re.search(rb"<f[ >]", archive.read(name)) for name in archive.namelist() if "worksheets" in name)


@pytest.mark.parametrize("value", [None, float("nan"), float("inf")])
def test_no_number_leaves_the_cell_empty(value: float | None) -> None:
    cell = Workbook().create_sheet().cell(1, 1)
    workbook.put(cell, value)
    assert cell.value is None


def test_sheet_names_are_ones_that_excel_opens() -> None:
    taken: list[str] = []
    for wanted in ("Ответы: что/как?", "Ответы: что/как?", "x" * 60, "x" * 60, "", "'a'", "[b]*"):
        taken.append(workbook.sheet_name(wanted, taken))
    assert len({name.lower() for name in taken}) == len(taken)
    assert all(0 < len(name) <= 31 and not set("[]:*?/\\") & set(name) for name in taken)


@pytest.mark.parametrize("lang", ["ru", "kk", "es"])
def test_each_language_has_its_own_workbook(sample_run: Run, lang: str, tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    workbook.write(sample_run, lang, path)
    book = load_workbook(path)
    assert book.properties.language.startswith(lang)
    assert sample_run.about["names"][lang] in {row[1].value for row in book.worksheets[0].iter_rows()}
    assert all(len(name) <= 31 for name in book.sheetnames)
    if not Words(lang).reviewed:
        notice = Words(lang).t("This translation has not been reviewed yet. The English text prevails.")
        assert notice in {row[1].value for row in book.worksheets[0].iter_rows()}


def test_the_same_run_gives_the_same_bytes(sample_run: Run, written: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    workbook.write(sample_run, "en", again)
    assert again.read_bytes() == written.read_bytes()
