"""Families of a register: their order by stated criteria, the next step that consent allows, people as ranges, and visits that are due.

The order is lexicographic: first how often the settlement is reached, then damage to the house, then whether a person with a disability,
an older person or a child lives there. Nothing is added up or weighed. Families that are equal in all of these share a rank.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from highground.basis.event import Count
from highground.basis.relocation import CHECKS, DAMAGES, GIVEN, OPEN, YEARS, key

Cells = Mapping[str, str]  # field -> written form
Step = Literal["ask", "wait", "date", "elsewhere", "checks", "ready", "moved", "no", "withdrawn", "unasked move"]
FEW: Final = (
    5  # families; counts of fewer are not printed for one place, so that nobody is recognised. Judged, as statistical offices do
)
DONE: Final = ("yes", "not needed")  # answers that close an item of the checklist
_DAMAGED: Final = {code: number for number, code in enumerate(DAMAGES)}
_LAST: Final = 10**9  # rank of a place that has none


@dataclass(frozen=True, slots=True)
class Placed:
    """One family in the order: its rank, how many share it, and its criteria in the order in which they count."""

    family: str
    rank: int
    sharing: int
    criteria: tuple[int, ...]


def ordered(families: Mapping[str, Cells], place_ranks: Mapping[str, int]) -> list[Placed]:
    """Families by the criteria, the first to be talked to first; equal ones share a rank and keep the order of the register.

    place_ranks: rank of each settlement, 1 the most often reached; a family whose settlement has none comes last.
    """
    keys = {family: criteria(cells, place_ranks.get(cells["settlement"])) for family, cells in families.items()}
    sharing, ranks, before = Counter(keys.values()), dict[tuple[int, ...], int](), 1
    for found in sorted(sharing):
        ranks[found] = before
        before += sharing[found]
    placed = [Placed(family, ranks[found], sharing[found], found) for family, found in keys.items()]
    return sorted(placed, key=lambda one: one.rank)


def criteria(cells: Cells, place_rank: int | None) -> tuple[int, ...]:
    """What counts, smaller is earlier: rank of the settlement, damage, a disability, older people, children. Blanks count as no.

    >>> criteria({"damage": "heavy", "children": "2"}, 1)
    (1, -2, 0, 0, -1)
    """
    present = (-int(cells.get(name, "") not in ("", "0")) for name in ("disability", "older", "children"))
    return (_LAST if place_rank is None else place_rank, -_DAMAGED.get(cells.get("damage", ""), 0), *present)


def step(cells: Cells, excluded: Collection[str] = ()) -> Step:
    """The next step that the family's own word allows. Nobody is ready without consent that has a date, nor to an excluded destination.

    excluded: destinations as the family's field `destination` may name them.

    >>> step({"consent": "withdrawn"}), step({}), step({"consent": "yes"})
    ('withdrawn', 'ask', 'date')
    """
    consent = cells.get("consent", "not asked")
    if cells.get("moved"):
        return "moved" if consent == GIVEN else "unasked move"
    if consent == "withdrawn":
        return "withdrawn"
    if consent in OPEN or consent == "no":
        return {"not asked": "ask", "asked": "wait"}.get(consent, "no")  # type: ignore[return-value]  # words of Step
    if not cells.get("consent_date"):
        return "date"
    if cells.get("destination") in excluded:
        return "elsewhere"
    return "checks" if open_items(cells) else "ready"


def open_items(cells: Cells) -> tuple[str, ...]:
    """Items of the checklist that are not answered with yes or not needed."""
    return tuple(item.id for item in CHECKS if cells.get(key("check", item.id), "") not in DONE)


def people(families: Iterable[Cells], household: Count | None) -> tuple[Count | None, int]:
    """People of the families, ends added to ends, and how many families do not say.

    household: people per household for those that do not say; without it they are left out, and the sum is "at least".
    >>> str(people([{"people": "4-6"}, {"people": "3"}, {}], None)[0]), str(people([{"people": "4"}, {}], Count(3, 4, 5))[0])
    ('at least 7', '8 (7 to 9)')
    """
    said, blank = [], 0
    for cells in families:
        low, _, high = cells.get("people", "").partition("-")
        if low:
            said.append((float(low), float(high or low)))
        else:
            blank += 1
    if not said and (blank == 0 or household is None):
        return None, blank
    low_sum, high_sum = sum(low for low, _ in said), sum(high for _, high in said)
    if blank and household is None:
        return Count(low_sum, low_sum, None), blank
    size = household or Count(0, 0, 0)
    low_all, high_all = low_sum + blank * size.low, high_sum + blank * (size.high or size.low)
    mid = (low_sum + high_sum) / 2 + blank * (size.mid or size.low)
    return Count(low_all, mid, high_all, "modelled" if blank else "counted"), blank


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit after the move: its year, the day it is due, and whether it was made, is due, or comes later."""

    family: str
    year: int
    due: date
    state: Literal["done", "due", "later"]


def visits(family: str, cells: Cells, today: date) -> list[Visit]:
    """Visits 1, 3 and 5 years after the move, the day counted from the last day that the date of the move may mean.

    >>> [str(one.due) for one in visits("A", {"moved": "2024-02-29"}, date(2026, 1, 1))]
    ['2025-02-28', '2027-02-28', '2029-02-28']
    """
    if not cells.get("moved"):
        return []
    start = last_day(cells["moved"])
    found = []
    for year in YEARS:
        due = after(start, year)
        done = bool(cells.get(key("visit", "done", year)))
        found.append(Visit(family, year, due, "done" if done else "due" if due <= today else "later"))
    return found


def after(day: date, years: int) -> date:
    """The same day so many years later; 28 February for 29 February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def last_day(text: str) -> date:
    """The last day that a written date may mean: of 2024-02 it is 29 February.

    >>> str(last_day("2024-02")), str(last_day("2024")), str(last_day("2024-03-01/2024-03-09"))
    ('2024-02-29', '2024-12-31', '2024-03-09')
    """
    parts = [int(part) for part in text.rpartition("/")[2].split("-")]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    if len(parts) == 2:
        year, month = parts
        return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)
    return date(*parts)


def unprinted(counts: Mapping[str, int]) -> frozenset[str]:
    """Names whose counts of families are not printed where their total is known: those below FEW, and the next smallest until no count follows.

    The total of what is not printed is at least FEW and larger than one for each name, and there are at least two names; else all are left out.
    >>> sorted(unprinted({"A": 6, "B": 5, "C": 2})), sorted(unprinted({"A": 9, "B": 1, "C": 1})), sorted(unprinted({"A": 9, "B": 0, "C": 5}))
    (['B', 'C'], ['A', 'B', 'C'], [])
    """
    some = sorted((count, name) for name, count in counts.items() if count)
    out = sum(count < FEW for count, _ in some)
    while 0 < out < len(some) and (out < 2 or sum(count for count, _ in some[:out]) < max(FEW, out + 1)):
        out += 1
    return frozenset(name for _, name in some[:out])
