import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from highground.basis.errors import BadStore, CannotWrite
from highground.basis.policy import Text
from highground.catalogue.store.engine import _told, _unstated, place
from highground.catalogue.store.records import opened

from .test_records import TEXT

WRITER = """
import sys
from dataclasses import replace
from highground.catalogue.store.records import opened
from highground.basis.policy import Text
with opened(sys.argv[1], "writer") as store:
    print("ready", flush=True)
    for number in range(100_000):
        with store.together():
            for part in "ab":
                store.add(Text(f"t{number}{part}", "n" * 5000, "pdf", f"{number}{part}", "ru"))
        print(number, flush=True)
"""


def made(path: Path, many: int = 1) -> Path:
    with opened(str(path), "office") as store:
        store.add_all([replace(TEXT, id=f"t{n}", sha256=str(n), name="n" * 3000) for n in range(many)])
    return path


def refused(path: Path) -> str:
    with pytest.raises((BadStore, CannotWrite)) as found, opened(str(path), "office") as store:  # noqa: PT012  opening or using it, whichever refuses
        store.find(Text)
        store.put(replace(TEXT, id="new", sha256="new"))
    assert "\n" not in str(found.value)
    return str(found.value)


def test_a_writer_that_is_killed_leaves_whole_records(address: str) -> None:
    with subprocess.Popen([sys.executable, "-c", WRITER, address], stdout=subprocess.PIPE, text=True) as done:
        assert done.stdout is not None
        lines = [done.stdout.readline() for _ in range(6)]
        time.sleep(0.003)  # into the middle of the next change
        os.kill(done.pid, signal.SIGKILL)
        lines += done.stdout.readlines()
    told = max(int(line) for line in lines if line.strip().isdigit())
    with opened(address, "office") as store:
        names = {kept.record.id for kept in store.find(Text)}
        assert {f"t{number}{part}" for number in range(told + 1) for part in "ab"} <= names
        assert len(names) % 2 == 0
        assert len(store.log()) == len(names)


ONE_MORE = """
import sys
from highground.basis.policy import Text
from highground.catalogue.store.records import opened
with opened(sys.argv[1], "other") as store:
    store.add(Text(sys.argv[2], "n", "pdf", sys.argv[2], "ru"))
"""


def test_opening_the_records_twice_in_one_program_takes_nobody_s_locks_away(tmp_path: Path) -> None:
    path = str(made(tmp_path / "r.sqlite"))
    with opened(path, "one") as one:
        one.find(Text)
        with opened(path, "two") as two:
            two.find(Text)
        for name in ("a", "b"):  # another program, which must see that the first is still there
            subprocess.run([sys.executable, "-c", ONE_MORE, path, name], check=True)
            one.add(replace(TEXT, id=f"after {name}", sha256=f"after {name}"))
    with opened(path, "office") as store:
        assert {kept.record.id for kept in store.find(Text)} == {"t0", "a", "after a", "b", "after b"}
        assert [one.number for one in store.log()] == [5, 4, 3, 2, 1]


@pytest.mark.parametrize("size", [1, 16, 50, 99, 100, 101, 511, 512, 4096])
def test_a_file_that_is_cut_off_near_its_beginning_is_refused_and_left_as_it_is(tmp_path: Path, size: int) -> None:
    path = made(tmp_path / "r.sqlite", 20)
    part = path.read_bytes()[:size]
    path.write_bytes(part)
    assert "restore a backup" in refused(path)
    assert path.read_bytes() == part


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    path.write_bytes(b"PK\x03\x04 something else")
    assert "are no database" in refused(path)
    assert path.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, share: float) -> None:
    path = made(tmp_path / "r.sqlite", 20)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert "cut off" in refused(path)


def test_a_file_that_is_overwritten_in_the_middle_is_refused_when_it_is_read(tmp_path: Path) -> None:
    path = made(tmp_path / "r.sqlite", 20)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    assert "restore a backup" in refused(path)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE log SET after = '{not json' WHERE number = 1",
        "UPDATE policy_texts SET kept_version = 'abc'",
        "INSERT INTO people VALUES ('p', '', '', '', '', '', '', 1, 'w', 'o')",
        "DROP TABLE people_needs",
        "ALTER TABLE people DROP COLUMN role",
        "DELETE FROM alembic_version",
    ],
)
def test_whatever_somebody_did_to_a_file_by_hand_is_found_and_called_damage(tmp_path: Path, harm: str) -> None:
    path = made(tmp_path / "r.sqlite")
    with sqlite3.connect(path) as connection:
        connection.execute(harm)
    with pytest.raises(BadStore, match=r"damaged \(.*restore a backup"), opened(str(path), "office") as store:
        store.check()


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE log (a)")
    before = path.read_bytes()
    assert "another program" in refused(path)
    assert path.read_bytes() == before


def test_records_of_a_newer_version_are_refused(tmp_path: Path) -> None:
    path = made(tmp_path / "r.sqlite")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'r99_future'")
    assert "written by a newer version of highground (r99_future)" in refused(path)


def test_a_new_file_that_was_left_empty_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    path.touch()
    made(path)


def test_a_file_whose_making_was_cut_short_before_its_last_step_lets_readers_read_after_all(tmp_path: Path) -> None:
    path = made(tmp_path / "r.sqlite")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode=DELETE").fetchone() == ("delete",)
    with opened(str(path), "office"), closing(sqlite3.connect(path)) as reader:
        assert reader.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_folder_or_a_place_that_cannot_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.sqlite").mkdir()
    assert "is a folder" in refused(tmp_path / "a.sqlite")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert "cannot write" in refused(tmp_path / "file" / "r.sqlite")


def test_a_full_disk_is_told_and_nothing_is_half_written(tmp_path: Path) -> None:
    path = made(tmp_path / "r.sqlite", 2)
    with opened(str(path), "office") as store:
        with store.engine.connect() as connection:  # SQLite's own limit answers as a full disk does
            connection.exec_driver_sql("PRAGMA max_page_count=30")
        with pytest.raises(CannotWrite, match="the disk is full"):
            store.add_all([replace(TEXT, id=f"x{n}", sha256=f"x{n}", name="n" * 9000) for n in range(50)])
        assert store.count(Text) == 2
        assert len(store.log()) == 2


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_only_be_read_is_told(tmp_path: Path) -> None:
    path = made(tmp_path / "r.sqlite")
    path.chmod(0o400)
    assert "read" in refused(path)


def test_records_that_are_busy_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("highground.catalogue.store.engine.BUSY_S", 0.1)
    path = made(tmp_path / "r.sqlite")
    with sqlite3.connect(path, isolation_level=None) as other, opened(str(path), "office") as store:
        with store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=50")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BadStore, match="busy: another program"):
            store.add(replace(TEXT, id="x"))
        assert store.count(Text) == 1  # readers need not wait
        other.execute("ROLLBACK")


@pytest.mark.parametrize("address", ["mysql://a/b", "sqlite://", "http://x", "postgresql://a@server:port/x"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(BadStore):
        place(address)


def test_a_server_that_does_not_answer_is_told_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(BadStore, match="out of reach") as found, opened(f"postgresql://a:hush@/db?host={tmp_path}", "office"):
        pass
    assert "hush" not in str(found.value)


def test_a_server_that_lacks_the_database_is_told(server: str) -> None:
    with (
        pytest.raises(BadStore, match="are not there: the server has no such database"),
        opened(server.replace("/postgres?", "/missing?"), "office"),
    ):
        pass


def test_a_server_with_tables_of_others_is_refused(address: str) -> None:
    if not address.startswith("postgresql"):
        pytest.skip("for a server")
    import psycopg

    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE log (a int)")
    with pytest.raises(BadStore, match="another program"), opened(address, "office"):
        pass


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ('connection failed: FATAL:  password authentication failed for user "a"', "28"),
        ("connection failed: fe_sendauth: no password supplied", "28"),
        ('connection failed: FATAL:  database "x" does not exist', "3D"),
        ("connection failed: Connection refused", "08"),
        ("failed to resolve host 'db': Name or service not known", "08"),
    ],
)
def test_a_connection_that_fails_is_told_by_its_words(said: str, state: str) -> None:
    assert _unstated(said) == state
    sentence = str(_told(place("postgresql://a:hush@db/x"), Exception(said)))
    assert {"28": "refuse the user", "3D": "are not there", "08": "out of reach"}[state] in sentence
    assert "hush" not in sentence
