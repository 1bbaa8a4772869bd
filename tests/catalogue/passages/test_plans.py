"""The plans of the validation data are cut into the same passages every time."""

from highground.catalogue.passages.cut import FEWEST, MOST, name_of
from highground.catalogue.passages.plans import plans
from highground.catalogue.reference import Reference


def test_passages_are_named_by_their_hash_and_of_bearable_length(reference: Reference) -> None:
    found = plans(reference)
    assert len(found) == 2532
    assert all(row["sha256"] == name_of(row["text"]) and FEWEST <= len(row["text"].split()) <= MOST for row in found)
    assert len({row["sha256"] for row in found}) == len(found)
    assert {row["page"] for row in found if row["iso3"] != "ECU"} == {""}
