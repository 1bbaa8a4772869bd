from dataclasses import FrozenInstanceError

import pytest

from highground.basis.claim import CONFIDENCES, Claim


def test_confidence_words_are_the_five_of_the_ipcc_guidance_note_in_order() -> None:
    # Mastrandrea et al. 2010, figure 1
    assert CONFIDENCES == ("very low", "low", "medium", "high", "very high")


def test_a_claim_cannot_be_changed_once_made() -> None:
    claim = Claim("c", "people", "{n} people", {"n": 3}, (0,), "limited", "low", "low")
    with pytest.raises(FrozenInstanceError):
        claim.confidence = "high"  # type: ignore[misc]


def test_a_template_is_filled_from_its_values() -> None:
    claim = Claim(
        "c", "people", "About {mid} people ({low} to {high}).", {"low": 1, "mid": 2, "high": 3}, (0,), "limited", "low", "low"
    )
    assert claim.template.format(**claim.values) == "About 2 people (1 to 3)."
