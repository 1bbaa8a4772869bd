"""The kit of a run: eight sessions of 75 minutes, each an action that rests on claims, and exercises whose answers are the run's."""

from dataclasses import replace
from typing import Any

import pytest

from highground.basis.errors import BadData
from highground.basis.question import SESSIONS
from highground.catalogue.codes.book import codebook
from highground.catalogue.drafts.rulebook import rulebook
from highground.catalogue.runs import Run
from highground.catalogue.shelf import Shelf
from highground.response.capacity.kit import (
    cases,
    coding_lab,
    draft_check,
    hotspot_lab,
    negotiation,
    numbers_game,
)
from highground.response.capacity.kit.exercise import Exercise, Material
from highground.response.capacity.kit.kit import MAKERS, OUTLINES, build
from highground.response.capacity.kit.outline import MINUTES

Pair = tuple[Run, Run]


def material_of(run: Run) -> Material:
    figures = {str(row["figure_id"]): row for row in rulebook(Shelf()).figures}
    return Material(run, figures, codebook(Shelf()), {claim.id: claim for claim in run.claims})


def without(run: Run, *starts: str) -> Run:
    """The run as if it made no claim whose id begins so."""
    return replace(run, claims=[claim for claim in run.claims if not claim.id.startswith(starts)])


def filled(exercise: Exercise | None) -> Exercise:
    assert exercise is not None
    return exercise


def test_there_are_eight_sessions_of_75_minutes() -> None:
    assert [one.id for one in OUTLINES] == list(SESSIONS)
    assert set(MAKERS) == set(SESSIONS)
    assert [sum(minutes for minutes, _ in one.steps) for one in OUTLINES] == [75] * 8
    assert MINUTES == 75


def test_every_session_says_what_its_words_mean() -> None:
    """Whoever teaches on Monday is asked what K1, a draw, or a family is; five forms of mobility are five."""
    for one in OUTLINES:
        assert len(one.terms) >= 3
        assert len({term for term, _ in one.terms}) == len(one.terms)
        assert all(meaning.endswith(".") for _, meaning in one.terms)
    assert len(OUTLINES[3].terms) == 5
    told = " ".join(term for one in OUTLINES for term, _ in one.terms)
    assert all(
        word in told for word in ("K1", "K2", "Displaced", "Evacuated", "Families", "Draw", "Range", "Confidence", "Silence")
    )


def test_titles_of_slides_hold_for_a_country_whose_people_live_high_up() -> None:
    """Six of Ecuador's 18 million live above 2,500 m: few live high up is Kazakhstan's finding, not a title for all."""
    texts = [chart.title for one in OUTLINES for chart in one.charts] + [one.watch for one in OUTLINES]
    assert not [text for text in texts if "Few people live high up" in text or text.startswith("Large towns at the foot")]


def test_the_negotiation_says_what_is_negotiated(pilots: Pair) -> None:
    assert "one paragraph on people in mountains" in filled(negotiation.simulation(material_of(pilots[0]))).note


def test_a_session_whose_minutes_do_not_add_up_is_refused() -> None:
    steps = ((70, "all of it"), (10, "and more"))
    with pytest.raises(BadData, match=r"session s1 takes 80 minutes; a session has 75"):
        replace(OUTLINES[0], steps=steps)


def test_a_session_of_an_unknown_number_or_level_is_refused() -> None:
    with pytest.raises(BadData, match="no session 's9'"):
        replace(OUTLINES[0], id="s9")
    with pytest.raises(BadData, match="'expert' is no level"):
        replace(OUTLINES[0], outcomes=(("expert", "know everything"),))  # type: ignore[arg-type]


@pytest.mark.parametrize("which", [0, 1])
def test_every_lesson_is_an_action_that_rests_on_claims_which_the_run_makes(pilots: Pair, which: int) -> None:
    made = build(pilots[which], Shelf())
    claims = {claim.id for claim in pilots[which].claims}
    assert (len(made.lessons), made.missing, made.dropped) == (8, (), ())
    for lesson in made.lessons:
        assert lesson.action.kind == "lesson"
        assert lesson.action.grounds
        assert {ground.claim for ground in lesson.action.grounds} <= claims & set(lesson.outline.grounds)


@pytest.mark.parametrize("which", [0, 1])
def test_every_question_of_an_exercise_has_an_answer(pilots: Pair, which: int) -> None:
    for lesson in build(pilots[which], Shelf()).lessons:
        for item in filled(lesson.exercise).items:
            assert item.ask.template
            assert item.answer.template
            assert item.ask != item.answer


def test_every_cited_figure_has_a_source(pilots: Pair) -> None:
    made = build(pilots[0], Shelf())
    assert {"idmc_kaz_total", "gs_ca", "mtn_pop_1975"} <= set(made.figures)
    assert all(made.figures.values())


def test_without_a_chapter_its_exercise_is_dropped_and_its_session_left_out(pilots: Pair) -> None:
    made = build(without(pilots[0], "hazards."), Shelf())
    assert "s3" in made.missing
    assert [lesson.outline.id for lesson in made.lessons].count("s3") == 0
    assert all(not ground.claim.startswith("hazards.") for lesson in made.lessons for ground in lesson.action.grounds)


def test_a_session_stays_and_says_that_its_exercise_has_no_numbers(pilots: Pair) -> None:
    made = build(replace(pilots[0], claims=[claim for claim in pilots[0].claims if claim.id == "terrain.share"]), Shelf())
    assert [(lesson.outline.id, lesson.exercise) for lesson in made.lessons if lesson.outline.id == "s1"] == [("s1", None)]
    assert "Numbers game, first round" in made.dropped


def test_a_run_without_claims_makes_no_kit(pilots: Pair) -> None:
    with pytest.raises(BadData, match="makes no claim that a training could rest on; profile the country again"):
        build(replace(pilots[0], claims=[]), Shelf())


def test_the_numbers_game_takes_its_numbers_from_claims_and_cited_figures(pilots: Pair) -> None:
    kaz, ecu = (filled(numbers_game.second(material_of(run))) for run in pilots)
    total = next(item for item in kaz.items if "idmc_kaz_total" in item.figures)
    assert total.ask.values["n"] == 78768
    assert any("ec_life_h_2022" in item.figures for item in ecu.items)
    assert not any("kz2024_05_evac" in item.figures for item in ecu.items)
    assert all(item.claims or item.figures for item in (*kaz.items, *ecu.items))
    assert numbers_game.second(material_of(without(pilots[0], "hazards.aad"))) is None
    assert filled(numbers_game.first(material_of(pilots[0]))).items[0].claims == ("people.mountain",)
    assert numbers_game.first(material_of(without(pilots[0], "people.mountain"))) is None


def test_charts_are_read_where_the_run_has_them(pilots: Pair) -> None:
    asked = filled(cases.reading(material_of(pilots[0]))).items
    claims = {claim.id: claim for claim in pilots[0].claims}
    assert all(item.answer.template == claims[item.claims[0]].template for item in asked)
    assert cases.reading(material_of(without(pilots[0], "climate.", "glaciers.", "ecosystems."))) is None
    assert len(cases.sorting(material_of(pilots[0])).items) == 6


def test_a_question_on_a_chart_names_its_level(pilots: Pair) -> None:
    asked = filled(cases.reading(material_of(pilots[0]))).items
    levels = [item.ask.values["level"] for item in asked if "{level}" in item.ask.template]
    assert levels == [2.0, 2.0, 2.0]
    assert not [item for item in asked if "this level" in item.ask.template]


def test_the_hotspot_lab_ranks_by_what_the_table_holds(pilots: Pair) -> None:
    lab = filled(hotspot_lab.lab(material_of(pilots[0])))
    assert lab.grid is not None
    held = pilots[0].evidence
    rows = held[(held["indicator"] == "unit_displacement") & (held["group"].fillna("") == "") & (held["status"] == "value")]
    best = rows[rows["place"] != "KAZ"].sort_values(["mid", "place"], ascending=[False, True])["place"].head(3)
    assert lab.items[0].answer.values["units"] == tuple(best)
    assert [line[0] for line in lab.grid.lines][:3] == list(best)
    assert {len(line) for line in lab.grid.lines} == {len(lab.grid.heads)}


def test_units_that_print_alike_are_both_right(pilots: Pair) -> None:
    """Whoever reads 600 and 600 from the paper cannot know which of them is third."""
    held = pilots[0].evidence.copy()
    whole = (held["indicator"] == "unit_displacement") & (held["group"].fillna("") == "") & (held["place"] != "KAZ")
    held.loc[whole, ["low", "mid", "high"]] = (1.0, 10.0, 100.0)
    for place, mid in (("KZ-ALA", 1_300.0), ("KZ-ALM", 1_000.0), ("KZ-VOS", 610.0), ("KZ-KAR", 590.0)):
        held.loc[whole & (held["place"] == place), ["low", "mid", "high"]] = (140.0, mid, 2_900.0)
    told = filled(hotspot_lab.lab(material_of(replace(pilots[0], evidence=held)))).items[0].answer
    assert told.values == {"units": ("KZ-ALA", "KZ-ALM", "KZ-VOS"), "alike": ("KZ-KAR",)}
    assert "right too" in told.template


def test_a_role_does_not_ask_for_a_change_that_the_claim_denies(pilots: Pair) -> None:
    kaz, ecu = (filled(negotiation.simulation(material_of(run))) for run in pilots)
    assert [item for item in kaz.items if "ecosystems.season" in item.claims]
    assert not [item for item in ecu.items if "ecosystems.season" in item.claims]  # its pastures are green all year already


def test_a_unit_that_the_run_gives_no_number_is_blank_and_not_zero(pilots: Pair) -> None:
    held = pilots[0].evidence
    one = held.index[(held["indicator"] == "unit_displacement_rate") & (held["place"] != "KAZ")][0]
    place = held.loc[one, "place"]
    lab = filled(hotspot_lab.lab(material_of(replace(pilots[0], evidence=held.drop(index=one)))))
    assert lab.grid is not None
    assert next(line for line in lab.grid.lines if line[0] == place)[4] is None
    assert hotspot_lab.lab(material_of(without(pilots[0], "hazards.units"))) is None


def test_the_coding_lab_answers_with_labels_of_the_code_book(pilots: Pair) -> None:
    material = material_of(pilots[0])
    lab = filled(coding_lab.lab(material))
    labels = [theme.label["en"] for theme in material.book.themes]
    assert len(lab.items) == 6
    for item in lab.items:
        told: Any = item.answer.values["theme"]
        assert told["en"] in labels
    assert coding_lab.lab(replace(material, book=replace(material.book, themes=material.book.themes[:1]))) is None


def test_wrong_sentences_of_the_draft_are_marked_as_wrong_and_invented(pilots: Pair) -> None:
    draft = filled(draft_check.draft(material_of(pilots[0])))
    assert draft.note == cases.INVENTED
    assert all(item.why.template for item in draft.items)
    exact = next(item for item in draft.items if "exactly" in item.ask.template)
    aad: Any = next(claim for claim in pilots[0].claims if claim.id == "hazards.aad").values["aad"]
    assert exact.ask.values["n"] == round(aad["mid"])
    bare = replace(pilots[0], claims=[])
    assert draft_check.draft(material_of(bare)) is None


def test_no_exercise_answers_with_a_single_cause(pilots: Pair) -> None:
    for run in pilots:
        for lesson in build(run, Shelf()).lessons:
            for item in filled(lesson.exercise).items:
                told = f"{item.answer.template} {item.why.template}".lower()
                assert "because of the climate" not in told
                assert "caused by climate" not in told


def test_a_role_without_a_claim_is_left_out_of_the_negotiation(pilots: Pair) -> None:
    whole = filled(negotiation.simulation(material_of(pilots[0])))
    assert len(whole.items) == 6
    assert all(item.claims for item in whole.items)
    fewer = filled(negotiation.simulation(material_of(without(pilots[0], "mobility.stuck", "mobility.cells"))))
    assert len(fewer.items) == 5
    assert negotiation.simulation(material_of(without(pilots[0], "mobility.", "hazards.", "people.", "ecosystems."))) is None


def test_the_answer_on_mountains_gives_mountains_and_elsewhere_apart(pilots: Pair) -> None:
    for run in pilots:
        place = next(claim for claim in run.claims if claim.id == "hazards.place")
        (item,) = [one for one in filled(numbers_game.second(material_of(run))).items if "hazards.place" in one.claims]
        assert item.answer.values == {"mountain": place.values["mountain"], "elsewhere": place.values["elsewhere"]}
        assert place.values["mountain"] != place.values["elsewhere"]
