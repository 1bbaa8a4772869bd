from pathlib import Path
from typing import Any

import numpy as np
import pytest

from highground.basis.errors import BadData
from highground.catalogue.flows.places import Places, listed_places
from highground.catalogue.flows.read import Flows, Margins, read_table
from highground.research import flows

PLACES = "place,lat,lon,people\nA,43.2,76.9,2000\nB,51.2,71.4,1000\nC,42.3,69.6,900\nD,50.3,57.2,500\nE,47.1,51.9,300\n"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    path = tmp_path / "places.csv"
    path.write_text(PLACES, encoding="utf-8")
    return listed_places(path)


def table(folder: Path, text: str, places: Places | None = None, **asked: Any) -> Flows | Margins:
    path = folder / "t.csv"
    path.write_text(text, encoding="utf-8")
    return read_table(path, places, **asked)


def panel(places: Places, years: tuple[int, ...], seed: int = 1) -> str:
    """Rows of a gravity law, every year alike but for chance."""
    r = np.random.default_rng(seed)
    km = flows.all_km([p.lat for p in places.places], [p.lon for p in places.places])  # type: ignore[misc]
    rows = ["origin,destination,year,flow"]
    for year in years:
        for i, one in enumerate(places.places):
            for j, other in enumerate(places.places):
                if i != j:
                    rows.append(
                        f"{one.code},{other.code},{year},{r.poisson(one.residents * other.residents * km[i, j] ** -1.0 / 100)}"
                    )  # type: ignore[operator]
    return "\n".join(rows)


def test_one_year_is_fitted_and_time_is_said_to_be_unknown(tmp_path: Path, places: Places) -> None:
    found = flows.answer(table(tmp_path, panel(places, (2022,)), places))
    assert found.kind == "fit"
    assert found.measured == flows.GREAT_CIRCLE
    assert found.found is not None
    assert found.found.names == ("log km",)
    assert found.time is None
    assert flows.ONE_YEAR in found.said
    assert np.nansum(found.mid) == pytest.approx(np.nansum(found.recorded))


def test_several_years_stand_beside_the_historical_mean(tmp_path: Path, places: Places) -> None:
    found = flows.answer(table(tmp_path, panel(places, (2021, 2022, 2023)), places), "origin")
    assert found.found is not None
    assert found.found.names == ("log people of destination", "log km")
    low, high = found.found.interval(3.0)
    assert (low < [1.0, -1.0]).all()
    assert (high > [1.0, -1.0]).all()
    assert found.past is not None
    assert found.past[0, 0, 1] == pytest.approx(found.recorded[1:, 0, 1].mean())
    assert found.ahead is not None
    assert any("In years that it has not seen" in said for said in found.said)


def test_years_that_share_no_pair_say_nothing_about_time(tmp_path: Path) -> None:
    rows = ["A,B,2022,9,10", "A,C,2022,4,20", "A,D,2022,3,30", "B,C,2023,5,15", "B,A,2023,6,10", "B,D,2023,2,40"]
    people = tmp_path / "p.csv"
    people.write_text("place,lat,lon,people\nA,43,77,5\nB,51,71,5\nC,42,69,6\nD,40,60,9\n", encoding="utf-8")
    read = table(tmp_path, "origin,destination,year,flow,km\n" + "\n".join(rows), listed_places(people))
    found = flows.answer(read, "origin")
    assert found.time is None
    assert any("no pair of places is reported in two periods" in said for said in found.said)


def test_distances_of_the_table_hold_both_ways(tmp_path: Path) -> None:
    found, source = flows.distances(table(tmp_path, "origin,destination,flow,km\nA,B,3,10\nB,A,4,\n"))
    assert found.tolist() == [[np.inf, 10], [10, np.inf]]
    assert source == flows.GIVEN


def test_places_without_points_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="add a column km, or name the places with --places"):
        flows.answer(table(tmp_path, "origin,destination,flow\nA,B,3\n"))


def test_two_places_at_one_point_are_named(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("place,lat,lon\nA,43,77\nB,43,77\n", encoding="utf-8")
    with pytest.raises(BadData, match="A and B lie at one point"):
        flows.answer(table(tmp_path, "origin,destination,flow\nA,B,3\n", listed_places(path)))


def test_effects_that_need_people_say_so(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="need the people of every place, and A has none"):
        flows.answer(table(tmp_path, "origin,destination,flow,km\nA,B,3,10\nB,A,4,10\n"), "origin")


def test_margins_become_ranges_over_the_exponent(tmp_path: Path, places: Places) -> None:
    text = "place,arrivals,departures\nA,50,30\nB,40,20\nC,10,40\nD,5,10\nE,5,10\n"
    found = flows.answer(table(tmp_path, text, places))
    assert found.kind == "margins"
    assert found.low is not None
    assert found.high is not None
    assert (found.low <= found.mid + 1e-9).all()
    assert found.mid[0].sum(axis=1) == pytest.approx([30, 20, 40, 10, 10])
    assert "Margins do not tell how far people go" in found.said[0]
    rounded = flows.whole(found.mid)
    assert rounded[0].sum(axis=0).tolist() == [50, 40, 10, 5, 5]


def test_totals_are_shared_out_and_what_nobody_reported_stays_blank(tmp_path: Path, places: Places) -> None:
    text = "origin,destination,flow\nA,total,100\nA,B,60\n"
    found = flows.answer(table(tmp_path, text, places, totals=True), totals=True)
    assert found.kind == "totals"
    assert found.mid[0, 0].sum() == pytest.approx(100)
    assert found.mid[0, 0, 1] == 60
    assert np.isnan(found.mid[0, 1]).all()
    assert found.said[0].startswith("60 of 100 people are in known pairs; where the other 40 went")
    assert "4 of 5 places report no total" in found.said[0]
    with pytest.raises(BadData, match="no row gives the total of an origin"):
        flows.answer(table(tmp_path, "origin,destination,flow\nA,B,60\n", places, totals=True), totals=True)


def test_whole_people_keep_blanks() -> None:
    assert np.isnan(flows.whole(np.array([[[np.nan, 1.5], [0.5, np.nan]]]))[0, 0, 0])


def test_margins_of_kazakhstan_leave_a_third_of_all_destinations_open(shared: Path) -> None:
    folder = shared / "data" / "migration"
    regions = listed_places(folder / "kazakhstan_region_centroids.csv")
    found = flows.answer(read_table(folder / "kazakhstan_internal_2022.csv", regions))
    whole = flows.whole(found.mid)[0]
    assert (whole.sum(axis=0) - whole.sum(axis=1)).astype(int).tolist()[:2] == [-6403, -936]  # nets as published: Abay, Aqmola
    assert whole.sum() == 803_033
    assert "30 % of all movers" in found.said[0]
