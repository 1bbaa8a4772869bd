"""Claims on terrain: how much is mountain, and how high."""

from typing import Final

from highground.basis.claim import Claim
from highground.basis.words import N_
from highground.research.claims.book import Book, total
from highground.research.confidence import between_definitions

HEIGHTS_M: Final = (2500, 1500, 500)  # lower edges of bands; the first with land above is the one told
GRID: Final = N_("The grid is 9 km wide and smooths ridges and valleys: finer terrain may move this by some points.")
OTHERS: Final = N_("Other definitions of mountains exist, and none is the right one.")
SAME: Final = N_("{country}: mountains cover {k1} of the land under definition K1, {k2} under K2. The two definitions agree.")
DIFFER: Final = N_(
    "{country}: mountains cover {k1} of the land under definition K1, {k2} under K2. "
    "The answer depends on the definition, so name it."
)  # fmt: skip
ONLY: Final = N_("{country}: mountains cover {k1} of the land under definition K1.")
ABOVE: Final = N_("{country}: the land above {height} m measures {area}.")


def terrain(book: Book) -> list[Claim]:
    """Mountain share under both definitions, and the high land."""
    return [*_share(book), *_high(book)]


def _share(book: Book) -> list[Claim]:
    k1, k2 = book.one("mountain_share", "definition:K1"), book.one("mountain_share", "definition:K2")
    if k1 is None:
        return []
    if k2 is None:
        return [book.claim("terrain.share", ONLY, {"k1": k1.range}, [k1], against=(OTHERS,), gaps=(GRID,))]
    agreement = between_definitions((k1.mid, k2.mid))
    template = SAME if agreement == "high" else DIFFER
    values: dict[str, object] = {"k1": k1.range, "k2": k2.range}
    return [book.claim("terrain.share", template, values, [k1, k2], against=(OTHERS,), gaps=(GRID,), agreement=agreement)]


def _high(book: Book) -> list[Claim]:
    bands = [row for row in book.values("band_area", "band:") if row.code.isdigit()]
    for height in HEIGHTS_M:
        rows = [row for row in bands if int(row.code) >= height]
        if sum(row.mid for row in rows) > 0:
            whole = total(rows)
            return [
                book.claim("terrain.high", ABOVE, {"height": height, "area": whole.range}, rows, gaps=(GRID,), words=whole.words)
            ]
    return []
