"""What people of a place live on, and how income, age and sex of reference persons are spread: judged until a household survey asks.

Three things are known of a place from bundled data: how many of its people live in towns, how much grows there, and how long the season
is. Farming and herding share the rural work that lives on the land, herding where less grows. Income fifths are fifths of the whole
country by definition: herders and farmers are poorer by a tilt, and the table is balanced until each fifth holds a fifth of the people.
"""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from highground.basis.ensemble import Ensemble, Members
from highground.basis.mobility import INCOME_FIFTHS, LIVELIHOODS

Values = NDArray[np.float64]

PRIORS: Final = {  # 5, 50 and 95 %; all judged, each for its reason
    "land": (0.20, 0.40, 0.65),  # share of rural households that live mainly on herds and fields; judged: much of rural income is wages and pensions
    "land_town": (0.005, 0.03, 0.10),  # the same in towns; judged
    "remittances": (0.08, 0.20, 0.35),  # share of rural households mainly on remittances and pensions; judged
    "remittances_town": (0.08, 0.15, 0.30),  # the same in towns; judged
    "growth": (350.0, 600.0, 850.0),  # g m-2 yr-1 of plant growth at which half of those on the land herd; judged: dry steppe and high meadows below, fields above
    "growth_step": (80.0, 150.0, 300.0),  # g m-2 yr-1, width of the same; judged
    "tilt": (0.05, 0.25, 0.50),  # log of how much likelier a household on the land is to be one fifth poorer; judged: rural poverty is twice urban
    "rural": (0.0, 0.2, 0.45),  # the same of a household outside towns, whatever it lives on; judged
    "young": (0.10, 0.17, 0.28),  # share of reference persons of 15-29; judged after censuses, from memory
    "old": (0.12, 0.22, 0.34),  # share of reference persons of 60 and over; the same
    "women": (0.20, 0.33, 0.48),  # share of reference persons who are women; the same
}  # fmt: skip
TOWN_PEOPLE: Final = 10_000.0  # people from which a listed place counts as a town; judged: smaller ones farm
MOST_TOWN: Final = 0.97  # share of a place's people in towns, at most; judged
ROUNDS: Final = 12  # of balancing the income table; judged: it has then settled to a millionth


def draw(ensemble: Ensemble, name: str) -> Members:
    """Draws of one prior, never below a quarter of its low end, so that a share stays one."""
    return np.asarray(np.maximum(ensemble.between(f"mobility.living.{name}", *PRIORS[name]), PRIORS[name][0] / 4))


def shares(towns: ArrayLike, growth: ArrayLike, ensemble: Ensemble) -> Values:
    """Share of each livelihood among the households of each place, (member, place, livelihood); adds up to 1.

    towns (place,): share of its people in towns, 0 to 1; growth (place,): plant growth, g m-2 yr-1.
    By hand, at the medians: no town and 600 g give 40 % on the land, half of them herding: 0.2, 0.2, and 0.2 on remittances, 0.4 wages.
    """
    town = np.clip(np.asarray(towns, dtype=float), 0.0, MOST_TOWN)
    land, remit = (
        (1 - town) * draw(ensemble, name)[:, None] + town * draw(ensemble, f"{name}_town")[:, None]
        for name in ("land", "remittances")
    )
    over = np.maximum(land + remit, 1.0)  # a member that draws more than all shares what there is
    land, remit = land / over, remit / over
    half, step = draw(ensemble, "growth")[:, None], draw(ensemble, "growth_step")[:, None]
    herd = 1 / (1 + np.exp(np.clip((np.asarray(growth, dtype=float) - half) / step, -40, 40)))
    parts = {"herding": land * herd, "farming": land * (1 - herd), "remittances": remit, "wage": np.maximum(1 - land - remit, 0.0)}
    return np.stack([parts[name] for name in LIVELIHOODS], axis=2)


def fifths(households: ArrayLike, ensemble: Ensemble) -> Values:
    """Share of each income fifth within each side and livelihood, (member, side, livelihood, fifth); sides: outside towns, in towns.

    households (member, side, livelihood): how many there are. Over all of them each fifth holds a fifth, in every member.
    """
    lots = np.asarray(households, dtype=float)
    lots = lots / lots.sum(axis=(1, 2), keepdims=True)
    land = np.array([name in ("herding", "farming") for name in LIVELIHOODS])
    poorer = (len(INCOME_FIFTHS) + 1) / 2 - np.array(INCOME_FIFTHS)
    outside = np.array([1.0, 0.0])[:, None] * draw(ensemble, "rural")[:, None, None]
    tilt = outside[..., None] + (draw(ensemble, "tilt")[:, None] * land)[:, None, :, None]
    table = np.exp(tilt * poorer)
    for _ in range(ROUNDS):
        table = table * (1 / len(INCOME_FIFTHS) / (lots[..., None] * table).sum(axis=(1, 2)))[:, None, None, :]
        table = table / table.sum(axis=3, keepdims=True)
    return np.asarray(table)


def ages(ensemble: Ensemble) -> Values:
    """Share of reference persons by age group, (member, age): 15-29, 30-59, 60 and over."""
    young, old = draw(ensemble, "young"), draw(ensemble, "old")
    return np.column_stack([young, 1 - young - old, old])


def sexes(ensemble: Ensemble) -> Values:
    """Share of reference persons by sex, (member, sex): women, men."""
    women = draw(ensemble, "women")
    return np.column_stack([women, 1 - women])
