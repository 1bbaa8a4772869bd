"""Kinds of instruments are named in every language."""

import pytest

from highground.response.policy.library import TYPES
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.policy_kinds import KINDS, kind


def test_every_kind_that_a_text_may_have_is_named() -> None:
    assert set(KINDS) == set(TYPES)


@pytest.mark.parametrize("lang", ["ru", "kk", "es"])
def test_no_kind_is_left_in_english(lang: str) -> None:
    words = Words(lang, "policy")
    assert not {kind(one, words) for one in KINDS} & ({*KINDS} - {"plan", "NDC"})
