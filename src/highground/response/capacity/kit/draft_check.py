"""The draft check: an invented press text with mistakes; what is wrong with each sentence, and how to write it."""

from collections.abc import Iterator
from typing import Final

from highground.basis.question import Said
from highground.basis.words import N_
from highground.response.capacity.kit.cases import INVENTED
from highground.response.capacity.kit.exercise import Exercise, Item, Material

DRAFT: Final = "draft"  # name of the exercise
STEPS: Final = (
    N_("Mark every sentence that a reader should doubt."),
    N_("Name the mistake: figure, place, year, count, cause or term."),
    N_("Rewrite the sentence with number, range, source and definition."),
)


def draft(material: Material) -> Exercise | None:
    """Sentences of the draft; None where the run has no number to misquote."""
    items = tuple(_sentences(material))
    return Exercise(DRAFT, "s6", N_("Check of a draft"), STEPS, items, INVENTED) if len(items) > 3 else None


def _sentences(m: Material) -> Iterator[Item]:
    yield Item(
        Said(N_("By 2050 climate change will drive {n} people from their homes in Central Asia."), {"n": m.figure("gs_eeca_round")}),
        Said(N_("Up to {ca} people may move inside the five countries of Central Asia by 2050; this is an upper bound of a pessimistic scenario."),
             {"ca": m.figure("gs_ca")}),
        Said(N_("Three mistakes: the figure belongs to Eastern Europe and Central Asia together, an upper bound is no forecast, and a single cause is named.")),
        figures=("gs_eeca_round", "gs_ca"),
    )  # fmt: skip
    if m.has("hazards.aad", "aad"):
        aad = m.value("hazards.aad", "aad")
        mid = aad["mid"] if isinstance(aad, dict) else aad
        yield Item(
            Said(N_("{country}: exactly {n} people will be displaced next year."), {"country": m.country, "n": round(float(str(mid)))}),
            m.said("hazards.aad"),
            Said(N_("An average year is not next year, movements are not people, and the range is missing.")), ("hazards.aad",),
        )  # fmt: skip
    yield Item(
        Said(N_("Families leave the mountains because of climate change alone.")),
        Said(N_("Families leave for several reasons that act together: income, services, networks, hazards and a changing climate.")),
        Said(N_("A single cause. Nobody moves for a single cause.")),
    )  # fmt: skip
    if m.has("glaciers.left"):
        yield Item(
            Said(N_("The glaciers will be gone soon, whatever we do.")), m.said("glaciers.left"),
            Said(N_("No year, no level, no range; and what is left depends on the level.")), ("glaciers.left",),
        )  # fmt: skip
    yield Item(
        Said(N_("No relocation was reported, so nobody had to be relocated.")),
        Said(N_("Relocation was not reported; how many families moved is not known.")),
        Said(N_("A blank is not a zero.")),
    )
    if m.has("people.nation"):
        yield Item(
            Said(N_("All people of the country live in danger of mountain hazards.")), m.said("people.nation"),
            Said(N_("A national total is not a mountain total, and living in a region is not being hit.")), ("people.nation",),
        )  # fmt: skip
