"""Types of households and what they are expected to do: the rule of `rule` averaged over types, member by member, without single households.

A type is a place (unit and altitude band), a livelihood, an income fifth, and the age group and sex of the reference person. Within a
livelihood, age and sex shape the wish alone and income the means alone, so the expectation of their product is the product of two
sums, and thousands of types cost two handfuls. A test holds this to the sum over every type.

Counting by difference: the same members with impacts and without. With no impact the difference is exactly zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from highground.basis.ensemble import Members
from highground.basis.errors import BadData
from highground.basis.mobility import CELLS, DRIVERS, INCOME_FIFTHS, LIVELIHOODS
from highground.people.mobility import rule
from highground.people.mobility.drivers import AGES, SEXES, Parameters
from highground.people.mobility.levers import NO_EFFECTS, Effects

Values = NDArray[np.float64]
Impacts = Mapping[
    str, Values
]  # driver -> z in sd of today's year-to-year variation, (member, place) or broadcastable; absent: none
NO_IMPACTS: Final[Impacts] = {}
SHAPE: Final = (len(LIVELIHOODS), len(INCOME_FIFTHS), len(AGES), len(SEXES))  # order of types within a place
TWO_SIDES: Final = 4  # dimensions of income shares that tell outside towns from in towns
RECEIVING: Final = list(LIVELIHOODS).index("remittances")
DRIVER_AT: Final = {driver.id: at for at, driver in enumerate(DRIVERS)}


@dataclass(frozen=True, slots=True, eq=False)
class Types:
    """Who lives where and how, by member. Shares add up to 1 over their last axis.

    unit, band (place,): number of the unit, and of the altitude band in BAND_EDGES_M; people, mountain (member, place): persons, and those
    of them in the mountains; livelihood (member, place, livelihood); fifth (member, livelihood, fifth), or (member, 2, livelihood, fifth)
    for outside towns and in towns; age (member, age); sex (member, sex); town (place,): share of people in towns; remote (place,): doublings
    of the hours to a city against where the middle person lives. Raises BadData when shares do not add up, places are not in the order of
    units, or more people live in the mountains of a place than in the place.
    """

    unit: NDArray[np.intp]
    band: NDArray[np.intp]
    people: Values
    mountain: Values
    livelihood: Values
    fifth: Values
    age: Values
    sex: Values
    town: Values = field(default_factory=lambda: np.zeros(1))
    remote: Values = field(default_factory=lambda: np.zeros(1))

    def __post_init__(self) -> None:
        if not np.array_equal(np.unique(self.unit), np.arange(self.unit.max() + 1)) or (np.diff(self.unit) < 0).any():
            raise BadData("Places must be in the order of their units, numbered from 0, each with one place at least; sort them.")
        if (self.mountain > self.people * (1 + 1e-9)).any() or (self.mountain < 0).any():
            raise BadData("More people live in the mountains of a place than in the place, or fewer than none; scale them first.")
        for name in ("livelihood", "fifth", "age", "sex"):
            shares = getattr(self, name)
            if (shares < 0).any() or not np.allclose(shares.sum(axis=-1), 1.0):
                raise BadData(f"The shares by {name} must be 0 or more and add up to 1; scale them first.")

    @property
    def units(self) -> int:
        """Number of units."""
        return int(self.unit.max()) + 1

    def held(self, number: int) -> Values:
        """Share of one income fifth, by its index, in each place and livelihood, (member, place or one for all, livelihood)."""
        if self.fifth.ndim < TWO_SIDES:
            return self.fifth[:, None, :, number]
        rural, town = (self.fifth[:, side, None, :, number] for side in (0, 1))
        return np.asarray(rural + self.town[:, None] * (town - rural))

    def shares(self, member: int) -> Values:
        """Share of every type in the households of each place in one member, shape (place, *SHAPE); adds up to 1 in each place."""
        rural, town = self.fifth[member] if self.fifth.ndim == TWO_SIDES else (self.fifth[member],) * 2
        both = self.livelihood[member, :, :, None] * (rural + self.town[:, None, None] * (town - rural))
        inside = self.age[member][:, None] * self.sex[member]
        return np.asarray(both[..., None, None] * inside)


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What households are expected to wish and to be able to. wish, can, mobile: shares of the people of a place, (member, place);
    fifths: people who wish and can by income, (member, fifth), persons.
    """

    wish: Values
    can: Values
    mobile: Values
    fifths: Values

    def cells(self) -> dict[str, Values]:
        """The four cells as shares of the people of each place, (member, place); they add up to 1."""
        return dict(zip(CELLS, rule.cells(self.wish, self.can, self.mobile), strict=True))


def evaluate(types: Types, impacts: Impacts, parameters: Parameters, effects: Effects = NO_EFFECTS) -> Outcome:
    """Expected wishes, means and both together of each place. effects: of levers, as `levers.effects` gives them.

    Raises BadData for an impact that is no driver or has a member without a value.
    """
    pressed, lost = _felt(types, impacts, parameters, effects)
    wish = _wish(types, parameters, pressed)
    can = np.zeros_like(wish)
    lots = types.people[:, :, None] * types.livelihood
    fifths = np.empty((types.people.shape[0], len(INCOME_FIFTHS)))
    odds, far = _capability_odds(parameters, effects), np.exp(-parameters.remote[:, None] * types.remote)[:, :, None]
    kept = np.where(np.arange(len(LIVELIHOODS)) == RECEIVING, effects.means[:, None], 1.0)
    lost = lost * np.where(lost > 0, kept[:, None, :], 1.0)
    who = lots * wish
    for number in range(len(INCOME_FIFTHS)):
        part = types.held(number) * _share(odds[:, None, :, number] * far, parameters.lose[:, number], lost)
        fifths[:, number] = np.einsum("mpl,mpl->m", who, part)
        can += part
    return Outcome(
        wish=np.einsum("mpl,mpl->mp", types.livelihood, wish),
        can=np.einsum("mpl,mpl->mp", types.livelihood, can),
        mobile=np.einsum("mpl,mpl->mp", types.livelihood, wish * can),
        fifths=fifths,
    )


def chances(
    types: Types, impacts: Impacts, parameters: Parameters, member: int, effects: Effects = NO_EFFECTS
) -> tuple[Values, Values]:
    """Aspiration and capability of every type in one member, each of shape (place, *SHAPE): for single households.

    A function of `rule` alone; `evaluate` is its mean over types.
    """
    own = parameters.of(member)
    z = {name: np.broadcast_to(values, types.people.shape)[member : member + 1] for name, values in impacts.items()}
    one = Effects(
        displaced=_of(effects.displaced, member),
        impacts={name: _of(part, member) for name, part in effects.impacts.items()},
        capability=_of(effects.capability, member),
        receiving=_of(effects.receiving, member),
        means=_of(effects.means, member),
    )
    stack = np.zeros((types.unit.size, 1, len(DRIVERS)))
    for name, values in z.items():
        stack[:, 0, DRIVER_AT[name]] = one.felt(name, values)[0]
    pressed = rule.pressure(own.effect[0], own.weight[0], stack)
    received = np.arange(len(LIVELIHOODS)) == RECEIVING
    kept = np.where(received, one.means, 1.0)
    lost = rule.loss(own.means[0], own.weight[0][:, None, :], stack[:, :, None, :], own.lose[0], kept[:, None])
    base = own.can[0] + one.capability + np.where(received, one.receiving, 0.0)[:, None]
    wish = rule.aspiration(own.wish[0], pressed[:, :, None, None, None])
    can = rule.capability(base, lost + (own.remote * types.remote)[:, None, None])[:, :, :, None, None]
    shape = (types.unit.size, *SHAPE)
    return np.broadcast_to(wish, shape), np.broadcast_to(can, shape)


def by_unit(types: Types, values: Values) -> Values:
    """Sums of (member, place) over the places of each unit, shape (member, unit)."""
    return np.asarray(np.add.reduceat(values, np.flatnonzero(np.diff(types.unit, prepend=-1)), axis=1))


def _of(values: Members, member: int) -> Members:
    return values if values.size == 1 else values[member : member + 1]


def _felt(types: Types, impacts: Impacts, parameters: Parameters, effects: Effects) -> tuple[Values, Values]:
    """Pressure on the wish and loss of means of the poorest, log odds (member, place, livelihood): `rule.pressure`, `rule.loss`, unrolled."""
    shape = (*types.people.shape, len(LIVELIHOODS))
    pressed, lost = np.zeros(shape), np.zeros(shape)
    for name, values in impacts.items():
        if name not in DRIVER_AT:
            raise BadData(f"There is no driver {name!r}; choose from {', '.join(DRIVER_AT)}.")
        if not np.isfinite(values).all():
            raise BadData(
                f"The impact of {name} has members without a value; leave the driver out and say that it is not reported."
            )
        z, at = effects.felt(name, values)[:, :, None], DRIVER_AT[name]
        if z.any():
            weight = parameters.weight[:, None, :, at]
            pressed += (parameters.effect[:, at, None, None] * weight) * z
            lost += (parameters.means[:, at, None, None] * weight) * z
    return pressed, lost


def _wish(types: Types, parameters: Parameters, pressed: Values) -> Values:
    """Mean aspiration over age and sex, (member, place, livelihood)."""
    push = np.exp(np.clip(pressed, -40.0, 40.0))
    odds = np.exp(parameters.wish)
    total = np.zeros_like(push)
    for age in range(len(AGES)):
        for sex in range(len(SEXES)):
            here = odds[:, age, sex, None, None] * push
            share = (types.age[:, age] * types.sex[:, sex])[:, None, None]
            total += share * (here / (1 + here))
    return total


def _capability_odds(parameters: Parameters, effects: Effects) -> Values:
    """Odds of being able to move without impacts, (member, livelihood, fifth)."""
    more = effects.capability[:, None, None] + np.zeros((1, len(LIVELIHOODS), 1))
    more = more + (np.arange(len(LIVELIHOODS)) == RECEIVING)[:, None] * effects.receiving[:, None, None]
    return np.asarray(np.exp(np.clip(parameters.can + more, -40.0, 40.0)))


def _share(odds: Values, part: Members, lost: Values) -> Values:
    """Capability from odds and lost means, (member, place, livelihood); no exponential where none are lost."""
    if not part.any():
        return np.asarray(odds / (1 + odds))
    here = odds * np.exp(-np.clip(part[:, None, None] * lost, -40.0, 40.0))
    return np.asarray(here / (1 + here))
