from dataclasses import replace

import pytest

from highground.catalogue.runs import Run
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.rows import Evidence
from highground.views.report.narrative.content import build
from highground.views.report.office.sheets import units

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
