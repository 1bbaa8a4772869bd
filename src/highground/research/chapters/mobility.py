"""Who moves and who cannot: migration today, what climate impacts add or hold back, by impact, income and unit, and who stays.

Counting rule: the same draws with the impacts of a level and without; a difference of moves a year, for the people of today. Migration
is slow and counted here; displacement is sudden, counted by the chapter on hazards, and never added to it. Rows of single impacts are
never added up: impacts act together.
"""

from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from highground.basis.ensemble import Ensemble, Members
from highground.basis.indicators import BAND_EDGES_M
from highground.basis.mobility import CELLS, DRIVERS, INCOME_FIFTHS
from highground.basis.scenario import ALL_LEVELS, LEVELS, TODAY
from highground.basis.words import N_
from highground.people.mobility import drivers, expected
from highground.research.chapters import mobility_pasture, mobility_paths, mobility_records, mobility_units
from highground.research.chapters.hazard_risk import GRID
from highground.research.chapters.hazards import Seen
from highground.research.chapters.mobility_ground import Ground, prepare
from highground.research.chapters.mountains import RULE
from highground.research.chapters.people import Spread
from highground.research.evidence import Ledger
from highground.research.material import Material

Values = NDArray[np.float64]

KINDS: Final = ("internal", "international")
FEW: Final = 1e-4  # share of the nation below which an altitude has no row; as in the chapter on people
DAYS: Final = 365.0
RETURN: Final = ("kazakhstan-return-2024", "highground-judgement")


def write(  # noqa: PLR0917
    ledger: Ledger, material: Material, who: Spread, inputs: xr.Dataset, seen: Seen, logit: Members, ensemble: Ensemble
) -> dict[str, Members]:
    """Rows of topic mobility; returns the draws by label. seen: hazards; logit: error of the K1 map."""
    ground = prepare(material, who, inputs, seen, logit, ensemble)
    found = outcomes(ground)
    _moves(ledger, ground, found)
    added = _added(ledger, ground, found)
    _drivers(ledger, ground)
    _income(ledger, ground, found)
    mobility_units.write(ledger, material, ground, found)
    mobility_paths.write(ledger, material, ground, inputs, added, ensemble)
    mobility_records.write(ledger, material)
    _cells(ledger, ground, found)
    _stock(ledger, seen)
    ledger.blank("relocation_people", "not reported", "modelled", GRID)  # needs a survey of the valley: a 9 km grid cannot tell
    mobility_pasture.write(ledger, material, inputs, ground, ensemble)
    return labelled(ground)


def labelled(ground: Ground) -> dict[str, Members]:
    """The draws that move headlines, by the words that readers see."""
    words = {
        "effect": N_("How much dry years and lost water move people"),
        "heat": N_("How much heat moves people"),
        "wish": N_("Share of people who wish to move"),
        "can": N_("Share of people who can move"),
        "means": N_("How much lost harvests hold the poor back"),
        "remote": N_("How much the way to a city holds people back"),
    }
    found = {words[name]: draws for name, draws in drivers.labelled(ground.parameters).items()}
    found[N_("How many of those who wish and can move in a year")] = ground.internal
    found[N_("How many of those who wish and can emigrate in a year")] = ground.abroad
    found[N_("How distance holds migration back")] = ground.ways.exponent
    found[N_("How much cities draw")] = ground.ways.pull
    return found


def outcomes(ground: Ground) -> dict[float, expected.Outcome | None]:
    """What households wish and can at each level; None where an impact is not known here. Today is the baseline itself."""
    found: dict[float, expected.Outcome | None] = {TODAY: ground.baseline}
    for level in LEVELS:
        found[level] = None if ground.unknown else expected.evaluate(ground.types, ground.impacts[level], ground.parameters)
    return found


def _moves(ledger: Ledger, ground: Ground, found: dict[float, expected.Outcome | None]) -> None:
    """Rows of all moves a year; a country of one unit has no internal migration between units."""
    for level, outcome in found.items():
        sources = ground.sources if level == TODAY else ground.pressed
        if not ground.ways.open.any():
            ledger.blank("internal_moves", "not applicable", "modelled", sources, level=level)
        elif outcome is None:
            ledger.blank("internal_moves", "not reported", "modelled", sources, level=level)
        else:
            ledger.add("internal_moves", ground.leaving(outcome)[0].sum(axis=1), "judged", sources, level=level)
        if outcome is None:
            ledger.blank("emigration_moves", "not reported", "modelled", sources, level=level)
        else:
            ledger.add("emigration_moves", ground.leaving(outcome)[1].sum(axis=1), "judged", sources, level=level)


def _added(ledger: Ledger, ground: Ground, found: dict[float, expected.Outcome | None]) -> dict[float, Members] | None:
    """Rows of the difference by kind; returns that of internal moves by level, None where it is not known."""
    internal: dict[float, Members] = {}
    for level in LEVELS:
        outcome = found[level]
        for number, kind in enumerate(KINDS):
            group = f"kind:{kind}"
            if kind == "internal" and not ground.ways.open.any():
                ledger.blank("moves_added", "not applicable", "judged", ground.pressed, group=group, level=level)
            elif outcome is None:
                ledger.blank("moves_added", "not reported", "judged", ground.pressed, group=group, level=level)
            else:
                more = (ground.leaving(outcome)[number] - ground.leaving(ground.baseline)[number]).sum(axis=1)
                ledger.add("moves_added", more, "judged", ground.pressed, group=group, level=level)
                if kind == "internal":
                    internal[level] = more
    return internal or None


def _drivers(ledger: Ledger, ground: Ground) -> None:
    """Rows of one impact alone, internal and international together."""
    before = np.add(*ground.leaving(ground.baseline))
    for driver in DRIVERS:
        group, sources = f"driver:{driver.id}", tuple(sorted({*ground.sources, *ground.drivers[driver.id]}))
        for level in LEVELS:
            if driver.id in (*ground.absent, *ground.unknown):
                status = "not applicable" if driver.id in ground.absent else "not reported"
                ledger.blank("moves_driver", status, "judged", sources, group=group, level=level)
                continue
            alone = expected.evaluate(ground.types, {driver.id: ground.impacts[level][driver.id]}, ground.parameters)
            more = (np.add(*ground.leaving(alone)) - before).sum(axis=1)
            ledger.add("moves_driver", more, "judged", sources, group=group, level=level)


def _income(ledger: Ledger, ground: Ground, found: dict[float, expected.Outcome | None]) -> None:
    for level in LEVELS:
        outcome = found[level]
        for number, fifth in enumerate(INCOME_FIFTHS):
            group = f"income:{fifth}"
            if outcome is None:
                ledger.blank("moves_income", "not reported", "judged", ground.pressed, group=group, level=level)
            else:
                change = 100 * (outcome.fifths[:, number] / ground.baseline.fifths[:, number] - 1)
                ledger.add("moves_income", change, "judged", ground.pressed, group=group, level=level)


def _cells(ledger: Ledger, ground: Ground, found: dict[float, expected.Outcome | None]) -> None:
    """Rows of the four cells for mountain people, and of involuntary immobility by altitude and unit."""
    types = ground.types
    mountain = types.mountain.sum(axis=1)
    for level, outcome in found.items():
        sources = (*(ground.sources if level == TODAY else ground.pressed), *RULE["K1"])
        for cell in CELLS:
            group = f"cell:{cell}"
            if outcome is None or not (mountain > 0).all():
                status = "not reported" if outcome is None else "not applicable"
                for indicator in ("immobility", "immobility_people"):
                    ledger.blank(indicator, status, "judged", sources, group=group, level=level)
                continue
            people = (outcome.cells()[cell] * types.mountain).sum(axis=1)
            ledger.add("immobility", 100 * people / mountain, "judged", sources, group=group, level=level)
            ledger.add("immobility_people", people, "judged", sources, group=group, level=level)
        _stuck(ledger, ground, outcome, level)


def _stuck(ledger: Ledger, ground: Ground, outcome: expected.Outcome | None, level: float) -> None:
    types, sources = ground.types, ground.sources if level == TODAY else ground.pressed
    if outcome is None:
        ledger.blank("immobility_band", "not reported", "judged", sources, level=level)
        return
    stuck = outcome.cells()["involuntary"] * types.people
    nation = types.people.sum(axis=1)
    for number in np.unique(types.band):
        here = types.band == number
        people = types.people[:, here].sum(axis=1)
        if (people >= FEW * nation).all():
            share = 100 * stuck[:, here].sum(axis=1) / people
            ledger.add("immobility_band", share, "judged", sources, group=f"band:{BAND_EDGES_M[number]}", level=level)


def _stock(ledger: Ledger, seen: Seen) -> None:
    """Rows of people displaced at an average moment; not reported without counts of return."""
    for level in ALL_LEVELS:
        sources, found = (*seen.sources(level), *RETURN), stock(seen, level)
        if found is None:
            ledger.blank("displaced_stock", "not reported", "modelled", sources, level=level)
        else:
            ledger.add("displaced_stock", found, "modelled", sources, level=level)


def stock(seen: Seen, level: float) -> Members | None:
    """People displaced at an average moment, (member,), by Little's law: displacements a year times the mean time (yr) away within the
    first year. None where the hazards of the level, or how people return, are not known.
    """
    times = seen.times(level)
    if times is None or seen.curve is None:
        return None
    away = seen.curve.displaced(np.arange(DAYS) + 0.5).sum(axis=1) / DAYS
    return np.asarray(np.sum(list(seen.now.per_year.values()), axis=0) * times * away)
