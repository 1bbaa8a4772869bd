"""Results against plan. A target is met when the whole range of the result reaches it; one end alone is never called met."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from highground.basis.errors import BadData
from highground.basis.estimate import Estimate
from highground.basis.project import Evidence, Indicator, Project, Value, span
from highground.basis.words import N_

if TYPE_CHECKING:
    from highground.catalogue.runs import Run

Verdict = Literal["met", "uncertain", "one end", "not met", "no data", "no target", "said met", "said not met", "not judged"]
VERDICTS: Final[Mapping[Verdict, str]] = {
    "met": N_("met"),
    "uncertain": N_("not certain: the middle reaches the target, the range does not"),
    "one end": N_("not met: only one end of the range reaches the target"),
    "not met": N_("not met"),
    "no data": N_("no data"),
    "no target": N_("no target"),
    "said met": N_("met, as the person who reports says"),
    "said not met": N_("not met, as the person who reports says"),
    "not judged": N_("in words, not judged"),
}
FROM_RUN: Final = N_("run of {country} of {day}, row {row} of its evidence table")


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run says of an indicator: the value, how sure it is, and the row that it was read from."""

    value: Value
    confidence: str
    iso3: str
    row: str  # as every output names it, such as E192
    day: str


@dataclass(frozen=True, slots=True)
class Standing:
    """An indicator beside its plan: the latest result, the verdict, and whether the baseline is missing."""

    indicator: Indicator
    actual: Value | None
    verdict: Verdict
    baseline_missing: bool
    measured: Measured | None = None


def standings(project: Project, runs: Mapping[str, "Run"]) -> tuple[Standing, ...]:
    """Every indicator beside its target. `runs` by iso3; evidence of a country whose run is not given is no data.

    Raises BadData where a run has no such row of evidence.
    """
    found = []
    for one in project.indicators:
        measured = read_for(one, runs)
        actual = measured.value if measured else latest(one)
        named = _in_unit(one, measured.value.estimate.unit) if measured and measured.value.estimate else one
        found.append(Standing(named, actual, verdict(one, actual), one.baseline is None, measured))
    return tuple(found)


def latest(indicator: Indicator) -> Value | None:
    """The result of the latest day, in whatever order the rows stand; of one day, and of days that nobody gave, the last entered."""
    found = sorted(indicator.actuals, key=lambda one: (span(one.on) or (date.min, date.min))[1])
    return found[-1] if found else None


def verdict(indicator: Indicator, actual: Value | None) -> Verdict:
    """Whether a result fulfils the target. A planned range is reached at the end that is reached first.

    >>> counted = lambda low, mid, high: Value(Estimate(low, mid, high, "persons", "counted", ("list",)))
    >>> goal = Indicator("I", "O", "Trained", target=counted(20, 20, 20))
    >>> [verdict(goal, counted(*ends)) for ends in ((20, 25, 30), (15, 22, 30), (10, 15, 25), (10, 12, 15))]
    ['met', 'uncertain', 'one end', 'not met']
    """
    target = indicator.target
    if target is None:
        return "no target"
    if actual is None:
        return "no data"
    if target.estimate is None or actual.estimate is None:
        return {"yes": "said met", "no": "said not met"}.get(actual.met, "not judged")  # type: ignore[return-value]
    return _reached(target.estimate, actual.estimate, indicator.direction == "up")


def _reached(target: Estimate, actual: Estimate, up: bool) -> Verdict:
    worst, middle, best = (actual.low, actual.mid, actual.high) if up else (-actual.high, -actual.mid, -actual.low)
    goal = target.low if up else -target.high
    if worst >= goal:
        return "met"
    if middle >= goal:
        return "uncertain"
    return "one end" if best >= goal else "not met"


def read_for(indicator: Indicator, runs: Mapping[str, "Run"]) -> Measured | None:
    """What a run says of an indicator; None where it names no evidence or its run is not given. Raises BadData for another unit."""
    if indicator.evidence is None or indicator.evidence.country not in runs:
        return None
    found = read_from(indicator.evidence, runs[indicator.evidence.country])
    unit = found.value.estimate.unit if found.value.estimate else ""
    if indicator.unit and unit != indicator.unit:
        raise BadData(
            f"the indicator {indicator.id} is in {indicator.unit!r}, the evidence that it names in {unit!r}; write that one, or leave the unit blank"
        )
    return found


def with_run(indicator: Indicator, runs: Mapping[str, "Run"]) -> Indicator:
    """The indicator with what its run says as the latest result, in the run's unit, the run named as its source."""
    found = read_for(indicator, runs)
    if found is None or found.value.estimate is None:
        return indicator
    one = found.value.estimate
    source = f"highground run {found.iso3} of {found.day}, evidence row {found.row}, {found.confidence} confidence; {' '.join(one.sources)}"
    actual = replace(found.value, estimate=replace(one, sources=(source,)))
    named = _in_unit(indicator, one.unit)
    return replace(named, actuals=(*named.actuals, actual))


def _in_unit(indicator: Indicator, unit: str) -> Indicator:
    """An indicator whose unit nobody wrote, in that of the evidence that measures it."""

    def named(value: Value) -> Value:
        return value if value.estimate is None else replace(value, estimate=replace(value.estimate, unit=unit))

    baseline, target = (value and named(value) for value in (indicator.baseline, indicator.target))
    return replace(indicator, unit=unit, baseline=baseline, target=target, actuals=tuple(map(named, indicator.actuals)))


def read_from(evidence: Evidence, run: "Run") -> Measured:
    """The row of a run that an indicator names, read again. Raises BadData where there is none, or more than one, or no number in it."""
    table = run.evidence
    chosen = table[
        (table["indicator"] == evidence.indicator) & (table["place"] == evidence.place) & (table["group"] == evidence.group)
    ]
    level = chosen["level"].astype("float64")
    chosen = chosen[level.isna() if evidence.level is None else (level - evidence.level).abs() < LEVEL_STEP]
    said = f"{evidence.indicator} of {evidence.place}" + (f", {evidence.group}" if evidence.group else "")
    said += "" if evidence.level is None else f" at {evidence.level:g} degC"
    if len(chosen) != 1:
        raise BadData(
            f"the run of {evidence.country} has {len(chosen)} rows of {said}, one is needed; look into its data.xlsx and mend the indicator"
        )
    row = chosen.iloc[0]
    if not row["mid"] == row["mid"]:  # NaN: not reported or not applicable
        raise BadData(f"the run of {evidence.country} has no number for {said} ({row['status']}); take another row")
    index, day = int(chosen.index[0]), str(run.about["made_on"])[:10]
    sources = tuple(str(row["sources"]).split()) or ("highground",)
    estimate = Estimate(float(row["low"]), float(row["mid"]), float(row["high"]), str(row["unit"]), row["how"], sources)
    return Measured(Value(estimate, on=day), str(row["confidence"]), evidence.country, f"E{index + 1}", day)


LEVEL_STEP: Final = 0.005  # degC; levels are written with two digits
