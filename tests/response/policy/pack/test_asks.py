from dataclasses import replace
from typing import Any

import pytest

from highground.basis.action import Ground
from highground.basis.claim import CONFIDENCES
from highground.catalogue.runs import Run
from highground.research.claims.hazards import UNSURE
from highground.response.grounds import claims_of
from highground.response.policy.pack.asks import BY_ID, RULES, asks

Pair = tuple[Run, Run]


def without(run: Run, name: str) -> Run:
    return replace(run, claims=tuple(claim for claim in run.claims if claim.id != name))


def said(runs: Any) -> set[tuple[str, frozenset[Ground]]]:
    return {(ask.action.id, frozenset(ask.action.grounds)) for ask in asks(runs)}


def test_every_joint_ask_rests_on_claims_that_both_runs_make(pilots: Pair) -> None:
    held = claims_of(pilots)
    joint = [ask for ask in asks(pilots) if ask.joint]
    assert len(joint) >= 5
    for ask in joint:
        assert set(ask.action.countries) == {"KAZ", "ECU"}
        assert all(ground in held for ground in ask.action.grounds)


def test_swapping_the_countries_gives_the_same_asks(pilots: Pair) -> None:
    assert said(pilots) == said(pilots[::-1])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_claim_taken_from_a_run_takes_the_asks_that_rest_on_it(pilots: Pair, rule: Any) -> None:
    lost = without(pilots[0], rule.needs[0][0])
    left = asks([lost, pilots[1]])
    assert not any(Ground("KAZ", rule.needs[0][0]) in ask.action.grounds for ask in left)
    assert f"ask.{rule.id}" not in {ask.action.id for ask in left}, "no joint ask on the claims of one country"


def test_what_one_country_lost_the_other_still_asks_alone(pilots: Pair) -> None:
    left = {ask.action.id: ask for ask in asks([without(pilots[0], "glaciers.left"), pilots[1]])}
    assert left["ask.measure.ECU"].action.countries == ("ECU",)


def test_an_open_sentence_carries_no_ask(pilots: Pair) -> None:
    """A claim that says "not settled" is no ground for early warning against more frequent floods."""
    name = "hazards.frequency.debris_flow"
    open_ = replace(pilots[0], claims=tuple(replace(one, template=UNSURE) if one.id == name else one for one in pilots[0].claims))
    assert not any(ask.action.id in ("ask.warn", "ask.warn.KAZ") for ask in asks([open_, pilots[1]]))


def test_a_finding_that_the_two_do_not_share_makes_no_joint_ask(pilots: Pair) -> None:
    table = pilots[1].evidence.copy()
    table.loc[table["indicator"] == "glacier_mass_left", "high"] = 99.0
    other = replace(pilots[1], evidence=table)
    found = {ask.action.id for ask in asks([pilots[0], other])}
    assert "ask.measure" not in found
    assert {"ask.measure.KAZ", "ask.measure.ECU"} <= found


def test_asks_of_single_countries_are_theirs_alone(pilots: Pair) -> None:
    single = {ask.action.id: ask.action.countries for ask in asks(pilots) if not ask.joint}
    assert single["ask.follow.KAZ"] == ("KAZ",)
    assert "ask.follow.ECU" not in single, "Ecuador has no count of people who are still away"


def test_an_ask_is_as_sure_as_its_weakest_claim(pilots: Pair) -> None:
    held = claims_of(pilots)
    for ask in asks(pilots):
        assert CONFIDENCES.index(ask.confidence) == min(CONFIDENCES.index(held[one].confidence) for one in ask.action.grounds)


def test_one_country_alone_asks_only_for_itself(pilots: Pair) -> None:
    alone = asks([pilots[1]])
    assert alone
    assert all(ask.action.countries == ("ECU",) for ask in alone)


def test_three_countries_ask_together_only_what_all_three_support(pilots: Pair) -> None:
    third = replace(without(pilots[1], "glaciers.left"), about={**pilots[1].about, "iso3": "PER"})
    found = asks([*pilots, replace(third, evidence=third.evidence.replace({"place": {"ECU": "PER"}}))])
    joint = {ask.action.id for ask in found if ask.joint}
    assert "ask.measure" not in joint
    assert "ask.forms" in joint


def test_no_ask_names_a_text_twice_or_a_finding_that_there_is_not() -> None:
    from highground.research.shared import RULES as SHARED

    assert {rule.finding for rule in RULES} <= {"", *(one.id for one in SHARED)}
    assert all(len(set(rule.texts)) == len(rule.texts) for rule in BY_ID.values())
