"""The page of a comparison: few countries are said to be few, in every language."""

from datetime import date

import pytest

from highground.basis.policy import Text
from highground.catalogue.codes.grounds import counts
from highground.catalogue.shelf import default_shelf
from highground.response.policy.compare import MEASURES, Compared, Side
from highground.response.policy.compare_shares import newcombe, wilson
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.compare_content import build, points, share
from highground.views.report.narrative.parts import Findings

TEXT = Text("a" * 16, "plan.pdf", "pdf", "a" * 64, "en", iso3="KGZ", year=2021, title="A plan")


def side(name: str, hits: int, n: int) -> Side:
    return Side(
        name, {"KGZ": "unverified"}, ("KGZ",) * n, dict.fromkeys(MEASURES, wilson(hits, n)), {"KGZ": 2}, (TEXT,), (), ("NPL",)
    )


def page(lang: str, one: tuple[int, int] = (2, 5), other: tuple[int, int] = (2, 7)) -> Findings:
    a, b = side("mountain", *one), side("sids", *other)
    differences = {name: newcombe(a.shares[name], b.shares[name]) for name in MEASURES}
    return build(
        Compared(a, b, differences),
        counts(default_shelf()),
        {"KGZ": {"en": "Kyrgyzstan"}, "NPL": {"en": "Nepal", "es": "Nepal"}},
        lang,
        date(2026, 11, 25),
    )


def test_a_share_says_how_many_of_how_many_and_its_interval() -> None:
    assert share(wilson(2, 5), Words("en", "gaps")).replace("\u00a0", " ") == "2 of 5: 40 % (12 to 77)"
    assert share(wilson(0, 0), Words("en", "gaps")) == "no text read"
    assert points(0.571, Words("en")) == "+57"


def test_an_open_difference_of_few_is_said_to_be_open_and_of_few() -> None:
    answer = page("en").answer
    assert "Whether the groups differ is not settled." in answer
    assert "Few countries were read" in answer
    assert "Few countries" not in page("en", (20, 40), (2, 40)).answer
    assert "leaves zero out" in page("en", (20, 40), (2, 40)).answer


def test_nothing_is_compared_where_one_side_was_not_read() -> None:
    assert "nothing is compared" in page("en", (1, 2), (0, 0)).answer


def test_the_published_count_stands_beside_ours() -> None:
    listed = next(table for table in page("en").tables if table.id == "published")
    assert listed.lines[0][1].replace("\u00a0", " ").startswith("61 of 156: 39 %")


def test_a_word_or_a_fact_is_not_called_a_commitment() -> None:
    made = page("en")
    strengths = next(table for table in made.tables if table.id == "strengths")
    assert not any("ommitment" in text for text in (strengths.caption, *strengths.columns))
    assert any("0 mention, 1 context" in text for text in made.method)


def test_countries_are_named_and_one_strength_is_no_span() -> None:
    made = page("en")
    assert made.unknown[0] == "Mountain countries, no text in the library: Nepal."
    assert made.checks.lines[0][2] == "Kyrgyzstan"
    strengths = next(table for table in made.tables if table.id == "strengths")
    assert strengths.lines[0][-1] == "2"


@pytest.mark.parametrize("lang", ["ru", "kk", "es"])
def test_no_english_sentence_is_left_in_another_language(lang: str) -> None:
    there, here = page("en"), page(lang)
    assert not {*there.limits, *there.method, there.answer, there.subtitle} & {
        *here.limits,
        *here.method,
        here.answer,
        here.subtitle,
    }
