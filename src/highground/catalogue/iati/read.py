"""Projects from an IATI activity file: our own record where it is whole, else what the elements say, with a list of what was left out."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from highground.basis.errors import BadData
from highground.basis.estimate import Estimate
from highground.basis.project import (
    COVERAGES,
    MEASURES,
    RELATIONS,
    ROLES,
    STATUSES,
    BudgetLine,
    Country,
    Indicator,
    Partner,
    Project,
    Related,
    Result,
    Sector,
    Spending,
    Value,
)
from highground.catalogue.iati.door import parsed
from highground.catalogue.iati.names import DATES, ELSEWHERE, INTERNAL, LANG, LEVELS, OTHER, OWN, RECORD, ROW, word_of
from highground.catalogue.iati.rules import checks
from highground.catalogue.iati.schema import Fault, faults
from highground.catalogue.iati.write import Organisation, activity
from highground.catalogue.projects.rows import Row, number, project_of
from highground.catalogue.shelf import Shelf

EXPENSES: Final = ("3", "4")  # list TransactionType: disbursement, expenditure
READ: Final = (
    "iati-identifier", "reporting-org", "title", "description", "participating-org", "other-identifier", "activity-status", "activity-date", "activity-scope",
    "recipient-country", "sector", "tag", "budget", "transaction", "document-link", "related-activity", "result",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """Projects, what breaks a rule, what was left out (element: how often), and those whose record was changed by hand."""

    projects: tuple[Project, ...]
    warnings: tuple[Fault, ...]
    left_out: dict[str, int]
    changed: tuple[str, ...]


def read_iati(path: Path, shelf: Shelf, today: date) -> Read:
    """Read a file. Raises BadData with one sentence for a hostile, damaged or invalid one."""
    return read_root(parsed(path), path.name, shelf, today)


def read_root(root: Any, name: str, shelf: Shelf, today: date) -> Read:
    """The same for a tree that is at hand."""
    if wrong := faults(root, shelf):
        more = f" ({len(wrong) - 1} more; `highground project check` lists them)" if len(wrong) > 1 else ""
        raise BadData(f"{name}: {wrong[0]}{more}")
    out: Counter[str] = Counter()
    found, changed = [], []
    for one in root.iter("iati-activity"):
        whole = _recorded(one, name, shelf)
        if whole is None:
            if one.find(RECORD) is not None:
                changed.append(_said(one, "iati-identifier"))
            whole = _foreign(one, name, out)
        found.append(whole)
    return Read(tuple(found), checks(root, shelf, today), dict(sorted(out.items())), tuple(changed))


def _recorded(one: Any, name: str, shelf: Shelf) -> Project | None:
    """The project of our own record, if the elements around it still say the same."""
    record = one.find(RECORD)
    if record is None:
        return None
    rows: dict[str, list[Row]] = {}
    try:
        for row in record.findall(ROW):
            cells = {cell.get("name"): cell.text or "" for cell in row}
            rows.setdefault(row.get("part"), []).append({key: float(text) if number(key) else text for key, text in cells.items()})
        project = project_of(rows, name)
        reporter = one.find("reporting-org")
        org = Organisation(reporter.get("ref", ""), reporter.findtext("narrative") or "", reporter.get("type", ""))
        again = activity(project, org, shelf, [])
    except (BadData, TypeError, ValueError):
        return None
    return project if _bare(again) == _bare(one) else None


def _bare(one: Any) -> list[tuple[str, tuple[tuple[str, str], ...], str]]:
    """Elements, attributes and words of an activity without its record, in order."""
    return [
        (
            str(element.tag),
            tuple(sorted((str(key), str(value)) for key, value in element.attrib.items())),
            (element.text or "").strip(),
        )
        for element in one.iter()
        if not str(element.tag).startswith("{")
    ]


def _foreign(one: Any, name: str, out: Counter[str]) -> Project:
    """What the elements themselves say. Whatever has no place in a project is counted."""
    for child in one:
        if str(child.tag) not in READ and not str(child.tag).startswith("{"):
            out[str(child.tag)] += 1
    identifier = _said(one, "iati-identifier")
    own = next((item.get("ref") for item in one.findall("other-identifier") if item.get("type") == INTERNAL), "")
    days = {item.get("type"): item.get("iso-date", "")[:10] for item in one.findall("activity-date")}
    described = [item for item in one.findall("description") if item.get("type") != OTHER]
    link = one.find("document-link")
    out["document-link"] += max(0, len(one.findall("document-link")) - 1)
    status = word_of(STATUSES, one.find("activity-status").get("code"))
    out["activity-status, taken as active"] += not status
    try:
        project = Project(
            id=own or identifier or "without-identifier", title=_words(one.find("title")) or identifier or "without title",
            prima_id=next((item.get("ref") for item in one.findall("other-identifier") if item.get("type") == ELSEWHERE), ""),
            **{field: days.get(kind, "") for field, kind in DATES.items()}, status=status or "active",  # type: ignore[arg-type]
            type=next((_words(item) for item in one.findall("sector") if item.get("vocabulary") == OWN), ""),
            currency=one.get("default-currency", ""), coverage=word_of(COVERAGES, _code(one, "activity-scope")),
            region=next((_words(item) for item in one.findall("tag") if item.get("vocabulary") == OWN), ""),
            url=link.get("url", "") if link is not None else "", description=_words(described[0]) if described else "",
            language=one.get(LANG, "en"), source=f"IATI {identifier}", grade="read",
            countries=tuple(_countries(one, out)), sectors=tuple(_sectors(one, out)), partners=tuple(_partners(one)), related=tuple(_related(one)),
            budgets=tuple(_budgets(one)), spending=tuple(_spending(one, out)),
        )  # fmt: skip
        results, indicators = _logframe(one, out)
        project = replace(project, results=results, indicators=indicators)
    except BadData as error:
        raise BadData(f"{name}, activity {identifier}: {error}") from None
    for key in [key for key, count in out.items() if not count]:
        del out[key]
    return project


def _countries(one: Any, out: Counter[str]) -> list[Country]:
    from highground.basis.errors import UnknownRegion  # noqa: PLC0415
    from highground.catalogue.regions import find_country  # noqa: PLC0415

    found = []
    for item in one.findall("recipient-country"):
        try:
            found.append(Country(find_country(item.get("code")).iso3, _share(item)))
        except UnknownRegion:
            out["recipient-country"] += 1
    return found


def _sectors(one: Any, out: Counter[str]) -> list[Sector]:
    found = []
    for item in one.findall("sector"):
        if item.get("vocabulary", "1") == "1" and item.get("code"):
            found.append(Sector(item.get("code"), _share(item), _words(item)))
        elif item.get("vocabulary") != OWN:
            out["sector"] += 1
    return found


def _partners(one: Any) -> list[Partner]:
    return [
        Partner(
            _words(item) or item.get("ref", "") or "not named",
            word_of(ROLES, item.get("role")) or "implementing",
            item.get("ref", ""),
            item.get("type", ""),
        )
        for item in one.findall("participating-org")
    ]


def _related(one: Any) -> list[Related]:
    reporter = one.find("reporting-org").get("ref", "")
    return [
        Related(item.get("ref", "").removeprefix(f"{reporter}-"), kind)
        for item in one.findall("related-activity")
        if (kind := word_of(RELATIONS, item.get("type")))
    ]


def _budgets(one: Any) -> list[BudgetLine]:
    return [
        BudgetLine(
            item.find("period-start").get("iso-date")[:10], item.find("period-end").get("iso-date")[:10], float(item.findtext("value")), _currency(one, item),
            revised="yes" if item.get("type") == "2" else "", committed="yes" if item.get("status") == "2" else "", source="IATI",
        )
        for item in one.findall("budget")
    ]  # fmt: skip


def _spending(one: Any, out: Counter[str]) -> list[Spending]:
    found = []
    for item in one.findall("transaction"):
        if item.find("transaction-type").get("code") in EXPENSES:
            day, line = item.find("transaction-date").get("iso-date")[:10], _words(item.find("description"))
            found.append(Spending(day, float(item.findtext("value")), _currency(one, item), line, "IATI"))
        else:
            out["transaction"] += 1
    return found


def _logframe(one: Any, out: Counter[str]) -> tuple[tuple[Result, ...], tuple[Indicator, ...]]:
    levels: dict[str | None, Any] = {code: level for level, code in LEVELS.items()}
    results: list[Result] = []
    indicators: list[Indicator] = []
    for place, item in enumerate(one.findall("result"), 1):
        level = levels.get(item.get("type"))
        if level is None:
            out["result"] += 1
            continue
        results.append(
            Result(
                f"R{place}", level, _words(item.find("title")) or f"Result {place}", description=_words(item.find("description"))
            )
        )
        indicators += [_indicator(held, f"R{place}", number, out) for number, held in enumerate(item.findall("indicator"), 1)]
    return tuple(results), tuple(indicators)


def _indicator(held: Any, result: str, place: int, out: Counter[str]) -> Indicator:
    measure = word_of(MEASURES, held.get("measure")) or "qualitative"
    start = held.find("baseline")
    targets = [(item, period) for period in held.findall("period") for item in period.findall("target")]
    actuals = [(item, period) for period in held.findall("period") for item in period.findall("actual")]
    out["result/indicator/baseline"] += max(0, len(held.findall("baseline")) - 1)
    out["result/indicator/period/target"] += max(0, len(targets) - 1)
    return Indicator(
        f"{result}.{place}", result, _words(held.find("title")) or f"Indicator {place}", measure, "", "down" if held.get("ascending") in ("false", "0") else "up",  # type: ignore[arg-type]
        None if start is None else _value(start, start.get("iso-date", "")[:10] or start.get("year", ""), out),
        _of_period(*targets[-1], out) if targets else None,
        actuals=tuple(value for item, period in actuals if (value := _of_period(item, period, out)) is not None),
    )  # fmt: skip


def _of_period(item: Any, period: Any, out: Counter[str]) -> Value | None:
    return _value(item, period.find("period-end").get("iso-date")[:10], out)


def _value(item: Any, on: str, out: Counter[str]) -> Value | None:
    """A number or words; a value that is no number, such as N=35;P=55, stays as words."""
    text, comment = (item.get("value") or "").strip(), _words(item.find("comment"))
    try:
        mid = float(text)
        return Value(Estimate(mid, mid, mid, "", "counted", (comment or "IATI",)), "", on)
    except ValueError:
        words = "; ".join(filter(None, (text, comment)))
        if not words:
            out[f"{item.tag} without a value"] += 1
        return Value(None, words, on) if words else None


def _share(item: Any) -> float | None:
    return float(item.get("percentage")) if item.get("percentage") is not None else None


def _currency(one: Any, item: Any) -> str:
    return str(item.find("value").get("currency") or one.get("default-currency") or "XXX")


def _code(one: Any, path: str) -> str | None:
    element = one.find(path)
    return None if element is None else element.get("code")


def _words(element: Any) -> str:
    """The first narrative of an element, its spaces put in order."""
    return "" if element is None else " ".join((element.findtext("narrative") or "").split())


def _said(one: Any, path: str) -> str:
    return " ".join((one.findtext(path) or "").split())
