from datetime import date

import pytest

from highground.basis.event import Count, Remark, When
from highground.catalogue.events import cells
from highground.catalogue.events.cells import Line
from highground.catalogue.events.sheet import Sheet, tabled


def line(**given: object) -> Line:
    """The row of a table with these headings."""
    heads = {"hazard": None, "year": None, **{name.replace("_", " "): value for name, value in given.items()}}
    table = tabled(Sheet("losses", ((1, tuple(heads)), (2, (*heads.values(),)), (3, ("x",) * len(heads)))))
    return Line(2, tuple(heads.values()), table)


def test_a_date_beats_year_month_and_day() -> None:
    assert str(cells.when_of(line(date="2023-03-26", year="2023", month="1"), None)) == "2023-03-26"


@pytest.mark.parametrize(
    ("given", "said"),
    [({"year": "2023", "month": "3", "day": "26"}, "2023-03-26"), ({"year": 2023.0, "month": 3.0, "day": 26.0}, "2023-03-26"), ({"year": "2023", "month": "март"}, "2023-03"),
     ({"year": "2023", "month": "NA", "day": "26"}, "2023"), ({"year": "NA", "year_approx": "1955-66"}, "1955/1966")],
)  # fmt: skip
def test_a_year_is_as_exact_as_its_month_and_day(given: dict[str, object], said: str) -> None:
    assert str(cells.when_of(line(**given), None)) == said


@pytest.mark.parametrize(
    "given",
    [{}, {"year": "2023", "month": "2", "day": "30"}, {"date": "2023-03-26", "year": "2022"}, {"date": "soon", "year": "2022"}],
)
def test_a_row_without_a_good_date_is_refused(given: dict[str, object]) -> None:
    assert isinstance(cells.when_of(line(**given), None), Remark)


def test_a_year_that_agrees_with_the_date_is_no_clash() -> None:
    assert isinstance(cells.when_of(line(date="2023-03", year="2023"), None), When)


def test_a_total_is_no_event() -> None:
    assert cells.is_total(line(place="Итого", evacuated="5"))
    assert cells.is_total(line(place="Барлығы:"))
    assert not cells.is_total(line(place="Totalbek", hazard="flood"))


def test_the_hazard_named_for_the_table_stands_in_for_blanks_only() -> None:
    assert cells.kind_of(line(hazard="сель"), "avalanche") == "debris_flow"
    assert cells.kind_of(line(), "avalanche") == "avalanche"


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("qwerty", "unknown", "no hazard word"),
        (None, "unknown", "no hazard is named"),
        ("flood, landslide", "flood", "more than one"),
    ],
)
def test_a_doubtful_hazard_keeps_its_row_and_is_said(text: str | None, kind: str, said: str) -> None:
    row = line(hazard=text)
    assert cells.kind_of(row, "") == kind
    assert said in str(row.remarks[0])


def test_two_words_for_one_hazard_are_the_more_exact_one() -> None:
    row = line(hazard="Паводок талых вод")
    assert cells.kind_of(row, "") == "snowmelt_flood"
    assert row.remarks == []


def test_a_place_names_the_smallest_first_and_nothing_twice() -> None:
    assert cells.place_of(line(place="Kyzylagash", district="Aksu", province="Aksu")) == "Kyzylagash, Aksu"


def test_a_name_that_only_says_flood_is_dropped() -> None:
    assert cells.name_of(line(event_name="Floods")) == ""
    assert cells.name_of(line(event_name="Quito Fire")) == "Quito Fire"


def test_a_decimal_comma_is_a_point_and_a_place_beyond_the_pole_is_refused() -> None:
    row = line(lat="43,25", lon="-181")
    assert cells.degrees(row, "lat", 90) == 43.25
    assert cells.degrees(row, "lon", 180) is None
    assert "no place on Earth" in str(row.remarks[0])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("да", "yes"),
        ("Иә", "yes"),
        ("Sí", "yes"),
        ("нет", "no"),
        ("жоқ", "no"),
        ("unknown", "unknown"),
        ("", ""),
        ("maybe", "unknown"),
    ],
)
def test_whether_it_is_a_mountain_event_is_read_in_four_languages(text: str, said: str) -> None:
    assert cells.mountain_of(line(mountain=text)) == said


def test_a_glide_number_is_found_in_the_source_too() -> None:
    assert cells.glide_of(line(source="IFRC / OCHA, FL-2010-000051-KAZ")) == "FL-2010-000051-KAZ"


def test_an_as_of_date_of_a_month_is_its_last_day() -> None:
    assert cells.as_of(line(as_of="2024-02"), None) == date(2024, 2, 29)
    bad = line(as_of="soon")
    assert cells.as_of(bad, None) is None
    assert bad.remarks


def test_counts_stand_apart_and_blanks_are_absent() -> None:
    assert cells.counts_of(line(evacuated="120", displaced="-", homeless="0")) == {
        "evacuated": Count(120, 120, 120),
        "homeless": Count(0, 0, 0),
    }


def test_a_pair_of_columns_is_a_range_of_what_its_definition_says() -> None:
    row = line(displaced_low="4500", displaced_high="4600", definition="homeless")
    assert cells.counts_of(row) == {"homeless": Count(4500, 4550, 4600)}
    assert cells.counts_of(line(displaced_low="4500", displaced_high=None, definition="evacuated")) == {
        "evacuated": Count(4500, 4500, None)
    }


def test_a_definition_that_nobody_knows_counts_nobody() -> None:
    row = line(displaced_low="5", displaced_high="4", definition="qwerty")
    assert cells.counts_of(row) == {}
    turned = line(displaced_low="5", displaced_high="4")
    assert cells.counts_of(turned) == {}
    assert "above the high end" in str(turned.remarks[0])


@pytest.mark.parametrize(
    ("field", "text"),
    [("place", "Итого"), ("district", "Всего по области:"), ("hazard", "ИТОГО"), ("place", "TOTAL GENERAL"), ("province", "Общий итог"), ("name", "Grand Total"),
     ("name", "Всего за 2024 год"), ("place", "Барлығы")],
)  # fmt: skip
def test_a_total_is_no_event_wherever_it_is_called_so(field: str, text: str) -> None:
    assert cells.is_total(line(year="2024", **{field: text}))
    assert cells.is_total(line(id="9", year="2024", **{field: text}))


@pytest.mark.parametrize("text", ["Total destruction of Issyk", "Всеволодово", "Итоговка", "Sumaco"])
def test_a_name_that_begins_like_a_total_is_an_event(text: str) -> None:
    assert not cells.is_total(line(id="9", year="2024", hazard="flood", place=text))


def test_a_day_written_as_zero_is_not_known() -> None:
    assert str(cells.when_of(line(year="2001", month="5", day="0"), None)) == "2001-05"


def test_a_finer_hazard_that_nobody_knows_leaves_the_word_to_the_next_column() -> None:
    assert cells.kind_of(line(hazard_subtype="Qwerty", hazard_type="Mudslide"), "") == "debris_flow"
    assert cells.kind_of(line(hazard_subtype="Flash flood", hazard_type="Flood"), "") == "flash_flood"


@pytest.mark.parametrize(("month", "day"), [("5", "1e400"), ("9" * 30, "1"), ("²", "1"), ("5", "nan")])
def test_a_day_or_month_beyond_all_calendars_is_refused_or_not_known(month: str, day: str) -> None:
    when = cells.when_of(line(year="2001", month=month, day=day), None)
    assert isinstance(when, Remark) or str(when) in ("2001", "2001-05")
