"""Rows of moving herds: calendar, climb, reach and who moves, in a country with steppe and mountains and in one in the tropics."""

import dataclasses
from types import SimpleNamespace

import numpy as np
import pytest

from highground.basis.ensemble import Ensemble
from highground.basis.scenario import ALL_LEVELS, LEVELS, TODAY
from highground.catalogue.runs import Run
from highground.land import ecosystems
from highground.people.mobility import drivers, levers, pasture
from highground.research.chapters import mobility_pasture
from highground.research.chapters.mobility_pasture import Herds, paying
from highground.research.material import Material

ENSEMBLE = Ensemble(members=30)
ONE = np.ones(30)


def test_the_window_lengthens_and_climbs_with_each_level(kazakhstan: Run) -> None:
    rows = kazakhstan.evidence.query("place == 'KAZ'")
    days = rows.query("indicator == 'pasture_window' and group == 'belt:alpine'").sort_values("level")
    assert days["level"].tolist() == pytest.approx(list(ALL_LEVELS))
    assert days["mid"].is_monotonic_increasing
    climb = rows.query("indicator == 'pasture_climb'").sort_values("level")
    assert climb["level"].tolist() == pytest.approx(list(LEVELS))
    assert climb["mid"].is_monotonic_increasing


def test_the_climb_of_the_window_is_that_of_the_belts(kazakhstan: Run) -> None:
    table = kazakhstan.evidence.query("level == 2 and place == 'KAZ'").set_index(["indicator", "group"])["mid"]
    assert table["pasture_climb", ""] == table["belt_rise", ""]


def test_the_farther_herders_can_go_the_more_stays_within_reach(kazakhstan: Run) -> None:
    rows = kazakhstan.evidence.query("indicator == 'pasture_reach' and level == 2").set_index("group")["mid"]
    assert rows["reach:near"] <= rows["reach:middle"] <= rows["reach:far"] < 100


def test_moving_pays_for_a_minority_today(kazakhstan: Run) -> None:
    row = kazakhstan.evidence.query(f"indicator == 'pasture_pays' and level == {TODAY}").iloc[0]
    assert (row["mid"], row["how"]) == (pytest.approx(25, abs=2), "judged")


def test_pastures_without_a_warm_season_have_no_calendar(ecuador: Run) -> None:
    rows = ecuador.evidence[ecuador.evidence["indicator"].str.startswith("pasture_")]
    assert set(rows["status"]) == {"not applicable"}
    assert set(rows["indicator"]) == {"pasture_window", "pasture_climb", "pasture_reach", "pasture_pays"}


def test_rows_cite_what_made_them_and_nothing_else(kazakhstan: Run) -> None:
    cards = {name: set(" ".join(rows).split()) for name, rows in kazakhstan.evidence.groupby("indicator")["sources"]}
    assert "mobility-parameters" not in cards["pasture_window"]  # the calendar asks no study of migration
    assert {"mobility-parameters", "un-wpp-2024"} <= cards["pasture_reach"]  # ranges of the Alai, homes of herders
    assert "ecosystem-parameters" in cards["immobility"]  # growth tells herders from farmers


def a_valley(dry: float = 0.0) -> Herds:
    return Herds(
        days={"alpine": {TODAY: 100 * ONE, 2.0: 120 * ONE}}, rise={TODAY: 0 * ONE, 2.0: 200 * ONE}, pasture="alpine",
        growth={TODAY: 0 * ONE, 2.0: 0.1 * ONE}, dry={TODAY: 0 * ONE, 2.0: dry * ONE},
    )  # fmt: skip


def test_a_lever_on_pastures_helps_herders_only_against_what_gets_worse(material: Material) -> None:
    table = drivers.rows(material.tables["mobility-parameters"])
    full = levers.effects(levers.Levers(pasture=1.0), levers.efficacy(ENSEMBLE))
    for dry, helps in ((2.0, True), (-2.0, False)):
        plain, helped = (paying(a_valley(dry), table, 2.0, ENSEMBLE, effect) for effect in (levers.NO_EFFECTS, full))
        assert plain is not None
        assert helped is not None
        assert (helped >= plain).all()
        assert bool((helped > plain).any()) is helps


def test_a_longer_season_counts_once_as_growth(material: Material) -> None:
    table, valley = drivers.rows(material.tables["mobility-parameters"]), a_valley()
    longer = dataclasses.replace(valley, days={"alpine": {TODAY: 100 * ONE, 2.0: 300 * ONE}})
    richer = dataclasses.replace(valley, growth={TODAY: 0 * ONE, 2.0: 0.5 * ONE})
    plain, same, more = (paying(herds, table, 2.0, ENSEMBLE) for herds in (valley, longer, richer))
    assert plain is not None
    assert same is not None
    assert more is not None
    assert np.array_equal(plain, same)  # the growth of a year holds its season
    assert (more > plain).all()


def test_a_longer_way_up_pays_for_fewer(material: Material) -> None:
    table, valley = drivers.rows(material.tables["mobility-parameters"]), a_valley()
    still = dataclasses.replace(valley, rise={TODAY: 0 * ONE, 2.0: 0 * ONE})
    here, far = (paying(herds, table, 2.0, ENSEMBLE) for herds in (still, valley))
    assert here is not None
    assert far is not None
    assert (far < here).all()


def test_reach_lies_between_those_of_both_measured_distances(material: Material, monkeypatch: pytest.MonkeyPatch) -> None:
    even, high = np.arange(201) * 10.0, np.where(np.arange(201) > 30, 50.0, 0.0)  # land evenly up, and all of it above 300 m
    ends = {
        name: pasture.reach(drivers.rows(material.tables["mobility-parameters"]), name, ENSEMBLE)[1] for name in pasture.REACHES
    }
    held = {short: even for short, _ in ends.values()} | {long: high for _, long in ends.values()}
    monkeypatch.setattr(mobility_pasture, "_held", lambda *_: held)
    told: dict[str, np.ndarray] = {}
    ledger = SimpleNamespace(add=lambda _id, values, *_a, group, level, **_k: told.update({f"{group} {level:g}": values}))
    table = drivers.rows(material.tables["mobility-parameters"])
    mobility_pasture._reach(ledger, material, SimpleNamespace(sources=()), table, dict.fromkeys(LEVELS, 100 * ONE), ENSEMBLE)  # type: ignore[arg-type]
    side = ENSEMBLE.uniform("mobility.pasture.along.far")
    up = pasture.reach(table, "far", ENSEMBLE)[0]
    assert told["reach:far 2"] == pytest.approx((1 - side) * 100 * (1 - 100 / up) + side * 100)  # the high land all stays


def test_where_dryness_or_the_pasture_is_not_known_no_share_is_told(material: Material) -> None:
    table = drivers.rows(material.tables["mobility-parameters"])
    assert paying(dataclasses.replace(a_valley(), pasture=""), table, 2.0, ENSEMBLE) is None
    assert paying(dataclasses.replace(a_valley(), dry={TODAY: 0 * ONE}), table, 2.0, ENSEMBLE) is None


def test_land_within_reach_is_summed_from_the_homes_of_herders_up(material: Material) -> None:
    high = np.flatnonzero(material.pieces["k1"].to_numpy() > 0)
    herders = np.zeros(material.pieces.sizes["piece"])
    herders[high[:3]] = 1.0
    held = mobility_pasture._held(material, SimpleNamespace(herders=herders), [5.0, 50.0])  # type: ignore[arg-type]
    assert (np.diff(held[50.0]) >= 0).all()
    assert (held[50.0] >= held[5.0]).all()
    assert held[50.0][0] == 0


def test_land_within_reach_of_one_home_by_hand(material: Material) -> None:
    pieces = material.pieces
    high = np.flatnonzero(pieces["k1"].to_numpy() > 0)
    herders = np.zeros(pieces.sizes["piece"])
    herders[high[20]] = 2.0
    held = mobility_pasture._held(material, SimpleNamespace(herders=herders), [30.0])[30.0]  # type: ignore[arg-type]
    lat, lon = (np.radians(pieces[name].to_numpy()[high]) for name in ("lat", "lon"))
    cos = np.sin(lat) * np.sin(lat[20]) + np.cos(lat) * np.cos(lat[20]) * np.cos(lon - lon[20])
    near = 6371.0088 * np.arccos(np.clip(cos, -1, 1)) <= 30
    slices = ecosystems.HEIGHT_SD_OF_RELIEF * pieces["relief_m"].to_numpy()[high, None] * ecosystems.SLICES
    heights = pieces["elevation"].to_numpy()[high, None] + slices
    above = heights - heights[20, mobility_pasture.FLOOR]
    inside = near[:, None] & (above > 0) & (above <= 1000)
    assert held[100] == pytest.approx(2 * (inside * pieces["area_km2"].to_numpy()[high, None]).sum())
