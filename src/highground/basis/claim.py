"""What may be said, on which evidence, and how surely."""

from dataclasses import dataclass
from typing import Literal, get_args

Evidence = Literal["limited", "medium", "robust"]
Agreement = Literal["low", "medium", "high"]
Confidence = Literal["very low", "low", "medium", "high", "very high"]
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence that rests on rows of the evidence table.

    `template` is a message for translation with {placeholders}; `values` fills them: numbers stay numbers so that each
    language can print them in its own form. Evidence, agreement and confidence are the IPCC's calibrated words
    (Mastrandrea et al. 2010, guidance note on uncertainties).
    """

    id: str
    topic: str  # climate, glaciers, ecosystems, people, terrain
    template: str
    values: dict[str, object]
    rows: tuple[int, ...]  # row numbers in the evidence table
    evidence: Evidence
    agreement: Agreement
    confidence: Confidence
    against: tuple[str, ...] = ()  # what speaks against it, messages for translation
    gaps: tuple[str, ...] = ()  # what better data would change, messages for translation
    likelihood: str = ""  # IPCC likelihood word where the ensemble gives a probability
