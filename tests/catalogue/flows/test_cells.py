import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.catalogue.flows import cells


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        (1131, 1131),
        (1131.0, 1131),
        ("1 131", 1131),
        ("1,131", 1131),
        ("1.131", 1131),
        ("12.0", 12),
        ("0", 0),
        (0, 0),
        (" 1\u00a0131 ", 1131),
    ],
)
def test_a_number_is_read_as_people_write_it(cell: object, count: int) -> None:
    assert cells.people(cell, "flow") == count


@pytest.mark.parametrize("cell", [None, "", " - ", "NA", "nan", "нет данных", "sin datos"])
def test_a_blank_is_not_reported_and_never_zero(cell: object) -> None:
    assert cells.people(cell, "flow") is None


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (-5, "a count is never negative"), ("-5", "a count is never negative"), (2.5, "whole"), ("2,5", "whole"), ("=A1+B1", "a formula"),
        ("about 200", "not one number"), ("200-300", "not one number"), ("1000+", "not one number"), ("many", "not a number"),
        (True, "not one number"), (float("inf"), "not a number"), ("12 families", "families"), (3e10, "all people on Earth"),
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_its_reason(cell: object, says: str) -> None:
    assert says in str(cells.people(cell, "flow"))


def test_a_sign_for_decimals_elsewhere_in_the_column_makes_thousands_doubtful() -> None:
    signs = cells.decimal_signs(["131.000", "1131.000", "7"])
    assert signs == {"."}
    assert "two ways" in str(cells.people("131.000", "flow", signs))
    assert cells.people("1131.000", "flow", signs) == 1131
    assert cells.people("1,131", "flow", signs) == 1131


@given(st.integers(0, 10**9))
def test_every_form_of_a_whole_number_is_that_number(count: int) -> None:
    assert {
        cells.people(form, "flow") for form in (count, float(count), str(count), f"{count:,}", f"{count:,}".replace(",", " "))
    } == {count}


def test_a_year_is_four_digits() -> None:
    assert [cells.year(cell) for cell in (2022, "2022", 2022.0, "2022 год", "2022 жылы", None)] == [2022] * 5 + [None]
    assert all("not one year" in str(cells.year(cell)) for cell in ("2020-2021", "22", 20220, True, "soon"))


def test_a_distance_lies_above_zero() -> None:
    assert (cells.km("103,5"), cells.km("")) == (103.5, None)
    assert all("above 0" in str(cells.km(cell)) for cell in ("0", -3, "far", float("nan")))
