from highground.basis.event import Count, Record, moment
from highground.people.impacts import counting, doubles
from highground.people.impacts.counting import Counted, count_events
from highground.people.impacts.doubles import distance_km, find_pairs, grouped


def n(value: float) -> Count:
    return Count(value, value, value)


def row(number: int, day: str = "2024-04-01", place: str = "Aktobe", hazard: str = "river_flood", **more: object) -> Record:
    year, *rest = map(int, day.split("-"))
    kind = str(more.pop("kind", hazard))
    return Record(number, hazard, kind, moment(year, *rest), "KAZ", place=place, **more)  # type: ignore[arg-type]


def reasons(counted: Counted) -> dict[str, bool]:
    return {pair.reason.template: pair.merged for pair in counted.pairs}


def test_different_counts_of_one_source_are_one_event_and_stay_apart() -> None:
    rows = [row(2, counts={"evacuated": n(10_900)}), row(3, counts={"homeless": n(4_500)}), row(4, counts={"affected": n(15_500)})]
    (event,) = count_events(rows).events
    assert event.counts == {"evacuated": n(10_900), "homeless": n(4_500), "affected": n(15_500)}
    assert event.moved == n(10_900)


def test_one_source_with_two_figures_is_left_apart_and_said() -> None:
    counted = count_events([row(2, counts={"evacuated": n(5)}), row(3, counts={"evacuated": n(9)})])
    assert len(counted.events) == 2
    assert reasons(counted) == {doubles.DOUBT_SOURCE: False}


def test_counts_that_only_grow_from_day_to_day_are_one_cumulative_count() -> None:
    rows = [row(number, f"2024-04-0{number}", counts={"evacuated": n(100 * number)}) for number in range(1, 5)]
    (event,) = count_events(rows).events
    assert event.counts["evacuated"] == n(400)
    assert event.kept["evacuated"].template == counting.GROWING


def test_counts_that_rise_and_fall_are_no_cumulative_count() -> None:
    rows = [row(number, f"2024-04-0{number}", counts={"evacuated": n(size)}) for number, size in ((1, 100), (2, 300), (3, 200))]
    assert len(count_events(rows).events) == 3


def test_rows_without_place_or_name_say_nothing_about_being_one() -> None:
    counted = count_events([row(2, "2010", "", counts={"displaced": n(5000)}), row(3, "2010", "")])
    assert len(counted.events) == 2
    assert counted.pairs == ()


def test_the_same_place_in_the_same_year_is_only_a_doubt() -> None:
    counted = count_events([row(2, "2010", source="a"), row(3, "2010", source="b")])
    assert reasons(counted) == {doubles.DOUBT_YEAR: False}


def test_one_name_within_a_month_is_one_event() -> None:
    counted = count_events([row(2, "2016-04-16", "", name="Quito Fire"), row(3, "2016-05-10", "", name="Quito fire")])
    assert reasons(counted) == {doubles.SAME_NAME: True}


def test_another_hazard_or_kind_of_other_hazard_is_another_event() -> None:
    rows = [row(2), row(3, hazard="landslide"), row(4, hazard="other", kind="fire"), row(5, hazard="other", kind="earthquake")]
    assert len(count_events(rows).events) == 4


def test_a_code_at_two_places_is_parts_of_a_disaster() -> None:
    rows = [
        row(2, place="Aktobe", glide="FL-2024-000001-KAZ", counts={"evacuated": n(5)}),
        row(3, place="Oral", glide="FL-2024-000001-KAZ", counts={"evacuated": n(7)}),
    ]
    counted = count_events(rows)
    assert reasons(counted) == {doubles.DOUBT_PARTS: False}
    assert [event.counts["evacuated"] for event in counted.events] == [n(5), n(7)]


def test_parts_of_one_id_get_ids_of_their_own() -> None:
    counted = count_events([row(2, id="7", place="A"), row(3, id="7", place="B")])
    assert [event.id for event in counted.events] == ["7", "7-2"]


def test_places_within_a_valley_are_one_place_only_with_one_name() -> None:
    near = [row(2, place="Talgar", lat=43.30, lon=77.24, source="a"), row(3, place="Talgar", lat=43.35, lon=77.30, source="b")]
    assert len(count_events(near).events) == 1
    assert len(count_events([near[0], row(3, place="Issyk", lat=43.35, lon=77.30, source="b")]).events) == 2
    assert len(count_events([near[0], row(3, place="Talgar", lat=45.0, lon=77.30, source="b")]).events) == 2


def test_blanks_of_the_most_exact_row_are_filled_from_the_others() -> None:
    rows = [row(2, "2024-04-01", id="1"), row(3, "2024-04", id="1", lat=50.3, lon=57.2, mountain="no", name="N")]
    first = count_events(rows).events[0].first
    assert (str(first.when), first.lat, first.mountain, first.name) == ("2024-04-01", 50.3, "no", "N")


def test_one_id_at_two_places_in_turn_is_two_parts_and_not_four() -> None:
    rows = [
        row(number, place=place, id="7", counts={"evacuated": n(size)})
        for number, place, size in ((2, "A", 5), (3, "B", 7), (4, "A", 6), (5, "B", 9))
    ]
    assert [[record.row for record in event.records] for event in count_events(rows).events] == [[2, 4], [3, 5]]


def test_one_register_that_gives_two_ids_is_believed_and_said() -> None:
    counted = count_events([row(2, id="1", name="Storm Ana"), row(3, id="2", name="Storm Ana")])
    assert reasons(counted) == {doubles.DOUBT_SOURCE: False}


def test_one_flood_told_as_a_debris_flow_too_is_a_doubt() -> None:
    assert reasons(count_events([row(2), row(3, hazard="debris_flow")])) == {doubles.DOUBT_HAZARD: False}


def test_two_countries_are_never_compared() -> None:
    from dataclasses import replace

    assert find_pairs([row(2, source="a"), replace(row(3, source="b"), iso3="KGZ")]) == ()


def test_a_row_without_a_name_of_its_place_is_found_on_the_map() -> None:
    spots = [row(2, place="", lat=43.49, lon=77.24, source="a"), row(3, place="Talgar", lat=43.51, lon=77.24, source="b")]
    assert len(count_events(spots).events) == 1
    assert len(grouped(spots, ())) == 2


def test_a_degree_of_latitude_is_111_km() -> None:
    assert round(distance_km((43, 77), (44, 77)), 1) == 111.2
