"""Session 1: what a mountain is, who lives there, and why both depend on a definition."""

from typing import Final

from highground.basis.words import N_
from highground.response.capacity.kit.outline import Chart, Outline

OUTLINE: Final = Outline(
    id="s1",
    aim=N_("Show that the size of mountain land and the number of people on it depend on the definition, and that a national total says little about mountains."),
    outcomes=(
        ("basic", N_("name the definition behind a number of mountain people")),
        ("basic", N_("tell a national total from a mountain total")),
        ("advanced", N_("explain why two correct sources give different numbers of mountain people")),
    ),
    terms=(
        (N_("Definition K1"), N_("High land, and lower land that is steep or stands out from what lies around it.")),
        (N_("Definition K2"), N_("Rugged land at any height; high plains are left out.")),
        (N_("National total"), N_("Everybody in the country, in mountains or not.")),
        (N_("Mountain total"), N_("Those whom one definition puts in mountains; it is named with the number.")),
    ),
    steps=(
        (10, N_("Welcome, names and offices, one expectation from each participant")),
        (5, N_("Aim of the session; who still has a form A hands it in")),
        (20, N_("Input with the slides: two definitions, the map, people by altitude")),
        (25, N_("Numbers game in pairs, first round: say what each number counts")),
        (10, N_("Answers in the whole group; who changed their mind, and why")),
        (5, N_("Three lines to take home")),
    ),
    materials=(N_("Slides, hand-out of the session, exercise sheet"), N_("Wall map of the country, coloured pins")),
    discussion=(
        N_("Which definition does your office use, and where is it written down?"),
        N_("Whom does each definition leave out?"),
    ),
    mistakes=(
        (N_("There is one correct number of mountain people."), N_("There is one number for each definition; name the definition each time.")),
        (N_("The national number is close enough for the mountains."), N_("Most people may live elsewhere; give mountains, elsewhere and unknown apart.")),
    ),
    watch=N_("A few large towns, in the mountains or at their foot, decide the share. Let participants find them on the map themselves."),
    lines=(
        N_("Name the definition before the number."),
        N_("A national total is not a mountain total."),
        N_("A coarse grid speaks for a country and its units, never for a valley."),
    ),
    charts=(
        Chart("terrain", N_("How much mountain there is depends on the definition"), ("terrain.share", "terrain.high")),
        Chart("people", N_("How many people live at which altitude"), ("people.mountain", "people.high", "people.unit")),
    ),
    grounds=("terrain.share", "terrain.high", "people.mountain", "people.high", "people.unit", "people.nation"),
)  # fmt: skip
