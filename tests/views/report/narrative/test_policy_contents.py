"""What is known of the bundled instruments is told in every language."""

import pytest

from highground.catalogue.codes.instruments import instruments
from highground.catalogue.shelf import default_shelf
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.policy_contents import CONTENTS, content

BUNDLED = {text for one in instruments(default_shelf()) for text in (one.content, one.note) if text}


def test_every_sentence_of_the_bundled_table_is_known_and_no_other() -> None:
    assert set(CONTENTS) == BUNDLED


@pytest.mark.parametrize("lang", ["ru", "kk", "es"])
def test_none_is_left_in_english(lang: str) -> None:
    words = Words(lang, "policy")
    assert not {text for text in BUNDLED if content(text, words) == text}
