"""What a project is: its record, logframe, indicators with ranges, budget, spending, dated events, partners, lessons and risks."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Final, Literal, get_args

from highground.basis.errors import BadData
from highground.basis.estimate import Estimate
from highground.basis.words import N_

Status = Literal["planned", "active", "finalising", "completed", "cancelled", "suspended"]
Level = Literal["impact", "outcome", "output", "activity"]
Direction = Literal["up", "down"]
Measure = Literal["unit", "percentage", "nominal", "ordinal", "qualitative"]
STATUSES: Final = {  # in the order of the IATI codes 1 to 6
    "planned": N_("planned"), "active": N_("active"), "finalising": N_("being closed"), "completed": N_("completed"),
    "cancelled": N_("cancelled"), "suspended": N_("suspended"),
}  # fmt: skip
LEVELS: Final = {"impact": N_("impact"), "outcome": N_("outcome"), "output": N_("output"), "activity": N_("activity")}
DIRECTIONS: Final = {"up": N_("more is better"), "down": N_("less is better")}
MEASURES: Final = {  # in the order of the IATI codes 1 to 5
    "unit": N_("number"), "percentage": N_("percentage"), "nominal": N_("category"), "ordinal": N_("rank"), "qualitative": N_("in words"),
}  # fmt: skip
HOWS: Final = {
    "counted": N_("counted"), "measured": N_("measured"), "surveyed": N_("surveyed"), "modelled": N_("modelled"), "judged": N_("judged"),
}  # fmt: skip
RELATIONS: Final = {  # in the order of the IATI codes 1 to 5
    "parent": N_("parent"), "child": N_("child"), "twin": N_("twin"), "cofunded": N_("co-funded"), "reported": N_("also reported by others"),
}  # fmt: skip
ROLES: Final = {  # in the order of the IATI codes 1 to 4
    "funding": N_("funding"), "accountable": N_("accountable"), "extending": N_("extending"), "implementing": N_("implementing"),
}  # fmt: skip
COVERAGES: Final = {  # in the order of the IATI codes 1 to 8
    "global": N_("global"), "regional": N_("regional"), "multinational": N_("several countries"), "national": N_("national"),
    "regions": N_("several regions of a country"), "region": N_("one region of a country"), "district": N_("one district"), "place": N_("one place"),
}  # fmt: skip
NOTES: Final = {"lesson": N_("lesson"), "risk": N_("risk"), "challenge": N_("challenge")}
YES: Final = {"yes": N_("yes"), "no": N_("no")}
CLAIM: Final = re.compile(r"[A-Z]{3}:\S+")  # a country and a claim of its run
YEARLESS: Final = re.compile(r"\d\d-\d\d", re.ASCII)
LEAP: Final = 2000  # a year that has every day, for dates without one
GRADES: Final = {"read": N_("read in the source"), "computed": N_("computed"), "unverified": N_("not verified")}


@dataclass(frozen=True, slots=True)
class Value:
    """A baseline, a target or a result: an estimate with its source, or words, and the day it is for. Nothing in it is blank, not zero."""

    estimate: Estimate | None = None
    text: str = ""  # what a qualitative indicator says
    on: str = ""  # day, month or year
    met: str = ""  # of words: whether they fulfil the target, as a person says: yes or no

    def __post_init__(self) -> None:
        span(self.on, "the date of a value")
        if self.estimate is None and not self.text:
            raise BadData("a value has neither a number nor words; leave it out")


@dataclass(frozen=True, slots=True)
class Result:
    """A line of the logframe. `claims` are claims of runs that a step rests on, such as KAZ:glaciers.area."""

    id: str
    level: Level
    title: str
    under: str = ""
    description: str = ""
    start: str = ""
    due: str = ""
    done: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The row of a run's evidence table that serves as an indicator's measure."""

    country: str
    indicator: str
    place: str
    group: str = ""
    level: float | None = None  # global warming, degC above 1850-1900


@dataclass(frozen=True, slots=True)
class Indicator:
    """How a result is measured, what it was, what it shall be, and what it came to."""

    id: str
    result: str
    title: str
    measure: Measure = "unit"
    unit: str = ""
    direction: Direction = "up"
    baseline: Value | None = None
    target: Value | None = None
    evidence: Evidence | None = None
    actuals: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """An amount planned for at most a year; rows of one line are added up, a revised one takes the place of the original: see in_force."""

    start: str
    end: str
    amount: float
    currency: str
    line: str = ""
    revised: str = ""  # yes, or original where blank
    committed: str = ""  # yes, or indicative where blank
    source: str = ""


@dataclass(frozen=True, slots=True)
class Spending:
    """An amount spent on a day, in a month or in a year."""

    on: str
    amount: float
    currency: str
    line: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A dated output. A date without a year, such as 07-19, stays without one."""

    start: str
    what: str
    end: str = ""
    country: str = ""
    actors: str = ""
    source: str = ""
    grade: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation that takes part: its role, and its identifier and type in the lists of IATI where known."""

    name: str
    role: str
    ref: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector: its code of the OECD DAC, and its share where there are several."""

    code: str
    percentage: float | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """A member state that benefits, by ISO 3166-1 alpha-3 code, and its share where there are several."""

    iso3: str
    percentage: float | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """Another project and how it is related: a twin mirrors this one elsewhere."""

    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Note:
    """A lesson, a risk or a challenge, in a person's words."""

    kind: str
    text: str
    on: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """A project as its page states it, and all that is kept of it.

    `start` and `end` are the planned ones (day, month or year, as exact as the source is); a blank is not reported.
    Raises BadData for ids that stand twice, links that lead nowhere, dates in the wrong order and percentages that are none.
    """

    id: str
    title: str
    prima_id: str = ""
    start: str = ""
    end: str = ""
    started: str = ""
    ended: str = ""
    status: Status = "active"
    type: str = ""
    budget: float | None = None
    currency: str = ""
    coverage: str = ""
    year: str = ""
    region: str = ""
    fund: str = ""
    url: str = ""
    description: str = ""
    language: str = "en"
    source: str = ""
    grade: str = "unverified"
    note: str = ""
    countries: tuple[Country, ...] = ()
    sectors: tuple[Sector, ...] = ()
    partners: tuple[Partner, ...] = ()
    related: tuple[Related, ...] = ()
    results: tuple[Result, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    budgets: tuple[BudgetLine, ...] = ()
    spending: tuple[Spending, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[Note, ...] = ()

    def __post_init__(self) -> None:
        _check_words(self)
        _check_links(self)
        _check_money(self)


def span(text: str, what: str = "a date") -> tuple[date, date] | None:
    """The first and the last day that a day, month or year may mean; None for a blank. Raises BadData for anything else.

    >>> [str(day) for day in span("2024-02")]
    ['2024-02-01', '2024-02-29']
    """
    if not text:
        return None
    parts = text.split("-")
    try:
        if [len(part) for part in parts] not in ([4], [4, 2], [4, 2, 2]) or not all(
            part.isascii() and part.isdecimal() for part in parts
        ):
            raise ValueError
        numbers = [int(part) for part in parts]
        first = date(*numbers, *(1, 1)[len(numbers) - 1 :])
        month = first.month if len(numbers) > 1 else 12
        last = first if len(numbers) > 2 else date(first.year, month, monthrange(first.year, month)[1])
    except ValueError:
        raise BadData(
            f"{what} is {text[:40]!r}; write a day such as 2024-06-30, a month such as 2024-06 or a year such as 2024"
        ) from None
    return first, last


def in_order(start: str, end: str, what: str) -> None:
    """Raises BadData where an end lies before its start for certain."""
    first, last = span(start, f"the start of {what}"), span(end, f"the end of {what}")
    if first and last and last[1] < first[0]:
        raise BadData(f"{what} ends ({end}) before it starts ({start}); mend one of the dates")


def in_force(lines: Sequence[BudgetLine]) -> tuple[BudgetLine, ...]:
    """The amounts that count: a revised one takes the place of the original ones of its period, currency and line; without a line, of all of them.

    >>> plan = [BudgetLine("2022", "2022", amount, "USD", line, revised) for amount, line, revised in ((60, "staff", ""), (20, "travel", ""), (70, "staff", "yes"))]
    >>> [line.amount for line in in_force(plan)]
    [20, 70]
    """
    revised = {(*_period(one), one.line) for one in lines if one.revised == "yes"}
    return tuple(one for one in lines if one.revised == "yes" or not {(*_period(one), one.line), (*_period(one), "")} & revised)


def _period(one: BudgetLine) -> tuple[date | None, date | None, str]:
    first, last = span(one.start), span(one.end)
    return first and first[0], last and last[1], one.currency


def _check_words(project: Project) -> None:
    here = f"project {project.id}"
    if not project.id or not project.title:
        raise BadData(f"{here}: a project needs an id and a title; fill both")
    if project.status not in get_args(Status):
        raise BadData(f"{here}: {project.status!r} is no status; take one of {', '.join(get_args(Status))}")
    in_order(project.start, project.end, here)
    in_order(project.started, project.ended, here)
    for result in project.results:
        in_order(result.start, result.due, f"{here}, {result.id}")
        span(result.done, f"{here}, {result.id}: done")
    for event in project.events:
        _check_event(event, here)
    for note in project.notes:
        span(note.on, f"{here}: the date of “{note.text[:40]}”")


def _check_event(event: Event, here: str) -> None:
    """A day, a month or a year; or a month and a day, such as 07-19, where the year is not stated."""
    what = f"{here}: the date of “{event.what[:40]}”"
    whole = [f"{LEAP}-{text}" if YEARLESS.fullmatch(text) else text for text in (event.start, event.end)]
    span(whole[0], what), span(whole[1], what)
    if whole == [event.start, event.end]:
        in_order(event.start, event.end, what)


def _check_links(project: Project) -> None:
    here = f"project {project.id}"
    for what, ids in (("results", [one.id for one in project.results]), ("indicators", [one.id for one in project.indicators])):
        if doubled := next((name for name in ids if ids.count(name) > 1), ""):
            raise BadData(f"{here}: two {what} have the id {doubled}; give each its own")
    known = {one.id: one.under for one in project.results}
    for result in project.results:
        if result.under and (result.under not in known or result.under == result.id):
            raise BadData(
                f"{here}: {result.id} stands under {result.under!r}, which is no other line of its logframe; mend the link"
            )
        if _turns(result.id, known):
            raise BadData(f"{here}: {result.id} stands under itself by way of {result.under}; mend one of the links")
        if wrong := next((claim for claim in result.claims if not CLAIM.fullmatch(claim)), ""):
            raise BadData(
                f"{here}, {result.id}: {wrong!r} names no claim; write the country and the claim, such as KAZ:glaciers.left"
            )
    for indicator in project.indicators:
        if indicator.result not in known:
            raise BadData(
                f"{here}: the indicator {indicator.id} measures {indicator.result!r}, which is no line of its logframe; mend the link"
            )
        _check_values(indicator, here)


def _turns(name: str, under: Mapping[str, str]) -> bool:
    """Whether the way up from a line leads in a circle."""
    seen = {name}
    while name := under.get(name, ""):
        if name in seen:
            return True
        seen.add(name)
    return False


def _check_values(indicator: Indicator, here: str) -> None:
    for value in (indicator.baseline, indicator.target, *indicator.actuals):
        found = value.estimate if value else None
        if found and (found.unit != indicator.unit or len(found.sources) != 1):
            raise BadData(
                f"{here}: a value of {indicator.id} has another unit than the indicator, or not exactly one source; mend it"
            )


def _check_money(project: Project) -> None:
    here = f"project {project.id}"
    for line in project.budgets:
        first, last = span(line.start, f"{here}, budget from"), span(line.end, f"{here}, budget to")
        if first is None or last is None:
            raise BadData(f"{here}: an amount of the budget has no period; write from and to, at most a year")
        in_order(line.start, line.end, f"{here}, budget")
        if (last[1] - first[0]).days > 366:
            raise BadData(f"{here}: the budget from {line.start} to {line.end} covers more than a year; cut it by year")
    for one in project.spending:
        if span(one.on, f"{here}, spending") is None:
            raise BadData(f"{here}: an amount spent has no date; write a day, a month or a year")
    _check_amounts(project, here)
    shares = [one.percentage for one in project.countries] + [one.percentage for one in project.sectors]
    if any(share is not None and not 0 <= share <= 100 for share in shares):
        raise BadData(f"{here}: a percentage is below 0 or above 100; mend it")


def _check_amounts(project: Project, here: str) -> None:
    amounts = [] if project.budget is None else [(project.budget, project.currency)]
    amounts += [(line.amount, line.currency) for line in project.budgets] + [(one.amount, one.currency) for one in project.spending]
    for amount, currency in amounts:
        if len(currency) != 3 or not (currency.isascii() and currency.isupper()):
            raise BadData(f"{here}: {currency!r} is no currency; write three capital letters such as USD")
        if not isfinite(amount):
            raise BadData(f"{here}: {amount} is no amount of money; write it in digits")
