import pytest

from highground.basis.errors import BadData
from highground.catalogue.events.sheet import Sheet, listed, tabled


def sheet(*rows: tuple[object, ...]) -> Sheet:
    return Sheet("losses", tuple(enumerate(rows, 1)))


def test_titles_may_stand_above_the_headings() -> None:
    table = tabled(sheet(("Report", None), (None, None), ("Date", "Hazard"), ("2023", "flood"), (None, "-")))
    assert (table.head, table.lines) == (3, ((4, ("2023", "flood")),))


def test_a_row_of_hxl_tags_is_no_row_of_data_and_names_the_columns() -> None:
    table = tabled(sheet(("When", "Hazard", "Date"), ("#date+start", "#event+type", "#affected+evacuated"), ("2023", "flood", "5")))
    assert table.fields == {"date": (0,), "hazard": (1,), "evacuated": (2,)}
    assert len(table.lines) == 1


def test_unknown_columns_are_listed() -> None:
    assert tabled(sheet(("Date", "Hazard", "Colour"), ("2023", "flood", "red"))).unknown == ("Colour",)


@pytest.mark.parametrize(
    ("rows", "why"),
    [((("a", "b"), ("1", "2")), "HXL"), ((("Date", "Hazard"),), "no rows below"), ((("Date", "Hazard", "Hazard"), ("1", "2", "3")), "stands twice")],
)  # fmt: skip
def test_a_sheet_without_a_table_is_refused(rows: tuple[tuple[object, ...], ...], why: str) -> None:
    with pytest.raises(BadData, match=why):
        tabled(sheet(*rows))


def test_long_lists_are_cut() -> None:
    assert listed([str(number) for number in range(14)]).endswith("and 2 more")
