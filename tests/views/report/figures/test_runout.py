from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from matplotlib.text import Annotation

from highground.basis.settings import LANGS
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.figures.base import png
from highground.views.report.figures.runout import runout

WIDTHS = (theme.WIDE, theme.NARROW)


def names(drawn: Any) -> list[Annotation]:
    return [text for text in drawn.figure.axes[0].texts if isinstance(text, Annotation)]


def crowded(found: Any, count: int = 60) -> Any:
    """Many settlements on the same few hundred metres."""
    x, y = found.scene.elevation["x"].to_numpy(), found.scene.elevation["y"].to_numpy()
    table = pd.DataFrame({"name": [f"Settlement {n}" for n in range(count)], "people": 10.0, "chance": 0.5, "centre": True})
    table["x"], table["y"] = [x[(7 * n) % len(x)] for n in range(count)], [y[(11 * n) % len(y)] for n in range(count)]
    return replace(found.scene, places=table)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGS)
def test_no_text_sticks_out_or_touches_another(found: Any, lang: str, width: float) -> None:
    drawn = runout(crowded(found), Words(lang), width)
    renderer = drawn.figure.canvas.get_renderer()  # type: ignore[attr-defined]
    whole = drawn.figure.bbox
    boxes = [text.get_window_extent(renderer) for axes in drawn.figure.axes for text in axes.texts if text.get_text()]
    assert len(boxes) > 8
    assert all(
        box.x0 >= whole.x0 - 1 and box.x1 <= whole.x1 + 1 and box.y0 >= whole.y0 - 1 and box.y1 <= whole.y1 + 1 for box in boxes
    )
    assert not any(a.overlaps(b) for n, a in enumerate(boxes) for b in boxes[:n])


def test_reached_settlements_are_named_and_the_sentence_names_the_likeliest(found: Any) -> None:
    drawn = runout(found.scene, Words("en"))
    assert "Foot" in [text.get_text() for text in names(drawn)]
    assert "The likeliest is Foot, in 100 % of the members." in drawn.alt


def test_nobody_reached_says_so(found: Any) -> None:
    empty = replace(found.scene, places=found.scene.places.assign(chance=0.0))
    assert "no settlement is reached" in runout(empty, Words("en")).alt


def test_of_many_starts_only_those_that_reach_a_settlement_are_drawn(found: Any) -> None:
    many = pd.concat([found.scene.releases] * 30, ignore_index=True)
    drawn = runout(replace(found.scene, releases=many), Words("en"))
    marks = [line for line in drawn.figure.axes[0].lines if line.get_marker() == "^"]
    assert len(marks[0].get_xdata()) == int(many["reaches"].sum()) < len(many)


def test_the_same_scene_gives_the_same_bytes(found: Any) -> None:
    assert png(runout(found.scene, Words("en"))) == png(runout(found.scene, Words("en")))
