from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import rasterio

from highground.basis.ensemble import Ensemble
from highground.basis.indicators import BELTS, BY_ID
from highground.basis.scenario import ALL_LEVELS, LEVELS
from highground.catalogue.regions import find_region
from highground.catalogue.runs import Run, load, save
from highground.catalogue.shelf import Shelf, default_shelf, sha256_of
from highground.research.profile import profile


def rows(run: Run, indicator: str, **where: object) -> pd.DataFrame:
    found = run.evidence[
        (run.evidence["indicator"] == indicator) & (run.evidence["place"] == where.pop("place", run.about["iso3"]))
    ]
    for name, value in where.items():
        found = found[found[name] == value]
    return found


def mid(run: Run, indicator: str, **where: object) -> float:
    found = rows(run, indicator, **where)
    assert len(found) == 1, f"{indicator} {where}: {len(found)} rows"
    return float(found["mid"].iloc[0])


def test_the_same_seed_gives_the_same_evidence_byte_for_byte(ecuador: Run, shelf: Shelf, tmp_path: Path) -> None:
    again = profile(shelf, find_region("Эквадор", shelf), Ensemble(members=ecuador.about["members"]))
    for run, name in ((ecuador, "a"), (again, "b")):
        save(run, tmp_path / name)
    assert (tmp_path / "a" / "evidence.parquet").read_bytes() == (tmp_path / "b" / "evidence.parquet").read_bytes()


def test_a_run_reads_back_as_it_was_saved(ecuador: Run, tmp_path: Path) -> None:
    save(ecuador, tmp_path / "run")
    back = load(tmp_path / "run")
    pd.testing.assert_frame_equal(back.evidence, ecuador.evidence)
    assert back.claims == ecuador.claims
    assert back.about["seed"] == 1


@pytest.mark.parametrize("country", ["kazakhstan", "ecuador"])
def test_every_number_has_a_range_a_unit_a_source_and_a_confidence(country: str, request: pytest.FixtureRequest) -> None:
    run = request.getfixturevalue(country)
    table = run.evidence[run.evidence["status"] == "value"]
    assert (table["low"] <= table["mid"]).all()
    assert (table["mid"] <= table["high"]).all()
    assert (table["confidence"] != "").all()
    assert {card for cell in run.evidence["sources"] for card in cell.split()} == {source.id for source in run.sources}
    assert all(row.unit == BY_ID[row.indicator].unit for row in run.evidence.itertuples())


@pytest.mark.parametrize("country", ["kazakhstan", "ecuador"])
def test_units_add_up_to_the_country(country: str, request: pytest.FixtureRequest) -> None:
    run = request.getfixturevalue(country)
    codes = list(run.units["code"])
    for national, unit in (("land_area", "land_area"), ("population", "unit_people")):
        whole = mid(run, national) if national == "land_area" else mid(run, national, year=2025)
        parts = sum(mid(run, unit, place=code) for code in codes)
        assert parts == pytest.approx(whole, rel=0.05)  # medians of skewed parts do not add up exactly; members do


@pytest.mark.parametrize("country", ["kazakhstan", "ecuador"])
def test_people_in_mountains_elsewhere_and_unknown_are_all_the_people(country: str, request: pytest.FixtureRequest) -> None:
    run = request.getfixturevalue(country)
    parts = rows(run, "people_place", year=2025)
    assert set(parts["group"]) == {"where:mountain", "where:elsewhere", "where:unknown"}
    assert parts["mid"].sum() == pytest.approx(mid(run, "population", year=2025), rel=0.01)


def test_more_warming_never_means_more_ice_or_more_cold_land(kazakhstan: Run) -> None:
    for indicator, group in (
        ("glacier_mass_left", "rgi:RGI13"),
        ("glacier_area_left", "rgi:RGI13"),
        ("belt_area_left", "belt:alpine"),
    ):
        for edge in ("low", "mid", "high"):
            values = rows(kazakhstan, indicator, group=group).sort_values("level")[edge].to_numpy()
            assert (np.diff(values) <= 1e-9).all()


def test_belts_cover_the_mountains_at_every_level(kazakhstan: Run) -> None:
    mountains = rows(kazakhstan, "k1_area").set_index("group")["mid"].drop("k1:0").sum()
    for level in ALL_LEVELS:
        belts = rows(kazakhstan, "belt_area", level=level)
        assert set(belts["group"]) == {f"belt:{belt}" for belt in BELTS}
        assert belts["mid"].sum() == pytest.approx(mountains, rel=0.1)  # medians, and a belt too small for the grid is left out


def test_a_warmer_world_warms_the_mountains_more(ecuador: Run) -> None:
    warming = [mid(ecuador, "mountain_warming", level=level) for level in LEVELS]
    assert warming == sorted(warming)


def test_kazakhstan_keeps_steppe_and_mountains_apart(kazakhstan: Run) -> None:
    assert mid(kazakhstan, "mountain_share", group="definition:K1") < 15
    assert mid(kazakhstan, "people_place", group="where:elsewhere", year=2025) > 14e6


def test_layers_are_cut_to_the_land_and_north_is_up(kazakhstan: Run) -> None:
    lat = kazakhstan.layers["lat"].to_numpy()
    assert (np.diff(lat) < 0).all()
    land = kazakhstan.layers["land"]
    assert float(land.max()) == pytest.approx(1)
    assert bool((land.isel(lat=0) > 0).any())
    south_east = kazakhstan.layers["k1"].sel(lat=43.1, lon=77.1, method="nearest")
    assert int(south_east) in range(1, 7)  # the Ile Alatau above Almaty


def test_claims_rest_on_rows_that_exist(kazakhstan: Run) -> None:
    assert len(kazakhstan.claims) >= 12
    for claim in kazakhstan.claims:
        assert all(0 <= row < len(kazakhstan.evidence) for row in claim.rows)


def test_sensitivity_ranks_known_inputs(kazakhstan: Run) -> None:
    table = kazakhstan.sensitivity
    assert table["share"].between(0, 1).all()
    ice = table[table["indicator"] == "glacier_mass_left"].iloc[0]
    assert ice["input"] == "Spread of glacier model runs"


def test_run_notes_what_it_was_made_from(ecuador: Run) -> None:
    about = ecuador.about
    assert about["members"] == 200
    assert about["versions"]["numpy"]
    assert about["cards"].keys() == {source.id for source in ecuador.sources}


def test_a_population_raster_of_a_pack_speaks_in_the_profile(tmp_path: Path) -> None:
    lat, lon = np.arange(1.95, -5.5, -0.1), np.arange(-92.0, -75.0, 0.1)
    people = np.where((np.abs(lat[:, None] + 0.2) < 0.3) & (np.abs(lon[None, :] + 78.5) < 0.3), 100.0, 1.0).astype("float32")
    affine = rasterio.Affine(0.1, 0, lon[0] - 0.05, 0, -0.1, lat[0] + 0.05)
    with rasterio.open(
        tmp_path / "people.tif", "w", driver="GTiff", height=lat.size, width=lon.size, count=1, dtype="float32", crs="EPSG:4326",
        transform=affine,
    ) as file:  # fmt: skip
        file.write(people, 1)
    card = {
        "id": "somebody-people-2020", "producer": "Somebody", "title": "People", "edition": "2020", "url": "", "licence": "CC BY 4.0",
        "citation": "Somebody (2020)", "sha256": sha256_of(tmp_path / "people.tif"), "measures": "persons per cell",
        "blank_means": "not reported", "caveat": "invented", "file": "people.tif", "provides": "population", "unit": "persons",
    }  # fmt: skip
    lines = [f'{name} = "{value}"' for name, value in card.items()]
    (tmp_path / "card.toml").write_text("\n".join([*lines, "accessed = 2026-11-23"]), encoding="utf-8")
    shelf = default_shelf([tmp_path])
    run = profile(shelf, find_region("ECU", shelf), Ensemble(members=50))
    assert "somebody-people-2020" in run.about["cards"]
    assert "somebody-people-2020" in rows(run, "mountain_people_share", group="definition:K1")["sources"].iloc[0]
    assert mid(run, "population", year=2025) == 18_289_896


def test_every_number_names_the_cards_that_its_value_its_range_and_its_region_come_from(kazakhstan: Run) -> None:
    """Judged errors, the published shares behind the error of K1, AR6 polygons and glacier regions are sources too."""
    needed = {
        "land_area": {"naturalearth-admin1", "highground-judgement"},
        "band_area": {"itu-p1511-2", "highground-judgement"},
        "mountain_area": {"itu-p1511-2", "mountain-share-k1"},
        "mountain_share": {"itu-p1511-2", "mountain-share-k1"},
        "k1_area": {"mountain-k1", "mountain-share-k1"},
        "hottest_day": {"ipcc-ar6-extremes", "ipcc-ar6-regions"},
        "glacier_mass_left": {"oggm-projections-1.6.1", "highground-glacier-countries"},
        "glacier_mass_change": {"hugonnet-2021", "highground-glacier-countries"},
        "mountain_warming": {"rounce-2023-ratio", "highground-glacier-countries"},
        "belt_area": {"rounce-2023-ratio", "ipcc-ar6-today", "highground-glacier-countries"},
        "belt_area_left": {"ipcc-ar6-today"},
        "mountain_people_share": {"un-wpp-2024", "mountain-share-k1"},
    }
    for indicator, cards in needed.items():
        for sources in rows(kazakhstan, indicator)["sources"]:
            assert cards <= set(sources.split()), indicator


def test_a_regional_number_is_as_verified_as_the_region_it_is_given_to(kazakhstan: Run) -> None:
    left = rows(kazakhstan, "glacier_mass_left", level=2.0).set_index("group")["grade"]
    assert left["rgi:RGI13"] == "computed"  # fourteen measured glaciers of the Ile Alatau lie in it
