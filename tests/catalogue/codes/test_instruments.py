"""The table of instruments, held to what it says itself."""

import pytest

from highground.catalogue.codes.instruments import frameworks, instruments
from highground.catalogue.shelf import Shelf


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf()


def test_the_pilots_and_two_neighbours_have_their_instruments(shelf: Shelf) -> None:
    found = instruments(shelf)
    by_country = {iso3: sum(one.iso3 == iso3 for one in found) for iso3 in ("KAZ", "ECU", "KGZ", "TJK")}
    assert by_country == {"KAZ": 11, "ECU": 8, "KGZ": 3, "TJK": 3}
    law = next(one for one in found if one.id == "KAZ-LAW-477")
    assert (law.year, law.number_ref, law.verified, law.grade) == (2011, "No 477-IV", "yes", "read")


def test_what_nobody_verified_stays_marked_and_no_wording_is_claimed(shelf: Shelf) -> None:
    found = instruments(shelf)
    assert {one.grade for one in found if one.verified == "no"} == {"unverified"}
    assert not any(one.quote or one.verified_by for one in found)


def test_a_blank_is_not_reported(shelf: Shelf) -> None:
    strategy = next(one for one in instruments(shelf) if one.id == "TJK-NCCAS")
    assert (strategy.year, strategy.period_end, strategy.number_ref) == (None, 2030, "")


def test_frameworks_name_the_compact_and_the_five_years_of_action(shelf: Shelf) -> None:
    names = {row["framework_id"]: row for row in frameworks(shelf)}
    assert names["GCM-5"]["year"] == "2018"
    assert names["UNGA-77-172"]["grade"] == "read"
    assert names["UNFCCC-SANTIAGO"]["year"] == ""
