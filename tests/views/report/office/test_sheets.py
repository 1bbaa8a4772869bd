import re
from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.indicators import BY_ID, COLUMNS
from highground.basis.settings import LANGS
from highground.catalogue.runs import Run
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.content import build
from highground.views.report.office import sheets
from highground.views.report.office.sheets import Sheet, number_format

NAN = float("nan")


@pytest.fixture(scope="module")
def made(sample_run: Run) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in sheets.sheets(sample_run, build(sample_run, "en"), Words("en"))}


@pytest.mark.parametrize(
    ("span", "unit", "shown"),
    [
        ((1.21, 1.84, 2.63), "degC", "#,##0.0"),
        ((8_214.0, 11_937.0, 17_402.0), "persons", "#,##0"),
        ((2031.0, 2036.0, 2047.0), "year", "0"),  # 2,036 would be a count
        ((5.0, 5.0, 5.0), "%", "#,##0"),
        ((0.0, 0.0, 0.0), "%", "#,##0"),
        ((0.125, 0.125, 0.125), "%", "#,##0.000"),
        ((NAN, NAN, NAN), "%", "#,##0"),
    ],
)
def test_a_number_is_shown_to_the_digit_its_range_supports(span: tuple[float, float, float], unit: str, shown: str) -> None:
    assert number_format(*span, unit) == shown


@given(*[st.floats(-1e9, 1e9)] * 3, st.sampled_from(["km2", "%", "degC", "year"]))
def test_every_range_has_a_format_that_spreadsheets_read(one: float, two: float, three: float, unit: str) -> None:
    low, mid, high = sorted((one, two, three))
    assert re.fullmatch(r"0|#,##0(\.0{1,6})?", number_format(low, mid, high, unit))


@given(st.floats(0.001, 1e6), st.floats(1.01, 100))
def test_a_wider_range_never_shows_more_digits(width: float, more: float) -> None:
    assert len(number_format(0.0, width / 2, width, "km2")) >= len(number_format(0.0, width * more / 2, width * more, "km2"))


@pytest.mark.parametrize("lang", LANGS)
def test_every_sheet_is_as_wide_as_its_head(sample_run: Run, lang: str) -> None:
    for sheet in sheets.sheets(sample_run, build(sample_run, lang), Words(lang)):
        wide = len(sheet.widths)
        assert len(sheet.headings) in (0, wide)
        assert len(sheet.hxl) in (0, wide)
        assert {len(line) for line in sheet.lines} == {wide}
        assert not sheet.formats or len(sheet.formats) == len(sheet.lines)
        assert all(heading.strip() for heading in sheet.headings)
        assert len(set(sheet.headings)) == len(sheet.headings)
        assert all(tag.startswith("#") for tag in sheet.hxl)


def test_the_evidence_sheet_holds_every_row_unrounded_and_leaves_blanks_blank(made: dict[str, Sheet], sample_run: Run) -> None:
    lines, frame = made["Evidence"].lines, sample_run.evidence
    assert [line[0] for line in lines] == [f"E{number}" for number in range(1, len(frame) + 1)]
    assert [line[16] for line in lines] == frame["indicator"].tolist()
    for line, low, status in zip(lines, frame["low"], frame["status"], strict=True):
        assert line[6] == low if status == "value" else isnan(float(str(line[6])))
    assert len(made["Evidence"].headings) >= len(COLUMNS)


def test_text_that_people_read_holds_no_machine_words(made: dict[str, Sheet]) -> None:
    texts = [value for sheet in made.values() for line in sheet.lines for value in line if isinstance(value, str)]
    assert [text for text in texts if re.search(r"\bnan\b|<NA>|\bNone\b|[{}]", text)] == []


def test_every_indicator_is_defined(made: dict[str, Sheet]) -> None:
    assert {line[4] for line in made["Definitions"].lines} == set(BY_ID)


def test_the_sheet_of_hazards_has_a_line_for_each_level_and_people_once(made: dict[str, Sheet]) -> None:
    sheet = made["Hazards"]
    floods = [line for line in sheet.lines if line[0] == "River and snowmelt flood"]
    assert [line[2] for line in floods] == [1.09, 1.5, 2.0, 3.0, 4.0]
    assert [not isnan(float(str(line[13]))) for line in floods] == [True, False, False, False, False]
    drought = [line for line in sheet.lines if line[0] == "Drought"]
    assert drought
    assert all(isnan(float(str(line[4]))) and line[1] == "slow: pressure" for line in drought)  # never displacement


def test_units_stand_in_rank_with_their_mountain_part(made: dict[str, Sheet]) -> None:
    sheet = made["Regions in rank"]
    assert [line[0] for line in sheet.lines] == list(range(1, len(sheet.lines) + 1))
    mids = [float(str(line[4])) for line in sheet.lines]
    assert mids == sorted(mids, reverse=True)
    assert all(float(str(line[7])) < float(str(line[4])) for line in sheet.lines[:6])


def test_a_part_s_tag_holds_only_letters_and_figures(made: dict[str, Sheet]) -> None:
    assert [tag for sheet in made.values() for tag in sheet.hxl if not re.fullmatch(r"#[a-z]+\d?(\+[a-z0-9]+)*", tag)] == []


def test_a_run_without_sensitivity_has_no_such_sheet(sample_run: Run, made: dict[str, Sheet]) -> None:
    assert "Sensitivity" in made
    bare = Run(
        **{name: getattr(sample_run, name) for name in sample_run.__slots__} | {"sensitivity": sample_run.sensitivity.iloc[:0]}
    )
    assert sheets.sensitivity(bare, Words("en")).lines == []
