"""Projects as an IATI 2.03 activity file: valid against the schema, true to the rules, with what IATI has no place for in a record of our own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from highground.basis.errors import BadData
from highground.basis.estimate import honest
from highground.basis.project import (
    COVERAGES,
    MEASURES,
    RELATIONS,
    ROLES,
    STATUSES,
    BudgetLine,
    Indicator,
    Project,
    Result,
    Value,
    in_force,
    span,
)
from highground.basis.words import N_
from highground.catalogue.iati.codes import codes, proved
from highground.catalogue.iati.names import (
    DATES,
    ELSEWHERE,
    EXPENDITURE,
    INTERNAL,
    LANG,
    LEVELS,
    MULTILATERAL,
    OTHER,
    OWN,
    RECORD,
    ROW,
    SPACE,
    WEB_PAGE,
    code_of,
)
from highground.catalogue.iati.rules import checks
from highground.catalogue.iati.schema import faults
from highground.catalogue.projects.rows import rows_of
from highground.catalogue.shelf import Shelf

NO_BUDGET: Final = N_("{project}: the total budget is told in words only, because IATI wants budgets by year and no year is given.")
NO_INDICATOR: Final = N_("{project}: {line} has no indicator, which IATI asks of each result; it is kept in our own record only.")
NO_PERIOD: Final = N_(
    "{project}: a target or result of the indicator {line} has no date after the start of the project; it is kept in our own record only."
)
NO_NUMBER: Final = N_(
    "{project}: the indicator {line} is measured in numbers; its values in words are kept in our own record only."
)
STEPS: Final = N_(
    "{project}: activities, events, lessons and risks have no place in IATI; they are kept in our own record, which other programs skip."
)
NO_SECTOR: Final = N_(
    "{project}: no sector of the OECD DAC is given; only the type of the project is written, in the organisation's own words."
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who reports: identifier, name and type as the lists of IATI have them."""

    ref: str
    name: str
    type: str


def organisation(shelf: Shelf, ref: str, name: str = "", kind: str = "") -> Organisation:
    """The reporting organisation of an identifier such as XM-DAC-47066; its name and type where the lists know them.

    Raises BadData for an identifier that no registration agency gives, and for a name or type that nobody states.
    """
    agencies = codes(shelf, "OrganisationRegistrationAgency")
    agency = next(
        (code for code in sorted(agencies, key=len, reverse=True) if ref.startswith(f"{code}-") and len(ref) > len(code) + 1), ""
    )
    if not agency or any(sign in ref for sign in "/&|? "):
        raise BadData(
            f"{ref!r} is no identifier of an organisation: it must begin with a registration agency of IATI, as XM-DAC-47066 does"
        )
    proved(shelf, "OrganisationRegistrationAgency", agency)
    channels = codes(shelf, "CRSChannelCode") if agency == "XM-DAC" else {}
    known = channels.get(ref.removeprefix(f"{agency}-"))
    if not name and known is None:
        raise BadData(f"no list says whose identifier {ref} is; give the name with --named, as the organisation is registered")
    if not kind and (known is None or not known.code.startswith("4")):
        raise BadData(f"no list says of which type {ref} is; give it with --orgtype, such as 40 for a multilateral")
    return Organisation(ref, name or known.name if known else name, proved(shelf, "OrganisationType", kind or MULTILATERAL))


def document(
    projects: Sequence[Project], org: Organisation, shelf: Shelf, today: date
) -> tuple[bytes, tuple[tuple[str, dict[str, object]], ...]]:
    """The file and what it could not hold, as messages with their values.

    Raises BadData naming the project where a code is unknown or withdrawn, or a rule is broken: nothing invalid is ever written.
    """
    from lxml import etree  # noqa: PLC0415

    root = etree.Element("iati-activities", nsmap={"hg": SPACE}, version="2.03")
    root.set("generated-datetime", f"{today.isoformat()}T00:00:00Z")
    said: list[tuple[str, dict[str, object]]] = []
    for project in projects:
        root.append(activity(project, org, shelf, said))
    etree.indent(root, "  ")
    raw: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"
    again = etree.fromstring(raw)
    if wrong := faults(again, shelf) or checks(again, shelf, today):
        lines = [one.sourceline for one in again.iter("iati-activity")]
        name = projects[max(0, sum(line <= wrong[0].line for line in lines) - 1)].id
        more = f" ({len(wrong) - 1} more)" if len(wrong) > 1 else ""
        raise BadData(f"project {name} cannot go out as IATI: {wrong[0].element}: {wrong[0].wrong}; {wrong[0].do}{more}")
    return raw, tuple(said)


def activity(project: Project, org: Organisation, shelf: Shelf, said: list[tuple[str, dict[str, object]]]) -> Any:
    """One activity with its record; what it could not hold is added to `said`."""
    from lxml import etree  # noqa: PLC0415

    one = etree.Element("iati-activity", nsmap={"hg": SPACE})
    one.set(LANG, proved(shelf, "Language", project.language))
    if currency := project.currency or next(
        iter([line.currency for line in project.budgets] + [line.currency for line in project.spending]), ""
    ):
        one.set("default-currency", proved(shelf, "Currency", currency))
    _head(one, project, org, shelf)
    _place(one, project, shelf, said)
    _money(one, project, shelf)
    _links(one, project, org, shelf)
    for result in project.results:
        _result(one, project, result, shelf, said)
    if project.budget is not None and not project.budgets:
        said.append((NO_BUDGET, {"project": project.id}))
    if project.events or project.notes or any(result.level == "activity" for result in project.results):
        said.append((STEPS, {"project": project.id}))
    one.append(_record(project))
    return one


def _head(one: Any, project: Project, org: Organisation, shelf: Shelf) -> None:
    _add(one, "iati-identifier").text = f"{org.ref}-{project.id}"
    _named(_add(one, "reporting-org", ref=org.ref, type=org.type), org.name)
    _named(_add(one, "title"), project.title)
    _named(_add(one, "description", type="1"), project.description or project.title)
    if project.budget is not None:
        text = f"Total budget as stated: {project.budget:,.2f} {project.currency}".strip()
        _ours(_add(one, "description", type=proved(shelf, "DescriptionType", OTHER)), text, project)
    for partner in project.partners:
        given: dict[str, str] = {
            "role": code_of(ROLES, partner.role),
            "ref": partner.ref,
            "type": partner.type and proved(shelf, "OrganisationType", partner.type),
        }
        _named(_add(one, "participating-org", given), partner.name)
    if project.fund and not any(partner.role == "funding" for partner in project.partners):
        _named(_add(one, "participating-org", role="1"), project.fund)
    if not any(partner.role == "implementing" for partner in project.partners):
        _named(_add(one, "participating-org", role="4", ref=org.ref, type=org.type), org.name)
    _add(one, "other-identifier", ref=project.id, type=INTERNAL)
    if project.prima_id:
        owner = _add(_add(one, "other-identifier", ref=project.prima_id, type=ELSEWHERE), "owner-org")
        _named(owner, "PRIMA")
    _add(one, "activity-status", code=proved(shelf, "ActivityStatus", code_of(STATUSES, project.status)))
    if not project.start and not project.started:
        raise BadData(f"project {project.id}: no start is given; write at least its year, which IATI asks for")
    for field, kind in sorted(DATES.items(), key=lambda pair: pair[1]):
        text = getattr(project, field)
        if days := span(text):
            dated = _add(one, "activity-date", {"iso-date": days[field.startswith("end")].isoformat()}, type=kind)
            if days[0] != days[1]:
                _ours(dated, f"Only {text} is known, not the day", project)


def _place(one: Any, project: Project, shelf: Shelf, said: list[tuple[str, dict[str, object]]]) -> None:
    from highground.catalogue.regions import find_country  # noqa: PLC0415

    if project.coverage:
        _add(one, "activity-scope", code=proved(shelf, "ActivityScope", code_of(COVERAGES, project.coverage)))
    for country in project.countries:
        share = country.percentage if country.percentage is not None else 100.0 if len(project.countries) == 1 else None
        code = proved(shelf, "Country", find_country(country.iso3).iso2)
        _add(one, "recipient-country", code=code, percentage="" if share is None else f"{share:g}")
    for sector in project.sectors:
        part = "" if sector.percentage is None else f"{sector.percentage:g}"
        _add(one, "sector", vocabulary="1", code=proved(shelf, "Sector", sector.code), percentage=part)
    if project.type:
        _named(_add(one, "sector", vocabulary=OWN, code=project.type), project.type)
    if not project.sectors:
        said.append((NO_SECTOR, {"project": project.id}))
    if project.region:
        _named(_add(one, "tag", vocabulary=OWN, code=project.region), project.region)


def _money(one: Any, project: Project, shelf: Shelf) -> None:
    """Budgets of one period added up, and one transaction for each amount spent."""
    for (start, end, kind, status, currency), amount in sorted(_sums(project).items()):
        budget = _add(one, "budget", type=kind, status=status)
        _add(budget, "period-start", {"iso-date": start})
        _add(budget, "period-end", {"iso-date": end})
        _amount(budget, amount, currency, start, shelf)
    for spent in project.spending:
        days = span(spent.on)
        if days is None:
            continue
        paid = _add(one, "transaction")
        _add(paid, "transaction-type", code=proved(shelf, "TransactionType", EXPENDITURE))
        _add(paid, "transaction-date", {"iso-date": days[1].isoformat()})
        _amount(paid, spent.amount, spent.currency, days[1].isoformat(), shelf)
        words = " · ".join(filter(None, (spent.line, "" if days[0] == days[1] else spent.on)))
        if words:
            _named(_add(paid, "description"), words)


def _sums(project: Project) -> dict[tuple[str, str, str, str, str], float]:
    """Amounts by period, type (1 original, 2 revised), status and currency. A revised one stands for all that counts in its period now."""
    sums: dict[tuple[str, str, str, str, str], float] = {}
    revised = {_period(line) for line in project.budgets if line.revised == "yes"}
    rows = [("1", line) for line in project.budgets if line.revised != "yes"]
    rows += [("2", line) for line in in_force(project.budgets) if _period(line) in revised]
    for kind, line in rows:
        start, end, currency = _period(line)
        key = (start, end, kind, "2" if line.committed == "yes" else "1", currency)
        sums[key] = sums.get(key, 0.0) + line.amount
    return sums


def _period(line: BudgetLine) -> tuple[str, str, str]:
    """First and last day, and currency; the noun refuses a budget without them."""
    days = [*(span(line.start) or ()), *(span(line.end) or ())]
    return days[0].isoformat(), days[-1].isoformat(), line.currency


def _amount(holder: Any, amount: float, currency: str, day: str, shelf: Shelf) -> None:
    value = _add(holder, "value", {"value-date": day}, currency=proved(shelf, "Currency", currency))
    value.text = f"{amount:.2f}"


def _links(one: Any, project: Project, org: Organisation, shelf: Shelf) -> None:
    if project.url:
        link = _add(one, "document-link", url=project.url, format="text/html")
        _ours(_add(link, "title"), "Page of the project", project)
        _add(link, "category", code=proved(shelf, "DocumentCategory", WEB_PAGE))
    for other in project.related:
        ref = other.id if other.id.startswith(f"{org.ref}-") or other.kind in ("cofunded", "reported") else f"{org.ref}-{other.id}"
        _add(one, "related-activity", ref=ref, type=proved(shelf, "RelatedActivityType", code_of(RELATIONS, other.kind)))


def _result(one: Any, project: Project, result: Result, shelf: Shelf, said: list[tuple[str, dict[str, object]]]) -> None:
    measured = [indicator for indicator in project.indicators if indicator.result == result.id]
    if result.level not in LEVELS:
        return
    if not measured:
        said.append((NO_INDICATOR, {"project": project.id, "line": result.id}))
        return
    element = _add(one, "result", {"aggregation-status": "false"}, type=proved(shelf, "ResultType", LEVELS[result.level]))
    _named(_add(element, "title"), result.title)
    if result.description:
        _named(_add(element, "description"), result.description)
    for indicator in measured:
        _indicator(element, project, indicator, said)


def _indicator(element: Any, project: Project, indicator: Indicator, said: list[tuple[str, dict[str, object]]]) -> None:
    if indicator.measure != "qualitative" and _worded(indicator):
        said.append((NO_NUMBER, {"project": project.id, "line": indicator.id}))
        indicator = _numbered(indicator)
    held = _add(
        element,
        "indicator",
        measure=code_of(MEASURES, indicator.measure),
        ascending="true" if indicator.direction == "up" else "false",
    )
    _named(_add(held, "title"), f"{indicator.title} ({indicator.unit})" if indicator.unit else indicator.title)
    if indicator.baseline:
        days = span(indicator.baseline.on) or span(project.started or project.start)
        year = {"year": str(days[0].year)} if days else {}
        exact = {"iso-date": days[0].isoformat()} if days and days[0] == days[1] else {}
        _valued(held, "baseline", indicator.baseline, {**year, **exact})
    opened = span(project.started or project.start)
    missing = False
    for end, target, actual in _periods(project, indicator):
        if end is None or opened is None or end < opened[0]:
            missing = True
            continue
        period = _add(held, "period")
        _add(period, "period-start", {"iso-date": opened[0].isoformat()})
        _add(period, "period-end", {"iso-date": end.isoformat()})
        for name, value in (("target", target), ("actual", actual)):
            if value is not None:
                _valued(period, name, value, {})
    if missing:
        said.append((NO_PERIOD, {"project": project.id, "line": indicator.id}))


def _worded(indicator: Indicator) -> bool:
    return any(value is not None and value.estimate is None for value in (indicator.baseline, indicator.target, *indicator.actuals))


def _numbered(indicator: Indicator) -> Indicator:
    """The indicator without values that are words: where IATI wants numbers it takes no others."""
    baseline, target = (
        value if value is not None and value.estimate is not None else None for value in (indicator.baseline, indicator.target)
    )
    actuals = tuple(value for value in indicator.actuals if value.estimate is not None)
    return replace(indicator, baseline=baseline, target=target, actuals=actuals)


def _periods(project: Project, indicator: Indicator) -> Iterable[tuple[date | None, Value | None, Value | None]]:
    """Each result with the end of its period; the target stands with the last one, unless its own day differs."""
    closing = span(project.ended or project.end)

    def end(value: Value) -> date | None:
        days = span(value.on) or closing
        return days[1] if days else None

    periods: dict[date | None, tuple[Value | None, Value | None]] = {}
    if indicator.target:
        periods[end(indicator.target)] = (indicator.target, None)
    for actual in indicator.actuals:
        day = end(actual)
        periods[day] = (periods.get(day, (None, None))[0], actual)
    return [(day, *values) for day, values in sorted(periods.items(), key=lambda pair: pair[0] or date.max)]


def _valued(holder: Any, name: str, value: Value, given: dict[str, str]) -> None:
    """A value rounded to what its range supports, with range, method and source in words; our own record keeps every digit."""
    words = [value.text]
    if value.estimate is not None:
        found = value.estimate
        low, mid, high = honest(found.low, found.mid, found.high)
        given = {**given, "value": _plain(mid)}
        words += [f"{_plain(low)} to {_plain(high)} {found.unit}".strip()] if found.low != found.high else []
        words += [found.how, *found.sources]
    element = _add(holder, name, given)
    if any(words):
        _named(_add(element, "comment"), "; ".join(filter(None, words)))


def _plain(number: float) -> str:
    """A number without exponent and without zeros that say nothing.

    >>> _plain(8000.0), _plain(0.25), _plain(1e9)
    ('8000', '0.25', '1000000000')
    """
    return f"{number:.10f}".rstrip("0").rstrip(".") if abs(number) < 1e15 else repr(number)


def _record(project: Project) -> Any:
    """Every row of the project in our own namespace: what IATI has no place for comes back unchanged."""
    from lxml import etree  # noqa: PLC0415

    record = etree.Element(RECORD)
    for part, rows in rows_of(project).items():
        for row in rows:
            cells = {name: repr(cell) if isinstance(cell, int | float) else cell for name, cell in row.items()}
            etree.SubElement(record, ROW, {"part": part})
            for name, cell in cells.items():
                etree.SubElement(record[-1], f"{{{SPACE}}}cell", {"name": name}).text = _text(cell, project)
    return record


def _text(text: str, project: Project) -> str:
    if any(ord(sign) < 32 and sign not in "\n\t" for sign in text) or any(
        0xD800 <= ord(sign) < 0xE000 or ord(sign) in (0xFFFE, 0xFFFF) for sign in text
    ):
        raise BadData(f"project {project.id}: a text holds signs that no XML can carry; type it again: {text[:30]!r}")
    return text


def _add(holder: Any, name: str, given: dict[str, str] | None = None, **more: str) -> Any:
    from lxml import etree  # noqa: PLC0415

    return etree.SubElement(holder, name, {key: value for key, value in {**(given or {}), **more}.items() if value})


def _ours(element: Any, text: str, project: Project) -> None:
    """A sentence of our own, marked as English among texts of another language."""
    _named(element, text)
    if project.language != "en":
        element[-1].set(LANG, "en")


def _named(element: Any, text: str) -> Any:
    try:
        _add(element, "narrative").text = text
    except ValueError:
        raise BadData(f"a text holds signs that no XML can carry; type it again: {text[:30]!r}") from None
    return element
