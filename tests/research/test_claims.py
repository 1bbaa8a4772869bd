# ruff: noqa: PD011  (the values of a claim are a dict, not a table)
import ast
from collections.abc import Sequence
from pathlib import Path
from string import Formatter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import highground.research.claims as package
from highground.basis.claim import Claim
from highground.basis.indicators import BY_ID, COLUMNS
from highground.basis.region import Region, Unit
from highground.research.claims import claims, headlines
from highground.research.confidence import ORDER

REGION = Region("AAA", "AA", {"en": "Aland", "ru": "Аланд"}, (Unit("AA-1", "North"), Unit("AA-2", "South")))
Span = tuple[float, float, float]


def row(indicator: str, span: Span | str, group: str = "", level: float | None = None, **other: object) -> dict[str, object]:
    low, mid, high = (np.nan,) * 3 if isinstance(span, str) else span
    return {
        "indicator": indicator, "place": "AAA", "group": group, "level": level, "year": None,
        "status": span if isinstance(span, str) else "value", "low": low, "mid": mid, "high": high, "unit": BY_ID[indicator].unit,
        "how": "modelled", "confidence": "medium", "grade": "computed", "sources": "itu-p1511-2 highground-judgement",
    } | other  # fmt: skip


def table(rows: Sequence[dict[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[name for name, _, _ in COLUMNS]).astype({name: kind for name, kind, _ in COLUMNS})


FULL = [
    row("mountain_share", (40, 42, 44), "definition:K1"),
    row("mountain_share", (41, 43, 45), "definition:K2"),
    row("band_area", (900, 1000, 1100), "band:1000"),
    row("band_area", (90, 100, 110), "band:2500"),
    row("band_area", (9, 10, 11), "band:3000"),
    row("mountain_warming", (2.4, 2.8, 3.2), level=2.0),
    row("warming_share", (95, 95, 95), "ssp:SSP2-4.5", 2.0, sources="ipcc-ar6-spm1"),
    row("level_year", (2045, 2052, 2065), "ssp:SSP2-4.5", 2.0, sources="ipcc-ar6-spm1"),
    row("hottest_day", (2.4, 3.1, 3.7), "ar6:WCA", 2.0, sources="ipcc-ar6-extremes", grade="read"),
    row("wettest_day", (-2, 6, 14), "ar6:WCA", 2.0, sources="ipcc-ar6-extremes", grade="read"),
    row("glacier_area", (790, 813, 836), "series:KZ-ZHETYSU-RS2133", year=1956, how="measured"),
    row("glacier_area", (403, 414, 426), "series:KZ-ZHETYSU-RS2133", year=2016, how="measured"),
    row("glacier_mass_left", (40, 60, 75), "rgi:RGI13", 1.5),
    row("glacier_mass_left", (20, 35, 48), "rgi:RGI13", 2.0),
    row("glacier_mass_left", (5, 15, 30), "rgi:RGI13", 3.0),
    row("belt_area_left", (50, 70, 90), "belt:alpine", 2.0),
    row("belt_rise", (100, 200, 300), level=2.0),
    row("species_at_risk", (2, 8, 15), level=2.0),
    row("growing_season", (90, 100, 110), "belt:alpine", 1.09),
    row("growing_season", (100, 112, 125), "belt:alpine", 2.0),
    row("population", (990, 1000, 1010), year=2023, how="counted", sources="un-wpp-2024", grade="read"),
    row("population", (1300, 1500, 1700), year=2050, sources="un-wpp-2024", grade="read"),
    row("people_place", (90, 100, 110), "where:mountain", year=2023),
    row("people_place", (890, 900, 910), "where:elsewhere", year=2023),
    row("people_place", (0, 0, 0), "where:unknown", year=2023),
    row("mountain_people_share", (9, 10, 11), "definition:K1", year=2023),
    row("mountain_people_share", (19, 25, 31), "definition:K2", year=2023),
    row("people_band", (940, 950, 960), "band:0", year=2023),
    row("people_band", (30, 40, 50), "band:1500", year=2023),
    row("people_band", (5, 10, 15), "band:2500", year=2023),
    row("unit_mountain_people", (10, 20, 30), place="AA-1", year=2023),
    row("unit_mountain_people", (60, 80, 100), place="AA-2", year=2023),
]


def said(rows: Sequence[dict[str, object]]) -> dict[str, Claim]:
    return {claim.id: claim for claim in claims(table(rows), REGION)}


def changed(indicator: str, span: Span | str, group: str | None = None, level: float | None = None) -> list[dict[str, object]]:
    """The full table with one row changed."""
    rows = [dict(r) for r in FULL]
    (hit,) = [
        r for r in rows
        if r["indicator"] == indicator and (group is None or r["group"] == group) and (level is None or r["level"] == level)
    ]  # fmt: skip
    hit.update(row(indicator, span, str(hit["group"]), hit["level"]) | {"year": hit["year"], "place": hit["place"]})  # type: ignore[arg-type]
    return rows


def test_a_full_table_gives_fourteen_to_eighteen_claims_in_the_order_of_topics() -> None:
    found = claims(table(FULL), REGION)
    assert 14 <= len(found) <= 18
    topics = [claim.topic for claim in found]
    assert list(dict.fromkeys(topics)) == ["terrain", "climate", "glaciers", "ecosystems", "people"]
    assert len({claim.id for claim in found}) == len(found)


def test_every_claim_fills_its_sentence_and_cites_rows_that_hold_its_numbers() -> None:
    evidence = table(FULL)
    for claim in claims(evidence, REGION):
        names = {name for _, name, _, _ in Formatter().parse(claim.template) if name}
        assert names <= set(claim.values), claim.id
        assert claim.rows, claim.id
        cited = {(r.low, r.mid, r.high) for r in evidence.iloc[list(claim.rows)].itertuples()}
        spans = [value for value in claim.values.values() if isinstance(value, dict) and "mid" in value]
        for span in spans:
            assert (span["low"], span["mid"], span["high"]) in cited or claim.id in ("terrain.high", "people.high"), claim.id


def test_country_values_carry_every_language() -> None:
    assert all(claim.values["country"] == REGION.names for claim in claims(table(FULL), REGION))


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ((20, 35, 48), "Over the whole range more than half of the ice of 2015 is lost"),
        ((20, 35, 60), "More than half is lost in most of the range"),
        ((30, 55, 80), "More than half stays in most of the range"),
        ((55, 60, 70), "Over the whole range more than half of the ice of 2015 stays"),
    ],
)
def test_words_on_ice_follow_the_range(span: Span, words: str) -> None:
    claim = said(changed("glacier_mass_left", span, level=2.0))["glaciers.left"]
    assert words in claim.template
    assert claim.likelihood == ("very likely" if "whole range" in words else "")


@pytest.mark.parametrize(
    ("span", "words"),
    [((2.1, 2.8, 3.2), "faster than the world."), ((1.5, 2.2, 3.0), "not settled"), ((1.0, 1.5, 1.9), "less than the world")],
)
def test_words_on_mountain_warming_follow_the_range(span: Span, words: str) -> None:
    assert words in said(changed("mountain_warming", span))["climate.warming"].template


@pytest.mark.parametrize(("span", "words"), [((-2, 6, 14), "not settled"), ((2, 6, 14), "grows by"), ((-14, -6, -2), "It falls")])
def test_heavy_rain_keeps_its_sign_open_unless_the_range_settles_it(span: Span, words: str) -> None:
    assert words in said(changed("wettest_day", span))["climate.rain"].template


@pytest.mark.parametrize(
    ("span", "words"), [((1300, 1500, 1700), "grows"), ((950, 1010, 1100), "not settled"), ((700, 800, 900), "falls")]
)
def test_words_on_population_follow_the_range(span: Span, words: str) -> None:
    rows = [r | {"year": 2050} if r["indicator"] == "population" and r["year"] == 2050 else r for r in FULL]
    rows = [r | dict(zip(("low", "mid", "high"), span, strict=True)) if r["year"] == 2050 else r for r in rows]
    assert words in said(rows)["people.total"].template


def test_a_shrinking_belt_is_said_to_shrink_only_when_the_whole_range_does() -> None:
    assert "It shrinks" in said(FULL)["ecosystems.belt"].template
    assert "not settled" in said(changed("belt_area_left", (50, 90, 110)))["ecosystems.belt"].template
    assert "It grows" in said(changed("belt_area_left", (101, 120, 140)))["ecosystems.belt"].template


def test_definitions_that_disagree_are_told_and_lower_confidence() -> None:
    alike = said(changed("mountain_people_share", (9, 10.5, 11), "definition:K2"))["people.mountain"]
    apart = said(FULL)["people.mountain"]
    assert alike.agreement == "high"
    assert apart.agreement == "medium"
    assert "one definition sees a mountain" in apart.template
    assert ORDER.index(apart.confidence) <= ORDER.index(alike.confidence) <= ORDER.index("medium")  # people rest on our rule


def test_a_year_is_named_only_when_the_table_has_one() -> None:
    claim = said(changed("level_year", "not applicable"))["climate.when"]
    assert "around the year" not in claim.template
    assert claim.likelihood == "very likely"  # 95 %


def test_a_likelihood_is_not_told_when_confidence_is_low() -> None:
    rows = [r | {"grade": "unverified", "low": 1.0} if r["indicator"] == "mountain_warming" else r for r in FULL]
    rows = [r | {"low": 2.1, "mid": 4.0, "high": 9.0} if r["indicator"] == "mountain_warming" else r for r in rows]
    claim = said(rows)["climate.warming"]
    assert claim.confidence in ("very low", "low")
    assert "faster than the world." in claim.template
    assert claim.likelihood == ""


def test_a_country_without_ice_gets_one_honest_sentence() -> None:
    rows = [r for r in FULL if not str(r["indicator"]).startswith("glacier")]
    glaciers = [claim for claim in claims(table(rows), REGION) if claim.topic == "glaciers"]
    assert [claim.id for claim in glaciers] == ["glaciers.none"]


def test_a_climate_region_without_figures_gets_one_honest_sentence() -> None:
    rows = [r for r in FULL if r["indicator"] not in ("hottest_day", "wettest_day")]
    rows.append(row("hottest_day", "not reported", "ar6:XYZ", 2.0))
    found = said(rows)
    assert "no published figures" in found["climate.extremes"].template
    assert found["climate.extremes"].rows == (len(rows) - 1,)
    assert "climate.heat" not in found


def test_a_country_without_cold_belts_gets_one_honest_sentence() -> None:
    found = said(changed("belt_area_left", "not applicable"))
    assert "no alpine or nival belt" in found["ecosystems.belt"].template
    assert found["ecosystems.rise"].values["rise"] == {"low": 100, "mid": 200, "high": 300, "unit": "m"}
    assert "ecosystems.rise" not in said(FULL)


def test_the_height_told_is_one_above_which_people_live() -> None:
    assert said(FULL)["people.high"].values["height"] == 2500
    high = said(changed("people_band", (0, 1, 2), "band:2500"))["people.high"]
    assert high.values["height"] == 1500
    assert high.values["people"] == {"low": 30, "mid": 41, "high": 52, "unit": "persons"}


def test_a_sum_is_judged_by_its_own_range_not_by_that_of_its_parts() -> None:
    parts = [row("band_area", (900, 1000, 1100), "band:2500"), row("band_area", (0, 1, 3), "band:4500")]
    claim = said(parts)["terrain.high"]
    assert claim.values["area"] == {"low": 900, "mid": 1001, "high": 1103, "unit": "km2"}
    assert claim.agreement == "high"
    assert claim.rows == (0, 1)


def test_a_season_that_fills_the_year_is_not_said_to_lengthen() -> None:
    rows = changed("growing_season", (350, 364, 365), "belt:alpine", 1.09)
    assert "nearly all year" in said(rows)["ecosystems.season"].template


def test_people_of_a_later_year_are_never_mixed_with_shares_of_today() -> None:
    later = row("people_place", (500, 600, 700), "where:mountain", year=2050)
    assert said([later, *FULL])["people.mountain"].values["mountain"] == {"low": 90, "mid": 100, "high": 110, "unit": "persons"}


def test_the_unit_with_most_people_in_mountains_is_named() -> None:
    assert said(FULL)["people.unit"].values["unit"] == {"en": "South"}


def test_the_unit_carries_its_names_in_every_language_that_is_known() -> None:
    code = next(unit.code for unit in REGION.units if unit.name == "South")
    found = {claim.id: claim for claim in claims(table(FULL), REGION, {"ru": {code: "Юг"}, "kk": {"other": "Солтүстік"}})}
    assert found["people.unit"].values["unit"] == {"en": "South", "ru": "Юг"}


def test_unknown_people_are_told() -> None:
    assert len(said(changed("people_place", (40, 50, 60), "where:unknown"))["people.mountain"].against) == 3
    assert len(said(FULL)["people.mountain"].against) == 2


def test_an_unverified_source_keeps_a_claim_at_medium_or_less() -> None:
    rows = [r | {"grade": "unverified"} for r in FULL]
    ours = [claim for claim in claims(table(rows), REGION) if claim.id != "people.moving"]
    assert all(claim.confidence in ("very low", "low", "medium") for claim in ours)


def test_an_empty_table_claims_nothing_about_numbers() -> None:
    found = claims(table([]), REGION)
    assert {claim.id for claim in found} == {"climate.extremes", "glaciers.none", "ecosystems.belt", "people.moving"}


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_table_with_any_blanks_gives_sentences_that_can_be_filled(data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.sampled_from(range(len(FULL))), unique=True))
    blank = data.draw(st.sets(st.sampled_from(range(len(FULL)))))
    rows = [
        row(str(FULL[i]["indicator"]), "not reported", str(FULL[i]["group"]), FULL[i]["level"], year=FULL[i]["year"])  # type: ignore[arg-type]
        if i in blank else FULL[i] for i in kept
    ]  # fmt: skip
    for claim in claims(table(rows), REGION):
        assert claim.template.format(**claim.values)
        spans = [value for value in claim.values.values() if isinstance(value, dict) and "mid" in value]
        assert all(np.isfinite([span["low"], span["mid"], span["high"]]).all() for span in spans)


def test_sentences_never_claim_a_single_cause_or_climate_refugees() -> None:
    text = " ".join(_messages()).lower()
    assert "refugee" not in text
    assert not any(word in text for word in ("because of climate", "caused by climate", "due to climate"))


def test_every_sentence_is_a_literal_that_translators_tools_find() -> None:
    marked = set(_messages())
    for claim in claims(table(FULL), REGION):
        assert {claim.template, *claim.against, *claim.gaps} <= marked, claim.id
    assert all("{" not in message or _balanced(message) for message in marked)


def _messages() -> list[str]:
    """Texts inside N_("...") as a tool sees them: plain constants."""
    found = []
    for path in Path(str(package.__file__)).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_":
                (argument,) = node.args
                assert isinstance(argument, ast.Constant), path
                found.append(str(argument.value))
    return found


def _balanced(message: str) -> bool:
    return all(name is None or name.isidentifier() for _, name, _, _ in Formatter().parse(message))


def test_headlines_are_those_that_the_table_holds_in_a_fixed_order() -> None:
    found = headlines(table(FULL))
    assert [(indicator, group) for indicator, group, _, _ in found] == [
        ("mountain_people_share", "definition:K1"), ("mountain_warming", ""),
        ("glacier_mass_left", "rgi:RGI13"), ("glacier_mass_left", "rgi:RGI13"), ("belt_area_left", "belt:alpine"),
        ("growing_season", "belt:alpine"), ("species_at_risk", ""),
    ]  # fmt: skip
    assert np.isnan(found[0][2])
    assert [level for _, _, level, _ in found[1:4]] == [2.0, 2.0, 3.0]
    assert headlines(table(changed("mountain_warming", "not reported")))[1][0] == "glacier_mass_left"
