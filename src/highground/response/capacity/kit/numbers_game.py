"""The numbers game: published and own numbers, each with a trap; what the number counts, and how to write it."""

from collections.abc import Iterator
from typing import Final

from highground.basis.question import Said
from highground.basis.words import N_
from highground.response.capacity.kit.exercise import Exercise, Item, Material

STEPS: Final = (
    N_("Read each sentence. Is it right, wrong, or not to be decided?"),
    N_("Say what the number counts: whom, where, when."),
    N_("Rewrite the sentence so that nobody can misread it."),
)
_TOTALS: Final = {"KAZ": "idmc_kaz_total", "KGZ": "idmc_kgz_total", "TJK": "idmc_tjk_total", "ECU": "idmc_ecu_total",
                  "PER": "idmc_per_total", "NPL": "idmc_npl_total"}  # fmt: skip


def first(material: Material) -> Exercise | None:
    """First round: people of mountains and definitions. None where the run counts nobody in mountains."""
    items = tuple(_definitions(material))
    return Exercise("numbers-1", "s1", N_("Numbers game, first round"), STEPS, items) if items else None


def second(material: Material) -> Exercise | None:
    """Second round: displacement, families, evacuated people, national totals. None where the run says nothing on displacement."""
    if not material.has("hazards.aad"):
        return None
    items = (*_own(material), *_published(material), *_elsewhere(material))
    return Exercise("numbers-2", "s3", N_("Numbers game, second round"), STEPS, items)


def _definitions(m: Material) -> Iterator[Item]:
    if not m.has("people.mountain", "k1", "k2", "mountain"):
        return
    shares = {"country": m.country, "k1": m.value("people.mountain", "k1"), "k2": m.value("people.mountain", "k2")}
    yield Item(
        Said(N_("{country}: {k1} of the people live in mountains."), {"country": m.country, "k1": shares["k1"]}),
        Said(N_("Not to be decided: the definition is missing. Under K1 it is {k1}, under K2 {k2}."), shares),
        Said(N_("Both are right. Each definition draws another line on the map.")), ("people.mountain",),
    )  # fmt: skip
    if m.has("people.total", "now", "year_now"):
        now = {"country": m.country, "now": m.value("people.total", "now"), "year_now": m.value("people.total", "year_now")}
        yield Item(
            Said(N_("{country}: {now} live with the hazards of mountains ({year_now})."), now),
            Said(N_("Wrong: this is the whole country. In mountains under K1 live {mountain}."), {"mountain": m.value("people.mountain", "mountain")}),
            Said(N_("A national total is not a mountain total.")), ("people.total", "people.mountain"),
        )  # fmt: skip
    grown: dict[str, object] = {
        "then": m.figure("mtn_pop_fao_2000"),
        "now": m.figure("mtn_pop_2015"),
        "year_then": 2000,
        "year_now": 2015,
    }
    yield Item(
        Said(N_("The mountain people of the world grew from {then} in {year_then} to {now} in {year_now}."), grown),
        Said(N_("Wrong: the two numbers use different definitions and are no series.")),
        Said(N_("Growth may only be read inside one definition. On one definition, {before} lived in mountains in {year_before}."),
             {"before": m.figure("mtn_pop_1975"), "year_before": 1975}),
        figures=("mtn_pop_fao_2000", "mtn_pop_2015", "mtn_pop_1975"),
    )  # fmt: skip


def _own(m: Material) -> Iterator[Item]:
    """Traps in the country's own run."""
    if m.has("hazards.place", "mountain", "elsewhere"):
        yield Item(
            Said(N_("{country}: {aad}, all of them in the mountains."), {"country": m.country, "aad": m.value("hazards.aad", "aad")}),
            Said(N_("Wrong: this is the national number. In mountains {mountain}, elsewhere {elsewhere}."),
                 {"mountain": m.value("hazards.place", "mountain"), "elsewhere": m.value("hazards.place", "elsewhere")}),
            Said(N_("Give mountains, elsewhere and unknown apart.")), ("hazards.aad", "hazards.place"),
        )  # fmt: skip
    if m.has("mobility.return", "stock"):
        stock = {"country": m.country, "stock": m.value("mobility.return", "stock")}
        yield Item(
            Said(N_("{country}: {stock} are displaced every year."), stock),
            Said(N_("Wrong: this is a stock, those who are away at an average moment. The flow is {aad}."), {"aad": m.value("hazards.aad", "aad")}),
            Said(N_("A stock at one moment is not a flow in a year.")), ("mobility.return", "hazards.aad"),
        )  # fmt: skip


def _published(m: Material) -> Iterator[Item]:
    """Traps in published numbers of this country."""
    if (total := _TOTALS.get(m.iso3, "")) in m.figures:
        yield Item(
            Said(N_("{country}: {n} people were displaced by disasters from 2008 to 2021."), {"country": m.country, "n": m.figure(total)}),
            Said(N_("Wrong: these are {n} movements. One person can move more than once."), {"n": m.figure(total)}),
            Said(N_("Movements are counted event by event and added over the years.")), figures=(total,),
        )  # fmt: skip
    if m.iso3 == "KAZ":
        yield Item(
            Said(N_("Floods of April 2024: {evacuated} people of the mountains were displaced."), {"evacuated": m.figure("kz2024_05_evac")}),
            Said(N_("Wrong twice: {evacuated} were evacuated, added up until 17 April 2024, mostly in the steppe; {returned} had returned by then."),
                 {"evacuated": m.figure("kz2024_05_evac"), "returned": m.figure("kz2024_05_ret")}),
            Said(N_("Evacuated is not displaced, and the place is not the mountains.")), figures=("kz2024_05_evac", "kz2024_05_ret"),
        )  # fmt: skip
    if m.iso3 == "ECU":
        yield Item(
            Said(N_("In 2022 {n} people left Chimborazo because of the climate."), {"n": m.figure("ec_life_h_2022")}),
            Said(N_("Wrong: {n} people born there lived elsewhere in 2022, whenever and for whatever reason they left."), {"n": m.figure("ec_life_h_2022")}),
            Said(N_("A stock of a lifetime is not a flow of a year, and nobody moves for a single cause.")), figures=("ec_life_h_2022",),
        )  # fmt: skip


def _elsewhere(m: Material) -> Iterator[Item]:
    """Traps in published numbers of mountain neighbours, the same in every kit."""
    yield Item(
        Said(N_("Tajikistan: {n} people are to be moved from mountains to plains until 2024."), {"n": m.figure("tj_plan_total")}),
        Said(N_("Wrong: {n} families. Another official source gives {other} families for the same plan: show both."),
             {"n": m.figure("tj_plan_total"), "other": m.figure("tj_plan_alt")}),
        Said(N_("Families become people only with a stated size of household, and it differs from place to place.")),
        figures=("tj_plan_total", "tj_plan_alt"),
    )  # fmt: skip
    yield Item(
        Said(N_("Kyrgyzstan: foreign workers fell from {before} to {after} within half a year."),
             {"before": m.figure("kg_bma_r3_intl_workers"), "after": m.figure("kg_bma_r4_intl_workers")}),
        Said(N_("Not to be decided: the first count covers {few} communities, the second {many}."),
             {"few": m.figure("kg_bma_r3_communities"), "many": m.figure("kg_bma_r4_communities")}),
        Said(N_("Where coverage changes, a difference is no trend.")),
        figures=("kg_bma_r3_intl_workers", "kg_bma_r4_intl_workers", "kg_bma_r3_communities", "kg_bma_r4_communities"),
    )  # fmt: skip
    yield Item(
        Said(N_("Kazakhstan: an index of risk rose from {before} to {after} in one year, because of the climate."),
             {"before": m.figure("inform_kaz_2023"), "after": m.figure("inform_kaz_2024")}),
        Said(N_("Wrong: the part for conflict changed. An index is no measurement of the climate.")),
        Said(N_("Look at the parts of an index before you explain it.")), figures=("inform_kaz_2023", "inform_kaz_2024"),
    )  # fmt: skip
