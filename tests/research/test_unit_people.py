import pytest

from highground.catalogue.flows.places import Places, country_places
from highground.catalogue.regions import find_region
from highground.catalogue.shelf import Shelf
from highground.research.unit_people import peopled


@pytest.fixture(scope="module")
def ecuador() -> Places:
    shelf = Shelf()
    region = find_region("ECU", shelf)
    return peopled(country_places(shelf, region), shelf, region)


def test_units_add_up_to_the_nation_and_the_largest_are_the_largest(ecuador: Places) -> None:
    people = {place.name: place.residents or 0 for place in ecuador.places}
    assert len(people) == 24
    assert 16e6 < sum(people.values()) < 20e6  # some 18 million in 2025, UN WPP 2024
    assert {name for name, _ in sorted(people.items(), key=lambda one: -one[1])[:2]} == {"Guayas", "Pichincha"}


def test_the_point_lies_among_the_people(ecuador: Places) -> None:
    found = ecuador.find("Pichincha")
    assert found is not None
    place = ecuador.places[found]
    assert place.lat == pytest.approx(-0.2, abs=0.3)  # Quito
    assert place.lon == pytest.approx(-78.5, abs=0.3)
