"""What a certificate says, in one language: who, what, what was required, who issued it, and how anybody can check it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from highground.basis.learning import Award, Kind
from highground.basis.words import N_
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.parts import notice

HEADS: Final[Mapping[Kind, str]] = {"passed": N_("Certificate"), "attended": N_("Certificate of attendance")}
DID: Final[Mapping[Kind, str]] = {
    "passed": N_("took part in the training and passed its final test"),
    "attended": N_("took part in the training"),
}
CRITERIA: Final[Mapping[Kind, str]] = {
    "passed": N_("Required: days attended, at least {days}; right answers in the test after the training, at least {threshold} %."),
    "attended": N_("Required: days attended, at least {days}. It does not say that a test was passed."),
}  # fmt: skip
ABOUT: Final = N_("Training on mountains, climate and human mobility: {held}")
CHECK: Final = N_(
    "To check it without a network: highground teach verify FILE, with the file {file} that belongs to this sheet. It must be signed with the key"
)


@dataclass(frozen=True, slots=True)
class Paper:
    """The texts of one certificate."""

    lang: str
    title: str
    subtitle: str
    answer: str
    head: str
    certify: str
    name: str
    did: str
    training: str
    held: str
    criteria: str
    issuer: str
    issued: str
    seal: str
    check: str
    key: str
    number: str
    notice: str


def criteria(kind: Kind, days: int, threshold: int, words: Words) -> str:
    """What was required."""
    return words.t(CRITERIA[kind], days=days, threshold=threshold)


def about(held: str, words: Words) -> str:
    """One line on the training."""
    return words.t(ABOUT, held=held)


def paper(award: Award, held: str, required: str, number: str, file: str, lang: str) -> Paper:  # noqa: PLR0917  one paper
    """A certificate in a language; number: that of the credential; file: the name of the signed file."""
    words = Words(lang, "learning")
    head = words.t(HEADS[award.kind])
    issued = words.t(N_("Issued on {day}"), day=date.fromisoformat(award.issued_on))
    return Paper(
        lang, head, award.title, f"{award.name}: {words.t(DID[award.kind])}. {award.title}", head, words.t(N_("This is to certify that")), award.name,
        words.t(DID[award.kind]), award.title, held, required, award.issuer, issued, words.t(N_("Signature and seal")), words.t(CHECK, file=file),
        award.issuer_did, number, notice(words),
    )  # fmt: skip
