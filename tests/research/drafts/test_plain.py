from hypothesis import given
from hypothesis import strategies as st

from highground.research.drafts.plain import plain, quotations


@given(st.text())
def test_plain_text_has_as_many_signs_as_before(text: str) -> None:
    assert len(plain(text)) == len(text)


def test_letters_that_are_letters_of_their_own_stay_apart() -> None:
    assert plain("Йод Ёж ÑANDÚ") == "йод еж nandu"


def test_quotations_of_three_alphabets_are_found() -> None:
    text = "«одно», “two” and 'three words'"
    assert [text[a:b] for a, b in quotations(text)] == ["«одно»", "“two”", "'three words'"]


def test_an_apostrophe_opens_no_quotation() -> None:
    assert quotations("the country's people don't move") == ()
