from dataclasses import replace
from typing import Any

import pytest

from highground.catalogue.runs import Run
from highground.views.report.alphabet.words import Words
from highground.views.report.office import deck, stage
from highground.views.report.office.deck import HIGH, WIDE

TOPICS = ("terrain", "climate", "glaciers", "ecosystems", "people", "hazards", "mobility", "doubts")
SLACK_IN = 0.01


def placed(topic: str, run: Run, lang: str = "en") -> tuple[Any, Any, stage.Staged]:
    """A slide with nothing but the topic's figure; the shapes it had before, and the stage."""
    slide = deck.add(deck.blank("x"), "free", "x")
    before = {shape.shape_id for shape in slide.shapes}
    staged = stage.figure(topic, run, Words(lang))
    staged.place(slide)
    return slide, [shape for shape in slide.shapes if shape.shape_id not in before], staged


@pytest.fixture(scope="module")
def hostile(sample_run: Run) -> Run:
    """The run with long names and numbers of every size."""
    evidence = sample_run.evidence.copy()
    evidence.loc[evidence["indicator"] == "people_band", "high"] *= 1000.0
    return replace(sample_run, evidence=evidence)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_figure_lies_on_the_slide_and_not_on_its_words(topic: str, hostile: Run) -> None:
    _, shapes, staged = placed(topic, hostile, "ru")
    assert shapes
    words = staged.words
    for shape in shapes:
        left, top, right, bottom = (
            side / 914400 for side in (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
        )
        assert left >= -SLACK_IN
        assert top >= -SLACK_IN
        assert right <= WIDE + SLACK_IN
        assert bottom <= HIGH + SLACK_IN
        wide = min(right, words.left + words.width) - max(left, words.left)
        high = min(bottom, words.top + words.height) - max(top, words.top)
        assert min(wide, high) <= SLACK_IN, (shape.name, left, top, right, bottom)


@pytest.mark.parametrize("topic", TOPICS[1:])  # a map of terrain needs no numbers
def test_a_run_with_nothing_to_draw_leaves_the_slide_to_the_words(topic: str, sample_run: Run) -> None:
    bare = replace(sample_run, evidence=sample_run.evidence.iloc[:0], sensitivity=sample_run.sensitivity.iloc[:0])
    _, shapes, staged = placed(topic, bare)
    assert shapes == []
    assert (staged.words, staged.beside) == (deck.BODY, False)


def test_years_are_years_and_paths_that_never_get_there_say_so(sample_run: Run) -> None:
    _, shapes, _ = placed("climate", sample_run)
    table = next(shape.table for shape in shapes if shape.has_table)
    texts = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
    paths = {line[0]: line[1:] for line in texts}
    assert paths["SSP5-8.5"][0].startswith("2028")
    assert paths["SSP1-1.9"][1:] == ["not by 2100"] * 3
    assert not [text for line in texts for text in line if "nan" in text or ("," in text and "20" in text)]
