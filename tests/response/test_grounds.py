from types import SimpleNamespace
from typing import Any

import pytest

from highground.basis.action import Action, Ground
from highground.basis.claim import Claim
from highground.basis.errors import BadData
from highground.response.grounds import claims_of, grounded, supported


def run(iso3: str, *ids: str) -> Any:
    claims = tuple(Claim(name, "glaciers", "{a}", {"a": 1}, (0,), "medium", "medium", "medium") for name in ids)
    return SimpleNamespace(about={"iso3": iso3}, claims=claims)


KAZ, ECU = run("KAZ", "ice", "heat"), run("ECU", "ice")


def ask(*grounds: Ground) -> Action:
    return Action("ask.ice", "ask", "Measure the ice.", {}, grounds)


def test_an_action_whose_claims_are_made_is_kept() -> None:
    action = ask(Ground("KAZ", "ice"), Ground("ECU", "ice"))
    assert grounded([action], [KAZ, ECU]) == (action,)


def test_an_action_on_a_claim_that_no_run_makes_is_refused_by_name() -> None:
    with pytest.raises(BadData, match=r"ask\.ice rests on the claim heat of ECU"):
        grounded([ask(Ground("ECU", "heat"))], [KAZ, ECU])


def test_a_claim_of_the_other_country_does_not_count() -> None:
    with pytest.raises(BadData):
        grounded([ask(Ground("ECU", "ice"))], [KAZ])


def test_support_is_what_the_runs_hold_and_nothing_else() -> None:
    assert supported(["heat", "snow", "ice"], [KAZ, ECU]) == (Ground("KAZ", "heat"), Ground("KAZ", "ice"), Ground("ECU", "ice"))
    assert supported(["snow"], [KAZ, ECU]) == ()


def test_claims_are_found_by_their_ground() -> None:
    assert claims_of([ECU])[Ground("ECU", "ice")].id == "ice"
