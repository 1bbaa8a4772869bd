"""Fact cards: one number each, from one claim, with what must not be said with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from highground.basis.action import Ground
from highground.basis.claim import Claim
from highground.basis.words import N_
from highground.response.grounds import claims_of

if TYPE_CHECKING:
    from highground.catalogue.runs import Run


@dataclass(frozen=True, slots=True)
class Topic:
    """One kind of card: the claim, the name of its number there, what the number is, and what not to say with it."""

    id: str
    claim: str
    value: str
    title: str
    label: str
    never: str


TOPICS: Final = (
    Topic("shrank", "glaciers.observed", "now", N_("Measured glaciers"), N_("Glacier area of the series {series} in {year_now}."),
          N_("Do not set it beside another series or another country: inventories differ.")),
    Topic("ice", "glaciers.left", "ice", N_("Glacier ice"), N_("Ice of 2015 that is left in 2100 at {level} of global warming, in the whole glacier region."),
          N_("Do not say that the country's own glaciers keep this share. Do not say that water ends when ice does.")),
    Topic("warming", "climate.warming", "warming", N_("Warming"), N_("Warming of the mountains since 1850-1900 at {level} of global warming."),
          N_("Do not add it to the global figure, which it already holds.")),
    Topic("people", "people.nation", "k1", N_("People"), N_("Share of all people who live in mountains, definition K1."),
          N_("Do not give it without the definition. A national total is no mountain total.")),
    Topic("mudflows", "hazards.frequency.debris_flow", "times", N_("Flash floods and debris flows"),
          N_("Frequency at {level} of global warming against today, where 1 is no change."),
          N_("Do not say that every valley sees this. It counts events, not people.")),
    Topic("displaced", "hazards.place", "mountain", N_("Displacement"), N_("Displacements in the mountains in an average year, evacuations included."),
          N_("Do not call them persons or migrants: one person can move twice, and many return within days.")),
    Topic("stuck", "mobility.stuck", "now", N_("Unable to move"), N_("People in mountains who wish to move and cannot, today."),
          N_("Do not say that anybody counted this: it is judged until a survey asks. To stay can be a choice.")),
    Topic("belt", "ecosystems.belt", "left", N_("Mountain land"), N_("Area of the {belt} belt of today that is left at {level} of global warming."),
          N_("Do not say that plants, animals and pastures follow at once.")),
    Topic("sum", "mobility.sum", "share", N_("Migration"), N_("Migration inside the country that slow impacts add from 2025 to {year} on path {path}, for 100 people."),
          N_("Do not say that climate alone makes people move. Below zero means fewer moves.")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """One number of one country. `span` is a range as claims hold it: low, mid, high, unit."""

    topic: Topic
    ground: Ground
    claim: Claim
    span: dict[str, Any]
    sources: tuple[str, ...]  # card ids of the row whose number it is, or of all rows of the claim


def cards(runs: Sequence["Run"]) -> tuple[Card, ...]:
    """The cards that these runs can fill, topic by topic, countries in the order of the runs. A claim without the number gives no card."""
    held = claims_of(runs)
    found = []
    for topic in TOPICS:
        for run in runs:
            ground = Ground(run.about["iso3"], topic.claim)
            claim = held.get(ground)
            span = claim.values.get(topic.value) if claim else None
            if claim is not None and isinstance(span, dict) and "mid" in span:
                found.append(Card(topic, ground, claim, span, _sources(run, claim, span)))
    return tuple(found)


def _sources(run: "Run", claim: Claim, span: dict[str, Any]) -> tuple[str, ...]:
    rows = run.evidence.iloc[list(claim.rows)]
    own = rows[(rows["mid"] == span["mid"]) & (rows["unit"] == span["unit"])]
    return tuple(dict.fromkeys(card for cell in (own if len(own) else rows)["sources"] for card in str(cell).split()))
