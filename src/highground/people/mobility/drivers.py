"""What impacts do to the wish and the means to move: published effects, read strictly, sampled; and our priors where none exists.

Nothing is used silently. A published effect comes from its row of the table `mobility-parameters`; an end that the row leaves blank
comes from `ENDS`; what no row speaks of comes from `PRIORS`; anything else is an error. A row of transferability D (a study of a war,
say) is read, kept and shown, and refused when the model asks for it. Effects per degree of warming are not used: impacts press on
people, temperature does not; such rows give signs.

Every prior here is judged, with a wide range, and written beside its reason. A survey of households replaces it.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from highground.basis.ensemble import Ensemble, Members
from highground.basis.errors import BadData
from highground.basis.mobility import DRIVERS, INCOME_FIFTHS, LIVELIHOODS

Values = NDArray[np.float64]

COLUMNS: Final = ("parameter_id", "movement_kind", "quantity", "low", "mid", "high", "unit", "sign", "applies_to", "transferability", "source", "grade")  # fmt: skip
TRANSFERABILITY: Final = ("A", "B", "C", "D")  # how well a study speaks of mountain countries at peace; D must not be used
AGES: Final = ("15-29", "30-59", "60+")  # of the reference person
SEXES: Final = ("women", "men")  # of the reference person
ENDS: Final = {  # ends that a published row leaves blank: (low, high) in its unit; judged
    "env_effect_sd": (0.0, 0.042),  # SD per SD; judged: 27 of 30 studies find more than nothing; twice the mean at most
    "poorest_emigration_2100": (None, -1.0),  # %; judged: the sign for the poor holds (Cattaneo and Peri), however little
}
PRIORS: Final = {  # 5, 50 and 95 %; all judged, each for its reason
    "wish": (0.08, 0.18, 0.35),  # share of men of 30-59 who wish to move; judged: some 15 % of adults wish to leave their country (polls, from memory), more their region
    "wish_young": (0.2, 0.7, 1.2),  # log odds against 30-59; judged: young adults move two to three times as often nearly everywhere
    "wish_old": (-2.0, -1.1, -0.3),  # log odds against 30-59; judged: after 60 a third as often
    "wish_women": (-0.5, -0.1, 0.3),  # log odds against men; judged: close to none, either sign
    "can": (0.25, 0.45, 0.70),  # share of the middle fifth, without remittances, that can move; judged: half of those who wish have made no plans for want of means (polls)
    "can_per_fifth": (0.15, 0.45, 0.90),  # log odds per income fifth; judged: doubles the odds in a step and a half
    "can_remittances": (0.0, 0.5, 1.1),  # log odds with remittances; judged: money and kin at the other end
    "remote": (0.0, 0.2, 0.5),  # log odds of being able to move lost per doubling of the hours to the nearest city; judged: ways, kin and offers thin out
    "felt_elsewhere": (0.02, 0.10, 0.30),  # share of lost water, pasture and crops that households on wages and remittances feel, against a full herder or farmer; judged: through prices and work
    "felt_there": (0.25, 0.40, 0.65),  # mean share of dry years, damage and heat that people feel where their effect was published (72 countries); judged: a third live on the land
    "lasting": (1.0, 1.6, 2.2),  # a lasting change against one year's sd; judged: effects were published for spells of years, whose means vary by 0.45 to 1 of single years
    "sudden": (-0.010, 0.0, 0.010),  # log of migration per sd of sudden hazards; judged spread around the published nothing (Sedova et al. 2021)
    "sd_of_migration": (0.2, 0.5, 1.0),  # sd of the log of migration, between years and districts; judged: turns SD per SD into a share per SD
    "medium_damage": (1.5, 3.0, 5.0),  # sd; judged: what the medium damage of 2100 in Benveniste et al. means in sd of today's years
    "second_fifth": (0.2, 0.5, 0.8),  # loss of means of the second fifth against the poorest; judged
    "third_fifth": (0.0, 0.3, 0.7),  # loss of means of the middle fifth against the second; judged
}  # fmt: skip
FELT: Final = {  # share of each impact that a livelihood feels, in the order of DRIVERS; judged: slow ones add up to 1, so that one dry year counts once; few are ever displaced
    "herding": (0.3, 0.7, 0.0, 0.1, 0.4),
    "farming": (0.5, 0.0, 0.5, 0.1, 0.6),
    "wage": (0.5, 0.2, 0.3, 0.1, 0.4),  # water, pasture and crops times `felt_elsewhere`
    "remittances": (0.5, 0.2, 0.3, 0.1, 0.3),  # likewise
}
SLOW: Final = ("water", "pasture", "crops")  # impacts that take the harvest
HARVEST: Final = 0.5  # share of the published damage to the poorest that comes through harvests, the rest through heat; judged
ARIDITY: Final = "aridity_internal_out"
OVERALL: Final = "env_effect_sd"
SUDDEN: Final = "sudden_onset_permanent"
POOREST: Final = "poorest_emigration_2100"
POOR_SIGN: Final = "temp_poor_intl"
USED: Final = (ARIDITY, OVERALL, SUDDEN, POOREST, POOR_SIGN)  # rows behind the rule; the flow kernel and the herds have their own


@dataclass(frozen=True, slots=True)
class Row:
    """One published effect; low, mid, high are NaN where the table has none. sign is for whom `applies_to` says."""

    id: str
    kind: str
    quantity: str
    low: float
    mid: float
    high: float
    unit: str
    sign: str
    applies_to: str
    transferability: str
    source: str
    grade: str


@dataclass(frozen=True, slots=True, eq=False)
class Parameters:
    """Every number of the rule, by member. Log odds; fixed orders: DRIVERS, LIVELIHOODS, INCOME_FIFTHS, AGES, SEXES."""

    effect: Values  # (member, driver): log odds of wishing to move per sd
    weight: Values  # (member, livelihood, driver): share felt
    wish: Values  # (member, age, sex): log odds of wishing to move without impacts
    can: Values  # (member, livelihood, fifth): log odds of being able to move without impacts
    means: Values  # (member, driver): log odds of being able to move that the poorest lose per sd that is felt
    lose: Values  # (member, fifth): loss of each income fifth against the poorest, 1 to 0
    remote: Members  # (member,): log odds of being able to move lost per doubling of the hours to a city

    def of(self, member: int) -> "Parameters":
        """The numbers of one member, each with a first axis of one."""
        pick = slice(member, member + 1)
        parts = (self.effect, self.weight, self.wish, self.can, self.means, self.lose, self.remote)
        return Parameters(*(part[pick] for part in parts))


def rows(table: pd.DataFrame) -> dict[str, Row]:
    """Every row of the driver table by its name, those of transferability D too.

    Raises BadData for a missing column, a name given twice, a transferability that is none of A to D, or a range out of order.
    """
    if lacking := [name for name in COLUMNS if name not in table]:
        raise BadData(f"The table of drivers lacks the columns {', '.join(lacking)}; take it from the card mobility-parameters.")
    found: dict[str, Row] = {}
    for cells in table.to_dict("records"):
        name = str(cells["parameter_id"])
        if name in found:
            raise BadData(f"The table of drivers names {name} twice; keep one of each.")
        low, mid, high = (_number(name, end, cells[end]) for end in ("low", "mid", "high"))
        words = {key: "" if pd.isna(cells[key]) else str(cells[key]) for key in COLUMNS if key not in ("low", "mid", "high")}
        if words["transferability"] not in TRANSFERABILITY:
            raise BadData(f"{name} has the transferability {words['transferability']!r}; allowed are {', '.join(TRANSFERABILITY)}.")
        known = [value for value in (low, mid, high) if not np.isnan(value)]
        if known != sorted(known):
            raise BadData(f"{name} has low, mid, high out of order: {', '.join(f'{value:g}' for value in known)}; sort them.")
        found[name] = Row(
            name, words["movement_kind"], words["quantity"], low, mid, high, words["unit"], words["sign"], words["applies_to"],
            words["transferability"], words["source"], words["grade"],
        )  # fmt: skip
    return found


def usable(found: dict[str, Row], name: str) -> Row:
    """A row that the model may use. Raises BadData when there is none, or when it must not be transferred (D)."""
    if name not in found:
        raise BadData(f"The table of drivers has no row {name}; nothing stands in for it silently.")
    if found[name].transferability == "D":
        raise BadData(f"{name} is of transferability D ({found[name].applies_to}): it is kept to be read and never used.")
    return found[name]


def points(found: dict[str, Row], name: str) -> tuple[float, float, float]:
    """The 5, 50 and 95 % points of an effect: its row, blank ends from `ENDS`. Raises BadData where neither has one.

    >>> row = Row("env_effect_sd", "", "", np.nan, 0.021, np.nan, "", "+", "", "B", "", "read")
    >>> points({"env_effect_sd": row}, "env_effect_sd")
    (0.0, 0.021, 0.042)
    """
    row = usable(found, name)
    low, high = ENDS.get(name, (None, None))
    ends = [given if not np.isnan(given) else judged for given, judged in ((row.low, low), (row.high, high))]
    if np.isnan(row.mid) or ends[0] is None or ends[1] is None:
        raise BadData(f"{name} has no whole range, in its row or judged; give low, mid and high before it is used.")
    return float(ends[0]), row.mid, float(ends[1])


def prior(ensemble: Ensemble, name: str) -> Members:
    """Draws of one of our priors, shape (member,). Raises BadData for a name that has none."""
    if name not in PRIORS:
        raise BadData(f"There is no published row and no judged prior for {name}; state one with its reason.")
    return ensemble.between(f"mobility.{name}", *PRIORS[name])


def draw(table: pd.DataFrame, ensemble: Ensemble) -> Parameters:
    """Every number of the rule, sampled. table: of the card mobility-parameters.

    By hand, at the medians: 4.5 % more migration of all people per sd of aridity is ln(1.045) = 0.044; of people who feel 0.40 of it; and
    a lasting sd counts as 1.6: 0.18 for those who feel all of it. A tenth less at 3 sd, half of it through harvests, is 0.044 a sd for the
    poorest. A fifth of that is felt by all: the wish must add (0.18 + 0.2 x 0.044) / 0.8 = 0.23, in log odds 0.23 / 0.82 = 0.28.
    """
    found = rows(table)
    wish, can, lose = _wish(ensemble), _can(ensemble), _lose(ensemble)
    effect, means = _effects(_published(found, ensemble), _falls(found, ensemble), (wish, can, lose))
    return Parameters(effect, _weights(ensemble), wish, can, means, lose, np.maximum(prior(ensemble, "remote"), 0.0))


def labelled(parameters: Parameters) -> dict[str, Members]:
    """The draws that may move a headline, by plain names; the chapter gives them their words."""
    wage = list(LIVELIHOODS).index("wage")
    return {
        "effect": parameters.effect[:, 0],
        "heat": parameters.effect[:, -1],
        "wish": parameters.wish[:, 1, 1],
        "can": parameters.can[:, wage, 2],
        "means": parameters.means[:, 0],
        "remote": parameters.remote,
    }


def _number(name: str, end: str, value: object) -> float:
    try:
        return float(str(value)) if not pd.isna(value) else np.nan  # type: ignore[call-overload]
    except ValueError:
        raise BadData(f"{name}: {end} is {value!r}, which is no number; fill it or leave it blank.") from None


def _published(found: dict[str, Row], ensemble: Ensemble) -> Values:
    """Share (log) of all migration that each driver adds per sd, by what was published, for people who feel all of it, (member, driver).

    Studies count everybody who moves, those who feel little and those whom lost means hold back among them.
    """
    usable(found, SUDDEN)  # none significant: our spread stands around nothing
    lasting, felt = np.maximum(prior(ensemble, "lasting"), 1.0), np.maximum(prior(ensemble, "felt_there"), 0.1)
    dry = np.maximum(np.log1p(ensemble.between("mobility.aridity", *points(found, ARIDITY)) / 100), 0.0)
    overall = np.maximum(ensemble.between("mobility.overall", *points(found, OVERALL)), 0.0)
    heat = overall * np.maximum(prior(ensemble, "sd_of_migration"), 0.0)
    of = dict.fromkeys(SLOW, dry * lasting / felt) | {"hazards": prior(ensemble, "sudden"), "heat": heat * lasting / felt}
    return np.column_stack([of[driver.id] for driver in DRIVERS])


def _falls(found: dict[str, Row], ensemble: Ensemble) -> Values:
    """Share (log) of the migration of the poorest that each driver takes per sd, for those who feel all of it, (member, driver).

    The published damage is one: half of it comes through harvests and half through heat. Whom a sudden hazard ruins is displaced, and
    counted there.
    """
    usable(found, POOR_SIGN)  # the sign of the poor
    lost = -np.log1p(np.minimum(ensemble.between("mobility.poorest", *points(found, POOREST)), 0.0) / 100)
    damage, felt = np.maximum(prior(ensemble, "medium_damage"), 0.5), np.maximum(prior(ensemble, "felt_there"), 0.1)
    of = dict.fromkeys(SLOW, HARVEST) | {"hazards": 0.0, "heat": 1 - HARVEST}
    return np.asarray((lost / damage / felt)[:, None] * np.array([of[driver.id] for driver in DRIVERS]))


def _effects(published: Values, falls: Values, base: tuple[Values, Values, Values]) -> tuple[Values, Values]:
    """Log odds of wishing to move per sd, and of being able to that the poorest lose per sd that is felt, (member, driver) each.

    base: wish, can and lose of `Parameters`. For small impacts d ln moves = (1 - wish) effect z - (1 - can) means lose z. Both are set so
    that the migration of the poorest falls by `falls` and that of all fifths together rises by `published`, in every member.
    """
    wish, can, lose = base
    wishing, able = (1 / (1 + np.exp(-odds)) for odds in (wish[:, 1, 1], can[:, list(LIVELIHOODS).index("wage")]))
    held = (able / able.sum(axis=1, keepdims=True) * lose * (1 - able) / (1 - able[:, :1])).sum(axis=1)[:, None]
    lasting = np.array([driver.id != "hazards" for driver in DRIVERS])
    rise = np.where(lasting, (published + held * falls) / (1 - held), published)
    return rise / (1 - wishing)[:, None], np.where(lasting, falls + rise, 0.0) / (1 - able[:, :1])


def _weights(ensemble: Ensemble) -> Values:
    felt = np.array([FELT[livelihood] for livelihood in LIVELIHOODS])
    slow = np.array([driver.id in SLOW for driver in DRIVERS])
    indirect = np.array([livelihood not in ("herding", "farming") for livelihood in LIVELIHOODS])
    part = np.clip(prior(ensemble, "felt_elsewhere"), 0.0, 1.0)[:, None, None]
    return np.where(indirect[:, None] & slow, felt * part, felt)


def _wish(ensemble: Ensemble) -> Values:
    share = np.clip(prior(ensemble, "wish"), 0.05, 0.9)
    base = np.log(share / (1 - share))[:, None, None]
    age = np.column_stack([prior(ensemble, "wish_young"), np.zeros(share.size), prior(ensemble, "wish_old")])
    sex = np.column_stack([prior(ensemble, "wish_women"), np.zeros(share.size)])
    return np.asarray(base + age[:, :, None] + sex[:, None, :])


def _can(ensemble: Ensemble) -> Values:
    share = np.clip(prior(ensemble, "can"), 0.15, 0.95)
    step = np.maximum(prior(ensemble, "can_per_fifth"), 0.0)
    fifths = (np.array(INCOME_FIFTHS) - 3) * step[:, None]
    kin = np.array([livelihood == "remittances" for livelihood in LIVELIHOODS]) * prior(ensemble, "can_remittances")[:, None]
    return np.asarray(np.log(share / (1 - share))[:, None, None] + fifths[:, None, :] + kin[:, :, None])


def _lose(ensemble: Ensemble) -> Values:
    """Loss of means of each income fifth against the poorest, (member, fifth); the two richest lose none."""
    second = np.clip(prior(ensemble, "second_fifth"), 0.0, 1.0)
    third = second * np.clip(prior(ensemble, "third_fifth"), 0.0, 1.0)
    return np.column_stack([np.ones(second.size), second, third, np.zeros(second.size), np.zeros(second.size)])
