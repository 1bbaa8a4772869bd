import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from highground.basis.errors import BadData
from highground.catalogue.events import xlsx_door
from highground.catalogue.events.xlsx_door import read_pages, read_xlsx

Maker = Callable[..., Path]

ROWS: list[list[object]] = [
    ["Сводка за 2023 год"],
    ["Дата", "Опасность", "Эвакуировано"],
    ["26.03.2023", "сель", 120],
    ["27.03.2023", "оползень", None],
]


def with_part(path: Path, name: str, body: bytes) -> Path:
    """The workbook with one more part in its archive."""
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, body)
    return path


def test_the_sheet_with_headings_is_read_cell_by_cell(xlsx_file: Maker) -> None:
    sheet = read_xlsx(xlsx_file(ROWS))
    assert sheet.lines[2] == (3, ("26.03.2023", "сель", 120))
    assert sheet.said == ()


def test_hidden_sheets_are_named_and_not_read(xlsx_file: Maker) -> None:
    def hide(book: Workbook) -> None:
        book.create_sheet("old").append(["Дата", "Опасность"])
        book["old"].append(["2022", "сель"])
        book["old"].sheet_state = "hidden"

    sheet = read_xlsx(xlsx_file(ROWS, hide))
    assert [str(remark) for remark in sheet.said] == ["Hidden sheets were not read: old."]


def test_two_tables_in_one_workbook_need_a_name(xlsx_file: Maker) -> None:
    def second(book: Workbook) -> None:
        page = book.create_sheet("2024")
        for row in ROWS:
            page.append(row)

    path = xlsx_file(ROWS, second)
    with pytest.raises(BadData, match="--sheet"):
        read_xlsx(path)
    assert read_xlsx(path, "2024").name.endswith("sheet 2024")
    with pytest.raises(BadData, match="no sheet 'x'"):
        read_xlsx(path, "x")


def merge(area: str) -> Callable[[Workbook], None]:
    return lambda book: book.worksheets[0].merge_cells(area)


@pytest.mark.parametrize("area", ["A2:B2", "A1:A2", "A3:A4"])
def test_merged_cells_in_headings_or_rows_are_refused(xlsx_file: Maker, area: str) -> None:
    with pytest.raises(BadData, match=f"{area}.*merged"):
        read_xlsx(xlsx_file(ROWS, merge(area)))


def test_a_merged_title_above_the_headings_does_no_harm(xlsx_file: Maker) -> None:
    assert len(read_xlsx(xlsx_file(ROWS, merge("A1:C1"))).lines) == 4


def test_a_formula_is_refused_with_its_cell(xlsx_file: Maker) -> None:
    with pytest.raises(BadData, match="C5 holds a formula"):
        read_xlsx(xlsx_file([*ROWS, ["Итого", None, "=SUM(C3:C4)"]]))


@pytest.mark.parametrize(
    ("part", "what"), [("xl/vbaProject.bin", "macros"), ("xl/externalLinks/externalLink1.xml", "links to other files"), ("xl/embeddings/a.bin", "embedded files")]
)  # fmt: skip
def test_macros_links_and_embedded_files_are_refused(xlsx_file: Maker, part: str, what: str) -> None:
    with pytest.raises(BadData, match=what):
        read_xlsx(with_part(xlsx_file(ROWS), part, b"x"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_entities_are_refused_before_anything_is_opened(xlsx_file: Maker, encoding: str) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)
    with pytest.raises(BadData, match="entities"):
        read_xlsx(with_part(xlsx_file(ROWS), "xl/more.xml", bomb))


def test_an_archive_that_unpacks_to_too_much_is_refused(xlsx_file: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_door, "MOST_BYTES", 1000)
    with pytest.raises(BadData, match="unpacks to more than"):
        read_xlsx(xlsx_file(ROWS))


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 not whole")
    with pytest.raises(BadData, match="not a whole xlsx"):
        read_xlsx(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "b")
    with pytest.raises(BadData, match="not an xlsx"):
        read_xlsx(path)


def test_a_workbook_without_known_headings_says_what_to_do(xlsx_file: Maker) -> None:
    with pytest.raises(BadData, match="HXL"):
        read_xlsx(xlsx_file([["a", "b"], [1, 2]]))


def test_formats_far_below_and_beside_the_table_are_no_rows(xlsx_file: Maker) -> None:
    def far(book: Workbook) -> None:
        book.worksheets[0].cell(300_000, 500).number_format = "0.00"

    sheet = read_xlsx(xlsx_file(ROWS, far))
    assert [number for number, _ in sheet.lines] == [1, 2, 3, 4]
    assert {len(cells) for _, cells in sheet.lines} == {3}


def test_what_is_wrong_below_the_headings_is_said_and_not_that_there_are_none(xlsx_file: Maker) -> None:
    with pytest.raises(BadData, match="headings stand in two"):
        read_xlsx(
            xlsx_file([["Дата", "Опасность", "Эвакуировано", None], [None, None, "семей", "человек"], ["2023", "сель", 5, 20]])
        )


def test_all_visible_sheets_are_read_behind_the_same_checks(xlsx_file: Maker) -> None:
    def more(book: Workbook) -> None:
        book.create_sheet("second").append(["a", 1])
        book.create_sheet("blank")
        book.create_sheet("old").append(["b"])
        book["old"].sheet_state = "hidden"

    pages = read_pages(xlsx_file(ROWS, more))
    assert list(pages) == ["Sheet", "second"]
    assert pages["second"].lines == ((1, ("a", 1)),)
    with pytest.raises(BadData, match="formula"):
        read_pages(xlsx_file([["=A1"]]))


@given(place=st.floats(0.0, 1.0), byte=st.integers(0, 255))
@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_workbook_with_one_damaged_byte_is_read_or_refused_in_a_sentence(xlsx_file: Maker, place: float, byte: int) -> None:
    whole = xlsx_file(ROWS)
    torn = bytearray(whole.read_bytes())
    torn[int(place * (len(torn) - 1))] ^= byte or 1
    path = whole.with_name("torn.xlsx")
    path.write_bytes(torn)
    with suppress(BadData):
        read_pages(path)
