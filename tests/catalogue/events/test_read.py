from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from highground.basis.errors import BadData, UnknownRegion
from highground.basis.event import Count
from highground.catalogue.events.read import read_events, refusals
from highground.catalogue.shelf import Shelf

Maker = Callable[..., Path]
SHEETS = {  # the same three events as four offices write them
    "en": "Date,Place,Hazard,Evacuated,Houses destroyed,Families affected\n26/03/2023,Alausi,Landslide,about 200,57,NA\n13/07/1963,Issyk,GLOF,,200,-\n2024,Aktobe,Earthquake,\"1,200\",0,3\n",
    "ru": "Дата;Место;Опасность;Эвакуировано;Разрушено домов;Пострадало семей\n26.03.2023;Alausi;оползень;около 200;57;н/д\n13 июля 1963;Issyk;прорыв моренного озера;;200;-\n2024 г.;Aktobe;землетрясение;1 200;0;3\n",
    "kk": "Күні;Жері;Қауіп түрі;Эвакуацияланғандар;Қираған үйлер;Зардап шеккен отбасылар\n2023 жылғы 26 наурыз;Alausi;жер көшкіні;шамамен 200;57;дерек жоқ\n13 шілде 1963;Issyk;мореналық көлдің бұзылуы;;200;-\n2024;Aktobe;жер сілкінісі;1 200;0;3\n",
    "es": "Fecha;Lugar;Tipo de evento;Evacuados;Viviendas destruidas;Familias afectadas\n26 de marzo de 2023;Alausi;deslave;unas 200;57;sin datos\n13/07/1963;Issyk;ruptura de laguna glaciar;;200;-\n2024;Aktobe;sismo;1.200;0;3\n",
}  # fmt: skip


@pytest.mark.parametrize("lang", SHEETS)
def test_the_same_table_in_four_languages_gives_the_same_records(csv_file: Maker, shelf: Shelf, lang: str) -> None:
    slide, lake, quake = read_events(csv_file(SHEETS[lang]), shelf, country="KAZ").records
    assert (str(slide.when), slide.hazard, slide.place) == ("2023-03-26", "landslide", "Alausi")
    assert slide.counts == {"evacuated": Count(180, 200, 220), "houses_destroyed": Count(57, 57, 57)}
    assert (str(lake.when), lake.hazard, lake.counts) == ("1963-07-13", "outburst", {"houses_destroyed": Count(200, 200, 200)})
    assert (str(quake.when), quake.hazard, quake.kind) == ("2024", "other", "earthquake")
    assert quake.counts == {
        "evacuated": Count(1200, 1200, 1200),
        "houses_destroyed": Count(0, 0, 0),
        "families_affected": Count(3, 3, 3),
    }


def test_a_workbook_reads_as_its_csv_does(xlsx_file: Maker, csv_file: Maker, shelf: Shelf) -> None:
    rows: list[list[object]] = [list(line.split(";")) for line in SHEETS["ru"].splitlines()]
    book = read_events(xlsx_file(rows), shelf, country="KAZ")
    assert book.records == read_events(csv_file(SHEETS["ru"]), shelf, country="KAZ").records


def test_countries_are_read_by_code_or_name_in_four_languages(csv_file: Maker, shelf: Shelf) -> None:
    text = "year,hazard,country\n2020,flood,KAZ\n2020,flood,Казахстан\n2020,flood,Қазақстан\n2020,flood,Kazajistán\n2020,flood,Atlantis\n2020,flood,\n"
    reading = read_events(csv_file(text), shelf)
    assert [record.iso3 for record in reading.records] == ["KAZ"] * 4
    assert [str(item.reason) for item in reading.refused] == ["Atlantis is no country that is known.", "no country is named."]


def test_rows_of_other_countries_are_left_out_and_said(csv_file: Maker, shelf: Shelf) -> None:
    reading = read_events(csv_file("year,hazard,iso3\n2020,flood,KAZ\n2020,flood,ECU\n"), shelf, country="KAZ")
    assert len(reading.records) == 1
    assert "Rows of other countries that were left out: 1." in map(str, reading.said)


def test_refused_rows_and_cells_keep_their_line_and_reason(csv_file: Maker, shelf: Shelf) -> None:
    text = "date,hazard,place,displaced\n2020,flood,A,-5\n2020,flood,B,many\n2020,flood,C,7\n2020,flood,C,7\nsoon,flood,D,1\n,Total,,8\nTotal,,,8\n"
    reading = read_events(csv_file(text), shelf, country="KAZ")
    assert [record.row for record in reading.records] == [3, 4]
    assert [(item.row, item.whole) for item in reading.refused] == [
        (2, True),
        (3, False),
        (5, True),
        (6, True),
        (7, True),
        (8, True),
    ]
    assert "exact copy of row 4" in str(reading.refused[2].reason)
    assert sum(refusals(reading).values()) == 5


def test_days_that_are_all_new_year_are_years(csv_file: Maker, shelf: Shelf) -> None:
    rows = "".join(f"{year}-01-01,flood,{place}\n" for year in (2010, 2011, 2012) for place in "ab")
    reading = read_events(csv_file(f"date,hazard,place\n{rows}2013-05-06,flood,a\n"), shelf, country="KAZ")
    assert Counter(record.when.precision for record in reading.records) == {"year": 6, "day": 1}
    assert "6 of 7 dates are 1 January" in str(reading.said[-1])


@pytest.mark.parametrize(
    ("text", "why"),
    [("place,hazard\nA,flood\n", "no column holds a date"), ("date,hazard\nsoon,flood\n", "no row could be read .row 2"), ("date,place\n2020,A\n", "--hazard"), ("date,hazard\n03/04/2020,flood\n", "--dates dmy"),
     ("date,hazard\n13/04/2020,flood\n04/13/2020,flood\n", "two ways"), ("id,date,hazard\n1,2020,flood\n1,2021,flood\n", "rows 2 and 3 have the same id '1'")],
)  # fmt: skip
def test_a_file_that_cannot_be_read_honestly_is_refused_in_one_sentence(csv_file: Maker, shelf: Shelf, text: str, why: str) -> None:
    with pytest.raises(BadData, match=why):
        read_events(csv_file(text), shelf, country="KAZ")


def test_a_table_without_a_country_asks_for_one(csv_file: Maker, shelf: Shelf) -> None:
    with pytest.raises(BadData, match="--country"):
        read_events(csv_file("date,hazard\n2020,flood\n"), shelf)


def test_dates_can_be_said_where_nobody_can_tell(csv_file: Maker, shelf: Shelf) -> None:
    path = csv_file("date,hazard\n03/04/2020,flood\n")
    assert str(read_events(path, shelf, country="KAZ", dates="dmy").records[0].when) == "2020-04-03"
    assert str(read_events(path, shelf, country="KAZ", dates="mdy").records[0].when) == "2020-03-04"


def test_a_hazard_for_the_table_must_be_one_that_is_known(csv_file: Maker, shelf: Shelf) -> None:
    path = csv_file("date,place\n2020,A\n")
    assert read_events(path, shelf, country="KAZ", hazard="лавина").records[0].kind == "avalanche"
    with pytest.raises(BadData, match="no hazard that is known"):
        read_events(path, shelf, country="KAZ", hazard="qwerty")


def test_other_files_are_refused(tmp_path: Path, shelf: Shelf) -> None:
    with pytest.raises(BadData, match="no file"):
        read_events(tmp_path / "none.csv", shelf)
    (tmp_path / "a.xls").write_bytes(b"x")
    with pytest.raises(BadData, match="only xlsx and csv"):
        read_events(tmp_path / "a.xls", shelf)


def test_a_country_that_is_no_country_is_known_to_the_shelf(shelf: Shelf) -> None:
    from highground.catalogue.regions import find_region

    with pytest.raises(UnknownRegion):
        find_region("Atlantis", shelf)


# real tables, dirty as they are


def test_the_lake_outbursts_of_high_mountain_asia_are_read_whole(real: Callable[[str], Path], shelf: Shelf) -> None:
    reading = read_events(real("data/glof-hma/HMAGLOFDB.csv"), shelf, hazard="outburst")
    whole = [item for item in reading.refused if item.whole]
    assert (reading.rows, len(reading.records), len(whole)) == (718, 559, 159)  # 144 without any year, 15 "Before 1966"
    assert Counter(record.when.precision for record in reading.records)["range"] == 18
    assert (
        sum(
            "+" in str(record.counts) or record.counts.get("houses_destroyed") == Count(1, None, None) for record in reading.records
        )
        == 26
    )
    assert sum("not a number" in str(item.reason) for item in reading.refused) == 2


def test_avalanches_of_high_mountain_asia_keep_ice_and_rock_apart(real: Callable[[str], Path], shelf: Shelf) -> None:
    reading = read_events(real("data/avalanches-hma/HiAVALDB.csv"), shelf, hazard="avalanche")
    assert Counter(record.kind for record in reading.records) == {
        "avalanche": 658,
        "ice_rock_avalanche": 20,
    }  # 17 + 3 in the source
    assert list(refusals(reading).values()) == [47]  # exact copies


def test_displacement_events_of_idmc_keep_their_blanks(real: Callable[[str], Path], shelf: Shelf) -> None:
    reading = read_events(real("data/displacement-events/idmc_events_2008_2016.csv"), shelf)
    assert reading.rows == 95
    assert (
        sum("displaced" not in record.counts for record in reading.records) == 18 - 2
    )  # 18 without a figure, 2 of them exact copies
    assert sum(record.when.precision == "year" for record in reading.records) == 43 - 2  # dated 1 January
    assert Counter(record.kind for record in reading.records)["earthquake"] == 13


def test_a_total_with_a_year_of_its_own_is_not_added(csv_file: Maker, shelf: Shelf) -> None:
    text = "year,place,hazard,evacuated\n2024,Issyk,flood,10\n2024,Талгар,flood,20\n2024,Итого,,30\n"
    assert sum(record.counts["evacuated"].low for record in read_events(csv_file(text), shelf, country="KAZ").records) == 30


def test_an_export_of_desinventar_keeps_its_days_and_places(csv_file: Maker, shelf: Shelf) -> None:
    text = (
        "serial,level0,name1,name2,lugar,fechano,fechames,fechadia,evento,evacuados,glide\n"
        "1,KAZ,Almaty,Aksu,Kyzylagash,2010,3,11,FLOOD,1000,FL-2010-000051-KAZ\n2,KAZ,East,Ridder,,2001,5,0,AVALANCHE,4,\n"
    )
    flood, slide = read_events(csv_file(text), shelf).records
    assert (flood.place, str(flood.when), flood.glide) == ("Kyzylagash, Aksu, Almaty", "2010-03-11", "FL-2010-000051-KAZ")
    assert (slide.place, str(slide.when)) == ("Ridder, East", "2001-05")


def test_an_export_of_idmc_keeps_its_finer_hazard_and_code(csv_file: Maker, shelf: Shelf) -> None:
    text = (
        "ISO3,Country / Territory,Date of Event (start),Disaster Internal Displacements,Disaster Internal Displacements (Raw),Hazard Type,Hazard Sub Type,Event Codes (Code:Type)\n"
        "KAZ,Kazakhstan,2024-03-26,120000,119523,Flood,Flash flood,FL-2024-000038-KAZ:Glide Number\n"
    )
    (record,) = read_events(csv_file(text), shelf).records
    assert (str(record.when), record.kind, record.glide) == ("2024-03-26", "flash_flood", "FL-2024-000038-KAZ")
    assert record.counts == {"displaced": Count(120_000, 120_000, 120_000)}


def test_a_file_that_goes_away_while_it_is_read_is_one_sentence(
    csv_file: Maker, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = csv_file(SHEETS["en"])
    monkeypatch.setattr(Path, "is_file", lambda _: True)
    path.unlink()
    with pytest.raises(BadData, match=r"cannot be read .* still there"):
        read_events(path, shelf, country="KAZ")
