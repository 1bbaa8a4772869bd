"""Budget against spending by year, and how fast it is spent. A year without an entry is not reported, never zero."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from highground.basis.project import Project, span


@dataclass(frozen=True, slots=True)
class Year:
    """Budget and spending of one year and currency; None is not reported."""

    year: int
    currency: str
    budget: float | None
    spent: float | None


@dataclass(frozen=True, slots=True)
class Pace:
    """Percent of the budget that is spent, and least and most percent of the time that has passed, in one currency; None is not known."""

    currency: str
    budget: float | None
    spent: float | None
    spent_pct: int | None
    passed_pct: tuple[int, int] | None


def years(project: Project) -> tuple[Year, ...]:
    """Every year that a budget or an expense names. An amount over two years counts in the year in which it begins."""
    budget: dict[tuple[int, str], float] = defaultdict(float)
    spent: dict[tuple[int, str], float] = defaultdict(float)
    for line in project.budgets:
        budget[int(line.start[:4]), line.currency] += line.amount
    for one in project.spending:
        spent[int(one.on[:4]), one.currency] += one.amount
    return tuple(Year(*key, budget.get(key), spent.get(key)) for key in sorted({*budget, *spent}))


def pace(project: Project, today: date) -> tuple[Pace, ...]:
    """How much of each currency's budget is spent, beside the time that has passed; whole percent, because amounts come late."""
    rows = years(project)
    passed = time_passed(project, today)
    found = []
    for currency in dict.fromkeys([row.currency for row in rows] or ([project.currency] if project.budget is not None else [])):
        planned = [row.budget for row in rows if row.currency == currency and row.budget is not None]
        paid = [row.spent for row in rows if row.currency == currency and row.spent is not None]
        budget = sum(planned) if planned else project.budget if currency == project.currency else None
        spent = sum(paid) if paid else None
        share = round(100 * spent / budget) if spent is not None and budget else None
        found.append(Pace(currency, budget, spent, share, passed))
    return tuple(found)


def time_passed(project: Project, today: date) -> tuple[int, int] | None:
    """Least and most percent of the project's time that has passed, as its dates are known; None without a start or an end.

    >>> time_passed(Project("A", "Ice", start="2022-01-01", end="2023-12-31"), date(2022, 12, 31))
    (50, 50)
    """
    first, last = span(project.started or project.start), span(project.ended or project.end)
    if first is None or last is None:
        return None
    shares = [_share(start, end, today) for start in first for end in last if end > start]
    return (min(shares), max(shares)) if shares else None


def _share(start: date, end: date, today: date) -> int:
    return min(100, max(0, round(100 * (today - start).days / (end - start).days)))
