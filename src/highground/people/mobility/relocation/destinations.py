"""Destinations are screened by the same hazard rule as the places to be left, and for what people can live on there.

A destination is never approved: it is excluded with its reasons, or not excluded. Of 17 destinations of planned relocation that were
checked, 9 were still exposed in some scenario (Bower et al. 2024, coastal cases).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from typing import Final

from highground.basis.relocation import Place
from highground.basis.words import N_
from highground.land.ecosystems import TREELINE_DAYS

ACCEPTED_YEARS: Final = (
    300.0  # years; hazard zones of Swiss practice end at events rarer than once in 300 years; from general knowledge, unverified
)
ROAD_KM: Final = 2.0  # km to a road that is open all year; judged
SCHOOL_KM: Final = 5.0  # km, an hour's walk of a child; judged
CLINIC_KM: Final = 15.0  # km, half an hour by car on a mountain road; judged
OLD_LAND_KM: Final = 25.0  # km beyond which old fields and pastures cannot be worked from the new home; judged: half a day's walk
CROP_DAYS: Final = (
    TREELINE_DAYS  # days a year above 0.9 degC below which no crop ripens; the season of the treeline, judged for crops
)
EARTH_KM: Final = 6371.0  # mean radius of the Earth; IUGG
LAND: Final = {"herding": "pasture_ha", "farming": "farmland_ha"}  # what a livelihood needs of a place

OFTEN: Final = N_("{hazards}: reached more often than once in {years} years (high end: once in {high})")
UNKNOWN: Final = N_("{hazards}: may reach it, and how often is not known")
NOT_LOOKED: Final = N_("no hazard was looked at here")
NO_LAND: Final = {"herding": N_("no pasture"), "farming": N_("no farmland")}
LAND_UNSAID: Final = {"herding": N_("pasture not reported"), "farming": N_("farmland not reported")}
COLD: Final = N_("too cold for crops: {days} days of season a year on the bundled grid")
FAR: Final = {
    "road_km": N_("road at {km} km, more than {most} km"),
    "school_km": N_("school at {km} km, more than {most} km"),
    "clinic_km": N_("clinic at {km} km, more than {most} km"),
}
SERVICE_UNSAID: Final = {
    "road_km": N_("road not reported"), "school_km": N_("school not reported"), "clinic_km": N_("clinic not reported"),
}  # fmt: skip
MOST_KM: Final = {"road_km": ROAD_KM, "school_km": SCHOOL_KM, "clinic_km": CLINIC_KM}
OLD_LAND: Final = N_("{km} km from the nearest land that is left: it cannot be worked from there")
CROWDED: Final = N_("how many people live there already is not reported")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a destination fails or what is open: a message for translation and what fills it.

    Names of hazards are a tuple, for the view to join. `whom` is one livelihood, or everybody if empty.
    """

    message: str
    values: dict[str, object] = field(default_factory=dict)
    whom: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One destination. Excluded where a reason holds for everybody, or for every livelihood that was asked about."""

    place: Place
    reasons: tuple[Reason, ...]
    open: tuple[Reason, ...]
    old_land_km: float | None
    season_days: tuple[float, float] | None
    livelihoods: tuple[str, ...]  # that were asked about

    @property
    def excluded(self) -> bool:
        """Whether nobody should be sent there as things stand."""
        against = {reason.whom for reason in self.reasons}
        return "" in against or (bool(self.livelihoods) and set(self.livelihoods) <= against)

    def excluded_for(self, livelihood: str) -> bool:
        """Whether a family of that livelihood should not be sent there; empty where it names none."""
        return self.excluded or (bool(livelihood) and livelihood in {reason.whom for reason in self.reasons})


@dataclass(frozen=True, slots=True)
class Seen:
    """What the hazard rule says of a destination: high end of the chance in a year, hazards that may reach it, of these of unknown frequency."""

    high: float
    hazards: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    looked: bool = True


def screen(
    place: Place, seen: Seen, livelihoods: Iterable[str], old: Iterable[Place], season_days: tuple[float, float] | None = None
) -> Verdict:
    """Whether a destination is excluded, and what is open.

    livelihoods: of the families that may move, of basis.relocation.LIVELIHOODS. old: the places that are left. season_days: days of
    season today, low and high, where the bundled grid was asked.
    >>> screen(Place("Plain", road_km=0.5), Seen(1 / 50, ("flood",)), ["wage"], []).reasons[0].values["high"]
    50
    """
    asked = tuple(dict.fromkeys(livelihoods))
    away = nearest_km(place, old)
    parts = (_hazards(seen), _land(place, asked, season_days), _services(place))
    reasons = tuple(reason for against, _ in parts for reason in against)
    unsure = [reason for _, some in parts for reason in some]
    if away is not None and away > OLD_LAND_KM and set(asked) & LAND.keys():
        unsure.append(Reason(OLD_LAND, {"km": round(away)}))
    if place.people is None:
        unsure.append(Reason(CROWDED))
    return Verdict(place, reasons, tuple(unsure), away, season_days, asked)


Sides = tuple[list[Reason], list[Reason]]  # against, and open


def _land(place: Place, asked: tuple[str, ...], season_days: tuple[float, float] | None) -> Sides:
    """What the livelihoods asked about need of the land."""
    against, unsure = list[Reason](), list[Reason]()
    for livelihood in asked:
        land = getattr(place, LAND[livelihood]) if livelihood in LAND else 1.0
        if land is None:
            unsure.append(Reason(LAND_UNSAID[livelihood], whom=livelihood))
        elif land == 0:
            against.append(Reason(NO_LAND[livelihood], whom=livelihood))
    if season_days and "farming" in asked and season_days[1] < CROP_DAYS:
        against.append(Reason(COLD, {"days": round(season_days[1])}, "farming"))
    return against, unsure


def _services(place: Place) -> Sides:
    """Road, school and clinic."""
    against, unsure = list[Reason](), list[Reason]()
    for name, most in MOST_KM.items():
        away = getattr(place, name)
        if away is None:
            unsure.append(Reason(SERVICE_UNSAID[name]))
        elif away > most:
            against.append(Reason(FAR[name], {"km": away, "most": most}))
    return against, unsure


def _hazards(seen: Seen) -> Sides:
    """Reasons from hazards, and what is open."""
    if not seen.looked:
        return [], [Reason(NOT_LOOKED)]
    reasons = []
    if seen.high > 1 / ACCEPTED_YEARS:
        values = {"hazards": seen.hazards, "years": round(ACCEPTED_YEARS), "high": max(1, round(1 / seen.high))}
        reasons.append(Reason(OFTEN, values))
    if seen.unknown:
        reasons.append(Reason(UNKNOWN, {"hazards": seen.unknown}))
    return reasons, []


def nearest_km(place: Place, old: Iterable[Place]) -> float | None:
    """Distance to the nearest of the old places in a straight line, km; None where a position is not known."""
    known = [other for other in old if other.lat is not None and other.lon is not None]
    if place.lat is None or place.lon is None or not known:
        return None
    return min(distance_km(place.lat, place.lon, other.lat or 0.0, other.lon or 0.0) for other in known)


def distance_km(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Great circle between two points in degrees, km (haversine).

    >>> round(distance_km(43.24, 76.95, 42.87, 74.59))
    196
    """
    a, b, c, d = (radians(value) for value in (lat, lon, lat2, lon2))
    return 2 * EARTH_KM * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


def livelihoods_of(families: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """Livelihoods of families that may still move; herding and farming where none names any: both are asked then."""
    may = [cells for cells in families if not cells.get("moved") and cells.get("consent") not in ("no", "withdrawn")]
    return tuple(dict.fromkeys(cells["livelihood"] for cells in may if cells.get("livelihood"))) or tuple(LAND)
