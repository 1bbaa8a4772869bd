"""What the report of a project says, for a donor's officer: one page of summary, then logframe, results, money, dates, steps, lessons, sources."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from babel.dates import format_skeleton

from highground import __version__
from highground.basis.project import (
    COVERAGES,
    GRADES,
    HOWS,
    LEAP,
    LEVELS,
    NOTES,
    RELATIONS,
    ROLES,
    STATUSES,
    Event,
    Project,
    Result,
    Sector,
    Value,
)
from highground.basis.words import N_
from highground.catalogue.regions import find_country
from highground.response.grounds import claims_of
from highground.response.projects.late import late, passed
from highground.response.projects.money import Pace, Year, over_years, pace, years
from highground.response.projects.results import FROM_RUN, VERDICTS, Standing, standings
from highground.response.projects.steps import held, steps
from highground.views.report.alphabet.words import HARD, Words
from highground.views.report.evidence.labels import CONFIDENCE
from highground.views.report.narrative.parts import Listing, Sheet, notice

if TYPE_CHECKING:
    from highground.catalogue.runs import Run

ROOM: Final = "projects"
TITLE: Final = N_("Project report")
UNKNOWN: Final = N_("not reported")
NO_YEAR: Final = N_("{day}, year not stated")
ANSWER: Final = N_(
    "Of {n} indicators, targets met: {met}; not met: {unmet}; not certain: {uncertain}; without data or target: {blank}."
)
NOTHING: Final = N_("No indicators have been entered: what the project achieved cannot be told yet.")
SPENT: Final = N_("{spent} of {budget} {currency} are reported as spent ({share} %).")
UNPLANNED: Final = N_("{spent} {currency} are reported as spent; no budget in this currency has been entered.")
UNEQUAL: Final = N_("The budget by year adds up to {planned} {currency}, not to the total stated: one of them is to be mended.")
UNSPENT: Final = N_("Budget: {budget} {currency}. No spending has been entered, so nothing can be said of how it was used.")
NOT_DUE: Final = N_("Of the targets not met, not due yet: {n}.")
EARLY: Final = N_("not due yet")
PASSED: Final = N_("{low} to {high} % of the project's time has passed.")
PASSED_ONE: Final = N_("{low} % of the project's time has passed.")
ENDED: Final = N_("The time of the project is over.")
ACTUAL: Final = N_("{actual}; planned: {planned}")
RULE: Final = N_("A target is called met only when the whole range of the result reaches it. A blank is not reported, never zero.")
OVER: Final = N_("An amount of the budget that runs into the next year counts in the year in which it begins.")
REVISED: Final = N_("A revised amount of the budget counts in place of the original one of its period and line.")
AT: Final = N_("at {level} of global warming")
MODELLED: Final = N_("A value read from a run describes the country as modelled or recorded; it is not an effect of the project.")
UNGROUNDED: Final = N_("{claims}: not read, because the run was not given")
UNREAD: Final = N_("not read: the run of {country} that measures it was not given")
COLOPHON: Final = N_(
    "Made by highground {version} from the record of the project, with no other number than those that were entered, bundled with a source, or read from a run."
)


UNMET: Final = ("not met", "one end", "said not met")


@dataclass(frozen=True, slots=True)
class Report(Sheet):
    """The report in one language."""

    id: str
    facts: tuple[tuple[str, str], ...]
    late: tuple[str, ...]
    tables: tuple[Listing, ...]
    reading: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    amounts: tuple[Year, ...] = ()  # the table of money in numbers


def build(project: Project, runs: Mapping[str, "Run"], lang: str, today: date) -> Report:
    """The report of a project beside the runs that its indicators and steps rest on. Raises BadData for a claim or row that no run holds."""
    words = Words(lang, ROOM)
    found = standings(project, runs)
    measured = frozenset(one.indicator.id for one in found if one.measured)
    tables = (
        _logframe(project, words),
        _results(project, found, words, today),
        _money(project, words),
        _events(project, words),
        _steps(project, tuple(runs.values()), words),
    )
    return Report(
        lang, project.title, words.t(TITLE), words.date(today), __version__, notice(words), _answer(project, found, words, today),
        words.t(COLOPHON, version=__version__), project.id, tuple(_facts(project, words)),
        tuple(words.t(one.message, **_words_of(one.filled, words)) for one in late(project, today, measured)),
        tuple(table for table in tables if table.lines), _reading(project, bool(measured), words),
        tuple((words.t(NOTES[one.kind]), one.text + (f" ({day(one.on, words)})" if one.on else "")) for one in project.notes), tuple(_sources(project, found, runs)), years(project),
    )  # fmt: skip


def _reading(project: Project, measured: bool, words: Words) -> tuple[str, ...]:
    """How to read the tables: only what they need."""
    said = [RULE, *([MODELLED] if measured else []), *([OVER] if over_years(project) else [])]
    return tuple(map(words.t, [*said, *([REVISED] if any(one.revised == "yes" for one in project.budgets) else [])]))


def _words_of(values: Mapping[str, object], words: Words) -> dict[str, object]:
    """Dates and the status as people of the language write them."""
    shown = {"due": lambda text: day(str(text), words), "status": lambda text: words.t(STATUSES[str(text)])}
    return {name: shown[name](value) if name in shown else value for name, value in values.items()}


def _answer(project: Project, found: Sequence[Standing], words: Words, today: date) -> str:
    kinds = [one.verdict for one in found]
    met, blank = kinds.count("met") + kinds.count("said met"), kinds.count("no data") + kinds.count("no target")
    unmet, uncertain = (
        sum(kinds.count(kind) for kind in UNMET),
        kinds.count("uncertain") + kinds.count("not judged"),
    )
    said = [words.t(ANSWER, n=len(found), met=met, unmet=unmet, uncertain=uncertain, blank=blank) if found else words.t(NOTHING)]
    if early := sum(one.verdict in UNMET and _early(one, project, today) for one in found):
        said.append(words.t(NOT_DUE, n=early))
    paces = pace(project, today)
    said += [text for one in paces for text in _paid(one, words)]
    if paces and (share := paces[0].passed_pct):
        message = ENDED if share == (100, 100) else PASSED_ONE if share[0] == share[1] else PASSED
        said.append(words.t(message, low=str(share[0]), high=str(share[1])))
    return " ".join(said)


def _early(one: Standing, project: Project, today: date) -> bool:
    """Whether a target has a day that is still to come: its own, or the end of the project."""
    due = one.indicator.target and (one.indicator.target.on or project.ended or project.end)
    return bool(due) and not passed(str(due), today)


def _paid(one: Pace, words: Words) -> list[str]:
    """What is said of one currency."""
    spent, budget, planned = (None if amount is None else money(amount, words) for amount in (one.spent, one.budget, one.planned))
    said = []
    if spent is None:
        said.append(words.t(UNSPENT, budget=budget, currency=one.currency))
    elif one.spent_pct is None:
        said.append(words.t(UNPLANNED, spent=spent, currency=one.currency))
    else:
        said.append(words.t(SPENT, spent=spent, budget=budget, currency=one.currency, share=str(one.spent_pct)))
    if one.planned is not None and one.planned != one.budget:
        said.append(words.t(UNEQUAL, planned=planned, currency=one.currency))
    return said


def money(amount: float, words: Words) -> str:
    """An amount to the cent, without cents where it is whole."""
    return words.number(amount, 2 if amount % 1 else 0)


def day(text: str, words: Words) -> str:
    """A date as exact as it is known; one without a year says so."""
    if len(text) == len("2024-06-30"):
        return words.date(text)
    if text.count("-") == 1 and len(text) == len("06-30"):
        return words.t(NO_YEAR, day=_named("MMMMd", date.fromisoformat(f"{LEAP}-{text}"), words))
    if len(text) == len("2024-06"):
        return _named("yMMMM", date.fromisoformat(f"{text}-01"), words)
    return text


def _named(skeleton: str, when: date, words: Words) -> str:
    """A part of a date with its month by name."""
    return str(format_skeleton(skeleton, when, locale="en_GB" if words.lang == "en" else words.lang))


def period(start: str, end: str, words: Words) -> str:
    """From a date to a date; two days of one month share it: 22–23 June 2023."""
    if not start or not end or start == end:
        return day(start or end, words)
    if len(start) == len(end) == len("2024-06-30") and start[:7] == end[:7]:
        first, last = int(start[8:]), int(end[8:])
        return re.sub(rf"(?<!\d){last}(?!\d)", f"{first}–{last}", day(end, words), count=1)
    return f"{day(start, words)} – {day(end, words)}"


def _facts(project: Project, words: Words) -> list[tuple[str, str]]:
    def named(table: Mapping[str, str], word: str) -> str:
        return words.t(table[word]) if word else ""

    budget = "" if project.budget is None else f"{money(project.budget, words)}{HARD}{project.currency}"
    shares = ", ".join(
        _country(one.iso3, words) + ("" if one.percentage is None else f" ({words.number(one.percentage)}{HARD}%)")
        for one in project.countries
    )
    related = ", ".join(f"{one.id} ({words.t(RELATIONS[one.kind])})" for one in project.related)
    partners = ", ".join(f"{one.name} ({words.t(ROLES[one.role])})" for one in project.partners)
    sectors = ", ".join(_sector(one, words) for one in project.sectors)
    rows = (
        (N_("Project number"), project.id), (N_("PRIMA number"), project.prima_id), (N_("Status"), named(STATUSES, project.status)),
        (N_("Start of the project"), _dated(project.started, project.start, words)), (N_("End of the project"), _dated(project.ended, project.end, words)),
        (N_("Type"), project.type), (N_("Sectors"), sectors), (N_("Total budget"), budget), (N_("Coverage"), named(COVERAGES, project.coverage)), (N_("Year of the fund"), project.year),
        (N_("Region of the fund"), project.region), (N_("Benefiting member states"), shares), (N_("Fund"), project.fund), (N_("Organisations"), partners),
        (N_("Related projects"), related), (N_("Description"), project.description), (N_("Note"), project.note), (N_("Page"), project.url),
        (N_("Source"), f"{project.source} ({words.t(GRADES[project.grade])})" if project.source else words.t(GRADES[project.grade])),
    )  # fmt: skip
    return [
        (words.t(name), text or words.t(UNKNOWN))
        for name, text in rows
        if text or name not in ("Note", "Organisations", "Related projects", "Sectors")
    ]


def _dated(actual: str, planned: str, words: Words) -> str:
    """The actual date, and the planned one beside it where it was another."""
    if not actual or not planned or actual == planned:
        return day(actual or planned, words)
    return words.t(ACTUAL, actual=day(actual, words), planned=day(planned, words))


def _sector(one: Sector, words: Words) -> str:
    share = "" if one.percentage is None else f" ({words.number(one.percentage)}{HARD}%)"
    return " ".join(filter(None, (one.code, one.name))) + share


def _country(iso3: str, words: Words) -> str:
    names = find_country(iso3).names
    return names.get(words.lang) or names["en"]


def _logframe(project: Project, words: Words) -> Listing:
    heads = (N_("Line"), N_("Level"), N_("Title"), N_("Planned"), N_("Done on"))

    def line(one: Result) -> tuple[str, ...]:
        level = words.t(LEVELS[one.level]) + (f" ({one.under})" if one.under else "")
        return (one.id, level, _joined(one.title, one.description), period(one.start, one.due, words), day(one.done, words))

    lines = tuple(map(line, project.results))
    return Listing("logframe", words.t(N_("Logframe")), tuple(map(words.t, heads)), lines, words=(1, 2, 3, 4))


def _joined(first: str, second: str) -> str:
    """Two texts of people as sentences one after the other."""
    return f"{first.rstrip('.')}. {second}" if second else first


def _results(project: Project, found: Sequence[Standing], words: Words, today: date) -> Listing:
    heads = (N_("Indicator"), N_("Baseline"), N_("Target"), N_("Result"), N_("Verdict"))
    lines = tuple(
        (f"{one.indicator.id} {one.indicator.title}", value(one.indicator.baseline, words), value(one.indicator.target, words), _actual(one, words), _verdict(one, _early(one, project, today), words))
        for one in found
    )  # fmt: skip
    return Listing("results", words.t(N_("Results against plan")), tuple(map(words.t, heads)), lines, words=(1, 2, 3, 4))


def value(one: Value | None, words: Words) -> str:
    """A baseline, target or result with its range and day; not reported where there is none."""
    if one is None:
        return words.t(UNKNOWN)
    said = one.text
    if one.estimate is not None:
        number = words.estimate(one.estimate.low, one.estimate.mid, one.estimate.high, one.estimate.unit, short=True)
        said = "; ".join(filter(None, (number, one.text)))
    return said + (f", {day(one.on, words)}" if one.on else "")


def _actual(one: Standing, words: Words) -> str:
    said = value(one.actual, words)
    if one.measured:
        source = words.t(
            FROM_RUN, country=_country(one.measured.iso3, words), day=words.date(one.measured.day), row=one.measured.row
        )
        level = one.indicator.evidence.level if one.indicator.evidence else None
        number = (
            value(Value(one.measured.value.estimate), words) + ("" if level is None else f" {words.t(AT, level=level)}")
        ).strip()
        return "; ".join((number, words.t(CONFIDENCE[one.measured.confidence]), source))
    if one.actual is not None and one.actual.estimate is not None:
        said += f"; {words.t(HOWS[one.actual.estimate.how])}"
    if one.indicator.evidence:
        unread = words.t(UNREAD, country=_country(one.indicator.evidence.country, words))
        return f"{said}; {unread}" if one.actual else unread
    return said


def _verdict(one: Standing, early: bool, words: Words) -> str:
    due = words.t(EARLY) if early and one.verdict not in ("met", "said met") else ""
    missing = words.t(N_("baseline missing")) if one.baseline_missing else ""
    return "; ".join(filter(None, (words.t(VERDICTS[one.verdict]), due, missing)))


def _money(project: Project, words: Words) -> Listing:
    heads = (N_("Year"), N_("Currency"), N_("Budget"), N_("Spent"), N_("Spent, % of the budget"))
    lines = tuple(
        (
            str(row.year), row.currency, *(words.t(UNKNOWN) if amount is None else money(amount, words) for amount in (row.budget, row.spent)),
            str(round(100 * row.spent / row.budget)) if row.spent is not None and row.budget else words.t(UNKNOWN),
        )
        for row in years(project)
    )  # fmt: skip
    return Listing("money", words.t(N_("Budget and spending by year")), tuple(map(words.t, heads)), lines)


def _events(project: Project, words: Words) -> Listing:
    heads = (N_("Date"), N_("What happened"), N_("Who took part"), N_("Source"))

    def source(one: Event) -> str:
        doubt = words.t(GRADES[one.grade]) if one.grade in GRADES and one.grade != "read" else ""
        return f"{one.source} ({doubt})" if one.source and doubt else one.source or doubt

    lines = tuple(
        (period(one.start, one.end, words), _joined(one.what, one.note), one.actors, source(one)) for one in project.events
    )
    return Listing("events", words.t(N_("Dated outputs")), tuple(map(words.t, heads)), lines, words=(1, 2, 3))


def _steps(project: Project, runs: Sequence["Run"], words: Words) -> Listing:
    """Steps that rest on evidence, with the sentence of each claim and how sure it is."""
    held(project, runs)
    claims = claims_of(runs)
    lines = []
    for action in steps(project):
        read = [claims[ground] for ground in action.grounds if ground in claims]
        said = [f"{words.t(claim.template, **claim.values)} [{words.t(CONFIDENCE[claim.confidence])}]" for claim in read]
        if unread := [f"{ground.iso3}:{ground.claim}" for ground in action.grounds if ground not in claims]:
            said.append(words.t(UNGROUNDED, claims=", ".join(unread)))
        lines.append((f"{action.id} {action.values['title']}", " ".join(said)))
    heads = (N_("Step"), N_("Evidence that it rests on"))
    return Listing("steps", words.t(N_("Steps that rest on evidence")), tuple(map(words.t, heads)), tuple(lines), words=(1,))


def _sources(project: Project, found: Sequence[Standing], runs: Mapping[str, "Run"]) -> list[str]:
    """Every source that a number names, once; those of a run as its cards cite them."""
    cited = {card.id: card.citation for run in runs.values() for card in run.sources}
    values = [value for one in found for value in (one.indicator.baseline, one.indicator.target, one.actual) if value is not None]
    named = [source for value in values if value.estimate is not None for source in value.estimate.sources]
    money = [one.source for one in project.budgets] + [one.source for one in project.spending]
    said = (project.url, *named, *money, *(one.source for one in project.events))
    return list(dict.fromkeys(cited.get(source, source) for source in said if source))
