from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from highground.basis.settings import LANGS
from highground.views.report.narrative.runout_content import build


def test_the_answer_names_the_settlement_the_members_and_the_people(found: Any) -> None:
    page = build(found, "en")
    assert page.answer.startswith("If flow starts, it may reach Foot in 100 % of the members")
    assert len(page.numbers) == 3
    assert [table.id for table in page.tables] == ["places", "starts", "pairs"]


def test_every_line_has_as_many_cells_as_there_are_columns(found: Any) -> None:
    page = build(found, "en")
    for table in (*page.tables, page.rule, page.files):
        assert {len(line) for line in table.lines} == {len(table.columns)}


@pytest.mark.parametrize("lang", LANGS)
def test_no_placeholder_is_left_in_any_language(found: Any, lang: str) -> None:
    page = build(found, lang)
    texts = [page.title, page.answer, page.caption, *page.notes, *page.limits, *page.reading, page.colophon]
    assert not [text for text in texts if "{" in text or "nan" in text]


def test_people_that_are_not_reported_are_not_zero(found: Any) -> None:
    columns = [name for name in found.places.columns if name.startswith(("reached", "displaced", "still"))]
    blank = found.places.assign(people=np.nan, **dict.fromkeys(columns, np.nan))
    unknown = {name: dict.fromkeys(("low", "mid", "high"), np.nan) for name in found.totals}
    page = build(replace(found, places=blank, totals=unknown), "en")
    assert "is not reported" in page.answer
    assert page.tables[0].lines[0][3:] == ("not reported",) * 3
    assert [number.value for number in page.numbers] == ["1"]


def test_no_settlement_in_reach_is_an_answer(found: Any) -> None:
    none = replace(
        found,
        places=found.places.iloc[:0],
        pairs=found.pairs.iloc[:0],
        totals={name: {"low": 0.0, "mid": 0.0, "high": 0.0} for name in found.totals},
    )
    page = build(none, "en")
    assert page.answer == "No settlement is reached in any of 6 members."
    assert [table.id for table in page.tables] == ["starts"]


def test_it_says_that_it_is_no_zoning_and_that_evacuated_is_not_displaced(found: Any) -> None:
    said = " ".join(build(found, "en").limits)
    assert "no hazard zoning for building permits" in said
    assert "Reached is not displaced, and neither is evacuated" in said


def test_lakes_are_listed_with_their_volume(found: Any) -> None:
    lake = {"name": "Blue", "area_m2": 1e5, "volume_m3": [6e5, 1.3e6, 2.6e6], "peak_m3_s": [300.0, 1500.0, 8000.0]}
    about = {**found.about, "rule": {**found.about["rule"], "lakes": [lake]}}
    listing = build(replace(found, about=about), "en").lakes
    assert listing is not None
    assert listing.lines[0][:2] == ("Blue", "100,000")
