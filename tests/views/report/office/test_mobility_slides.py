from dataclasses import replace

import pytest

from highground.catalogue.runs import Run
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence.mobility_tables import made
from highground.views.report.evidence.rows import Evidence
from highground.views.report.office import deck, mobility_slides
from highground.views.report.office.deck import HIGH, WIDE
from highground.views.report.office.stage import Staged


def placed(staged: Staged | None) -> list:  # type: ignore[type-arg]
    assert staged is not None
    slide = deck.add(deck.blank("x"), "free", "x")
    before = {shape.shape_id for shape in slide.shapes}
    staged.place(slide)
    return [shape for shape in slide.shapes if shape.shape_id not in before]


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_map_key_and_flows_lie_on_the_slide(sample_run: Run, lang: str) -> None:
    for shape in placed(mobility_slides.flow_map(sample_run, Words(lang))):
        assert shape.left >= 0
        assert (shape.left + shape.width) / 914400 <= WIDE
        assert (shape.top + shape.height) / 914400 <= HIGH


def test_a_tall_country_has_its_key_beside_it_and_a_wide_one_below(sample_run: Run) -> None:
    tall = sample_run.units.set_geometry(sample_run.units.geometry.affine_transform([0.3, 0, 0, 1, 45, 0]))
    for run, beside in ((sample_run, False), (replace(sample_run, units=tall), True)):
        shapes = placed(mobility_slides.flow_map(run, Words()))
        field = next(shape for shape in shapes if shape.name == "flows" and not shape.has_table)
        key = next(shape for shape in shapes if shape.has_text_frame and shape.text_frame.text == "may be either")
        assert (key.left > field.left + field.width) == beside
        assert (key.top > field.top + field.height) != beside


@pytest.mark.parametrize("lang", ["en", "ru", "kk", "es"])
def test_every_colour_of_the_map_is_explained(sample_run: Run, lang: str) -> None:
    rows = sample_run.evidence.copy()
    at = rows.index[rows["indicator"] == "net_modelled"]
    nets = (9_000.0, 4_000.0, 300.0, 200.0, -250.0, -350.0, -5_000.0, -9_000.0)
    for row, mid in zip(at, nets, strict=False):
        rows.loc[row, ["low", "mid", "high"]] = [mid - 100.0, mid, mid + 100.0]
    rows.loc[at[len(nets)], ["low", "mid", "high"]] = [-10.0, 0.0, 10.0]
    shapes = placed(mobility_slides.flow_map(replace(sample_run, evidence=rows), Words(lang)))
    texts = {shape.text_frame.text for shape in shapes if shape.has_text_frame}
    words = Words(lang)
    assert {words.t(text) for text in ("more arrive", "may be either", "more leave")} <= texts
    assert all((shape.top + shape.height) / 914400 <= HIGH - 0.5 for shape in shapes)  # above the footer


def test_the_largest_flow_heads_the_table(sample_run: Run) -> None:
    shapes = placed(mobility_slides.flow_map(sample_run, Words()))
    table = next(shape.table for shape in shapes if shape.has_table)
    assert table.rows[1].cells[0].text_frame.text == "1  Almaty → Akmola"
    assert table.rows[1].cells[1].text_frame.text.startswith("9,000")


def test_the_forms_fill_one_slide_with_the_note_that_nothing_is_added(sample_run: Run) -> None:
    table = next(one for one in made(sample_run, Evidence(sample_run), Words()) if one.id == "mobility-forms")
    shapes = placed(mobility_slides.forms(table))
    grid = next(shape.table for shape in shapes if shape.has_table)
    assert len(grid.rows) == len(table.lines) + 1
    assert any("never added" in shape.text_frame.text for shape in shapes if shape.has_text_frame)


def test_a_run_without_flows_or_forms_has_no_such_slides(sample_run: Run) -> None:
    bare = replace(sample_run, evidence=sample_run.evidence.iloc[:0])
    assert mobility_slides.flow_map(bare, Words()) is None
    assert mobility_slides.forms(None) is None
