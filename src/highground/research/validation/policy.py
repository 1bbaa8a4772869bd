"""Suggestions of policy passages beside labels given by reading: precision and recall on English climate plans, and how coders agree.

190 passages, drawn by seed from 2,532 in four strata, were coded by two readers who saw neither the dictionary nor each other's labels. After they
were measured one English word was mended: `paramo*` had found "paramount". What the two labelled differently is settled with its reason.
Each passage counts for as many as it stands for. Intervals are Wilson's, on the effective number of passages. The sample's strata came from
crude nets of words; passages outside of every net are few in the sample and many in the plans, so what is missed there is told apart.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan, sqrt
from typing import Any, Final

from highground.catalogue.passages.dictionary import dictionary
from highground.catalogue.passages.plans import plans
from highground.catalogue.reference import Reference
from highground.catalogue.shelf import Shelf
from highground.catalogue.tables import table
from highground.research.mentions.find import Mention, mentions
from highground.research.mentions.words import Dictionary, dictionary_of
from highground.research.validation.rows import Row, shown

CARD: Final = "policy-sample"
Z95: Final = 1.959964  # of the normal distribution, two-sided 95 percent
RECALL: Final = 0.8  # least that passes; judged, set before the labels were seen
PRECISION: Final = 0.7  # least that passes; judged, set before the labels were seen
FEWEST: Final = 10  # passages below which a share informs and decides nothing; judged
FORMS: Final = ("migration", "displacement", "planned_relocation", "immobility")
THEMES: Final = {  # label -> themes of the dictionary
    "mobility": FORMS, "migration": ("migration",), "displacement": ("displacement",), "relocation": ("planned_relocation",),
    "immobility": ("immobility",), "mountains": ("mountain",), "cryosphere": ("cryosphere",), "pastoralism": ("pastoralism",),
}  # fmt: skip
POOLED: Final = ("mobility", "mountains", "cryosphere", "pastoralism")


@dataclass(frozen=True, slots=True)
class Judged:
    """One label of one passage: how many passages it stands for, its stratum, whether it was suggested, and whether it is there."""

    weight: float
    stratum: str
    suggested: bool
    there: bool


def checks(shelf: Shelf, reference: Reference) -> Iterator[Row]:
    """Precision and recall of each theme and of all, what was missed outside the nets, and the agreement of the coders."""
    rows: list[Mapping[str, Any]] = [
        {str(name): cell for name, cell in row.items()} for row in table(shelf, CARD).to_dict("records")
    ]
    found = judged(rows, {row["sha256"]: row["text"] for row in plans(reference)}, dictionary_of(dictionary(shelf)))
    for label in THEMES:
        yield from _rows(label, found[label])
    yield from _rows("all themes", [one for label in POOLED for one in found[label]])
    outside = [one for one in found["mobility"] if one.stratum in ("weak", "rest")]
    missed = sum(one.there and not one.suggested for one in outside)
    yield shown(
        f"Climate plans, outside the nets: mobility missed, of {len(outside)} passages{_interval(missed, len(outside))}",
        missed, nan, "passages", CARD,
    )  # fmt: skip
    for label in THEMES:
        value, low, high = kappa([(str(row[f"{label}_a"]), str(row[f"{label}_b"])) for row in rows if _both(row, label)])
        if not isnan(value):
            yield shown(f"Two coders, {label}: kappa (95 %: {low:.2f} to {high:.2f})", value, nan, "1", CARD)


def judged(rows: Sequence[Mapping[str, Any]], texts: Mapping[str, str], words: Dictionary) -> dict[str, list[Judged]]:
    """Every label of every passage whose text is at hand."""
    drawn: dict[str, int] = {}
    for row in rows:
        drawn[row["stratum"]] = drawn.get(row["stratum"], 0) + 1
    found: dict[str, list[Judged]] = {label: [] for label in THEMES}
    for row in rows:
        if row["sha256"] not in texts:
            continue
        spoken = mentions(texts[row["sha256"]], "en", words)
        for label in THEMES:
            if not _blank(row[f"{label}_final"]):
                there = float(row[f"{label}_final"]) == 1
                found[label].append(
                    Judged(float(row["frame"]) / drawn[row["stratum"]], row["stratum"], _says(spoken, label), there)
                )
    return found


def _says(spoken: Sequence[Mention], label: str) -> bool:
    """Whether a passage was suggested for a label; words that name no form count for mobility only."""
    return any(one.theme in THEMES[label] and (label == "mobility" or not one.general) for one in spoken)


def _rows(label: str, found: Sequence[Judged]) -> Iterator[Row]:
    for name, least, base in (
        ("precision", PRECISION, [one for one in found if one.suggested]),
        ("recall", RECALL, [one for one in found if one.there]),
    ):
        hits = [one.weight if one.suggested and one.there else 0.0 for one in base]
        share, low, high = weighted_share(hits, [one.weight for one in base])
        if isnan(share):
            continue
        told = f"Climate plans, {label}: {name}, {sum(hit > 0 for hit in hits)} of {len(base)} (95 %: {low:.2f} to {high:.2f})"
        yield Row(told, share, nan, least, 1.0, "1", CARD) if len(base) >= FEWEST else shown(told, share, nan, "1", CARD)


def weighted_share(hits: Sequence[float], weights: Sequence[float]) -> tuple[float, float, float]:
    """A weighted share and Wilson's 95 percent interval on Kish's effective number; not a number where there is nothing.

    Source: Wilson 1927, doi:10.1080/01621459.1927.10502953; Kish 1965, Survey Sampling.
    >>> [round(one, 3) for one in weighted_share([1, 1, 1, 0], [1, 1, 1, 1])]
    [0.75, 0.301, 0.954]
    """
    total = sum(weights)
    if not total:
        return nan, nan, nan
    return wilson(sum(hits) / total, total**2 / sum(one**2 for one in weights))


def wilson(share: float, count: float) -> tuple[float, float, float]:
    """A share of a number of trials and Wilson's 95 percent interval.

    >>> [round(one, 3) for one in wilson(0.0, 100)]
    [0.0, 0.0, 0.037]
    """
    spread = Z95**2 / count
    middle = (share + spread / 2) / (1 + spread)
    half = Z95 * sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread)
    return share, max(0.0, middle - half), min(1.0, middle + half)


def kappa(pairs: Sequence[tuple[str, str]]) -> tuple[float, float, float]:
    """Cohen's kappa and its 95 percent interval; not a number where both always gave one answer.

    Source: Cohen 1960, doi:10.1177/001316446002000104; ends from Wilson's interval of the share of equal answers, agreement by chance held
    fixed: where nobody differs the lower end stays below one.
    >>> kappa([("1", "1"), ("1", "1"), ("0", "0"), ("0", "1")])[0]
    0.5
    """
    count = len(pairs)
    if not count:
        return nan, nan, nan
    equal = sum(one == other for one, other in pairs) / count
    answers = {answer for pair in pairs for answer in pair}
    chance = (
        sum(sum(one == answer for one, _ in pairs) * sum(other == answer for _, other in pairs) for answer in answers) / count**2
    )
    if chance == 1:
        return nan, nan, nan
    value, low, high = ((share - chance) / (1 - chance) for share in wilson(equal, count))
    return value, low, high


def _interval(hits: int, count: int) -> str:
    return f" (95 %: up to {count * wilson(hits / count, count)[2]:.1f})" if count else ""


def _blank(cell: object) -> bool:
    return str(cell) in ("", "nan", "None")


def _both(row: Mapping[str, Any], label: str) -> bool:
    return not _blank(row[f"{label}_a"]) and not _blank(row[f"{label}_b"])
