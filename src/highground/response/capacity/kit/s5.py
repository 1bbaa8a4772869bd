"""Session 5: which units come first, and how sure a rank is."""

from typing import Final

from highground.basis.words import N_
from highground.response.capacity.kit.outline import Chart, Outline

OUTLINE: Final = Outline(
    id="s5",
    aim=N_("Choose where to act first from a table with ranges, and say how firm the choice is."),
    outcomes=(
        ("basic", N_("rank units by two measures and see that the order changes")),
        ("basic", N_("say in how many draws a unit is among the first five")),
        ("advanced", N_("defend a choice of three units before a minister, doubts included")),
    ),
    terms=(
        (N_("First-level unit"), N_("A region or a province; its number says nothing about single valleys.")),
        (N_("Count"), N_("How many displacements a year; large units have large counts.")),
        (N_("Rate"), N_("The count compared with the people of the unit; small units can have high rates.")),
        (N_("Draw"), N_("One run of the calculation with values drawn from all ranges; the share of draws says how firm a rank is.")),
    ),
    steps=(
        (5, N_("What stayed from the first day; aim of the session")),
        (15, N_("Input with the slides: hotspots, counts and rates, doubt in ranks")),
        (30, N_("Hotspot lab in groups with the workbook: choose three units and write why")),
        (15, N_("Each group defends its choice for two minutes; the others ask for the doubt")),
        (5, N_("Vote, and compare with the evidence table")),
        (5, N_("Three lines to take home")),
    ),
    materials=(N_("Workbook of the exercises, one computer for each group"), N_("Slides, hand-out of the session, exercise sheet")),
    discussion=(
        N_("Does money follow counts or rates in your country, and should it?"),
        N_("What would you ask for before you act in the first unit of your list?"),
    ),
    mistakes=(
        (N_("Rank one is worse than rank two."), N_("Where ranges overlap the order is not settled; look at the share of draws.")),
        (N_("The unit with most displacement needs most help."), N_("A large unit has large counts; also look at the rate and at mountains alone.")),
    ),
    watch=N_("Groups look for the one right list. There is none: ask for reasons, not for the order."),
    lines=(
        N_("A rank without its doubt is a guess."),
        N_("Look at counts and at rates."),
        N_("Units are large: go on with finer data before you choose a valley."),
    ),
    charts=(
        Chart("hotspots", N_("Which units come first is not always settled"), ("hazards.units", "hazards.heights")),
        Chart("forms", N_("Each form has its own map; nothing is added across"), ("people.unit",)),
    ),
    grounds=("hazards.units", "hazards.heights", "people.unit"),
)  # fmt: skip
