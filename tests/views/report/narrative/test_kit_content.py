from dataclasses import replace

import pytest

from highground.basis.question import SESSIONS, Said
from highground.basis.settings import LANGS
from highground.catalogue.runs import Run
from highground.catalogue.shelf import Shelf
from highground.response.capacity.kit.kit import OUTLINES, build
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.kit_content import DAYS, PAUSES, STARTS, Telling, hours, plan, slot

Pair = tuple[Run, Run]


def telling_of(run: Run, lang: str = "en") -> Telling:
    return Telling(build(run, Shelf()), run, Words(lang, "kit", "questions"))


def test_two_days_hold_every_session_once_and_none_overlaps_the_next() -> None:
    assert [one for day in DAYS for one in day] == list(SESSIONS)
    for day in DAYS:
        ends = [slot(one).partition("–")[2] for one in day]
        assert all(end < STARTS[later] for end, later in zip(ends, day[1:], strict=False))
        assert all(one in PAUSES for one in day[:-1])


def test_the_steps_of_a_session_follow_each_other_to_its_end(pilots: Pair) -> None:
    for lesson in telling_of(pilots[0]).kit.lessons:
        steps = plan(lesson)
        whens = [when.split("–") for when, _, _ in steps]
        assert [start for start, _ in whens[1:]] == [end for _, end in whens[:-1]]
        assert f"{whens[0][0]}–{whens[-1][1]}" == slot(lesson.outline.id)


def test_hours_go_over_the_full_hour() -> None:
    assert hours("10:30", 75) == "10:30–11:45"


def test_codes_of_units_become_names_and_ranges_keep_their_ends(pilots: Pair) -> None:
    told = telling_of(pilots[1])
    assert told.say(Said("In this order: {units}.", {"units": ("EC-P", "EC-G")})) == "In this order: Pichincha, Guayas."
    assert told.cell(None) == "not reported"
    assert told.cell({"low": 5.0, "mid": 8.0, "high": 12.0, "unit": "%"}).replace("\u00a0", " ") == "8 % (5 to 12)"
    assert told.say(Said("")) == ""


def test_a_number_without_a_range_prints_none(pilots: Pair) -> None:
    telling = telling_of(pilots[0])
    assert telling.cell({"low": 5.0, "mid": 5.0, "high": 5.0, "unit": "%"}) == "5\u00a0%"
    assert telling.cell({"low": 4.0, "mid": 5.0, "high": 6.0, "unit": "%"}).replace("\u00a0", " ") == "5 % (4 to 6)"


def test_an_item_names_its_rows_and_its_published_source(pilots: Pair) -> None:
    told = telling_of(pilots[0])
    items = {figure: item for one in told.exercises() for item in one.items for figure in item.figures}
    assert "IDMC" in told.source(items["idmc_kaz_total"])
    rows = [item for one in told.exercises() for item in one.items if item.claims == ("people.mountain",)]
    assert told.source(rows[0]).startswith("E")
    for item in items.values():
        named = told.source(item).split("; ")
        assert len(named) == len(set(named))  # two figures of one article name it once


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_left_out_is_said_in_the_readers_language(pilots: Pair, lang: str) -> None:
    bare = replace(pilots[0], claims=[claim for claim in pilots[0].claims if not claim.id.startswith("hazards.")])
    said = telling_of(bare, lang).left_out()
    assert any(telling_of(bare, lang).t(SESSIONS["s3"]) in text for text in said)
    assert telling_of(pilots[0], lang).left_out() == ()


@pytest.mark.parametrize("lang", LANGS[1:])
def test_every_word_of_the_plan_is_translated(pilots: Pair, lang: str) -> None:
    told = telling_of(pilots[0], lang)
    for one in OUTLINES:
        texts = [one.aim, one.watch, *one.lines, *one.materials, *one.discussion, *(text for _, text in one.steps)]
        assert [text for text in texts if told.t(text) == text] == []
