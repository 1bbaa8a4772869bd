from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches

from highground.basis.settings import LANGS
from highground.catalogue.runs import Run
from highground.response.policy.pack.made import Pack
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.pack_content import build
from highground.views.report.office.deck import BODY, FOOTER, height
from highground.views.report.office.pack_deck import write

from .pack_numbers import allowed, numbers

Pair = tuple[Run, Run]
Packed = Callable[..., Pack]


def texts_of(slide: Any) -> list[str]:
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    found += [cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return [*found, slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""]


@pytest.mark.parametrize("lang", LANGS)
def test_every_number_of_the_slides_is_read_again_from_the_runs(packed: Packed, pilots: Pair, tmp_path: Path, lang: str) -> None:
    made, path = packed(*pilots), tmp_path / "pack.pptx"
    write(made, lang, path)
    slides = Presentation(str(path)).slides
    text = "\n".join(line for slide in slides for line in texts_of(slide))
    pages = {str(number) for number in range(1, len(slides) + 1)}  # (1/2) of a title
    assert numbers(text) - allowed(made, build(made, lang), Words(lang, "pack")) - pages == set()


@pytest.mark.parametrize("lang", LANGS)
def test_no_text_runs_out_of_its_place(packed: Packed, pilots: Pair, tmp_path: Path, lang: str) -> None:
    write(packed(*pilots), lang, tmp_path / "pack.pptx")
    for slide in Presentation(str(tmp_path / "pack.pptx")).slides:
        for shape in slide.shapes:
            if shape.has_table:
                tall = sum(row.height for row in shape.table.rows)
                assert shape.top + tall <= Inches(FOOTER.top)
            runs = [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs] if shape.has_text_frame else []
            if runs and runs[0].font.size and shape.width and shape.top >= Inches(BODY.top):
                told = [paragraph.text for paragraph in shape.text_frame.paragraphs]
                assert height(told, runs[0].font.size.pt, shape.width.inches) <= shape.height.inches + 0.02, told
                assert runs[0].font.size.pt >= 14


def test_a_fact_has_one_slide_with_a_column_for_each_country(packed: Packed, pilots: Pair, tmp_path: Path) -> None:
    write(packed(*pilots), "en", tmp_path / "pack.pptx")
    slides = [texts_of(slide) for slide in Presentation(str(tmp_path / "pack.pptx")).slides]
    ice = next(texts for texts in slides if texts[0] == "Glacier ice")
    assert {"Kazakhstan", "Ecuador"} <= set(ice)
    assert any(text.startswith("Take care: Do not say") for text in ice)


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_said_is_never_smaller_than_16_points_and_of_one_size(
    packed: Packed, pilots: Pair, tmp_path: Path, lang: str
) -> None:
    made = packed(*pilots)
    write(made, lang, tmp_path / "pack.pptx")
    heads, sizes = build(made, lang).heads, dict[str, set[float]]()
    for slide in Presentation(str(tmp_path / "pack.pptx")).slides:
        title = slide.shapes.title.text_frame.text.split(" (")[0]
        if title.startswith((heads["speeches"], heads["replies"], heads["joint"], heads["single"])):
            frame = slide.placeholders[1].text_frame
            sizes.setdefault(title, set()).update(run.font.size.pt for one in frame.paragraphs for run in one.runs if run.font.size)
    assert len(sizes) == 6
    assert all(len(found) == 1 and min(found) >= 16 for found in sizes.values()), sizes
