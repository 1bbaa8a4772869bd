"""What a what-if rests on, worked out once for a country and a level: the same chapters as the profile, before any lever is pulled."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from highground.basis.ensemble import Ensemble, Members
from highground.people import population
from highground.people.mobility import drivers
from highground.people.mobility.expected import Impacts
from highground.people.mobility.levers import Effects
from highground.research.chapters import climate, hazards, mobility, mobility_ground, mobility_pasture, mountains
from highground.research.chapters import people as chapter
from highground.research.chapters.hazards import Seen
from highground.research.chapters.people import Spread
from highground.research.levels import mixed, sides
from highground.research.material import Material

Values = NDArray[np.float64]

HOUSEHOLD_SIZE: Final = (2.5, 4.0, 7.0)  # persons; judged wide, as for loss tables: UN household sizes in mountain countries


@dataclass(frozen=True, slots=True, eq=False)
class Displacement:
    """Displacements a year at the level, shape (member,), and by unit with the people who live there, (member, unit); no levers."""

    total: Members
    units: Values
    homes: Values
    stock: Members | None  # people displaced at an average moment; None without counts of return


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What does not depend on levers. displaced: None where a hazard's change is not known; impacts: at the level."""

    material: Material
    level: float
    ensemble: Ensemble
    herds: mobility_pasture.Herds
    seen: Seen
    moving: mobility_ground.Ground
    impacts: Impacts
    displaced: Displacement | None
    size: Members  # persons a household

    def paying(self, effects: Effects) -> Members | None:
        """Share of herding households for whom moving herds pays, %, (member,); None where it is not known."""
        table = drivers.rows(self.material.tables[mobility_ground.DRIVER_CARD])
        below, above, share = sides(self.level)
        ends = [mobility_pasture.paying(self.herds, table, level, self.ensemble, effects) for level in (below, above)]
        return None if ends[0] is None or ends[1] is None else (1 - share) * ends[0] + share * ends[1]


def ground(material: Material, level: float, ensemble: Ensemble) -> Ground:
    """Everything that stands still while levers are pulled. Between two known levels, impacts lie on the straight line."""
    shape, inputs = mountains.draw(ensemble), climate.draw(material, ensemble)
    who = chapter.spread(material, ensemble)
    seen = hazards.look(material, who, inputs, shape["K1"], ensemble)
    moving = mobility_ground.prepare(material, who, inputs, seen, shape["K1"], ensemble)
    impacts = mixed(moving.impacts, level)
    herds = mobility_pasture.look(material, inputs, moving, ensemble)
    displaced = _displacement(material, who, seen, level)
    return Ground(material, level, ensemble, herds, seen, moving, impacts, displaced, household_size(ensemble))


def _displacement(material: Material, who: Spread, seen: Seen, level: float) -> Displacement | None:
    """Displacement of an average year at a level, spread over units as today; None where a hazard's change is not known."""
    below, above, share = sides(level)
    lower, upper = seen.times(below), seen.times(above)
    if lower is None or upper is None:
        return None
    times = (1 - share) * lower + share * upper
    total = np.sum(list(seen.now.per_year.values()), axis=0) * times
    homes = population.people_by(material.pieces["unit"], len(material.units), who.patterns, who.weights, who.total)
    stocks = [mobility.stock(seen, at) for at in (below, above)]
    stock = None if stocks[0] is None or stocks[1] is None else (1 - share) * stocks[0] + share * stocks[1]
    return Displacement(total, seen.now.units * times[:, None], homes, stock)


def household_size(ensemble: Ensemble) -> Members:
    """Persons a household, shape (member,): judged, one at least."""
    low, mid, high = HOUSEHOLD_SIZE
    return np.maximum(ensemble.between("levers.household", low, mid, high), 1.0)
