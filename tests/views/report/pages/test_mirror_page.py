import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from highground.research.twins import Twins
from highground.views.report.pages import mirror_page


@pytest.fixture(scope="module")
def page(twins: Twins) -> str:
    return mirror_page.html(twins)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.targets: set[str] = set()
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.add(str(found["id"]))
        if str(found.get("href", "")).startswith("#"):
            self.targets.add(str(found["href"])[1:])
        if tag != "a":
            self.loaded += [str(found[key]) for key in ("src", "href", "srcset") if found.get(key)]


def test_the_page_needs_no_network_and_no_script(page: str) -> None:
    links = _Links()
    links.feed(page)
    assert links.loaded
    assert all(address.startswith("data:") for address in links.loaded)
    assert "<script" not in page
    assert "default-src 'none'" in page


def test_every_link_inside_the_page_arrives(page: str) -> None:
    links = _Links()
    links.feed(page)
    assert links.targets
    assert links.targets <= links.ids


def test_names_from_data_are_escaped(page: str) -> None:
    assert "<i>&amp;</i>" not in page
    assert "Ecuador &lt;i&gt;" in page


def test_no_number_is_missing_without_a_word(page: str) -> None:
    text = re.sub(r"<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert not re.search(r"\b(nan|None|inf)\b", text)
    assert "no number" in text


def test_the_same_runs_give_the_same_bytes(twins: Twins, tmp_path: Path) -> None:
    first, second = (mirror_page.write(twins, "es", tmp_path / name).read_bytes() for name in ("a.html", "b.html"))
    assert first == second
    assert b'<html lang="es">' in first
