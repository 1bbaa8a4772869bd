"""Session 7: coding what policies say on mobility and mountains, and seeing where they are silent."""

from typing import Final

from highground.basis.words import N_
from highground.response.capacity.kit.outline import Chart, Outline

OUTLINE: Final = Outline(
    id="s7",
    aim=N_("Code what a policy says with the code book, agree with a second coder, and see where a policy is silent."),
    outcomes=(
        ("basic", N_("find the theme and the strength of commitment of a passage")),
        ("basic", N_("tell silence from a mention without commitment")),
        ("advanced", N_("settle a disagreement of two coders by the rules of the code book")),
    ),
    terms=(
        (N_("Theme"), N_("What a passage speaks of; one passage may have several.")),
        (N_("Mention and context"), N_("The theme is named or described; nothing is intended.")),
        (N_("Aim"), N_("Something is wanted; nothing is planned for it.")),
        (N_("Planned measure"), N_("Something will be done; with budget, owner and deadline it binds most.")),
        (N_("Silence"), N_("The text says nothing on the theme; this too is a finding.")),
    ),
    steps=(
        (5, N_("Aim of the session; the plan that you know best")),
        (15, N_("Input with the slides: themes, strength, quote and page")),
        (30, N_("Coding lab: each codes alone, then in pairs; write down every disagreement")),
        (15, N_("Disagreements in the whole group, settled by the code book")),
        (5, N_("Silent themes beside the evidence: which gap matters most?")),
        (5, N_("Three lines to take home")),
    ),
    materials=(N_("Workbook of the exercises, one computer for each group"), N_("Code book on one page, in the hand-out")),
    discussion=(
        N_("Which theme of the evidence has no sentence in your plans?"),
        N_("Who is named as responsible, and with which money?"),
    ),
    mistakes=(
        (N_("The word migration is there, so the policy covers it."), N_("A word is a mention. Look for an action, an office, money and an indicator.")),
        (N_("Two coders must agree at once."), N_("Disagreement shows where the rule is unclear; write it down and settle it.")),
    ),
    watch=N_("The passages are invented for this training. Nobody should quote them as law."),
    lines=(
        N_("No code without quote and page."),
        N_("Silence and mention are different findings."),
        N_("A gap matters where the evidence says so."),
    ),
    charts=(Chart("cells", N_("What policies should speak about"), ("mobility.stuck", "hazards.place", "glaciers.left")),),
    grounds=("mobility.cells", "mobility.stuck", "hazards.aad", "hazards.place", "glaciers.left", "people.moving"),
)  # fmt: skip
