"""What presses on people, how they live, who stays, and which policies can be asked about."""

from dataclasses import dataclass
from typing import Final

from highground.basis.words import N_


@dataclass(frozen=True, slots=True)
class Driver:
    """An impact that presses on households. `label` is a message; who feels how much of it is a prior of people.mobility.drivers."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Lever:
    """A policy that a user may ask about. `label` and `changes` (what it changes in the model) are messages for translation."""

    id: str
    label: str
    unit: str  # % of full reach, or households a year
    most: float
    changes: str


DRIVERS: Final = (
    Driver("water", N_("Summer water")),
    Driver("pasture", N_("Pasture growth and season")),
    Driver("crops", N_("Crops in dry years")),
    Driver("hazards", N_("Sudden hazards")),
    Driver("heat", N_("Heat that wears people out")),
)
DRIVER_BY_ID: Final = {driver.id: driver for driver in DRIVERS}
LIVELIHOODS: Final = {
    "herding": N_("herding"), "farming": N_("farming"), "wage": N_("wages"), "remittances": N_("remittances and pensions"),
}  # fmt: skip
INCOME_FIFTHS: Final = (1, 2, 3, 4, 5)  # 1 is the poorest
CELLS: Final = {  # Carling 2002 and Schewel 2020: aspiration by capability
    "mobile": N_("wish to move and can"), "voluntary": N_("can move, do not wish to"),
    "involuntary": N_("wish to move, cannot"), "acquiescent": N_("neither wish to move nor can"),
}  # fmt: skip
LEVERS: Final = (
    Lever("early_warning", N_("Early warning and protection"), "%", 100.0,
          N_("Fewer people are displaced by a sudden hazard, as far as warning and protection reach them.")),
    Lever("water", N_("Investment in water"), "%", 100.0, N_("Less of the loss of summer water and of dry years reaches households.")),
    Lever("pasture", N_("Investment in pastures"), "%", 100.0, N_("Less of the loss of pasture reaches herding households.")),
    Lever("relocation", N_("Planned relocation programme"), "households yr-1", 100_000.0,
          N_("So many households a year are moved from where displacement is most frequent, if they consent.")),
    Lever("pathways", N_("Regular pathways for migration"), "%", 100.0,
          N_("More of the households that wish to move have the means and papers to do so.")),
    Lever("remittances", N_("Use of remittances at home"), "%", 100.0,
          N_("Households that receive money from abroad use more of it to withstand losses, and more can afford to move.")),
)  # fmt: skip
LEVER_BY_ID: Final = {lever.id: lever for lever in LEVERS}
