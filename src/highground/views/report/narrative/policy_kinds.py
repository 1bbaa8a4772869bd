"""Kinds of instruments in the reader's language; a kind of one's own stays as it was written."""

from typing import Final

from highground.basis.words import N_
from highground.views.report.alphabet.words import Words

KINDS: Final = {
    "NDC": N_("NDC"), "NAP": N_("NAP"), "law": N_("law"), "regulation": N_("regulation"), "strategy": N_("strategy"), "concept": N_("concept"),
    "plan": N_("plan"), "action plan": N_("action plan"), "constitution": N_("constitution"), "other": N_("other instrument"),
}  # fmt: skip


def kind(told: str, words: Words) -> str:
    """The kind in words of the room "policy".

    >>> kind("law", Words("es", "policy")), kind("Edict", Words("es", "policy"))
    ('ley', 'Edict')
    """
    return words.t(KINDS[told]) if told in KINDS else told
