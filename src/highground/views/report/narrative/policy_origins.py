"""Where a bundled table saw something, in the reader's language: addresses and names of publishers stay as they are."""

from functools import cache
from typing import Final

from highground.basis.words import N_
from highground.views.report.alphabet.words import Words

ORIGINS: Final = (
    N_("from memory"),
    N_("partly from memory"),
    N_("seen in a source excerpt, address not kept"),
    N_("UNFCCC process; from memory where not read"),
    N_("2030 Agenda; wording from memory"),
    N_("Kampala declaration pages"),
)


@cache
def _words(lang: str) -> Words:
    return Words(lang, "policy")


def origin(source: str, lang: str) -> str:
    """A source as readers of the language read it; one that is an address or a name stays.

    >>> origin("partly from memory", "es"), origin("undrr.org", "es")
    ('en parte de memoria', 'undrr.org')
    """
    return _words(lang).t(source) if source in ORIGINS else source
