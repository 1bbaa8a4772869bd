import json
from collections.abc import Callable
from typing import Any

Say = Callable[..., tuple[int, str, str]]


def test_every_card_is_listed_with_its_licence_and_whether_it_is_here(say: Say, pipeline: Any) -> None:
    code, out, _ = say("sources")
    assert code == 0
    assert "facts" in out
    assert "CC BY 4.0" in out
    assert 'no: pip install "highground[offline]"' in out


def test_json_keeps_the_whole_card(say: Say, pipeline: Any) -> None:
    document = json.loads(say("sources", "--json")[1])
    assert document["country"] is None
    assert [row["id"] for row in document["sources"]] == ["facts", "terrain"]
    assert document["sources"][0]["accessed"] == "2026-01-02"


def test_a_country_says_what_its_outline_does_not_show(say: Say, pipeline: Any) -> None:
    assert "Kazakhstan (KAZ): regions as before 2022" in say("sources", "KAZ")[1]


def test_an_unknown_country_is_refused(say: Say, pipeline: Any) -> None:
    assert say("sources", "Atlantis")[0] == 2


def test_the_real_shelf_lists_its_cards_and_what_would_help(say: Say) -> None:
    document = json.loads(say("sources", "--json")[1])
    assert all(row["licence"] and row["producer"] for row in document["sources"])
    assert document["would_help"]
