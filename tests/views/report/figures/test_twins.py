from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from highground.views.report.figures.twins import COLOURS, HEIGHT, WIDTH, paired

SVG = "{http://www.w3.org/2000/svg}"


def rects(text: str) -> list[dict[str, str]]:
    return [rect.attrib for rect in ET.fromstring(text).iter(f"{SVG}rect")]  # noqa: S314  our own drawing


def bars(text: str) -> list[dict[str, str]]:
    return [rect for rect in rects(text) if rect["fill"] in COLOURS]


def test_a_bar_runs_from_low_to_high_in_its_country_s_colour() -> None:
    first, second = bars(paired(((10.0, 20.0, 40.0), (50.0, 60.0, 100.0)), (0.0, 100.0)))
    assert (first["fill"], second["fill"]) == COLOURS
    assert (float(first["x"]), float(first["width"])) == (0.1 * WIDTH, 0.3 * WIDTH)
    assert (float(second["x"]), float(second["width"])) == (0.5 * WIDTH, 0.5 * WIDTH)
    assert float(first["y"]) < float(second["y"])


def test_a_missing_range_leaves_its_place_free() -> None:
    only = bars(paired(((), (50.0, 60.0, 100.0)), (0.0, 100.0)))
    assert [bar["fill"] for bar in only] == [COLOURS[1]]


def test_zero_is_marked_where_it_lies_inside() -> None:
    span = (-10.0, 0.0, 20.0)
    assert len(rects(paired((span, span), (-20.0, 20.0)))) == len(rects(paired((span, span), (0.0, 20.0)))) + 1


@given(st.floats(-500, 500), st.floats(0, 500), st.floats(0, 500))
def test_nothing_is_drawn_outside_the_picture(low: float, up: float, more: float) -> None:
    span = (low, low + up, low + up + more)
    for rect in rects(paired((span, span), (-100.0, 100.0))):
        assert -2 <= float(rect["x"]) <= float(rect["x"]) + float(rect["width"]) <= WIDTH + 2
        assert 0 <= float(rect["y"]) <= float(rect["y"]) + float(rect["height"]) <= HEIGHT
