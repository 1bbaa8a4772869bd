import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from highground.views.report.pages.runout_page import html, write


def test_the_page_asks_the_network_for_nothing(found: Any) -> None:
    page = html(found)
    assert "default-src 'none'" in page
    assert not [url for url in re.findall(r'(?:src|href|srcset)="([^"]+)"', page) if not url.startswith(("data:", "#"))]
    assert not re.findall(r"url\((?!\"?data:)", page)


def test_names_from_files_are_escaped(found: Any) -> None:
    places = found.places.assign(name="<script>alert(1)</script>")
    assert "<script>" not in html(replace(found, places=places))


def test_the_map_has_a_sentence_for_those_who_cannot_see_it(found: Any) -> None:
    assert re.search(r'<img [^>]*alt="Map of [^"]+"', html(found))


def test_the_same_runout_gives_the_same_page(found: Any, tmp_path: Path) -> None:
    first, second = (write(found, "ru", tmp_path / name).read_bytes() for name in ("a.html", "b.html"))
    assert first == second
    assert b'<html lang="ru">' in first


def test_every_table_of_a_phone_carries_its_headings(found: Any) -> None:
    assert html(found).count('data-name="Displaced"') >= 3
