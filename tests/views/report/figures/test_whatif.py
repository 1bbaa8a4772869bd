import pytest

from highground.basis.settings import LANGS
from highground.research.whatif.answer import WhatIf
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.figures.base import renderer_of, svg
from highground.views.report.figures.whatif import whatif

WIDTHS = (theme.WIDE, theme.NARROW)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGS)
def test_no_word_leaves_the_picture_and_none_lies_on_another(asked: WhatIf, lang: str, width: float) -> None:
    drawn = whatif(asked, Words(lang), width)
    renderer, frame = renderer_of(drawn.figure), drawn.figure.bbox
    texts = [*drawn.figure.texts, *(text for axes in drawn.figure.axes for text in axes.texts)]
    boxes = [text.get_window_extent(renderer) for text in texts]
    for box in boxes:
        assert box.x0 >= frame.x0 - 1
        assert box.x1 <= frame.x1 + 1
    for i, one in enumerate(boxes):
        assert not any(one.shrunk(0.9, 0.7).overlaps(other.shrunk(0.9, 0.7)) for other in boxes[:i])


@pytest.mark.parametrize("width", WIDTHS)
def test_every_number_has_its_range_beside_it_on_a_phone_too(asked: WhatIf, width: float) -> None:
    drawn = whatif(asked, Words("en"), width)
    texts = [*drawn.figure.texts, *(text for axes in drawn.figure.axes for text in axes.texts)]
    numbers = [text.get_text() for text in texts if any(sign.isdigit() for sign in text.get_text())]
    assert len(numbers) == 3 * len(drawn.figure.axes)  # without, with, difference
    assert all("to" in text for text in numbers)


@pytest.mark.parametrize("width", WIDTHS)
def test_without_and_with_start_from_the_same_zero(asked: WhatIf, width: float) -> None:
    drawn = whatif(asked, Words("en"), width)
    assert len(drawn.figure.axes) == 4
    for axes in drawn.figure.axes:
        assert axes.get_xlim()[0] == 0
        assert len(axes.patches) == 2


def test_the_picture_has_a_sentence_and_the_same_bytes(asked: WhatIf) -> None:
    first, second = (whatif(asked, Words("es")) for _ in range(2))
    assert svg(first) == svg(second)
    assert "(" in first.alt
    assert whatif(asked, Words("en")).alt.startswith("Main measures without and with the levers.")
