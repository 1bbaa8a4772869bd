"""What may be said: the evidence table turned into sentences whose words are chosen by the numbers.

Every claim names the rows it rests on, what speaks against it and what better data would change. Templates are whole sentences
for translation; their values are ranges (dicts with low, mid, high, unit), names of the country and
its units by language, `level` (degC of
global warming), `year`, `height` (m), or texts that are themselves marked for translation. Sentences put the country first and the
number last, so that no language must inflect a name or a count.
"""

from collections.abc import Mapping

import pandas as pd

from highground.basis.claim import Claim
from highground.basis.region import Region
from highground.research.claims.book import Book
from highground.research.claims.climate import climate
from highground.research.claims.ecosystems import ecosystems
from highground.research.claims.glaciers import glaciers
from highground.research.claims.hazards import hazards
from highground.research.claims.headlines import headlines
from highground.research.claims.limits import limits
from highground.research.claims.mobility import mobility
from highground.research.claims.people import people
from highground.research.claims.terrain import terrain

__all__ = ["claims", "headlines"]


def claims(evidence: pd.DataFrame, region: Region, unit_names: Mapping[str, Mapping[str, str]] | None = None) -> tuple[Claim, ...]:
    """Up to 45 claims on terrain, climate, glaciers, ecosystems, people, hazards, mobility and limits, in that order.

    evidence: columns of basis.indicators.COLUMNS; rows are cited by position. unit_names: by language and code. Where a number is missing, the claim says so in
    a sentence or is left out; nothing is guessed.
    """
    book = Book.of(evidence, region, unit_names)
    return tuple(
        claim for room in (terrain, climate, glaciers, ecosystems, people, hazards, mobility, limits) for claim in room(book)
    )
