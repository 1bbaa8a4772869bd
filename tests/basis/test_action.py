import pytest

from highground.basis.action import Action, Ground
from highground.basis.errors import BadData

ICE = Ground("KAZ", "glaciers.area")


def test_an_action_that_rests_on_no_claim_is_refused() -> None:
    with pytest.raises(BadData, match=r"ask\.ice rests on no claim"):
        Action("ask.ice", "ask", "Measure the ice.", {}, ())


def test_an_action_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(BadData, match="no kind of action"):
        Action("ask.ice", "wish", "Measure the ice.", {}, (ICE,))  # type: ignore[arg-type]


def test_a_ground_given_twice_is_refused() -> None:
    with pytest.raises(BadData, match="twice"):
        Action("ask.ice", "ask", "Measure the ice.", {}, (ICE, ICE))


def test_an_action_knows_its_countries_once_each() -> None:
    grounds = (Ground("KAZ", "a"), Ground("ECU", "a"), Ground("KAZ", "b"))
    assert Action("ask.both", "ask", "Both.", {}, grounds).countries == ("ECU", "KAZ")
