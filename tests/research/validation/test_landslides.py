import pytest

from highground.catalogue.reference import Reference
from highground.research.validation.landslides import checks


def test_slides_of_southern_ecuador_are_ranked_well_on_unseen_ground(reference: Reference) -> None:
    unseen, worst, seen = checks(reference)
    assert unseen.verdict == "pass"
    assert worst.ours <= unseen.ours < seen.ours  # what a fit has seen flatters it
    assert seen.ours == pytest.approx(0.82, abs=0.02)
