from collections.abc import Callable
from dataclasses import replace

import pytest

from highground.basis.errors import BadData
from highground.catalogue.runs import Run
from highground.response.policy.pack.made import Pack

Pair = tuple[Run, Run]
Packed = Callable[..., Pack]


def test_a_pack_names_the_cards_behind_its_claims_and_facts(packed: Packed, pilots: Pair) -> None:
    names = [source.id for source in packed(*pilots).sources]
    assert names[-2:] == ["policy-frameworks", "mountain-diplomacy"]
    assert len(set(names)) == len(names)
    assert {"oggm-projections-1.6.1", "glacier-area-pilots"} <= set(names)


def test_precedents_are_those_of_the_asks_that_are_made(packed: Packed, pilots: Pair) -> None:
    made = packed(*pilots)
    assert set(made.precedents) == {text for ask in made.asks for text in ask.texts}
    assert made.precedents["UNFCCC-NWP"]["grade"] == "unverified"


def test_a_country_twice_too_many_or_none_are_refused(packed: Packed, pilots: Pair) -> None:
    for runs, why in (((pilots[0], pilots[0]), "named twice"), ((), "1 to 4"), ((pilots[0],) * 5, "1 to 4")):
        with pytest.raises(BadData, match=why):
            packed(*runs)


def test_runs_of_other_seeds_do_not_speak_together(packed: Packed, pilots: Pair) -> None:
    other = replace(pilots[1], about={**pilots[1].about, "seed": 2})
    with pytest.raises(BadData, match="differ in seed"):
        packed(pilots[0], other)


def test_a_run_whose_claims_support_nothing_makes_no_pack(packed: Packed, pilots: Pair) -> None:
    """So it is for a country without mountains, if somebody made it a run."""
    with pytest.raises(BadData, match="supports an ask"):
        packed(replace(pilots[0], claims=()))
