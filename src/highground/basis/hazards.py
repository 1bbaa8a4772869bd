"""The hazards that we speak of: five that displace people at once, and two that press slowly."""

from dataclasses import dataclass
from typing import Final, Literal

from highground.basis.words import N_

Pace = Literal["sudden", "slow"]


@dataclass(frozen=True, slots=True)
class Hazard:
    """One hazard. `label` is a message for translation; `slow` hazards are pressure on life, never displacement events."""

    id: str
    label: str
    pace: Pace


HAZARDS: Final = (
    Hazard("river_flood", N_("River and snowmelt flood"), "sudden"),
    Hazard("debris_flow", N_("Flash flood and debris flow"), "sudden"),
    Hazard("outburst", N_("Glacial lake outburst"), "sudden"),
    Hazard("landslide", N_("Landslide"), "sudden"),
    Hazard("avalanche", N_("Snow avalanche"), "sudden"),
    Hazard("drought", N_("Drought"), "slow"),
    Hazard("heat", N_("Extreme heat"), "slow"),
)
SUDDEN: Final = tuple(hazard.id for hazard in HAZARDS if hazard.pace == "sudden")
SLOW: Final = tuple(hazard.id for hazard in HAZARDS if hazard.pace == "slow")
HAZARD_BY_ID: Final = {hazard.id: hazard for hazard in HAZARDS}
RETURN_YEARS: Final = (10, 20, 50, 100, 250)  # yr; return periods at which the probable maximum displacement is given
