from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.event import MOVED, Count, Record, moment
from highground.catalogue.events.read import read_events
from highground.catalogue.shelf import Shelf
from highground.people.impacts.counting import HOUSEHOLD, Counted, count_events, persons_of, silent, summed, totals


def n(value: float) -> Count:
    return Count(value, value, value)


def row(number: int, day: str = "2024-04-01", place: str = "Aktobe", hazard: str = "river_flood", **more: object) -> Record:
    year, *rest = map(int, day.split("-"))
    kind = str(more.pop("kind", hazard))
    return Record(number, hazard, kind, moment(year, *rest), "KAZ", place=place, **more)  # type: ignore[arg-type]


def reasons(counted: Counted) -> dict[str, bool]:
    return {pair.reason.template: pair.merged for pair in counted.pairs}


# the Kazakh floods of 2024: four as-of rows of one cumulative count


SPRING = [
    row(2, "2024-03", counts={"evacuated": n(74_942)}, as_of=date(2024, 4, 8), source="a"),
    row(3, "2024-03", counts={"evacuated": n(111_194)}, as_of=date(2024, 4, 15), source="b"),
    row(4, "2024-03", counts={"evacuated": n(117_000)}, as_of=date(2024, 4, 17), source="c"),
    row(5, "2024-03", counts={"evacuated": n(119_220)}, as_of=date(2024, 4, 27), source="d"),
]


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_rows_of_one_flood_are_one_event_with_its_latest_count_in_any_order(order: tuple[int, ...]) -> None:
    (event,) = count_events([SPRING[place] for place in order]).events
    assert event.counts == {"evacuated": n(119_220)}
    assert str(event.kept["evacuated"]) == "the latest as-of date, 2024-04-27; 3 earlier or undated figures are not added"
    assert (event.moved, event.moved_from) == (n(119_220), "evacuated")


def test_a_count_may_fall_and_the_latest_still_wins() -> None:
    rows = [row(2, counts={"deaths": n(16)}, as_of=date(2023, 3, 27)), row(3, counts={"deaths": n(13)}, as_of=date(2023, 3, 29))]
    assert count_events(rows).events[0].counts["deaths"] == n(13)


def test_undated_figures_widen_the_range_and_never_add() -> None:
    rows = [row(2, counts={"deaths": n(51)}, as_of=date(2023, 5, 4), source="a"), row(3, counts={"deaths": n(65)}, source="b")]
    (event,) = count_events(rows).events
    assert event.counts["deaths"] == Count(51, 51, 65)


def test_two_undated_sources_span_their_figures() -> None:
    rows = [
        row(2, counts={"evacuated": n(5_631)}, source="a"),
        row(3, counts={"evacuated": Count(14_000, 17_000, 20_000)}, source="b"),
    ]
    assert count_events(rows).events[0].counts["evacuated"] == Count(5_631, 17_000, 20_000)


def test_an_open_end_stays_open_through_merging() -> None:
    rows = [row(2, counts={"evacuated": n(50)}, source="a"), row(3, counts={"evacuated": Count(100, 100, None)}, source="b")]
    assert count_events(rows).events[0].counts["evacuated"] == Count(50, 100, None)


# houses and families


def test_houses_become_persons_with_a_wide_range_and_say_so() -> None:
    (event,) = count_events([row(2, counts={"houses_destroyed": n(200)})]).events
    assert event.moved == Count(500, 800, 1400, "modelled")
    assert event.moved_from == "houses_destroyed"
    assert "displaced" not in event.counts


def test_families_are_not_persons_until_they_are_multiplied() -> None:
    rows = [row(2, counts={"families_displaced": n(904)})]  # Tajikistan's plan of 2021: families, not persons
    assert count_events(rows, Count(6, 6, 6, "judged")).events[0].moved == Count(5424, 5424, 5424, "modelled")


def test_a_count_of_persons_beats_houses_and_families() -> None:
    (event,) = count_events([row(2, counts={"houses_destroyed": n(200), "evacuated": n(30), "families_evacuated": n(90)})]).events
    assert (event.moved, event.moved_from) == (n(30), "evacuated")


def test_damaged_houses_and_affected_people_displace_nobody() -> None:
    (event,) = count_events([row(2, counts={"houses_damaged": n(200), "affected": n(900), "families_affected": n(5)})]).events
    assert (event.moved, event.moved_from) == (None, "")
    assert set(persons_of(event.counts, HOUSEHOLD)) == {"affected", "houses_damaged"}


# sums


def test_totals_add_ends_to_ends_and_say_how_many_report() -> None:
    rows = [
        row(2, "2023-01-01", "A", counts={"displaced": Count(1, 2, 3)}),
        row(3, "2023-06-01", "B", counts={"displaced": n(10)}),
        row(4, "2023-09-01", "C"),
    ]
    total = next(total for total in totals(count_events(rows)) if total.measure == "displaced")
    assert (total.hazard, total.year, total.events, total.reporting, total.count) == ("river_flood", 2023, 3, 2, Count(11, 12, 13))


def test_what_nobody_reports_is_not_zero() -> None:
    assert next(total for total in totals(count_events([row(2)])) if total.measure == "deaths").count is None


counts = st.dictionaries(st.sampled_from([*MOVED, "houses_destroyed"]), st.integers(0, 1000).map(n), max_size=3)


@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from("ab"), st.sampled_from("xy"), counts), max_size=12))
def test_merging_loses_no_row_and_never_makes_a_figure_larger_than_any_row(
    given_: list[tuple[int, str, str, dict[str, Count]]],
) -> None:
    rows = [
        Record(
            number,
            "river_flood",
            "flood",
            moment(*(date(2024, 1, 1) + timedelta(days)).timetuple()[:3]),
            "KAZ",
            place=place,
            source=source,
            counts=some,
        )
        for number, (days, place, source, some) in enumerate(given_, 2)
    ]
    counted = count_events(rows)
    assert sorted(record.row for event in counted.events for record in event.records) == [record.row for record in rows]
    for event in counted.events:
        for measure, count in event.counts.items():
            figures = [record.counts[measure].low for record in event.records if measure in record.counts]
            assert count.high == max(figures)
            assert count.low in figures
    both = summed(event.moved for event in counted.events)
    assert both is None or (both.high or 0) <= sum(max(c.high or 0 for c in (*persons(r), n(0))) for r in rows)


def persons(record: Record) -> list[Count]:
    return [count for count, _ in persons_of(record.counts, HOUSEHOLD).values()]


# published facts with their answers


@pytest.fixture(scope="module")
def pilots(shared: Path) -> Counted:
    return count_events(read_events(shared / "facts/disasters_pilots.csv", Shelf()).records)


def test_forty_four_rows_of_the_pilots_are_twenty_three_events(pilots: Counted) -> None:
    assert sum(len(event.records) for event in pilots.events) == 44
    assert len(pilots.events) == 23


def test_the_kazakh_floods_of_2024_are_119220_and_not_their_sum(pilots: Counted) -> None:
    event = next(event for event in pilots.events if event.id == "KAZ-2024-SPRING")
    assert (event.counts["evacuated"], event.first.mountain) == (n(119_220), "no")


def test_alausi_is_one_event_of_ten_records(pilots: Counted) -> None:
    event = next(event for event in pilots.events if event.id == "ECU-2023-ALAUSI")
    assert len(event.records) == 10
    assert event.counts["deaths"] == Count(51, 51, 65)  # 51 dated 4 May; 56 and 65 without a date
    assert (event.moved, event.moved_from) == (n(175), "homeless")


def test_kyzylagash_keeps_evacuated_homeless_and_affected_apart(pilots: Counted) -> None:
    event = next(event for event in pilots.events if event.id == "KAZ-2010-KYZYLAGASH")
    assert {name: event.counts[name] for name in ("evacuated", "homeless", "affected")} == {
        "evacuated": n(10_900),
        "homeless": n(4_500),
        "affected": n(15_500),
    }


def test_most_events_are_found_again_when_their_ids_are_lost(shared: Path) -> None:
    from dataclasses import replace

    rows = [replace(record, id="", glide="") for record in read_events(shared / "facts/disasters_pilots.csv", Shelf()).records]
    events = count_events(rows).events
    floods = next(event for event in events if any(record.row == 22 for record in event.records))
    assert floods.counts["evacuated"] == n(119_220)
    assert max(len(event.records) for event in events) == 10  # Alausi


def test_a_measure_is_silent_only_where_no_event_reports_it() -> None:
    counted = count_events([row(2, counts={"deaths": n(0)}), row(3, place="Taraz", counts={"evacuated": n(5)})])
    assert not {"deaths", "evacuated"} & set(silent(counted))
    assert "displaced" in silent(counted)
