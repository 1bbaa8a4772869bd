"""pack.pptx: the negotiation pack as slides: asks, points, a slide for each fact, objections and the line. Everything else is in the notes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pptx.presentation import Presentation as Deck

from highground.response.policy.pack.made import Pack
from highground.views.report.alphabet import theme
from highground.views.report.narrative.pack_content import AskLine, Group, Page, Reply, build
from highground.views.report.narrative.parts import Listing
from highground.views.report.office import deck, office
from highground.views.report.office.deck import BODY, BODY_PT, Box

LEAST: Final = BODY_PT[-1]
SEEN_PT: Final = BODY_PT[:3]  # sentences that are said are never smaller than 16 pt
NUMBER_PT: Final = (44.0, 36.0, 30.0, 26.0, 22.0, 20.0)
GAP: Final = 0.3  # inches between columns
NEVER: Final = Box(BODY.left, 5.75, BODY.width, 1.05)


def write(pack: Pack, lang: str, path: Path) -> None:
    """Write pack.pptx in a language; text of at least 14 pt that is measured before it is placed. The same pack gives the same bytes."""
    page = build(pack, lang)
    made = deck.blank(f"{page.draft} · highground {page.version}")
    _cover(made, page)
    _asks(made, page)
    for speech in page.speeches:
        _words(made, f"{page.heads['speeches']}: {speech.label}", speech.texts, bullet=False)
    for group in page.groups:
        _group(made, group, page)
    _replies(made, page)
    for listing in (page.precedents, page.line):
        _listing(made, listing)
    _words(made, page.heads["comparison"], page.comparison, bullet=False)
    _words(made, page.heads["sources"], [source.text for source in page.references])
    deck.speak(made, office.TAGS[lang])
    office.save(made, f"{page.title}, {page.subtitle}", lang, office.made_at(pack.runs[0].about), path)


def _cover(made: Deck, page: Page) -> None:
    slide = deck.add(made, "cover", page.title, (48.0, 40.0, 36.0, 30.0))
    texts = [page.subtitle, page.draft, *([page.notice] if page.notice else [])]
    deck.write(
        slide.placeholders[1].text_frame, texts, deck.fitting(texts, deck.COVER_WORDS, BODY_PT) or LEAST, colour=theme.ACCENT
    )
    deck.notes(slide, [page.answer, *page.sure, page.colophon])


def _asks(made: Deck, page: Page) -> None:
    """Joint asks, then those of one country, each with how sure it is; what they rest on is in the notes."""
    alone = page.heads["single"] if len(page.countries) > 1 else page.heads["alone"]
    for head, asks in ((page.heads["joint"], page.joint), (alone, page.single)):
        by = len(page.countries) > 1 and asks is page.single
        texts = [_asked(ask, by=by) for ask in asks]
        notes = [line for ask in asks for line in (ask.text, *ask.why, *ask.texts)]
        if texts:
            _words(made, head, texts, notes=notes)
    _words(made, page.heads["sure"], page.sure)


def _asked(ask: AskLine, *, by: bool) -> str:
    return f"{ask.by}: {ask.text[:1].lower()}{ask.text[1:]} ({ask.sure})" if by else f"{ask.text} ({ask.sure})"


def _words(made: Deck, title: str, texts: Sequence[str], *, bullet: bool = True, notes: Sequence[str] = ()) -> None:
    """Sentences on as many slides as they need, each at the largest size that fits."""
    size = deck.fitting(texts, BODY, SEEN_PT, bullet=bullet)  # no smaller: a second slide reads better
    groups = (tuple(texts),) if size else _even(texts, bullet=bullet)
    fits = min(deck.fitting(shown, BODY, BODY_PT, bullet=bullet) or LEAST for shown in groups)  # one size on all of them
    for number, shown in enumerate(groups, 1):
        slide = deck.add(made, "words", _numbered(title, number, len(groups)))
        deck.write(slide.placeholders[1].text_frame, shown, fits, bullet=bullet)
        deck.notes(slide, notes)


def _even(texts: Sequence[str], *, bullet: bool) -> tuple[tuple[str, ...], ...]:
    """The texts on as few slides as hold them, as many to each, so that no last line stands alone."""
    groups = deck.split(texts, BODY, SEEN_PT[-1], bullet=bullet)
    share = -(-len(texts) // len(groups))
    even = tuple(tuple(texts[at : at + share]) for at in range(0, len(texts), share))
    return even if all(deck.fitting(one, BODY, SEEN_PT, bullet=bullet) for one in even) else groups


def _group(made: Deck, group: Group, page: Page) -> None:
    """One fact: a column for each country, and what must not be said with it at the foot."""
    slide = deck.add(made, "free", group.title)
    wide = (BODY.width + GAP) / max(len(group.cards), 2) - GAP
    size = next(
        (
            one
            for one in NUMBER_PT
            if all(deck.fitting([card.value], Box(0, 0, wide, 0.85), (one,), bold=True, most=1) for card in group.cards)
        ),
        NUMBER_PT[-1],
    )
    for at, card in enumerate(group.cards):
        left, top = BODY.left + at * (wide + GAP), BODY.top
        deck.label(slide, Box(left, top, wide, 0.4), card.country, 20.0, bold=True)
        deck.label(slide, Box(left, top + 0.5, wide, 0.85), card.value, size, bold=True, colour=theme.ACCENT)
        told = [text for text in (card.span, card.sure[:1].upper() + card.sure[1:], card.label) if text]
        box = Box(left, top + 1.4, wide, 2.4)
        deck.paragraphs(slide, box, told, deck.fitting(told, box, BODY_PT) or LEAST)
    never = f"{page.heads['never']}: {group.never}"
    deck.label(slide, NEVER, never, deck.fitting([never], NEVER, BODY_PT) or LEAST, colour=theme.WARN)
    deck.notes(
        slide, [f"{card.country}: {card.text}, {card.sure}. {card.label} {card.rows}. {card.sources}" for card in group.cards]
    )


def _replies(made: Deck, page: Page) -> None:
    """Objections and answers, as many to a slide as fit; what each answer rests on is in the notes."""
    title, waiting, groups = page.heads["replies"], list(page.replies), []
    while waiting:
        fit = next((n for n in range(len(waiting), 1, -1) if n <= 4 and deck.fitting(_told(waiting[:n]), BODY, SEEN_PT[-1:])), 1)
        groups.append(waiting[:fit])
        waiting = waiting[fit:]
    size = min(deck.fitting(_told(shown), BODY, BODY_PT) or LEAST for shown in groups)
    for number, shown in enumerate(groups, 1):
        slide = deck.add(made, "words", _numbered(title, number, len(groups)))
        texts = _told(shown)
        frame = slide.placeholders[1].text_frame
        deck.write(frame, texts, size)
        for paragraph in frame.paragraphs[::2]:
            for run in paragraph.runs:
                run.font.bold = True
        deck.notes(slide, [line for reply in shown for line in (reply.says, *reply.why)])


def _told(replies: Sequence[Reply]) -> list[str]:
    return [text for reply in replies for text in (reply.quoted, f"{reply.verdict}. {reply.answer}")]


def _listing(made: Deck, listing: Listing) -> None:
    """A table, on as many slides as it needs; sources, which are long, stay in the notes."""
    keep = len(listing.columns) - 1
    first = 2.4 if listing.id == "line" else 8.0
    if listing.id == "precedents":
        lines = [(line[0], line[2]) for line in listing.lines]
        head: tuple[str, ...] = (listing.columns[0], listing.columns[2])
    else:
        lines, head = [line[:keep] for line in listing.lines], listing.columns[:keep]  # type: ignore[misc]
    sources = [f"{line[0]}: {line[-2 if listing.id == 'precedents' else -1]}" for line in listing.lines]
    groups, at = [], 0
    while at < len(lines):
        fit = max(deck.rows_that_fit([head, *lines[at:]], LEAST, BODY.width, first, BODY.height) - 1, 1)
        groups.append(slice(at, at + fit))
        at += fit
    for number, shown in enumerate(groups, 1):
        slide = deck.add(made, "free", _numbered(listing.caption, number, len(groups)))
        deck.table(slide, BODY, [head, *lines[shown]], LEAST, first=first, name=listing.id, right=False)
        deck.notes(slide, [listing.note, *sources[shown]])


def _numbered(title: str, number: int, many: int) -> str:
    """The title, with its place where it goes over several slides."""
    return title if many == 1 else f"{title} ({number}/{many})"
