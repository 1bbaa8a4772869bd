"""Reading charts on the first morning, and six invented cases to be sorted into forms of mobility."""

from typing import Final

from highground.basis.question import Said
from highground.basis.words import N_
from highground.response.capacity.kit.exercise import Exercise, Item, Material

INVENTED: Final = N_("All cases and texts of this exercise are invented for this training.")
_READING: Final = (  # claim, what is asked
    ("climate.when", N_("When may global warming reach {level}, and how sure is it?")),
    ("climate.warming", N_("How much warmer will the mountains be at {level} of global warming?")),
    ("glaciers.left", N_("How much ice is left at {level} of global warming, and from which year is it counted?")),
    ("glaciers.choice", N_("What does a lower level save?")),
    ("glaciers.observed", N_("What was measured: area or mass, and in which years?")),
    ("ecosystems.belt", N_("What happens to the cold belts?")),
)
_CASES: Final = (  # case, form, why
    (N_("A mudflow destroys a house at night. The family stays with relatives in the next village for four weeks."),
     N_("Displacement"), N_("Forced and sudden; that they return does not change it.")),
    (N_("A young woman goes to the capital for work. The hay was poor again, her brother is there already, and the school has closed."),
     N_("Migration"), N_("Several reasons act together: income, network, services, and the climate behind one of them.")),
    (N_("A municipality moves a street of a danger zone to new land, with consent, title to the land and a budget."),
     N_("Planned relocation"), N_("Planned, with an office in charge; the destination must be screened for hazards too.")),
    (N_("An old couple wishes to leave the valley and has neither money nor relatives elsewhere."),
     N_("Involuntary immobility"), N_("The wish is there, the means are missing. No statistic of moves sees them.")),
    (N_("A family knows the danger of the lake above the village, could leave, and stays for the graves and the land."),
     N_("Voluntary immobility"), N_("The means are there, the wish is not. They need warning and protection where they live.")),
    (N_("Herders bring their animals to the high pasture three weeks earlier than their parents did."),
     N_("Transhumance"), N_("A movement with seasons that belongs to a way of life; it changes, and is not displacement.")),
)  # fmt: skip


def reading(material: Material) -> Exercise | None:
    """Questions on the charts of warming and ice; the answers are the claims of the run. None where it makes none of them."""
    items = tuple(Item(_asked(material, claim, ask), material.said(claim), claims=(claim,)) for claim, ask in _READING if material.has(claim))  # fmt: skip
    steps = (
        N_("Choose the slide that answers the question."),
        N_("Answer in one sentence: level, year, middle and range."),
        N_("Say what the sentence does not tell."),
    )
    return Exercise("reading", "s2", N_("Reading charts"), steps, items) if items else None


def _asked(material: Material, claim: str, ask: str) -> Said:
    """The question with the level that the claim speaks of, where it speaks of one."""
    return Said(ask, {"level": material.value(claim, "level")} if "{level}" in ask else {})


def sorting(_: Material) -> Exercise:
    """Six invented cases; they need no number of a run."""
    items = tuple(Item(Said(case), Said(form), Said(why)) for case, form, why in _CASES)
    steps = (
        N_("Give each case one of these names: displacement, migration, planned relocation, involuntary or voluntary immobility, transhumance."),
        N_("Write down every reason that you see in the case."),
        N_("Name the office that would be in charge in your country."),
    )  # fmt: skip
    return Exercise("cases", "s4", N_("Six cases"), steps, items, INVENTED)
