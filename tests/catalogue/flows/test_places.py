from pathlib import Path

import pytest

from highground.basis.errors import BadData
from highground.catalogue.flows.places import Place, country_places, known, listed_places, named
from highground.catalogue.regions import find_region
from highground.catalogue.shelf import Shelf


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_gives_places_with_points_and_people(tmp_path: Path) -> None:
    found = listed_places(
        written(tmp_path / "p.csv", "code;name;lat;lon;people\nA1;Алматы;43,2;76,9;2 000 000\nB1;Astana;51.2;71.4;\n")
    )
    assert found.places[0] == Place("A1", "Алматы", 43.2, 76.9, 2_000_000)
    assert found.places[1].residents is None
    assert [found.find(text) for text in ("алматы", "a1", "ASTANA", "Oral")] == [0, 0, 1, None]


@pytest.mark.parametrize(
    ("row", "says"),
    [(",A,,3", "no latitude"), (",A,95,3", "no latitude"), (",,1,3", "names no place")],
)
def test_a_place_without_a_point_or_name_is_refused(tmp_path: Path, row: str, says: str) -> None:
    with pytest.raises(BadData, match=f"row 2.*{says}"):
        listed_places(written(tmp_path / "p.csv", f"code,name,lat,lon\n{row}\n"))


def test_units_of_kazakhstan_are_known_by_code_and_in_four_languages() -> None:
    shelf = Shelf()
    found = country_places(shelf, find_region("KAZ", shelf))
    assert len(found.places) == 20
    almaty, region = found.find("KZ-75"), found.find("Алматинская область")
    assert almaty is not None
    assert almaty != region
    assert found.find("город Алматы") == found.find("Almaty city") == almaty
    assert found.find("Алматы облысы") == region
    assert all(place.lat is not None and 40 < place.lat < 56 for place in found.places)


def test_units_of_ecuador_are_known_with_and_without_accents() -> None:
    shelf = Shelf()
    found = country_places(shelf, find_region("ECU", shelf))
    assert found.find("Manabí") == found.find("MANABI") == found.find("Provincia de Manabí") == found.find("EC-M")
    assert found.near("Chimboraso")[0] == "Chimborazo"


def test_a_table_names_its_own_places_once_each() -> None:
    found = named(["A  b", "B", "a B", "c"])
    assert [place.name for place in found.places] == ["A b", "B", "c"]


def test_one_spelling_for_two_places_is_refused() -> None:
    with pytest.raises(BadData, match="names two places"):
        known([Place("1", "A"), Place("2", "B")], [(0, "A"), (1, "a")], "list")


def test_a_name_without_its_kind_must_be_unique() -> None:
    found = known([Place("1", "X city"), Place("2", "X region")], [(0, "X city"), (1, "X region")], "list")
    assert found.find("X") is None
    assert found.find("X region") == 1
