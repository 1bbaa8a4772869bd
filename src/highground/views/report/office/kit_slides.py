"""slides.pptx of a kit: for each session what participants will be able to do, charts with their findings, mistakes, the exercise, three lines."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from highground.basis.words import N_
from highground.response.capacity.kit.kit import Lesson
from highground.response.capacity.kit.outline import Chart
from highground.views.report import figures
from highground.views.report.alphabet import theme
from highground.views.report.evidence.cells import Table
from highground.views.report.narrative.kit_content import DAYS, Telling, slot
from highground.views.report.office import deck, hotspot_slide, mobility_slides, office, stage
from highground.views.report.office.deck import ASIDE, BODY, BODY_PT, KICKER, PICTURE, Box
from highground.views.report.office.kit_documents import TOPICS

_LARGE: Final = (28.0, 26.0, 24.0, 22.0, *BODY_PT)  # three lines may be large
_LEAST: Final = BODY_PT[-1]
_GLOBE: Final = Box(8.6, 1.3, 4.1, 4.1)
_WIDTHS: Final = (4.6, 3.9)  # inches: a figure drawn 4.6 wide and shown 7.5 wide has letters of 14 pt
_LETTERS: Final = 8.5  # pt of a figure as drawn
_READ: Final = 11.0  # pt; judged: smaller letters are not read from the last row
_LONG: Final = {"impacts": (5.2,)}  # charts whose names are long: narrower, they would be cut; letters of 12 pt
_LISTS: Final = {"exceedance": "rare"}  # chart of two parts, too tall to be read -> table of the report beside the findings
_WHOLE: Final = {"forms": "mobility-forms"}  # chart -> table of the report that takes the whole slide
_SEEN: Final = 2.7  # inches: the column of how rarely; a range stays on one line
_TERM: Final = 3.6  # inches: the column of terms
_FIRST: Final = 5.6  # inches: the column of what is often said


def write(telling: Telling, path: Path) -> None:
    """Write the slides in the telling's language; text is measured before it is placed, what does not fit goes to the notes."""
    made = deck.blank(telling.made)
    _cover(made, telling)
    for number, day in enumerate(DAYS, 1):
        _day(made, telling, number, day)
        for lesson in telling.kit.lessons:
            if lesson.outline.id in day:
                _session(made, telling, lesson)
    deck.speak(made, office.TAGS[telling.words.lang])
    office.save(
        made, f"{telling.t(N_('Training kit'))}: {telling.country}", telling.words.lang, office.made_at(telling.run.about), path
    )


def _cover(made: Deck, telling: Telling) -> None:
    slide = deck.add(made, "cover", telling.country, (54.0, 44.0, 36.0, 30.0))
    texts = [
        telling.t(N_("Two days of training on mountains, climate and mobility")),
        telling.words.date(str(telling.run.about["made_on"])),
    ]
    texts += [telling.notice] if telling.notice else []
    deck.write(slide.placeholders[1].text_frame, texts, deck.fitting(texts, deck.COVER_WORDS, BODY_PT) or _LEAST)
    if figures.available("locator", telling.run):
        globe = figures.show("locator", telling.run, telling.words.lang)
        deck.picture(slide, globe.data, globe.alt, _GLOBE, "locator")
    deck.notes(slide, telling.left_out())


def _day(made: Deck, telling: Telling, number: int, day: tuple[str, ...]) -> None:
    """The day at a glance."""
    title = telling.t(N_("Day {n}"), n=number)
    slide = deck.add(made, "free", title)
    taught = {lesson.outline.id for lesson in telling.kit.lessons}
    lines = [[telling.t(N_("Time")), telling.t(N_("Session"))]]
    lines += [
        [slot(one), telling.title(one) if one in taught else f"{telling.title(one)}: {telling.t(N_('left out'))}"] for one in day
    ]
    size = next((size for size in (24.0, 22.0, 20.0, 18.0) if _tall(lines, size, 2.4) <= BODY.height), 16.0)
    deck.table(slide, replace(BODY, height=0.4), lines, size, first=2.4, name=title, right=False)


def _tall(lines: list[list[str]], size: float, first: float, width: float = BODY.width) -> float:
    return sum(deck.row_height(line, size, width, first) for line in lines)


def _session(made: Deck, telling: Telling, lesson: Lesson) -> None:
    outline, t = lesson.outline, telling.t
    kicker = f"{telling.title(outline.id)} · {slot(outline.id)}"
    opening = _words(made, kicker, t(N_("Afterwards you can …")), [text for _, text in telling.outcomes(lesson)])
    deck.notes(opening, [t(outline.aim), *(f"{one.text} ({telling.tail(one)})" for one in telling.grounds(lesson))])
    _pairs(made, kicker, t(N_("In plain words")), telling.pairs((N_("Term"), N_("Meaning")), outline.terms), _TERM)
    for chart in outline.charts:
        _chart(made, telling, kicker, chart)
    _pairs(
        made, kicker, t(N_("Common misunderstandings")), telling.pairs((N_("Often said"), N_("Better")), outline.mistakes), _FIRST
    )
    if lesson.exercise:
        exercise = lesson.exercise
        slide = _words(made, kicker, t(N_("Exercise: {title}"), title=t(exercise.title)), [t(step) for step in exercise.steps])
        deck.notes(slide, [t(exercise.note), t(outline.watch)])
    closing = _words(made, kicker, t(N_("To take home")), [t(line) for line in outline.lines])
    deck.notes(closing, [t(text) for text in outline.discussion])


def _words(made: Deck, kicker: str, title: str, texts: list[str]) -> Slide:
    """Three lines, as large as the slide allows."""
    slide = deck.add(made, "words", title)
    deck.label(slide, KICKER, kicker, _LEAST, bold=True, colour=theme.ACCENT)
    size = deck.fitting(texts, BODY, _LARGE, bullet=True) or _LEAST
    deck.write(slide.placeholders[1].text_frame, texts, size, bullet=True, leading=1.4)
    return slide


def _pairs(made: Deck, kicker: str, title: str, lines: list[list[str]], first: float) -> None:
    """A table of two columns, as large as the slide allows: words and meanings, what is often said and what to say instead."""
    slide = deck.add(made, "free", title)
    deck.label(slide, KICKER, kicker, _LEAST, bold=True, colour=theme.ACCENT)
    size = next((size for size in (24.0, 22.0, 20.0, 18.0) if _tall(lines, size, first) <= BODY.height), 16.0)
    deck.table(slide, replace(BODY, height=0.4), lines, size, first=first, name=title, right=False)


def _chart(made: Deck, telling: Telling, kicker: str, chart: Chart) -> None:
    """A picture with its findings; left out where the run has neither the picture nor the finding that the title speaks of."""
    said = telling.claims(chart.claims)
    staged = _staged(telling, chart)
    if staged is None and not any(one.id == chart.claims[0] for one in said):
        return
    whole = staged is not None and chart.name in _WHOLE
    slide = deck.add(made, "free" if whole else "aside" if staged else "words", telling.t(chart.title))
    deck.label(slide, KICKER, kicker, _LEAST, bold=True, colour=theme.ACCENT)
    if not whole:
        _findings(slide, [one.text for one in said], staged.words if staged else BODY)
    if staged:
        staged.place(slide)
    deck.notes(slide, [f"{one.text} ({telling.tail(one)})" for one in said] + [text for one in said for text in one.against])


def _findings(slide: Slide, texts: list[str], box: Box) -> None:
    """As many findings as fit, as large as they may be."""
    shown: list[str] = []
    for text in texts:
        if deck.fitting([*shown, text], box, (_LEAST,), bullet=True):
            shown.append(text)
    body = slide.placeholders[1]
    body.left, body.top, body.width, body.height = box.emu
    if shown:
        sizes = (24.0, 22.0, *BODY_PT) if box == BODY else BODY_PT
        deck.write(body.text_frame, shown, deck.fitting(shown, box, sizes, bullet=True) or _LEAST, bullet=True)
    else:
        body._element.getparent().remove(body._element)


def _staged(telling: Telling, chart: Chart) -> stage.Staged | None:
    """A chapter's own large figure, a table, or one of the report's figures drawn with large letters; None where none can be read."""
    run, words = telling.run, telling.words
    if chart.name == "hotspots":
        return hotspot_slide.figure(run, words)
    if chart.name in _WHOLE:
        return mobility_slides.forms(telling.table(_WHOLE[chart.name]))
    if chart.name in _LISTS:
        return _listed(telling.table(_LISTS[chart.name]))
    if not figures.available(TOPICS.get(chart.name, chart.name), run):
        return None
    return stage.figure(chart.name, run, words) if chart.name in TOPICS else _drawn(telling, chart.name)


def _listed(table: Table | None) -> stage.Staged | None:
    """A table of two columns where a picture would stand; None where the run has none."""
    if table is None or not table.lines:
        return None
    lines = [list(table.columns), *([cell.text for cell in line] for line in table.lines)]
    size = next((size for size in (22.0, 20.0, 18.0) if _tall(lines, size, _SEEN, PICTURE.width) <= PICTURE.height), 16.0)

    def place(slide: Slide) -> None:
        deck.table(slide, replace(PICTURE, height=0.4), lines, size, first=_SEEN, name=table.id)

    return stage.Staged(ASIDE, beside=True, place=place)


def _drawn(telling: Telling, name: str) -> stage.Staged | None:
    """A figure at the width that gives it the largest letters; None where even these are too small to be read from a chair."""
    drawn = [figures.show(name, telling.run, telling.words.lang, width=width) for width in _LONG.get(name, _WIDTHS)]
    shown = max(drawn, key=_scale)
    if _scale(shown) * _LETTERS < _READ:
        return None

    def place(slide: Slide) -> None:
        deck.picture(slide, shown.data, shown.alt, PICTURE, name)

    return stage.Staged(ASIDE, beside=True, place=place)


def _scale(shown: figures.Shown) -> float:
    return min(PICTURE.width / shown.width, PICTURE.height / shown.height)
