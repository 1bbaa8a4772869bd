"""The register of stakeholders in the store: filled workbooks come in, all rows or none; a person can have everything or be erased."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from highground.basis.errors import BadData, Conflict
from highground.basis.stakeholder import THEMES, Attendance, Event, Need, Person
from highground.catalogue.people.book import Row
from highground.catalogue.store.records import Store

_WHERE: Final = "ids stand in the first column of the workbook that `highground teach people --out FOLDER` writes"
NOUNS: Final = (Person, Event, Need, Attendance)  # those first that others name


@dataclass(frozen=True, slots=True)
class Line:
    """Needs of one institution on one theme: how many were told, and how many of them are urgent, important or useful."""

    institution: str
    theme: str
    needs: int
    urgent: int
    important: int
    useful: int


def taken(store: Store, rows: Sequence[Row]) -> dict[str, int]:
    """Keep every row of a filled workbook, or none; returns how many were new, changed and the same.

    Raises Conflict for a row that somebody changed since the workbook was written, BadData for a person who is kept already.
    """
    done: Counter[str] = Counter()
    with store.together():
        known = {_who(kept.record): kept.record.id for kept in store.find(Person)}
        for row in sorted(rows, key=lambda one: NOUNS.index(type(one.record))):
            done[_take(store, row, known)] += 1
    return {name: done[name] for name in ("new", "changed", "same")}


def _take(store: Store, row: Row, known: dict[tuple[str, str], str]) -> str:
    held = store.one(type(row.record), row.record.id)
    if held is not None and held.record == row.record:
        return "same"
    _check_named(store, row)
    if isinstance(row.record, Attendance):
        _check_days(store, row)
    try:
        if row.version is not None:
            store.change(row.record, row.version)
            if held is not None and isinstance(held.record, Person):  # who was renamed leaves the name free
                known.pop(_who(held.record), None)
                known[_who(row.record)] = row.record.id
            return "changed"
        if isinstance(row.record, Person):
            _check_new(known, row.record, row.where)
        store.add(row.record)
        return "new"
    except Conflict as error:
        raise Conflict(f"{row.where}: {error}") from error
    except BadData as error:
        raise BadData(f"{row.where}: {error}") from error


def _check_new(known: dict[tuple[str, str], str], person: Person, where: str) -> None:
    """That nobody else is kept, or stands above in the workbook, under the person's name and institution."""
    same = known.setdefault(_who(person), person.id)
    if same != person.id:
        raise BadData(
            f"a person of that name and institution is kept already as {same}; write that id and version in {where}, "
            "or go on in a fresh workbook of `highground teach people --out FOLDER`"
        )


def _who(person: Person) -> tuple[str, str]:
    """A person as a reader tells two apart: capitals and spaces do not make another."""
    return " ".join(person.name.casefold().split()), " ".join(person.institution.casefold().split())


def _check_named(store: Store, row: Row) -> None:
    """That the person and the event that a row names are in the register."""
    for noun, name in ((Event, getattr(row.record, "event", None)), (Person, getattr(row.record, "person", None))):
        if name and store.one(noun, name) is None:
            raise BadData(
                f"{row.where}: there is no {noun.__name__.lower()} {name} in the register or this workbook; write an id of its first column"
            )


def _check_days(store: Store, row: Row) -> None:
    event = store.one(Event, row.record.event)
    if event is not None and row.record.days > event.record.days:
        raise BadData(f"{row.where}: {row.record.days} days are more than the event has ({event.record.days})")


def needs_of(needs: Iterable[Need]) -> tuple[Line, ...]:
    """Needs by institution and theme, the institutions by name, themes in their order; what nobody told has no line.

    >>> needs_of([Need("n", "A", "policy", "3", ""), Need("m", "A", "policy", "1", "")])[0].urgent
    1
    """
    told: dict[tuple[str, str], Counter[str]] = {}
    for need in needs:
        told.setdefault((need.institution, need.theme), Counter())[need.weight] += 1
    order = sorted(told, key=lambda key: (key[0].casefold(), list(THEMES).index(key[1])))
    return tuple(Line(*key, told[key].total(), told[key]["3"], told[key]["2"], told[key]["1"]) for key in order)


def everything_of(store: Store, name: str) -> dict[str, Any]:
    """Everything that is kept of a person, for the person: records, and every line of the log about them. Raises BadData for an unknown id."""
    kept = store.one(Person, name)
    if kept is None:
        raise BadData(f"there is no person {name} in the records; {_WHERE}")
    needs, came = store.find(Need, person=name), store.find(Attendance, person=name)
    about = [(Person, name), *((Need, one.record.id) for one in needs), *((Attendance, one.record.id) for one in came)]
    return {
        "person": asdict(kept.record),
        "needs": [asdict(one.record) for one in needs],
        "attendance": [asdict(one.record) for one in came],
        "log": [asdict(change) for noun, one in about for change in store.log(noun, one)],
    }


def erased(store: Store, name: str) -> dict[str, int]:
    """Erase a person for good, with attendance, from the log's values too. Needs stay with the institution, without the person.

    Whatever a need says in words stays; its log is emptied, as it named the person. Raises BadData for an unknown id.
    """
    if store.one(Person, name) is None:
        raise BadData(f"there is no person {name} in the records; {_WHERE}")
    with store.together():
        needs, came = store.find(Need, person=name), store.find(Attendance, person=name)
        for need in needs:
            store.put(replace(need.record, person=None))
        for one in sorted(_once(store, Attendance, name) | {one.record.id for one in came}):
            store.erase(Attendance, one)
        for one in sorted(_once(store, Need, name)):
            store.forget(Need, one)
        store.erase(Person, name)
    return {"needs_kept_without_name": len(needs), "attendance": len(came)}


def _once(store: Store, noun: type, name: str) -> set[str]:
    """Ids of records that name a person, or did once, as the log knows."""
    lines = store.log(noun)
    return {one.record for one in lines if name in ((one.before or {}).get("person"), (one.after or {}).get("person"))}
