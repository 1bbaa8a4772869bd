import pytest

from highground.research.drafts.check import Book
from highground.research.drafts.reading import Reading, read


def of(text: str, lang: str, bundled: Book) -> Reading:
    return read(text, lang, bundled.concepts)


def test_a_number_counts_what_stands_just_after_it(bundled: Book) -> None:
    reading = of("904 families, 5 million internal migrants, 87 NDCs, 78,768 displacements and 12 of them", "en", bundled)
    assert [reading.noun(figure) for figure in reading.figures] == ["families", "persons", "documents", "movements", ""]
    reading = of("В 23 877 домохозяйствах живут 158 270 человек", "ru", bundled)
    assert [reading.noun(figure) for figure in reading.figures] == ["families", "persons"]


def test_the_nearest_concept_belongs_to_a_number(bundled: Book) -> None:
    reading = of("By then 119,220 people were evacuated, 36,745 had returned, and 6,909 were in shelters", "en", bundled)
    among = ("evacuated", "returned", "in_shelters")
    assert [m.concept for figure in reading.figures if (m := reading.nearest(figure, among))] == list(among)


def test_a_place_before_may_be_named_in_an_earlier_sentence(bundled: Book) -> None:
    earlier = of("Kazakhstan had floods.", "en", bundled)
    reading = read("119,220 people left.", "en", bundled.concepts, (earlier,))
    assert reading.says("kazakhstan^")
    assert not reading.says("kazakhstan")
    assert not reading.alone().says("kazakhstan^")


def test_a_denied_number_is_known_as_such(bundled: Book) -> None:
    reading = of("It is not 5 million.", "en", bundled)
    assert reading.denies(reading.figures[0])


@pytest.mark.parametrize(
    "text", ["$5 million", "USD 5 million", "5 million dollars", "5 million permits", "5 млн тенге", "5 millones de euros"]
)
def test_money_and_things_are_not_taken_for_people(bundled: Book, text: str) -> None:
    lang = "ru" if "млн" in text else "es" if "millones" in text else "en"
    reading = read(text, lang, bundled.concepts)
    assert reading.noun(reading.figures[0]) == "things"
