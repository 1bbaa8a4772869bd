"""Questions on the claims of a run: how sure a sentence is, what speaks against it, what would change it, and which ask it carries."""

from collections.abc import Iterator, Mapping
from typing import Final

from highground.basis.claim import CONFIDENCES, Claim
from highground.basis.question import Option, Question, Said
from highground.basis.words import N_
from highground.research.claims.ecosystems import ALL_YEAR, SIMILAR
from highground.research.confidence import combine
from highground.response.capacity.questions.numbers import Asker

SURE: Final = (
    "glaciers.left",
    "climate.warming",
    "hazards.frequency.debris_flow",
    "mobility.added",
    "people.mountain",
    "glaciers.observed",
)
CAUTIONS: Final = (
    "mobility.cells",
    "hazards.published",
    "mobility.added",
    "hazards.away",
    "people.nation",
    "hazards.index",
    "mobility.nets",
    "glaciers.observed",
)
GAPS: Final = ("mobility.added", "mobility.relocation", "mobility.return", "people.moving")
SESSION: Final = {"mobility": "s4", "hazards": "s3", "people": "s1", "glaciers": "s2", "climate": "s2"}
FAR: Final = {  # topic -> topics whose first remarks cannot stand beside it too: neighbours' may, and two answers would be right
    "people": ("glaciers", "ecosystems"),
    "hazards": ("glaciers", "ecosystems"),
    "mobility": ("glaciers", "ecosystems"),
    "glaciers": ("people", "mobility"),
}
AFAR: Final = {"caution": (), "gap": ("climate",)}  # kind of remark -> topics that are far as well
LOOSE: Final = ("ecosystems.belt",)  # claims whose first gap is a limit of the grid and names nothing to be done
STILL: Final = (ALL_YEAR, SIMILAR)  # sentences that tell of no change: they carry no ask for following one
ASKS: Final = (  # what a delegation asks for, and the claims of which one carries it
    ("warning", N_("early warning of mudflows in mountain valleys"), ("hazards.frequency.debris_flow", "hazards.place")),
    ("ice", N_("measuring glaciers and planning for less summer water"), ("glaciers.left", "glaciers.observed")),
    ("pasture", N_("pasture rules that follow a changing season"), ("ecosystems.season", "mobility.pasture")),
    ("count", N_("counting who was evacuated, who returned and who is still away"), ("hazards.away", "mobility.return")),
    ("survey", N_("a household survey on who wishes to move, who can and who cannot"), ("mobility.cells", "mobility.added")),
    ("first", N_("money for the units that stand first among hotspots"), ("hazards.heights", "hazards.units")),
)  # fmt: skip
SAYS: Final = N_("The run says: “{claim}” With what confidence?")
AGAINST: Final = N_("The run says: “{claim}” Which caution stands beside this sentence?")
BETTER: Final = N_("The run says: “{claim}” What would make it surer?")
BESIDE: Final = {"caution": (AGAINST, "against"), "gap": (BETTER, "gaps")}  # kind of remark -> stem, field of the claim
CARRIES: Final = N_("{country}. A delegation asks for {ask}. Which sentence of the run carries this ask?")
SAID_WHY: Final = N_("Evidence: {evidence}; agreement: {agreement}; together: {confidence}. Source: claim {id} of the run.")
HELD_WHY: Final = N_(
    "Evidence: {evidence}; agreement: {agreement}. Sources not verified, judgements or assumptions hold it at: {confidence}. Source: claim {id} of the run."
)
WHY: Final = N_("It is written beside claim {id} of the run.")
CARRY_WHY: Final = N_(
    "An ask rests on a claim about the same thing. The others are true, and speak of something else. Source: claim {id} of the run."
)


def sentences(ask: Asker, claims: Mapping[str, Claim]) -> Iterator[Question]:
    """Every question on claims that the run makes; those that it does not make are left out."""
    yield from (_sure(ask, claims[name]) for name in SURE if name in claims)
    for name in CAUTIONS:
        if name in claims and claims[name].against:
            yield from _beside(ask, "caution", claims[name], claims)
    for name in GAPS:
        if name in claims and claims[name].gaps:
            yield from _beside(ask, "gap", claims[name], claims)
    yield from _asks(ask, claims)


def _sure(ask: Asker, claim: Claim) -> Question:
    options = tuple(
        Option(word.replace(" ", "_"), Said("{confidence}", {"confidence": {"confidence": word}}), right=word == claim.confidence, trap="" if word == claim.confidence else "certainty")
        for word in CONFIDENCES
    )  # fmt: skip
    why: dict[str, object] = {
        "evidence": claim.evidence,
        "agreement": claim.agreement,
        "confidence": {"confidence": claim.confidence},
        "id": claim.id,
    }
    return Question(
        f"said.{claim.id}", ask.iso3, "s6", "advanced", "single", Said(SAYS, {"claim": {"claim": claim.id}}), options,
        explanation=Said(HELD_WHY if claim.confidence != combine(claim.evidence, claim.agreement) else SAID_WHY, why),
        trap="certainty", claims=(claim.id,),
    )  # fmt: skip


def _beside(ask: Asker, kind: str, claim: Claim, claims: Mapping[str, Claim]) -> Iterator[Question]:
    """The first remark beside a claim among first remarks beside claims of topics that are far from it."""
    stem, field = BESIDE[kind]
    mine: tuple[str, ...] = getattr(claim, field)
    far = FAR.get(claim.topic, ()) + AFAR[kind]
    held = [one for one in claims.values() if one.topic in far and not (kind == "gap" and one.id in LOOSE)]
    others = [text for one in held for text in getattr(one, field)[:1] if text not in mine]
    name = f"{kind}.{claim.id}"
    wrong = sorted(dict.fromkeys(others), key=lambda text: ask.drawn(name, text))[:3]
    if len(wrong) < 2:
        return
    options = [
        Option("right", Said(mine[0]), right=True),
        *(Option(f"other{n}", Said(text), right=False, trap="beside") for n, text in enumerate(wrong)),
    ]
    yield Question(
        name, ask.iso3, "s6" if kind == "caution" and claim.topic not in SESSION else SESSION[claim.topic] if kind == "caution" else "s7", "basic", "single",
        Said(stem, {"claim": {"claim": claim.id}}), ask.shuffled(name, options), explanation=Said(WHY, {"id": claim.id}), trap="beside", claims=(claim.id,),
    )  # fmt: skip


def _asks(ask: Asker, claims: Mapping[str, Claim]) -> Iterator[Question]:
    """Which sentence carries an ask, among sentences that carry other asks."""
    carried = {name for name, claim in claims.items() if claim.template not in STILL}
    held = {key: (text, next(name for name in names if name in carried)) for key, text, names in ASKS if carried & set(names)}
    for key, (text, name) in held.items():
        rivals = [other for rival, (_, other) in held.items() if rival != key and claims[other].topic != claims[name].topic]
        wrong = sorted(dict.fromkeys(rivals), key=lambda other: ask.drawn(key, other))[:3]
        if len(wrong) < 2:
            continue
        options = [Option("right", Said("{claim}", {"claim": {"claim": name}}), right=True)]
        options += [Option(other.replace(".", "_"), Said("{claim}", {"claim": {"claim": other}}), right=False) for other in wrong]
        yield Question(
            f"ask.{key}", ask.iso3, "s8", "advanced", "single", Said(CARRIES, {"country": ask.names, "ask": text}), ask.shuffled(f"ask.{key}", options),
            explanation=Said(CARRY_WHY, {"id": name}), trap="beside", claims=(name,),
        )  # fmt: skip
