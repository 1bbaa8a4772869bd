import zipfile
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.settings import LANGS
from highground.views.report.office import office


@given(st.text())
def test_cleaned_text_can_be_carried_by_xml(text: str) -> None:
    holder = ET.Element("t")
    holder.text = office.clean(text)
    read = ET.fromstring(ET.tostring(holder, encoding="unicode")).text or ""  # noqa: S314  our own element
    assert read.replace("\n", "") == office.clean(text).replace("\r\n", "").replace("\r", "").replace("\n", "")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"])))
def test_cleaning_leaves_people_s_words_alone(text: str) -> None:
    assert office.clean(text) == text


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1b", "\ud800", "\uffff"])
def test_signs_that_break_a_file_are_dropped(sign: str) -> None:
    assert office.clean(f"Öskemen{sign} қаласы") == "Öskemen қаласы"


def test_every_language_has_its_tag() -> None:
    assert set(office.TAGS) == set(LANGS)
    assert all(tag.startswith(f"{lang}-") for lang, tag in office.TAGS.items())


@pytest.mark.parametrize(
    ("made_on", "day"),
    [
        ("2026-11-23", datetime(2026, 11, 23)),
        ("", datetime(2000, 1, 1)),
        ("soon", datetime(2000, 1, 1)),
        (None, datetime(2000, 1, 1)),
    ],
)
def test_a_document_is_dated_by_its_run_and_never_by_the_clock(made_on: object, day: datetime) -> None:
    assert office.made_at({"made_on": made_on}) == day
    assert office.made_at({}) == datetime(2000, 1, 1)


def test_settling_takes_the_clock_out_of_a_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    document = Document()
    document.add_paragraph("Қазақстан & <b>")
    document.core_properties.modified = datetime(2031, 5, 17, 12, 30)
    document.save(str(path))
    with zipfile.ZipFile(path) as archive:
        before = {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}
    office.settle(path, datetime(1970, 1, 1))  # archives cannot be older than 1980
    with zipfile.ZipFile(path) as archive:
        assert {name: archive.read(name) for name in before} == before
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2031" not in archive.read("docProps/core.xml")
    assert [one.name for one in tmp_path.iterdir()] == ["brief.docx"]
