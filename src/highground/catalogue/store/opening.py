"""What is done when records are opened: a new store is made, an older file is copied beside itself and brought up to date, others are refused."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from highground.basis.errors import BadStore, CannotWrite
from highground.catalogue.staging import telling
from highground.catalogue.store import audit
from highground.catalogue.store.engine import DAMAGED, MARK, Place, reading, writing
from highground.catalogue.store.migrations import NEWEST, REVISIONS
from highground.catalogue.store.migrations.steps import upgrade

TRIES: Final = 50  # to switch a new file to write-ahead logging while others do the same; judged
SMALLEST: Final = 512  # bytes of a page of SQLite; it takes a file of one byte for a new one
NEWER: Final = "the records at {where} were written by a newer version of highground ({revision}); install that version, or name others with --records"
FOREIGN: Final = (
    "the database at {where} holds the tables of another program; name another file, or give highground a database of its own"
)
OLDER: Final = (
    "the records at {where} were written by an older version of highground; make a backup, then run `highground records upgrade`"
)


def ready(made: Engine, where: Place, upgrading: bool = False) -> tuple[str, ...]:
    """See that the store can be used by this version; returns the steps that were run. `upgrading`: a server's too.

    Raises BadStore where it is damaged, foreign or newer, or a server's is older and nobody asked to upgrade.
    """
    if where.path:
        _prepare(where.path)
    with reading(made) as connection:
        found = revision(connection, where)
        ahead = not where.path or connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    if found == NEWEST:
        if where.path and not ahead:  # whoever made it was stopped before the last step
            _log_ahead(where.path)
        return ()
    if found and not where.path and not upgrading:
        raise BadStore(OLDER.format(where=where))
    with writing(made) as connection:
        found = revision(connection, where)  # somebody may have done it meanwhile
        if found == NEWEST:
            return ()
        if found and where.path:
            copy(where.path, beside(where.path, found))
        steps = upgrade(connection, found)
        if where.path:
            connection.exec_driver_sql(f"PRAGMA application_id={MARK}")
        if found:
            line = audit.Change(audit.last(connection) + 1, audit.now(), "highground", audit.UPGRADED, "", steps[-1], None, None)
            audit.note(connection, (line,))
    if where.path:
        _log_ahead(where.path)
    return steps


def revision(connection: Connection, where: Place) -> str | None:
    """The revision of a store; None in an empty database. Raises BadStore where it is foreign or newer."""
    tables = set(inspect(connection).get_table_names())
    if where.path:
        mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        if mark != MARK and (tables or mark):
            raise BadStore(FOREIGN.format(where=where))
    if not tables:
        return None
    if not {"alembic_version", "log"} <= tables:
        raise BadStore(FOREIGN.format(where=where))
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    if len(found) != 1:
        raise BadStore(DAMAGED.format(where=where, why="they do not say which version of highground wrote them"))
    if found[0] not in REVISIONS:
        raise BadStore(NEWER.format(where=where, revision=found[0]))
    return str(found[0])


def _prepare(path: Path) -> None:
    """Make the folder of a file. Raises CannotWrite.

    The file itself is opened by SQLite alone, which refuses what is cut off or no database: whoever opens and closes it beside SQLite takes
    away the locks that other connections of this program hold, and then another program writes over what they keep.
    """
    with telling(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise CannotWrite(f"the records cannot be at {path}: it is a folder; name a file in it")
    if path.exists() and 0 < path.stat().st_size < SMALLEST:
        raise BadStore(
            f"the records at {path} are no database: the file is something else, or its beginning is damaged; name another file, or restore a backup"
        )


def beside(path: Path, found: str) -> Path:
    """A free name beside a file for its copy before an upgrade."""
    names = [path.with_name(f"{path.stem}.{found}{number}{path.suffix}") for number in ("", *(f"-{n}" for n in range(2, 1000)))]
    return next(name for name in names if not name.exists())


def copy(path: Path, target: Path) -> None:
    """Copy a file of SQLite as it stands now, whatever others do meanwhile."""
    with telling(target), closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copied:
        source.backup(copied)


def _log_ahead(path: Path) -> None:
    """Let readers read while somebody writes. Several may ask for it at once, and SQLite then says that it is busy."""
    import time  # noqa: PLC0415

    for _ in range(TRIES):
        try:
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("PRAGMA journal_mode=WAL")
                return
        except (sqlite3.OperationalError, DBAPIError):
            time.sleep(0.02)
