"""Session 6: what a range and a word of confidence say, and how to check a draft."""

from typing import Final

from highground.basis.words import N_
from highground.response.capacity.kit.outline import Chart, Outline

OUTLINE: Final = Outline(
    id="s6",
    aim=N_("Read ranges and words of confidence, and find the mistakes in a draft before it is published."),
    outcomes=(
        ("basic", N_("read a range aloud and say what it holds")),
        ("basic", N_("mark every sentence of a draft that a reader should doubt")),
        ("advanced", N_("rewrite a wrong sentence with number, range, source and definition")),
    ),
    terms=(
        (N_("Range"), N_("Nine of ten outcomes lie between its ends; one of ten lies outside.")),
        (N_("Evidence"), N_("How much there is, how good it is, and of how many kinds: limited, medium or robust.")),
        (N_("Agreement"), N_("Whether sources and models say the same: low, medium or high.")),
        (N_("Confidence"), N_("Evidence and agreement together, in five words from very low to very high.")),
        (N_("Likelihood"), N_("A word for a chance that was computed, such as very likely; never where confidence is low.")),
    ),
    steps=(
        (5, N_("Aim of the session; a number that turned out to be wrong")),
        (20, N_("Input with the slides: ranges, confidence, what moves the answer most")),
        (25, N_("Draft check in pairs: mark and rewrite the sentences of an invented draft")),
        (15, N_("Answers in the whole group, then the same draft in the claim check on the screen")),
        (5, N_("Discussion: who checks a text in your office before it goes out?")),
        (5, N_("Three lines to take home")),
    ),
    materials=(N_("Slides, hand-out of the session, exercise sheet"), N_("A computer with highground for the facilitator")),
    discussion=(
        N_("When does a minister need the range, and when is the middle enough?"),
        N_("How do you correct a number that has been in the press?"),
    ),
    mistakes=(
        (N_("A wide range means that we know nothing."), N_("A range tells what we know: also its lower end may be reason enough to act.")),
        (N_("Low confidence means a low number."), N_("Confidence is about evidence and agreement, not about size.")),
    ),
    watch=N_("People defend texts that they wrote themselves. Use the invented draft only, never a text of a participant."),
    lines=(
        N_("No number without range, source and definition."),
        N_("Evidence and agreement make confidence."),
        N_("Check the draft before others do."),
    ),
    charts=(
        Chart("doubts", N_("A few inputs move the answer most"), ("people.moving", "people.nation")),
        Chart("estimates", N_("Published numbers differ because they count different things"), ("hazards.published", "hazards.index")),
    ),
    grounds=("people.moving", "people.nation", "hazards.published", "hazards.aad", "glaciers.left"),
)  # fmt: skip
