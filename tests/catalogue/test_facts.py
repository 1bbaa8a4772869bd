"""The bundled fact tables are what their sources say: by hash, by hand, and by law."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from highground.catalogue.cards import BUNDLED
from highground.catalogue.shelf import Shelf, sha256_of
from highground.catalogue.tables import grade_of, table

TABLES = {  # card id: published table it was transcribed from
    "un-wpp-2024": "population_wpp2024",
    "ipcc-ar6-extremes": "ar6_extremes_by_gwl",
    "ipcc-ar6-spm1": "warming_by_scenario",
    "rounce-2023-ratio": "mountain_warming_ratio",
    "oggm-projections-1.6.1": "glacier_loss_by_gwl",
    "hugonnet-2021": "glacier_mass_balance_regions",
    "glacier-area-pilots": "glacier_area_pilots",
    "mountain-definitions": "mountain_definitions",
    "mountain-k1": "mountain_definitions",
    "sdg-1542-belts": "mountain_definitions",
    "ecosystem-parameters": "ecosystem_parameters",
    "mountain-share-k1": "mountain_share_k1",
    "country-climate-checks": "country_climate_checks",
    "glacier-parameters": "glacier_parameters",
    "disasters-pilots": "disasters_pilots",
    "hazard-parameters": "hazard_parameters",
    "mobility-parameters": "mobility_parameters",
}
CITED = {  # card id: published table of which only single figures are cited, row name there and column here
    "kazakhstan-return-2024": ({"kz_return_curve_2024"}, "value"),
    "idmc-totals-2008-2021": ({"idmc_total"}, "displacements"),
    "kazakhstan-internal-nets": ({"kz_internal_net", "kz_external"}, "value"),
    "ecuador-lifetime-2022": ({"ecuador_lifetime_out", "ecuador_emigration"}, "value"),
    "groundswell-2021": ({"groundswell_bound", "groundswell_hotspot_sign"}, "value"),
}
WITHOUT_FILE = (
    "itu-p1511-2",
    "itu-p1510-1",
    "itu-p837-7",
    "geonames-cities500",
    "highground-judgement",
    "ipcc-ar6-today",
    "migration-distance",
)


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf()


def test_every_bundled_card_tells_the_hash_of_its_file(shelf: Shelf) -> None:
    for card in shelf.cards():
        if card.file:
            assert sha256_of(BUNDLED / card.file) == card.sha256, f"{card.id}: run scripts/hash_cards.py"


def test_no_bundled_data_without_a_card(shelf: Shelf) -> None:
    words = {"regions.csv", "wanted.toml", "facts-cc-by-sa/LICENCE.md"}  # names, notes and terms: no numbers
    files = {path.relative_to(BUNDLED).as_posix() for path in BUNDLED.rglob("*") if path.is_file() and path.parent.name != "cards"}
    assert files - words == {card.file for card in shelf.cards() if card.file}


@pytest.mark.parametrize("card_id", TABLES)
def test_every_fact_table_reads_strictly_and_its_card_tells_its_worst_grade(shelf: Shelf, card_id: str) -> None:
    df = table(shelf, card_id)
    assert tuple(df.columns) == shelf.card(card_id).columns
    assert grade_of(df) == shelf.card(card_id).grade


@pytest.mark.parametrize("card_id", WITHOUT_FILE)
def test_cards_without_a_file_are_there(shelf: Shelf, card_id: str) -> None:
    assert shelf.card(card_id).file == ""


def test_share_alike_facts_lie_apart_from_all_others(shelf: Shelf) -> None:
    for card in shelf.cards():
        assert card.file.startswith("facts-cc-by-sa/") == ("CC BY-SA" in card.licence)
    assert "CC BY-SA 4.0" in (BUNDLED / "facts-cc-by-sa" / "LICENCE.md").read_text(encoding="utf-8")


def test_what_may_not_be_passed_on_is_not_bundled(shelf: Shelf) -> None:
    names = " ".join(path.name for path in BUNDLED.rglob("*"))
    assert "displacement" not in names
    assert "inform" not in names
    for card_id in ("itu-p1511-2", "itu-p1510-1", "itu-p837-7"):
        assert "may not be redistributed" in shelf.card(card_id).licence


@pytest.mark.parametrize("card_id", TABLES)
def test_no_value_was_lost_or_changed_in_transcription(shelf: Shelf, shared: Path, card_id: str) -> None:
    ours = pd.read_csv(shelf.open(card_id), dtype=str, keep_default_na=False)
    theirs = pd.read_csv(shared / "facts" / f"{TABLES[card_id]}.csv", dtype=str, keep_default_na=False)
    if TABLES[card_id] == "mountain_definitions":
        ours_of = set(zip(ours["scheme"], ours["class_id"], strict=True))
        theirs = theirs[[key in ours_of for key in zip(theirs["scheme"], theirs["class_id"], strict=True)]].reset_index(drop=True)
    words = ["source", "note"]  # repeated text moved into the card
    columns = [name for name in theirs.columns if name not in words]
    pd.testing.assert_frame_equal(ours[columns], theirs[columns])
    for name in words:
        if name in ours:
            pairs = zip(ours[name], theirs[name], strict=True)
            assert all(short in full for short, full in pairs)


@pytest.mark.parametrize("card_id", CITED)
def test_single_figures_are_those_of_the_published_table(shelf: Shelf, shared: Path, card_id: str) -> None:
    groups, column = CITED[card_id]
    theirs = pd.read_csv(shared / "facts" / "mobility_validation.csv", dtype=str, keep_default_na=False)
    theirs = theirs[theirs["group"].isin(groups)]
    ours = pd.read_csv(shelf.open(card_id), dtype=str, keep_default_na=False)
    assert set(zip(ours["iso3"], ours[column], ours["note"], strict=True)) <= set(
        zip(theirs["iso3"], theirs["value"], theirs["note"], strict=True)
    )
    assert not set(ours["iso3"]) & {"PER", "NPL"}  # kept apart, so that the model can be tried on them


def test_published_estimates_are_single_figures_of_the_two_pilots(shelf: Shelf) -> None:
    df = table(shelf, "published-estimates")
    assert set(df["iso3"]) == {"KAZ", "ECU"}
    assert len(df) == 8


def test_all_parts_of_the_mountain_definitions_are_kept(shelf: Shelf) -> None:
    parts = ("mountain-k1", "mountain-definitions", "sdg-1542-belts")
    assert sum(len(table(shelf, part)) for part in parts) == 22


@pytest.mark.parametrize(("year", "billion"), [(2025, 8.23), (2050, 9.66), (2100, 10.18)])
def test_countries_add_up_to_the_world_of_the_united_nations(shelf: Shelf, year: int, billion: float) -> None:
    # World Population Prospects 2024, summary of results: 8.2 billion in 2024, 10.2 billion in 2100
    df = table(shelf, "un-wpp-2024")
    assert round(float(df.loc[df["year"] == year, "population_thousand"].sum()) / 1e6, 2) == billion


def test_population_is_given_to_the_person_for_every_fifth_year(shelf: Shelf) -> None:
    df = table(shelf, "un-wpp-2024")
    persons = df["population_thousand"] * 1000
    assert np.allclose(persons, persons.round(), atol=1e-3)
    assert all(years.tolist() == list(range(1950, 2101, 5)) for _, years in df.groupby("iso3")["year"])
    assert set(df.loc[df["year"] > 2023, "kind"]) == {"medium"}


def test_published_ranges_hold_their_middle(shelf: Shelf) -> None:
    spm = table(shelf, "ipcc-ar6-spm1")
    assert spm["warming_best_degc"].between(spm["warming_low_degc"], spm["warming_high_degc"]).all()
    loss = table(shelf, "oggm-projections-1.6.1")
    assert loss["mass_loss_median_pct"].between(loss["mass_loss_low_pct"], loss["mass_loss_high_pct"]).all()
    extremes = table(shelf, "ipcc-ar6-extremes")
    assert extremes["value"].between(extremes["low_p5"], extremes["high_p95"]).all()


def test_late_century_ranges_are_the_ones_that_weather_services_print(shelf: Shelf) -> None:
    # Hong Kong Observatory, global climate projections: 1.0-1.8, 2.1-3.5 and 3.3-5.7 degC for 2081-2100
    late = table(shelf, "ipcc-ar6-spm1").query("period_start_year == 2081").set_index("scenario")
    printed = {"SSP1-1.9": [1.0, 1.8], "SSP2-4.5": [2.1, 3.5], "SSP5-8.5": [3.3, 5.7]}
    for scenario, span in printed.items():
        assert [late[f"warming_{end}_degc"][scenario] for end in ("low", "high")] == span


def test_the_glacier_emulator_gives_the_losses_printed_beside_it(shelf: Shelf) -> None:
    df = table(shelf, "oggm-projections-1.6.1")
    left = np.minimum(1, np.exp(df["emulator_a"] + df["emulator_b_per_k"] * df["gwl_k"]))
    assert np.abs(100 * (1 - left) - df["emulator_mass_loss_pct"]).max() < 0.2


def test_more_warming_never_leaves_more_ice_in_the_published_table(shelf: Shelf) -> None:
    df = table(shelf, "oggm-projections-1.6.1").sort_values("gwl_k")
    for region, loss in df.groupby("rgi_region")["mass_loss_median_pct"]:
        assert loss.is_monotonic_increasing, region


def test_facts_from_memory_stay_marked_as_unverified(shelf: Shelf) -> None:
    assert set(table(shelf, "ipcc-ar6-spm1")["grade"]) == {"unverified"}
    parameters = table(shelf, "ecosystem-parameters").set_index("parameter_id")
    assert parameters.loc["miami_max", "grade"] == "unverified"
