from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Inches

from highground.catalogue.runs import Run
from highground.views.report.narrative import content
from highground.views.report.office import deck, slides
from highground.views.report.office.deck import Box

LONG = (
    "При глобальном потеплении на 2 °C среднегодовая температура в горных районах страны вырастает сильнее, чем в среднем по миру, "
    "а продолжительность залегания снежного покрова сокращается; сельскохозяйственные и высокогорно-пастбищные территории изменяются "
)
SLACK_IN = 0.03  # rounding to whole EMU, and the last paragraph's space


@pytest.fixture(scope="module")
def written(sample_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("slides") / "slides.pptx"
    slides.write(sample_run, "en", path)
    return path


@pytest.fixture(scope="module")
def talk(written: Path) -> Any:
    return Presentation(str(written))


@pytest.fixture(scope="module")
def wordy(sample_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The same run with findings, gaps and sources several times longer than real ones."""
    claims = tuple(
        replace(claim, id=f"{claim.id}-{n}", template=LONG * n + claim.template, gaps=(LONG * n,), against=(LONG,))
        for claim in sample_run.claims
        for n in (1, 2, 4)
    )
    cards = tuple(replace(card, citation=LONG + card.citation) for card in sample_run.sources)
    path = tmp_path_factory.mktemp("wordy") / "slides.pptx"
    slides.write(replace(sample_run, claims=claims, sources=cards), "ru", path)
    return Presentation(str(path))


def frames(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from frames(shape.shapes)
        elif shape.has_text_frame and shape.text_frame.text.strip():
            yield shape


def bottom_in(shape: Any) -> float:
    """Where the text of a shape ends, in inches from the shape's top."""
    used = 0.0
    for paragraph in shape.text_frame.paragraphs:
        if paragraph.runs:
            size, bold = paragraph.runs[0].font.size.pt, bool(paragraph.runs[0].font.bold)
            indent = int(paragraph._p.pPr.get("marL", 0)) / 914400
            lines = deck.line_count(paragraph.text, size, shape.width / 914400 - indent, bold=bold)
            used += (lines * paragraph.line_spacing.pt + paragraph.space_after.pt) / 72
    return used


def standing(shape: Any) -> bool:
    return bool(shape.is_placeholder) and shape.placeholder_format.type.name in {"FOOTER", "SLIDE_NUMBER"}


@pytest.mark.parametrize("which", ["talk", "wordy"])
def test_text_stays_inside_its_box_even_in_a_wider_font(which: str, request: pytest.FixtureRequest) -> None:
    for number, slide in enumerate(request.getfixturevalue(which).slides, 1):
        for shape in frames(slide.shapes):
            if not standing(shape):
                room = shape.height / 914400
                assert bottom_in(shape) <= room + deck.GAP_PT / 72 + SLACK_IN, (number, shape.name, shape.text_frame.text)


@pytest.mark.parametrize("which", ["talk", "wordy"])
def test_nothing_overlaps_and_nothing_leaves_the_slide(which: str, request: pytest.FixtureRequest) -> None:
    made = request.getfixturevalue(which)
    for number, slide in enumerate(made.slides, 1):
        boxes = [(s.name, s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes]
        for name, left, top, right, bottom in boxes:
            assert left >= 0, (number, name)
            assert top >= 0, (number, name)
            assert right <= made.slide_width, (number, name)
            assert bottom <= made.slide_height, (number, name)
        for one, two in combinations(boxes, 2):
            wide = min(one[3], two[3]) - max(one[1], two[1])
            high = min(one[4], two[4]) - max(one[2], two[2])
            assert not (wide > Inches(0.02) and high > Inches(0.02)), (number, one[0], two[0])


@pytest.mark.parametrize("which", ["talk", "wordy"])
def test_no_text_is_smaller_than_14_points(which: str, request: pytest.FixtureRequest) -> None:
    for slide in request.getfixturevalue(which).slides:
        sizes = [int(letters.get("sz")) for letters in slide._element.iter() if letters.tag.endswith("}rPr") and letters.get("sz")]
        assert min(sizes) >= 1400


def test_there_are_eight_to_fifteen_slides_in_16_to_9(talk: Any) -> None:
    assert 8 <= len(talk.slides) <= 15
    assert talk.slide_width / talk.slide_height == pytest.approx(16 / 9, rel=1e-3)


def test_every_slide_has_a_title_for_the_outline(talk: Any) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in talk.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_titles_say_the_first_finding(talk: Any, sample_run: Run) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in talk.slides]
    for section in content.build(sample_run, "en").sections:
        assert deck.glued(section.statements[0].text) in titles


def test_pictures_and_charts_have_alt_text(talk: Any) -> None:
    drawn = [shape for slide in talk.slides for shape in slide.shapes if shape.shape_type in {6, 13}]  # group, picture
    assert len(drawn) >= 5
    for shape in drawn:
        facts = next(one for one in shape._element.iter() if one.tag.endswith("}cNvPr"))
        assert len(facts.get("descr", "")) > 20


def test_no_placeholder_is_left_empty(talk: Any) -> None:
    for slide in talk.slides:
        assert not [shape.name for shape in slide.placeholders if not shape.text_frame.text.strip()]


def test_shapes_have_unique_ids(talk: Any) -> None:
    for slide in talk.slides:
        ids = [one.get("id") for one in slide._element.iter() if one.tag.endswith("}cNvPr")]
        assert len(set(ids)) == len(ids)


def test_every_finding_is_on_a_slide_or_in_its_notes(wordy: Any) -> None:
    said = " ".join(slide.notes_slide.notes_text_frame.text for slide in wordy.slides)
    assert all(slide.has_notes_slide for slide in wordy.slides)
    assert LONG * 4 in said


def test_notes_name_the_sources_of_the_findings(talk: Any, sample_run: Run) -> None:
    notes = [slide.notes_slide.notes_text_frame.text for slide in talk.slides]
    for source in content.build(sample_run, "en").references:
        assert source.text in notes[-1]
    used = str(sample_run.evidence["sources"].iloc[sample_run.claims[1].rows[0]]).split()
    cards = {card.id: card.citation for card in sample_run.sources}
    assert any(all(cards[card] in text for card in used) for text in notes[:-1])


@pytest.mark.parametrize(("lang", "tag"), [("ru", "ru-RU"), ("kk", "kk-KZ"), ("es", "es-EC")])
def test_spelling_is_checked_in_the_language(sample_run: Run, lang: str, tag: str, tmp_path: Path) -> None:
    path = tmp_path / "slides.pptx"
    slides.write(sample_run, lang, path)
    made = Presentation(str(path))
    tags = {one.get("lang") for slide in made.slides for one in slide._element.iter() if one.tag.endswith("}rPr")}
    assert tags == {tag}
    assert made.slides[0].shapes.title.text_frame.text == sample_run.about["names"][lang]


def test_a_country_without_ice_and_findings_still_gets_its_slides(sample_run: Run, tmp_path: Path) -> None:
    rows = sample_run.evidence[~sample_run.evidence["indicator"].str.startswith(("glacier", "summer"))]
    kept = tuple(replace(claim, rows=(0,)) for claim in sample_run.claims if claim.topic not in {"glaciers", "people"})
    rows = rows.reset_index(drop=True)
    bare = replace(sample_run, evidence=rows, claims=kept, sensitivity=sample_run.sensitivity.iloc[:0])
    path = tmp_path / "slides.pptx"
    slides.write(bare, "en", path)
    titles = [slide.shapes.title.text_frame.text for slide in Presentation(str(path)).slides]
    assert "Ice" not in titles
    assert len(titles) >= 8


def test_the_same_run_gives_the_same_bytes(sample_run: Run, written: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.pptx"
    slides.write(sample_run, "en", again)
    assert again.read_bytes() == written.read_bytes()


@given(st.lists(st.text("абвгқұ ", min_size=1, max_size=400), min_size=1, max_size=8), st.sampled_from(deck.BODY_PT))
def test_splitting_keeps_every_text_in_order_and_each_group_fits(texts: list[str], size: float) -> None:
    box = Box(0, 0, 4.3, 5.0)
    groups = deck.split(texts, box, size)
    assert [text for group in groups for text in group] == texts
    assert all(len(group) == 1 or deck.fitting(group, box, (size,), bullet=True) for group in groups)


@given(st.text("абвгд ежзик", max_size=300), st.floats(1, 12))
def test_a_wider_box_never_needs_more_lines(text: str, width: float) -> None:
    assert deck.line_count(text, 14, width + 0.5) <= deck.line_count(text, 14, width)
