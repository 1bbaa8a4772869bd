"""From an address to an open database: a file of SQLite, or PostgreSQL by URL. Both wait for each other's writers, and say plainly what is wrong."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from json import JSONDecodeError
from pathlib import Path
from typing import Any, Final

from platformdirs import user_data_path
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from highground.basis.errors import BadData, BadStore, CannotWrite, HighgroundError, MissingSource

FILE: Final = "records.sqlite"
BUSY_S: Final = 20  # seconds that a writer waits for another; judged: a bulk import takes a few
MARK: Final = 0x48475244  # HGRD: SQLite's application id of our files
WRITERS: Final = 0x48475244  # PostgreSQL's advisory lock that writers take one after another, so that the log's numbers have no gap
_POSTGRES: Final = ("postgresql", "postgres", "postgresql+psycopg")
DAMAGED: Final = "the records at {where} are damaged ({why}); restore a backup with `highground records restore`"
_FILE_FAULTS: Final = {  # SQLite's primary result codes -> error and sentence
    1: (BadStore, "are damaged (a table or a column is gone); restore a backup with `highground records restore`"),
    5: (BadStore, "are busy: another program has been writing for {busy} seconds; wait until it is done and run again"),
    6: (BadStore, "are busy: another program has been writing for {busy} seconds; wait until it is done and run again"),
    8: (CannotWrite, "may only be read: the file or its folder is read-only; change that, or name another file with --records"),
    10: (BadStore, "cannot be read: the disk reports a fault; copy the file to another disk, or restore a backup"),
    11: (BadStore, "are damaged (a part is cut off or overwritten); restore a backup with `highground records restore`"),
    13: (CannotWrite, "cannot be written: the disk is full; free some space and run again; nothing was half-written"),
    14: (CannotWrite, "cannot be opened: the folder is missing or you may not write there; choose another file with --records"),
    26: (
        BadStore,
        "are no database: the file is something else, or its beginning is damaged; name another file, or restore a backup",
    ),
}
_SERVER_FAULTS: Final = {  # PostgreSQL's SQLSTATE, whole or its class -> error and sentence
    "55P03": (BadStore, "are busy: another program has been writing for {busy} seconds; wait until it is done and run again"),
    "28": (BadStore, "refuse the user or the password; check the address"),
    "3D": (BadStore, "are not there: the server has no such database; create it first, or check the address"),
    "42501": (CannotWrite, "may not be written by this user; ask the keeper of the server for the right"),
    "25006": (CannotWrite, "may only be read: the server takes no changes now; ask its keeper"),
    "53": (CannotWrite, "cannot be written: the server is out of disk, memory or connections; ask its keeper"),
    "08": (BadStore, "are out of reach: the server does not answer; check the address and that it runs"),
    "57": (BadStore, "are out of reach: the server was stopped; run again when it is back; nothing was half-written"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where records are: the URL for the driver, and how people read it (no password)."""

    url: URL
    path: Path | None  # of the file; None on a server

    def __str__(self) -> str:
        return str(self.path) if self.path else self.url.set(drivername="postgresql").render_as_string(hide_password=True)


def place(address: str = "") -> Place:
    """The place of an address: a file, a PostgreSQL URL, or, for a blank, a file in the user's data folder.

    Raises BadStore for an address that is neither.
    >>> str(place("postgresql://office:secret@db.example/records"))
    'postgresql://office:***@db.example/records'
    """
    if "://" not in address:
        path = Path(address).expanduser() if address else user_data_path("highground") / FILE
        return _file(path)
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise BadStore(
            f"the address of the records cannot be read ({error}); write postgresql://user@server/name, or a file"
        ) from None
    if url.drivername in _POSTGRES:
        return Place(url.set(drivername="postgresql+psycopg"), None)
    if url.drivername == "sqlite" and url.database and url.database != ":memory:":
        return _file(Path(url.database))
    raise BadStore(f"records cannot be kept at {url.drivername}://…; name a file, or a server as postgresql://user@server/name")


def _file(path: Path) -> Place:
    return Place(URL.create("sqlite", database=str(path)), path)


def engine(where: Place) -> Engine:
    """An engine for a place; it connects when first used. Raises MissingSource where the driver of PostgreSQL is not installed."""
    if where.path:
        made = create_engine(where.url, connect_args={"timeout": BUSY_S, "isolation_level": None}, json_serializer=_json)
        event.listen(made, "connect", _prepare)
        event.listen(made, "begin", _begin)
        return made
    try:
        return create_engine(
            where.url, json_serializer=_json, connect_args={"connect_timeout": BUSY_S, "application_name": "highground"}
        )
    except ImportError as error:
        raise MissingSource('PostgreSQL needs one more library: pip install "highground[postgres]"') from error


def _json(value: object) -> str:
    import json  # noqa: PLC0415

    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    """Hold links between tables, lose nothing when the power goes, and overwrite what is erased."""
    for pragma in (f"busy_timeout={BUSY_S * 1000}", "foreign_keys=ON", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """A writer takes its turn at once: one that began by reading could not wait for another."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(made: Engine) -> Iterator[Connection]:
    """A transaction that changes something; writers follow one another. All of it is kept, or nothing."""
    with made.connect().execution_options(writes=True) as connection, connection.begin():
        if made.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = '{BUSY_S}s'"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({WRITERS})"))
        yield connection


@contextmanager
def reading(made: Engine) -> Iterator[Connection]:
    """A transaction that only reads; no writer waits for it."""
    with made.connect() as connection, connection.begin():
        yield connection


@contextmanager
def plainly(where: Place) -> Iterator[None]:
    """Turn what the database says into one sentence: BadStore, CannotWrite, or BadData for a link that leads nowhere."""
    try:
        yield
    except DBAPIError as error:
        raise _told(where, error.orig or error) from error
    except SQLAlchemyError as error:
        raise BadStore(f"the records at {where} cannot be used ({_first(error)})") from error
    except sqlite3.Error as error:
        raise _told(where, error) from error
    except JSONDecodeError as error:
        raise BadStore(DAMAGED.format(where=where, why="what a record holds was overwritten")) from error


def _told(where: Place, fault: BaseException) -> HighgroundError:
    code = getattr(fault, "sqlite_errorcode", None)
    state = getattr(fault, "sqlstate", None) or (_unstated(str(fault)) if not where.path and code is None else "")
    if code in (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY) or state == "23505":
        return BadData(
            f"the change was refused and nothing was kept: something that may be there only once is in the records already ({_first(fault)})"
        )
    if (code is not None and code & 0xFF == sqlite3.SQLITE_CONSTRAINT) or state[:2] == "23":
        return BadData(
            f"the change was refused and nothing was kept: a record that it names is not there, or still needed ({_first(fault)})"
        )
    fault_of: Any = (
        _FILE_FAULTS.get(code & 0xFF) if code is not None else _SERVER_FAULTS.get(state) or _SERVER_FAULTS.get(state[:2])
    )
    if fault_of:
        kind, sentence = fault_of
        said = f" ({_first(fault)})" if state[:2] in ("08", "28", "3D") else ""
        return kind(f"the records at {where} {sentence.format(busy=BUSY_S)}{said}")  # type: ignore[no-any-return]
    return BadStore(f"the records at {where} cannot be used ({_first(fault)}); restore a backup, or name others with --records")


def _unstated(said: str) -> str:
    """The SQLSTATE of a connection that failed, for which the driver has words alone."""
    if "authentication failed" in said or "no password supplied" in said:
        return "28"
    return "3D" if 'database "' in said and "does not exist" in said else "08"


def _first(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
