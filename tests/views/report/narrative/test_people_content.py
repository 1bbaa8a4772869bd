from datetime import date

from highground.basis.stakeholder import Need
from highground.response.capacity.people.register import needs_of
from highground.views.report.narrative.people_content import build

TOLD = (Need("1", "A", "policy", "3", "words of theirs"), Need("2", "B", "policy", "1", ""), Need("3", "B", "other", "2", ""))


def test_the_answer_counts_institutions_and_needs_and_names_the_commonest_theme() -> None:
    page = build(needs_of(TOLD), "en", date(2026, 5, 1))
    assert page.answer == (
        "Institutions that told needs: 2. Needs told: 3, of them urgent: 1. Most often told: Policies, laws and their gaps (2)."
    )
    assert page.tables[0].lines == (("Policies, laws and their gaps", "2", "2", "1", "–", "1"), ("Other", "1", "1", "–", "1", "–"))
    assert [line[0] for line in page.tables[1].lines] == ["A", "B", "B"]


def test_two_themes_that_were_told_equally_often_are_both_named() -> None:
    told = needs_of((*TOLD, Need("4", "C", "other", "2", "")))
    assert "Most often told: Policies, laws and their gaps; Other (2)." in build(told, "en", date(2026, 5, 1)).answer


def test_no_theme_is_called_the_commonest_where_all_were_told_alike() -> None:
    answer = build(needs_of((TOLD[0], TOLD[2])), "en", date(2026, 5, 1)).answer
    assert answer.endswith("No theme was told much more often than the others.")
    assert "Most often" not in answer
    assert "Most often told: Other (1)." in build(needs_of(TOLD[2:]), "en", date(2026, 5, 1)).answer
