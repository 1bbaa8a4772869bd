from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches

from highground.catalogue.runs import Run
from highground.views.report.narrative.kit_content import Telling
from highground.views.report.office.deck import BODY, FOOTER, height
from highground.views.report.office.kit_slides import write

from .kit_numbers import allowed, numbers, telling_of

SHOWN = ("en", "kk")  # Kazakh has the longest words


@pytest.fixture(scope="module")
def shown(pilots: tuple[Run, Run], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The slides of Kazakhstan in the languages of `SHOWN`."""
    folder, made = tmp_path_factory.mktemp("slides"), {}
    for lang in SHOWN:
        telling = telling_of(pilots[0], lang)
        write(telling, folder / f"{lang}.pptx")
        made[lang] = (telling, Presentation(str(folder / f"{lang}.pptx")))
    return made


def words_of(slide: Any, *, notes: bool = True) -> list[str]:
    """What a slide says in words: its notes too, its charts' own labels not (tests of the stage read those)."""
    found = [shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame]
    found += [cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return [*found, slide.notes_slide.notes_text_frame.text if notes and slide.has_notes_slide else ""]


@pytest.mark.parametrize("lang", SHOWN)
def test_every_number_in_words_is_read_again_from_the_run(shown: dict[str, tuple[Telling, Any]], lang: str) -> None:
    telling, deck = shown[lang]
    plain = [slide for slide in deck.slides if not any(shape.has_table for shape in slide.shapes) or "–" in words_of(slide)[0]]
    text = "\n".join(line for slide in plain for line in words_of(slide))
    assert numbers(text) - allowed(telling) - {str(number) for number in range(1, len(deck.slides) + 1)} == set()
    assert "{" not in text


@pytest.mark.parametrize("lang", SHOWN)
def test_no_text_runs_out_of_its_place(shown: dict[str, tuple[Telling, Any]], lang: str) -> None:
    for slide in shown[lang][1].slides:
        for shape in slide.shapes:
            if shape.has_table:
                assert shape.top + sum(row.height for row in shape.table.rows) <= Inches(FOOTER.top)
            runs = [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs] if shape.has_text_frame else []
            if runs and runs[0].font.size and shape.width and shape.top >= Inches(BODY.top):
                told = [paragraph.text for paragraph in shape.text_frame.paragraphs]
                assert height(told, runs[0].font.size.pt, shape.width.inches) <= shape.height.inches + 0.02, told


def test_each_session_opens_with_what_participants_can_do_and_closes_with_three_lines(
    shown: dict[str, tuple[Telling, Any]],
) -> None:
    titles = [words_of(slide, notes=False)[0] for slide in shown["en"][1].slides]
    assert titles.count("Afterwards you can …") == 8
    assert titles.count("In plain words") == 8
    assert titles.count("To take home") == 8
    assert titles.count("Common misunderstandings") == 8
    assert sum(title.startswith("Exercise: ") for title in titles) == 8


def test_the_rare_event_stands_beside_its_finding_in_a_table_that_can_be_read(shown: dict[str, tuple[Telling, Any]]) -> None:
    (slide,) = [one for one in shown["en"][1].slides if words_of(one)[0] == "An average year hides the rare event"]
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    assert len(table.rows) == 6  # a head, and once in 10, 20, 50, 100 and 250 years
    assert all(run.font.size.pt >= 18 for row in table.rows for cell in row.cells for run in cell.text_frame.paragraphs[0].runs)


def test_pictures_can_be_read_aloud(shown: dict[str, tuple[Telling, Any]]) -> None:
    pictures = [shape for slide in shown["en"][1].slides for shape in slide.shapes if shape.shape_type == 13]
    assert len(pictures) >= 6  # other charts are drawn of shapes
    assert all(shape._element.nvPicPr.cNvPr.get("descr") for shape in pictures)


def test_long_names_of_a_chart_have_the_width_that_they_need(shown: dict[str, tuple[Telling, Any]]) -> None:
    """Drawn 3.9 inches wide the names of impacts end in an ellipsis in Kazakh and Spanish."""
    pictures = [shape for slide in shown["en"][1].slides for shape in slide.shapes if shape.name == "impacts"]
    assert len(pictures) == 1
    assert pictures[0].width / pictures[0].height > 1.8
