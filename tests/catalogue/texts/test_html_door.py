"""The door for web pages: what stands on a page is read, what only runs or decorates is dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.catalogue.texts.html_door import is_page, read_html

PAGE = (
    "<!DOCTYPE html><html><head><title>t</title><meta charset='{0}'><style>p {{}}</style></head><body><nav>Menu</nav>"
    "<h1>Закон</h1><p>Пункт <b>первый</b> &amp; второй.<br>Далее<script>alert(1)</script> текст</p><p hidden>тайно</p>"
    "<table><tr><td>а</td><td>б</td></tr></table><!-- заметка -->хвост</body></html>"
)
WORDS = ["Закон", "Пункт первый & второй.", "Далее текст", "а", "б", "хвост"]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "koi8-r", "utf-16", "iso-8859-5"])
def test_a_page_is_read_in_the_alphabet_that_it_names(encoding: str) -> None:
    passages, _ = read_html(PAGE.format(encoding).encode(encoding), "page.html")
    assert [passage.text for passage in passages] == WORDS


def test_a_page_that_names_a_wrong_alphabet_is_read_by_its_bytes_or_refused() -> None:
    passages, encoding = read_html(PAGE.format("us-ascii").encode(), "page.html")
    assert (passages[0].text, encoding) == ("Закон", "UTF-8")
    with pytest.raises(BadData, match="its bytes are not"):
        read_html(b"\xff\xfe<\x00html" + b"\x00\xd8" * 3 + b"x", "page.html")


@pytest.mark.parametrize(
    "bomb",
    [
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html><body>&b;</body></html>',
        '<!DOCTYPE html [<!entity x SYSTEM "file:///etc/passwd">]><html><body>&x;</body></html>',
    ],
)
def test_entities_are_refused_in_one_sentence(bomb: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(BadData, match="declares XML entities"):
            read_html(bomb.encode(encoding), "page.html")


def test_a_page_of_a_hundred_thousand_boxes_in_boxes_is_refused_and_not_cut_short() -> None:
    with pytest.raises(BadData, match=r"2,000 deep .* plain text or docx"):
        read_html(b"<html><body>" + b"<div>" * 100_000 + b"deep</body></html>", "page.html")


def test_a_page_whose_tags_were_never_closed_is_read_to_its_end() -> None:
    """Old pages of laws open a new <font> in each line; a parser that stops at 256 of them loses the rest without a word."""
    page = "".join(f"<font>Article {number}.<br>" for number in range(1000))
    passages, _ = read_html(f"<html><body>{page}</body></html>".encode(), "page.html")
    assert [passage.text for passage in passages][-1] == "Article 999."


def test_a_page_that_stands_in_a_form_as_a_whole_is_read() -> None:
    """Servers that wrap each page in a form are common among registers of laws."""
    page = b"<html><body><form action='x'><p>Article 5. Relocation.</p><select><option>Menu</option></select></form></body></html>"
    passages, _ = read_html(page, "page.html")
    assert [passage.text for passage in passages] == ["Article 5. Relocation."]


@pytest.mark.parametrize("value", ["", '="x"', "='>'"])
def test_a_tag_with_attributes_without_end_is_refused_before_it_is_parsed(value: str) -> None:
    page = "<html><body><p " + " ".join(f"a{number}{value}" for number in range(6000)) + ">People</p></body></html>"
    with pytest.raises(BadData, match="more than 5,000 attributes"):
        read_html(page.encode(), "page.html")


def test_a_long_picture_in_the_page_is_no_attribute_without_end() -> None:
    page = "<html><body><p>People</p><img src='data:image/png;base64," + "A b/" * 50_000 + "'><p>move</p></body></html>"
    assert [passage.text for passage in read_html(page.encode(), "page.html")[0]] == ["People", "move"]


def test_a_page_that_is_too_large_is_refused() -> None:
    with pytest.raises(BadData, match="larger than 16 MB"):
        read_html(b"<html>" + b" " * 17 * 1024**2, "page.html")


def test_a_page_is_told_from_a_text_that_speaks_of_pages() -> None:
    assert is_page("\ufeff<HTML>".encode())
    assert is_page("<!doctype html><p>".encode("utf-16"))
    assert is_page(b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "x">')
    assert not is_page(b"<?xml version='1.0'?><register/>")
    assert not is_page(b"The tag <html> begins a page.")


@given(st.binary(max_size=200))
def test_whatever_the_bytes_the_door_answers_or_refuses(raw: bytes) -> None:
    try:
        passages, _ = read_html(b"<html><body>" + raw, "page.html")
    except BadData:
        return
    assert all(passage.text == passage.text.strip() and passage.text for passage in passages)
