import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.catalogue.events.words import is_blank
from highground.catalogue.register.cells import Reader
from highground.catalogue.register.families import merged, read_families

Maker = Callable[..., Path]
HEAD = "Family ID,Village,People,Women,Children,Older,Disability,Livelihood,House damage,Consent,Consent date,Move date,Note\n"


def test_a_list_is_read_field_by_field(text_file: Maker, reader: Reader) -> None:
    state, unused = read_families(text_file(HEAD + "A1,top,4-6,2,1,,0,herding,heavy,yes,2026-01-05,,two cows\n"), reader, ["Top"])
    assert state == {
        "A1": {"settlement": "Top", "people": "4-6", "women": "2", "children": "1", "disability": "0", "livelihood": "herding", "damage": "heavy",
               "consent": "yes", "consent_date": "2026-01-05", "note": "two cows"}
    }  # fmt: skip
    assert unused == ()


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("A1,Top,4,,,,,,,,,,\na1,Top,3,,,,,,,,,,\n", "the number a1 stands in row 2 too"), ("A1,Hill,4,,,,,,,,,,\n", "'Hill' is no settlement of the table, which has Top"),
        ("A1,Top,4,5,,,,,,,,,\n", "women 5 are more than the 4 people"), ("A1,Top,4,,3,2,,,,,,,\n", "children and older people 5 are more than the 4"),
        (",Top,4,,,,,,,,,,\n", "no entry for its number"), ("A1,,4,,,,,,,,,,\n", "no entry for its settlement"), ("A1,Top,-4,,,,,,,,,,\n", "negative"),
        ("A1,Top,1.5,,,,,,,,,,\n", "no whole number"), ("A1,Top,4,,,,,,,yes,2030-01-01,,\n", "in the future"), ("A1,Top,4,,,,,,,,,,Maria Lopez\n", "a full name"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_one_sentence(text_file: Maker, reader: Reader, rows: str, why: str) -> None:
    with pytest.raises(BadData, match=why) as refused:
        read_families(text_file(HEAD + rows), reader, ["Top"])
    assert "\n" not in str(refused.value)
    assert "row" in str(refused.value)


CELL = st.one_of(
    st.just(""),
    st.integers(-2, 70).map(str),
    st.text(max_size=8),
    st.sampled_from(["Top", "yes", "да", "4-6", "2026-01-01", "01.02.2026"]),
)


@settings(
    max_examples=60,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=st.lists(st.tuples(st.sampled_from(["A1", "A2", "B 7", ""]), *[CELL] * 5), min_size=1, max_size=4))
def test_any_list_is_read_whole_or_refused_in_one_sentence(text_file: Maker, reader: Reader, rows: list[tuple[str, ...]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([("id", "village", "people", "consent", "consent date", "note"), *rows])
    try:
        state, _ = read_families(text_file(text.getvalue()), reader)
    except BadData as error:
        assert "\n" not in str(error)  # noqa: PT017  either is right
        return
    assert len(state) == sum(any(not is_blank(cell) for cell in row) for row in rows)
    assert all(cells["settlement"] for cells in state.values())


def test_without_a_table_of_settlements_every_name_is_taken(text_file: Maker, reader: Reader) -> None:
    assert read_families(text_file("id,village\n1,Hill\n"), reader)[0] == {"1": {"settlement": "Hill"}}


def test_a_list_adds_families_and_fills_blanks_but_overwrites_nothing() -> None:
    register = {"A1": {"settlement": "Top", "people": "4"}}
    together = merged(register, {"A1": {"settlement": "Top", "livelihood": "wage"}, "A2": {"settlement": "Top"}}, "list.csv")
    assert together == {"A1": {"settlement": "Top", "people": "4", "livelihood": "wage"}, "A2": {"settlement": "Top"}}
    assert register == {"A1": {"settlement": "Top", "people": "4"}}
    with pytest.raises(BadData, match="family A1 has People in the family '5', the register has '4'"):
        merged(register, {"A1": {"settlement": "Top", "people": "5"}}, "list.csv")


def test_a_number_and_a_place_written_another_way_are_the_same() -> None:
    register = {"A-1": {"settlement": "Top"}}
    assert merged(register, {"a 1": {"settlement": "TOP", "people": "3"}}, "list.csv") == {
        "A-1": {"settlement": "Top", "people": "3"}
    }


def test_parts_are_checked_again_when_a_list_fills_blanks() -> None:
    with pytest.raises(BadData, match="children 3 are more than the 2 people"):
        merged({"A1": {"settlement": "Top", "people": "2"}}, {"A1": {"settlement": "Top", "children": "3"}}, "list.csv")


def test_the_name_of_a_place_of_the_list_may_stand_in_a_note_and_another_is_refused_with_what_to_do(
    text_file: Maker, reader: Reader
) -> None:
    state, _ = read_families(
        text_file("id,village,note\n1,Agua Clara,Agua Clara\n2,Agua Clara,Alto Cielo\n"), reader, ["Agua Clara", "Alto Cielo"]
    )
    assert [cells["note"] for cells in state.values()] == ["Agua Clara", "Alto Cielo"]
    with pytest.raises(
        BadData, match=r"row 3, note: .* a full name.*place or a thing.*in a sentence with words in small letters"
    ) as refused:
        read_families(text_file("id,village,note\n1,Top,\n2,Top,Agua Clara\n"), reader)
    assert "Agua" not in str(refused.value)
