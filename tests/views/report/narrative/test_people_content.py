from datetime import date

from highground.basis.stakeholder import Need
from highground.response.capacity.people.register import needs_of
from highground.views.report.narrative.people_content import build

TOLD = (Need("1", "A", "policy", "3", "words of theirs"), Need("2", "B", "policy", "1", ""), Need("3", "B", "other", "2", ""))


def test_the_answer_counts_institutions_and_needs_and_names_the_commonest_theme() -> None:
    page = build(needs_of(TOLD), "en", date(2026, 5, 1))
    assert page.answer == (
        "Institutions asked: 2. Needs told: 3, of them urgent: 1. Most often told: Policies, laws and their gaps (2)."
    )
    assert page.tables[0].lines == (("Policies, laws and their gaps", "2", "2", "1", "–", "1"), ("Other", "1", "1", "–", "1", "–"))
    assert [line[0] for line in page.tables[1].lines] == ["A", "B", "B"]


def test_themes_that_were_told_equally_often_are_all_named() -> None:
    assert "Policies, laws and their gaps, Other (1)." in build(needs_of((TOLD[0], TOLD[2])), "en", date(2026, 5, 1)).answer
