import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from highground.basis.errors import BadStore
from highground.basis.policy import Text
from highground.catalogue.store.engine import MARK, engine, place, reading, writing
from highground.catalogue.store.migrations import NEWEST, RELEASED, REVISIONS
from highground.catalogue.store.migrations.steps import HERE, upgrade
from highground.catalogue.store.opening import ready
from highground.catalogue.store.records import opened
from highground.catalogue.store.rooms import ROOMS, SHAPES
from highground.catalogue.store.shape import META


def test_the_list_of_revisions_is_that_of_the_files() -> None:
    script = ScriptDirectory(str(HERE))
    assert tuple(one.revision for one in reversed(list(script.walk_revisions()))) == REVISIONS
    assert script.get_current_head() == NEWEST
    assert set(RELEASED.values()) <= set(REVISIONS)


def test_the_steps_make_the_tables_that_the_rooms_declare(address: str) -> None:
    made = engine(place(address))
    with writing(made) as connection:
        assert upgrade(connection, None) == REVISIONS
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, META) == []
    made.dispose()


@pytest.mark.parametrize("found", REVISIONS[:-1])
def test_an_older_file_is_copied_beside_itself_and_brought_up_to_date_without_loss(tmp_path: Path, found: str) -> None:
    path = older(tmp_path / "records.sqlite", found)
    with opened(str(path), "office") as store:
        assert [line.who for line in store.log()][-1] == "earlier office"
        assert store.log(what="upgrade")[0].record == NEWEST
        assert store.find(Text) == ()
    with closing(sqlite3.connect(tmp_path / f"records.{found}.sqlite")) as copied:
        assert copied.execute("SELECT version_num FROM alembic_version").fetchall() == [(found,)]
        assert copied.execute("SELECT count(*) FROM log").fetchone() == (1,)


def older(path: Path, revision: str) -> Path:
    made = engine(place(str(path)))
    with writing(made) as connection:
        upgrade(connection, None, revision)
        connection.exec_driver_sql(f"PRAGMA application_id={MARK}")
        connection.exec_driver_sql(
            "INSERT INTO log VALUES (1, '2026-01-01T00:00:00.000Z', 'earlier office', 'add', 'x', 'y', NULL, '{}')"
        )
    made.dispose()
    return path


def test_an_older_server_waits_until_somebody_asks(server: str) -> None:
    from .conftest import fresh

    address = fresh(server)
    where = place(address)
    made = engine(where)
    with writing(made) as connection:
        upgrade(connection, None, REVISIONS[1])
    with pytest.raises(BadStore, match="make a backup, then run `highground records upgrade`"):
        ready(made, where)
    assert ready(made, where, upgrading=True) == REVISIONS[2:]
    assert ready(made, where) == ()
    made.dispose()


@pytest.mark.parametrize("version", RELEASED)
def test_records_of_every_released_version_are_brought_up_to_date_without_loss(tmp_path: Path, version: str) -> None:
    dump = Path(__file__).parent / "released" / f"{version}.sql"
    path = tmp_path / "records.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(dump.read_text(encoding="utf-8"))
        connection.execute(f"PRAGMA application_id={MARK}")
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'") if name != "alembic_version"
        ]
        before = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}  # noqa: S608  our own dump
    assert [name for name, rows in before.items() if not rows] == [], "a table without a row proves nothing"
    if version == list(RELEASED)[-1]:
        assert set(before) == set(META.tables)
    with opened(str(path), "office") as store:
        for noun, shape in SHAPES.items():
            assert len(store.find(noun)) == before.get(shape.name, 0)
        assert len(store.log()) == before["log"] + (RELEASED[version] != NEWEST)


def test_every_released_version_has_its_dump() -> None:
    assert {path.stem for path in (Path(__file__).parent / "released").glob("*.sql")} == set(RELEASED)


def test_every_table_belongs_to_a_room() -> None:
    assert {shape.name for shapes in ROOMS.values() for shape in shapes} | {"log"} == set(META.tables)


def test_reading_needs_no_turn(tmp_path: Path) -> None:
    with opened(str(tmp_path / "r.sqlite"), "office"):
        made = engine(place(str(tmp_path / "r.sqlite")))
        with writing(made), reading(made) as other:
            assert other.exec_driver_sql("SELECT count(*) FROM log").scalar_one() == 0
        made.dispose()
