import re
from dataclasses import replace
from typing import get_args

import pytest

from highground.basis.claim import CONFIDENCES
from highground.basis.estimate import How
from highground.basis.hazards import HAZARDS, RETURN_YEARS
from highground.basis.indicators import BAND_EDGES_M, BELTS, STATUSES
from highground.basis.mobility import CELLS, DRIVERS, INCOME_FIFTHS
from highground.basis.scenario import ALL_LEVELS
from highground.basis.settings import LANGS
from highground.catalogue.runs import Run
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.rows import Evidence, Row
from highground.views.report.narrative.content import build
from highground.views.report.office.sheets import units

GAP = "\N{NO-BREAK SPACE}"
CODES = [
    "definition:K1",
    "definition:K2",
    *(f"k1:{k1}" for k1 in range(8)),
    *(f"band:{edge}" for edge in BAND_EDGES_M),
    *(f"belt:{belt}" for belt in BELTS),
    *(f"rgi:RGI{number:02}" for number in range(1, 20)),
    *(f"where:{where}" for where in ("mountain", "elsewhere", "unknown")),
    *(f"hazard:{hazard.id}" for hazard in HAZARDS),
    *(f"return:{years}" for years in RETURN_YEARS),
    *(f"case:{case}" for case in ("now", "climate", "people", "both")),
    *(f"estimate:{name}" for name in labels.ESTIMATES),
    *(f"days:{days}" for days in (7, 30)),
    *(f"kind:{kind}" for kind in ("internal", "international")),
    *(f"driver:{driver.id}" for driver in DRIVERS),
    *(f"income:{fifth}" for fifth in INCOME_FIFTHS),
    *(f"cell:{cell}" for cell in CELLS),
    *(f"reach:{reach}" for reach in ("near", "middle", "far")),
    *(f"ar6:{code}" for code in labels.AR6),
    *(f"series:{code}" for code in labels.SERIES),
]
TODAY = [
    {"code": "KZ-63", "name_en": "East", "name_ru": "Восток", "name_kk": "Шығыс", "geometry_code": "KZ-VOS", "relation": "part of"},
    {"code": "KZ-10", "name_en": "Abai", "name_ru": "область Абай", "name_kk": "Абай облысы", "geometry_code": "KZ-VOS", "relation": "part of"},
]  # fmt: skip


@pytest.fixture
def named(sample_run: Run) -> Run:
    """The invented run with names of one unit and the regions of today of another."""
    names = {"ru": {"KZ-ALM": "Алматинская область", "KZ-VOS": "Восточный"}, "es": {"KZ-10": "Abái"}}
    return replace(sample_run, about={**sample_run.about, "unit_names": names, "units_today": TODAY})


def test_a_unit_is_named_in_the_language_or_as_the_outline_names_it(named: Run, sample_run: Run) -> None:
    assert labels.unit(named, "KZ-ALM", Words("ru")) == "Алматинская область"
    assert labels.unit(named, "KZ-ALM", Words("kk")) == "Almaty"
    assert labels.unit(sample_run, "KZ-ALM", Words("ru")) == "Almaty"
    assert labels.unit(named, "XX-1", Words("ru")) == "XX-1"


def test_a_place_may_be_the_country_itself(named: Run) -> None:
    assert labels.place(named, "KAZ", Words("kk")) == named.about["names"]["kk"]
    assert labels.place(named, "KZ-VOS", Words("ru")) == "Восточный"


def test_an_uncertain_input_names_its_unit_in_the_language(named: Run) -> None:
    said = labels.uncertain(named, "Almaty: people reported", Words("ru"))
    assert said == "Алматинская область: " + Words("ru").t("people reported")
    assert labels.uncertain(named, "How compact towns are", Words("ru")) == Words("ru").t("How compact towns are")


def test_regions_of_today_stand_beside_the_older_unit_that_holds_them(named: Run, sample_run: Run) -> None:
    assert labels.today(named, "KZ-VOS", Words("ru")) == "Восток, область Абай"
    assert labels.today(named, "KZ-VOS", Words("es")) == "East, Abái"
    assert labels.today(named, "KZ-ALM", Words("ru")) == ""
    words = Words("ru")
    sheet = units(named, words)
    assert sheet.headings[2] == words.t("Regions of today")
    assert sheet.hxl[2] == "#adm1+name+today"
    east = next(line for line in sheet.lines if line[1] == "KZ-VOS")
    assert east[:3] == ("Восточный", "KZ-VOS", "Восток, область Абай")
    assert all(len(line) == len(sheet.headings) == len(sheet.hxl) == len(sheet.widths) for line in sheet.lines)
    assert set(sheet.fixed) == set(range(3, len(sheet.headings)))
    assert "Regions of today" not in units(sample_run, Words("en")).headings


def test_every_table_that_prints_a_unit_prints_it_in_the_language(named: Run) -> None:
    report = build(named, "ru")
    told = [line[0].text for section in report.sections for table in section.tables if table.id == "units" for line in table.lines]
    traced = {trace.place for trace in report.evidence}
    places = {row.place for row in Evidence(named).rows}
    assert "Алматинская область" in told
    assert "Almaty" not in told
    assert "KZ-ALM" not in places or "Алматинская область" in traced


@pytest.fixture(scope="module")
def area(sample_run: Run) -> Row:
    row = Evidence(sample_run).one("belt_area", "belt:nival", level=2.0)
    assert row is not None
    return row


@pytest.mark.parametrize("lang", LANGS)
def test_every_code_of_the_evidence_has_a_name_of_its_own(lang: str) -> None:
    named = {code: labels.group(code, Words(lang)) for code in CODES}
    assert [
        code
        for code, name in named.items()
        if not name or (not code.startswith("where:") and name in (code, code.partition(":")[2]))
    ] == []
    kinds = {code.partition(":")[0] for code in CODES}
    for kind in kinds:
        names = [name for code, name in named.items() if code.startswith(f"{kind}:")]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("lang", ["ru", "kk"])
def test_names_for_codes_are_written_in_the_alphabet_of_the_language(lang: str) -> None:
    named = {code: labels.group(code, Words(lang)) for code in CODES if not code.startswith("series:")}
    assert [name for name in named.values() if not re.search("[а-яё]", name.lower())] == []


def test_bands_are_named_by_both_edges_and_the_outer_ones_by_one() -> None:
    words = Words("en")
    assert labels.band(0, words) == "below 500 m"
    assert labels.band(1000, words) == f"1,000–1,500{GAP}m"
    assert labels.band(4500, words) == "above 4,500 m"


@pytest.mark.parametrize("code", ["", "belt:", "belt", "k1:9", "band:", "band:high", "rgi:", "belt:{0}", "where:%s", "new:thing"])
def test_a_code_without_a_name_is_shown_and_never_breaks(code: str) -> None:
    assert isinstance(labels.group(code, Words("ru")), str)
    assert labels.group("new:thing", Words("en")) == "thing"


def test_every_word_of_the_schema_has_a_label() -> None:
    assert set(get_args(How)) <= set(labels.HOWS)
    assert set(STATUSES) - {"value"} == set(labels.STATUSES)
    assert set(CONFIDENCES) == set(labels.CONFIDENCE)


def test_levels_are_told_apart() -> None:
    heads = [labels.level(level, Words("en")) for level in ALL_LEVELS]
    assert heads == ["today", *(f"{level}{GAP}°C" for level in ("1.5", "2", "3", "4"))]


def test_a_row_is_named_by_what_part_and_level_it_is_about(area: Row) -> None:
    assert labels.about(area, Words("en")) == f"Area of the thermal belt · nival (ice and rock) · 2{GAP}°C"


def test_a_number_says_its_range_and_unit_or_which_kind_of_nothing_it_is(area: Row) -> None:
    words = Words("en")
    known = replace(area, low=8_214.0, mid=11_937.0, high=17_402.0)
    assert re.sub(r"\s", " ", labels.number(known, words)) == "12,000 km² (8,000 to 17,000)"
    assert re.sub(r"\s", " ", labels.bare(known, words)) == "12,000 (8,000 to 17,000)"
    nan = float("nan")
    for status in labels.STATUSES:
        blank = replace(area, status=status, low=nan, mid=nan, high=nan)
        assert labels.number(blank, words) == labels.bare(blank, words) == status
    assert labels.number(None, words) == labels.bare(None, words) == "not reported"


def test_a_flow_names_the_unit_that_it_leads_to(sample_run: Run) -> None:
    assert labels.group("to:KZ-ALM", Words(), sample_run) == "to Almaty"
    assert labels.group("to:KZ-ALM", Words()) == "to KZ-ALM"  # without a run only the code is known
    flow = Evidence(sample_run).find("unit_flow", "to:KZ-AKM", place="KZ-ALM")[0]
    assert labels.about(flow, Words(), sample_run) == "Migration between two units · to Akmola · today"


def test_a_range_with_an_open_sign_and_nothing_in_its_middle_is_told_without_a_zero(sample_run: Run) -> None:
    row = Evidence(sample_run).find("moves_added", "kind:international", level=1.5)[0]
    nothing = replace(row, low=-3_127.0, mid=-153.0, high=1_638.0)
    assert labels.bare(nothing, Words()) == f"−3,000{GAP}to{GAP}2,000"
    assert labels.number(nothing, Words()) == f"−3,000{GAP}to{GAP}2,000{GAP}moves a year"
    assert labels.bare(replace(nothing, mid=900.0), Words()).startswith("1,000 (")
