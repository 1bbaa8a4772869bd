"""Calibrated words of the IPCC: evidence, agreement, confidence, likelihood.

Source: Mastrandrea et al. 2010, Guidance Note for Lead Authors of the AR5 on Consistent Treatment of Uncertainties. The note
leaves the scoring of evidence and agreement to authors' judgement; the points and thresholds here are ours, and stated.
"""

from collections.abc import Collection
from math import isfinite
from typing import Final

from highground.basis.claim import Agreement, Confidence, Evidence
from highground.basis.words import N_

EVIDENCE_POINTS: Final = {"counted": 3, "measured": 3, "surveyed": 2, "modelled": 1, "judged": 0}  # by method; judged
GRADE_POINTS: Final = {"read": 1, "computed": 1, "unverified": -1}  # by grade of the lowest source; judged
COARSE_POINTS: Final = -1  # a 9 km grid blurs valleys; judged
MANY_SOURCES: Final = 3  # independent cards that together earn one more point; judged
WITNESSES: Final = ("counted", "measured", "surveyed")  # methods whose cards are witnesses; a model needs all of its cards as links
NARROW: Final = 0.15  # half-width of the range over its middle up to which agreement is high; judged
WIDE: Final = 0.50  # same, above which agreement is low; judged. Of little use for temperatures near 0 degC
_EVIDENCE: Final[tuple[Evidence, ...]] = ("limited", "medium", "robust")
_AGREEMENT: Final[tuple[Agreement, ...]] = ("low", "medium", "high")
TABLE: Final[dict[tuple[Evidence, Agreement], Confidence]] = {  # figure 1 of the guidance note: rises to the upper right
    ("limited", "low"): "very low", ("medium", "low"): "low", ("robust", "low"): "medium",
    ("limited", "medium"): "low", ("medium", "medium"): "medium", ("robust", "medium"): "high",
    ("limited", "high"): "medium", ("medium", "high"): "high", ("robust", "high"): "very high",
}  # fmt: skip
ORDER: Final[tuple[Confidence, ...]] = ("very low", "low", "medium", "high", "very high")
UNVERIFIED_CAP: Final[Confidence] = "medium"  # nothing from memory is ever of high confidence; judged
JUDGED_CAP: Final[Confidence] = "low"  # nor is a bare judgement of ours above low; judged
ASSUMED: Final = "highground-judgement"  # the card of our own assumptions, listed on the method page
ASSUMED_CAP: Final[Confidence] = "medium"  # a range that rests on our assumptions is never of high confidence; judged
LIKELIHOOD: Final = (  # probability from which the word holds; table 1 of the guidance note
    (0.99, N_("virtually certain")), (0.90, N_("very likely")), (0.66, N_("likely")), (0.33, N_("about as likely as not")),
)  # fmt: skip
UNLIKELIHOOD: Final = ((0.01, N_("exceptionally unlikely")), (0.10, N_("very unlikely")), (0.33, N_("unlikely")))  # up to


def confidence(  # noqa: PLR0917  one row of the table, in its order
    how: str, grade: str, low: float, mid: float, high: float, coarse: bool, sources: int
) -> tuple[Evidence, Agreement, Confidence]:
    """Evidence, agreement and confidence of one row of the evidence table.

    how: counted, measured, surveyed, modelled, judged. grade: read, computed, unverified. low, mid, high: the range; no range
    (NaN, or low = high of a modelled number) says nothing of agreement and counts as medium. coarse: rests on the 9 km grid.
    sources: number of source cards; several add weight to counts and measurements, not to a model that needs them all. An unverified source caps confidence at medium, a judgement at low.
    >>> confidence("counted", "read", 99, 100, 101, coarse=False, sources=1)
    ('robust', 'high', 'very high')
    >>> confidence("modelled", "unverified", 20, 50, 90, coarse=True, sources=2)
    ('limited', 'low', 'very low')
    """
    points = EVIDENCE_POINTS[how] + GRADE_POINTS[grade] + COARSE_POINTS * coarse + (sources >= MANY_SOURCES and how in WITNESSES)
    evidence = _EVIDENCE[0 if points <= 0 else 1 if points <= 2 else 2]
    agreement = _agreement(how, low, mid, high)
    word = TABLE[evidence, agreement]
    if grade == "unverified":
        word = lower(word, UNVERIFIED_CAP)
    if how == "judged":
        word = lower(word, JUDGED_CAP)
    return evidence, agreement, word


def _agreement(how: str, low: float, mid: float, high: float) -> Agreement:
    """How far outcomes agree: the half-width of the range against its middle."""
    if not (isfinite(low) and isfinite(mid) and isfinite(high)) or (low == high and how in ("modelled", "judged")):
        return "medium"
    half = (high - low) / 2
    width = half / abs(mid) if mid else (0.0 if half == 0 else float("inf"))
    return "high" if width <= NARROW else "medium" if width <= WIDE else "low"


def between_definitions(values: tuple[float, ...]) -> Agreement:
    """How far the middles under several definitions agree; one definition alone gives medium.

    >>> between_definitions((40.0, 44.0)), between_definitions((10.0, 25.0))
    ('high', 'medium')
    """
    if len(values) < 2:
        return "medium"
    return _agreement("measured", min(values), sum(values) / len(values), max(values))


def combine(evidence: Evidence, agreement: Agreement, caps: tuple[Confidence, ...] = ()) -> Confidence:
    """Confidence from evidence and agreement, held down by caps."""
    return lower(TABLE[evidence, agreement], *caps)


def lower(*words: Confidence) -> Confidence:
    """The lowest of several confidences."""
    return min(words, key=ORDER.index)


def bounded(word: Confidence, sources: Collection[str]) -> Confidence:
    """The confidence, at most medium where our own assumptions are among the sources.

    >>> bounded("high", ("un-wpp-2024", "highground-judgement")), bounded("high", ("un-wpp-2024",))
    ('medium', 'high')
    """
    return lower(word, ASSUMED_CAP) if ASSUMED in sources else word


def weakest(rows: list[tuple[Evidence, Agreement, Confidence]]) -> tuple[Evidence, Agreement, Confidence]:
    """What a sentence that rests on several rows may claim: the weakest of each."""
    return (
        min((row[0] for row in rows), key=_EVIDENCE.index),
        min((row[1] for row in rows), key=_AGREEMENT.index),
        lower(*(row[2] for row in rows)),
    )


def likelihood(probability: float) -> str:
    """The IPCC word for a probability between 0 and 1: the narrowest that holds.

    >>> likelihood(0.95), likelihood(0.5), likelihood(0.05)
    ('very likely', 'about as likely as not', 'very unlikely')
    """
    if not 0 <= probability <= 1:
        raise ValueError(f"a probability lies between 0 and 1, got {probability}")
    for top, word in UNLIKELIHOOD:
        if probability < top or (probability == top and top < 0.33):
            return word
    return next(word for bottom, word in LIKELIHOOD if probability >= bottom)
