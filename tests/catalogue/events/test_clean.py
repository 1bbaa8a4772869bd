from pathlib import Path

import pytest

from highground.basis.errors import BadData
from highground.basis.event import Count, Event, Record, moment
from highground.catalogue.events.clean import COLUMNS, clean_row, read_clean, write_clean


def event(name: str = "KAZ-1", place: str = "Almaty", moved: Count | None = None) -> Event:
    record = Record(2, "debris_flow", "debris_flow", moment(2015, 7, 23), "KAZ", place=place, lat=43.2, lon=-76.9, source="a")
    return Event(name, record, (record,), {"evacuated": Count(100, 150, None)}, {}, moved, "evacuated" if moved else "")


def test_what_is_written_reads_back_and_blanks_stay_blank(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    write_clean([event(moved=Count(100, 150, None)), event("KAZ-2")], path)
    table = read_clean(path)
    assert tuple(table.columns) == COLUMNS
    assert list(table["movement_low"].isna()) == [False, True]
    assert table["evacuated_high"].isna().all()
    assert table["lon"][0] == -76.9
    assert (table["undrr"][0], table["glide"][0], table["emdat"][0]) == ("GH0303", "MS", "nat-hyd-mmw-mud")


@pytest.mark.parametrize("text", ["=1+1", "+7", "-cmd", "@SUM(A1)", "\t=1", "|x", "%x"])
def test_text_that_looks_like_a_formula_is_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "events.csv"
    write_clean([event(place=text)], path)
    cell = read_clean(path)["place"][0]
    assert cell.lstrip("'").strip() == text.strip()
    assert not cell.startswith(("=", "+", "-", "@", "\t", "|", "%"))


def test_a_table_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(BadData, match="lacks event_id"):
        read_clean(path)
    write_clean([event(moved=Count(-5, -5, -5))], path)
    with pytest.raises(BadData, match="negative"):
        read_clean(path)
    with pytest.raises(BadData, match="cannot be read"):
        read_clean(tmp_path / "none.csv")


def test_every_column_has_its_value() -> None:
    assert set(clean_row(event())) == set(COLUMNS)
