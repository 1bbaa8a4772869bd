# ruff: noqa: PD011  (the values of a claim are a dict, not a table)
from importlib import import_module
from string import Formatter

import numpy as np
import pandas as pd
import pytest

from highground.basis.claim import Claim
from highground.basis.indicators import BY_ID, COLUMNS
from highground.basis.region import Region, Unit
from highground.basis.scenario import TODAY
from highground.research.claims.book import Book

said_of = import_module("highground.research.claims.mobility")  # the package gives the function of this name
UNITS = tuple(Unit(f"AA-{number}", f"Unit {number}") for number in range(6))
REGION = Region("AAA", "AA", {"en": "Aland"}, UNITS)
Span = tuple[float, float, float]
ADDED = ("moves_added", "kind:internal")


def row(indicator: str, span: Span | str, group: str = "", level: float | None = TODAY, **other: object) -> dict[str, object]:
    low, mid, high = (np.nan,) * 3 if isinstance(span, str) else span
    return {
        "indicator": indicator, "place": "AAA", "group": group, "level": level, "year": None,
        "status": span if isinstance(span, str) else "value", "low": low, "mid": mid, "high": high, "unit": BY_ID[indicator].unit,
        "how": "modelled", "confidence": "low", "grade": "computed", "sources": "highground-judgement mobility-parameters",
    } | other  # fmt: skip


def once(indicator: str, number: float, place: int, **other: object) -> dict[str, object]:
    return row(indicator, (number,) * 3, other.pop("group", ""), None, place=f"AA-{place}", **other)  # type: ignore[arg-type]


FULL = [
    row("internal_moves", (100_000, 200_000, 300_000)),
    row("moves_added", (200, 1500, 4000), "kind:internal", 2.0),
    row("moves_income", (-6, -3, -1), "income:1", 2.0),
    row("moves_income", (0, 1, 3), "income:5", 2.0),
    row("moves_driver", (-100, 20, 200), "driver:pasture", 2.0),
    row("moves_driver", (0, 900, 2500), "driver:crops", 2.0),
    row("moves_sum_share", (0.1, 0.3, 0.9), "ssp:SSP2-4.5", None, year=2050),
    row("moves_published", (3.4, 3.4, 3.4), "estimate:groundswell-central-asia", None, year=2050),
    *(row("unit_flow", (m / 2, m, 2 * m), f"to:AA-{n + 1}", place=f"AA-{n}") for n, m in enumerate((900.0, 3000.0, 2000.0, 50.0))),
    *(once("net_recorded", net, n, year=year, how="counted") for n, net in enumerate((-300.0, 400, -50, -20, -10, -20)) for year in (2022, 2023)),
    *(once("net_mean", net, n, how="counted") for n, net in enumerate((-300.0, 400, -50, -20, -10, -20))),
    *(row("net_modelled", (net - 10, net, net + 10), place=f"AA-{n}") for n, net in enumerate((-30.0, 40, 50, -20, 10, -20))),
    *(once("lifetime_out", stock, n, year=2022, how="counted") for n, stock in enumerate((30_000.0, 50_000, 40_000, 9))),
    once("lifetime_out", 60_000.0, 1, year=2010, how="counted"),
    row("net_migration", (-4800,) * 3, "", None, year=2023, how="counted"),
    *(row("immobility", span, f"cell:{cell}") for cell, span in {"mobile": (2, 5, 9), "voluntary": (30, 45, 60), "involuntary": (8, 15, 25), "acquiescent": (20, 35, 50)}.items()),
    row("immobility", (8, 16, 27), "cell:involuntary", 2.0),
    row("displaced_stock", (100, 900, 4000)),
    row("pasture_window", (90, 100, 110), "belt:alpine"), row("pasture_window", (105, 120, 135), "belt:alpine", 2.0),
    row("pasture_pays", (10, 20, 40)), row("pasture_pays", (11, 22, 43), "", 2.0),
    row("relocation_people", "not reported", "", None),
]  # fmt: skip


def told(rows: list[dict[str, object]]) -> dict[str, Claim]:
    frame = pd.DataFrame(rows, columns=[name for name, _, _ in COLUMNS]).astype({name: kind for name, kind, _ in COLUMNS})
    return {claim.id: claim for claim in said_of.mobility(Book.of(frame, REGION))}


def changed(indicator: str, group: str, span: Span | str) -> dict[str, Claim]:
    assert any((each["indicator"], each["group"]) == (indicator, group) for each in FULL)
    return told(
        [
            row(indicator, span, group, each["level"]) if (each["indicator"], each["group"]) == (indicator, group) else each
            for each in FULL
        ]
    )  # type: ignore[arg-type]


def test_every_sentence_can_be_filled_and_cites_rows() -> None:
    found = told(FULL)
    assert len(found) == 15
    for claim in found.values():
        assert {name for _, name, _, _ in Formatter().parse(claim.template) if name} <= set(claim.values), claim.id
        assert claim.rows, claim.id
        assert claim.template.startswith("{country}"), claim.id
        assert claim.topic == "mobility"


@pytest.mark.parametrize(
    ("span", "template"),
    [((200, 1500, 4000), said_of.ADDS), ((-900, -500, -100), said_of.HOLDS), ((-900, 100, 2000), said_of.OPEN)],
)
def test_the_sign_is_said_only_where_the_whole_range_has_it(span: Span, template: str) -> None:
    assert changed(*ADDED, span)["mobility.added"].template == template


def test_a_missing_difference_is_said_and_not_guessed() -> None:
    assert changed(*ADDED, "not reported")["mobility.added"].template == said_of.UNKNOWN


def test_poor_and_rich_are_set_apart_only_where_ranges_part() -> None:
    assert told(FULL)["mobility.income"].template == said_of.POOREST
    assert changed("moves_income", "income:1", (-6, -3, 2))["mobility.income"].template == said_of.ALIKE


def test_the_impact_that_is_named_changes_most_alone() -> None:
    claim = told(FULL)["mobility.driver"]
    assert claim.values["driver"] == "Crops in dry years"
    assert said_of.APART in claim.against
    assert claim.template == said_of.EITHER_WAY
    assert changed("moves_driver", "driver:crops", (50, 900, 2500))["mobility.driver"].template == said_of.DRIVER


def test_flows_are_named_largest_first() -> None:
    values = told(FULL)["mobility.flows"].values
    assert [values[name]["en"] for name in "abcdef"] == ["Unit 1", "Unit 2", "Unit 2", "Unit 3", "Unit 0", "Unit 1"]  # type: ignore[index]


def test_the_model_is_held_to_the_signs_of_the_record() -> None:
    values = told(FULL)["mobility.signs"].values
    assert (values["hits"], values["count"]) == (4, 6)


def test_years_of_the_record_are_counted_once() -> None:
    assert told(FULL)["mobility.nets"].values["count"] == 2


def test_of_two_censuses_the_last_one_is_told() -> None:
    values = told(FULL)["mobility.lifetime"].values
    assert [values[name]["en"] for name in "abc"] == ["Unit 1", "Unit 2", "Unit 0"]  # type: ignore[index]
    assert values["first"]["mid"] == 50_000  # type: ignore[index]


def test_no_record_no_sentence_on_records() -> None:
    found = told([each for each in FULL if each["indicator"] not in ("net_mean", "net_recorded", "lifetime_out")])
    assert not {"mobility.nets", "mobility.signs", "mobility.lifetime"} & set(found)


def test_no_sentence_names_a_single_reason_or_a_refugee() -> None:
    words = " ".join(value for name, value in vars(said_of).items() if name.isupper() and isinstance(value, str)).lower()
    assert "refugee" not in words
    assert "because of climate" not in words
    assert "will have to move" not in words
