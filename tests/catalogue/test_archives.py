import zipfile
from pathlib import Path

import pytest

from highground.basis.errors import BadData
from highground.catalogue import archives
from highground.catalogue.archives import carried, declares, opened

REFUSED = (("vbaproject.bin", "macros"), ("/activex/", "active controls"))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of one part whose declaration starts in one piece of a megabyte and ends in the next."""
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("plain.xml", b"<a/>")
        file.writestr("split.xml", b" " * (archives._PIECE - 4) + b"<!doctype a>")
        file.writestr("wide.xml", '<!ENTITY b "c">'.encode("utf-16"))
    return path


@pytest.mark.parametrize(("name", "found"), [("plain.xml", False), ("split.xml", True), ("wide.xml", True)])
def test_a_declaration_is_found_in_every_encoding_and_between_two_pieces(archive: Path, name: str, found: bool) -> None:
    with opened(archive, "docx document", "cut it") as file:
        assert declares(file, name) is found


def test_what_is_refused_is_named_wherever_it_lies() -> None:
    assert carried(["word/vbaProject.bin"], REFUSED) == "macros"
    assert carried(["activeX/one.xml"], REFUSED) == "active controls"
    assert carried(["word/document.xml"], REFUSED) == ""


def test_a_file_that_is_no_archive_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(b"PK\x03\x04 not whole")
    with (
        pytest.raises(BadData, match=r"b.xlsx: this is not a whole xlsx workbook \(BadZipFile\); save it again as xlsx"),
        opened(path, "xlsx workbook", "cut it"),
    ):
        pass


def test_what_breaks_inside_the_block_is_refused_as_well(archive: Path) -> None:
    with pytest.raises(BadData, match=r"not a whole docx document \(EOFError\)"), opened(archive, "docx document", "cut it"):
        raise EOFError


def test_names_that_are_said_to_be_utf_8_and_are_not_are_refused(archive: Path) -> None:
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("größe.xml", b"<a/>")  # only such names are marked as UTF-8
    archive.write_bytes(archive.read_bytes().replace("ö".encode(), b"\x9d\x9d", 1))
    with pytest.raises(BadData, match=r"UnicodeDecodeError"), opened(archive, "docx document", "cut it") as file:
        file.read("größe.xml")


def test_an_archive_larger_than_people_keep_is_not_opened(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_PACKED", 100)
    with pytest.raises(BadData, match="larger than 0 MB; remove pictures"), opened(archive, "docx document", "remove pictures"):
        pass
