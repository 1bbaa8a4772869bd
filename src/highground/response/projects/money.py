"""Budget against spending by year, and how fast it is spent. A year without an entry is not reported, never zero."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from highground.basis.project import Project, in_force, span

CENT: Final = 2  # digits of money; what adding leaves below them is rounding of the computer


@dataclass(frozen=True, slots=True)
class Year:
    """Budget and spending of one year and currency; None is not reported."""

    year: int
    currency: str
    budget: float | None
    spent: float | None


@dataclass(frozen=True, slots=True)
class Pace:
    """Percent of the budget that is spent, and least and most percent of the time that has passed, in one currency; None is not known.

    `budget` is the total as stated; where none is stated in this currency, what the years add up to, which is `planned`.
    """

    currency: str
    budget: float | None
    planned: float | None
    spent: float | None
    spent_pct: int | None
    passed_pct: tuple[int, int] | None


def years(project: Project) -> tuple[Year, ...]:
    """Every year that a budget in force or an expense names. An amount over two years counts in the year in which it begins."""
    budget: dict[tuple[int, str], float] = defaultdict(float)
    spent: dict[tuple[int, str], float] = defaultdict(float)
    for line in in_force(project.budgets):
        budget[int(line.start[:4]), line.currency] += line.amount
    for one in project.spending:
        spent[int(one.on[:4]), one.currency] += one.amount
    return tuple(Year(*key, _sum((budget.get(key),)), _sum((spent.get(key),))) for key in sorted({*budget, *spent}))


def pace(project: Project, today: date) -> tuple[Pace, ...]:
    """How much of each currency's budget is spent, beside the time that has passed; whole percent, because amounts come late."""
    rows = years(project)
    passed = time_passed(project, today)
    found = []
    for currency in dict.fromkeys([*([project.currency] if project.budget is not None else []), *(row.currency for row in rows)]):
        planned = _sum(row.budget for row in rows if row.currency == currency)
        spent = _sum(row.spent for row in rows if row.currency == currency)
        budget = project.budget if project.budget is not None and currency == project.currency else planned
        share = round(100 * spent / budget) if spent is not None and budget else None
        found.append(Pace(currency, budget, planned, spent, share, passed))
    return tuple(found)


def _sum(amounts: Iterable[float | None]) -> float | None:
    """To the cent; None where nothing is reported."""
    given = [amount for amount in amounts if amount is not None]
    return round(sum(given), CENT) if given else None


def over_years(project: Project) -> bool:
    """Whether an amount of the budget runs into another year than that in which it counts."""
    return any(
        first and last and first[0].year != last[1].year
        for first, last in ((span(one.start), span(one.end)) for one in project.budgets)
    )


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
