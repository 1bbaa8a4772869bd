"""Session 2: levels of warming, the ice that each leaves, and what follows for pastures and water."""

from typing import Final

from highground.basis.words import N_
from highground.response.capacity.kit.outline import Chart, Outline

OUTLINE: Final = Outline(
    id="s2",
    aim=N_("Read warming as levels above 1850-1900, and say what each level leaves of ice, cold belts and pasture."),
    outcomes=(
        ("basic", N_("say what a warming level is and when it may be reached")),
        ("basic", N_("read the middle and the range of the ice that is left")),
        ("advanced", N_("compare two measurements of ice only where area, years and method agree")),
    ),
    terms=(
        (N_("Warming level"), N_("Mean warming of the whole world above 1850-1900; each path of emissions reaches it in another year, or never.")),
        (N_("Middle and range"), N_("Half of the outcomes lie below the middle; nine of ten lie in the range.")),
        (N_("Emission path"), N_("One possible course of the emissions of the world.")),
        (N_("Area and mass of ice"), N_("Area is what a map shows, mass is the water that is stored; they do not shrink alike.")),
    ),
    steps=(
        (5, N_("Aim of the session; what changed in your lifetime?")),
        (20, N_("Input with the slides: levels, years, ice, belts")),
        (20, N_("Reading exercise in pairs: three charts, three sentences each")),
        (15, N_("Sentences are read aloud; the group asks: which level, which year, which range?")),
        (10, N_("Discussion: what is settled whatever path the world takes?")),
        (5, N_("Three lines to take home")),
    ),
    materials=(N_("Slides, hand-out of the session, exercise sheet"), N_("Large paper and pens for each pair")),
    discussion=(
        N_("Which plans of your office hold at every level of warming?"),
        N_("Who depends on melt water in late summer, and who decides about it?"),
    ),
    mistakes=(
        (N_("The level is the warming since today."), N_("Levels are above 1850-1900; a part of them has happened already.")),
        (N_("Less ice means less water from now on."), N_("Melt water first grows and later falls; the turn differs from basin to basin.")),
    ),
    watch=N_("Participants mix area and mass of ice. Ask each time: area or mass, from which year to which year?"),
    lines=(
        N_("Give the level, the year and the base with every number."),
        N_("Area is not mass, and two inventories are not one series."),
        N_("Plan for a range of levels, not for one year."),
    ),
    charts=(
        Chart("climate", N_("When each level is reached depends on emissions"), ("climate.warming", "climate.when")),
        Chart("glaciers", N_("Every half degree decides how much ice is left"), ("glaciers.left", "glaciers.choice", "glaciers.observed")),
        Chart("ecosystems", N_("The cold belts move up and shrink"), ("ecosystems.belt",)),
    ),
    grounds=("climate.warming", "climate.when", "glaciers.left", "glaciers.choice", "glaciers.observed", "ecosystems.belt"),
)  # fmt: skip
