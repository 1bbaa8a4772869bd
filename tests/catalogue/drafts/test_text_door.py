from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.catalogue.drafts.text_door import decoded, paragraphs

RUSSIAN = "Люди в горах переезжают по многим причинам. Ёлки зелёные."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_russian_text_is_read_in_every_encoding_that_offices_use(encoding: str) -> None:
    assert decoded(RUSSIAN.encode(encoding), "t")[0].lstrip("\ufeff") == RUSSIAN


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"])
def test_russian_text_of_older_code_pages_is_never_read_as_other_letters(encoding: str) -> None:
    assert decoded(RUSSIAN.encode(encoding), "t") == (RUSSIAN, encoding.upper())


@pytest.mark.parametrize(
    ("text", "encoding"), [("气候变化使人们离开山区。" * 5, "gbk"), ("Ελληνικό κείμενο για τα βουνά." * 5, "cp1253")]
)
def test_letters_of_an_alphabet_that_is_not_known_are_refused_and_not_taken_for_russian(text: str, encoding: str) -> None:
    with pytest.raises(BadData, match="not plain text in a known encoding"):
        decoded(text.encode(encoding), "t")


def test_spanish_text_in_an_old_code_page_keeps_its_accents() -> None:
    text = "Población de montaña: según el informe, habrá más migración."
    assert decoded(text.encode("cp1252"), "t") == (text, "CP1252")


@pytest.mark.parametrize(
    ("raw", "why"),
    [(b"PK\x03\x04rest", "archive"), (b"\x89PNG\r\n", "picture"), (b"{\\rtf1 x}", "binary"), (b"<html><body>x", "web page"), (b"<?xml version='1.0'?>", "web page"),
     (b"a\x00b\x00c\xff\xfe\xff" * 9, "not plain text"), (bytes(range(1, 9)) * 50, "not plain text")],
)  # fmt: skip
def test_what_is_no_text_is_refused_in_one_sentence(raw: bytes, why: str) -> None:
    with pytest.raises(BadData, match=why):
        decoded(raw, "t")


@given(st.binary(max_size=300))
def test_no_bytes_break_the_door(raw: bytes) -> None:
    with suppress(BadData):  # the only way out besides reading it
        decoded(raw, "t")


def test_lines_are_joined_where_blank_lines_part_paragraphs_and_lists_stay_apart() -> None:
    text = "# Title\r\n\r\nOne line\r\nand more.\n\n- first\n- second\n"
    assert [(p.paragraph, p.text) for p in paragraphs(text)] == [
        (1, "Title"),
        (2, "One line and more."),
        (3, "- first"),
        (4, "- second"),
    ]
