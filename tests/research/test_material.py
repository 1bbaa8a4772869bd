import numpy as np
import pytest

from highground.basis.errors import NoMountains
from highground.catalogue.regions import find_region
from highground.catalogue.shelf import Shelf
from highground.land.grid import total
from highground.research.material import Material, gather
from highground.research.profile import silent


def test_ecuador_measures_what_its_statistics_office_says(material: Material) -> None:
    assert float(total(material.pieces)[0]) == pytest.approx(256_370, rel=0.01)  # INEC, with Galapagos


def test_pieces_carry_terrain_and_climate(material: Material) -> None:
    assert {"elevation", "k1", "k2", "temperature", "precipitation", "lift_m", "area_km2", "unit"} <= set(material.pieces.data_vars)
    assert np.isfinite(material.pieces["temperature"]).all()


def test_the_andes_of_ecuador_lie_in_the_climate_region_of_their_corner(material: Material) -> None:
    assert material.ar6[0] == "NWS"
    assert material.rgi == ("RGI16",)


def test_a_country_without_mountains_is_refused_in_one_sentence(shelf: Shelf) -> None:
    with pytest.raises(NoMountains, match="Netherlands: no mountains by K1"):
        gather(shelf, find_region("Netherlands", shelf), silent)


def test_kazakhstan_leads_with_the_climate_region_of_almaty(shelf: Shelf) -> None:
    material = gather(shelf, find_region("KAZ", shelf), silent)
    assert material.ar6[0] == "ECA"  # the city lies east of 75 degrees; most K1 land lies in WSB, with few people
    assert set(material.ar6) == {"ECA", "WCA", "WSB"}
