"""A certificate on paper: one sheet in every language, whatever the length of the name, and no empty boxes."""

from dataclasses import replace

import pypdfium2
import pytest

from highground.basis.errors import BadData
from highground.basis.learning import Award, Kind
from highground.views.cli.teach.certificate import ROOM
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.learning_certificate import about, criteria, paper
from highground.views.report.pages.learning_certificate import check_letters, pdf

AWARD = Award(
    "7", "Айгүл Әбенова", "", "passed", "Mountains and mobility", "", "", "Institute", "did:key:z6Mk" + "x" * 44, "2026-11-25"
)


def printed(name: str, lang: str, kind: Kind = "passed") -> tuple[int, str]:
    award = replace(AWARD, name=name, kind=kind)
    made = paper(award, "Almaty", criteria(kind, 2, 70, Words(lang, "learning")), "urn:uuid:1", "certificate-7.json", lang)
    document = pypdfium2.PdfDocument(pdf(made, "2026-11-25"))
    return len(document), document[0].get_textpage().get_text_bounded()


@pytest.mark.parametrize("lang", ["en", "ru", "kk", "es"])
@pytest.mark.parametrize(
    "name", ["Li", "María José Ñáñez de la Torre y Quiñones", "Ғұмырбекқызы-Сейтжаппар " * 4, "W" * 60, "W" * 120]
)
def test_every_name_stands_whole_on_one_sheet(name: str, lang: str) -> None:
    pages, text = printed(name, lang)
    assert pages == 1
    assert "".join(name.split()) in "".join(text.split())


@pytest.mark.parametrize("lang", ["en", "ru", "kk", "es"])
@pytest.mark.parametrize("kind", ["passed", "attended"])
def test_the_longest_texts_that_are_taken_stand_on_one_sheet(lang: str, kind: Kind) -> None:
    told = {name: ("Жұмағұлова " * 30)[:most] for name, most in ROOM.items()}
    award = replace(AWARD, name="Ғұмырбекқызы-Сейтжаппар " * 4, kind=kind, title=told["training"], issuer=told["issuer"])
    made = paper(award, told["held"], criteria(kind, 2, 70, Words(lang, "learning")), "urn:uuid:1", "certificate-7.json", lang)
    document = pypdfium2.PdfDocument(pdf(made, "2026-11-25"))
    assert len(document) == 1
    assert "urn:uuid:1" in document[0].get_textpage().get_text_bounded()


def test_a_certificate_of_attendance_does_not_say_that_a_test_was_passed() -> None:
    assert "passed its final test" in printed("Li", "en")[1]
    text = printed("Li", "en", "attended")[1]
    assert "passed its final test" not in text
    assert "Certificate of attendance" in text


def test_letters_that_would_print_as_boxes_are_refused() -> None:
    check_letters("Ұлбосын Әлімқұлқызы, José Ibáñez, Dvořák")
    with pytest.raises(BadData, match="cannot print"):
        check_letters("علي")


def test_the_same_texts_and_day_give_the_same_bytes() -> None:
    made = paper(AWARD, "Almaty", "Required", "urn:uuid:1", "a.json", "en")
    assert pdf(made, "2026-11-25") == pdf(made, "2026-11-25")


def test_what_was_required_and_held_is_told() -> None:
    assert "70" in criteria("passed", 2, 70, Words("kk", "learning"))
    assert about("Almaty", Words("es", "learning")).endswith("Almaty")
