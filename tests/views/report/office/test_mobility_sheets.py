from dataclasses import replace

import pytest

from highground.catalogue.runs import Run
from highground.views.report.alphabet.words import Words
from highground.views.report.office.mobility_sheets import made
from highground.views.report.office.sheet import Sheet


@pytest.fixture(scope="module")
def sheets(sample_run: Run) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in made(sample_run, Words())}


def test_levels_stand_beside_each_other_and_a_blank_stays_blank(sheets: dict[str, Sheet]) -> None:
    sheet = sheets["Mobility by level"]
    line = next(line for line in sheet.lines if line[-2:] == ("moves_added", "kind:internal"))
    assert line[3:6] == (None, None, None)  # nothing is added to today
    assert line[9:12] == (-1_800.0, 5_200.0, 15_800.0)
    assert not [line for line in sheet.lines if line[-1] == "driver:hazards"]  # without a number at any level


def test_recorded_years_have_columns_of_their_own(sheets: dict[str, Sheet]) -> None:
    sheet = sheets["Mobility by region"]
    heads = [head for head in sheet.headings if head.startswith("Recorded net internal migration")]
    assert len(heads) == 6
    assert {"2022", "2023"} == {head.split(", ")[2].split(" ")[0] for head in heads}
    almaty = next(line for line in sheet.lines if line[1] == "KZ-ALM")
    assert almaty[sheet.headings.index(heads[0])] == pytest.approx(10_230.0)


def test_flows_name_both_ends_and_lead_back_to_their_row(sheets: dict[str, Sheet], sample_run: Run) -> None:
    first = sheets["Flows between regions"].lines[0]
    assert first[:4] == ("Almaty", "KZ-ALM", "Akmola", "KZ-AKM")
    assert sample_run.evidence["group"].iloc[int(str(first[-1])[1:]) - 1] == "to:KZ-AKM"


def test_each_path_has_a_line_for_each_year(sheets: dict[str, Sheet]) -> None:
    assert [line[:2] for line in sheets["Mobility by path"].lines][:2] == [("SSP1-1.9", 2050), ("SSP1-1.9", 2080)]
    assert len(sheets["Mobility by path"].lines) == 10


def test_a_run_without_mobility_has_sheets_without_lines(sample_run: Run) -> None:
    bare = replace(sample_run, evidence=sample_run.evidence.iloc[:0])
    assert [list(sheet.lines) for sheet in made(bare, Words())] == [[]] * 4
