"""For every test: no socket opens, no pack of the user's mounts, and the shared folder is used only where it is there."""

import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest

from highground.catalogue.reference import Reference

from .pack_pair import packed as pack_of
from .pack_pair import profiles
from .relocation_valley import lists

SHARED = Path(__file__).parents[2] / "shared"


def _refuse(*arguments: Any, **_: Any) -> NoReturn:
    raise AssertionError(f"a test tried to open a socket: {arguments[-1:]}")


def pytest_configure(config: pytest.Config) -> None:
    """Before the first test is collected, so that imports are watched too."""
    for name in ("connect", "connect_ex"):
        setattr(socket.socket, name, _refuse)
    for name in ("create_connection", "getaddrinfo"):
        setattr(socket, name, _refuse)


@pytest.fixture(autouse=True)
def _no_packs_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HIGHGROUND_PACKS", raising=False)
    monkeypatch.delenv("HIGHGROUND_DATA", raising=False)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of published facts and real data for validation; the product never reads it."""
    if not SHARED.is_dir():
        pytest.skip(f"no folder of validation data at {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def reference(shared: Path) -> Reference:
    """The folder of real data for validation."""
    return Reference(shared / "data")


@pytest.fixture
def asked(tmp_path: Path) -> Any:
    """A question about a small valley: a slope of 60 rows, a village at its foot, another far off, three starts."""
    return _valley(tmp_path / "valley")


@pytest.fixture(scope="session")
def found(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The finished runout of that question."""
    from highground.research.reach.chain import runout

    folder = tmp_path_factory.mktemp("runout")
    return runout(_valley(folder / "valley"), folder / "out", lambda text, share=None: None)


def _valley(folder: Path) -> Any:
    import geopandas as gpd
    import numpy as np
    import rasterio
    from shapely.geometry import Point

    from highground.research.reach.asked import Asked

    folder.mkdir()
    z = np.repeat(np.maximum(700 - 5 * np.arange(100.0), 400)[:, None], 90, axis=1).astype(np.float32)
    given = {"driver": "GTiff", "height": 100, "width": 90, "count": 1, "dtype": "float32", "crs": "EPSG:32717", "nodata": -9999}
    with rasterio.open(folder / "dem.tif", "w", transform=rasterio.Affine(10, 0, 500_000, 0, -10, 9_900_000), **given) as file:
        file.write(z, 1)

    def written(file: str, cells: list[tuple[int, int]], **columns: Any) -> Path:
        points = [Point(500_005 + 10 * column, 9_899_995 - 10 * row) for row, column in cells]
        gpd.GeoDataFrame(columns, geometry=points, crs="EPSG:32717").to_file(folder / file, driver="GPKG")
        return folder / file

    starts = written("starts.gpkg", [(5, 45), (20, 20), (90, 10)], name=["upper", "side", "level"])
    villages = written("villages.gpkg", [(66, 45), (95, 85)], name=["Foot", "Far"], people=[400.0, 50.0])
    return Asked((folder / "dem.tif",), "debris_flow", release=starts, settlements=villages, members=6)


@pytest.fixture
def valley(tmp_path: Path) -> dict[str, Path]:
    """Lists of a made-up valley: families, settlements, destinations and hazards as csv, and the folder of a runout."""
    return lists(tmp_path / "valley")


@pytest.fixture(scope="session")
def pilots() -> Any:
    """The profiles of Kazakhstan and Ecuador with few members; do not change them in place."""
    return profiles()


@pytest.fixture(scope="session")
def packed() -> Any:
    """Makes the negotiation pack of runs."""
    return pack_of
