import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.text import Text
from PIL import Image
from shapely.affinity import translate
from shapely.geometry import box

from highground.catalogue.runs import Run
from highground.views.report import figures
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.figures import Drawn, maps
from highground.views.report.figures.base import style
from highground.views.report.figures.charts import headlines
from highground.views.report.figures.glaciers import spaced
from highground.views.report.figures.mountains import globe


@pytest.fixture(scope="module", params=figures.NAMES)
def drawn(request: pytest.FixtureRequest, sample_run: Run) -> Drawn:
    return figures.draw(request.param, sample_run, Words("en"))


@pytest.fixture(scope="module", params=figures.NAMES)
def narrow(request: pytest.FixtureRequest, sample_run: Run) -> Drawn:
    return figures.draw(request.param, sample_run, Words("ru"), theme.NARROW)


def shown_texts(picture: Drawn) -> list[Text]:
    return [text for text in picture.figure.findobj(Text) if text.get_visible() and text.get_text().strip()]


def outside(picture: Drawn, slack: float = 2.5) -> list[str]:
    """Texts that stick out of the picture by more than `slack` pixels at 100 to the inch."""
    with style():
        picture.figure.canvas.draw()
        renderer = picture.figure.canvas.get_renderer()  # type: ignore[attr-defined]
    page = picture.figure.bbox.padded(slack)
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in shown_texts(picture)]
    in_axes = [(name, area) for name, area in boxes if area.width and area.height]
    return [name for name, area in in_axes if not (page.contains(area.x0, area.y0) and page.contains(area.x1, area.y1))]


def hidden_tick(name: str) -> bool:
    return bool(re.fullmatch(r"[\d.,\u202f−]+", name))  # ticks outside the limits have a text but are not drawn


def test_no_text_sticks_out_of_a_picture(drawn: Drawn) -> None:
    assert [name for name in outside(drawn) if not hidden_tick(name)] == []


def test_no_text_sticks_out_of_a_picture_for_a_phone_in_russian(narrow: Drawn) -> None:
    assert [name for name in outside(narrow) if not hidden_tick(name)] == []


def test_letters_are_at_least_eight_points(drawn: Drawn) -> None:
    assert min((float(text.get_fontsize()) for text in shown_texts(drawn)), default=8.0) >= theme.SMALL


def test_the_alternative_text_holds_the_numbers(drawn: Drawn) -> None:
    assert len(drawn.alt) > 15
    assert "nan" not in drawn.alt
    if drawn.name in (
        "belts",
        "people",
        "timing",
        "glaciers",
        "sensitivity",
        "hazards",
        "exceedance",
        "hotspots",
        "drivers",
        "estimates",
        "flows",
        "forms",
        "cells",
        "impacts",
        "nets",
        "sums",
        "pasture",
    ):
        assert len(re.findall(r"\d", drawn.alt)) > 10


def test_the_same_run_gives_the_same_bytes(sample_run: Run) -> None:
    first, second = (figures.draw("people", sample_run, Words("en")) for _ in range(2))
    assert figures.svg(first) == figures.svg(second)
    assert figures.png(first) == figures.png(second)


def test_drawing_leaves_the_settings_of_matplotlib_alone(sample_run: Run) -> None:
    before = dict(mpl.rcParams)
    figures.png(figures.draw("timing", sample_run, Words("en")))
    assert dict(mpl.rcParams) == before


def test_pictures_are_saved_as_png_and_svg(sample_run: Run, tmp_path: Path) -> None:
    written = figures.save_all(sample_run, "en", tmp_path / "figures", ("svg", "png"))
    assert {path.stem for path in written} == set(figures.NAMES)
    assert [path.suffix for path in written] == [".svg", ".png"] * len(figures.NAMES)
    for path in written[1::2]:
        assert Image.open(BytesIO(path.read_bytes())).width > 400
        assert path.with_suffix(".svg").read_bytes().startswith(b"<?xml")


def test_a_name_with_formula_signs_is_drawn_as_it_is(sample_run: Run) -> None:
    places = sample_run.places.assign(name=["$x^2$ & <b>", *sample_run.places["name"][1:]])
    picture = figures.draw("mountains", replace(sample_run, places=places), Words("en"))
    assert "$x^2$ & <b>" in picture.alt


def test_a_place_without_a_count_is_never_among_the_largest(sample_run: Run) -> None:
    window = maps.country_window(sample_run)
    assert maps.largest(sample_run, window, 50)["people"].notna().all()
    assert maps.largest(sample_run, window, 1)["name"].iloc[0] == "Almaty"


def test_maps_are_true_in_both_directions_at_their_middle() -> None:
    # at 60 degrees a degree of longitude is half as long as one of latitude
    assert maps.Window(10, 59, 12, 61).aspect == pytest.approx(2.0, abs=0.01)
    assert maps.Window(10, 59, 14, 61).shape == pytest.approx(1.0, abs=0.01)


def test_far_islands_are_left_out_of_the_window(sample_run: Run) -> None:
    units = sample_run.units.copy()
    units.loc[len(units)] = ["KZ-ISL", "Far island", box(0, 0, 0.5, 0.5)]
    window = maps.country_window(replace(sample_run, units=units))
    assert window.west > 40
    assert not window.whole
    assert maps.country_window(sample_run).whole


def test_a_country_across_the_antimeridian_stays_in_one_piece(sample_run: Run) -> None:
    units = sample_run.units.set_geometry(sample_run.units.geometry.apply(lambda shape: translate(shape, 110)))
    layers = sample_run.layers.assign_coords(lon=sample_run.layers["lon"] + 110)
    places = sample_run.places.assign(lon=(sample_run.places["lon"] + 110 + 180) % 360 - 180)
    moved = replace(sample_run, units=units, layers=layers, places=places)
    assert maps.country_window(moved).east > 180
    assert "Almaty" in figures.draw("mountains", moved, Words("en")).alt


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_labels_are_pushed_apart_and_stay_inside(places: list[float]) -> None:
    free = sorted(spaced(places, 0.1))
    assert all(b - a >= 0.1 - 1e-9 for a, b in pairwise(free))
    assert free[-1] <= 1 + 1e-9


def test_the_globe_shows_its_centre_in_the_middle_and_hides_the_far_side() -> None:
    points, near = globe(np.array([[67.0, 48.0], [67.0 - 180, -48.0]]), (67.0, 48.0))
    assert points[0] == pytest.approx([0, 0], abs=1e-12)
    assert near.tolist() == [True, False]


def test_a_run_without_sensitivity_has_no_such_picture(sample_run: Run) -> None:
    assert not figures.available("sensitivity", replace(sample_run, sensitivity=sample_run.sensitivity.iloc[:0]))
    assert figures.available("mountains", sample_run)


def test_a_band_without_a_number_says_so_instead_of_showing_nobody(sample_run: Run) -> None:
    evidence = sample_run.evidence.copy()
    at = (evidence["indicator"] == "people_band") & (evidence["group"] == "band:3500")
    evidence.loc[at, "status"] = "not reported"
    evidence.loc[at, ["low", "mid", "high"]] = np.nan
    assert (
        "3,500–4,500\N{NO-BREAK SPACE}m: not reported"
        in figures.draw("people", replace(sample_run, evidence=evidence), Words("en")).alt
    )


@pytest.mark.parametrize(("name", "indicators"), [("belts", ("belt_area",)), ("glaciers", ("glacier_area", "glacier_mass_left"))])
def test_a_country_where_all_of_it_is_zero_has_no_such_picture(sample_run: Run, name: str, indicators: tuple[str, ...]) -> None:
    evidence = sample_run.evidence.copy()
    evidence.loc[evidence["indicator"].isin(indicators), ["low", "mid", "high"]] = 0.0
    assert not figures.available(name, replace(sample_run, evidence=evidence))


def test_belts_known_only_at_levels_that_are_not_drawn_make_no_picture(sample_run: Run) -> None:
    evidence = sample_run.evidence
    kept = evidence[(evidence["indicator"] != "belt_area") | evidence["level"].isin([1.5, 4.0])].reset_index(drop=True)
    assert not figures.available("belts", replace(sample_run, evidence=kept))


def test_what_moves_displacement_is_told_first(sample_run: Run) -> None:
    table = sample_run.sensitivity
    last = table.iloc[-1:].assign(headline="Average annual displacement", indicator="displacement_aad", share=0.5)
    moved = replace(sample_run, sensitivity=pd.concat([table, last], ignore_index=True))
    assert headlines(moved)[0][0] == "Average annual displacement"
    assert len(headlines(moved)) == 4


def test_a_sensitivity_where_no_input_explains_anything_makes_no_picture(sample_run: Run) -> None:
    flat = sample_run.sensitivity.assign(share=0.0, low=0.0, high=0.0)
    assert not figures.available("sensitivity", replace(sample_run, sensitivity=flat))


def test_glaciers_that_are_gone_are_drawn_on_a_scale_of_their_own(sample_run: Run) -> None:
    evidence = sample_run.evidence.copy()
    evidence.loc[evidence["indicator"] == "glacier_area", ["low", "mid", "high"]] = 0.0
    assert "2016 0\N{NO-BREAK SPACE}km²" in figures.draw("glaciers", replace(sample_run, evidence=evidence), Words("en")).alt
