import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from highground.basis.settings import LANGS
from highground.catalogue.runs import Run
from highground.research.twins import Twins
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import tables
from highground.views.report.evidence.cells import Table
from highground.views.report.evidence.rows import Evidence
from highground.views.report.evidence.tables import MOST_UNITS

TOPICS = ("terrain", "climate", "glaciers", "ecosystems", "people", "hazards", "doubts")
NOTHING = {"0", "not reported", "not applicable"}


def every(run: Run, lang: str = "en") -> Iterator[Table]:
    for topic in TOPICS:
        yield from tables.of(topic, run, Evidence(run), Words(lang))


def by_id(run: Run, name: str) -> Table:
    return next(table for table in every(run) if table.id == name)


def without_numbers(run: Run, *indicators: str) -> Run:
    """The run with blanks for these indicators."""
    evidence = run.evidence.copy()
    at = evidence["indicator"].isin(indicators)
    evidence.loc[at, ["low", "mid", "high"]] = float("nan")
    evidence.loc[at, "status"] = "not applicable"
    return replace(run, evidence=evidence)


@pytest.mark.parametrize("lang", LANGS)
def test_no_cell_shows_a_machine_word_and_every_line_is_as_wide_as_its_head(sample_run: Run, lang: str) -> None:
    for table in every(sample_run, lang):
        assert table.caption
        assert len(table.columns) == len(table.numeric)
        for line in table.lines:
            assert len(line) == len(table.columns)
            assert not [cell for cell in line if not cell.text or re.search(r"\bnan\b|None|<NA>|[{}]", cell.text)]


def test_a_cell_with_a_number_leads_to_its_row(sample_run: Run) -> None:
    numbers = [cell for table in every(sample_run) for line in table.lines for cell in line[1:] if cell.row is not None]
    assert len(numbers) > 60
    assert {cell.row for cell in numbers if cell.row is not None} <= set(range(len(sample_run.evidence)))
    share = by_id(sample_run, "definitions").lines[0][2]
    assert share.text.startswith("6 (5")
    assert Evidence(sample_run).rows[share.row or 0].mid == pytest.approx(6.4)


def test_no_line_holds_only_zeros_or_blanks(sample_run: Run, twins: Twins) -> None:
    for run in (sample_run, twins.b):
        for table in every(run):
            if table.id not in ("where", "where-displaced"):  # all three parts are always told
                assert [line[0].text for line in table.lines if {cell.text for cell in line[1:]} <= NOTHING] == []


def test_ice_without_a_single_number_makes_no_table(sample_run: Run) -> None:
    run = without_numbers(sample_run, "glacier_mass_left", "glacier_area_left")
    assert "ice" not in {table.id for table in every(run)}


def test_a_class_or_belt_that_the_country_does_not_have_has_no_line(sample_run: Run) -> None:
    assert len(by_id(sample_run, "classes").lines) == 6  # class 7 has no area
    gone = without_numbers(sample_run, "none")
    gone.evidence.loc[gone.evidence["group"] == "belt:nival", ["low", "mid", "high"]] = 0.0
    assert [line[0].text for line in by_id(gone, "belts").lines] == ["alpine (meadow)", "montane (forest)", "remaining (warm)"]


def test_a_run_without_numbers_has_no_tables(sample_run: Run) -> None:
    assert list(every(replace(sample_run, evidence=sample_run.evidence.iloc[:0]))) == []


def test_measured_areas_stand_in_the_order_of_their_years_inside_each_series(sample_run: Run) -> None:
    lines = [(line[0].text, int(line[1].text)) for line in by_id(sample_run, "series").lines]
    names = list(dict.fromkeys(name for name, _ in lines))
    assert [line for name in names for line in lines if line[0] == name] == lines
    assert all(years == sorted(years) for years in ([year for one, year in lines if one == name] for name in names))


def test_the_table_of_units_holds_those_with_most_people_in_mountains(sample_run: Run) -> None:
    table = by_id(sample_run, "units")
    mids = [Evidence(sample_run).rows[line[2].row or 0].mid for line in table.lines]
    assert mids == sorted(mids, reverse=True)
    assert 0 < len(mids) <= MOST_UNITS
