"""Where a bundled table saw something, and who says so, in the reader's language: addresses and names of publishers stay as they are."""

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
    N_("design of this product"),
    N_("design of this product, after notes on coding of policy texts"),
    N_("spreadsheet of mobility in NAPs (owner not known)"),
    N_(
        "CLIMB record of the Organic Law on Human Mobility, https://migrationnetwork.un.org/policy-repository/organic-law-human-mobility"
    ),
)
STANDING: Final = (  # who says that the values of a field of the code book are these
    N_("open"),
    N_("reported"),
    N_("proposed"),
    N_("not reported"),
    N_("not reported; the words of this product are proposed"),
    N_("one value seen, list not reported"),
    N_("numbers of the 23 objectives; value seen: 5 - Regular pathways"),
    N_("proposed from the list of tagger languages"),
    N_("NAP table"),
)


@cache
def _words(lang: str) -> Words:
    return Words(lang, "policy")


def origin(source: str, lang: str) -> str:
    """A source as readers of the language read it; one that is an address or a name stays.

    >>> origin("partly from memory", "es"), origin("undrr.org", "es")
    ('en parte de memoria', 'undrr.org')
    """
    return _words(lang).t(source) if source in ORIGINS or source in STANDING else source
