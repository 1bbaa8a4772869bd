from dataclasses import replace

import pytest
from pptx.slide import Slide

from highground.catalogue.runs import Run
from highground.views.report.alphabet.words import Words
from highground.views.report.office import deck, hotspot_slide
from highground.views.report.office.deck import HIGH, WIDE


def placed(run: Run, lang: str) -> tuple[Slide, hotspot_slide.Staged]:
    slide = deck.add(deck.blank("x"), "free", "x")
    staged = hotspot_slide.figure(run, Words(lang))
    assert staged is not None
    staged.place(slide)
    return slide, staged


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_map_key_and_ranks_lie_on_the_slide_and_not_on_the_words(sample_run: Run, lang: str) -> None:
    slide, staged = placed(sample_run, lang)
    words = staged.words
    for shape in list(slide.shapes)[3:]:
        left, top, right, bottom = (
            side / 914400 for side in (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
        )
        assert left >= 0
        assert right <= WIDE
        assert bottom <= HIGH
        assert (
            min(right, words.left + words.width) - max(left, words.left) <= 0.01
            or min(bottom, words.top + words.height) - max(top, words.top) <= 0.01
        )


def test_the_first_unit_heads_the_table_with_its_chance(sample_run: Run) -> None:
    slide, _ = placed(sample_run, "en")
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    assert table.rows[1].cells[0].text_frame.text == "1  Almaty"
    assert "99" in table.rows[1].cells[2].text_frame.text


def test_a_run_without_units_has_no_such_slide(sample_run: Run) -> None:
    kept = sample_run.evidence[sample_run.evidence["indicator"] != "unit_displacement"].reset_index(drop=True)
    assert hotspot_slide.figure(replace(sample_run, evidence=kept), Words()) is None
