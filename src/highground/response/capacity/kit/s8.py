"""Session 8: a negotiation in which each position rests on a claim, and a plan for the next three months."""

from typing import Final

from highground.basis.words import N_
from highground.response.capacity.kit.outline import Outline

OUTLINE: Final = Outline(
    id="s8",
    aim=N_("Argue for a joint text with evidence, and leave with a plan of one's own for the next three months."),
    outcomes=(
        ("basic", N_("support a position with a claim and its confidence")),
        ("basic", N_("write a step with an office, a date and a measure")),
        ("advanced", N_("find wording that holds for the whole range of the evidence")),
    ),
    terms=(
        (N_("Claim"), N_("One sentence of a run with its rows of evidence, its confidence, and what speaks against it.")),
        (N_("Position"), N_("What a side wants; it holds as far as its claims hold.")),
        (N_("Joint text"), N_("Wording that every side can sign, with numbers that nobody can take apart.")),
    ),
    steps=(
        (5, N_("Aim of the session; roles are drawn")),
        (10, N_("Groups read their role and choose their strongest claim")),
        (25, N_("Negotiation: opening statements, then one joint paragraph")),
        (10, N_("Out of the roles: what moved you, evidence or pressure?")),
        (15, N_("Action plan: each participant writes three steps")),
        (10, N_("What each takes home, and close; the test after the training follows")),
    ),
    materials=(N_("Role cards from the exercise sheet"), N_("Form for the action plan, in the hand-out")),
    discussion=(
        N_("Which sentence of the joint text would your minister sign?"),
        N_("What will you do differently next Monday?"),
    ),
    mistakes=(
        (N_("A strong position needs a large number."), N_("It needs a number that nobody can take apart; the lower end of a range is often enough.")),
        (N_("Doubt weakens a position."), N_("Doubt that is said first cannot be used against you.")),
    ),
    watch=N_("Keep the time. A joint text with three lines is better than none with thirty."),
    lines=(
        N_("Ask only for what the evidence supports."),
        N_("Say the doubt before others do."),
        N_("One step, one office, one date."),
    ),
    charts=(),
    grounds=("glaciers.left", "hazards.aad", "mobility.stuck", "mobility.cells", "people.moving", "climate.warming"),
)  # fmt: skip
