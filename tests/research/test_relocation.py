from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from highground.basis.errors import BadData
from highground.basis.event import Count
from highground.catalogue.regions import find_region
from highground.catalogue.shelf import Shelf
from highground.people.mobility.relocation.destinations import Reason
from highground.research.relocation import Asked, relocation

TODAY = date(2026, 11, 25)


@pytest.fixture
def asked(valley: dict[str, Path]) -> Asked:
    paths = valley
    return Asked(
        paths["families"], None, (f"{paths['runout']}=10-30",), paths["hazards"], paths["settlements"], paths["destinations"], members=60,
        today=TODAY, who="district office",
    )  # fmt: skip


def test_settlements_are_ordered_by_how_often_they_are_reached(asked: Asked) -> None:
    found = relocation(asked, Shelf())
    upper, mill, orchard = found.settlements
    assert [one.place.name for one in found.settlements] == ["Upper Bridge", "Mill", "Orchard"]
    assert upper.rank == (1, 1, 1)
    assert 0.8 / 30 < upper.yearly[0] < upper.yearly[1] < upper.yearly[2] < 0.9 / 10
    assert upper.horizon[1] == pytest.approx(1 - (1 - upper.yearly[1]) ** 30, rel=0.01)
    assert (upper.families, mill.families, orchard.families) == (6, 5, 2)
    assert upper.consents == {"not asked": 1, "asked": 1, "yes": 3, "no": 0, "withdrawn": 1}


def test_people_in_are_people_out(asked: Asked) -> None:
    found = relocation(asked, Shelf())
    assert (found.people, found.blank) == (Count(51, 51, None), 2)
    sized = relocation(replace(asked, household=Count(3, 4, 5)), Shelf())
    assert (sized.people.low, sized.people.high) == (51 + 6, 54 + 10) if sized.people else False
    assert sum(one.people.low for one in sized.settlements if one.people) == 57
    assert sum(one.families for one in found.settlements) == len(found.state) == len(found.placed) == 13


def test_destinations_are_screened_by_the_same_flow(asked: Asked) -> None:
    plain, far, fan = relocation(asked, Shelf()).destinations
    assert not plain.excluded
    assert plain.reasons == ()
    assert far.excluded  # the school is too far
    assert fan.excluded
    assert fan.reasons[0].values["hazards"] == ("Debris flow · north",)


def test_a_country_brings_season_and_belt_and_finds_exchanged_coordinates(asked: Asked) -> None:
    shelf = Shelf()
    found = relocation(replace(asked, country=find_region("KAZ", shelf)), shelf)
    low, high = found.climates["Plain"].days
    assert 150 < low < high < 330
    with pytest.raises(BadData, match="lies outside Ecuador"):
        relocation(replace(asked, country=find_region("ECU", shelf)), shelf)


def test_without_hazards_every_settlement_may_stand_anywhere(asked: Asked) -> None:
    found = relocation(replace(asked, runouts=(), hazards=None), Shelf())
    assert {one.rank for one in found.settlements} == {(1, 1, 3)}
    assert not any(one.looked for one in found.settlements)


def test_without_a_return_period_the_share_of_members_orders_the_settlements(asked: Asked) -> None:
    found = relocation(replace(asked, runouts=(asked.runouts[0].rpartition("=")[0],), hazards=None), Shelf())
    assert [(one.place.name, one.order, one.rank) for one in found.settlements][:2] == [
        ("Upper Bridge", 1, (1, 1, 2)),
        ("Mill", 2, (1, 1, 2)),
    ]
    assert all(one.open for one in found.settlements[:2])
    assert found.destinations[2].reasons[0].message.endswith("how often is not known")


def test_the_log_holds_every_filled_cell_with_day_and_office(asked: Asked) -> None:
    found = relocation(asked, Shelf())
    assert found.new == len(found.log) == sum(len(cells) for cells in found.state.values())
    assert {(change.when, change.who, change.before) for change in found.log} == {("2026-11-25", "district office", "")}


def test_visits_follow_the_one_move(asked: Asked) -> None:
    found = relocation(asked, Shelf())
    assert [(one.family, one.year, one.state) for one in found.visits] == [
        ("U-01", 1, "due"),
        ("U-01", 3, "due"),
        ("U-01", 5, "later"),
    ]


def test_a_call_without_a_family_is_refused() -> None:
    with pytest.raises(BadData, match="no family yet"):
        relocation(Asked(today=TODAY), Shelf())


def test_the_same_lists_give_the_same_answer(asked: Asked) -> None:
    assert relocation(asked, Shelf()) == relocation(asked, Shelf())


@pytest.mark.parametrize("limit", ["MOST_FAMILIES", "MOST"])
def test_a_register_too_large_for_one_workbook_is_refused(asked: Asked, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(f"highground.research.relocation.{limit}", 12)  # families, or changes, those of this call included
    with pytest.raises(BadData, match=r"13 families and \d\d+ changes.*one register for each district"):
        relocation(asked, Shelf())


def test_a_family_that_prefers_an_excluded_destination_looks_for_another(asked: Asked) -> None:
    found = relocation(asked, Shelf())
    moved = replace(found, state={**found.state, "M-01": {**found.state["M-01"], "destination": "FAN"}})
    assert (found.step("M-01"), moved.step("M-01")) == ("checks", "elsewhere")


def test_a_destination_without_pasture_stops_the_herder_who_prefers_it_and_nobody_else(asked: Asked) -> None:
    found = relocation(asked, Shelf())
    bare = replace(found.destinations[0], reasons=(Reason("no pasture", whom="herding"),))
    cells = {**found.state["M-01"], "destination": "Plain"}
    state = {**found.state, "M-01": {**cells, "livelihood": "herding"}, "M-04": {**cells, "livelihood": "wage"}}
    some = replace(found, state=state, destinations=(bare, *found.destinations[1:]))
    assert (bare.excluded, some.step("M-01"), some.step("M-04")) == (False, "elsewhere", "checks")


def test_the_high_end_of_a_chance_excludes_a_destination(asked: Asked, tmp_path: Path) -> None:
    table = tmp_path / "rare.csv"
    table.write_text("place,hazard,return period\nPlain,flood,200-600\nFar Meadow,flood,400-600\n", encoding="utf-8")
    plain, far, _ = relocation(replace(asked, runouts=(), hazards=table), Shelf()).destinations
    assert [reason.message[:9] for reason in plain.reasons] == [
        "{hazards}"
    ]  # once in 346 years by the middle, in about 211 by the high end
    assert [reason.message[:6] for reason in far.reasons] == ["school"]
