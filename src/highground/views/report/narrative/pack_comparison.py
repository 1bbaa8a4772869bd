"""Mountains beside islands in a negotiation pack: how many countries' texts mention mobility, the difference, and which texts were read."""

from typing import Final

from highground.basis.words import N_
from highground.catalogue.codes.compared import Counted, Group
from highground.catalogue.regions import country_names
from highground.response.policy.compare_shares import newcombe, wilson
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.compare_content import DIFFER, FEW, OPEN, PLAIN, SMALL, points, share

COUNTED: Final = N_("Of the countries of which a person has read a text in full, so many mention human mobility: mountain countries {one}; small island states {other}.")  # fmt: skip
READ: Final = N_("Texts that were read: {one}; {other}.")
NONE: Final = N_("No comparison of mountain countries with small island states is confirmed, so this pack makes none.")


def told(found: Counted | None, words: Words) -> tuple[str, ...]:
    """Two or three sentences with numbers and 95 % intervals, then the texts; one sentence where no comparison is given."""
    if found is None:
        return (words.t(NONE),)
    shared = Words(words.lang, "gaps")  # the sentences of the comparison's own page
    one, other = (wilson(group.hits, group.n) for group in (found.mountain, found.islands))
    said = [words.t(COUNTED, one=share(one, shared), other=share(other, shared))]
    if difference := newcombe(one, other):
        ends = {
            name: points(getattr(difference, at), shared) for name, at in (("difference", "mid"), ("low", "low"), ("high", "high"))
        }
        said += [shared.t(DIFFER, **ends), shared.t(OPEN if difference.low <= 0 <= difference.high else PLAIN)]
    if min(one.n, other.n) < FEW:
        said.append(shared.t(SMALL))
    return " ".join(said), words.t(READ, one=_texts(found.mountain, words), other=_texts(found.islands, words))


def _texts(group: Group, words: Words) -> str:
    """Armenia 2021, Switzerland 2025."""
    names = country_names(code for code, _ in group.read)
    told = [(names.get(code, {}).get(words.lang, code), str(year or "")) for code, year in group.read]
    return ", ".join(" ".join(filter(None, one)) for one in sorted(told))
