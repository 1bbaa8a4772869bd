"""What the negotiation pack says, in order, in one language."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from babel.dates import format_skeleton

from highground import __version__
from highground.basis.action import Ground
from highground.basis.words import N_
from highground.response.policy.pack.asks import Ask
from highground.response.policy.pack.cards import TOPICS, Card, Topic
from highground.response.policy.pack.line import Step
from highground.response.policy.pack.made import Pack
from highground.response.policy.pack.objections import VERDICTS, Answered
from highground.views.report.alphabet.words import Words
from highground.views.report.evidence import labels
from highground.views.report.evidence.rows import label
from highground.views.report.narrative.content import Reference, references
from highground.views.report.narrative.pack_comparison import told
from highground.views.report.narrative.pack_speech import Speech, speeches
from highground.views.report.narrative.parts import Listing, Sheet, notice
from highground.views.report.narrative.policy_origins import origin

TEXTS: Final = {  # framework -> what it says, as a paraphrase
    "GCM-2": N_("Global Compact for Migration, objective 2: minimise the drivers that compel people to leave"),
    "GCM-23": N_("Global Compact for Migration, objective 23: international cooperation"),
    "SDG-13": N_("2030 Agenda, goal 13: climate action"),
    "SDG-15.4.2": N_("2030 Agenda, indicator 15.4.2: Mountain Green Cover Index"),
    "SENDAI": N_("Sendai Framework: none of its 38 indicators counts displacement; indicators that do are piloted since 2021"),
    "UNFCCC-CANCUN-14F": N_("Cancun Adaptation Framework, paragraph 14(f): displacement, migration and planned relocation"),
    "UNFCCC-TFD": N_("Task Force on Displacement: avert, minimise and address displacement"),
    "UNFCCC-SANTIAGO": N_("Santiago Network: technical help on loss and damage"),
    "UNFCCC-FRLD": N_("Fund for responding to Loss and Damage"),
    "UNFCCC-NWP": N_("Nairobi Work Programme, expert group on mountains"),
    "KDMECC": N_("Kampala Declaration of 2022 on migration, environment and climate change: 12 commitments"),
    "UNGA-77-172": N_(
        "UN resolution 77/172, Five Years of Action for mountain regions 2023-2027: nature and climate risk; services; cooperation; communities"
    ),
    "IOM-AIMS": N_("IOM strategy of 2021: solutions for people to move, on the move, to stay"),
}
TITLE: Final = N_("Negotiation pack")
DRAFT: Final = N_("Draft for clearance. Not an agreed position.")
ANSWER_JOINT: Final = N_(
    "Asks that we make together: {joint}. The claims of every country support each of them. Asks of one country alone: {single}."
)
ANSWER_ALONE: Final = N_("Asks: {single}. Each rests on claims of the country's own profile.")
SURE: Final = (
    N_("The word behind each ask is the confidence of its weakest claim, in the words of the IPCC."),
    N_("Ranges hold nine of ten outcomes. Read the range aloud, not only the middle."),
    N_("Nobody moves for one reason. Where a number says what climate impacts add to migration, it stands beside all other reasons."),
)  # fmt: skip
DISPUTED: Final = N_("disputed between sources: quote the decision itself")
UNTIL: Final = N_("Steps that this version knows, up to {day}. Later ones are not known here.")
COLOPHON: Final = N_(
    "Made by highground {version} from the profiles of {countries} ({day}, seed {seed}, {members} members). An ask that no claim supports is not made."
)
HEADS: Final = {
    "joint": N_("What we ask together"), "single": N_("What one country asks alone"), "alone": N_("What we ask"),
    "sure": N_("How sure we are"), "speeches": N_("Speaking points"), "cards": N_("Fact cards"), "never": N_("Take care"),
    "replies": N_("What others may say"), "comparison": N_("Mountains beside islands"), "sources": N_("Sources"), "rests": N_("Rests on"),
    "texts": N_("Precedent"), "answer": N_("Our answer"), "country": N_("Country"), "printed": N_("As printed"), "verdict": N_("How far it is right"),
    "low": N_("Low (5 %)"), "middle": N_("Middle"), "high": N_("High (95 %)"), "unit": N_("Unit"),
    "label": N_("What it is"), "confidence": N_("Confidence"), "rows": N_("Rows of the evidence table"), "topic": N_("Topic"),
    "licence": N_("Licence"), "grade": N_("Grade of the source"),
}  # fmt: skip
PAGE_TOPICS: Final = ("ice", "mudflows", "people", "displaced")


@dataclass(frozen=True, slots=True)
class AskLine:
    """One ask as readers see it."""

    text: str
    by: str  # the countries, or the one that asks alone
    sure: str
    why: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardLine:
    """One number of one country."""

    country: str
    value: str
    span: str
    numbers: tuple[float, float | None, float]  # low, middle (none where the sign is open), high
    unit: str
    text: str  # the value with its range
    label: str
    sure: str
    rows: str
    sources: str  # numbers in the list of sources


@dataclass(frozen=True, slots=True)
class Group:
    """The cards of one topic beside each other."""

    id: str
    title: str
    never: str
    cards: tuple[CardLine, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """An objection with its answer."""

    says: str
    quoted: str
    verdict: str
    answer: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page(Sheet):
    """The pack in one language."""

    draft: str
    heads: dict[str, str]  # headings by their short names
    countries: tuple[str, ...]
    joint: tuple[AskLine, ...]
    single: tuple[AskLine, ...]
    numbers: Listing  # for the first page
    sure: tuple[str, ...]
    speeches: tuple[Speech, ...]
    groups: tuple[Group, ...]
    replies: tuple[Reply, ...]
    precedents: Listing
    line: Listing
    comparison: tuple[str, ...]
    references: tuple[Reference, ...]


def build(pack: Pack, lang: str) -> Page:
    """The whole pack."""
    words, about = Words(lang, "pack"), pack.runs[0].about
    names = tuple(name(pack, run.about["iso3"], words) for run in pack.runs)
    joint, single = ([ask for ask in pack.asks if ask.joint is both] for both in (True, False))
    groups = tuple(_group(pack, topic, words) for topic in TOPICS if any(card.topic is topic for card in pack.cards))
    answer = (
        words.t(ANSWER_JOINT, joint=len(joint), single=len(single)) if len(names) > 1 else words.t(ANSWER_ALONE, single=len(single))
    )
    day = words.date(about["made_on"])
    return Page(
        lang=lang, title=words.t(TITLE) + ": " + ", ".join(names), subtitle=pack.event.text, made_on=day, version=__version__,
        notice=notice(words), answer=answer, draft=words.t(DRAFT), heads={key: words.t(text) for key, text in HEADS.items()}, countries=names,
        colophon=words.t(COLOPHON, version=__version__, countries=", ".join(names), day=day, seed=str(about["seed"]), members=about["members"]),
        joint=tuple(_ask(pack, ask, words) for ask in joint), single=tuple(_ask(pack, ask, words) for ask in single),
        numbers=_numbers(groups, names, words), sure=tuple(map(words.t, SURE)), speeches=speeches(pack, words), groups=groups,
        replies=tuple(_reply(pack, one, words) for one in pack.objections), precedents=_precedents(pack, words), line=_line(pack, words),
        comparison=told(pack.comparison, words), references=references(pack.sources, words),
    )  # fmt: skip


def name(pack: Pack, iso3: str, words: Words) -> str:
    """A country's name in the language."""
    names = next(run.about["names"] for run in pack.runs if run.about["iso3"] == iso3)
    return str(names.get(words.lang, names["en"]))


def _claim(pack: Pack, ground: Ground, words: Words) -> str:
    """The claim in words, with its country where the sentence does not name it, its rows and how sure it is."""
    claim = pack.claims[ground]
    text = words.t(claim.template, **claim.values)
    if "{country}" not in claim.template:
        text = f"{name(pack, ground.iso3, words)}. {text}"
    tail = ", ".join((words.t(labels.CONFIDENCE[claim.confidence]), *(f"{ground.iso3} {label(row)}" for row in claim.rows[:3])))
    return f"{text} ({tail})"


def _ask(pack: Pack, ask: Ask, words: Words) -> AskLine:
    texts = tuple(
        f"{words.t(TEXTS[text])} ({_grade(pack.precedents[text]['grade'], words)})" for text in ask.texts if text in pack.precedents
    )
    by = ", ".join(name(pack, run.about["iso3"], words) for run in pack.runs if run.about["iso3"] in ask.action.countries)
    said = words.t(ask.action.template, **ask.action.values)
    why = tuple(_claim(pack, ground, words) for ground in ask.action.grounds)
    return AskLine(said, by, words.t(labels.CONFIDENCE[ask.confidence]), why, texts)


def _grade(grade: str, words: Words) -> str:
    return words.t(labels.GRADES[grade])


def _group(pack: Pack, topic: Topic, words: Words) -> Group:
    lines = tuple(_card(pack, card, words) for card in pack.cards if card.topic is topic)
    return Group(topic.id, words.t(topic.title), words.t(topic.never), lines)


def _card(pack: Pack, card: Card, words: Words) -> CardLine:
    low, mid, high, unit = (card.span[key] for key in ("low", "mid", "high", "unit"))
    _, middle, _, shown = words.spread(low, mid, high, unit, short=True)
    span = words.range(low, mid, high, unit, short=True)
    value = span if low < 0 < high else f"{middle}\u00a0{shown}".strip()  # an open sign has no middle to be quoted
    numbers = [str(at) for at, source in enumerate(pack.sources, 1) if source.id in card.sources]
    rows = ", ".join(f"{card.ground.iso3} {label(row)}" for row in card.claim.rows)
    return CardLine(
        name(pack, card.ground.iso3, words), value, "" if span == value else span,
        (low, None if low < 0 < high else mid, high), words.unit(unit), words.estimate(low, mid, high, unit, short=True), words.t(card.topic.label, **card.claim.values),
        words.t(labels.CONFIDENCE[card.claim.confidence]), rows, f"{words.t(HEADS['sources'])}: {', '.join(numbers)}",
    )  # fmt: skip


def _numbers(groups: tuple[Group, ...], names: tuple[str, ...], words: Words) -> Listing:
    """The four numbers of the first page, a column a country."""
    lines = []
    for group in (group for wanted in PAGE_TOPICS for group in groups if group.id == wanted):
        cells = {card.country: f"{card.text}, {card.sure}" for card in group.cards}
        lines.append(
            (
                group.cards[0].label if len({card.label for card in group.cards}) == 1 else group.title,
                *(cells.get(one, "–") for one in names),
            )
        )
    columns = (words.t(N_("What we know")), *names)
    return Listing("numbers", words.t(N_("The numbers behind it")), columns, tuple(lines), words=tuple(range(1, len(columns))))


def _reply(pack: Pack, one: Answered, words: Words) -> Reply:
    objection = one.objection
    why = [_claim(pack, ground, words) for ground in one.grounds]
    why += [words.t(objection.caveat)] * bool(objection.caveat)
    why += [_told(step, words) for step in pack.steps if step.number in objection.steps]
    says = words.t(objection.says).removesuffix(".")  # a heading
    return Reply(
        says,
        words.t(N_("“{text}”"), text=says),
        words.t(VERDICTS[objection.verdict]),
        words.t(objection.answer),
        tuple(why),
    )


def _told(step: Step, words: Words) -> str:
    mark = words.t(DISPUTED) if step.disputed else _grade(step.grade, words)
    return f"{_day(step.start, words).removesuffix('.')}. {step.event[words.lang]}. {step.outcome[words.lang]}. ({mark})"


def _day(text: str, words: Words) -> str:
    """A date of which only the year, or year and month, may be known.

    >>> _day("2025-11", Words("en")), _day("2022", Words("en"))
    ('November 2025', '2022')
    """
    if len(text) == len("2025-11"):
        return format_skeleton("yMMMM", date.fromisoformat(text + "-01"), locale=words.lang)
    return words.date(text) if len(text) == len("2026-06-08") else text


def _days(start: str, end: str, words: Words) -> str:
    """One day, or the first and the last; within one month the month stands once, within one year the year.

    >>> _days("2024-05-22", "2024-05-23", Words("en")), _days("2025-11", "", Words("es"))
    ('22–23 May 2024', 'noviembre de 2025')
    >>> _days("2023-11-30", "2023-12-12", Words("en")), _days("2023-11-30", "2023-12-12", Words("kk"))
    ('30 November – 12 December 2023', '2023\\u202fж. 30 қараша – 12 желтоқсан')
    """
    if not end:
        return _day(start, words)
    first, last = start[-2:].lstrip("0"), end[-2:].lstrip("0")
    if start[:7] == end[:7]:
        return re.sub(rf"\b{last}\b", f"{first}–{last}", _day(end, words), count=1)
    one, other = _day(start, words), _day(end, words)
    if start[:4] == end[:4] and one.startswith(start[:4]):
        other = _short(end, words)
    elif start[:4] == end[:4]:
        one = _short(start, words)
    return f"{one} – {other}"


def _short(day: str, words: Words) -> str:
    """A day without its year."""
    return format_skeleton("MMMMd", date.fromisoformat(day), locale="en_GB" if words.lang == "en" else words.lang)


def _precedents(pack: Pack, words: Words) -> Listing:
    lines = tuple(
        (words.t(TEXTS[text]), origin(row["source"], words.lang), _grade(row["grade"], words))
        for text, row in pack.precedents.items()
        if text in TEXTS
    )
    columns = (words.t(N_("Text, paraphrased")), words.t(N_("Source")), words.t(N_("Grade of the source")))
    return Listing("precedents", words.t(N_("Precedent in the texts")), columns, lines, words=(1, 2))


def _line(pack: Pack, words: Words) -> Listing:
    lines = []
    for step in pack.steps:
        day = _days(step.start, step.end, words)
        mark = words.t(DISPUTED) if step.disputed else _grade(step.grade, words)
        outcome = f"{step.outcome[words.lang]}. {step.note[words.lang]}".strip()
        lines.append((day, step.event[words.lang], outcome, f"{mark}; {origin(step.source, words.lang)}"))
    columns = (words.t(N_("Date")), words.t(N_("Step")), words.t(N_("Outcome")), words.t(N_("Source")))
    return Listing(
        "line",
        words.t(N_("The line of mountain diplomacy")),
        columns,
        tuple(lines),
        words.t(UNTIL, day=words.date(pack.event.until)),
        words=(1, 2, 3),
    )
