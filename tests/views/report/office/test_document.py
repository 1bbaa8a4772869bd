import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from highground.catalogue.runs import Run
from highground.views.report.narrative import content
from highground.views.report.office import document

HOSTILE = 'a\x00b\x0b </w:t><w:r> & "=1+1"'


@pytest.fixture(scope="module")
def written(sample_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("brief") / "brief.docx"
    document.write(sample_run, "en", path)
    return path


@pytest.fixture(scope="module")
def brief(written: Path) -> Any:
    return Document(str(written))


def test_the_headings_are_those_of_the_content_model(brief: Any, sample_run: Run) -> None:
    report = content.build(sample_run, "en")
    headings = [paragraph.text for paragraph in brief.paragraphs if paragraph.style.name == "Heading 1"]
    wanted = [section.title for section in report.sections] + [report.doubts.title]
    assert [text for text in headings if text in wanted] == wanted
    assert [paragraph.text for paragraph in brief.paragraphs if paragraph.style.name == "Title"] == ["Kazakhstan"]


def test_every_statement_is_printed_with_its_confidence_and_rows(brief: Any, sample_run: Run) -> None:
    bullets = [paragraph.text for paragraph in brief.paragraphs if paragraph.style.name == "List Bullet"]
    report = content.build(sample_run, "en")
    for said in [said for section in report.sections for said in section.statements[: document.CLAIMS]]:
        line = next(text for text in bullets if text.startswith(said.text))
        assert said.confidence in line
        assert f"E{said.rows[0] + 1}" in line


def test_the_page_is_a4(brief: Any) -> None:
    page = brief.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)


def test_pictures_have_alt_text_and_stay_inside_the_text(brief: Any) -> None:
    shown = list(brief.element.body.iter(qn("wp:inline"), qn("wp:anchor")))
    assert len(shown) >= 7
    for picture in shown:
        assert len(picture.find(qn("wp:docPr")).get("descr")) > 20
        assert int(picture.find(qn("wp:extent")).get("cx")) <= Mm(170)


def test_table_heads_are_repeated_and_lines_are_not_cut(brief: Any) -> None:
    tables = [table for table in brief.tables if table.style.name == "Highground Table"]
    assert len(tables) >= 3
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_pages_are_numbered(brief: Any) -> None:
    fields = [field.get(qn("w:instr")) for field in brief.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_no_cell_and_no_line_says_nan(brief: Any) -> None:
    texts = [paragraph.text for paragraph in brief.paragraphs]
    texts += [cell.text for table in brief.tables for row in table.rows for cell in row.cells]
    assert not [text for text in texts if "nan" in text.lower().split() or "None" in text]


@pytest.mark.parametrize(("lang", "tag"), [("ru", "ru-RU"), ("kk", "kk-KZ"), ("es", "es-EC"), ("en", "en-GB")])
def test_spelling_is_checked_in_the_language(sample_run: Run, lang: str, tag: str, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    document.write(sample_run, lang, path)
    brief: Any = Document(str(path))
    tags = {one.get(qn("w:val")) for one in brief.styles.element.iter(qn("w:lang"))}
    assert tags == {tag}
    assert brief.core_properties.language == tag
    assert next(one.text for one in brief.paragraphs if one.style.name == "Title") == sample_run.about["names"][lang]


def test_word_is_told_which_font_replaces_ours(written: Path) -> None:
    with zipfile.ZipFile(written) as archive:
        table = archive.read("word/fontTable.xml").decode()
    assert '<w:font  w:name="Arial"><w:altName w:val="Liberation Sans"/>' in table.replace("\n", "")


def test_hostile_names_are_only_text(sample_run: Run, tmp_path: Path) -> None:
    units = sample_run.units.copy()
    units["name"] = HOSTILE
    cards = tuple(replace(card, citation=HOSTILE, caveat=HOSTILE) for card in sample_run.sources)
    path = tmp_path / "brief.docx"
    document.write(replace(sample_run, units=units, sources=cards), "en", path)
    texts = [paragraph.text for paragraph in Document(str(path)).paragraphs]
    assert any("</w:t><w:r> & " in text for text in texts)


def test_the_same_run_gives_the_same_bytes(sample_run: Run, written: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.docx"
    document.write(sample_run, "en", again)
    assert again.read_bytes() == written.read_bytes()
