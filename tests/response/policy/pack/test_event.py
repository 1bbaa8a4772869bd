from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.response.policy.pack.event import LONGEST, event_of

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "empty"), ("   ", "empty"), ("a\x01b", "U\\+0001"), ("SB\u202e66", "U\\+202E"), ("SB\n66", "U\\+000A"), ("x" * (LONGEST + 1), "121 signs")],
)  # fmt: skip
def test_a_hostile_event_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(BadData, match=why):
        event_of(text, "", TODAY)


def test_markup_and_formulas_are_words_like_others() -> None:
    assert event_of('=HYPERLINK("x") <b>&amp;', "", TODAY).text == '=HYPERLINK("x") <b>&amp;'


def test_the_last_day_is_given_or_the_year_named_or_today() -> None:
    assert event_of("SB 66, June 2027", "2027-06-07", TODAY).until == date(2027, 6, 7)
    assert event_of("COP31, 2026", "", TODAY).until == date(2026, 12, 31)
    assert event_of("SB 66", "", TODAY).until == TODAY
    with pytest.raises(BadData, match="is no day"):
        event_of("SB 66", "June", TODAY)


@given(st.text(max_size=200))
def test_any_text_is_kept_or_refused_in_one_sentence(text: str) -> None:
    try:
        said = event_of(text, "", TODAY).text
    except BadData as error:
        said = str(error)
    assert "\n" not in said
    assert len(said) <= LONGEST
