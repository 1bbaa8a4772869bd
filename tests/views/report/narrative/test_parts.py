import pytest

from highground.basis.settings import LANGS
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.parts import UNREVIEWED, notice


@pytest.mark.parametrize("lang", LANGS)
def test_a_translation_that_nobody_reviewed_says_so_in_its_own_language(lang: str) -> None:
    words = Words(lang)
    assert notice(words) == ("" if words.reviewed else words.t(UNREVIEWED))
    assert (notice(words) == "") == (lang == "en")
    assert notice(words) != UNREVIEWED
