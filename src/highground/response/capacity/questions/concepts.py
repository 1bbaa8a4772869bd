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
    why: str
    claims: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


CONCEPTS: Final = (
    Concept("flow", "s3", "basic", N_("A source counts disaster displacements of 2008 to 2021. What does the number count?"), N_("Movements: one person may be counted several times"),
            ((N_("People: everybody who still lives away from home today"), "stock"), (N_("Families: every household that lost its house"), "persons")),
            why=N_("The source adds movements event by event; whoever moves twice is counted twice."), facts=(f"{RULES}:idmc-total-as-people",)),
    Concept("evacuated", "s3", "basic", N_("A ministry gives a cumulative number of people evacuated. What may be written?"), N_("So many were evacuated since the start; how many are still away is another count"),
            ((N_("So many people are displaced today and wait in shelters for their return"), "cumulative"), (N_("So many people lost their homes for good and need new ones"), "term")),
            why=N_("A cumulative count only grows; who has returned and who is still away is counted apart."), facts=(f"{RULES}:kz-flood-evacuated-still",)),
    Concept("earthquakes", "s3", "advanced", N_("Most of a country's disaster displacements come from an earthquake. What follows for a climate brief?"), N_("Give the total without earthquakes, or name the hazards"),
            ((N_("Print the whole total, and call it climate displacement"), "cause"), (N_("Print no number at all, as the total is mixed"), "certainty")),
            why=N_("Earthquakes have nothing to do with the climate; the rest may stand if its hazards are named."), facts=(f"{RULES}:idmc-total-climate",)),
    Concept("national", "s1", "basic", N_("A flood of the plains displaced many people. May the number stand in a brief on mountains?"), N_("Only as a number from outside the mountains, and named so"),
            ((N_("Yes, as a country with mountains is a mountain country"), "national"), (N_("Yes, after it is divided by the share of mountain land"), "national")),
            why=N_("A national number is no mountain number; the place where it happened belongs to it."), facts=(f"{RULES}:kz-flood-mountain",)),
    Concept("growth", "s1", "advanced", N_("Two counts of mountain people, of 2000 and 2015, use different definitions. What does the difference say?"), N_("Nothing about growth: compare only counts of one definition"),
            ((N_("How fast the number of mountain people grew in these years"), "definition"), (N_("How many people moved into the mountains in these years"), "stock")),
            why=N_("Another definition draws another line on the map, and moves people across it who never moved."), facts=(f"{RULES}:mountain-people-growth",)),
    Concept("bound", "s6", "basic", N_("A report says “up to” a number of people by 2050. How is it quoted?"), N_("“Up to”, as the upper bound of a scenario, with its year"),
            ((N_("“More than”, as the least number of a scenario, with its year"), "end"), (N_("As the number of people who will move, since the report is official"), "certainty")),
            why=N_("An upper bound says that it may be fewer; it holds for one scenario and one year."), facts=(f"{RULES}:groundswell-at-least", f"{RULES}:groundswell-forecast")),
    Concept("region", "s6", "basic", N_("A draft gives “5 million in Central Asia by 2050”. What is wrong?"), N_("The figure is the upper bound for Eastern Europe and Central Asia together"),
            ((N_("Nothing: the figure was published for Central Asia, and is quoted as it stands"), "place"), (N_("It is too low: the figure is the lower bound for the five countries of Central Asia"), "end")),
            why=N_("For the five countries of Central Asia the same study gives a smaller upper bound."), facts=(f"{RULES}:central-asia-5-million", f"{FIGURES}:gs_eeca")),
    Concept("inside", "s4", "basic", N_("Groundswell models people who may move by 2050. Which movement is it?"), N_("Inside their own countries"),
            ((N_("Across borders"), "term"), (N_("Both, inside and across borders"), "term")),
            why=N_("The model counts moves inside countries; moves abroad are not in its number."), facts=(f"{RULES}:groundswell-abroad",)),
    Concept("rounds", "s6", "advanced", N_("Two rounds of a survey covered different communities. What does the difference between the rounds say?"), N_("It is no trend; give each round with its coverage"),
            ((N_("It is the trend between the two rounds of the survey"), "definition"), (N_("It is the trend, once both rounds are rounded"), "certainty")),
            why=N_("A change of coverage changes the count, even where nobody moved."), facts=(f"{RULES}:bma-trend",)),
    Concept("cause", "s4", "basic", N_("Which sentence on a family that moved after bad years may be printed?"), N_("Several reasons worked together; climate was one of them"),
            ((N_("The bad years were the reason; the climate made the family move"), "cause"), (N_("Climate had nothing to do with it; the family looked for work"), "certainty")),
            why=N_("Income, networks, services and land act together with the climate; no single reason explains a move."), claims=("people.moving",)),
    Concept("cannot", "s4", "basic", N_("A household wishes to move and cannot. What is this called?"), N_("Involuntary immobility"),
            ((N_("Voluntary immobility"), "term"), (N_("Displacement"), "term")),
            why=N_("The wish is there and the means are missing; without the wish, staying would be voluntary."), claims=("mobility.cells",)),
    Concept("stays", "s4", "advanced", N_("A household could move and does not wish to. What does its staying prove?"), N_("A choice; neither that the place is safe nor that help is refused"),
            ((N_("That the place is safe, as those who live there know it best"), "certainty"), (N_("That the household is trapped, and waits for somebody to move it"), "term")),
            why=N_("People stay for land, work or kin; whether the place is safe is another question."), claims=("mobility.cells",)),
    Concept("consent", "s4", "basic", N_("A family in a danger zone says no to planned relocation. What follows?"), N_("No step towards a move; it is protected where it lives"),
            ((N_("It is moved later than the others, once they have settled"), ""), (N_("It loses its claim to protection, as a move was offered"), "")),
            why=N_("Planned relocation needs consent, and a refusal takes nothing away from protection."), claims=("mobility.relocation",)),
    Concept("base", "s2", "basic", N_("“2 °C of global warming”: warmer than when?"), N_("Than 1850–1900"),
            ((N_("Than today"), "baseline"), (N_("Than 1991–2020"), "baseline")),
            why=N_("Levels of warming count from 1850–1900; a part of it lies behind us already."), claims=("climate.warming",)),
    Concept("likely", "s2", "basic", N_("“Very likely” in the language of the IPCC: how likely is it?"), N_("At least 90 %"),
            ((N_("More than 50 %"), "certainty"), (N_("100 %: it is certain"), "certainty")),
            why=N_("The scale of the IPCC: likely from 66 %, very likely from 90 %, virtually certain from 99 %."), claims=("glaciers.left",)),
    Concept("open", "s6", "advanced", N_("A range runs from below zero to above zero; its middle lies above zero. What may be said?"), N_("Whether it grows or falls is not settled"),
            ((N_("It grows, as the middle lies above zero"), "certainty"), (N_("Nothing changes, as zero lies in the range"), "certainty")),
            why=N_("As long as both signs lie in the range, neither direction may be claimed."), claims=("mobility.added",)),
    Concept("silent", "s7", "basic", N_("A policy text does not mention people who cannot leave. How is it coded?"), N_("As silent on the theme, with the text named"),
            ((N_("As a refusal to deal with these people"), "blank"), (N_("It is left out, as there is nothing to code"), "blank")),
            why=N_("Silence is a finding, and others can check it only when the text is named."), facts=(f"{BOOK}:hg_immobility",)),
    Concept("confirmed", "s7", "basic", N_("A program finds a passage on migration in a text. When may it be published as a code?"), N_("When a person has confirmed it, with quote and page"),
            ((N_("At once, as the program gives quote and page"), "method"), (N_("When a second program finds the same passage too"), "method")),
            why=N_("A program proposes; a person reads the passage and answers for the code."), facts=(f"{BOOK}:hg_framing",)),
    Concept("strength", "s7", "advanced", N_("Which sentence of a law binds most?"), N_("“The ministry shall open the fund by 2027 and report on it each year”"),
            ((N_("“The State recognises the great importance of a fund for those displaced”"), "term"), (N_("“The opening of a fund may be considered when the means allow it”"), "term")),
            why=N_("It says who, by when, and how it is reported; the others bind nobody."), facts=(f"{BOOK}:hg_strength",)),
    Concept("who", "s7", "advanced", N_("A text says that “measures shall be taken”. What is missing above all?"), N_("The institution that answers for it"),
            ((N_("The name of the author who drafted it"), ""), (N_("The reasons why they are useful"), "")),
            why=N_("Where nobody is named, nobody can be held to it."), facts=(f"{BOOK}:hg_institution",)),
    Concept("quote", "s7", "basic", N_("What has to stand beside every code?"), N_("The quote and its page"),
            ((N_("The coder's opinion of the text"), "certainty"), (N_("The share of such texts in other countries"), "place")),
            why=N_("With quote and page anybody can look it up, and disagree."), facts=(f"{BOOK}:hg_quote", f"{BOOK}:hg_page")),
    Concept("mention", "s7", "basic", N_("A plan uses the word “migration” once, with no measure, office or money. What does the word prove?"), N_("A mention, with no commitment behind it"),
            ((N_("A commitment: whoever names a theme has to act"), "certainty"), (N_("Silence: a single word is not coded"), "blank")),
            why=N_("The scale of commitment begins with a mention; aim, measure, office, money and date stand above it."), facts=(f"{BOOK}:hg_strength",)),
    Concept("settle", "s7", "advanced", N_("Two coders disagree on a passage. How is it settled?"), N_("By the rules of the code book, and the reason is written down"),
            ((N_("By rank: the code of the coder who is more senior is taken over"), "method"), (N_("By leaving the passage out, so that only agreed ones are counted"), "blank")),
            why=N_("A rule helps with the next passage too; rank does not, and what is left out is counted as silence."), facts=(f"{BOOK}:hg_reliability",)),
    Concept("chance", "s7", "advanced", N_("Nearly all passages are empty, and two coders agree on 95 % of them. What shows how well they agree?"), N_("A measure that takes out agreement by chance, such as alpha"),
            ((N_("The 95 %, as it is counted over all of the passages together"), "certainty"), (N_("Nothing, as coders who disagree on some cannot be measured"), "certainty")),
            why=N_("Where one answer is frequent, coders often agree by chance alone."), facts=(f"{BOOK}:hg_reliability",)),
    Concept("joint", "s8", "basic", N_("Two countries prepare an ask together. Which evidence may carry it?"), N_("What the claims of both support over their whole ranges"),
            ((N_("The higher of the two numbers, as it covers both countries"), "end"), (N_("The mean of the two numbers, as it is fair to both"), "")),
            why=N_("What holds for both over their whole ranges can be taken apart by no other side."), claims=("hazards.aad",)),
    Concept("met", "s8", "advanced", N_("Only the high end of an indicator's range passes the target. Is the target met?"), N_("No: a target met only by the upper end is not met"),
            ((N_("Yes: the range reaches the target, so it may be met"), "end"), (N_("Yes, when the middle is rounded up to the target"), "certainty")),
            why=N_("As long as a part of the range lies below the target, the evidence leaves it open."), claims=("hazards.aad",)),
    Concept("silence", "s8", "basic", N_("The other side says: “Your evidence is uncertain.” Which answer holds?"), N_("Here is the range; we ask for no more than its cautious end supports"),
            ((N_("Our numbers are certain, as they come from the best models"), "certainty"), (N_("We leave the ranges out, so that nobody can doubt the text"), "end")),
            why=N_("Doubt that is shown cannot be used against you; certainty that is claimed can."), claims=("glaciers.left", "climate.warming")),
)  # fmt: skip
WHY: Final = N_("{why} Source: {source}.")
SEE: Final = N_("{why} To see it at work: claim {source} of the run.")  # a claim shows what it does not itself say
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
        why = Said(WHY if one.facts else SEE, {"why": one.why, "source": ", ".join((*held, *one.facts))})
        yield Question(name, ask.iso3, one.session, one.level, "single", Said(one.stem), ask.shuffled(name, options), explanation=why, trap=trap, claims=held, facts=one.facts)  # fmt: skip
    families, size = PLANNED
    values: dict[str, object] = {"families": families, "size": size}
    yield Question(
        "concept.families", ask.iso3, "s3", "basic", "numeric", Said(FAMILIES, values), number=(float(families * size), 0.0),
        explanation=Said(FAMILIES_WHY, values), trap="persons", facts=(f"{FIGURES}:tj_plan_2022",),
    )  # fmt: skip
