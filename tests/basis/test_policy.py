"""What a library of policy holds, checked by hand."""

import pytest

from highground.basis.policy import Code, Codebook, Field, code_id, passage_id, text_id


def _code(**given: object) -> Code:
    fields: dict[str, object] = {
        "id": "x", "text": "t", "passage": 1, "theme": "migration", "page": 1, "quote": "q", "values": {}, "language": "en", "coder": "c",
        "date": "2026-01-01", "status": "confirmed", "present": "yes",
    }  # fmt: skip
    return Code(**(fields | given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "published"),
    [({}, True), ({"status": "adjudicated"}, True), ({"status": "suggested"}, False), ({"present": "no"}, False), ({"present": ""}, False), ({"coder": ""}, False)],
)  # fmt: skip
def test_only_what_a_person_found_is_published(given: dict[str, object], published: bool) -> None:
    assert _code(**given).published is published


def test_a_strength_that_was_not_coded_is_not_zero() -> None:
    assert _code().strength is None
    assert _code(values={"hg_strength": "0"}).strength == 0


def test_two_coders_of_one_passage_have_two_codes() -> None:
    assert code_id("t", 1, "migration", "one") != code_id("t", 1, "migration", "two")
    assert code_id("t", 1, "migration", "one") != code_id("t", 1, "mountain", "one")
    assert passage_id("t", 12) == "t-00012"
    assert len(text_id("a" * 64)) == 16


def test_the_book_gives_its_fields_by_scope_in_their_order() -> None:
    one, two = Field("a", "own", "text", "text", {}), Field("b", "own", "text", "passage", {})
    assert Codebook("1", (two, one), ()).asked("text") == (one,)
