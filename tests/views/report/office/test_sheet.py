from highground.views.report.office.sheet import Sheet, number_format


def test_a_sheet_is_plain_until_it_is_told_more() -> None:
    sheet = Sheet("a", ("x",), (10,), [(1,)])
    assert (sheet.hxl, sheet.formats, sheet.fixed, sheet.frozen, sheet.printed) == ((), (), {}, 0, 0)


def test_a_lopsided_range_is_shown_to_the_digit_of_its_low_end() -> None:
    assert number_format(0.021, 0.2, 3.0, "%") == "#,##0.000"
