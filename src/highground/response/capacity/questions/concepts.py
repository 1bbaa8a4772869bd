"""What every learner has to know, whatever the country: traps, terms, the language of confidence, coding and asking."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from highground.basis.question import Level, Option, Question, Said
from highground.basis.words import N_
from highground.response.capacity.questions.numbers import Asker

RULES: Final = "highground-draft-rules"
BOOK: Final = "highground-policy-codebook"
FIGURES: Final = "known-figures"


@dataclass(frozen=True, slots=True)
class Concept:
    """One question with a right answer and two wrong ones, each with its mistake. Rests on claims where the run makes them, else on facts."""

    id: str
    session: str
    level: Level
    stem: str
    right: str
    wrong: tuple[tuple[str, str], ...]  # answer, mistake
    claims: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


CONCEPTS: Final = (
    Concept("flow", "s3", "basic", N_("A source counts disaster displacements of 2008 to 2021. What does the number count?"), N_("Movements: one person may be counted several times"),
            ((N_("People who still live away from home"), "stock"), (N_("Families that lost their houses"), "persons")), facts=(f"{RULES}:idmc-total-as-people",)),
    Concept("evacuated", "s3", "basic", N_("A ministry gives a cumulative number of people evacuated. What may be written?"), N_("So many were evacuated since the start; how many are still away is another count"),
            ((N_("So many people are displaced today"), "cumulative"), (N_("So many people lost their homes"), "term")), facts=(f"{RULES}:kz-flood-evacuated-still",)),
    Concept("earthquakes", "s3", "advanced", N_("Most of a country's disaster displacements come from an earthquake. What follows for a climate brief?"), N_("Give the total without earthquakes, or name the hazards"),
            ((N_("Print the whole total as climate displacement"), "cause"), (N_("Print no number at all"), "certainty")), facts=(f"{RULES}:idmc-total-climate",)),
    Concept("national", "s1", "basic", N_("A flood of the steppe displaced many people. May the number stand in a brief on mountains?"), N_("Only as a number of the whole country, outside the mountains"),
            ((N_("Yes, as the country has mountains"), "national"), (N_("Yes, divided by the share of mountains"), "national")), facts=(f"{RULES}:kz-flood-mountain",)),
    Concept("growth", "s1", "advanced", N_("Two counts of mountain people, of 2000 and 2015, use different definitions. What does the difference say?"), N_("Nothing about growth: compare only counts of one definition"),
            ((N_("How fast mountain people grow"), "definition"), (N_("How many moved into mountains"), "cause")), facts=(f"{RULES}:mountain-people-growth",)),
    Concept("bound", "s6", "basic", N_("A report says “up to” a number of people by 2050. How is it quoted?"), N_("“Up to”, as the upper bound of a scenario, with its year"),
            ((N_("“More than” this number will move"), "end"), (N_("This number will move by 2050"), "certainty")), facts=(f"{RULES}:groundswell-at-least", f"{RULES}:groundswell-forecast")),
    Concept("region", "s6", "basic", N_("A draft gives “5 million in Central Asia by 2050”. What is wrong?"), N_("The figure is the upper bound for Eastern Europe and Central Asia together"),
            ((N_("Nothing: it is the published figure for Central Asia"), "place"), (N_("It is too low, as it is only a lower bound"), "end")), facts=(f"{RULES}:central-asia-5-million", f"{FIGURES}:gs_eeca")),
    Concept("inside", "s4", "basic", N_("Groundswell models people who may move by 2050. Which movement is it?"), N_("Inside their own countries"),
            ((N_("Across borders"), "term"), (N_("Both, inside and across borders"), "term")), facts=(f"{RULES}:groundswell-abroad",)),
    Concept("rounds", "s6", "advanced", N_("Two rounds of a survey covered different communities. What does the difference between the rounds say?"), N_("It is no trend; give each round with its coverage"),
            ((N_("It is the trend between the rounds"), "definition"), (N_("It is the trend once it is rounded"), "certainty")), facts=(f"{RULES}:bma-trend",)),
    Concept("cause", "s4", "basic", N_("Which sentence on a family that moved after bad years may be printed?"), N_("Several reasons worked together; climate was one of them"),
            ((N_("Climate made the family move"), "cause"), (N_("Climate had nothing to do with it"), "certainty")), claims=("people.moving",)),
    Concept("cannot", "s4", "basic", N_("A household wishes to move and cannot. What is this called?"), N_("Involuntary immobility"),
            ((N_("Voluntary immobility"), "term"), (N_("Displacement"), "term")), claims=("mobility.cells",)),
    Concept("stays", "s4", "advanced", N_("A household could move and does not wish to. What does its staying prove?"), N_("A choice; neither that the place is safe nor that help is refused"),
            ((N_("That the place is safe"), "certainty"), (N_("That the household is trapped"), "term")), claims=("mobility.cells",)),
    Concept("consent", "s4", "basic", N_("A family in a danger zone says no to planned relocation. What follows?"), N_("No step towards a move; it is protected where it lives"),
            ((N_("It moves later than the others"), "term"), (N_("It loses its claim to protection"), "term")), claims=("mobility.relocation",)),
    Concept("base", "s2", "basic", N_("“2 °C of global warming”: warmer than when?"), N_("Than 1850–1900"),
            ((N_("Than today"), "baseline"), (N_("Than 1991–2020"), "baseline")), claims=("climate.warming",)),
    Concept("likely", "s2", "basic", N_("“Very likely” in the language of the IPCC: how likely is it?"), N_("At least 90 %"),
            ((N_("More than 50 %"), "certainty"), (N_("Certain"), "certainty")), claims=("climate.warming",)),
    Concept("open", "s6", "advanced", N_("A range runs from below zero to above zero. What may be said?"), N_("Whether it grows or falls is not settled"),
            ((N_("It grows, as the middle is above zero"), "certainty"), (N_("Nothing changes"), "blank")), claims=("mobility.added",)),
    Concept("silent", "s7", "basic", N_("A policy text does not mention people who cannot leave. How is it coded?"), N_("As silent on the theme, with the text named"),
            ((N_("As a refusal"), "blank"), (N_("It is left out of the matrix"), "blank")), facts=(f"{BOOK}:hg_immobility",)),
    Concept("confirmed", "s7", "basic", N_("A program finds a passage on migration in a text. When may it be published as a code?"), N_("When a person has confirmed it, with quote and page"),
            ((N_("At once, as the program found it"), "method"), (N_("When two programs find the same passage"), "method")), facts=(f"{BOOK}:hg_framing",)),
    Concept("strength", "s7", "advanced", N_("Which sentence of a law binds most?"), N_("“The ministry shall open the fund by 2027 and report on it each year”"),
            ((N_("“The importance of a fund is recognised”"), "term"), (N_("“A fund may be considered”"), "term")), facts=(f"{BOOK}:hg_strength",)),
    Concept("who", "s7", "advanced", N_("A text says that “measures shall be taken”. What does the coder miss most?"), N_("The institution that answers for it"),
            ((N_("The length of the text"), "method"), (N_("The number of its signatures"), "method")), facts=(f"{BOOK}:hg_institution",)),
    Concept("joint", "s8", "basic", N_("Two countries prepare an ask together. Which evidence may carry it?"), N_("What the claims of both support over their whole ranges"),
            ((N_("The higher of the two numbers"), "end"), (N_("The mean of the two numbers"), "place")), claims=("hazards.aad",)),
    Concept("met", "s8", "advanced", N_("Only the high end of an indicator's range passes the target. Is the target met?"), N_("No: a target met only by the upper end is not met"),
            ((N_("Yes, as it may be so"), "end"), (N_("Yes, when the middle is rounded up"), "certainty")), claims=("hazards.aad",)),
    Concept("silence", "s8", "basic", N_("The other side says: “Your evidence is uncertain.” Which answer holds?"), N_("Here is the range; even its cautious end asks for action, where it does so"),
            ((N_("Our numbers are certain"), "certainty"), (N_("We will leave the ranges out"), "end")), claims=("glaciers.left", "climate.warming")),
)  # fmt: skip
WHY: Final = N_("Right: {answer}. Source: {source}.")
FAMILIES: Final = N_("A plan moves {families} families. With a stated size of {size} people a family, how many people is this?")
FAMILIES_WHY: Final = N_("Families are not persons. Multiply only with a stated size, and state it: {families} × {size}.")
PLANNED: Final = (300, 4)  # families of one year of a published plan (tj_plan_2022), and a size stated for the exercise


def concepts(ask: Asker, claims: frozenset[str]) -> Iterator[Question]:
    """Questions of general knowledge; one whose claims the run does not make is left out."""
    for one in CONCEPTS:
        held = tuple(name for name in one.claims if name in claims)
        if not held and not one.facts:
            continue
        name = f"concept.{one.id}"
        options = [Option("right", Said(one.right), right=True)]
        options += [Option(f"wrong{n}", Said(text), right=False, trap=trap) for n, (text, trap) in enumerate(one.wrong)]
        trap = one.wrong[0][1]
        why = Said(WHY, {"answer": one.right, "source": ", ".join((*held, *one.facts))})
        yield Question(name, ask.iso3, one.session, one.level, "single", Said(one.stem), ask.shuffled(name, options), explanation=why, trap=trap, claims=held, facts=one.facts)  # fmt: skip
    families, size = PLANNED
    values: dict[str, object] = {"families": families, "size": size}
    yield Question(
        "concept.families", ask.iso3, "s3", "basic", "numeric", Said(FAMILIES, values), number=(float(families * size), 0.0),
        explanation=Said(FAMILIES_WHY, values), trap="persons", facts=(f"{FIGURES}:tj_plan_2022",),
    )  # fmt: skip
