"""What may be asked for: each ask names the claims that it needs, and is made only where a run makes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from highground.basis.action import Action, Ground
from highground.basis.claim import CONFIDENCES, Claim, Confidence
from highground.basis.words import N_
from highground.research.claims.ecosystems import SHRINKS
from highground.research.claims.glaciers import CHOICE, SPANS
from highground.research.claims.hazards import GROWS
from highground.research.claims.mobility import ADDS, POOREST, SCREEN
from highground.research.twins import mirror
from highground.response.grounds import claims_of, grounded

if TYPE_CHECKING:
    from highground.catalogue.runs import Run

Needs = tuple[tuple[str, tuple[str, ...]], ...]  # claim id and the sentences that carry the ask; no sentences: any


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that may be asked for. `finding` is the shared finding without which it is no joint ask; empty where claims suffice."""

    id: str
    template: str
    needs: Needs
    finding: str
    texts: tuple[str, ...]  # ids of frameworks that give it a precedent


RULES: Final = (
    Rule("forms", N_("Name every form of human mobility in the texts: migration, displacement, planned relocation, and staying."),
         (("people.moving", ()),), "shared-people", ("UNFCCC-TFD", "UNFCCC-CANCUN-14F", "GCM-2", "KDMECC")),
    Rule("dialogue", N_("Hold the dialogue on mountains regularly, with human mobility on its agenda."),
         (("climate.warming", ()), ("people.moving", ())), "shared-warming", ("UNGA-77-172", "UNFCCC-NWP")),
    Rule("measure", N_("Fund glacier inventories, river gauges and mountain stations, and keep their data open."),
         (("glaciers.left", SPANS),), "shared-ice", ("UNGA-77-172", "UNFCCC-NWP")),
    Rule("warn", N_("Finance early warning and safe places in valleys that flash floods and debris flows reach."),
         (("hazards.frequency.debris_flow", (GROWS,)),), "shared-mudflows", ("UNGA-77-172",)),
    Rule("count", N_("Count displacement in mountains apart from national totals, and report it."),
         (("hazards.place", ()), ("people.nation", ())), "shared-displacement", ("SENDAI", "UNFCCC-TFD")),
    Rule("reach", N_("Let finance for loss and damage reach people who are displaced in mountains, until they are home or settled."),
         (("hazards.place", ()), ("mobility.return", ())), "shared-displacement", ("UNFCCC-TFD", "UNFCCC-FRLD", "UNFCCC-SANTIAGO")),
    Rule("warming", N_("Hold global warming to {level_low}. Less warming keeps more ice."),
         (("glaciers.choice", (CHOICE,)),), "shared-ice-choice", ("SDG-13",)),
    Rule("screen", N_("Help to screen settlements valley by valley before anybody speaks of relocation. Nobody is moved without consent."),
         (("mobility.relocation", (SCREEN,)),), "", ("UNFCCC-CANCUN-14F",)),
    Rule("survey", N_("Fund household surveys that ask people in mountains what they wish and what they can do."),
         (("mobility.stuck", ()),), "shared-involuntary", ("IOM-AIMS", "GCM-23")),
    Rule("land", N_("Protect and restore high mountain land together with the people who use it."),
         (("ecosystems.belt", (SHRINKS,)),), "shared-cold-belts", ("SDG-15.4.2", "UNGA-77-172")),
    Rule("follow", N_("Count people who were evacuated until they are home or settled, not only on the first day."),
         (("hazards.away", ()),), "", ("UNFCCC-TFD", "SENDAI")),
    Rule("herds", N_("Support herders in planning pastures and routes as seasons change."),
         (("mobility.pasture", ()), ("mobility.herds", ())), "", ("UNGA-77-172",)),
    Rule("poorest", N_("Reach the poorest first. Where means are lost fewer people can move, and that is no sign of safety."),
         (("mobility.income", (POOREST,)),), "", ("GCM-2", "IOM-AIMS")),
    Rule("arrive", N_("Plan services and work where people arrive. Climate impacts add to migration, beside all other reasons."),
         (("mobility.added", (ADDS,)),), "", ("IOM-AIMS", "GCM-23")),
)  # fmt: skip
BY_ID: Final = {rule.id: rule for rule in RULES}


@dataclass(frozen=True, slots=True)
class Ask:
    """An ask with how sure its claims are and the texts that give it a precedent."""

    action: Action
    confidence: Confidence  # of the weakest claim that it rests on
    texts: tuple[str, ...]

    @property
    def joint(self) -> bool:
        """Whether the claims of more than one country support it."""
        return len(self.action.countries) > 1


def asks(runs: Sequence["Run"]) -> tuple[Ask, ...]:
    """Every ask that the claims of these runs support, joint ones first, the surest first among equals.

    With several runs an ask is joint only if all of them make its claims, and every pair of them shares the finding; what only some
    support is asked by each of these alone. An ask that no claim supports is not made. Raises BadData through `grounded`.
    """
    held = claims_of(runs)
    common = _findings(runs)
    found: list[Ask] = []
    for rule in RULES:
        able = [run.about["iso3"] for run in runs if _supports(rule, run.about["iso3"], held)]
        together = len(runs) > 1 and len(able) == len(runs) and (not rule.finding or rule.finding in common)
        found += [_ask(rule, group, held) for group in ([able] if together else [[code] for code in able])]
    grounded([one.action for one in found], runs)
    return tuple(sorted(found, key=lambda one: (not one.joint, -CONFIDENCES.index(one.confidence))))


def _findings(runs: Sequence["Run"]) -> frozenset[str]:
    """Ids of the findings that every pair of the runs shares."""
    pairs = [frozenset(claim.id for claim in mirror(a, b).findings) for a, b in combinations(runs, 2)]
    return frozenset.intersection(*pairs) if pairs else frozenset()


def _supports(rule: Rule, iso3: str, held: dict[Ground, Claim]) -> bool:
    for name, sentences in rule.needs:
        claim = held.get(Ground(iso3, name))
        if claim is None or (sentences and claim.template not in sentences):
            return False
    return True


def _ask(rule: Rule, codes: Sequence[str], held: dict[Ground, Claim]) -> Ask:
    grounds = tuple(Ground(code, name) for code in codes for name, _ in rule.needs)
    known = held[grounds[0]].values
    values = {name: value for name, value in known.items() if "{" + name + "}" in rule.template}
    name = rule.id if len(codes) > 1 else f"{rule.id}.{codes[0]}"
    sure = min((held[ground].confidence for ground in grounds), key=CONFIDENCES.index)
    return Ask(Action(f"ask.{name}", "ask", rule.template, values, grounds), sure, rule.texts)
