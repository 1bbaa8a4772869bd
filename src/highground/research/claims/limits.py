"""Claims on what the numbers do not say."""

from typing import Final

from highground.basis.claim import Claim
from highground.basis.words import N_
from highground.research.claims.book import Book
from highground.research.confidence import between_definitions

MOVE: Final = N_(
    "{country}: these numbers do not say how many people will move. People move, stay or are unable to move for many reasons at once, "
    "and climate works together with income, work, family, land, services and policy."
)  # fmt: skip
NATION: Final = N_(
    "{country}: a national total is not a mountain total. Of all the people, {k1} live in mountains under definition K1."
)
HAZARD: Final = N_(
    "Displacement by hazards is one part of mobility; surveys and counts of movements are needed to say who moves for good and who cannot."
)
HARDEST: Final = N_("Those with fewest means are often least able to move; their staying is not proof of safety.")
OUTSIDE: Final = N_("Disasters outside mountains can displace more people than those inside.")


def limits(book: Book) -> list[Claim]:
    """What must not be read into the profile; the first rests on a broad literature, not on a row of ours."""
    share = book.one("mountain_people_share", "definition:K1")
    place = book.one("people_place", "where:mountain")
    found = [
        book.claim(
            "people.moving", MOVE, {}, [place] if place else [], against=(), gaps=(HAZARD, HARDEST), words=("medium", "high", "high"),
        )
    ]  # fmt: skip
    if share is not None:
        other = book.one("mountain_people_share", "definition:K2")
        agreement = between_definitions(tuple(row.mid for row in (share, other) if row is not None))
        rows = [share] if other is None else [share, other]
        found.append(book.claim("people.nation", NATION, {"k1": share.range}, rows, against=(OUTSIDE,), agreement=agreement))
    return found
