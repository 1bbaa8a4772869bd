import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from highground.basis.settings import LANGS
from highground.catalogue.runs import Run
from highground.views.report.pages.page import html, write


class Tags(HTMLParser):
    """Collects tags with their attributes, and the text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def page(sample_run: Run) -> str:
    return html(sample_run, "en")


@pytest.fixture(scope="module")
def tags(page: str) -> Tags:
    return Tags(page)


def test_the_page_asks_the_network_for_nothing(page: str, tags: Tags) -> None:
    assert not re.search(r"url\((?!\"data:)", page)
    for tag in ("img", "source", "link", "script", "iframe"):
        for attributes in tags.all(tag):
            assert (attributes.get("src") or attributes.get("srcset", "")).startswith("data:")
    assert "default-src 'none'" in page


def test_the_page_is_small_enough_to_send(page: str) -> None:
    assert len(page.encode()) < 6e6


def test_every_inner_link_has_a_target(tags: Tags) -> None:
    ids = {attributes["id"] for _, attributes in tags.tags if "id" in attributes}
    inner = [attributes["href"][1:] for attributes in tags.all("a") if attributes.get("href", "").startswith("#")]
    assert len(inner) > 100
    assert set(inner) <= ids


def test_no_two_parts_share_an_id(tags: Tags) -> None:
    ids = [attributes["id"] for _, attributes in tags.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_every_picture_has_words_for_those_who_cannot_see_it(tags: Tags) -> None:
    assert len(tags.all("img")) == 19
    assert all(len(attributes["alt"]) > 15 for attributes in tags.all("img"))


def test_tables_can_be_reached_and_read_without_a_mouse(tags: Tags) -> None:
    regions = [attributes for attributes in tags.all("div") if attributes.get("role") == "region"]
    assert len(regions) >= len(tags.all("table")) > 8
    assert all(attributes.get("tabindex") == "0" and "aria-labelledby" in attributes for attributes in regions)
    assert all("scope" in attributes for attributes in tags.all("th"))


def test_headings_do_not_skip_a_level(tags: Tags) -> None:
    levels = [int(tag[1]) for tag, _ in tags.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_names_its_language_and_says_when_nobody_reviewed_it(sample_run: Run, lang: str) -> None:
    tags = Tags(html(sample_run, lang))
    assert tags.all("html")[0]["lang"] == lang
    notes = [attributes for attributes in tags.all("p") if attributes.get("role") == "note"]
    assert bool(notes) == (lang != "en")


def test_hostile_names_stay_text(sample_run: Run) -> None:
    bad = "<script>alert(1)</script>"
    units = sample_run.units.assign(name=[bad, *sample_run.units["name"][1:]])
    about = sample_run.about | {"names": {"en": bad}, "note": bad, "version": bad}
    page = html(replace(sample_run, units=units, about=about), "en")
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_no_machine_words_reach_the_reader(tags: Tags) -> None:
    text = " ".join(tags.text)
    assert not re.search(r"\bnan\b|<NA>|\bNone\b|Undefined", text)


def test_the_same_run_gives_the_same_page(sample_run: Run, tmp_path: Path) -> None:
    first, second = (write(sample_run, "en", tmp_path / name).read_bytes() for name in ("a.html", "b.html"))
    assert first == second
