import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from highground.basis.settings import LANGS
from highground.catalogue.codes.compared import Counted, Group
from highground.catalogue.runs import Run
from highground.response.policy.pack.made import Pack
from highground.views.report.narrative.pack_content import build

Pair = tuple[Run, Run]
Packed = Callable[..., Pack]


def test_the_page_says_that_it_is_a_draft_and_how_many_ask(packed: Packed, pilots: Pair) -> None:
    page = build(packed(*pilots), "en")
    assert page.draft == "Draft for clearance. Not an agreed position."
    assert page.answer.startswith(f"Asks that we make together: {len(page.joint)}.")
    assert page.subtitle == "SB 66, Bonn, June 2027"


def test_without_a_confirmed_comparison_the_page_says_so(packed: Packed, pilots: Pair) -> None:
    made = packed(*pilots)
    assert build(made, "en").comparison == (
        "No comparison of mountain countries with small island states is confirmed, so this pack makes none.",
    )
    given = Counted(Group(2, 6, (("ARM", 2021),)), Group(2, 7, (("FJI", 2020),)))
    assert "2 of 6" in build(replace(made, comparison=given), "en").comparison[0]


def test_an_answer_shows_the_caveat_that_it_repeats(packed: Packed, pilots: Pair) -> None:
    replies = {reply.says: reply for reply in build(packed(*pilots), "en").replies}
    water = replies["Melting ice brings more water, so there is time"]
    assert any("melt water first grows, then falls" in why for why in water.why)
    wave = replies["You threaten us with a wave of migrants"]
    assert any("weigh more than any impact counted here" in why for why in wave.why)
    assert "inside the country" in wave.answer


def test_no_sentence_denies_a_number_that_the_pack_gives(packed: Packed, pilots: Pair) -> None:
    """Ecuador's pack says how many moves climate impacts add, so it must not say that no number here does."""
    page = build(packed(*pilots), "en")
    assert any("add to migration" in why for ask in page.single for why in ask.why)
    assert not any("No number here" in text for text in page.sure)


@pytest.mark.parametrize(
    ("lang", "month"), [("en", "November 2025"), ("ru", "ноябрь 2025 г."), ("kk", "2025 ж. қараша"), ("es", "noviembre de 2025")]
)
def test_a_month_is_written_as_its_language_writes_it(packed: Packed, pilots: Pair, lang: str, month: str) -> None:
    assert month in [" ".join(line[0].split()) for line in build(packed(*pilots), lang).line.lines]


def test_days_of_one_month_name_it_once(packed: Packed, pilots: Pair) -> None:
    for lang, days in (
        ("en", "22–23 May 2024"),
        ("ru", "22–23 мая 2024 г."),
        ("kk", "2024 ж. 22–23 мамыр"),
        ("es", "22–23 de mayo de 2024"),
    ):
        assert days in [" ".join(line[0].split()) for line in build(packed(*pilots), lang).line.lines]


def test_a_source_that_names_others_in_its_rows_says_of_what(packed: Packed, pilots: Pair) -> None:
    for source in build(packed(*pilots), "en").references:
        assert not source.text.lower().startswith("the source column")


def test_the_line_marks_disputed_and_unverified_steps(packed: Packed, pilots: Pair) -> None:
    lines = {line[1]: line for line in build(packed(*pilots), "en").line.lines}
    assert "disputed between sources" in lines["Decision on a mountain dialogue, first in Bonn 2026"][3]
    assert "not yet verified" in lines["Alliance of Small Island States as a formal group, for comparison"][3]
    assert lines["Decision on a mountain dialogue, first in Bonn 2026"][0] == "November 2025"


def test_an_open_sign_is_told_as_a_range_only(packed: Packed, pilots: Pair) -> None:
    cards = {(group.id, card.country): card for group in build(packed(*pilots), "en").groups for card in group.cards}
    card = cards["sum", "Kazakhstan"]
    assert " to " in card.value.replace("\u00a0", " ")
    assert not card.span


@pytest.mark.parametrize("lang", LANGS)
def test_no_sentence_has_two_full_stops_and_no_note_to_ourselves_is_printed(packed: Packed, pilots: Pair, lang: str) -> None:
    page = build(packed(*pilots), lang)
    assert not re.search(r"[^.]\.\.(?!\.)", str(page).replace("://", ""))
    assert page.line.lines[0][2].count(".") == 1  # 39 members, and not how they might be compared
    assert not any(reply.says.endswith(".") for reply in page.replies)


def test_a_card_of_people_who_cannot_move_is_not_called_staying(packed: Packed, pilots: Pair) -> None:
    titles = {lang: {group.id: group.title for group in build(packed(*pilots), lang).groups}["stuck"] for lang in ("en", "ru")}
    assert titles == {"en": "Unable to move", "ru": "Невозможность переехать"}


@pytest.mark.parametrize("lang", LANGS)
def test_nobody_is_called_a_climate_refugee_and_no_placeholder_is_left(packed: Packed, pilots: Pair, lang: str) -> None:
    text = str(build(packed(*pilots), lang))
    assert not re.search(
        r"climate (refugee|migrant)|климатическ\w+ (беженц|мигрант)|климаттық (босқын|мигрант)|(refugiad|migrante)\w* climátic",
        text,
        re.IGNORECASE,
    )
    assert not re.search(r"\{[a-z_]+\}", text)
    assert "nan" not in text.lower().split()


def test_a_range_below_zero_keeps_its_middle(packed: Packed, pilots: Pair) -> None:
    made = packed(*pilots)
    card = next(one for one in made.cards if one.topic.id == "sum")
    below = replace(card, span=card.span | {"low": -5.0, "mid": -3.0, "high": -1.0})
    shown = next(group for group in build(replace(made, cards=(below,)), "en").groups).cards[0]
    assert shown.value.replace("\u00a0", " ").startswith("−3")
    assert "−5" in shown.span


@pytest.mark.parametrize("lang", LANGS)
def test_one_country_alone_asks_for_itself(packed: Packed, pilots: Pair, lang: str) -> None:
    page = build(packed(pilots[1]), lang)
    assert not page.joint
    assert page.single
    assert len(page.numbers.columns) == 2
