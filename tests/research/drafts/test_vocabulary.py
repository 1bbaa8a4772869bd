import pytest

from highground.basis.errors import BadData
from highground.research.drafts.check import Book
from highground.research.drafts.vocabulary import Mentions, denied, vocabulary


def found(text: str, lang: str, **words: object) -> list[str]:
    concepts = vocabulary({name: {lang: texts} if isinstance(texts, list) else texts for name, texts in words.items()})  # type: ignore[misc]
    held = Mentions(text, lang, concepts)
    return [text[m.start : m.end] for name in concepts for m in held[name]]


def test_an_ending_may_differ_and_words_may_stand_between() -> None:
    assert found("Перемещённым лицам помогли", "ru", a=["перемещенн* лиц*"]) == ["Перемещённым лицам"]
    assert found("people, often old ones, displaced", "en", a=["people ~ displaced"]) == ["people, often old ones, displaced"]
    assert found("people. Nobody displaced", "en", a=["people ~ displaced"]) == []


def test_a_pattern_may_name_another_concept() -> None:
    assert "floods force" in found("floods force", "en", who=["floods"], b=["{who} force"])


def test_a_place_inside_a_wider_place_does_not_count() -> None:
    words = {"wide": {"en": ["europe and central asia"]}, "narrow": {"en": ["central asia"], "not_in": ["wide"]}}
    held = Mentions("Europe and Central Asia, and Central Asia", "en", vocabulary(words))
    assert [m.start for m in held["narrow"]] == [29]
    assert held["nothing_known"] == ()


def test_words_that_lie_in_each_other_or_in_unknown_ones_are_refused() -> None:
    with pytest.raises(BadData, match="not_in names 'b'"):
        vocabulary({"a": {"en": ["x"], "not_in": ["b"]}, "b": {"en": ["y"], "not_in": ["a"]}})
    with pytest.raises(BadData, match="not_in names 'c'"):
        vocabulary({"a": {"en": ["x"], "not_in": ["c"]}})


@pytest.mark.parametrize(
    ("text", "lang", "is_denied"),
    [("they are not climate refugees", "en", True), ("not only refugees", "en", False), ("это не беженцы", "ru", True), ("не только беженцы", "ru", False),
     ("sin refugiados", "es", True), ("no menos refugiados", "es", False), ("sin agua ni luz llegan los refugiados", "es", False)],
)  # fmt: skip
def test_what_is_denied_just_before_is_not_claimed(text: str, lang: str, is_denied: bool) -> None:
    place = next(text.index(word) for word in ("refugees", "беженцы", "refugiados") if word in text)
    assert denied(text, place, lang) is is_denied


@pytest.mark.parametrize(
    ("words", "why"),
    [({"a": {"en": ["(open"]}}, "cannot be read"), ({"a": {"en": ["{b} x"]}}, "no words of that name"), ({"a": {"en": ["{a}"]}}, "circle"),
     ({"a": {"fr": ["x"]}}, "unknown key"), ({"a": {"en": "x"}}, "lists of texts")],
)  # fmt: skip
def test_broken_words_are_refused_in_one_sentence(words: dict[str, dict[str, object]], why: str) -> None:
    with pytest.raises(BadData, match=why):
        vocabulary(words)


def test_every_bundled_concept_has_words_in_all_three_languages_or_says_none(bundled: Book) -> None:
    bare = {name for name, concept in bundled.concepts.items() if None in concept.patterns.values()}
    assert bare == {"t_resettled", "conflict_persons"}
