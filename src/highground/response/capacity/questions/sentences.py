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
Wrong = tuple[tuple[str, str], ...]  # remark, mistake
CAUTIONS: Final[dict[str, tuple[str, Wrong]]] = {  # claim -> session, and remarks that would be wrong beside it; the right one is its first
    "people.nation": ("s1", (
        (N_("Everybody who lives outside the mountains is safe from disasters."), "national"),
        (N_("The share is the same under every definition of a mountain."), "definition"))),
    "glaciers.observed": ("s2", (
        (N_("Area and mass shrink in the same proportion; one may be printed for the other."), "definition"),
        (N_("Two inventories of different years may be joined into one series, as ice is ice."), "definition"))),
    "hazards.published": ("s3", (
        (N_("Each published model counts another part of displacement: their sum is the whole of it, and only the sum may be printed beside our own number."), "definition"),
        (N_("All of these models count families: multiplied with the size of a family they give one and the same number of people, which is ours."), "persons"))),
    "hazards.away": ("s3", (
        (N_("The share holds for mudflows and landslides too: people return after all disasters at one speed."), "certainty"),
        (N_("All who were still away had lost their homes for good; they were settled elsewhere by plan."), "term"))),
    "hazards.index": ("s3", (
        (N_("The index measures the climate alone: when it rises from one year to the next, the climate changed."), "cause"),
        (N_("The index counts people in danger: a value twice as high stands for twice as many people."), "term"))),
    "mobility.cells": ("s4", (
        (N_("People were asked in a survey of this country; only a few of them answered."), "method"),
        (N_("Those who do not wish to move are safe, and need neither warning nor help."), "certainty"))),
    "mobility.added": ("s4", (
        (N_("The number holds those who move for the climate alone; nobody with a second reason is in it."), "cause"),
        (N_("The moves were counted by the statistical office; the range comes from rounding."), "method"))),
    "mobility.nets": ("s4", (
        (N_("All moves are counted, registered or not, as everybody is asked each year."), "method"),
        (N_("What a unit gained are people displaced by disasters; no other moves are counted."), "cause"))),
}  # fmt: skip
GAPS: Final[dict[str, tuple[str, Wrong]]] = {  # the same for what would make a sentence surer
    "mobility.added": ("s6", (
        (N_("More members of the same model with the same judged inputs would make up for a survey."), "method"),
        (N_("The middle of the range, printed without its ends, would leave no doubt behind."), "end"))),
    "mobility.relocation": ("s6", (
        (N_("The same grid of 9 km, computed with more members, would show single settlements and destinations."), "method"),
        (N_("The people of the mountains times a share from another country would give who has to be asked."), "place"))),
    "mobility.return": ("s6", (
        (N_("The number of a whole year divided by twelve would give those who are away at one moment."), "stock"),
        (N_("A count of all who were evacuated, without those who came back, would be enough for return."), "cumulative"))),
    "people.moving": ("s6", (
        (N_("Displacement by hazards is the whole of mobility; its records of past years already say who moves for good and who cannot."), "definition"),
        (N_("The number of mountain people is enough; how many of them move for good is decided by the warming level alone, and a survey can add nothing."), "cause"))),
}  # fmt: skip
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
    for kind, listed in (("caution", CAUTIONS), ("gap", GAPS)):
        for name, (session, wrong) in listed.items():
            if name in claims and getattr(claims[name], BESIDE[kind][1]):
                yield _beside(ask, kind, claims[name], session, wrong)
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


def _beside(ask: Asker, kind: str, claim: Claim, session: str, wrong: Wrong) -> Question:
    """The first remark beside a claim, among remarks that contradict it."""
    stem, field = BESIDE[kind]
    name = f"{kind}.{claim.id}"
    options = [Option("right", Said(getattr(claim, field)[0]), right=True)]
    options += [Option(f"wrong{n}", Said(text), right=False, trap=trap) for n, (text, trap) in enumerate(wrong)]
    return Question(
        name, ask.iso3, session, "basic", "single", Said(stem, {"claim": {"claim": claim.id}}), ask.shuffled(name, options),
        explanation=Said(WHY, {"id": claim.id}), trap=wrong[0][1], claims=(claim.id,),
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
