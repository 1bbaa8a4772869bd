import csv
from pathlib import Path

import pytest

from highground.basis.errors import BadData
from highground.research.drafts.check import Book
from highground.research.drafts.known import known_figures
from highground.research.drafts.numbers import figures

FACTS = (("golden_facts.csv", "fact_id"), ("mobility_validation.csv", "check_id"))  # where both tell a figure, the later is taken
ROW = {
    "figure_id": "a",
    "place": "x",
    "measure": "m",
    "value": 31.0,
    "unit": "pct",
    "as_of": "",
    "source": "s",
    "grade": "read",
    "note": "",
}


def test_percent_is_only_the_same_as_percent() -> None:
    known = known_figures([ROW])["a"]
    assert known.is_in(figures("31 %", "en")[0])
    assert not known.is_in(figures("31 people", "en")[0])


@pytest.mark.parametrize("rows", [[ROW, ROW], [{**ROW, "grade": "sure"}]])
def test_a_doubled_figure_and_an_unknown_grade_are_refused(rows: list[dict[str, object]]) -> None:
    with pytest.raises(BadData, match="known figure 'a'"):
        known_figures(rows)


def test_the_bundled_figures_are_those_of_the_sources(bundled: Book) -> None:
    values = {
        name: bundled.known[name].value
        for name in ("gs_ca", "gs_eeca", "gs_world", "idmc_ecu_total", "kz2024_14_evac", "tj_plan_total")
    }
    assert list(values.values()) == [2.4e6, 5.1e6, 216e6, 333_702, 119_220, 904]
    assert bundled.known["gs_ca_share"].grade == "unverified"


def test_every_bundled_figure_agrees_with_the_facts_that_it_was_copied_from(bundled: Book, shared: Path) -> None:
    facts: dict[str, dict[str, str]] = {}
    for name, key in FACTS:
        with (shared / "facts" / name).open(encoding="utf-8", newline="") as file:
            facts |= {row[key]: row for row in csv.DictReader(file)}
    same = {name: facts[name] for name in bundled.known if name in facts and name != "gs_world_low"}
    assert len(same) > 130
    for name, fact in same.items():
        held = bundled.known[name]
        times = {"million": 1e6, "thousand": 1e3}.get(fact["unit"].split()[0], 1.0)
        told = {abs(float(fact[key])) * times for key in ("value", "low", "high") if fact[key]}
        assert held.value in told, name
        assert (held.source, held.grade) == (fact["source"], fact["grade"]), name
        assert set(held.as_of.split("/")) <= {fact["as_of"], *fact["as_of"].split("/"), *_period(fact)}, name


def _period(fact: dict[str, str]) -> set[str]:
    """How a period is written: both ends, or 2008-2021."""
    ends = [fact.get(key, "") for key in ("period_start", "period_end")]
    return {*ends, "-".join(ends)}
