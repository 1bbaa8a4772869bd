from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pptx import Presentation

from highground.views.report.office import deck
from highground.views.report.office.deck import BODY_PT, Box

TEXTS = st.lists(st.text("абвгқұ lmno(1)", min_size=1, max_size=120), min_size=1, max_size=6)
SIDES = st.floats(1.0, 12.0)


@pytest.fixture
def made() -> Any:
    return deck.blank("Kazakhstan")


def runs(made: Any) -> Iterator[Any]:
    for slide in made.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield from (run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs)


@given(TEXTS, SIDES, SIDES)
def test_a_size_that_fits_never_overflows_its_box(texts: list[str], width: float, height: float) -> None:
    size = deck.fitting(texts, Box(0, 0, width, height), BODY_PT)
    if size is not None:
        assert deck.height(texts, size, width) <= height
    else:
        assert deck.height(texts, BODY_PT[-1], width) > height


@given(TEXTS, SIDES, SIDES)
def test_a_larger_box_never_asks_for_smaller_letters(texts: list[str], width: float, height: float) -> None:
    small, large = (deck.fitting(texts, Box(0, 0, width * grow, height * grow), BODY_PT) for grow in (1.0, 1.3))
    assert (large or 0) >= (small or 0)


@given(st.text("абв ", min_size=1, max_size=60), st.sampled_from(BODY_PT))
def test_text_on_one_line_is_no_wider_than_measured(text: str, size: float) -> None:
    assert deck.line_count(text, size, deck.measure(text, size)) == 1


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("12 % (9 to 15) of the land", "(9~to~15)"),
        ("people (800,000 to 1,600,000)", "(800,000~to~1,600,000)"),
        ("one (x y) and two (a long aside of 4 words or more)", ""),
    ],
)
def test_only_a_bracket_with_a_short_number_is_kept_on_one_line(text: str, kept: str) -> None:
    glued = deck.glued(text)
    assert glued.replace("\N{NO-BREAK SPACE}", " ") == text
    assert ("\N{NO-BREAK SPACE}" in glued) == bool(kept)
    assert kept.replace("~", "\N{NO-BREAK SPACE}") in glued


@given(st.lists(st.text("абв 12", min_size=1, max_size=50), min_size=2, max_size=5), st.integers(1, 12))
def test_rows_that_fit_are_no_taller_than_the_room(names: list[str], many: int) -> None:
    lines = [names] * many
    fit = deck.rows_that_fit(lines, 14.0, 8.0, 2.0, room=2.5)
    assert 0 <= fit <= many
    assert sum(deck.row_height(line, 14.0, 8.0, 2.0) for line in lines[:fit]) <= 2.5
    if fit < many:
        assert sum(deck.row_height(line, 14.0, 8.0, 2.0) for line in lines[: fit + 1]) > 2.5


@pytest.mark.parametrize("shape", [(400, 100), (100, 400), (50, 50)])
def test_a_picture_keeps_its_form_and_stays_in_its_box(made: Any, shape: tuple[int, int]) -> None:
    png = BytesIO()
    Image.new("RGB", shape, "white").save(png, "PNG")
    box = Box(5.0, 1.5, 7.5, 5.0)
    slide: Any = deck.add(made, "free", "Title")
    taken = deck.picture(slide, png.getvalue(), "Map of \x0bthe mountains", box, "map")
    assert taken.width <= box.width + 1e-9
    assert taken.height <= box.height + 1e-9
    assert taken.width / taken.height == pytest.approx(shape[0] / shape[1])
    assert slide.shapes[-1]._element.nvPicPr.cNvPr.get("descr") == "Map of the mountains"


def test_hostile_text_is_only_text_and_stays_on_one_paragraph(made: Any) -> None:
    slide = deck.add(made, "free", "<a:t>\x00 & \n{0} %s")
    title: Any = slide.shapes.title
    assert title.text_frame.text == "<a:t> &  {0} %s"
    buffer = BytesIO()
    made.save(buffer)
    assert Presentation(BytesIO(buffer.getvalue())).slides[0].shapes.title.text_frame.text == "<a:t> &  {0} %s"


def test_a_long_title_gets_smaller_letters_and_at_most_two_lines(made: Any) -> None:
    words = "mountains warm faster than the lowlands around them "
    sizes = [deck.add(made, "free", words * n).shapes.title.text_frame.paragraphs[0].runs[0].font.size.pt for n in (1, 3)]  # type: ignore[union-attr]
    assert sizes[0] > sizes[1] >= deck.TITLE_PT[-1]
    assert deck.fitting([words * 3], deck.TITLE, (sizes[1],), bold=True, most=2) == sizes[1]


def test_every_run_speaks_the_language(made: Any) -> None:
    slide = deck.add(made, "words", "Таулар")
    deck.notes(slide, ["Дереккөз", "", "екі"])
    deck.speak(made, "kk-KZ")
    found = list(runs(made))
    assert found
    assert {run._r.rPr.get("lang") for run in found} == {"kk-KZ"}
    assert slide.notes_slide.notes_text_frame is not None
    assert slide.notes_slide.notes_text_frame.text == "Дереккөз\nекі"


def test_each_layout_has_a_title_a_footer_and_a_number(made: Any) -> None:
    assert {layout.name for layout in made.slide_layouts} == {"cover", "words", "aside", "free"}
    for layout in ("cover", "words", "aside", "free"):
        kinds = {shape.placeholder_format.type.name for shape in deck.add(made, layout, "x").placeholders}
        assert {"FOOTER", "SLIDE_NUMBER"} <= kinds
