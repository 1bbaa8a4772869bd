from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from highground.basis.errors import BadData, Conflict
from highground.basis.stakeholder import Attendance, Event, Need, Person
from highground.catalogue.people.book import Row
from highground.catalogue.store.records import Store, opened
from highground.response.capacity.people.register import erased, everything_of, needs_of, taken

PERSON = Person("p-1", "SECRETNAME", "Ministry", "analyst", "secret@example.org", "2026-05-01", "training")
RECORDS = (
    Attendance("a-1", "e-1", "p-1", 2), Need("n-1", "Ministry", "policy", "3", "gap analysis", "p-1"),
    Event("e-1", "Training", "Almaty", "2026-05-01", "2026-05-02"), PERSON,
)  # fmt: skip


def rows(*records: object, version: int | None = None) -> list[Row]:
    return [Row(record, version, f"row {at}") for at, record in enumerate(records, 3)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(str(tmp_path / "r.sqlite"), "desk") as made:
        yield made


def test_a_filled_workbook_is_taken_whatever_the_order_of_its_rows_and_again_without_change(store: Store) -> None:
    assert taken(store, rows(*RECORDS)) == {"new": 4, "changed": 0, "same": 0}
    assert taken(store, rows(*RECORDS)) == {"new": 0, "changed": 0, "same": 4}


def test_a_row_that_was_changed_meanwhile_stops_the_workbook_and_nothing_of_it_is_taken(store: Store) -> None:
    taken(store, rows(*RECORDS))
    version = store.one(Person, "p-1").version  # type: ignore[union-attr]
    store.put(replace(PERSON, role="head"))
    with pytest.raises(Conflict, match=r"row 3: Person p-1 was changed by desk"):
        taken(
            store,
            [*rows(replace(PERSON, role="mine"), version=version), *rows(Event("e-2", "New", "", "2026-06-01", "2026-06-01"))],
        )
    assert store.one(Event, "e-2") is None
    assert store.one(Person, "p-1").record.role == "head"  # type: ignore[union-attr]


def test_the_same_person_is_not_kept_twice_and_nobody_comes_longer_than_the_event(store: Store) -> None:
    taken(store, rows(*RECORDS))
    with pytest.raises(BadData, match="kept already as p-1"):
        taken(store, rows(replace(PERSON, id="p-2", name="secretname")))
    with pytest.raises(BadData, match="3 days are more than the event has"):
        taken(store, rows(Attendance("a-1", "e-1", "p-1", 3), version=1))
    with pytest.raises(BadData, match="no person nobody in the register"):
        taken(store, rows(Attendance("a-9", "e-1", "nobody", 1)))


def test_needs_are_summed_by_institution_and_theme() -> None:
    told = [
        Need("1", "B", "other", "1", ""),
        Need("2", "a", "policy", "3", ""),
        Need("3", "a", "policy", "2", ""),
        Need("4", "a", "evidence", "1", ""),
    ]
    assert [(one.institution, one.theme, one.needs, one.urgent, one.important, one.useful) for one in needs_of(told)] == [
        ("a", "evidence", 1, 0, 0, 1), ("a", "policy", 2, 1, 1, 0), ("B", "other", 1, 0, 0, 1),
    ]  # fmt: skip


def test_a_person_gets_everything_that_is_kept_of_them(store: Store) -> None:
    taken(store, rows(*RECORDS))
    said = everything_of(store, "p-1")
    assert said["person"]["contact"] == "secret@example.org"
    assert [len(said[part]) for part in ("needs", "attendance", "log")] == [1, 1, 3]
    with pytest.raises(BadData, match="no person p-9"):
        everything_of(store, "p-9")


def test_an_erased_person_is_nowhere_in_the_file_and_the_need_stays(store: Store) -> None:
    taken(store, rows(*RECORDS))
    store.put(replace(PERSON, role="head"))
    store.put(replace(RECORDS[1], words="more", person=None))  # the log still knows who told it
    store.put(RECORDS[1])
    assert erased(store, "p-1") == {"needs_kept_without_name": 1, "attendance": 1}
    assert [one.record.person for one in store.find(Need)] == [None]
    assert store.find(Attendance) == ()
    named = [one for one in store.log() if "p-1" in str((one.before, one.after)) or "SECRETNAME" in str((one.before, one.after))]
    assert named == []
    assert store.log(Person, "p-1")[0].what == "erase"
    assert [one.what for one in store.log(Need, "n-1")] == ["forget", "change", "change", "change", "add"]
    assert [one.what for one in store.log(Attendance, "a-1")] == ["erase", "add"]
    path = store.where.path
    assert path is not None
    store.engine.dispose()
    assert b"SECRETNAME" not in path.read_bytes()


def test_what_was_erased_is_not_in_the_write_ahead_log_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("highground.catalogue.store.engine.BUSY_S", 0)
    address = tmp_path / "r.sqlite"
    ahead = address.with_name("r.sqlite-wal")
    with opened(str(address), "reader") as other, opened(str(address), "desk") as store:
        assert other.count(Person) == 0  # a program that has the file open keeps its log ahead alive
        taken(store, rows(*RECORDS))
        erased(store, "p-1")
        assert b"SECRETNAME" in ahead.read_bytes()
        with other.engine.connect() as reading, reading.begin():
            reading.exec_driver_sql("SELECT count(*) FROM people")
            store.put(replace(RECORDS[2], place="Quito"))
            assert not store.overwrite()
        assert store.overwrite()
        assert ahead.read_bytes() == b""
    assert b"SECRETNAME" not in address.read_bytes()


def test_a_need_that_once_named_the_person_is_forgotten_in_the_log_too(store: Store) -> None:
    taken(store, rows(*RECORDS))
    store.put(replace(RECORDS[1], person=None))
    erased(store, "p-1")
    assert [one for one in store.log(Need, "n-1") if one.before or one.after] == []
    assert store.one(Need, "n-1") is not None
    assert store.log(Need, "n-1")[0].what == "forget"  # it was not erased itself


def test_capitals_and_spaces_do_not_make_another_person(store: Store) -> None:
    taken(store, rows(*RECORDS))
    with pytest.raises(BadData, match=r"kept already as p-1; .*fresh workbook"):
        taken(store, rows(replace(PERSON, id="p-2", name="Secretname", institution="MINISTRY ")))


def test_a_row_that_names_nobody_in_the_register_is_told_in_plain_words(store: Store) -> None:
    taken(store, rows(*RECORDS))
    with pytest.raises(BadData, match=r"^row 3: there is no person p-9 in the register"):
        taken(store, rows(Need("n-9", "Ministry", "policy", "3", "x", "p-9")))
    with pytest.raises(BadData, match=r"^row 3: there is no event e-9 in the register"):
        taken(store, rows(Attendance("a-9", "e-9", "p-1", 1)))


def test_who_is_not_there_cannot_be_exported_or_erased_and_the_way_to_ids_is_told(store: Store) -> None:
    for ask in (everything_of, erased):
        with pytest.raises(BadData, match=r"no person p-9 in the records; ids stand in the first column"):
            ask(store, "p-9")


def test_the_same_person_twice_in_one_workbook_is_refused_and_a_name_that_was_left_is_free(store: Store) -> None:
    with pytest.raises(BadData, match="kept already as p-1"):
        taken(store, rows(PERSON, replace(PERSON, id="p-2")))
    version = store.add(PERSON)
    renamed = rows(replace(PERSON, name="Other"), version=version)
    assert taken(store, [*renamed, *rows(replace(PERSON, id="p-2"))]) == {"new": 1, "changed": 1, "same": 0}
