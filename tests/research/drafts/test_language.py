import pytest

from highground.research.drafts.language import language, main_language


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The people of the valley have moved to the town", "en"),
        ("Las familias de la sierra se han ido a la ciudad", "es"),
        ("Семьи из долины переехали в город", "ru"),
        ("Таудағы отбасылар қалаға көшіп кетті, өйткені су азайды", "kk"),
        ("Жители Алматы и Қонаев переехали в соседние районы области по разным причинам", "ru"),
    ],
)
def test_the_language_of_a_sentence_is_known(text: str, lang: str) -> None:
    assert language(text) == lang


def test_numbers_alone_take_the_language_of_their_draft() -> None:
    assert language("2050: 5 000 000", "ru") == "ru"


def test_the_main_language_is_that_of_most_text() -> None:
    assert (
        main_language(["The title of it is this", "Это длинный абзац русского текста о людях, которые живут в горах и долинах."])
        == "ru"
    )
