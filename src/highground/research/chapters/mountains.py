"""How much land is mountain, by which definition, in which class and at which altitude."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from highground.basis.ensemble import Ensemble, Members
from highground.basis.indicators import BAND_EDGES_M
from highground.basis.words import N_
from highground.land.grid import total
from highground.research.confidence import ASSUMED
from highground.research.evidence import Ledger
from highground.research.material import Material

GRID_ERROR_LOGIT: Final = 0.3  # sd of the error of a mountain share on the logit scale; computed: ten published K1 shares are met to about 3.5 points (mean) near 87 %; judged to be as large for K2
AREA_ERROR: Final = 0.003  # sd, share of an area; judged: outlines are drawn to about 500 m and differ between makers
HEIGHT_ERROR_M: Final = 30.0  # sd of a country's mean grid height; judged
HEIGHT_NODES_M: Final = (-90.0, -45.0, 0.0, 45.0, 90.0)  # heights at which band areas are computed; between them linear
OUTLINE: Final = ("naturalearth-admin1", ASSUMED)
GRID: Final = (*OUTLINE, "itu-p1511-2")
RULE: Final = {  # cards of each definition, and of how far the grid errs with it
    "K1": ("mountain-k1", "mountain-share-k1"),
    "K2": ("mountain-definitions", "mountain-share-k1"),
}
SOURCES: Final = {definition: (*GRID, *cards) for definition, cards in RULE.items()}
K1_CLASSES: Final = 8  # 0 outside mountains, 1 to 7


def draw(ensemble: Ensemble) -> dict[str, Members]:
    """Uncertain inputs of the mountain definitions, each shape (member,)."""
    return {
        "K1": ensemble.normal("mountains K1", 0.0, GRID_ERROR_LOGIT),
        "K2": ensemble.normal("mountains K2", 0.0, GRID_ERROR_LOGIT),
        "area": np.exp(ensemble.normal("outline area", 0.0, AREA_ERROR)),
        "height": ensemble.normal("grid height", 0.0, HEIGHT_ERROR_M),
    }


def labelled(draws: dict[str, Members]) -> dict[str, Members]:
    """The draws that move headlines, by the words that readers see."""
    return {N_("Error of the mountain map (K1)"): draws["K1"], N_("Error of the mountain map (K2)"): draws["K2"]}


def nudge(share: ArrayLike, logit: Members) -> NDArray[np.float64]:
    """Shares (0 to 1) moved by an error on the logit scale, shape (member, *share); 0 and 1 stay what they are.

    >>> nudge([0.0, 0.5, 1.0], np.array([0.0, 0.3])).round(3).tolist()
    [[0.0, 0.5, 1.0], [0.0, 0.574, 1.0]]
    """
    part = np.asarray(share, dtype=float)
    odds = np.exp(logit).reshape(-1, *([1] * part.ndim))
    return np.asarray(part * odds / (part * odds + 1 - part), dtype=np.float64)


def write(ledger: Ledger, material: Material, draws: dict[str, Members]) -> None:
    """Rows of land area, mountain area and share by K1 and K2, area by class and by altitude; units and country."""
    pieces = material.pieces
    count = len(material.units)
    land = total(pieces, labels=pieces["unit"], count=count)
    size = draws["area"][:, None] * land
    ledger.add("land_area", size.sum(axis=1), "measured", OUTLINE)
    for unit, code in enumerate(material.units["code"]):
        ledger.add("land_area", size[:, unit], "measured", OUTLINE, place=str(code))
    for definition, mask in (("K1", material.k1), ("K2", material.k2)):
        mountain = size * nudge(total(pieces, mask, pieces["unit"], count) / land, draws[definition])
        group = f"definition:{definition}"
        ledger.add("mountain_area", mountain.sum(axis=1), "modelled", SOURCES[definition], group=group)
        ledger.add("mountain_share", 100 * mountain.sum(axis=1) / size.sum(axis=1), "modelled", SOURCES[definition], group=group)
        for unit, code in enumerate(material.units["code"]):
            ledger.add(
                "mountain_share",
                100 * mountain[:, unit] / size[:, unit],
                "modelled",
                SOURCES[definition],
                place=str(code),
                group=group,
            )
        if definition == "K1":
            _classes(ledger, total(pieces, labels=pieces["k1"], count=K1_CLASSES), size.sum(axis=1), mountain.sum(axis=1))
    _bands(ledger, material, draws)


def _classes(ledger: Ledger, flat: NDArray[np.float64], land: Members, mountain: Members) -> None:
    """Area of K1 classes; they and the land outside mountains add up to the land in every member."""
    inside = flat[1:] / flat[1:].sum()
    ledger.add("k1_area", land - mountain, "modelled", SOURCES["K1"], group="k1:0")
    for number, share in enumerate(inside, start=1):
        if share > 0:
            ledger.add("k1_area", mountain * share, "modelled", SOURCES["K1"], group=f"k1:{number}")


def _bands(ledger: Ledger, material: Material, draws: dict[str, Members]) -> None:
    """Area of altitude bands, with the error of the grid's heights."""
    heights = material.pieces["elevation"].to_numpy()
    nodes = np.stack([total(material.pieces, labels=band(heights + lift), count=len(BAND_EDGES_M)) for lift in HEIGHT_NODES_M])
    for number, edge in enumerate(BAND_EDGES_M):
        if nodes[:, number].any():
            area = draws["area"] * np.interp(draws["height"], HEIGHT_NODES_M, nodes[:, number])
            ledger.add("band_area", area, "modelled", GRID, group=f"band:{edge}")


def band(elevation: ArrayLike) -> NDArray[np.intp]:
    """Index of the altitude band of each height (m); land below 0 m counts to the first.

    >>> band([-20, 499, 500, 5000]).tolist()
    [0, 0, 1, 8]
    """
    return np.asarray(np.maximum(np.digitize(np.asarray(elevation), BAND_EDGES_M) - 1, 0), dtype=np.intp)
