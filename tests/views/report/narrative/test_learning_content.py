"""What an evaluation says: the answer first, what is missing, and never more than the numbers allow."""

import re
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date

import pytest

from highground.catalogue.answers.bank import Bank
from highground.response.capacity.learning.evaluation import Crossed, Evaluation, Item
from highground.response.capacity.learning.gain import Span
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.learning_content import Page, build, percent, remark, told

Told = Callable[..., Page]


@pytest.fixture
def page(evaluation: Callable[..., Evaluation], bank: Bank) -> Told:
    def told_of(*people: int, lang: str = "en", **more: object) -> Page:
        return build(evaluation(*people, **more), bank, "Kazakhstan", lang, date(2026, 11, 25))

    return told_of


@pytest.mark.parametrize("lang", ["en", "ru", "kk", "es"])
def test_nothing_is_left_unfilled_in_any_language(page: Told, lang: str) -> None:
    told_all = str(asdict(page(lang=lang)))
    assert not re.search(r"{\w+}|\bnan\b", told_all)
    assert "None" not in told_all


def test_a_sure_gain_is_told_with_its_range(page: Told) -> None:
    said = page().answer
    assert said.startswith("The class closed ")
    assert "Took both tests: 18" in said


def test_what_may_be_chance_is_called_so(page: Told) -> None:
    assert page(shares=(0.5, 0.5)).answer.startswith("No change can be told from chance")


def test_where_there_is_no_range_no_range_is_spoken_of(page: Told) -> None:
    for made in (page(3, later=False), page(12, shares=(-1, -1), later=False)):  # one person in both tests; all at zero
        assert made.answer.startswith("Whether the class gained cannot be told")


def test_a_loss_is_called_a_loss(page: Told) -> None:
    assert "fewer right answers after the training" in page(shares=(0.8, 0.2), later=False).answer


def test_a_full_class_has_nothing_to_gain(page: Told) -> None:
    assert page(shares=(1.1, 1.1), later=False).answer.startswith("Everybody had everything right")


def test_a_small_group_is_said_plainly(page: Told) -> None:
    assert any("Fewer than 10 people" in text for text in page(8).warnings)
    assert not any("Fewer than 10 people" in text for text in page(20).warnings)


def test_who_left_and_other_forms_are_told(page: Told) -> None:
    said = " ".join(page().warnings)
    assert "Took only the test before: 2" in said
    assert "form A before, form B after" in said
    assert "McNemar's test by question does not apply" in said


def test_the_same_form_gets_its_table_by_question(page: Told) -> None:
    made = page(forms="AA")
    assert "changed" in [table.id for table in made.tables]
    assert not any("McNemar's test by question" in text for text in made.warnings)


def test_months_later_are_told_only_when_there_was_a_test(page: Told) -> None:
    assert any("is left" in text for text in page().warnings)
    assert not any("is left" in text for text in page(later=False).warnings)


def test_who_did_not_come_back_months_later_is_told(page: Told) -> None:
    said = " ".join(page().warnings).replace("\u00a0", " ")
    assert "Took both tests and not the later one: 2 of 18." in said
    assert "Change since the test after, in points: " in said
    assert "The later test (form A) had other questions than the test after (form B)" in said


def test_that_people_remember_questions_is_told_where_they_were_the_same(page: Told) -> None:
    assert any("People remember questions" in text for text in page(forms="AA").warnings)
    assert not any("People remember questions" in text for text in page().warnings)


@pytest.mark.parametrize(
    ("easier", "said"),
    [
        (Span(0.1, 0.02, 0.18), "Form B is easier than form A. Difference in points: 10 (2 to 18)."),
        (Span(-0.1, -0.18, -0.02), "Form A is easier than form B. Difference in points: 10 (2 to 18)."),
        (Span(0.1, -0.02, 0.22), "cannot be told from chance. Form B less form A, in points: 10 (−2 to 22)."),
    ],
)
def test_two_orders_of_forms_tell_which_form_is_easier(
    evaluation: Callable[..., Evaluation], bank: Bank, easier: Span, said: str
) -> None:
    found = replace(evaluation(), crossed=Crossed("A", "B", (9, 9), easier, Span(0.3, 0.2, 0.4)))
    warnings = " ".join(build(found, bank, "K", "en", date(2026, 11, 25)).warnings).replace("\u00a0", " ")
    assert said in warnings
    assert "Form A came first for 9 of them and form B for 9" in warnings
    assert "The change in points is then 30 (20 to 40)." in warnings
    assert "alike by design" not in warnings


def test_that_there_was_no_group_to_compare_with_is_always_told(page: Told) -> None:
    assert any("no group without training" in text for text in page().limits)


@pytest.mark.parametrize(
    ("share", "tell", "said"),
    [
        (0.95, 0.5, "nearly all"),
        (0.1, 0.5, "hardly anybody"),
        (0.5, -0.3, "check its key"),
        (0.5, -0.1, "tells little"),
        (0.5, 0.1, "tells little"),
        (0.5, 0.4, "–"),
        (0.5, None, "–"),
    ],
)
def test_what_a_trainer_may_look_at(share: float, tell: float | None, said: str) -> None:
    assert said in remark(Item("pre", "A", 1, "q", "s1", share, tell, None), 20)


def test_of_few_people_no_question_is_remarked_upon() -> None:
    odd, easy = Item("pre", "A", 1, "q", "s1", 0.5, -0.4, None), Item("pre", "A", 1, "q", "s1", 1.0, None, None)
    assert [remark(odd, people) for people in (9, 19)] == ["–", "–"]
    assert remark(easy, 9) == "–"
    assert "nearly all" in remark(easy, 10)


def test_shares_are_told_in_percent_with_their_range() -> None:
    words = Words("en")
    assert percent(Span(0.42, 0.3, 0.53), words).replace("\u00a0", " ") == "42 % (30 to 53)"
    assert told(Span(0.5), words) == "50"
    assert told(None, words) == "–"
