from dataclasses import replace

import pytest

from highground.research.twins import Twins, mirror
from highground.views.report.narrative.mirror_content import Mirror, build


@pytest.fixture(scope="module")
def content(twins: Twins) -> Mirror:
    return build(twins)


def test_the_title_names_both_countries_in_the_language(twins: Twins) -> None:
    assert build(twins).title.startswith("Kazakhstan and Ecuador")
    russian = build(twins, "ru").title
    assert "Казахстан" in russian
    assert "Эквадор" in russian


def test_the_first_paragraph_counts_the_findings_and_names_the_differences(content: Mirror) -> None:
    assert f"share {len(content.findings)} findings" in content.answer
    assert "land that is mountain" in content.answer
    assert "SSP2-4.5" in content.answer


def test_the_surest_finding_comes_first(content: Mirror) -> None:
    order = ["very high", "high", "medium", "low", "very low"]
    ranks = [order.index(one.level) for one in content.findings]
    assert ranks == sorted(ranks)


def test_findings_give_both_ranges_and_what_speaks_against(content: Mirror) -> None:
    for one in content.findings:
        assert one.text.count("(") >= 2
        assert one.against


def test_inventories_and_seasons_stand_apart_with_both_sides(content: Mirror) -> None:
    apart = {one.title: one for one in content.apart}
    areas = apart["Glacier area"]
    assert areas.comparable == "no"
    assert any("2016" in text and "1956" not in text for text in areas.a)  # only the latest year of a series
    season = next(one for title, one in apart.items() if title.startswith("Pasture season"))
    assert any("365" in text for text in season.b)
    assert apart["Regions and provinces"].a[0].endswith("12")


def test_recorded_nets_and_lifetime_stocks_never_stand_side_by_side_as_one_number(content: Mirror) -> None:
    apart = next(one for one in content.apart if one.title == "Recorded migration between regions")
    assert apart.comparable == "no"
    assert "different measures" in apart.why
    assert any("2022–2023" in text and "moves a year" in text for text in apart.a)


def test_mobility_is_a_chapter_whose_forms_are_never_added(content: Mirror) -> None:
    topic = next(one for one in content.topics if one.id == "mobility")
    assert "never added" in topic.lead
    assert {"added", "sums", "cells", "pasture"} <= {panel.id for panel in topic.panels}


def test_no_panel_that_does_not_compare_is_drawn(content: Mirror) -> None:
    assert all(panel.comparable != "no" for topic in content.topics for panel in topic.panels)


def test_sources_that_both_use_are_listed_once(twins: Twins) -> None:
    fewer = replace(twins.b, sources=twins.b.sources[:3])
    used = build(mirror(twins.a, fewer)).sources
    ids = [one.reference.id for one in used]
    assert sorted(ids) == sorted(source.id for source in twins.a.sources)
    assert [one.by for one in used[:3]] == ["both"] * 3
    assert used[3].by == "Kazakhstan"
    assert [one.reference.number for one in used] == list(range(1, len(used) + 1))


def test_no_text_holds_a_brace_or_a_nan(content: Mirror) -> None:
    text = repr(content)
    assert "{" not in text
    assert "nan" not in text.replace("unknown", "").lower().split()


def test_a_language_that_is_not_ours_is_refused(twins: Twins) -> None:
    with pytest.raises(ValueError, match="no language"):
        build(twins, "de")
