from contextlib import suppress
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from highground.basis.errors import BadData, MissingSource
from highground.catalogue.drafts.read import draft_of, read_draft


def test_a_draft_is_read_by_what_it_is_and_not_by_its_name(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("A docx in disguise.")
    path = tmp_path / "draft.pdf"
    document.save(str(path))
    draft = read_draft(path)
    assert (draft.kind, [p.text for p in draft.passages]) == ("docx", ["A docx in disguise."])


def test_an_old_encoding_is_said(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_bytes("Люди переезжают по разным причинам.".encode("cp1251"))
    assert [str(remark) for remark in read_draft(path).said] == ["The text of the file was read as CP1251."]


@pytest.mark.parametrize(("raw", "why"), [(b"", "no words"), (b"123 456", "no words"), (b"\xd0\xcf\x11\xe0x", "old .doc")])
def test_nothing_to_read_is_said(tmp_path: Path, raw: bytes, why: str) -> None:
    path = tmp_path / "t.txt"
    path.write_bytes(raw)
    with pytest.raises(BadData, match=why):
        read_draft(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingSource, match=r"none\.docx"):
        read_draft(tmp_path / "none.docx")


def test_an_endless_paragraph_is_cut_and_nothing_is_lost() -> None:
    draft = draft_of(("word " * 90_000).encode(), "t")
    assert len(draft.passages) == 3
    assert sum(p.text.count("word") for p in draft.passages) >= 89_998


def test_a_draft_longer_than_a_library_is_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("highground.catalogue.drafts.read.MOST_SIGNS", 20)
    assert len(draft_of(b"Just twenty letters.", "t").passages) == 1
    with pytest.raises(BadData, match="t: more than 20 letters"):
        draft_of(b"Some twenty-one signs", "t")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([b"PK\x03\x04", b"%PDF-1.7\n", b"\xff\xfe", b"\xef\xbb\xbf", b""]), st.binary(max_size=400))
def test_no_bytes_break_the_doors(tmp_path: Path, head: bytes, tail: bytes) -> None:
    path = tmp_path / "t.bin"
    path.write_bytes(head + tail)
    with suppress(BadData):  # the only way out besides reading it
        read_draft(path)
