"""Draft wording for themes on which instruments are silent, each with the precedents that it leans on. A person adapts it to the country's law."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from highground.basis.words import N_


@dataclass(frozen=True, slots=True)
class Wording:
    """A draft (square brackets are for the country to fill) and the ids of real instruments and frameworks that came before it."""

    draft: str
    precedents: tuple[str, ...]


WORDING: Final[Mapping[str, Wording]] = {
    "migration": Wording(N_("Within its policy on migration, [the ministry] takes account of climate hazards and slow change in mountain areas, keeps regular ways open to those who move, and reports by [year]."), ("KGZ-CONCEPT", "ECU-NAP", "GCM-5")),
    "displacement": Wording(N_("[The authority] prevents displacement where it can, protects people who are displaced by hazards in mountain areas, evacuees included, and counts them until they have a durable solution."), ("ECU-LOMH", "UNFCCC-TFD", "UNFCCC-CANCUN-14F")),
    "planned_relocation": Wording(N_("Planned relocation is a last resort. It needs the dated consent of each household, a destination checked for the same hazards, land and livelihood, and a budget; whoever refuses keeps protection in place."), ("KAZ-LAW-477", "TJK-ECO-2014", "UNFCCC-CANCUN-14F")),
    "immobility": Wording(N_("[The authority] identifies people in danger who wish to move and cannot, and people who do not wish to move, and offers each group support that fits its own choice."), ("IOM-AIMS", "GCM-2")),
    "pastoralism": Wording(N_("[The ministry] secures access to seasonal pastures and routes of herds, and plans for the change of grazing seasons together with herders."), ("UNGA-77-172",)),
    "mountain": Wording(N_("This [plan] treats mountain areas and the people who live there as a subject of its own, with measures, an owner, a budget and indicators that are counted for mountains separately."), ("UNGA-77-172", "SDG-15.4.2")),
    "cryosphere": Wording(N_("[The authority] observes glaciers, snow and permafrost, publishes the data, and plans water supply and warning of glacial lakes on ranges, not on single values."), ("KAZ-NDC-2023", "UNGA-77-172")),
    "islands": Wording(N_("This [plan] treats islands and coasts and the people who live there as a subject of its own."), ("UNFCCC-GGA",)),
    "hazards": Wording(N_("[The authority] runs early warning for debris flows, floods, landslides and outbursts of glacial lakes in mountain valleys, and records displacement after every event."), ("SENDAI", "ECU-CONST")),
    "loss_damage": Wording(N_("[The country] records loss and damage in mountain areas, displacement included, and prepares requests to the funds that are open to it."), ("UNFCCC-FRLD", "UNFCCC-SANTIAGO")),
    "finance": Wording(N_("The measures of this [plan] in mountain areas have a budget of [amount], an owner and a deadline; what needs support from abroad is named."), ("UNFCCC-FRLD", "UNGA-77-172")),
    "data": Wording(N_("[The statistical office] counts displacement, migration and immobility in mountain areas by sex and age, separately from national totals, and publishes method and doubt."), ("KGZ-PLAN", "GCM-2")),
    "rights": Wording(N_("Whoever moves, stays or is relocated because of hazards has the right to information, to consent, to a hearing and to a remedy; nobody is removed by force without law."), ("KAZ-LAW-477", "ECU-CONST", "GCM-21")),
    "cooperation": Wording(N_("[The country] works with its neighbours and other mountain countries on shared glaciers and rivers, on mobility across borders, and on a common voice in the climate process."), ("GCM-23", "UNGA-77-172", "KDMECC")),
}  # fmt: skip
PARAPHRASES: Final[Mapping[str, str]] = {  # what the source says of a precedent, in our words; no quote
    "KGZ-CONCEPT": N_("Kyrgyzstan, Migration Policy Concept 2021–2030: names people who move for climate and environmental reasons"),
    "KGZ-PLAN": N_("Kyrgyzstan, action plan of the concept, first stage 2022–2025: action 27 sets up a national system of migration data"),
    "ECU-NAP": N_("Ecuador, National Adaptation Plan, 2023: a chapter on human mobility and climate change"),
    "ECU-LOMH": N_("Ecuador, Organic Law on Human Mobility, 2017, article 58: humanitarian visa for victims of natural or environmental disasters"),
    "ECU-CONST": N_("Ecuador, Constitution, 2008: the right to migrate (article 40), mobility (392), risk (389), climate (414)"),
    "KAZ-LAW-477": N_("Kazakhstan, Law on Population Migration, 2011, articles 50–51: organised resettlers, protection from forced removal"),
    "KAZ-NDC-2023": N_("Kazakhstan, updated Nationally Determined Contribution, 2023: adaptation covers glaciers"),
    "TJK-ECO-2014": N_("Tajikistan, plan for ecological migrants 2014–2016: planned relocation"),
    "GCM-2": N_("Global Compact for Migration, 2018, objective 2: fewer drivers that compel people to leave"),
    "GCM-5": N_("Global Compact for Migration, 2018, objective 5: regular pathways"),
    "GCM-21": N_("Global Compact for Migration, 2018, objective 21: dignified return and reintegration"),
    "GCM-23": N_("Global Compact for Migration, 2018, objective 23: international cooperation"),
    "UNFCCC-TFD": N_("UN climate convention, Task Force on Displacement: avert, minimise and address displacement"),
    "UNFCCC-CANCUN-14F": N_("UN climate convention, Cancun Adaptation Framework, 2010, paragraph 14(f): cooperation on displacement, migration and planned relocation"),
    "UNFCCC-GGA": N_("UN climate convention, UAE Framework for Global Climate Resilience: 11 targets"),
    "UNFCCC-FRLD": N_("UN climate convention, Fund for responding to Loss and Damage"),
    "UNFCCC-SANTIAGO": N_("UN climate convention, Santiago Network: technical assistance on loss and damage"),
    "IOM-AIMS": N_("IOM, strategy on migration, environment and climate change 2021–2030: solutions for people to move, on the move, to stay"),
    "UNGA-77-172": N_("UN General Assembly, resolution 77/172, Five Years of Action for the Development of Mountain Regions 2023–2027: four pathways"),
    "SDG-15.4.2": N_("2030 Agenda, indicator 15.4.2: Mountain Green Cover Index"),
    "SENDAI": N_("Sendai Framework 2015–2030: none of its 38 indicators counts displacement"),
    "KDMECC": N_("Kampala Ministerial Declaration on Migration, Environment and Climate Change, 2022: a regional model with 12 commitments"),
}  # fmt: skip
