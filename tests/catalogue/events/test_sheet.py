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


def test_headings_over_two_lines_are_refused_for_the_upper_line_alone_would_mix_families_and_persons() -> None:
    with pytest.raises(BadData, match="line 2 holds words under the headings"):
        tabled(sheet(("Дата", "Вид ЧС", "Эвакуировано", None), (None, None, "семей", "человек"), ("12.03.2024", "сель", 50, 200)))


def test_a_first_row_without_figures_is_a_row() -> None:
    assert len(tabled(sheet(("Date", "Hazard", "Evacuated"), ("2024", "flood", "many"), ("2024", "flood", 3))).lines) == 2
    assert (
        len(
            tabled(
                sheet(("Place", "Date", "Hazard", "Evacuated"), ("Talgar district", None, None, None), ("A", "2024", "flood", 3))
            ).lines
        )
        == 2
    )


def test_a_filled_column_without_a_heading_is_named_by_its_letter() -> None:
    assert tabled(sheet(("Date", "Hazard", None, None), ("2023", "flood", None, 7))).unknown == ("(D)",)


def test_a_sheet_without_known_headings_shows_what_was_read() -> None:
    with pytest.raises(BadData, match="begin with 'оЮБНДНЙ', 'x'"):
        tabled(sheet(("оЮБНДНЙ", "x"), ("1", "2")))
