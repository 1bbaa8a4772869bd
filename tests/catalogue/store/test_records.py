from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from highground.basis.errors import BadData, BadStore, Conflict
from highground.basis.policy import Code, Text, TextPassage
from highground.catalogue.store.records import opened

TEXT = Text("t1", "ndc.pdf", "pdf", "a" * 64, "ru", "KAZ", 2023, "NDC", pages=3, said=("read", "whole"), shingles=(1, 2**60))
CODE = Code("c1", "t1", 1, "migration", 2, "«переселение»", {"hg_strength": "2"}, "ru", "coder 1", "2026-01-02", "confirmed", "yes")


def test_what_is_kept_comes_back_as_it_was(address: str) -> None:
    with opened(address, "office A") as store:
        store.add(TEXT)
        store.add_all([CODE, TextPassage("t1-1", "t1", 1, None, "", "words \U0001f3d4")])
    with opened(address, "office B") as store:
        kept = store.one(Text, "t1")
        assert kept is not None
        assert (kept.record, kept.who, kept.version) == (TEXT, "office A", 1)
        assert [one.record for one in store.find(Code, coder="coder 1", page=2)] == [CODE]
        assert store.one(TextPassage, "t1-1").record.page is None  # type: ignore[union-attr]
        assert store.find(Text, pages=None) == ()
        assert store.count(Code) == 1


def test_the_second_of_two_who_save_at_once_is_told_and_nothing_is_lost(address: str) -> None:
    with opened(address, "coder 1") as one, opened(address, "coder 2") as two:
        one.add(TEXT)
        one.add(CODE)
        first, second = one.one(Code, "c1"), two.one(Code, "c1")
        assert first is not None
        assert second is not None
        one.change(replace(first.record, note="mine"), first.version)
        with pytest.raises(Conflict, match=r"Code c1 was changed by coder 1 on .* yours was not kept"):
            two.change(replace(second.record, note="other"), second.version)
        assert two.one(Code, "c1").record.note == "mine"  # type: ignore[union-attr]
        with pytest.raises(Conflict, match="in the records already"):
            two.add(CODE)
        with pytest.raises(Conflict, match="after you had read it"):
            two.drop(Code, "c1", second.version)
        with pytest.raises(Conflict, match="after you had read it"):
            two.drop(Code, "c1", 99)  # read before an older backup was put back


def test_a_version_is_never_used_twice(address: str) -> None:
    with opened(address, "office") as store:
        store.add(TEXT)
        version = store.add(CODE)
        store.drop(Code, "c1")
        with pytest.raises(Conflict, match="taken out"):
            store.change(CODE, version)
        assert store.add(CODE) > version


def test_several_changes_are_kept_together_or_not_at_all(address: str) -> None:
    with opened(address, "office") as store:
        with pytest.raises(Conflict), store.together():  # noqa: PT012  the block is the transaction
            store.add(TEXT)
            assert store.one(Text, "t1") is not None
            store.add(TEXT)
        assert store.find(Text) == ()
        assert store.log() == ()
        with store.together() as both, both.together():
            both.add(TEXT)
            both.add(CODE)
        assert [change.record for change in store.log()] == ["c1", "t1"]


def test_the_log_says_who_when_what_and_what_it_was_before(address: str) -> None:
    with opened(address, "office") as store:
        store.put(TEXT)
        store.put(TEXT)  # the same: no change
        store.put(replace(TEXT, year=2024))
        store.drop(Text, "t1")
        dropped, changed, added = store.log(Text, "t1")
    assert (added.what, added.before, added.who) == ("add", None, "office")
    assert changed.fields == ("year",)
    assert ((changed.before or {})["year"], (changed.after or {})["year"]) == (2023, 2024)
    assert (dropped.what, dropped.after) == ("drop", None)
    assert added.on.endswith("Z")


def test_the_log_can_be_asked(address: str) -> None:
    with opened(address, "office A") as store:
        store.add(TEXT)
    with opened(address, "office B") as store:
        store.add(CODE)
        assert [one.record for one in store.log(who="office B")] == ["c1"]
        assert [one.record for one in store.log(what="add", most=1)] == ["c1"]
        assert store.log(since="2999-01-01") == ()
        first = store.log()[-1]
        assert store.log(since=first.on)[-1] == first  # from this moment on, itself included


def test_erasing_takes_the_words_out_of_the_log_too(address: str) -> None:
    with opened(address, "office") as store:
        store.add(replace(TEXT, by="SECRETNAME"))
        store.put(replace(TEXT, by="SECRETNAME", year=2024))
        store.erase(Text, "t1")
        assert [(one.what, one.before, one.after) for one in store.log(Text, "t1")] == [
            ("erase", None, None), ("change", None, None), ("add", None, None),
        ]  # fmt: skip
        with pytest.raises(BadData, match="no Text never"):
            store.erase(Text, "never")
    if not address.startswith("postgresql"):
        assert b"SECRETNAME" not in Path(address).read_bytes()


def test_a_link_that_leads_nowhere_is_refused_and_a_record_still_needed_stays(address: str) -> None:
    with opened(address, "office") as store:
        with pytest.raises(BadData, match="a record that it names is not there"):
            store.add(CODE)
        store.add(TEXT)
        store.add(CODE)
        with pytest.raises(BadData, match="still needed"):
            store.drop(Text, "t1")
        assert store.count(Text) == 1


def test_what_may_stand_once_is_told_so_and_not_as_a_link_that_leads_nowhere(address: str) -> None:
    with opened(address, "office") as store:
        store.add(TEXT)
        with pytest.raises(BadData, match=r"something that may be there only once is in the records already"):
            store.add(replace(TEXT, id="t2"))
        assert store.count(Text) == len(store.log()) == 1


def test_a_server_that_goes_away_in_mid_session_is_told_and_nothing_is_half_written(server: str) -> None:
    import psycopg

    from .conftest import fresh

    address = fresh(server)
    with opened(address, "office") as store:
        store.add(TEXT)
        with pytest.raises(BadStore, match=r"out of reach"), store.together():  # noqa: PT012  the server goes away in the middle
            store.add(replace(TEXT, id="t2", sha256="b"))
            with psycopg.connect(address, autocommit=True) as other:
                other.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
                )
            store.add(replace(TEXT, id="t3", sha256="c"))
        store.add(replace(TEXT, id="t4", sha256="d"))
        assert [one.record.id for one in store.find(Text)] == ["t1", "t4"]
        assert [one.record for one in store.log()] == ["t4", "t1"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (replace(TEXT, name="a\x00b"), "zero byte"),
        (replace(TEXT, name="\ud800"), "half of a letter"),
        (replace(TEXT, year=2**64), "more digits"),
        (replace(TEXT, id=""), "needs an id"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(address: str, text: Text, said: str) -> None:
    with opened(address, "office") as store:
        with pytest.raises(BadData, match=said):
            store.add(text)
        with pytest.raises(BadData, match="given twice"):
            store.add_all([TEXT, TEXT])
        with pytest.raises(BadData, match="no field colour"):
            store.find(Text, colour="red")
        assert store.find(Text) == ()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    name=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")),
    year=st.none() | st.integers(-(2**63) + 1, 2**63 - 1),
)
def test_any_text_and_number_come_back(address: str, name: str, year: int | None) -> None:
    with opened(address, "office") as store:
        store.put(replace(TEXT, name=name, year=year, said=(name,)))
        assert store.one(Text, "t1").record == replace(TEXT, name=name, year=year, said=(name,))  # type: ignore[union-attr]


def _write(address: str, writer: int, many: int) -> None:
    with opened(address, f"writer {writer}") as store:
        for number in range(many):
            store.add(replace(CODE, id=f"{writer}-{number}"))
            while True:
                kept = store.one(Text, "t1")
                assert kept is not None
                try:
                    store.change(replace(kept.record, pages=(kept.record.pages or 0) + 1), kept.version)
                    break
                except Conflict:
                    continue


def test_processes_that_write_at_once_lose_nothing(address: str) -> None:
    with opened(address, "office") as store:
        store.add(replace(TEXT, pages=0))
    context = get_context("spawn")
    workers = [context.Process(target=_write, args=(address, number, 6)) for number in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    with opened(address, "office") as store:
        assert store.count(Code) == 18
        assert store.one(Text, "t1").record.pages == 18  # type: ignore[union-attr]
        assert [one.number for one in store.log()] == list(range(37, 0, -1))


def test_threads_that_open_a_new_store_at_once_and_write_lose_nothing(address: str) -> None:
    def write(number: int) -> None:
        with opened(address, f"writer {number}") as store:
            store.add(replace(TEXT, id=f"t{number}", sha256=str(number)))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(16)))
    with opened(address, "office") as store:
        assert store.count(Text) == 16
        assert len({one.version for one in store.find(Text)}) == 16


def test_one_store_may_be_shared_by_threads(address: str) -> None:
    with opened(address, "office") as store:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda number: store.add(replace(TEXT, id=f"t{number}", sha256=str(number))), range(12)))
        assert [one.number for one in store.log()] == list(range(12, 0, -1))


def test_a_store_without_a_name_takes_the_account_of_the_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "desk7")
    with opened(str(tmp_path / "r.sqlite")) as store:
        assert store.who == "desk7"
