"""Session 4: five forms of mobility, who moves, and who wishes to and cannot."""

from typing import Final

from highground.basis.words import N_
from highground.response.capacity.kit.outline import Chart, Outline

OUTLINE: Final = Outline(
    id="s4",
    aim=N_("Tell displacement, migration, planned relocation, immobility and moving with herds apart, and see those who cannot move."),
    outcomes=(
        ("basic", N_("sort cases into five forms of mobility")),
        ("basic", N_("name at least three reasons that act together in one move")),
        ("advanced", N_("judge what a model of migration can say and where the record is better")),
    ),
    terms=(
        (N_("Displacement"), N_("People are forced to leave; evacuation is a part of it.")),
        (N_("Migration"), N_("People move with some choice, inside the country or abroad.")),
        (N_("Planned relocation"), N_("Households or settlements move by a plan, with consent, to land with services.")),
        (N_("Immobility"), N_("People stay because they cannot leave (involuntary) or do not wish to (voluntary).")),
        (N_("Transhumance"), N_("Herders and herds move with the seasons, and come back.")),
    ),
    steps=(
        (5, N_("Aim of the session; a move in your own family and its reasons")),
        (20, N_("Input with the slides: five forms, wish and means, recorded moves")),
        (25, N_("Case exercise in groups: sort six invented cases, name the reasons")),
        (15, N_("Groups compare; who is missing from every statistic?")),
        (5, N_("Close of the first day: one word from each participant")),
        (5, N_("Three lines to take home")),
    ),
    materials=(N_("Slides, hand-out of the session, exercise sheet"), N_("Five wall posters, one for each form")),
    discussion=(
        N_("Which form does your law know, and which has no office in charge?"),
        N_("How would you ask people who stay whether they wish to stay?"),
    ),
    mistakes=(
        (N_("Climate makes people move."), N_("Several reasons act together; climate is one of them and rarely the only one.")),
        (N_("Those who stay are safe or satisfied."), N_("Some wish to leave and lack the means; they need support where they are, and a way out.")),
    ),
    watch=N_("Participants may have moved themselves. Nobody has to tell their own story."),
    lines=(
        N_("Five forms, five kinds of support."),
        N_("Nobody moves for a single reason."),
        N_("Count those who stay, and ask whether they wish to."),
    ),
    charts=(
        Chart("mobility", N_("Some wish to leave and cannot"), ("mobility.cells", "mobility.stuck")),
        Chart("nets", N_("The record is a better guide in time than the model"), ("mobility.nets", "mobility.signs", "mobility.abroad")),
        Chart("impacts", N_("Impacts act together; none is the cause of a move"), ("mobility.added", "mobility.driver")),
    ),
    grounds=("mobility.cells", "mobility.stuck", "mobility.nets", "mobility.added", "mobility.driver", "mobility.return"),
)  # fmt: skip
