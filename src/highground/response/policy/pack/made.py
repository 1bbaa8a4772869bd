"""The whole pack as facts: asks, cards, objections, precedents and the line, each resting on runs or on bundled facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from highground.basis.action import Ground
from highground.basis.claim import Claim
from highground.basis.errors import BadData
from highground.basis.source import Source
from highground.catalogue.codes.compared import Counted
from highground.catalogue.codes.instruments import FRAMEWORKS, frameworks
from highground.catalogue.shelf import Shelf
from highground.response.grounds import claims_of
from highground.response.policy.pack.asks import Ask, asks
from highground.response.policy.pack.cards import Card, cards
from highground.response.policy.pack.event import Event
from highground.response.policy.pack.line import CARD, Step, line
from highground.response.policy.pack.objections import Answered, answered

if TYPE_CHECKING:
    from highground.catalogue.runs import Run

MOST: Final = 4  # countries in one pack; more do not fit beside each other
IN_ROWS: Final = "source column of each row"
ALIKE: Final = ("seed", "members", "version")


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that a negotiation pack says, before it is put into words.

    precedents: framework id to its row, for the asks that are made. comparison: confirmed counts of mountains beside islands, as
    `highground policy compare` wrote them; None where none is given.
    """

    runs: tuple["Run", ...]
    event: Event
    asks: tuple[Ask, ...]
    cards: tuple[Card, ...]
    objections: tuple[Answered, ...]
    precedents: Mapping[str, Mapping[str, str]]
    steps: tuple[Step, ...]
    sources: tuple[Source, ...]
    claims: Mapping[Ground, Claim]
    comparison: Counted | None = None


def pack(runs: Sequence["Run"], event: Event, shelf: Shelf, comparison: Counted | None = None) -> Pack:
    """A pack for one country or for several that speak together.

    Raises BadData when no run or too many are given, one twice, when they were not made alike, or when their claims support no ask.
    """
    _check(runs)
    steps = line(shelf, event.until)
    made = asks(runs)
    if not made:
        names = ", ".join(run.about["names"]["en"] for run in runs)
        raise BadData(f"no claim of the run supports an ask ({names}); profile the country again, or choose one with mountains")
    rows = {row["framework_id"]: row for row in frameworks(shelf)}
    named = dict.fromkeys(text for ask in made for text in ask.texts)
    told = cards(runs)
    objected = answered(runs, [step.number for step in steps], compared=comparison is not None)
    return Pack(
        tuple(runs), event, made, told, objected, {text: rows[text] for text in named if text in rows}, steps,
        _sources(runs, made, told, objected, shelf), claims_of(runs), comparison,
    )  # fmt: skip


def _check(runs: Sequence["Run"]) -> None:
    if not 1 <= len(runs) <= MOST:
        raise BadData(f"a pack is made for 1 to {MOST} countries, {len(runs)} were given; leave some out")
    codes = [run.about["iso3"] for run in runs]
    if doubled := next((code for code in codes if codes.count(code) > 1), ""):
        raise BadData(f"{doubled} is named twice; name each country once")
    for key in ALIKE:
        if len({str(run.about.get(key)) for run in runs}) > 1:
            told = ", ".join(f"{run.about['iso3']} {run.about.get(key)}" for run in runs)
            raise BadData(f"the runs differ in {key} ({told}) and cannot stand side by side; profile the countries again")


def _sources(
    runs: Sequence["Run"], made: Sequence[Ask], told: Sequence[Card], objected: Sequence[Answered], shelf: Shelf
) -> tuple[Source, ...]:
    """The cards behind every claim that is used, in the runs' order, then the texts and the line."""
    grounds = {ground for ask in made for ground in ask.action.grounds} | {card.ground for card in told}
    grounds |= {ground for one in objected for ground in one.grounds}
    held, found = claims_of(runs), dict[str, Source]()
    for run in runs:
        rows = sorted({row for ground in grounds if ground.iso3 == run.about["iso3"] for row in held[ground].rows})
        used = {card for cell in run.evidence.iloc[rows]["sources"] for card in str(cell).split()}
        found |= {source.id: _titled(source) for source in run.sources if source.id in used}
    return (
        *found.values(),
        *(replace(shelf.card(card), citation="") for card in (FRAMEWORKS, CARD)),
    )  # by title: each row has a source


def _titled(source: Source) -> Source:
    """A source that names others "in the source column of each row" with the title of its table first, so that a reader knows which."""
    return replace(source, citation=f"{source.title}. {source.citation}") if IN_ROWS in source.citation else source
