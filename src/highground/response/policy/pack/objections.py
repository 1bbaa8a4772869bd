"""What others are likely to say, and answers that rest on claims or on bundled facts. Where the objection is right, we say so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from highground.basis.action import Ground
from highground.basis.claim import Claim
from highground.basis.words import N_
from highground.research.claims.glaciers import WATER
from highground.research.claims.hazards import OUTSIDE, PLAIN_EVENT, UNSURE
from highground.research.claims.mobility import MANY, SCREEN
from highground.response.grounds import claims_of

if TYPE_CHECKING:
    from highground.catalogue.runs import Run

Verdict = Literal["right", "partly", "no"]
ISLANDS_COUNTED: Final = N_("They do, and we take nothing from them. This pack holds a count of what the texts of both say.")
VERDICTS: Final[Mapping[Verdict, str]] = {"right": N_("They are right"), "partly": N_("Partly right"), "no": N_("Not so")}


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection, how far it is right, our answer, the claims (with the sentences that carry the answer; none: any) or steps behind it.

    caveat: the sentence that the answer repeats and that the first claim must carry itself, as what speaks against it or is missing.
    """

    id: str
    says: str
    verdict: Verdict
    answer: str
    claims: tuple[tuple[str, tuple[str, ...]], ...] = ()
    steps: tuple[int, ...] = ()  # numbers in the line of mountain diplomacy
    caveat: str = ""


ALL: Final = (
    Objection("steppe", N_("The floods that displaced most people were snowmelt floods of the steppe, not mountain events."), "right",
              N_("Yes. We do not count them as mountain events. We give mountain numbers and national numbers apart."),
              (("hazards.event", (PLAIN_EVENT,)), ("hazards.place", ()))),
    Objection("elsewhere", N_("Most displacement lies outside the mountains."), "right",
              N_("Yes. That is why we ask for mountain counts of their own, and claim no national total."), (("hazards.place", (OUTSIDE,)),)),
    Objection("causes", N_("Movement has many causes. You blame the climate."), "right",
              N_("It has many causes, and we say so in every text. We ask for support whatever the mix of reasons is."), (("people.moving", ()),)),
    Objection("models", N_("The models differ. Nobody knows."), "partly",
              N_("They differ, and we print the range. What was measured does not rest on a model."),
              (("hazards.published", ()), ("glaciers.observed", ()))),
    Objection("definition", N_("Your mountains depend on the definition."), "right",
              N_("They do. We name the definition and give the share under two of them."), (("terrain.share", ()),)),
    Objection("water", N_("Melting ice brings more water, so there is time."), "partly",
              N_("Melt water first grows, then falls. When is not known here. So we ask for gauges now."), (("glaciers.left", ()),), caveat=WATER),
    Objection("outburst", N_("Outbursts of glacial lakes will not grow."), "partly",
              N_("Whether they grow is not settled, and we do not say that they do. Flash floods and debris flows are another matter."),
              (("hazards.frequency.outburst", (UNSURE,)), ("hazards.frequency.debris_flow", ()))),
    Objection("wave", N_("You threaten us with a wave of migrants."), "no",
              N_("We do not. Our number is of moves inside the country, and it has a range. Work, family, schools and policy weigh more."), (("mobility.added", ()), ("mobility.sum", ())),
              caveat=MANY),
    Objection("relocate", N_("Relocation would solve it."), "no",
              N_("How many people should be asked is not known. Nobody is moved without consent, and to stay can be a choice."),
              (("mobility.relocation", (SCREEN,)), ("mobility.cells", ()))),
    Objection("track", N_("There is no mandate to talk about mountains."), "no",
              N_("The text of the Global Stocktake asked for an expert dialogue on mountains, and it was held."), steps=(2, 5)),
    Objection("oneoff", N_("That dialogue was held once and is done."), "partly",
              N_("Legal advice called it a one-off that Parties may hold again. In 2025 a new one was decided; whether yearly or once, reports disagree: quote the decision."),
              steps=(5, 10)),
    Objection("islands", N_("Islands already speak for those most at risk."), "partly",
              N_("They do, and we take nothing from them. No comparison of mountains and islands is confirmed here, so we make none."), steps=(12,)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answered:
    """An objection that these runs and facts can answer, with the claims that its answer rests on."""

    objection: Objection
    grounds: tuple[Ground, ...]


def answered(runs: Sequence["Run"], steps: Sequence[int], *, compared: bool = False) -> tuple[Answered, ...]:
    """The objections whose answers rest on a claim of a run, or on steps of the line that are all there; others are left out.

    compared: whether a comparison with islands is given; then the answer points to it instead of saying that none is confirmed.
    """
    held = claims_of(runs)
    found = []
    for one in ALL:
        if one.id == "islands" and compared:
            one = replace(one, answer=ISLANDS_COUNTED)  # noqa: PLW2901
        first = _grounds(one.claims[:1], [run.about["iso3"] for run in runs], held)  # the claim that the answer turns on
        able = [ground.iso3 for ground in first if not one.caveat or one.caveat in (*held[ground].against, *held[ground].gaps)]
        if able or (one.steps and set(one.steps) <= set(steps)):
            found.append(Answered(one, _grounds(one.claims, able, held)))
    return tuple(found)


def _grounds(
    claims: Sequence[tuple[str, tuple[str, ...]]], codes: Sequence[str], held: Mapping[Ground, Claim]
) -> tuple[Ground, ...]:
    grounds = ((Ground(code, name), sentences) for code in codes for name, sentences in claims)
    return tuple(one for one, sentences in grounds if one in held and (not sentences or held[one].template in sentences))
