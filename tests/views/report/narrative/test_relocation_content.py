from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from highground.basis.event import Count
from highground.basis.settings import LANGS
from highground.catalogue.shelf import Shelf
from highground.research.relocation import Asked, Relocation, relocation
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative import relocation_content as content

EN = Words("en")


@pytest.fixture
def found(valley: dict[str, Path]) -> Relocation:
    runouts = (f"{valley['runout']}=10-30",)
    return relocation(
        Asked(valley["families"], None, runouts, valley["hazards"], valley["settlements"], valley["destinations"], members=60, today=date(2026, 11, 25)),
        Shelf(),
    )  # fmt: skip


def test_the_answer_counts_families_people_and_consent(found: Relocation) -> None:
    assert content.build(found, "en").answer.startswith(
        "Families on the register: 13, in settlements: 3; at least 51 people. Consented to move: 4; said no or withdrew: 2; "
        "not answered or not asked: 7. Destinations excluded: 2 of 3. Most often reached: Upper Bridge, "
    )


def test_small_counts_and_one_more_from_which_they_follow_are_not_printed(found: Relocation) -> None:
    assert content.hidden(found) == {"Orchard", "Mill"}
    table = {line[0]: line[6:] for line in content.settlements(found, EN).lines}
    assert table == {
        "Upper Bridge": ("6", "at least 21 people"),
        "Mill": ("not shown", "not shown"),
        "Orchard": ("not shown", "not shown"),
    }
    assert "fewer than 5 families" in content.settlements(found, EN).note


def _only(found: Relocation, place: str, most: int = 99) -> Relocation:
    """The register with the families of one settlement."""
    state = dict([pair for pair in found.state.items() if pair[1]["settlement"] == place][:most])
    places = tuple(replace(one, families=len(state) if one.place.name == place else 0) for one in found.settlements)
    visits = tuple(visit for visit in found.visits if visit.family in state)
    return replace(found, state=state, settlements=places, visits=visits)


def test_what_single_families_of_one_settlement_say_is_not_printed(found: Relocation) -> None:
    page = content.build(_only(found, "Upper Bridge"), "en")  # 3 yes, 1 not asked, 1 asked, 1 withdrawn
    assert "Families on the register: 6" in page.answer
    assert "Consented to move: not shown; said no or withdrew: not shown; not answered or not asked: not shown" in page.answer
    consent = next(table for table in page.tables if table.id == "consent")
    assert {line[1] for line in consent.lines} == {"not shown"}
    assert not any(sign.isdigit() for line in consent.lines for sign in line[2])
    assert [number.value for number in page.numbers] == ["6", "–", "–"]
    assert [number.note.partition(";")[0] for number in page.numbers[1:]] == ["not shown", "not shown"]


def test_a_register_of_few_families_tells_neither_how_many_nor_who(found: Relocation) -> None:
    page = content.build(_only(found, "Upper Bridge", 3), "en")
    assert page.answer.startswith("Families on the register: fewer than 5, in settlements: 1; people: not shown.")
    assert (page.numbers[0].value, page.numbers[0].note[:13]) == ("–", "fewer than 5;")
    assert page.tables[0].lines[0][6:] == ("not shown", "not shown")
    spread = replace(found, settlements=tuple(replace(one, families=4) for one in found.settlements))
    assert "Consented to move: not shown" in content.build(spread, "en").answer  # no settlement of which much could be said


def test_a_rank_among_one_is_one(found: Relocation) -> None:
    assert content.ranked(replace(found.settlements[0], looked=False, rank=(1, 1, 1)), EN) == "1"
    assert content.ranked(replace(found.settlements[0], looked=False, rank=(1, 1, 3)), EN) == "1 to 3"


def test_columns_that_say_nothing_are_left_out(found: Relocation) -> None:
    bare = replace(found, climates={}, settlements=tuple(replace(one, hazards=()) for one in found.settlements))
    assert "People where flow may come" in content.settlements(found, EN).columns
    assert "People where flow may come" not in content.settlements(bare, EN).columns
    table = content.destinations(bare, EN)
    assert table.columns[-1] == "Nearest old land"  # nobody asked for the season
    assert {len(line) for line in table.lines} == {5}
    assert table.words == (1, 2, 3)


def test_a_destination_is_excluded_with_its_reasons_or_not_excluded(found: Relocation) -> None:
    lines = {line[0]: line[1:4] for line in content.destinations(found, EN).lines}
    assert lines["Plain"] == ("not excluded", "–", "–")
    assert lines["Fan"][0] == "excluded"
    assert lines["Fan"][1].startswith("Debris flow · north: reached more often than once in 300 years")
    assert lines["Far Meadow"] == ("excluded", "school at 12 km, more than 5 km",
                                   "farming: farmland not reported; clinic not reported; how many people live there already is not reported")  # fmt: skip
    assert "approved" not in " ".join(" ".join(line) for line in lines.values())


def test_the_kind_of_flow_is_named_in_the_language(found: Relocation) -> None:
    assert content.named("Debris flow · north", Words("ru")) == "Сель · north"
    assert content.named("сель", EN) == "сель"


def test_unknown_frequency_prints_no_chance_and_a_whole_range_of_ranks(found: Relocation) -> None:
    one = replace(found.settlements[0], open=True, yearly=(0.0, 0.0, 0.0), rank=(1, 1, 3))
    assert (content.chance(one, one.yearly, EN), content.ranked(one, EN)) == ("not known", "1 to 3")
    some = replace(one, yearly=(0.01, 0.02, 0.03))
    assert content.chance(some, some.yearly, EN) == "at least 2\xa0% (1\xa0to\xa03)"


def test_a_place_that_no_member_reaches_has_no_percentage(found: Relocation) -> None:
    one = replace(found.settlements[0], yearly=(0.0, 0.0, 0.0))
    assert content.chance(one, one.yearly, EN) == "not reached"


def test_people_are_a_range_at_least_or_not_reported() -> None:
    assert content.persons(None, EN) == "how many people they are is not reported"
    assert content.persons(Count(12, 12, None), EN) == "at least 12 people"
    assert content.persons(Count(10, 12, 14), EN) == "12\xa0people (10\xa0to\xa014)"


def test_what_is_not_known_is_said(found: Relocation) -> None:
    said = content.build(found, "en").unknown
    assert "Families that do not say how many they are: 2." in said
    bare = replace(found, destinations=(), settlements=tuple(replace(one, looked=False, open=True) for one in found.settlements))
    said = content.build(bare, "en").unknown
    assert "No hazard was looked at for: Upper Bridge, Mill, Orchard." in said
    assert "No destination was named: nothing is said of where anybody could go." in said


@pytest.mark.parametrize("lang", LANGS)
def test_every_language_says_who_is_never_listed_to_move(found: Relocation, lang: str) -> None:
    page = content.build(found, lang)
    assert len(page.tables) == 4
    assert len(page.limits) == len(content.LIMITS)
    assert all("{" not in text for text in (page.answer, *page.method, *page.limits, *page.unknown))
    assert (page.limits[0] == content.LIMITS[0]) == (lang == "en")
