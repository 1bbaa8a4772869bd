import re
from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest

from highground.basis.settings import LANGS
from highground.catalogue.runs import Run
from highground.views.report.evidence.cells import Cell
from highground.views.report.evidence.rows import Evidence, label
from highground.views.report.narrative.content import Report, build


@pytest.fixture(scope="module")
def report(sample_run: Run) -> Report:
    return build(sample_run, "en")


def texts(thing: object) -> list[str]:
    if isinstance(thing, str):
        return [thing]
    if isinstance(thing, tuple | list):
        return [text for part in thing for text in texts(part)]
    if is_dataclass(thing):
        return [text for field in fields(thing) for text in texts(getattr(thing, field.name))]
    return []


def cells(report: Report) -> list[Cell]:
    return [cell for section in report.sections for table in section.tables for line in table.lines for cell in line]


@pytest.mark.parametrize("lang", LANGS)
def test_no_text_shows_a_machine_s_nothing_or_an_unfilled_place(sample_run: Run, lang: str) -> None:
    for text in texts(build(sample_run, lang)):
        assert not re.search(r"\bnan\b|<NA>|None|\{[a-z_]+\}", text), text


def test_chapters_come_in_the_agreed_order(report: Report) -> None:
    assert [section.id for section in report.sections] == [
        "terrain",
        "climate",
        "glaciers",
        "ecosystems",
        "people",
        "hazards",
        "mobility",
    ]


def test_every_headline_leads_back_to_the_row_that_holds_its_number(report: Report, sample_run: Run) -> None:
    wanted = ["mountain_share", "people_place", "displacement_aad", "mountain_warming", "glacier_mass_left", "level_year"]
    assert [sample_run.evidence["indicator"].iloc[headline.row] for headline in report.headlines] == wanted
    assert all(headline.span and headline.confidence for headline in report.headlines)


def test_a_run_that_knows_no_displacement_and_no_moves_shows_its_belt_instead(sample_run: Run) -> None:
    names = sample_run.evidence["indicator"]
    kept = sample_run.evidence[~names.str.contains("displace|hazard|unit_top|unit_|move|net_|mobil|pasture|relocation")]
    kept = kept.reset_index(drop=True)
    report = build(replace(sample_run, evidence=kept, claims=()), "en")
    named = [kept["indicator"].iloc[headline.row] for headline in report.headlines]
    assert "belt_area_left" in named
    hazards = next(section for section in report.sections if section.id == "hazards")
    assert (hazards.pictures, hazards.tables) == ((), ())
    assert (report.sections[-1].id, report.sections[-1].pictures, report.sections[-1].tables) == ("mobility", (), ())


def test_displacement_and_migration_are_told_apart_and_never_added(report: Report) -> None:
    mobility = report.sections[-1]
    assert "never added" in mobility.lead
    assert "single cause" in mobility.lead
    assert [statement.id for statement in mobility.statements] == ["mobility.added", "mobility.cells"]


def test_displacements_are_never_called_people(report: Report) -> None:
    headline = next(one for one in report.headlines if one.label.startswith("displacements"))
    assert "not people" in headline.note
    assert any("movements, not people" in text for text in report.limits)


def test_every_number_in_a_table_knows_its_row(report: Report, sample_run: Run) -> None:
    rows = Evidence(sample_run).rows
    for cell in cells(report):
        if cell.row is not None:
            assert rows[cell.row].known
    numbers = [cell for cell in cells(report) if re.fullmatch(r"[\d.,−]+ \(.*\)", cell.text)]
    assert numbers
    assert all(cell.row is not None for cell in numbers)


def test_tables_have_no_rows_of_zeros(report: Report) -> None:
    for section in report.sections:
        for table in section.tables:
            for line in table.lines:
                assert {cell.text for cell in line[1:]} != {"0"}, (table.id, line[0].text)


def test_every_evidence_row_is_listed_once_with_its_sources(report: Report, sample_run: Run) -> None:
    assert [trace.label for trace in report.evidence] == [label(number) for number in range(len(sample_run.evidence))]
    assert all(trace.sources for trace in report.evidence)


def test_a_blank_is_never_printed_as_zero(report: Report, sample_run: Run) -> None:
    blank = np.flatnonzero(sample_run.evidence["status"] != "value")
    assert len(blank)
    assert {report.evidence[number].number for number in blank} == {"not applicable", "not reported"}


def test_the_answer_names_people_before_climate(report: Report) -> None:
    assert 0 < report.answer.index("people") < report.answer.index("warming") < report.answer.index("ice")


def test_a_translation_that_nobody_reviewed_says_so(sample_run: Run) -> None:
    assert build(sample_run, "en").notice == ""
    assert build(sample_run, "kk").notice


def test_a_source_without_a_web_address_gives_no_link(sample_run: Run) -> None:
    hostile = replace(sample_run.sources[0], url="javascript:alert(1)")
    assert build(replace(sample_run, sources=(hostile, *sample_run.sources[1:])), "en").references[0].url == ""


def test_a_run_without_glaciers_or_claims_still_makes_a_report(sample_run: Run) -> None:
    bare = sample_run.evidence[~sample_run.evidence["indicator"].str.startswith("glacier")].reset_index(drop=True)
    report = build(replace(sample_run, evidence=bare, claims=(), sensitivity=sample_run.sensitivity.iloc[:0]), "en")
    glaciers = next(section for section in report.sections if section.id == "glaciers")
    assert glaciers.pictures == ()
    assert glaciers.tables == ()
    assert report.answer == ""
    assert report.doubts.pictures == ()


def test_what_is_missing_is_said_once(report: Report) -> None:
    said = [gap.text for gap in report.gaps]
    assert len(said) == len(set(said))
    assert any("2022" in text for text in said)


def test_people_are_always_told_as_mountain_elsewhere_and_unknown(sample_run: Run) -> None:
    evidence = sample_run.evidence.copy()
    evidence.loc[evidence["group"] == "where:unknown", ["low", "mid", "high"]] = 0.0
    people = next(section for section in build(replace(sample_run, evidence=evidence), "en").sections if section.id == "people")
    where = next(table for table in people.tables if table.id == "where")
    assert [line[0].text for line in where.lines] == ["in mountains", "elsewhere", "unknown"]
    assert where.lines[2][1].text == "0"
