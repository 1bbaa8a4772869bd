import dataclasses

import pytest

from highground.basis.claim import CONFIDENCES, Claim
from highground.catalogue.runs import Run
from highground.research.shared import RULES, findings
from highground.research.twins import mirror, side_by_side


@pytest.fixture(scope="module")
def found(kazakhstan: Run, ecuador: Run) -> dict[str, Claim]:
    return {claim.id: claim for claim in mirror(kazakhstan, ecuador).findings}


def test_shared_findings_hold_for_the_whole_range_of_both(found: dict[str, Claim]) -> None:
    assert "shared-warming" in found
    ice = found["shared-ice"].values
    assert max(ice["a"]["high"], ice["b"]["high"]) < 60  # type: ignore[index]


def test_a_finding_is_never_surer_than_either_country(kazakhstan: Run, ecuador: Run) -> None:
    twins = mirror(kazakhstan, ecuador)
    for claim in twins.findings:
        rows = twins.table.loc[list(claim.rows)]
        weakest = min(CONFIDENCES.index(word) for side in "ab" for word in rows[f"confidence_{side}"])
        assert CONFIDENCES.index(claim.confidence) <= weakest


def test_less_warming_keeps_more_ice_only_where_the_ranges_part(found: dict[str, Claim]) -> None:
    values = found["shared-ice-choice"].values
    for side in "ab":
        assert values[f"less_{side}"]["low"] > values[side]["high"]  # type: ignore[index]


def test_every_finding_says_what_speaks_against_it(found: dict[str, Claim]) -> None:
    assert all(claim.against for claim in found.values())
    assert not any("Same definition" in text for claim in found.values() for text in claim.against)


def test_a_range_that_crosses_the_bar_ends_the_finding(kazakhstan: Run, ecuador: Run) -> None:
    table = side_by_side(kazakhstan, ecuador)
    table.loc[table["indicator"] == "belt_rise", "low_b"] = -1.0
    assert "shared-rise" not in {claim.id for claim in findings(table, kazakhstan, ecuador)}


def test_a_blank_is_no_finding(kazakhstan: Run, ecuador: Run) -> None:
    evidence = ecuador.evidence.copy()
    ice = evidence["indicator"] == "glacier_mass_left"
    evidence.loc[ice, ["low", "mid", "high"]] = float("nan")
    evidence.loc[ice, "status"] = "not reported"
    ids = {claim.id for claim in mirror(kazakhstan, dataclasses.replace(ecuador, evidence=evidence)).findings}
    assert "shared-warming" in ids
    assert not {"shared-ice", "shared-ice-choice"} & ids


def test_each_template_names_both_countries_and_both_ranges() -> None:
    for rule in RULES:
        assert all(f"{{{name}}}" in rule.template for name in ("country_a", "country_b", "a", "b"))
