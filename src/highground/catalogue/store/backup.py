"""A backup: one zip of JSON lines with a hash for each table, the same from a file and from a server, so that either can take it back."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, MetaData, Table, func, select

from highground import __version__
from highground.basis.errors import BadData, BadStore, CannotWrite
from highground.catalogue.archives import BROKEN
from highground.catalogue.staging import telling
from highground.catalogue.store import audit
from highground.catalogue.store.engine import Place, engine, place, plainly, writing
from highground.catalogue.store.migrations import NEWEST, REVISIONS
from highground.catalogue.store.migrations.steps import upgrade
from highground.catalogue.store.records import read_through
from highground.catalogue.store.rooms import SHAPES
from highground.catalogue.store.shape import META

FORMAT: Final = "highground records 1"
ABOUT: Final = "backup.json"
KNOWN: Final = {audit.LOG.name, *(shape.name for shape in SHAPES.values())}  # asking the rooms also declares their tables
MOST: Final = 4 * 1024**3  # bytes unpacked; ten thousand texts of a hundred pages with their log are less; judged
LONGEST: Final = 64 * 1024**2  # bytes of one row; judged
BATCH: Final = 500  # rows written at once
ONE_MOMENT: Final[dict[str, Any]] = {
    "isolation_level": "REPEATABLE READ"
}  # a server then reads all tables as they stood at once, as SQLite always does
_BROKEN: Final = (*BROKEN, KeyError, TypeError)


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup says of itself: when it was made, of which revision, and for each table its rows and hash."""

    made_on: str
    revision: str
    version: str
    tables: Mapping[str, tuple[int, str]]
    last: int  # number of the last change in its log

    @property
    def rows(self) -> int:
        """Records in it, without the log."""
        return sum(rows for name, (rows, _) in self.tables.items() if name != audit.LOG.name)


def back_up(made: Engine, where: Place, target: Path) -> Backup:
    """Write a backup beside its place and move it there when it is whole. Raises CannotWrite where something is there already."""
    target = target.resolve()
    if target.exists():
        raise CannotWrite(f"cannot write {target}: there is something of that name already; name another file with --out")
    part = target.with_name(f".{target.name}.partial-{os.getpid()}")
    with telling(target), plainly(where):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with made.connect().execution_options(**({} if where.path else ONE_MOMENT)) as connection, connection.begin():
                about = _write(connection, part)
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    return about


def _write(connection: Connection, part: Path) -> Backup:
    tables: dict[str, tuple[int, str]] = {}
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in META.sorted_tables:
            seal, rows = hashlib.sha256(), 0
            with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as file:
                for row in connection.execute(select(table).order_by(*table.primary_key)).mappings():
                    line = json.dumps(dict(row), ensure_ascii=False, allow_nan=False).encode() + b"\n"
                    file.write(line)
                    seal.update(line)
                    rows += 1
            tables[table.name] = rows, seal.hexdigest()
        about = Backup(audit.now(), NEWEST, __version__, tables, audit.last(connection))
        said = {name: getattr(about, name) for name in ("made_on", "revision", "version", "tables", "last")}
        archive.writestr(ABOUT, json.dumps({"format": FORMAT, **said}, indent=1))
    return about


def look(path: Path) -> Backup:
    """Read what a backup says of itself and prove every table by its hash. Raises BadData with one sentence where anything is wrong."""
    if not path.is_file():
        raise BadData(f"there is no backup {path}; check the name")
    try:
        with zipfile.ZipFile(path) as archive:
            about = _about(path, archive)
            for name, (rows, sha256) in about.tables.items():
                seal, found = hashlib.sha256(), 0
                for line in _lines(path, archive, name):
                    seal.update(line)
                    found += 1
                if (found, seal.hexdigest()) != (rows, sha256):
                    raise BadData(
                        f"{path.name}: the table {name} is not what was backed up (hash or number of rows differ); take another backup"
                    )
            return about
    except OSError as error:
        raise BadData(f"{path.name} cannot be read ({error.strerror}); check that you may read it") from error
    except _BROKEN as error:
        raise BadData(f"{path.name}: this is no whole backup of highground ({type(error).__name__}); take another one") from error


def _about(path: Path, archive: zipfile.ZipFile) -> Backup:
    if sum(one.file_size for one in archive.infolist()) > MOST or archive.getinfo(ABOUT).file_size > LONGEST:
        raise BadData(f"{path.name}: it would unpack to more than {MOST // 1024**3} GB, which no backup does; take another one")
    said = json.loads(archive.read(ABOUT))
    if said["format"] != FORMAT or said["revision"] not in REVISIONS:
        raise BadData(
            f"{path.name} was made by a newer version of highground ({said.get('version', 'unknown')}); install that version"
        )
    tables = {str(name): (int(rows), str(sha256)) for name, (rows, sha256) in said["tables"].items()}
    if {one.filename for one in archive.infolist()} != {ABOUT, *(f"{name}.jsonl" for name in tables)} or not set(tables) <= set(
        META.tables
    ):
        raise BadData(f"{path.name}: it does not hold the tables that it names; take another backup")
    return Backup(str(said["made_on"]), str(said["revision"]), str(said["version"]), tables, int(said["last"]))


def _lines(path: Path, archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(f"{name}.jsonl") as file:
        while line := file.readline(LONGEST):
            if len(line) == LONGEST:
                raise BadData(f"{path.name}: a row of {name} is longer than {LONGEST // 1024**2} MB; take another backup")
            yield line


def restore(made: Engine, where: Place, path: Path, who: str) -> Backup:
    """Put a backup in place of what the store holds: all of it in one transaction, or nothing; the log says so.

    Raises BadData for a backup that is damaged, changed or newer.
    """
    about = look(path)
    if about.revision != NEWEST:
        return _older(made, where, path, about, who)
    with plainly(where), writing(made) as connection:
        number = max(audit.last(connection), about.last) + 1  # no version is used twice, also after a restore
        for table in reversed(META.sorted_tables):
            connection.execute(table.delete())
        _fill(connection, META, path, about)
        try:
            read_through(connection)
        except BadStore as error:
            why = str(error).removesuffix("; restore a backup")
            raise BadData(f"{path.name} holds what no record can be: {why}; nothing was restored, take another backup") from error
        line = audit.Change(number, audit.now(), who, audit.RESTORED, "", f"{path.name} {about.made_on}", None, None)
        audit.note(connection, (line,))
    return about


def _fill(connection: Connection, tables: MetaData, path: Path, about: Backup) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            for table in tables.sorted_tables:
                if table.name in about.tables:
                    _insert(connection, table, _lines(path, archive, table.name))
    except _BROKEN as error:
        raise BadData(
            f"{path.name}: this is no whole backup of highground ({type(error).__name__}); nothing was restored"
        ) from error


def _insert(connection: Connection, table: Table, lines: Iterator[bytes]) -> None:
    while batch := [json.loads(line) for line in islice(lines, BATCH)]:
        if not all(isinstance(row, dict) for row in batch):
            raise TypeError(f"a row of {table.name} has no columns")
        connection.execute(table.insert(), batch)


def _older(made: Engine, where: Place, path: Path, about: Backup, who: str) -> Backup:
    """Bring a backup of an earlier version up to date in a file of its own first."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    with TemporaryDirectory(prefix="highground-") as folder:
        there = place(str(Path(folder, "records.sqlite")))
        between = engine(there)
        with plainly(there), writing(between) as connection:
            upgrade(connection, None, about.revision)
            old = MetaData()
            old.reflect(connection)
            _fill(connection, old, path, about)
            upgrade(connection, about.revision)
        renewed = Path(folder, path.name)
        back_up(between, there, renewed)
        between.dispose()
        restore(made, where, renewed, who)
    return about


def filled(made: Engine, where: Place) -> bool:
    """Whether a store holds anything: records, or a log of some that were."""
    with plainly(where), made.connect() as connection:
        return any(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in META.sorted_tables)
