"""Roads that a pack brings: speed of travel per cell, so that ways follow roads and not the crow."""

from typing import TYPE_CHECKING, Any, Final

from highground.basis.errors import BadData, UnitMismatch
from highground.basis.source import Source
from highground.catalogue.packs import WORLD, Window, check_single, check_units, read_raster
from highground.catalogue.shelf import Shelf

if TYPE_CHECKING:
    import xarray as xr

ROLE: Final = "roads"
FASTEST_KM_H: Final = 150.0  # km/h; judged: faster is no road but metres a minute or a fill value
_KM_H: Final = ("km/h", "km h-1", "kmh", "kph")


def road_speeds(shelf: Shelf, window: Window = WORLD) -> "xr.DataArray | None":
    """Speed by road (km/h) per cell, dims lat (descending), lon (ascending); None without such a pack or outside it.

    0 and no data both mean that there is no road in the cell. The card declares provides = "roads" and unit = "km/h". Raises
    UnitMismatch for any other unit; BadData for speeds below 0 or above FASTEST_KM_H, and for what is no plain GeoTIFF of one band.
    """
    import numpy as np  # noqa: PLC0415

    card = shelf.provides(ROLE)
    if card is None:
        return None
    if card.unit not in _KM_H:
        raise UnitMismatch(
            f"{card.id}: roads must be given as speed in km/h, the card says {card.unit or 'nothing'}; convert first"
        )
    found = read_raster(card, shelf.open(card.id), window, _check_band)
    if found is None:
        return None
    speed: xr.DataArray = found.isel(band=0).rename("road").fillna(0.0)
    for wrong, words in ((speed < 0, "below 0"), (speed > FASTEST_KM_H, f"above {FASTEST_KM_H:g} km/h")):
        if bool(wrong.any()):
            worst = float(speed.to_numpy()[np.asarray(wrong)][0])
            raise BadData(
                f"{card.id}: the roads hold speeds {words} ({worst:g}); give km/h, and 0 or no data where there is no road"
            )
    speed.attrs = {"units": "km/h", "long_name": "Speed by road", "how": "modelled", "sources": (card.id,)}
    return speed


def _check_band(card: Source, raster: Any) -> None:
    check_single(card, raster)
    check_units(card, raster, _KM_H, "is speed in km/h")
