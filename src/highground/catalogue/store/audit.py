"""The log of every change: who, when, what, and the record before and after, written in the transaction of the change itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import JSON, Column, Connection, Index, Table, Text, func, insert, select, update

from highground.catalogue.store.shape import META, WHOLE

ADDED, CHANGED, DROPPED, ERASED, FORGOTTEN, RESTORED, UPGRADED = "add", "change", "drop", "erase", "forget", "restore", "upgrade"
DOINGS: Final = (ADDED, CHANGED, DROPPED, ERASED, FORGOTTEN, RESTORED, UPGRADED)
LOG: Final = Table(
    "log",
    META,
    Column("number", WHOLE, primary_key=True, autoincrement=False),
    Column("on", Text, nullable=False),  # UTC, ISO 8601
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("kind", Text, nullable=False),  # name of the table; empty for the store as a whole
    Column("record", Text, nullable=False),
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True)),
    Index("ix_log_record", "kind", "record"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the log. `before` and `after` are the record's fields; None where there was or is none, or its person was erased."""

    number: int
    on: str
    who: str
    what: str
    kind: str
    record: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that a change touched; all of a record that came or went."""
        before, after = self.before or {}, self.after or {}
        return tuple(name for name in dict.fromkeys((*before, *after)) if before.get(name) != after.get(name))


def now() -> str:
    """This moment in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def last(connection: Connection) -> int:
    """The number of the last change; 0 in a new store. Numbers only grow, so no version of a record is ever used twice."""
    return int(connection.execute(select(func.coalesce(func.max(LOG.c.number), 0))).scalar_one())


def note(connection: Connection, changes: Sequence[Change]) -> None:
    """Write lines of the log."""
    rows = [{column.name: getattr(change, column.name) for column in LOG.c} for change in changes]
    if rows:
        connection.execute(insert(LOG), rows)


def changes(
    connection: Connection, *, kind: str = "", record: str = "", who: str = "", what: str = "", since: str = "", most: int = 0
) -> Iterator[Change]:
    """Lines of the log, the last first; blank asks for all. `since` is a day or a moment in UTC, ISO 8601; most 0 is no limit."""
    query = select(LOG).order_by(LOG.c.number.desc())
    for name, wanted in (("kind", kind), ("record", record), ("who", who), ("what", what)):
        if wanted:
            query = query.where(LOG.c[name] == wanted)
    if since:
        query = query.where(LOG.c.on >= since)
    for row in connection.execute(query.limit(most) if most else query).mappings():
        yield Change(**row)


def forget(connection: Connection, kind: str, record: str) -> None:
    """Take what a record held out of every line about it; that it changed, when and by whom stays."""
    mine = (LOG.c.kind == kind) & (LOG.c.record == record)
    connection.execute(update(LOG).where(mine).values(before=None, after=None))
