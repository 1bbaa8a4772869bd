"""slides.pptx: the profile in some fifteen slides for a room: one finding as each title, legible from the last row, sources in the notes."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from highground.basis.claim import CONFIDENCES
from highground.basis.words import N_
from highground.catalogue.runs import Run
from highground.views.report import figures
from highground.views.report.alphabet import theme
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence.rows import label
from highground.views.report.narrative import content
from highground.views.report.narrative.content import Headline, Report, Section, Statement
from highground.views.report.office import deck, hotspot_slide, mobility_slides, office, stage
from highground.views.report.office.deck import BODY, BODY_PT, KICKER, Box

LEAST_PT = BODY_PT[-1]
_CARDS = Box(0.6, 3.5, 12.13, 3.3)  # headline numbers on the second slide
_ANSWER = Box(0.6, 1.65, 12.13, 1.7)
_ACROSS = 3
_SENTENCE = re.compile(r"(?<=[\w)]{2}[.!?])\s+(?=[^\W\d_a-zа-яёәғқңөұүіһáéíóúñ])")  # after a word or bracket, before a capital
_FEW = 3  # findings; a slide with fewer also says what speaks against them
_GLOBE = Box(8.6, 1.3, 4.1, 4.1)


def write(run: Run, lang: str, path: Path) -> None:
    """Write slides.pptx in a language: 16:9, a slide per chapter, text of at least 14 pt that is measured before it is placed."""
    report, words = content.build(run, lang), Words(lang)
    made = deck.blank(f"{report.country} · {report.made_on} · highground {report.version}")
    _cover(made, report, run, words)
    _answer(made, report, words)
    for section in report.sections:
        if section.statements or section.pictures or section.tables:
            _chapter(made, section, report, run, words)
        if section.id == "hazards":
            _hotspots(made, section, run, words)
        if section.id == "mobility":
            _mobility(made, section, run, words)
    _doubts(made, report, run, words)
    _unknowns(made, report, words)
    _sources(made, report, words)
    deck.speak(made, office.TAGS[lang])
    office.save(made, f"{report.title}: {report.subtitle}", lang, office.made_at(run.about), path)


def _cover(made: Deck, report: Report, run: Run, words: Words) -> None:
    """Country and where it is, what this is, when it was made, and whether the translation has been reviewed."""
    slide = deck.add(made, "cover", report.title, (54.0, 44.0, 36.0, 30.0))
    texts = [report.subtitle, report.made_on, *([report.notice] if report.notice else [])]
    size = deck.fitting(texts, deck.COVER_WORDS, BODY_PT) or LEAST_PT
    deck.write(slide.placeholders[1].text_frame, texts, size, colour=theme.ACCENT)
    if figures.available("locator", run):
        globe = figures.show("locator", run, words.lang)
        deck.picture(slide, globe.data, globe.alt, _GLOBE, "locator")
    deck.notes(slide, [report.colophon, *report.reading])


def _answer(made: Deck, report: Report, words: Words) -> None:
    """The answer in a sentence or a few, and the headline numbers as cards."""
    slide = deck.add(made, "words", words.t(N_("In short")))
    (said, size), rest = _fit(_sentences(report), _ANSWER, bullet=False)
    body = slide.placeholders[1]
    body.left, body.top, body.width, body.height = _ANSWER.emu
    if said:
        deck.write(body.text_frame, said, size)
    else:
        body._element.getparent().remove(body._element)
    for number, headline in enumerate(report.headlines[:6]):
        _card(slide, headline, number)
    deck.notes(
        slide,
        [*rest, *(f"{h.value} {h.unit} {h.label} ({label(h.row)}, {h.confidence})" for h in report.headlines), *report.reading],
    )


def _sentences(report: Report) -> list[str]:
    """The answer in one piece where it fits at 14 pt, else the findings it is made of."""
    parts = sorted((said.text for said in report.doubts.statements if said.text in report.answer), key=report.answer.index)
    return [report.answer] if not parts or deck.fitting([report.answer], _ANSWER, BODY_PT) else parts


def _card(slide: Slide, headline: Headline, number: int) -> None:
    """One headline number with its unit, what it is, and its range."""
    width, tall = _CARDS.width / _ACROSS, _CARDS.height / 2
    left, top = _CARDS.left + (number % _ACROSS) * width, _CARDS.top + (number // _ACROSS) * tall
    text = f"{headline.value}\u00a0{headline.unit}" if headline.unit else headline.value
    box = Box(left, top, width - 0.3, 0.5)
    deck.label(
        slide,
        box,
        text,
        deck.fitting([text], box, (28.0, 24.0, 20.0, 18.0), bold=True, most=1) or 16.0,
        bold=True,
        colour=theme.ACCENT,
    )
    box = Box(left, top + 0.5, width - 0.3, 0.55)
    size = deck.fitting([headline.label], box, (16.0, 15.0, 14.0)) or LEAST_PT
    deck.label(slide, box, headline.label, size)
    span = headline.span or headline.note
    if span:
        deck.label(slide, Box(left, top + 1.06, width - 0.3, 0.3), span, LEAST_PT, colour=theme.SOFT)


def _chapter(made: Deck, section: Section, report: Report, run: Run, words: Words) -> None:
    """One chapter: its first finding as the title, a picture or table, the other findings beside it."""
    title, headed = _title(section)
    figure = stage.figure(section.id, run, words)
    slide = deck.add(made, "aside" if figure.beside else "words", title)
    if title != section.title:
        deck.label(slide, KICKER, section.title, LEAST_PT, bold=True, colour=theme.ACCENT)
    texts = [_finding(said) for said in section.statements[1 if headed else 0 :]]
    if headed:
        first = section.statements[0]
        texts.insert(0, f"{first.confidence[:1].upper()}{first.confidence[1:]} ({', '.join(label(row) for row in first.rows)})")
    if len(texts) < _FEW:
        texts += [
            section.lead,
            *(f"{words.t(N_('What speaks against it'))}: {text}" for said in section.statements for text in said.against),
        ]
    (shown, size), rest = _fit(texts, figure.words, bullet=False)
    shown = shown or (section.lead,)
    body = slide.placeholders[1]
    body.left, body.top, body.width, body.height = figure.words.emu
    deck.write(body.text_frame, shown, size)
    figure.place(slide)
    deck.notes(slide, [section.lead, *rest, *_behind(section.statements, report, run, words)])


def _hotspots(made: Deck, section: Section, run: Run, words: Words) -> None:
    """The regions of the chapter on hazards: where displacement is to be expected first, and how sure their order is."""
    figure = hotspot_slide.figure(run, words)
    picture = next((one for one in section.pictures if one.name == "hotspots"), None)
    if figure is None or picture is None:
        return
    slide = deck.add(made, "aside", picture.title)
    deck.label(slide, KICKER, section.title, LEAST_PT, bold=True, colour=theme.ACCENT)
    (shown, size), rest = _fit(_parts(picture.caption), figure.words, bullet=False)
    body = slide.placeholders[1]
    if shown:
        body.left, body.top, body.width, body.height = figure.words.emu
        deck.write(body.text_frame, shown, size)
    else:
        body._element.getparent().remove(body._element)
    figure.place(slide)
    note = next((table.note for table in section.tables if table.id == "hotspots"), "")
    deck.notes(slide, [picture.caption, note, *rest])


def _mobility(made: Deck, section: Section, run: Run, words: Words) -> None:
    """Beside the chapter on mobility: its forms counted apart, and the map of flows with its finding as the title."""
    table = next((one for one in section.tables if one.id == "mobility-forms"), None)
    figure = mobility_slides.forms(table)
    if figure and table:
        slide = deck.add(made, "free", table.caption)
        deck.label(slide, KICKER, section.title, LEAST_PT, bold=True, colour=theme.ACCENT)
        figure.place(slide)
        deck.notes(slide, [section.lead, table.note])
    figure = mobility_slides.flow_map(run, words)
    picture = next((one for one in section.pictures if one.name == "flows"), None)
    if figure and picture:
        told = next((said for said in section.statements[1:] if said.id == "mobility.flows"), None)
        fits = told and deck.fitting([told.text], deck.TITLE, deck.TITLE_PT, bold=True, most=2)
        slide = deck.add(made, "free", told.text if told and fits else picture.title)
        deck.label(slide, KICKER, section.title, LEAST_PT, bold=True, colour=theme.ACCENT)
        figure.place(slide)
        notes = [one.note for one in section.tables if one.id in ("mobility-flows", "mobility-nets")]
        deck.notes(slide, [picture.caption, *notes, *([f"{told.text} ({told.confidence})"] if told else [])])


def _parts(text: str) -> list[str]:
    return _SENTENCE.split(text)


def _title(section: Section) -> tuple[str, bool]:
    """The first finding where two lines hold it (True), else its first sentence, else the chapter's name."""
    if not section.statements:
        return section.title, False
    text = section.statements[0].text
    if deck.fitting([text], deck.TITLE, deck.TITLE_PT, bold=True, most=2):
        return text, True
    sentence = _SENTENCE.split(text, maxsplit=1)[0]
    short = deck.fitting([sentence], deck.TITLE, deck.TITLE_PT, bold=True, most=2) is not None and bool(re.search(r"\d", sentence))
    return (sentence if short else section.title), False


def _finding(said: Statement) -> str:
    """A finding as the room reads it: the sentence and how sure we are."""
    return f"{said.text} ({said.confidence})"


def _fit(texts: Sequence[str], box: Box, *, bullet: bool) -> tuple[tuple[tuple[str, ...], float], tuple[str, ...]]:
    """What fits in the box, in the largest size that takes all of it; else what 14 pt takes, in order, and the rest for the notes."""
    size = deck.fitting(texts, box, BODY_PT, bullet=bullet)
    if size is not None:
        return (tuple(texts), size), ()
    shown: list[str] = []
    for text in texts:
        if deck.fitting([*shown, text], box, (LEAST_PT,), bullet=bullet):
            shown.append(text)
    return (tuple(shown), LEAST_PT), tuple(text for text in texts if text not in shown)


def _behind(statements: Sequence[Statement], report: Report, run: Run, words: Words) -> list[str]:
    """For the notes: what each finding rests on, what speaks against it, and the sources of its rows."""
    lines = []
    for said in statements:
        rows = ", ".join(label(row) for row in said.rows)
        lines.append(f"{said.text} [{', '.join(text for text in (said.likelihood, said.confidence, rows) if text)}]")
        lines += [f"{words.t(N_('What speaks against it'))}: {text}" for text in said.against]
    used = {card for said in statements for row in said.rows for card in str(run.evidence["sources"].iloc[row]).split()}
    cited = [
        f"[{source.number}] {source.text} {source.licence}. {source.caveat}" for source in report.references if source.id in used
    ]
    return lines + ([words.t(N_("Sources")) + ":", *cited] if cited else [])


def _doubts(made: Deck, report: Report, run: Run, words: Words) -> None:
    """How sure we are: confidence by finding, and which uncertain input moves the answer most."""
    figure = stage.figure("doubts", run, words)
    slide = deck.add(made, "aside" if figure.beside else "words", report.doubts.title)
    texts = [text for section in report.sections if (text := _span(section, words))]
    (shown, size), rest = _fit([report.doubts.lead, *texts], figure.words, bullet=False)
    deck.write(slide.placeholders[1].text_frame, shown, size)
    figure.place(slide)
    deck.notes(slide, [*rest, *report.reading])


def _span(section: Section, words: Words) -> str:
    """The confidence of a chapter's findings: one word, or the least and the most."""
    ranks: dict[str, int] = {word: rank for rank, word in enumerate(CONFIDENCES)}
    found = sorted(section.statements, key=lambda said: ranks.get(said.level, 0))
    if not found:
        return ""
    if found[0].level == found[-1].level:
        return f"{section.title}: {found[0].confidence}"
    span = words.t(N_("confidence from {low} to {high}"), low=found[0].level, high=found[-1].level)
    return f"{section.title}: {span}"


def _unknowns(made: Deck, report: Report, words: Words) -> None:
    """What we do not know and what better data would change; what one slide does not hold is in its notes."""
    slide = deck.add(made, "words", words.t(N_("What we do not know yet")))
    texts = [*report.limits, *(f"{gap.topic}: {gap.text}" for gap in report.gaps)]
    (shown, size), rest = _fit(texts, BODY, bullet=True)
    deck.write(slide.placeholders[1].text_frame, shown, size, bullet=True)
    deck.notes(slide, [*rest, *report.reading])


def _sources(made: Deck, report: Report, words: Words) -> None:
    """Sources and terms: as many as two columns hold at 14 pt; the notes have all, in full."""
    slide = deck.add(made, "words", words.t(N_("Sources and terms")))
    half = (BODY.width - 0.5) / 2
    columns = (Box(BODY.left, BODY.top, half, BODY.height), Box(BODY.left + half + 0.5, BODY.top, half, BODY.height))
    texts = [f"{source.text} {source.licence}" + ("" if source.verified else f" ({source.grade})") for source in report.references]
    groups = deck.split(texts, replace(columns[0], height=BODY.height - 0.6), LEAST_PT, bullet=False)
    body = slide.placeholders[1]
    body.left, body.top, body.width, body.height = columns[0].emu
    deck.write(body.text_frame, groups[0] if groups else (), LEAST_PT)
    left = sum(len(group) for group in groups[2:])
    second = list(groups[1]) if len(groups) > 1 else []
    if left:
        second.append(words.t(N_("and {count} more: see the notes and the workbook"), count=left))
    if second:
        deck.paragraphs(slide, columns[1], second, LEAST_PT)
    full = [
        f"[{source.number}] {source.text} {source.licence}. {source.url} {source.caveat} ({source.grade})"
        for source in report.references
    ]
    deck.notes(slide, [report.colophon, *full])
