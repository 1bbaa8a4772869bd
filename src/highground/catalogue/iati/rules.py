"""Rules of IATI that a schema cannot express: codes, percentages, the order of dates, periods, identifiers. Told on reading, refused on writing."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from highground.catalogue.iati.codes import Place, codes, places
from highground.catalogue.iati.schema import Fault
from highground.catalogue.shelf import Shelf

WHOLE: Final = 100.0  # percent
NEAR: Final = 0.01  # percentage points by which rounded shares may miss the whole; judged
YEAR: Final = timedelta(days=366)
NUMERIC: Final = ("1", "2", "3", "4")  # measures that need a value; qualitative ones do not
_ODD: Final = re.compile(r"[/&|?]")
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def checks(root: Any, shelf: Shelf, today: date) -> tuple[Fault, ...]:
    """What breaks a rule, in the order of activities; empty where nothing does. The tree must be valid against the schema."""
    found: list[Fault] = []
    if root.get("version") != "2.03":
        found.append(_fault(root, f"the version is {root.get('version')!r}", "it was read as 2.03; write the version of the file"))
    seen: dict[str, int] = {}
    table = places(shelf)
    for activity in root.iter("iati-activity"):
        name = _text(activity, "iati-identifier")
        if name in seen:
            found.append(_fault(activity, f"the identifier {name} stands in line {seen[name]} too", "give each activity its own"))
        seen.setdefault(name, activity.sourceline or 0)
        for rule in (_identity, _dates, _shares, _periods, _indicators):
            found += rule(activity, today)
        found += [fault for place in table for fault in _coded(activity, place, shelf)]
    return tuple(found)


def _identity(activity: Any, today: date) -> Iterator[Fault]:  # noqa: ARG001
    reporter = activity.find("reporting-org")
    ref, name = reporter.get("ref", ""), _text(activity, "iati-identifier")
    if not name:
        yield _fault(
            activity, "the identifier is empty", "write the identifier of the organisation, a hyphen and the number of the project"
        )
    elif not name.startswith(f"{ref}-"):
        yield _fault(
            activity, f"the identifier {name} does not begin with that of the reporting organisation ({ref})", "mend one of them"
        )
    if _ODD.search(name) or _ODD.search(ref):
        yield _fault(activity, "an identifier holds one of the signs / & | ?", "take the sign out")
    if activity.find("sector") is None and activity.find("transaction/sector") is None:
        yield _fault(activity, "no sector is named", "add one, such as 15190")
    for one in activity.findall("participating-org"):
        if not one.get("ref") and one.find("narrative") is None:
            yield _fault(one, "neither identifier nor name is given", "write one of them")


def _dates(activity: Any, today: date) -> Iterator[Fault]:
    days = {one.get("type"): (one, _day(one)) for one in activity.findall("activity-date")}
    if not {"1", "2"} & days.keys():
        yield _fault(activity, "no start is given, planned or actual", "add an activity-date of type 1 or 2")
    for first, last in (("1", "3"), ("2", "4")):
        if first in days and last in days and _after(days[first][1], days[last][1]):
            yield _fault(days[last][0], "the end lies before the start", "mend one of the dates")
    for kind in ("2", "4"):
        if kind in days and _after(days[kind][1], today):
            yield _fault(days[kind][0], "an actual date lies in the future", "write it as planned (type 1 or 3), or mend it")
    for one in activity.findall("transaction/transaction-date"):
        if _after(_day(one), today):
            yield _fault(one, "a transaction lies in the future", "mend the date, or take it out until it is made")


def _shares(activity: Any, today: date) -> Iterator[Fault]:  # noqa: ARG001
    """Countries and regions of one vocabulary together, and sectors of one vocabulary, add up to 100."""
    regions: dict[str, list[Any]] = {}
    for one in activity.findall("recipient-region"):
        regions.setdefault(one.get("vocabulary", "1"), []).append(one)
    countries = activity.findall("recipient-country")
    sectors: dict[str, list[Any]] = {}
    for one in activity.findall("sector"):
        sectors.setdefault(one.get("vocabulary", "1"), []).append(one)
    groups = [("countries and regions", countries + held) for held in regions.values()] or [("countries and regions", countries)]
    for what, held in [*groups, *(("sectors", held) for held in sectors.values())]:
        given = [float(one.get("percentage")) for one in held if one.get("percentage") is not None]
        if len(held) > 1 and len(given) < len(held):
            yield _fault(held[0], f"the shares of {what} are not all given", "write a percentage for each")
        elif given and abs(sum(given) - WHOLE) > NEAR:
            yield _fault(held[0], f"the shares of {what} add up to {sum(given):g}, not to 100", "mend the percentages")


def _periods(activity: Any, today: date) -> Iterator[Fault]:  # noqa: ARG001
    for one in (
        *activity.findall("budget"),
        *activity.findall("planned-disbursement"),
        *activity.findall("result/indicator/period"),
    ):
        first, last = (_day(one.find(name)) for name in ("period-start", "period-end"))
        if first and last and last < first:
            yield _fault(one, "the period ends before it starts", "mend one of the dates")
        elif one.tag == "budget" and first and last and last - first > YEAR:
            yield _fault(one, "the period is longer than a year", "cut the budget by year")


def _indicators(activity: Any, today: date) -> Iterator[Fault]:  # noqa: ARG001
    for one in activity.findall("result/indicator"):
        values = (*one.findall("baseline"), *one.findall("period/target"), *one.findall("period/actual"))
        for value in values:
            if one.get("measure") in NUMERIC and value.get("value") is None:
                yield _fault(value, "a number is missing", "add the attribute value, or make the measure qualitative (5)")


def _coded(activity: Any, place: Place, shelf: Shelf) -> Iterator[Fault]:
    known = codes(shelf, place.list)
    if place.attribute == "xml:lang":
        elements, key = activity.iter("*"), _LANG
    elif not place.path or place.path == "iati-activity":
        elements, key = iter((activity,)), place.attribute
    else:
        elements, key = iter(activity.findall(place.path)), place.attribute
    for one in elements:
        spoken = one.get("vocabulary")
        if place.vocabulary and spoken != place.vocabulary and not (place.unsaid and spoken is None):
            continue
        code = (one.get(key) if key else one.text) or ""
        found = known.get(code.strip())
        if code and found is None:
            yield _fault(one, f"{code[:40]!r} is no code of the list {place.list}", "take one of that list")
        elif found is not None and not found.active:
            yield _fault(
                one, f"the code {code} ({found.name}) of the list {place.list} has been withdrawn", "take one that replaces it"
            )


def _fault(element: Any, wrong: str, do: str) -> Fault:
    return Fault(element.sourceline or 0, str(element.tag), wrong, do)


def _text(activity: Any, path: str) -> str:
    return " ".join((activity.findtext(path) or "").split())


def _day(element: Any) -> date | None:
    """The day of an element; the schema allows a zone behind it, which is dropped."""
    text = element.get("iso-date", "")[:10] if element is not None else ""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _after(first: date | None, last: date | None) -> bool:
    return first is not None and last is not None and first > last
