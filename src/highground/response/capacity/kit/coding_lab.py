"""The coding lab: six passages invented for training, coded with the bundled code book: theme and strength of commitment."""

from typing import Final

from highground.basis.question import Said
from highground.basis.words import N_
from highground.response.capacity.kit.cases import INVENTED
from highground.response.capacity.kit.exercise import Exercise, Item, Material

STRENGTH: Final = "hg_strength"  # the field of the code book
_PASSAGES: Final = (  # passage, theme, strength, why
    (N_("The country has high mountains and a rich nature."), "mountain", "0",
     N_("Mountains are mentioned; nothing is intended.")),
    (N_("Glaciers feed our rivers in summer, and the ice is shrinking."), "cryosphere", "1",
     N_("Context: it describes, and commits to nothing.")),
    (N_("The State strives to reduce displacement by floods and mudflows."), "displacement", "2",
     N_("An aim without a measure.")),
    (N_("Local authorities draw up maps of danger zones and warn settlements in time."), "hazards", "3",
     N_("A measure with an office; no budget and no date.")),
    (N_("The Ministry of Emergency Situations offers each family in a red zone new housing by the end of the plan; the funds are set aside in the state budget, and consent is required."), "planned_relocation", "4",
     N_("Measure, owner, budget and deadline stand in one passage. Rights may be coded as a second theme.")),
    (N_("Herders are consulted when the seasons of pasture change."), "pastoralism", "3",
     N_("A measure for herders; who consults them and with which money is not said.")),
)  # fmt: skip


def lab(material: Material) -> Exercise | None:
    """The lab; None where the code book lacks the field of strength or one of the themes."""
    field = next((one for one in material.book.fields if one.id == STRENGTH), None)
    themes = {theme.id: dict(theme.label) for theme in material.book.themes}
    if field is None or any(theme not in themes or strength not in field.values for _, theme, strength, _ in _PASSAGES):
        return None
    items = tuple(
        Item(
            Said(text),
            Said(N_("{theme}; {strength}"), {"theme": themes[theme], "strength": dict(field.values[strength])}),
            Said(why),
        )
        for text, theme, strength, why in _PASSAGES
    )
    steps = (
        N_("Read each passage alone. Write down its main theme and the strength of commitment."),
        N_("Compare with a second coder and mark every difference."),
        N_("Settle each difference by the rules of the code book, not by rank."),
    )
    return Exercise("coding", "s7", N_("Policy coding lab"), steps, items, INVENTED)
