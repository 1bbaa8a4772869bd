"""A project as plain rows by part, and back: the form that workbooks and IATI files share. Nothing is lost on the way."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, Final

from highground.basis.errors import BadData
from highground.basis.estimate import Estimate
from highground.basis.project import (
    COVERAGES,
    DIRECTIONS,
    GRADES,
    HOWS,
    LEVELS,
    MEASURES,
    NOTES,
    RELATIONS,
    ROLES,
    STATUSES,
    YES,
    BudgetLine,
    Country,
    Event,
    Evidence,
    Indicator,
    Note,
    Partner,
    Project,
    Related,
    Result,
    Sector,
    Spending,
    Value,
)  # fmt: skip

Row = dict[str, str | float]
Rows = dict[str, list[Row]]
NUMBERS: Final = ("budget", "percentage", "amount", "level_c", "from", "to", "value")
_VALUE: Final = ("value", "from", "to", "how", "source", "text", "on", "met")
_WHOLE: Final = ("id", "title", "prima_id", "status", "start", "end", "started", "ended", "type", "budget", "currency", "coverage", "year", "region", "fund",
                 "url", "description", "language", "source", "grade", "note")  # fmt: skip
PARTS: Final[Mapping[str, tuple[str, ...]]] = {  # sheet -> its columns
    "project": _WHOLE,
    "country": ("iso3", "percentage"),
    "sector": ("code", "percentage", "name"),
    "partner": ("name", "role", "ref", "type"),
    "related": ("id", "kind"),
    "logframe": ("id", "level", "under", "title", "description", "start", "due", "done", "claims"),
    "indicator": (
        "id", "result", "title", "measure", "unit", "direction", *(f"baseline_{name}" for name in _VALUE[:-1]), *(f"target_{name}" for name in _VALUE[:-1]),
        "run_country", "run_indicator", "run_place", "run_group", "run_level_c",
    ),
    "result": ("indicator", "on", "value", "from", "to", "how", "source", "text", "met"),
    "budget": ("start", "end", "amount", "currency", "line", "revised", "committed", "source"),
    "spending": ("on", "amount", "currency", "line", "source"),
    "event": ("start", "end", "what", "country", "actors", "source", "grade", "note"),
    "note": ("kind", "text", "on"),
}  # fmt: skip
CHOICES: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {
    ("project", "status"): STATUSES, ("project", "coverage"): COVERAGES, ("project", "grade"): GRADES, ("partner", "role"): ROLES,
    ("related", "kind"): RELATIONS, ("logframe", "level"): LEVELS, ("indicator", "measure"): MEASURES, ("indicator", "direction"): DIRECTIONS,
    ("indicator", "baseline_how"): HOWS, ("indicator", "target_how"): HOWS, ("result", "how"): HOWS, ("result", "met"): YES,
    ("budget", "revised"): YES, ("budget", "committed"): YES, ("note", "kind"): NOTES, ("event", "grade"): GRADES,
}  # fmt: skip
_NOUNS: Final[Mapping[str, tuple[type, str]]] = {
    "country": (Country, "countries"), "sector": (Sector, "sectors"), "partner": (Partner, "partners"), "related": (Related, "related"),
    "budget": (BudgetLine, "budgets"), "spending": (Spending, "spending"), "event": (Event, "events"), "note": (Note, "notes"),
}  # fmt: skip
NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "project": ("id", "title"), "country": ("iso3",), "sector": ("code",), "partner": ("name", "role"), "related": ("id", "kind"),
    "logframe": ("id", "level", "title"), "indicator": ("id", "result", "title"), "result": ("indicator",),
    "budget": ("start", "end", "amount", "currency"), "spending": ("on", "amount", "currency"), "event": ("start", "what"), "note": ("kind", "text"),
}  # fmt: skip


def number(name: str) -> bool:
    """Whether a column holds numbers: budget, percentage, amount, level_c, and value, from and to of estimates."""
    return name in NUMBERS or name.rpartition("_")[2] in ("value", "from", "to") or name.endswith("level_c")


def rows_of(project: Project) -> Rows:
    """The rows of every part, without blanks."""
    rows: Rows = {"project": [_filled({name: getattr(project, name) for name in _WHOLE})]}
    for part, (_, field) in _NOUNS.items():
        rows[part] = [_filled({name: getattr(one, name) for name in PARTS[part]}) for one in getattr(project, field)]
    rows["logframe"] = [
        _filled({**{name: getattr(one, name) for name in PARTS["logframe"][:-1]}, "claims": " ".join(one.claims)})
        for one in project.results
    ]
    rows["indicator"] = [_indicator_row(one) for one in project.indicators]
    rows["result"] = [{"indicator": one.id, **_value_row(value)} for one in project.indicators for value in one.actuals]
    return {part: rows[part] for part in PARTS if rows[part]}


def project_of(rows: Mapping[str, Iterable[Row]], name: str) -> Project:
    """The project of rows. Raises BadData, beginning with `name`, for what no project may hold."""
    try:
        held = {part: list(rows.get(part, ())) for part in PARTS}
        if len(held["project"]) != 1:
            raise BadData(f"needs exactly one project, found {len(held['project'])}")
        for part, lines in held.items():
            _check(part, lines)
        whole = {key: value for key, value in held["project"][0].items() if value != ""}
        parts: dict[str, Any] = {field: tuple(noun(**row) for row in held[part]) for part, (noun, field) in _NOUNS.items()}
        parts["results"] = tuple(
            Result(**{**row, "claims": tuple(filter(None, re.split(r"[\s,;]+", str(row.get("claims", "")))))})  # type: ignore[arg-type]
            for row in held["logframe"]
        )
        parts["indicators"] = _indicators(held)
        return Project(**whole, **parts)  # type: ignore[arg-type]
    except BadData as error:
        raise BadData(f"{name}: {error}") from None


def _check(part: str, lines: list[Row]) -> None:
    for place, row in enumerate(lines, 1):
        if missing := [name for name in NEEDED[part] if row.get(name, "") == ""]:
            raise BadData(f"{part}, row {place}: {' and '.join(missing)} must not be blank; fill it or take the row out")
        for (where, name), choices in CHOICES.items():
            if where == part and row.get(name, "") and row[name] not in choices:
                raise BadData(f"{part}, row {place}: {str(row[name])[:40]!r} is no {name}; take one of {', '.join(choices)}")


def _indicators(held: Mapping[str, list[Row]]) -> tuple[Indicator, ...]:
    units = {str(row["id"]): str(row.get("unit", "")) for row in held["indicator"]}
    actuals: dict[str, list[Value]] = {name: [] for name in units}
    for place, row in enumerate(held["result"], 1):
        name = str(row["indicator"])
        if name not in units:
            raise BadData(f"result, row {place}: {name!r} is no indicator of the sheet of indicators; mend the id")
        value = _value(row, "", units[name], f"result, row {place}")
        if value is not None:
            actuals[name].append(value)
    return tuple(
        _indicator(row, units[str(row["id"])], tuple(actuals[str(row["id"])]), place)
        for place, row in enumerate(held["indicator"], 1)
    )


def _indicator(row: Row, unit: str, actuals: tuple[Value, ...], place: int) -> Indicator:
    where = f"indicator, row {place}"
    plain = {name: row[name] for name in ("id", "result", "title", "measure", "direction") if row.get(name, "") != ""}
    run = {name: row.get(f"run_{name}", "") for name in ("country", "indicator", "place", "group", "level_c")}
    evidence = None
    if run["country"] or run["indicator"]:
        if not (run["country"] and run["indicator"]):
            raise BadData(f"{where}: evidence of a run needs its country and its indicator; fill both")
        level = float(run["level_c"]) if run["level_c"] != "" else None
        evidence = Evidence(
            str(run["country"]), str(run["indicator"]), str(run["place"] or run["country"]), str(run["group"]), level
        )
    baseline, target = (_value(row, f"{name}_", unit, f"{where}, {name}") for name in ("baseline", "target"))
    return Indicator(**plain, unit=unit, baseline=baseline, target=target, evidence=evidence, actuals=actuals)  # type: ignore[arg-type]


def _value(row: Row, start: str, unit: str, where: str) -> Value | None:
    """A value of columns that begin with `start`; None where neither number nor words stand there."""
    cells = {name: row.get(f"{start}{name}", "") for name in _VALUE}
    words = {name: str(cells[name]) for name in ("text", "on", "met")}
    ends = [cells[name] for name in ("from", "value", "to")]
    if all(end == "" for end in ends):
        return Value(None, **words) if words["text"] else None
    if cells["value"] == "" or (cells["from"] == "") != (cells["to"] == ""):
        raise BadData(f"{where}: a range needs its value and both ends, from and to; fill them or leave the ends blank")
    if not cells["source"]:
        raise BadData(f"{where}: a number needs its source; write where it comes from")
    mid = float(cells["value"])
    low, high = (float(cells[name]) if cells[name] != "" else mid for name in ("from", "to"))
    if not low <= mid <= high:
        raise BadData(f"{where}: the value {mid:g} does not lie between its ends, {low:g} and {high:g}; mend one of them")
    try:
        found = Estimate(low, mid, high, unit, str(cells["how"] or "counted"), (str(cells["source"]),))  # type: ignore[arg-type]
    except ValueError as error:
        raise BadData(f"{where}: {error}; mend it") from None
    return Value(found, **words)


def _indicator_row(one: Indicator) -> Row:
    row: dict[str, Any] = {name: getattr(one, name) for name in PARTS["indicator"][:6]}
    for name, value in (("baseline", one.baseline), ("target", one.target)):
        row |= {f"{name}_{key}": cell for key, cell in _value_row(value).items()} if value else {}
    if one.evidence:
        row |= {f"run_{name}": getattr(one.evidence, name) for name in ("country", "indicator", "place", "group")}
        row["run_level_c"] = one.evidence.level
    return _filled(row)


def _value_row(value: Value) -> Row:
    row: dict[str, Any] = {field.name: getattr(value, field.name) for field in fields(value) if field.name != "estimate"}
    if value.estimate is not None:
        found = value.estimate
        row |= {"value": found.mid, "how": found.how, "source": found.sources[0]}
        row |= {} if found.low == found.high else {"from": found.low, "to": found.high}
    return _filled(row)


def _filled(row: Mapping[str, Any]) -> Row:
    return {name: cell for name, cell in row.items() if cell is not None and cell != ""}
