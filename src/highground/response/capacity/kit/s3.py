"""Session 3: hazards of the mountains, and how displacement is counted and miscounted."""

from typing import Final

from highground.basis.words import N_
from highground.response.capacity.kit.outline import Chart, Outline

OUTLINE: Final = Outline(
    id="s3",
    aim=N_("Count displacement without mixing people, movements, families and evacuations, and without filling blanks with zeros."),
    outcomes=(
        ("basic", N_("tell people, movements, families and evacuated people apart")),
        ("basic", N_("find the trap in a published number and write it correctly")),
        ("advanced", N_("explain what an average year and a rare event say, and what they do not")),
    ),
    terms=(
        (N_("Displacement"), N_("One movement that a person is forced to make; whoever moves twice is counted twice.")),
        (N_("Displaced people"), N_("Persons who are away from home at one moment: a stock.")),
        (N_("Evacuated people"), N_("Persons brought to safety, often for hours or days; a cumulative count of them only grows.")),
        (N_("Families"), N_("Households; they become people only with a stated size.")),
        (N_("Average year"), N_("The mean of good and bad years over a long time; no single year looks like it.")),
        (N_("Rare event"), N_("Once in a hundred years on average so many or more are displaced; it may happen next year.")),
    ),
    steps=(
        (5, N_("Aim of the session; one disaster that participants remember")),
        (20, N_("Input with the slides: hazards, average year, rare events, where it happens")),
        (25, N_("Numbers game in teams, second round: traps in published numbers")),
        (15, N_("Answers in the whole group; each team rewrites one sentence")),
        (5, N_("Discussion: which count does your office publish?")),
        (5, N_("Three lines to take home")),
    ),
    materials=(N_("Slides, hand-out of the session, exercise sheet"), N_("Cards in two colours for each team: right, wrong")),
    discussion=(
        N_("Who counts evacuated people in your country, and who counts those who have returned?"),
        N_("What does a blank in a loss table mean in your office?"),
    ),
    mistakes=(
        (N_("Evacuated people are displaced people."), N_("Evacuated, displaced, returned and in shelters are different counts of different days.")),
        (N_("No number means that nobody was displaced."), N_("A blank is not reported. It is never zero.")),
    ),
    watch=N_("The largest floods on record may lie in the plains. Do not let a national flood stand for the mountains."),
    lines=(
        N_("People are not movements, and families are not people."),
        N_("Say where: in mountains, elsewhere, or unknown."),
        N_("A blank is never zero."),
    ),
    charts=(
        Chart("hazards", N_("Different hazards displace in different ways"), ("hazards.aad", "hazards.event")),
        Chart("drivers", N_("Most displacement may lie outside the mountains: look before you speak"), ("hazards.place",)),
        Chart("exceedance", N_("An average year hides the rare event"), ("hazards.rare", "hazards.away")),
    ),
    grounds=("hazards.aad", "hazards.place", "hazards.event", "hazards.rare", "hazards.away"),
)  # fmt: skip
