"""How many people live where: national totals, a stated rule that spreads them over pieces, or a raster in its place.

The rule (dasymetric, conserving the national total in every member):

1. A share f of the nation lives in the settlements of the place list: the sum of the places times a factor u, divided by the
   national total, never above 0.95. The list double counts city sections and mixes years and boundaries, so its sum is a
   weight and is never shown as a population. The ten largest places vary one by one, the others together.
2. Each settlement's people sit partly in its own 5' cell and partly in the 3 x 3 cells around it, lower cells first, because a
   5' grid places towns on the wrong slope (heights at settlements are wrong by some 350 m).
3. Everyone else is spread by a mixture of five patterns over habitable land: even, near settlements, wider around them, the same
   on gentle slopes, and by plant growth. Nobody can say which is right, so the mixture is sampled, and so is each unit's rural density against the rule.
4. Places more than 0.2 degrees outside the outline are people of whom we do not know whether they live in mountains: `unknown`.

Every zone total is linear in these weights, so members cost one small matrix product. A population raster from a pack replaces
steps 1 to 3 (`raster_patterns`). Where people live is held as today when totals are projected: no migration is modelled here.

How good it is: of the 16 Kazakh units of the outline, 12 have their count of 2021 inside the 90 % range, and 11 % of the people are
placed in a wrong unit (too few in the crowded south, too many in the mining centre). Where few places are listed (Nepal lists a fifth of
its people) the rule leans on terrain and puts too many people into the hills. A raster mends both.
"""

from highground.people.population.national import national_estimate, national_total, persons
from highground.people.population.patterns import habitable, patterns
from highground.people.population.raster import raster_patterns
from highground.people.population.spread import inputs, people_by, people_per_piece, people_where, sample

__all__ = [
    "habitable",
    "inputs",
    "national_estimate",
    "national_total",
    "patterns",
    "people_by",
    "people_per_piece",
    "people_where",
    "persons",
    "raster_patterns",
    "sample",
]
