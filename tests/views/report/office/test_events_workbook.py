from pathlib import Path

import pytest
from openpyxl import load_workbook

from highground.basis.event import MEASURES, Count, Record, Remark, moment
from highground.catalogue.events.read import Reading, Refusal
from highground.catalogue.events.words import kinds
from highground.people.impacts.counting import HOUSEHOLD, count_events
from highground.views.report.alphabet.words import Words
from highground.views.report.office import events_workbook as made
from highground.views.report.office.events_workbook import KINDS, LABELS, Told


def n(value: float) -> Count:
    return Count(value, value, value)


def row(number: int, year: int, hazard: str = "river_flood", kind: str = "flood", place: str = "A", **counts: Count) -> Record:
    return Record(number, hazard, kind, moment(year, 4, 1), "KAZ", place=place, mountain="no", counts=counts, source=f"s{number}")


ROWS = (
    row(2, 2023, evacuated=n(10), deaths=n(1), missing=n(2)),
    row(3, 2023, evacuated=n(30), place="=HYPERLINK()"),
    row(4, 2024, evacuated=n(50)),
    row(5, 2024, evacuated=n(70)),
    row(6, 2024, "other", "earthquake", houses_destroyed=n(100), injured=n(5)),
)


@pytest.fixture(scope="module")
def told() -> Told:
    refused = (Refusal(7, True, Remark("the row is a total of other rows."), "Итого"),)
    reading = Reading(
        "losses.csv",
        6,
        ROWS,
        refused,
        (Remark("The text of the file was read as {encoding}.", {"encoding": "UTF-8"}),),
        {"date": "Дата"},
    )
    return Told(reading, count_events(ROWS), "ab" * 32, "2026-11-24")


@pytest.mark.parametrize("lang", ["en", "ru", "kk", "es"])
def test_the_workbook_opens_in_every_language_with_all_its_sheets(told: Told, lang: str, tmp_path: Path) -> None:
    made.write(told, lang, tmp_path / "events.xlsx")
    book = load_workbook(tmp_path / "events.xlsx")
    assert len(book.worksheets) == 7
    assert not [cell.coordinate for page in book for line in page for cell in line if cell.data_type == "f"]


def test_the_same_table_gives_the_same_bytes(told: Told, tmp_path: Path) -> None:
    for name in "ab":
        made.write(told, "en", tmp_path / f"{name}.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_text_that_looks_like_a_formula_stays_text(told: Told, tmp_path: Path) -> None:
    made.write(told, "en", tmp_path / "events.xlsx")
    cells = [cell for line in load_workbook(tmp_path / "events.xlsx")["Events"] for cell in line if cell.value == "=HYPERLINK()"]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)]


def test_the_table_of_sendai_adds_events_and_not_rows(told: Told) -> None:
    sheet = made.sendai(told, Words("en"))
    rows = {(line[1], line[3]): dict(zip(sheet.headings, line, strict=True)) for line in sheet.lines}
    flood = rows["River and snowmelt flood", "all years"]
    assert (flood["Events"], flood["Evacuated"]) == (
        3,
        10 + 30 + 70,
    )  # rows 4 and 5 are one event: 50 to 70, the highest in the middle
    assert (flood["A-1 Deaths and missing"], flood["A-2 Deaths"], flood["B-2 Injured"]) == (3, 1, "not reported")
    quake = rows["Another hazard", "2024"]
    assert quake["Kind"] == "Earthquake"
    assert quake["B-4 People whose houses were destroyed"] == 100 * HOUSEHOLD.mid  # type: ignore[operator]
    assert quake["Displaced"] == "not reported"


def test_b1_is_the_sum_of_its_known_parts_with_their_range(told: Told) -> None:
    lines = [line for line in made.ranges(told, Words("en")).lines if str(line[4]).startswith("B-1") and line[3] == "2024"]
    assert [line[5:8] for line in lines] == [(5 + 250, 5 + 400, 5 + 700)]
    assert lines[0][-1] == "modelled"


def test_merged_and_refused_rows_stand_with_their_reasons(told: Told) -> None:
    (pair,) = made.merged(told, Words("en")).lines
    assert pair[:3] == (4, 5, "one event")
    (gone,) = made.refused(told, Words("en")).lines
    assert gone == (7, "the whole row", "the row is a total of other rows.", "Итого")


def test_every_event_says_why_its_figure_was_kept(told: Told) -> None:
    sheet = made.events(told, Words("en"))
    why = sheet.headings.index("Why this figure")
    assert [bool(line[why]) for line in sheet.lines] == [False, False, True, False]  # only where there was a choice


def test_the_page_about_it_says_what_was_read(told: Told) -> None:
    text = "\n".join(str(cell) for line in made.about(told, Words("en")).lines for cell in line)
    assert "Rows: 6 · read: 5 · refused: 1 · events: 4." in text
    assert "2.5 to 7 people per household (middle 4)" in text
    assert "ab" * 32 in text


def test_codes_of_the_hazards_used_are_listed(told: Told) -> None:
    assert [line[2] for line in made.codes(told, Words("en")).lines] == ["MH0600", "GH0101"]


def test_every_measure_and_kind_has_words() -> None:
    assert set(LABELS) == {*MEASURES, "moved"}
    assert {name: kind.label for name, kind in kinds().items()} == dict(KINDS)


def test_known_by_counting_or_by_a_model() -> None:
    assert (made.how_known(n(1)), made.how_known(n(1).times(n(2)))) == ("counted", "modelled")


def test_names_in_remarks_are_words_of_the_reader() -> None:
    assert (
        made.said(Remark("{field} is {cell}", {"field": "houses_destroyed", "cell": "x"}), Words("en")) == "Houses destroyed is x"
    )


def test_a_date_of_several_years_has_no_year() -> None:
    part = made.Part("KAZ", "outburst", "", None, ())
    assert part.head(Words("en"))[3] == "several years"
    assert made.indicators((), HOUSEHOLD) == [(None, 0)] * len(made.SENDAI)


def test_no_column_of_events_is_empty_and_what_nobody_reports_is_said(told: Told) -> None:
    sheet = made.events(told, Words("en"))
    for place, heading in enumerate(sheet.headings):
        assert any(line[place] not in (None, "") for line in sheet.lines), heading
    assert not [heading for heading in sheet.headings if heading.startswith(("Relocated", "Latitude", "GLIDE"))]
    assert sheet.headings[sheet.printed - 1] == "Why this figure"
    assert {sheet.fixed[place] for place, heading in enumerate(sheet.headings) if ": " in heading} == {"#,##0"}
    (line,) = [str(text) for _, text in made.about(told, Words("en")).lines if str(text).startswith("Not reported in any row")]
    assert "relocated" in line
    assert ": evacuated" not in line


def test_the_order_of_a_date_is_said_in_the_language_of_the_reader() -> None:
    remark = Remark("Dates with slashes were read as {order}.", {"order": "day/month/year"})
    assert made.said(remark, Words("ru")).endswith("день/месяц/год.")
