import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_BREAK
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.catalogue.drafts.docx_door import MOST_TEXT, read_docx


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    document = Document()
    document.add_heading("A title", 0)
    document.add_paragraph("First paragraph.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"
    document.add_paragraph("Last of page one.").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("On page two.")
    path = tmp_path / "draft.docx"
    document.save(str(path))
    return path


def changed(path: Path, parts: dict[str, bytes]) -> Path:
    """A copy with parts put in or replaced."""
    target = path.with_name("changed.docx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in parts:
                new.writestr(entry, old.read(entry))
        for name, body in parts.items():
            new.writestr(name, body)
    return target


def test_paragraphs_and_cells_come_in_reading_order_with_their_page(plain: Path) -> None:
    passages, said, pages = read_docx(plain)
    assert [(p.text, p.page) for p in passages] == [
        ("A title", 1), ("First paragraph.", 1), ("left", 1), ("right", 1), ("Last of page one.", 1), ("On page two.", 2),
    ]  # fmt: skip
    assert (said, pages) == ((), 2)


def test_deleted_text_is_not_read_and_that_is_said(plain: Path) -> None:
    with zipfile.ZipFile(plain) as archive:
        body = archive.read("word/document.xml").decode()
    deleted = '<w:del w:id="1" w:author="a"><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>First paragraph.</w:t></w:r>'
    path = changed(plain, {"word/document.xml": body.replace("<w:r><w:t>First paragraph.</w:t></w:r>", deleted).encode()})
    passages, said, _ = read_docx(path)
    assert "gone" not in " ".join(p.text for p in passages)
    assert "Tracked changes" in str(said[0])


def test_pictures_are_not_read_and_that_is_said(plain: Path) -> None:
    assert "Pictures" in str(read_docx(changed(plain, {"word/media/image1.png": b"x"}))[1][0])


BODILESS = b'<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"word/document.xml": ENTITY}, "XML entities"), ({"word/footnotes.xml": ENTITY.decode().encode("utf-16")}, "XML entities"),
        ({"word/vbaProject.bin": b"x"}, "macros"), ({"word/activeX/a.xml": b"<a/>"}, "active controls"), ({"word/afchunk1.htm": b"x"}, "embedded web pages"),
        ({"../evil.xml": b"<a/>"}, "lead out"), ({"/etc/x": b"x"}, "lead out"), ({"C:\\x": b"x"}, "lead out"),
        ({"word/document.bin": ENTITY}, "XML entities"), ({"word/document.xml": BODILESS}, "not a whole docx"),
        ({"word/document.xml": b"<broken"}, "not a whole docx"), ({"word/big.xml": b" " * (MOST_TEXT + 1)}, "unpacks to more than"),
    ],
)  # fmt: skip
def test_archives_that_could_harm_are_refused_in_one_sentence(plain: Path, parts: dict[str, bytes], why: str) -> None:
    with pytest.raises(BadData, match=why):
        read_docx(changed(plain, parts))


def test_an_archive_that_is_no_docx_and_half_an_archive_are_refused(plain: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.docx"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(BadData, match="not a docx document"):
        read_docx(other)
    half = tmp_path / "half.docx"
    half.write_bytes(plain.read_bytes()[:3000])
    with pytest.raises(BadData, match="not a whole docx"):
        read_docx(half)


def test_a_flood_of_paragraphs_is_not_read_to_its_end(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("highground.catalogue.drafts.docx_door.MOST_PASSAGES", 2)
    assert len(read_docx(plain)[0]) == 3


def test_a_bomb_is_refused_before_it_is_unpacked(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("highground.catalogue.drafts.docx_door.MOST_UNPACKED", 1000)
    with pytest.raises(BadData, match="unpacks to more than"):
        read_docx(plain)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 60_000), st.binary(min_size=1, max_size=30))
@example(750, b"\x08" + bytes(18) + b"\x12")  # a name marked as UTF-8 that is not
def test_a_damaged_docx_is_read_or_refused_and_never_breaks(plain: Path, at: int, junk: bytes) -> None:
    body = plain.read_bytes()
    place = at % len(body)
    path = plain.with_name("damaged.docx")
    path.write_bytes(body[:place] + junk + body[place + len(junk) :])
    with suppress(BadData):  # the only way out besides reading it
        read_docx(path)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet='<>/w:pr t&;"=ab', max_size=120))
def test_xml_that_no_editor_writes_is_read_or_refused_and_never_breaks(plain: Path, noise: str) -> None:
    head = '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
    tail = "</w:t></w:r></w:p></w:body></w:document>"
    with suppress(BadData):
        read_docx(changed(plain, {"word/document.xml": (head + noise + tail).encode()}))
