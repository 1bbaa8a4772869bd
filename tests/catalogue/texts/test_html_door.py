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


def test_a_page_of_a_hundred_thousand_boxes_in_boxes_ends() -> None:
    passages, _ = read_html(b"<html><body>" + b"<div>" * 100_000 + b"deep</body></html>", "page.html")
    assert len(passages) <= 1


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
