"""The vocabulary of the evidence table: every indicator, its unit, its words, its HXL tag, and the table's columns."""

from dataclasses import dataclass
from typing import Final

COLUMNS: Final = (  # name, type, meaning; the schema of evidence.parquet
    ("indicator", "string", "which indicator; see the indicators table"),
    ("place", "string", "ISO 3166-1 alpha-3 of the country or ISO 3166-2 code of the unit"),
    ("group", "string", "the part it speaks of, as kind:value (k1:3, belt:alpine, band:1000, rgi:RGI13, ssp:SSP2-4.5); empty for all"),
    ("level", "float64", "global warming above 1850-1900, degC; blank where the row does not depend on it"),
    ("year", "Int64", "calendar year; blank where the row does not depend on it"),
    ("status", "string", "value, not reported, or not applicable: a blank is never zero"),
    ("low", "float64", "5 % of outcomes lie below"),
    ("mid", "float64", "median of outcomes, or the published value"),
    ("high", "float64", "5 % of outcomes lie above"),
    ("unit", "string", "unit of low, mid and high"),
    ("how", "string", "counted, measured, surveyed, modelled or judged"),
    ("confidence", "string", "very low, low, medium, high or very high"),
    ("grade", "string", "lowest grade of the sources: read, computed or unverified"),
    ("sources", "string", "card ids, joined by a space"),
)  # fmt: skip
STATUSES: Final = ("value", "not reported", "not applicable")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing we report. `label` and `definition` are messages for translation."""

    id: str
    topic: str
    label: str
    unit: str
    hxl: str
    definition: str


INDICATORS: Final = (
    # terrain
    Indicator("land_area", "terrain", "Land area", "km2", "#indicator+area+num",
              "Area of the country or unit on the ellipsoid, from the bundled outline."),
    Indicator("mountain_area", "terrain", "Mountain area", "km2", "#indicator+mountain+area+num",
              "Area of mountains under one definition: definition:K1 (elevation, slope and relief) or definition:K2 (ruggedness)."),
    Indicator("mountain_share", "terrain", "Mountain share of land", "%", "#indicator+mountain+pct",
              "Mountain area as a share of land area, under K1 and under K2."),
    Indicator("k1_area", "terrain", "Area by mountain class", "km2", "#indicator+class+area+num",
              "Area of each K1 class, 1 (above 4,500 m) to 7 (enclosed basins); k1:0 is land outside mountains."),
    Indicator("band_area", "terrain", "Area by altitude", "km2", "#indicator+altitude+area+num",
              "Area of each altitude band, named by its lower edge in metres."),
    # climate
    Indicator("level_year", "climate", "Year when the warming level is reached", "year", "#date+level",
              "First year in which the 20-year mean of global warming reaches the level on an emission path."),
    Indicator("warming_share", "climate", "Chance that the level is reached by 2100", "%", "#indicator+chance+pct",
              "Share of the ensemble in which the level is reached by 2100 on an emission path."),
    Indicator("mountain_warming", "climate", "Warming in the mountains", "degC", "#indicator+warming+num",
              "Warming of the country's mountains above 1850-1900 at a global warming level."),
    Indicator("mountain_temperature", "climate", "Mean annual temperature in the mountains", "degC", "#indicator+temperature+num",
              "Area mean over K1 mountains."),
    Indicator("mountain_precipitation", "climate", "Annual precipitation in the mountains", "mm", "#indicator+rain+num",
              "Area mean over K1 mountains of the present-day normal; no change with warming is given."),
    Indicator("hottest_day", "climate", "Hottest day of the year", "degC", "#indicator+txx+num",
              "Change of TXx against 1850-1900, AR6 region."),
    Indicator("coldest_night", "climate", "Coldest night of the year", "degC", "#indicator+tnn+num",
              "Change of TNn against 1850-1900, AR6 region."),
    Indicator("wettest_day", "climate", "Heaviest one-day rain", "%", "#indicator+rx1day+pct",
              "Change of Rx1day against 1850-1900, AR6 region."),
    Indicator("wettest_five_days", "climate", "Heaviest five-day rain", "%", "#indicator+rx5day+pct",
              "Change of Rx5day against 1850-1900, AR6 region."),
    Indicator("dry_spell", "climate", "Longest dry spell", "days", "#indicator+cdd+num",
              "Change of CDD against 1850-1900, AR6 region."),
    # glaciers
    Indicator("glacier_area", "glaciers", "Glacier area", "km2", "#indicator+glacier+area+num",
              "Measured glacier area. Compare years only inside one series."),
    Indicator("glacier_mass_change", "glaciers", "Glacier mass change", "kg m-2 yr-1", "#indicator+glacier+balance+num",
              "Observed mean specific mass change of the glacier region."),
    Indicator("glacier_mass_left", "glaciers", "Glacier ice left by 2100", "%", "#indicator+glacier+mass+pct",
              "Share of the ice mass of 2015 left in 2100 in the glacier region, by warming in 2081-2100."),
    Indicator("glacier_area_left", "glaciers", "Glacier area left by 2100", "%", "#indicator+glacier+area+pct",
              "Share of the glacier area of 2015 left in 2100 in the glacier region, by warming in 2081-2100."),
    Indicator("summer_water_index", "glaciers", "Summer water index", "index 0-4", "#indicator+water+index",
              "Share of glacier melt at risk, from 0 (none) to 4 (nearly all ice gone); not a volume of water."),
    # ecosystems
    Indicator("belt_area", "ecosystems", "Area of the thermal belt", "km2", "#indicator+belt+area+num",
              "Mountain area in each belt of SDG 15.4.2 by warming level: nival, alpine, montane, remaining."),
    Indicator("belt_area_left", "ecosystems", "Belt area compared with today", "%", "#indicator+belt+pct",
              "Area of the belt at a warming level as a share of its area today."),
    Indicator("belt_elevation", "ecosystems", "Mean elevation of the belt", "m", "#indicator+belt+elevation+num",
              "Area-weighted mean elevation of the belt."),
    Indicator("belt_rise", "ecosystems", "Rise of the climate belts", "m", "#indicator+belt+rise+num",
              "Metres that temperatures of today climb against today; plants and animals follow more slowly."),
    Indicator("species_at_risk", "ecosystems", "Species at risk from lost cold habitat", "%", "#indicator+species+pct",
              "Share of species bound to nival and alpine belts committed to loss, by the species-area relation."),
    Indicator("growing_season", "ecosystems", "Length of the pasture season", "days", "#indicator+season+num",
              "Days a year with a mean temperature above 0.9 degC, on the land that is in the belt today."),
    Indicator("productivity", "ecosystems", "Plant growth", "g m-2 yr-1", "#indicator+npp+num",
              "Net primary production of dry matter by the Miami model, on the land that is in the belt today."),
    # people
    Indicator("population", "people", "Population", "persons", "#population+total",
              "National population at mid-year, UN World Population Prospects; medium variant after 2023."),
    Indicator("people_place", "people", "People in mountains, elsewhere, unknown", "persons", "#population+mountain",
              "where:mountain, where:elsewhere and where:unknown under K1; they add up to the national population."),
    Indicator("mountain_people_share", "people", "Share of people in mountains", "%", "#population+mountain+pct",
              "People in mountains as a share of the population, under K1 and under K2."),
    Indicator("people_k1", "people", "People by mountain class", "persons", "#population+class",
              "People in each K1 class; k1:0 is outside mountains."),
    Indicator("people_band", "people", "People by altitude", "persons", "#population+altitude",
              "People in each altitude band, named by its lower edge in metres."),
    Indicator("unit_people", "people", "People in the unit", "persons", "#population+unit",
              "Modelled people of the first-level unit; not a census count."),
    Indicator("unit_mountain_people", "people", "People in the unit's mountains", "persons", "#population+unit+mountain",
              "Modelled people in the K1 mountains of the first-level unit."),
    # hazards
    Indicator("displacement_aad", "hazards", "Average annual displacement", "displacements yr-1", "#indicator+aad+num",
              "Expected new displacements a year by hazard:NAME, or by all sudden hazards where the group is empty. Movements, "
              "evacuations included; not people, and not a stock."),
    Indicator("displacement_place", "hazards", "Average annual displacement in mountains, elsewhere, unknown", "displacements yr-1",
              "#indicator+aad+mountain", "where:mountain, where:elsewhere and where:unknown under K1; they add up to the national total in every member."),
    Indicator("displacement_pmd", "hazards", "Probable maximum displacement", "displacements", "#indicator+pmd+num",
              "Displacements in one event that is reached or passed once in so many years (return:YEARS), all sudden hazards together."),
    Indicator("displacement_pmd100", "hazards", "Probable maximum displacement once in 100 years", "displacements", "#indicator+pmd100+num",
              "The same for one hazard:NAME, once in 100 years; or as others have published it (estimate:NAME)."),
    Indicator("displacement_case", "hazards", "Average annual displacement by climate and population", "displacements yr-1",
              "#indicator+aad+case", "Two by two: case:now (both of today), case:climate (climate at the level), case:people (population of 2050), "
              "case:both."),
    Indicator("displacement_recorded", "hazards", "Largest recorded displacement", "displacements", "#indicator+event+displaced",
              "Largest recorded event since 2008 in mountains, elsewhere and of unknown place (where:NAME); one count of one event, "
              "evacuations left out."),
    Indicator("evacuation_recorded", "hazards", "Largest recorded evacuation", "persons", "#indicator+event+evacuated",
              "The same for evacuations (where:NAME): people evacuated since the beginning of the event, of whom many return within weeks."),
    Indicator("displacement_published", "hazards", "Published estimates of displacement", "displacements yr-1", "#indicator+aad+published",
              "Average annual displacement as others have published it (estimate:NAME); definitions and hazards differ from ours."),
    Indicator("displacement_mapped", "hazards", "Average annual displacement by the flood maps of a pack", "displacements yr-1",
              "#indicator+aad+mapped", "Expected displacements a year by hazard:river_flood if nobody left before water came, from nested return-period "
              "maps and people per cell that a pack brought, for the country and its units; not part of displacement_aad."),
    Indicator("risk_index", "hazards", "INFORM Risk index", "index 0-10", "#indicator+inform+index",
              "Published index of hazard, vulnerability and coping (estimate:NAME); it counts no people and holds no mudflow, outburst or landslide."),
    Indicator("hazard_frequency", "hazards", "How often the hazard strikes, compared with today", "times", "#indicator+hazard+frequency",
              "Rate of events at a warming level over the rate of today, by hazard:NAME; 1 means no change."),
    Indicator("hazard_people", "hazards", "People on land that the hazard can reach", "persons", "#indicator+hazard+exposed",
              "People in cells whose terrain lets the hazard:NAME start or arrive; on a 9 km grid this is people in the same cell, not in the path."),
    Indicator("displacement_lasting", "hazards", "Still displaced after so many days", "%", "#indicator+displaced+pct",
              "Share of people evacuated who have not returned after days:NUMBER, from recorded evacuations."),
    Indicator("unit_displacement", "hazards", "Average annual displacement in the unit", "displacements yr-1", "#indicator+aad+unit",
              "The national number spread over units by terrain, hazard and people."),
    Indicator("unit_displacement_rate", "hazards", "Displacements a year for 100,000 people in the unit", "per 100,000 yr-1",
              "#indicator+aad+unit+rate", "Average annual displacement of the unit over its people."),
    Indicator("unit_top_five", "hazards", "Chance that the unit is among the five with most displacement", "%", "#indicator+rank+pct",
              "Share of members in which the unit's average annual displacement is among the five largest."),
    # mobility
    Indicator("internal_moves", "mobility", "Internal migration", "moves yr-1", "#indicator+moves+internal",
              "Changes of first-level unit a year at a level, for the population of today, of all causes. Moves, not people."),
    Indicator("emigration_moves", "mobility", "Emigration", "moves yr-1", "#indicator+moves+abroad",
              "Departures to live abroad a year at a level, for the population of today, of all causes. Moves, not people."),
    Indicator("moves_added", "mobility", "Migration added or held back by climate impacts", "moves yr-1", "#indicator+moves+added",
              "With the impacts of a warming level minus without them, same draws, by kind:internal and kind:international; below zero where "
              "impacts take away the means to move. Displacement is counted apart and never added."),
    Indicator("moves_driver", "mobility", "Migration added by one impact alone", "moves yr-1", "#indicator+moves+driver",
              "The same, inside the country and abroad together, with only driver:NAME changed. Impacts act together: these rows are never added up, "
              "and none is the cause of a move."),
    Indicator("moves_income", "mobility", "Change of migration by income fifth", "%", "#indicator+moves+income+pct",
              "Change of internal migration and emigration together against no climate change, by income:1 (poorest) to income:5."),
    Indicator("moves_sum", "mobility", "Migration added from 2025 until a year", "moves", "#indicator+moves+sum",
              "Sum of the yearly difference with minus without climate impacts on an emission path (ssp:NAME), internal; moves, not people."),
    Indicator("moves_sum_share", "mobility", "Migration added from 2025 until a year, for 100 people", "%", "#indicator+moves+sum+pct",
              "The same sum as a share of the projected population of that year (ssp:NAME)."),
    Indicator("moves_published", "mobility", "Published estimates of internal climate migration", "%", "#indicator+moves+published",
              "Share of the projected population of a wider region by 2050 as others have published it (estimate:NAME); an upper bound of one "
              "scenario of slow changes."),
    Indicator("net_migration", "mobility", "Net international migration", "persons yr-1", "#indicator+net+abroad",
              "Immigrants less emigrants in a year, UN World Population Prospects; of all causes."),
    Indicator("net_recorded", "mobility", "Recorded net internal migration", "moves yr-1", "#indicator+net+recorded",
              "Registered arrivals less departures of the unit in a year; of all causes."),
    Indicator("net_mean", "mobility", "Mean of recorded net internal migration", "moves yr-1", "#indicator+net+mean",
              "Historical mean of the recorded years: the baseline that any model of migration must be set beside."),
    Indicator("net_modelled", "mobility", "Modelled net internal migration", "moves yr-1", "#indicator+net+modelled",
              "Arrivals less departures of the unit by the flow model, for the population of today."),
    Indicator("lifetime_out", "mobility", "People living outside their unit of birth", "persons", "#indicator+lifetime+out",
              "Census count of people born in the unit who live in another one: a stock over a lifetime, not a yearly flow."),
    Indicator("unit_flow", "mobility", "Migration between two units", "moves yr-1", "#indicator+flow",
              "Modelled moves a year from the unit to another (to:CODE), largest pairs only, for the population of today."),
    Indicator("unit_leaving", "mobility", "Migration out of the unit", "moves yr-1", "#indicator+moves+unit",
              "Modelled moves a year from the unit to another one, of all causes, for the population of today."),
    Indicator("unit_moves_added", "mobility", "Migration out of the unit added or held back by climate impacts", "moves yr-1",
              "#indicator+moves+added+unit", "Moves out of the unit, to other units and abroad, with minus without the impacts of a warming level, same draws."),
    Indicator("unit_net_added", "mobility", "Net migration of the unit added by climate impacts", "moves yr-1", "#indicator+net+added+unit",
              "Arrivals less departures, with minus without the impacts of a warming level: above zero where more arrive."),
    Indicator("immobility", "mobility", "Who could move, who stays", "%", "#indicator+cells+pct",
              "Share of mountain people by aspiration and capability to move: cell:mobile (wish and can), cell:voluntary (can, do not wish), "
              "cell:involuntary (wish, cannot), cell:acquiescent (neither); the four add up to 100. Judged until a survey asks."),
    Indicator("immobility_people", "mobility", "People who could move, people who stay", "persons", "#indicator+cells+num",
              "The same in persons."),
    Indicator("immobility_band", "mobility", "Involuntary immobility by altitude", "%", "#indicator+involuntary+altitude+pct",
              "Share of the people of an altitude band (band:METRES) who wish to move and cannot."),
    Indicator("unit_immobility", "mobility", "Involuntary immobility in the unit", "%", "#indicator+involuntary+unit+pct",
              "Share of the people of the unit who wish to move and cannot."),
    Indicator("displaced_stock", "mobility", "People displaced at an average moment", "persons", "#indicator+displaced+stock",
              "Average annual displacement times the mean time until return within the first year: a stock, from recorded return curves."),
    Indicator("relocation_people", "mobility", "People to be screened for planned relocation", "persons", "#indicator+relocation+num",
              "People of settlements that a hazard reaches often; needs a survey of the valley, so a 9 km grid does not report it."),
    Indicator("pasture_window", "mobility", "Days that high pastures can be grazed", "days", "#indicator+pasture+days",
              "Snow-free days with growth on the land of today's belt:alpine and belt:montane."),
    Indicator("pasture_climb", "mobility", "Climb of the pasture window", "m", "#indicator+pasture+climb",
              "Metres by which herds would have to go higher to find the window of today."),
    Indicator("pasture_reach", "mobility", "Summer pasture within reach, compared with today", "%", "#indicator+pasture+reach+pct",
              "Area with the pasture window of today inside the vertical and horizontal range of reach:near, reach:middle and reach:far herders."),
    Indicator("pasture_pays", "mobility", "Herding households for whom moving herds pays", "%", "#indicator+pasture+pays+pct",
              "Share of herding households whose gain in pasture is worth the way, by a rule of herd size, labour, distance and growth."),
)  # fmt: skip
BY_ID: Final = {indicator.id: indicator for indicator in INDICATORS}
BELTS: Final = ("nival", "alpine", "montane", "remaining")  # SDG 15.4.2, high to low
BAND_EDGES_M: Final = (0, 500, 1000, 1500, 2000, 2500, 3000, 3500, 4500)  # lower edges; below 0 counts to the first
