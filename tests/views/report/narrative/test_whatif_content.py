from dataclasses import replace

import pytest

from highground.basis.mobility import LEVERS
from highground.basis.settings import LANGS
from highground.research.whatif.answer import DIFFERENCE, PERCENT, WhatIf
from highground.views.report.narrative.whatif_content import build


def with_rows(asked: WhatIf, **cells: float) -> WhatIf:
    """The same answer with other ranges of every difference."""
    rows = asked.rows.copy()
    changed = rows["what"].isin([DIFFERENCE, PERCENT])
    for name, value in cells.items():
        rows.loc[changed, name] = value
    return replace(asked, rows=rows)


def test_the_answer_comes_in_one_sentence_with_ranges(asked: WhatIf) -> None:
    page = build(asked, "en")
    assert page.answer.startswith("Compared with none of this: ")
    assert page.answer.count(".") - page.answer.count("0.") <= 3
    assert "fewer displacements a year" in page.answer
    assert "more moves a year inside the country" in page.answer
    assert "whether departures abroad grow or fall is not settled" in page.answer
    assert page.confidence in {"low confidence", "very low confidence"}


def test_levers_that_change_nothing_say_so(asked: WhatIf) -> None:
    page = build(with_rows(asked, low=0.0, mid=0.0, high=0.0), "en")
    assert "the model changes no number" in page.answer


def test_an_open_sign_is_never_told_as_fewer_or_more(asked: WhatIf) -> None:
    answer = build(with_rows(asked, low=-3.0, mid=1.0, high=2.0), "en").answer
    assert answer.count("not settled") == 3
    assert "neither inside the country nor abroad" in answer
    assert "fewer" not in answer
    assert "more" not in answer


def test_what_nobody_could_act_on_is_not_told_as_a_number(asked: WhatIf) -> None:
    rows = asked.rows.copy()
    moves = rows["what"].isin([DIFFERENCE, PERCENT]) & (rows["indicator"] != "displacement_aad")
    rows.loc[moves, ["low", "mid", "high"]] = [-0.002, -0.001, 0.3]
    answer = build(replace(asked, rows=rows), "en").answer
    assert answer.endswith("fewer displacements a year; the other numbers hardly change (less than 0.1\u00a0% in the middle).")
    every = rows.assign(what=rows["what"]).loc[rows["indicator"] != "displacement_aad"]
    assert build(replace(asked, rows=every), "en").answer.endswith("what becomes of displacement is not known here.")


def test_what_the_levers_leave_alone_is_named_and_not_drawn(asked: WhatIf) -> None:
    rows = asked.rows.copy()
    same = rows["what"].isin([DIFFERENCE, PERCENT]) & (rows["indicator"] != "displacement_aad")
    rows.loc[same, ["low", "mid", "high"]] = 0.0
    page = build(replace(asked, rows=rows), "en")
    assert "No change: Moves a year inside the country, of all reasons; Departures abroad" in page.caption
    assert page.alone.columns == ("Lever", "Displacements a year by sudden hazards")
    assert "No change" not in build(asked, "en").caption


def test_moves_that_change_alike_are_told_once(asked: WhatIf) -> None:
    answer = build(with_rows(asked, low=2.0, mid=6.0, high=15.0), "en").answer
    assert "6\u00a0% (2.0\u00a0to\u00a015) more moves a year, inside the country and abroad alike" in answer
    assert "departures" not in answer


def test_moves_inside_and_abroad_that_differ_are_told_apart(asked: WhatIf) -> None:
    rows = with_rows(asked, low=2.0, mid=6.0, high=15.0).rows.copy()
    rows.loc[(rows["what"] == PERCENT) & (rows["indicator"] == "emigration_moves"), "mid"] = 9.0
    answer = build(replace(asked, rows=rows), "en").answer
    assert "6\u00a0% (2.0\u00a0to\u00a015) more moves a year inside the country" in answer
    assert "9\u00a0% (2.0\u00a0to\u00a015) more departures abroad a year" in answer
    assert "alike" not in answer


def test_the_answer_is_no_surer_than_the_least_sure_difference_that_it_states(asked: WhatIf) -> None:
    rows = with_rows(asked, low=2.0, mid=6.0, high=15.0).rows.copy()
    changed = rows["what"].isin([DIFFERENCE, PERCENT])
    rows.loc[changed, "confidence"] = "medium"
    assert build(replace(asked, rows=rows), "en").level == "medium"
    rows.loc[changed & (rows["indicator"] == "internal_moves"), "confidence"] = "very low"
    assert build(replace(asked, rows=rows), "en").level == "very low"
    rows.loc[changed & (rows["indicator"] == "internal_moves"), ["low", "mid", "high"]] = 0.0  # not stated any more
    assert build(replace(asked, rows=rows), "en").level == "medium"


def test_log_odds_are_told_as_times_that_odds_rise(asked: WhatIf) -> None:
    page = build(replace(asked, about={**asked.about, "levers": {"pathways": 10.0}}), "en")
    assert "rise 2.0 (1.2\u00a0to\u00a04.5) times" in page.changes[0].text  # e to the 0.7, 0.2 and 1.5


@pytest.mark.parametrize("lang", LANGS)
def test_every_lever_says_what_it_changes_and_how_well_it_works_in_each_language(asked: WhatIf, lang: str) -> None:
    about = {**asked.about, "levers": {each.id: 10.0 for each in LEVERS}, "level": 1.75}
    page = build(replace(asked, about=about), lang)
    assert len(page.changes) == len(LEVERS)
    assert all("{" not in change.text and "(" in change.text for change in page.changes)
    assert len({change.text for change in page.changes}) == len(LEVERS)


def test_a_level_between_two_says_so_and_today_is_named(asked: WhatIf) -> None:
    between = build(replace(asked, about={**asked.about, "level": 1.75}), "en")
    assert any("between two levels" in text for text in between.unknown)
    assert not any("between two levels" in text for text in build(asked, "en").unknown)
    assert "climate of today" in build(replace(asked, about={**asked.about, "level": 1.09}), "en").subtitle


def test_alone_and_together_stand_side_by_side_and_are_not_added(asked: WhatIf) -> None:
    page = build(asked, "en")
    assert [line[0] for line in page.alone.lines] == [
        "Early warning and protection",
        "Regular pathways for migration",
        "All together",
    ]
    assert page.alone.lines[0][2] == "no change"
    assert "do not add up" in page.alone.note
    assert next(line[0] for line in page.measures.lines) == "Displacements a year by sudden hazards"
