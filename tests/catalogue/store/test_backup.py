import json
import sqlite3
import zipfile
from contextlib import closing, suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from highground.basis.errors import BadData, CannotWrite
from highground.basis.policy import Code, Text
from highground.catalogue.store.backup import ABOUT, back_up, filled, look, restore
from highground.catalogue.store.engine import MARK
from highground.catalogue.store.migrations import RELEASED, REVISIONS
from highground.catalogue.store.records import opened
from highground.catalogue.store.rooms import SHAPES

from .conftest import fresh
from .test_records import CODE, TEXT


def backed_up(address: str, target: Path) -> Path:
    with opened(address, "office") as store:
        store.add(TEXT)
        store.add(CODE)
        store.put(replace(CODE, note="«ё» \U0001f3d4"))
        back_up(store.engine, store.where, target)
    return target


@pytest.mark.parametrize("way", ["file to file", "file to server", "server to file"])
def test_a_backup_goes_from_any_store_into_any_other(request: pytest.FixtureRequest, tmp_path: Path, way: str) -> None:
    start, goal = (
        fresh(request.getfixturevalue("server")) if word == "server" else str(tmp_path / f"{at}.sqlite")
        for at, word in enumerate(way.split(" to "))
    )
    path = backed_up(start, tmp_path / "b.zip")
    with opened(start, "x") as one, opened(goal, "restorer") as two:
        assert not filled(two.engine, two.where)
        two.add(replace(TEXT, id="lost"))
        restore(two.engine, two.where, path, two.who)
        assert two.find(Text) == one.find(Text)
        assert two.find(Code) == one.find(Code)
        assert two.log()[1:] == one.log()
        assert (two.log()[0].what, two.log()[0].who) == ("restore", "restorer")
        assert two.put(replace(CODE, note="new")) == two.log()[0].number


def filled_with_every_noun(path: Path) -> str:
    """A file that holds a record of every noun: that of the latest release."""
    dump = Path(__file__).parent / "released" / f"{list(RELEASED)[-1]}.sql"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(dump.read_text(encoding="utf-8"))
        connection.execute(f"PRAGMA application_id={MARK}")
    return str(path)


def test_every_noun_goes_from_a_file_to_a_server_and_back(server: str, tmp_path: Path) -> None:
    places = [filled_with_every_noun(tmp_path / "a.sqlite"), fresh(server), str(tmp_path / "b.sqlite")]
    held: list[Any] = []
    for at, address in enumerate(places):
        with opened(address, "restorer") as store:
            if at:
                restore(store.engine, store.where, tmp_path / f"{at - 1}.zip", store.who)
            held.append({noun: store.find(noun) for noun in SHAPES})
            assert all(held[-1].values())
            assert [one.what for one in store.log()][: at + 1] == ["restore"] * at + ["add"]
            back_up(store.engine, store.where, tmp_path / f"{at}.zip")
    assert held[0] == held[1] == held[2]
    tables = [look(tmp_path / f"{at}.zip").tables for at in range(3)]
    assert [{name: seal for name, seal in one.items() if name != "log"} for one in tables[1:]] == [
        {name: seal for name, seal in tables[0].items() if name != "log"}
    ] * 2


def test_a_version_is_not_used_twice_after_a_restore(tmp_path: Path) -> None:
    path = backed_up(str(tmp_path / "a.sqlite"), tmp_path / "b.zip")
    with opened(str(tmp_path / "a.sqlite"), "office") as store:
        for number in range(5):
            last = store.put(replace(CODE, note=str(number)))
        restore(store.engine, store.where, path, "office")
        assert store.put(replace(CODE, note="after")) > last


def test_a_backup_never_takes_the_place_of_another_file(tmp_path: Path) -> None:
    path = backed_up(str(tmp_path / "a.sqlite"), tmp_path / "b.zip")
    before = path.read_bytes()
    with opened(str(tmp_path / "a.sqlite")) as store, pytest.raises(CannotWrite, match="already"):
        back_up(store.engine, store.where, path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir() if "partial" in one.name] == []


def spoilt(path: Path, **changed: bytes | None) -> Path:
    """The same zip with parts changed, or left out where None."""
    target = path.with_name("spoilt.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = changed.get(name.split(".")[0], old.read(name))
            if content is not None:
                new.writestr(name, content)
        if "extra" in changed:
            new.writestr("../extra.jsonl", b"{}")
    return target


def test_a_backup_that_was_changed_cut_or_is_none_is_refused_and_nothing_is_restored(tmp_path: Path) -> None:
    path = backed_up(str(tmp_path / "a.sqlite"), tmp_path / "b.zip")
    cut, none = tmp_path / "cut.zip", tmp_path / "none.zip"
    cut.write_bytes(path.read_bytes()[:-200])
    none.write_text("not a zip", encoding="utf-8")
    with opened(str(tmp_path / "goal.sqlite"), "office") as store:
        store.put(replace(TEXT, id="mine"))
        for file, said in ((tmp_path / "missing.zip", "there is no backup"), (none, "no whole backup"), (cut, "no whole backup")):
            with pytest.raises(BadData, match=said):
                restore(store.engine, store.where, file, "office")
        with pytest.raises(BadData, match="not what was backed up"):
            restore(store.engine, store.where, spoilt(path, policy_codes=b"{}\n"), "office")
        assert [one.record.id for one in store.find(Text)] == ["mine"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"policy_codes": b"{}\n"}, "not what was backed up"),
        ({"policy_texts": None}, "does not hold"),
        ({"backup": b'{"format": "highground records 1", "revision": "r99"}'}, "newer version"),
        ({"backup": b"[]"}, "no whole backup"),
        ({"extra": b""}, "does not hold"),
    ],
)
def test_a_backup_whose_parts_were_changed_is_refused(tmp_path: Path, changed: dict[str, bytes | None], said: str) -> None:
    path = backed_up(str(tmp_path / "a.sqlite"), tmp_path / "b.zip")
    with pytest.raises(BadData, match=said):
        look(spoilt(path, **changed))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("whole")
    return backed_up(str(folder / "a.sqlite"), folder / "b.zip").read_bytes()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 10**6), junk=st.binary(min_size=1, max_size=40))
def test_a_damaged_backup_is_read_or_refused_and_never_breaks(whole: bytes, tmp_path: Path, at: int, junk: bytes) -> None:
    place = at % len(whole)
    path = tmp_path / "damaged.zip"
    path.write_bytes(whole[:place] + junk + whole[place + len(junk) :])
    with suppress(BadData):  # the only way out besides reading it
        look(path)


def test_a_backup_that_would_fill_the_disk_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = backed_up(str(tmp_path / "a.sqlite"), tmp_path / "b.zip")
    monkeypatch.setattr("highground.catalogue.store.backup.MOST", 100)
    with pytest.raises(BadData, match="unpack"):
        look(path)


def test_a_backup_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path) -> None:
    path = backed_up(str(tmp_path / "a.sqlite"), tmp_path / "b.zip")
    early = REVISIONS[1]  # the log and the policy tables
    with zipfile.ZipFile(path) as archive:
        about = json.loads(archive.read(ABOUT))
        names = [name.split(".")[0] for name in archive.namelist()]
    about["revision"] = early
    about["tables"] = {name: value for name, value in about["tables"].items() if name == "log" or name.startswith("policy")}
    left = {name: None for name in names if name not in (*about["tables"], "backup")}
    old = spoilt(path, backup=json.dumps(about).encode(), **left)
    with opened(str(tmp_path / "goal.sqlite"), "office") as store:
        restore(store.engine, store.where, old, "office")
        assert [one.record.note for one in store.find(Code)] == ["«ё» \U0001f3d4"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"kept_version": "abc"}, "holds what no record can be: the record t1 .*its version is no number"),
        ({"language": 5, "sha256": None}, "refused and nothing was kept"),
        (None, "no whole backup"),
    ],
)
def test_a_backup_that_was_made_by_hand_is_read_before_it_is_kept(
    tmp_path: Path, line: dict[str, object] | None, said: str
) -> None:
    whole = backed_up(str(tmp_path / "r.sqlite"), tmp_path / "b.zip")
    with zipfile.ZipFile(whole) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    row = json.loads(parts["policy_texts.jsonl"])
    parts["policy_texts.jsonl"] = json.dumps(row | line if line else 5).encode() + b"\n"
    about = json.loads(parts[ABOUT])
    about["tables"]["policy_texts"] = [1, sha256(parts["policy_texts.jsonl"]).hexdigest()]
    parts[ABOUT] = json.dumps(about).encode()
    with zipfile.ZipFile(tmp_path / "forged.zip", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with opened(str(tmp_path / "new.sqlite"), "office") as store:
        store.add(replace(TEXT, id="mine"))
        with pytest.raises(BadData, match=said):
            restore(store.engine, store.where, tmp_path / "forged.zip", "office")
        assert [kept.record.id for kept in store.find(Text)] == ["mine"]


def test_a_backup_shows_one_moment_whatever_others_write_meanwhile(address: str, tmp_path: Path) -> None:
    with opened(address, "office") as store, opened(address, "other") as other:
        store.add(TEXT)
        store.add(CODE)

        def meddle(*told: Any) -> None:
            if "FROM log" in told[2] and other.one(Code, "c2") is None:  # the log is read first, the codes later
                other.add(replace(CODE, id="c2"))

        event.listen(store.engine, "after_cursor_execute", meddle)
        about = back_up(store.engine, store.where, tmp_path / "b.zip")
        assert other.one(Code, "c2") is not None
        assert (about.tables["policy_codes"][0], about.tables["log"][0], about.last) == (1, 2, 2)
