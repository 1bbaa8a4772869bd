import pandas as pd
import pytest

from highground.catalogue.shelf import Shelf
from highground.catalogue.tables import table
from highground.people.impacts import records

SHELF = Shelf()
TABLE = table(SHELF, "disasters-pilots")
TOTALS = table(SHELF, "idmc-totals-2008-2021")


def of(iso3: str) -> pd.DataFrame:
    return records.events(TABLE, iso3).set_index("event_id")


def test_one_row_speaks_for_an_event_and_none_are_added_up() -> None:
    kaz = of("KAZ")
    assert kaz.index.is_unique
    assert kaz.loc["KAZ-2024-SPRING", "persons"] == 119_220  # the latest of four cumulative counts, not their sum of 422,356
    assert kaz.loc["KAZ-2024-SPRING", ["low", "high"]].tolist() == [117_000, 119_220]
    assert kaz.loc["KAZ-2015-KARGALY", ["low", "high"]].tolist() == [1036, 1036]  # earlier counts of another kind bound nothing


def test_displaced_comes_before_evacuated_and_evacuated_before_homeless() -> None:
    assert of("KAZ").loc["KAZ-2015-KARGALY", ["persons", "measure"]].tolist() == [1036, "displaced"]
    assert of("KAZ").loc["KAZ-2010-KYZYLAGASH", ["persons", "measure"]].tolist() == [10_900, "evacuated"]
    assert of("ECU").loc["ECU-2023-ALAUSI", ["persons", "measure"]].tolist() == [175, "homeless"]


def test_people_affected_are_never_read_as_displaced() -> None:
    assert "ECU-2022-LAGASCA" not in of("ECU").index  # only affected people are on record


def test_failed_dams_earthquakes_and_volcanoes_are_no_climate_hazards() -> None:
    assert "KAZ-2020-MAKTAARAL" in of("KAZ").index
    assert "KAZ-2020-MAKTAARAL" not in records.climate(records.events(TABLE, "KAZ"))["event_id"].tolist()
    assert not {"ECU-2016-MANABI", "ECU-1999-TUNGURAHUA"} & set(of("ECU").index)
    assert "KAZ-2010-KYZYLAGASH" in of("KAZ").index  # snowmelt and dam break: kept, and its trigger says both
    assert of("KAZ").loc["KAZ-2010-KYZYLAGASH", "trigger"] == "snowmelt and dam break"


def test_the_record_of_kazakhstan_by_hand() -> None:
    flood = records.anchors(records.events(TABLE, "KAZ"), TOTALS, "KAZ")["flood"]
    assert flood.early is not None
    assert flood.early.total == 78_196 - 31_606 - 1_036  # less a failed dam and an outburst that the total counts as floods
    assert flood.early.years == 14
    assert flood.total == flood.early.total + 119_220
    assert flood.years == 17  # to 2024
    assert flood.known["river_flood"] == 119_220


def test_floods_of_kyrgyzstan_are_what_earthquakes_and_mass_movements_leave() -> None:
    found = records.anchors(records.events(TABLE, "KGZ"), TOTALS, "KGZ")
    assert found["flood"].total == 15_126 - 9_931 - 4_943
    assert found["mass movement"].total == 4_943


def test_tajik_totals_of_other_hazards_are_not_guessed_at() -> None:
    assert set(records.anchors(records.events(TABLE, "TJK"), TOTALS, "TJK")) == {"flood"}


def test_peru_and_nepal_have_no_record_here() -> None:
    for iso3 in ("PER", "NPL"):
        assert records.anchors(records.events(TABLE, iso3), TOTALS, iso3) == {}


def test_events_without_totals_are_a_record_of_their_own() -> None:
    told = records.events(TABLE, "KAZ")
    flood = records.anchors(told, TOTALS[:0], "KAZ")["flood"]
    assert flood.years == 17
    assert flood.total == 12_744 + 10_900 + 3_820 + 18_000 + 119_220


def user(hazards: list[str]) -> pd.DataFrame:
    size = len(hazards)
    return pd.DataFrame(
        {
            "event_id": [f"e{number}" for number in range(size)], "iso3": "PER", "start": [f"{2001 + number}-03-01" for number in range(size)],
            "hazard": hazards, "movement_low": 100.0, "movement_high": None, "movement_mid": [100.0, None, *[300.0] * (size - 2)], "movement_from": "evacuated",
            "mountain_event": "not reported", "kind": "flood", "source": "ministry",
        }
    )  # fmt: skip


def test_a_table_of_a_user_is_the_whole_record_of_the_years_that_it_watched() -> None:
    table = user(["river_flood", "river_flood", "other", "landslide"])
    told = records.of_user(table, "PER")
    assert told["persons"].tolist() == [100, 100, 300]  # a lower bound stands for its event; other hazards are not counted
    assert set(told["mountain"]) == {"unknown"}
    assert records.span(table, "PER") == (2001, 2004)
    found = records.anchors(told, TOTALS, "PER", records.span(table, "PER"))
    assert (found["flood"].total, found["flood"].years) == (200, 4)
    assert (found["mass movement"].total, found["mass movement"].years) == (300, 4)


def test_one_word_for_all_floods_does_not_make_debris_flows_nought() -> None:
    watched = (2001, 2010)
    vague = records.anchors(records.of_user(user(["river_flood", "river_flood"]), "PER"), TOTALS, "PER", watched)
    exact = records.anchors(records.of_user(user(["river_flood", "debris_flow"]), "PER"), TOTALS, "PER", watched)
    assert vague["flood"].known == {}
    assert exact["flood"].known == {"river_flood": 100, "debris_flow": 100}


def test_places_of_the_kazakh_record_by_hand() -> None:
    told = records.climate(records.events(TABLE, "KAZ"))
    yes, no, unknown, worth = records.flagged(told, "river_flood")
    sizes = [12_744, 10_900, 3_820, 18_000, 119_220]
    assert yes == 0
    assert no == pytest.approx(119_220 / sum(sizes))
    assert yes + no + unknown == pytest.approx(1)
    assert worth == pytest.approx(sum(sizes) ** 2 / sum(x**2 for x in sizes))
    assert records.flagged(told, "avalanche") == (0, 0, 0, 0)
