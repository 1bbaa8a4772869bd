"""What the page of a what-if says, in order, in one language: the answer first, then how it comes about and what is not known."""

from dataclasses import dataclass
from math import exp
from typing import Final

from highground.basis.mobility import LEVER_BY_ID
from highground.basis.scenario import TODAY
from highground.basis.words import N_
from highground.people.mobility.levers import EFFICACY, PROGRAMME_YEARS
from highground.research.confidence import JUDGED_CAP, lower
from highground.research.levels import sides
from highground.research.whatif.answer import OWN, Key, WhatIf
from highground.research.whatif.asked import DIGITS
from highground.views.report.alphabet.words import HARD, Words
from highground.views.report.evidence import labels, whatif_rows
from highground.views.report.evidence.whatif_rows import FOLLOWED, SHOWN, TOLD, Row
from highground.views.report.narrative.content import Reference, references
from highground.views.report.narrative.parts import Listing, Sheet, notice

QUESTION: Final = N_("What if? {levers}, at {level} of global warming")
QUESTION_TODAY: Final = N_("What if? {levers}, in the climate of today")
LEAD: Final = N_("Compared with none of this: {changes}.")
NO_CHANGE: Final = N_(
    "Compared with none of this, the model changes no number. What was asked acts on impacts that do not get worse here."
)
CHANGES: Final = {  # measure -> words where it falls, where it grows, and where the sign is open
    ("displacement_aad", ""): (
        N_("{percent} fewer displacements a year"),
        N_("{percent} more displacements a year"),
        N_("whether displacements grow or fall is not settled"),
    ),
    ("internal_moves", ""): (
        N_("{percent} fewer moves a year inside the country"),
        N_("{percent} more moves a year inside the country"),
        N_("whether moves inside the country grow or fall is not settled"),
    ),
    ("emigration_moves", ""): (
        N_("{percent} fewer departures abroad a year"),
        N_("{percent} more departures abroad a year"),
        N_("whether departures abroad grow or fall is not settled"),
    ),
    ("immobility_people", "cell:involuntary"): (
        N_("{percent} fewer mountain people who wish to move and cannot"),
        N_("{percent} more mountain people who wish to move and cannot"),
        N_("whether those who wish to move and cannot grow or fall in number is not settled"),
    ),
}  # fmt: skip
ALIKE: Final = (  # moves inside and abroad together: where both fall or grow by the same share, and where both signs are open
    N_("{percent} fewer moves a year, inside the country and abroad alike"),
    N_("{percent} more moves a year, inside the country and abroad alike"),
    N_("whether moves grow or fall is not settled, neither inside the country nor abroad"),
)
OPEN: Final = 2  # place of the words for an open sign
MOVES: Final = (("internal_moves", ""), ("emigration_moves", ""))
RELOCATED: Final = N_("the programme moves {n} people a year")
LEAST_MIDDLE: Final = 0.1  # %, of the middle of a difference; judged: below it, with ends below LEAST_END, nobody could act on it
LEAST_END: Final = 1.0  # %, of both ends
HARDLY: Final = N_("the other numbers hardly change (less than {least} in the middle)")
NOTHING_MUCH: Final = N_("the numbers hardly change (less than {least} in the middle)")
UNTOLD: Final = N_("what becomes of displacement is not known here")
RANGES: Final = N_("Ranges hold nine of ten outcomes.")
WORKS: Final = {  # lever -> how well full reach works; values from EFFICACY
    "early_warning": N_("At full reach {works} of displacements do not happen."),
    "water": N_("At full reach {works} of these losses do not arrive."),
    "pasture": N_("At full reach {works} of this loss does not arrive."),
    "relocation": N_("{consent} of households consent; {left} of the old rate of displacement is met at the new place. Told after {years} years."),
    "pathways": N_("At full reach the odds of being able to move rise {times} times."),
    "remittances": N_("At full reach {works} of the loss of means is withstood, and the odds of being able to move rise {times} times."),
}  # fmt: skip
UNKNOWN: Final = (
    N_("How well each lever works is judged, not measured in these mountains; a study of a programme would replace it."),
    N_("What a lever costs, how long it takes to build, and who would be left out."),
    N_("What people would answer: no household survey is behind this. People move for several reasons at once."),
    N_("Displacement (sudden) and migration (slow) are counted apart and never added; neither are the levers, which act together."),
    N_("More moves are no failure and fewer are no success: it matters whether people can choose."),
)  # fmt: skip
STEPPED: Final = N_("{level} lies between two levels of the chain; impacts are taken on the straight line from {below} to {above}.")
WIDE: Final = N_("The difference is far surer than the totals: the same draws stand behind both.")
UNCHANGED: Final = N_("No change: {measures}.")
COLOPHON: Final = N_("Made by highground {version} on {day}, {members} joint draws, seed {seed}. Numbers: whatif.json, rows.csv.")
TOGETHER: Final = N_("All together")


@dataclass(frozen=True, slots=True)
class Change:
    """What one lever changes in the model."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Page(Sheet):
    """The page of a what-if in one language."""

    confidence: str  # translated; `level` is the untranslated word
    level: str
    caption: str
    alone: Listing
    measures: Listing
    followed: Listing  # household histories; no lines where none were asked for
    changes: tuple[Change, ...]
    unknown: tuple[str, ...]
    references: tuple[Reference, ...]


def build(found: WhatIf, lang: str) -> Page:
    """The whole page."""
    words, about = Words(lang), found.about
    country = str(about["names"].get(lang, about["names"]["en"]))
    sure = _confidence(found)
    return Page(
        lang=lang,
        title=country,
        subtitle=_question(found, words),
        made_on=words.date(about["made_on"]),
        version=str(about["version"]),
        notice=notice(words),
        answer=_answer(found, words),
        confidence=words.t(labels.CONFIDENCE[sure]),
        level=sure,
        caption=_caption(found, words),
        alone=_alone(found, words),
        measures=_measures(found, words),
        followed=_followed(found, words),
        changes=tuple(_change(found, which, words) for which in about["levers"]),
        unknown=_unknown(found, words),
        references=references(found.sources, words),
        colophon=words.t(
            COLOPHON, version=about["version"], day=words.date(about["made_on"]), members=about["members"], seed=str(about["seed"])
        ),
    )


def _question(found: WhatIf, words: Words) -> str:
    message = QUESTION_TODAY if found.about["level"] == TODAY else QUESTION
    return words.t(message, levers=whatif_rows.asked(found, words), level=_level(found.about["level"], words))


def _level(level: float, words: Words) -> str:
    """The level to the digits that were asked for: 1.75 °C."""
    digits = next((digits for digits in range(DIGITS) if round(level, digits) == level), DIGITS)
    return f"{words.number(level, digits)}{HARD}°C"


def _answer(found: WhatIf, words: Words) -> str:
    """One sentence: what falls, what grows, what is not settled, and what cannot be told."""
    alike = _alike(found, words)
    said = [text for key in SHOWN if (text := alike.get(key, _said(found, key, words)))]
    moved = whatif_rows.with_all(found, ("relocated", ""))
    said += [words.t(RELOCATED, n=whatif_rows.size(moved, words))] if moved is not None else []
    if any(_hardly(found, key) for key in SHOWN):
        said.append(words.t(HARDLY if said else NOTHING_MUCH, least=f"{words.number(LEAST_MIDDLE, 1)}{HARD}%"))
    if whatif_rows.difference(found, SHOWN[0]) is None and {"early_warning", "relocation"} & set(found.about["levers"]):
        said.append(words.t(UNTOLD))
    return words.t(LEAD, changes="; ".join(said)) if said else words.t(NO_CHANGE)


def _hardly(found: WhatIf, key: Key) -> bool:
    """Whether a measure changes by so little that a sentence about it would mislead."""
    row = whatif_rows.difference(found, key, percent=True)
    if row is None or whatif_rows.is_nothing(row):
        return False
    return bool(abs(row["mid"]) < LEAST_MIDDLE and max(abs(row["low"]), abs(row["high"])) < LEAST_END)


def _said(found: WhatIf, key: Key, words: Words) -> str:
    row = whatif_rows.difference(found, key)
    if row is None or whatif_rows.is_nothing(row) or _hardly(found, key):
        return ""
    sign, part = _sign(row), whatif_rows.difference(found, key, percent=True)
    if sign == OPEN:
        return words.t(CHANGES[key][OPEN])
    return "" if part is None else words.t(CHANGES[key][sign], percent=whatif_rows.percent(part, words))


def _alike(found: WhatIf, words: Words) -> dict[Key, str]:
    """Both kinds of moves in one clause, under the first of them; nothing where they differ as printed."""
    rows = [row for key in MOVES if (row := whatif_rows.difference(found, key, percent=True)) is not None]
    signs = {_sign(row) for row in rows}
    if (
        len(rows) < len(MOVES)
        or len(signs) > 1
        or any(map(whatif_rows.is_nothing, rows))
        or any(_hardly(found, key) for key in MOVES)
    ):
        return {}
    sign, percents = signs.pop(), {whatif_rows.percent(row, words) for row in rows}
    if sign != OPEN and len(percents) > 1:
        return {}
    return {MOVES[0]: words.t(ALIKE[sign], percent=percents.pop()), MOVES[1]: ""}


def _sign(row: Row) -> int:
    """Which words a difference takes: 0 where it falls, 1 where it grows, OPEN where its sign is open."""
    return OPEN if row["low"] < 0 < row["high"] else int(row["high"] > 0)


def _confidence(found: WhatIf) -> str:
    """The lowest confidence of the differences that the answer states, in percent where it states percent."""
    rows = [whatif_rows.difference(found, key, percent=True) or whatif_rows.difference(found, key) for key in SHOWN]
    told = [row["confidence"] for row in rows if row is not None and not whatif_rows.is_nothing(row)]
    return lower(*told) if told else JUDGED_CAP


def _caption(found: WhatIf, words: Words) -> str:
    """How to read the ranges, and which measures stay as they are."""
    same = "; ".join(whatif_rows.name(key, words) for key in whatif_rows.unchanged(found))
    said = (words.t(RANGES), words.t(WIDE), words.t(UNCHANGED, measures=same) if same else "")
    return " ".join(filter(None, said))


def _alone(found: WhatIf, words: Words) -> Listing:
    """The difference by each lever alone, and by all together; with one lever it stands in the picture already."""
    shown = whatif_rows.changed(found)
    pulled = tuple(found.about["levers"])
    lines = [
        (
            words.t(LEVER_BY_ID[which].label),
            *(whatif_rows.signed(whatif_rows.difference(found, key, which), words) for key in shown),
        )
        for which in pulled
    ]
    if len(pulled) > 1:
        lines.append((words.t(TOGETHER), *(whatif_rows.signed(whatif_rows.difference(found, key), words) for key in shown)))
    columns = (words.t(N_("Lever")), *(whatif_rows.name(key, words) for key in shown))
    note = words.t(N_("The levers act on the same people, so their differences do not add up.")) if len(pulled) > 1 else ""
    return Listing("alone", words.t(N_("Each lever alone")), columns, tuple(lines), note)


def _measures(found: WhatIf, words: Words) -> Listing:
    """Every measure without and with the levers."""
    heads = (N_("Measure"), N_("Without levers"), N_("With levers"), N_("Difference"), N_("Confidence in the difference"))
    lines = []
    for key in (*TOLD, *((own, "") for own in OWN if (own, "") not in TOLD)):
        with_all = whatif_rows.with_all(found, key)
        if with_all is not None:
            lines.append(_line(found, key, with_all, words))
    return Listing("measures", words.t(N_("All measures")), tuple(map(words.t, heads)), tuple(lines), words=(4,))


def _followed(found: WhatIf, words: Words) -> Listing:
    """Household histories without and with the levers, in % of households."""
    heads = (N_("Households, %"), N_("Without levers"), N_("With levers"), N_("Difference"))
    rows = [(key, whatif_rows.with_all(found, key)) for key in FOLLOWED]
    lines = [(whatif_rows.name(key, words), *_line(found, key, row, words)[1:4]) for key, row in rows if row is not None]
    return Listing("followed", words.t(N_("Households followed one by one")), tuple(map(words.t, heads)), tuple(lines))


def _line(found: WhatIf, key: Key, with_all: Row, words: Words) -> tuple[str, ...]:
    change = whatif_rows.difference(found, key)
    sure = "" if change is None else words.t(labels.CONFIDENCE.get(change["confidence"], ""))
    before = whatif_rows.without(found, key)
    return (
        f"{whatif_rows.name(key, words)}{', %' if with_all['unit'] == '%' else ''}",
        "0" if before is None else whatif_rows.span(before, words),
        whatif_rows.span(with_all, words),
        whatif_rows.signed(change, words),
        sure,
    )


def _change(found: WhatIf, which: str, words: Words) -> Change:
    values = {
        "works": _range(EFFICACY.get(which) or EFFICACY["remittances_means"], words),
        "times": _range(EFFICACY["pathways" if which == "pathways" else "remittances_odds"], words, odds=True),
        "consent": _range(EFFICACY["consent"], words),
        "left": _range(EFFICACY["left_behind"], words),
        "years": round(PROGRAMME_YEARS),
    }
    lever = LEVER_BY_ID[which]
    return Change(whatif_rows.lever(found, which, words), f"{words.t(lever.changes)} {words.t(WORKS[which], **values)}")


def _range(ends: tuple[float, float, float], words: Words, *, odds: bool = False) -> str:
    """A judged range in percent, or log odds as a factor on the odds."""
    low, mid, high = (words.number(exp(end), 1) if odds else words.number(100 * end, 0) for end in ends)
    return words.spanned(mid if odds else f"{mid}{HARD}%", low, high)


def _unknown(found: WhatIf, words: Words) -> tuple[str, ...]:
    level = found.about["level"]
    stepped: tuple[str, ...] = ()
    below, above, share = sides(level)
    if share:
        stepped = (words.t(STEPPED, level=_level(level, words), below=words.level(below), above=words.level(above)),)
    return (*map(words.t, UNKNOWN), *(words.t(message, **values) for message, values in found.notes), *stepped)
