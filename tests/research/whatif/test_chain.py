import pytest

from highground.basis.ensemble import Ensemble
from highground.catalogue.regions import find_region
from highground.catalogue.shelf import Shelf
from highground.people.mobility.levers import Levers
from highground.research.profile import silent
from highground.research.whatif.answer import DIFFERENCE, WITH, WITHOUT, WhatIf, one
from highground.research.whatif.asked import Asked
from highground.research.whatif.chain import whatif


@pytest.fixture(scope="module")
def found(shelf: Shelf) -> WhatIf:
    asked = Asked(Levers(early_warning=0.5, pathways=0.2, relocation=300), 2.0)
    return whatif(shelf, find_region("ECU", shelf), asked, Ensemble(members=50), silent)


def test_the_answer_holds_both_sides_all_together_and_each_alone(found: WhatIf) -> None:
    assert found.about["levers"] == {"early_warning": 50.0, "relocation": 300.0, "pathways": 20.0}
    assert set(found.rows["levers"]) == {"", "early_warning relocation pathways", "early_warning", "relocation", "pathways"}
    assert set(found.rows["what"]) == {"without", "with", "difference", "difference, %"}
    assert not found.rows.duplicated(["what", "levers", "indicator", "group"]).any()
    assert (found.rows["place"] == "ECU").all()


def test_what_stands_without_levers_is_what_the_profile_says(found: WhatIf, shelf: Shelf) -> None:
    from highground.research.profile import profile

    evidence = profile(shelf, find_region("ECU", shelf), Ensemble(members=50)).evidence
    for measure in ("displacement_aad", "internal_moves", "emigration_moves"):
        told = evidence[
            (evidence["indicator"] == measure)
            & (evidence["level"] == 2.0)
            & (evidence["group"] == "")
            & (evidence["place"] == "ECU")
        ]
        row = one(found.rows, measure, WITHOUT)
        assert row is not None
        assert [row[end] for end in ("low", "mid", "high")] == pytest.approx(
            told[["low", "mid", "high"]].iloc[0].tolist(), rel=1e-6
        )


def test_the_difference_is_that_of_members_and_every_source_is_named(found: WhatIf) -> None:
    change, before, after = (one(found.rows, "displacement_aad", what) for what in (DIFFERENCE, WITHOUT, WITH))
    assert change is not None
    assert before is not None
    assert after is not None
    assert change["high"] <= 0
    assert change["mid"] != pytest.approx(after["mid"] - before["mid"], rel=1e-3)
    assert {card.id for card in found.sources} >= set(" ".join(found.rows["sources"]).split())


def test_a_lever_that_is_pulled_alone_is_not_told_twice(shelf: Shelf) -> None:
    asked = Asked(Levers(early_warning=0.5), 1.09)
    rows = whatif(shelf, find_region("ECU", shelf), asked, Ensemble(members=20), silent).rows
    assert not rows.duplicated(["what", "levers", "indicator", "group"]).any()


def test_the_bar_never_runs_back_and_histories_are_told(shelf: Shelf) -> None:
    shares: list[float] = []
    asked = Asked(Levers(early_warning=0.5, pathways=0.2), 2.0, households=200)
    found = whatif(
        shelf,
        find_region("ECU", shelf),
        asked,
        Ensemble(members=12),
        lambda _, share: shares.append(shares[-1] if share is None else share),
    )
    assert shares == sorted(shares)
    assert one(found.rows, "stuck_long", DIFFERENCE) is not None
    assert any("Household histories" in message for message, _ in found.notes)
