"""Suggestions: quoted word for word, on the right page, never confirmed by a machine, the same every time."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.basis.policy import Text, TextPassage
from highground.catalogue.passages.dictionary import dictionary
from highground.catalogue.shelf import Shelf
from highground.research.mentions.words import dictionary_of
from highground.response.policy.suggest.suggestions import suggested

DICTIONARY = dictionary_of(dictionary(Shelf()))


def text(language: str = "en") -> Text:
    return Text("t" * 16, "plan.txt", "text", "0" * 64, language)


def passages(*words: str) -> tuple[TextPassage, ...]:
    return tuple(TextPassage(f"p{n}", "t" * 16, n, n + 10, "", one) for n, one in enumerate(words, 1))


def test_a_suggestion_has_quote_page_theme_reason_and_waits_for_a_person() -> None:
    found = suggested(text(), passages("Roads are built.", "First. Second. Families migrate to towns. Fourth. Fifth."), DICTIONARY)
    assert [(one.theme, one.page, one.passage, one.why, one.denied) for one in found] == [("migration", 12, 2, ("migrate",), False)]
    assert found[0].quote == "Second. Families migrate to towns. Fourth."
    assert found[0].status == "suggested"
    code = found[0].code("2026-11-25")
    assert (code.status, code.present, code.published, code.coder) == ("suggested", "", False, "highground")


def test_a_denied_mention_is_kept_marked_and_comes_last() -> None:
    found = suggested(text(), passages("The plan does not address migration.", "Migrants are insured."), DICTIONARY)
    assert [(one.passage, one.denied) for one in found] == [(2, False), (1, True)]


def test_only_the_themes_asked_for_are_suggested() -> None:
    words = passages("Migrants come from the mountains, where glaciers melt.")
    assert {one.theme for one in suggested(text(), words, DICTIONARY)} == {"migration", "mountain", "cryosphere"}
    assert {one.theme for one in suggested(text(), words, DICTIONARY, ["cryosphere"])} == {"cryosphere"}
    with pytest.raises(BadData, match="no words for the theme 'love'"):
        suggested(text(), words, DICTIONARY, ["love"])


def test_each_passage_is_read_in_its_own_language() -> None:
    found = suggested(
        text("ru"),
        passages(
            "Миграция сельского населения в города учитывается при разработке планов адаптации областей.",
            "Таулы аудандардан қалаларға көші-қон соңғы бес жылда айтарлықтай өсті, бұл ауылдарға қиын.",
            "Les personnes déplacées et les migrants sont pris en compte dans les plans de la région et du pays.",
        ),
        DICTIONARY,
    )
    assert {(one.passage, one.language) for one in found} == {(1, "ru"), (2, "kk")}


def test_a_text_of_a_thousand_pages_is_read_whole() -> None:
    words = [f"Paragraph {n} speaks of roads and energy in the district." for n in range(4000)] + ["Herders use the pastures."]
    assert [one.passage for one in suggested(text(), passages(*words), DICTIONARY)] == [4001]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(max_size=200)
        | st.lists(st.sampled_from(["migrants", "flee.", "не", "ледник.", "snow", "no", ";", "\n"])).map(" ".join),
        max_size=4,
    )
)
def test_any_text_is_read_and_every_quote_stands_in_its_passage(words: list[str]) -> None:
    given_ = passages(*words)
    for one in suggested(text(), given_, DICTIONARY):
        passage = given_[one.passage - 1]
        assert one.quote in passage.words
        assert one.page == passage.page
        assert all(why in " ".join(passage.words.split()) for why in one.why)


def test_the_plan_of_ecuador_gives_quotes_of_its_pages(shared: Path) -> None:
    from highground.catalogue.texts.read import passages as of
    from highground.catalogue.texts.read import read_text

    found = of(read_text(shared / "data" / "policy-texts" / "ecuador_first_ndc_english.pdf"))
    suggestions = suggested(text(), found, DICTIONARY)
    assert {"mountain", "cryosphere"} <= {one.theme for one in suggestions}
    assert all(one.quote in found[one.passage - 1].words and one.page == found[one.passage - 1].page for one in suggestions)
