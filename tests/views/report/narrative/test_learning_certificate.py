"""What a certificate says: each kind in its own words, in every language."""

from dataclasses import asdict

import pytest

from highground.basis.learning import Award
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.learning_certificate import about, criteria, paper


@pytest.mark.parametrize("lang", ["en", "ru", "kk", "es"])
def test_the_two_kinds_differ_in_every_language(lang: str) -> None:
    words = Words(lang, "learning")
    passed, attended = criteria("passed", 2, 70, words), criteria("attended", 2, 70, words)
    assert "70" in passed
    assert "70" not in attended
    assert about("Almaty", words).endswith("Almaty")
    award = Award("7", "Li", "", "passed", "T", "", "", "I", "did:key:z", "2026-11-25")
    made = paper(award, "Almaty", passed, "urn:uuid:1", "a.json", lang)
    assert "a.json" in made.check
    assert not [text for text in asdict(made).values() if "{" in text]
