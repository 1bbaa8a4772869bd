from typing import Any

import pytest

from highground.basis.errors import BadData
from highground.research.drafts.check import Book
from highground.research.drafts.reading import read
from highground.research.drafts.rules import hits, rules

BARE: dict[str, Any] = {
    "id": "r",
    "kind": "term",
    "severity": "style",
    "why": "because",
    "write": "other",
    "source": "s",
    "grade": "read",
}


def said(bundled: Book, text: str, **more: Any) -> list[str]:
    (rule,) = rules([{**BARE, **more}], bundled.known, bundled.concepts)
    reading = read(text, "en", bundled.concepts)
    return [text[hit.start : hit.end] for hit in hits(rule, reading, bundled.known)]


def test_all_that_a_rule_gives_must_hold(bundled: Book) -> None:
    text = "Up to 5 million people may migrate in Central Asia by 2050"
    assert said(bundled, text, figures=["gs_eeca"], needs=["mobility", "climate|year_2050"]) == ["5 million"]
    assert said(bundled, text, figures=["gs_eeca"], needs=["mobility", "flood"]) == []
    assert said(bundled, text, figures=["gs_eeca"], lacks=["central_asia"]) == []
    assert said(bundled, text, figures=["gs_eeca"], quantity=["more than"]) == []
    assert said(bundled, text, figures=["gs_eeca"], years=[2050]) == []
    assert said(bundled, text, figures=["gs_eeca"], years=[2030]) == ["5 million"]
    assert said(bundled, text, figures=["gs_eeca"], single=True) == []
    assert said(bundled, text, other_than=["gs_ca"], nouns=["persons"], least=1e6) == ["5 million"]


def test_the_sum_of_two_others_is_found(bundled: Book) -> None:
    assert said(bundled, "74,942 evacuated, then 111,194 evacuated, 186,136 evacuated", needs=["evacuated"], sums=True) == [
        "186,136"
    ]


def test_a_star_stands_for_several_known_figures(bundled: Book) -> None:
    assert said(bundled, "36,745 people", figures=["kz2024_*_ret"], nouns=["persons"]) == ["36,745"]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"kind": "joke", "needs": ["flood"]}, "no kind 'joke'"), ({"needs": ["nothing_known"]}, "no concept 'nothing_known'"), ({"figures": ["x"]}, "no known figure 'x'"),
        ({"severity": "", "needs": ["flood"]}, "lacks severity"), ({"need": ["flood"]}, "unknown key 'need'"), ({"needs": "flood"}, "must be list"),
        ({}, "would mark every sentence"), ({"needs": ["flood"], "source": ""}, "has no source"), ({"needs": ["flood"], "nouns": ["cows"]}, "no noun 'cows'"),
    ],
)  # fmt: skip
def test_a_broken_rule_is_refused_in_one_sentence(bundled: Book, more: dict[str, Any], why: str) -> None:
    with pytest.raises(BadData, match=why):
        rules([{**BARE, **more}], bundled.known, bundled.concepts)


def test_two_rules_of_one_name_are_refused(bundled: Book) -> None:
    with pytest.raises(BadData, match="comes twice"):
        rules([{**BARE, "needs": ["flood"]}] * 2, bundled.known, bundled.concepts)
