import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.research.drafts.sentences import LONGEST, sentences


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("It costs 3.5 million, e.g. in the U.S. and so on. Next.", ["It costs 3.5 million, e.g. in the U.S. and so on.", "Next."]),
        ("Всего 2,4 млн. человек, т.е. 3 %. Это предел.", ["Всего 2,4 млн. человек, т.е. 3 %.", "Это предел."]),
        ("Más de 5 millones en EE. UU. y otros. ¿Por qué? Fin.", ["Más de 5 millones en EE. UU. y otros.", "¿Por qué?", "Fin."]),
        ("Von A. Guterres spoke. He left.", ["Von A. Guterres spoke.", "He left."]),
    ],
)
def test_stops_of_abbreviations_and_decimals_end_no_sentence(text: str, pieces: list[str]) -> None:
    assert cut(text) == pieces


@given(st.text(alphabet="ab .!?;\n«»“”1", max_size=3000))
def test_no_word_is_lost_and_no_sentence_is_endless(text: str) -> None:
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
    assert all(b - a <= LONGEST for a, b in sentences(text))
