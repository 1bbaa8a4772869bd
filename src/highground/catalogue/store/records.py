"""Records as nouns: add, change, put, drop, find, several together, and the log. Two who save at once cannot overwrite each other."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Connection, Engine, select

from highground.basis.errors import BadData, BadStore, Conflict
from highground.catalogue.store import audit
from highground.catalogue.store.engine import DAMAGED, Place, engine, place, plainly, reading, writing
from highground.catalogue.store.rooms import SHAPES
from highground.catalogue.store.shape import ON, VERSION, WHO, Shape

N = TypeVar("N")
Check = Callable[
    [Shape[Any], str, "Kept[Any] | None"], None
]  # raises where a record may not be kept: its shape, its id, what is held under it
ASKED: Final = 500  # ids in one question; SQLite takes 32,766 values


@dataclass(frozen=True, slots=True)
class Kept(Generic[N]):
    """A record as the store holds it: its version is the number of its last change in the log, with who made it and when (UTC)."""

    record: N
    version: int
    who: str
    on: str


class Store:
    """Open records. One store may be used by several threads; each sees its own transaction."""

    def __init__(self, made: Engine, where: Place, who: str) -> None:
        self.where = where
        self.who = who
        self.engine = made
        self._mine = threading.local()

    def add(self, record: object) -> int:
        """Keep a new record; returns its version. Raises Conflict when its id is taken."""
        return self._keep((record,), self._new)

    def add_all(self, records: Iterable[object]) -> int:
        """Keep many new records, all or none; returns the last version. Raises Conflict when an id is taken."""
        return self._keep(tuple(records), self._new)

    def change(self, record: object, version: int) -> int:
        """Keep a changed record; returns its new version. Raises Conflict when somebody changed or dropped it since `version`."""

        def check(shape: Shape[Any], wanted: str, held: Kept[Any] | None) -> None:
            if held is None or held.version != version:
                raise self._conflict(shape, wanted, held)

        return self._keep((record,), check)

    def put(self, record: object) -> int:
        """Keep a record, whether it is new or not; returns its version. A record that is the same already stays as it is."""
        return self._keep((record,), lambda *_: None)

    def put_all(self, records: Iterable[object]) -> int:
        """Keep many records, new or not, all or none; returns the last version, 0 where nothing had to be kept."""
        return self._keep(tuple(records), lambda *_: None)

    def drop(self, noun: type, name: str, version: int | None = None) -> None:
        """Take a record out; the log keeps it. Raises BadData when it is not there, Conflict when it changed since `version`."""
        self._remove(_shape(noun), name, version, audit.DROPPED)

    def erase(self, noun: type, name: str) -> None:
        """Take a record out for good: what it held goes from every line of the log too. Raises BadData when nothing is known of it."""
        shape = _shape(noun)
        with plainly(self.where), self._writing() as connection:
            if not self._known(connection, shape, name):
                raise BadData(f"there is no {shape.noun.__name__} {name} in the records")
            connection.execute(shape.table.delete().where(shape.table.c.id == name))
            audit.forget(connection, shape.name, name)
            self._note(connection, shape, audit.ERASED, name)

    def forget(self, noun: type, name: str) -> None:
        """Take what a record held out of every line of the log, and leave the record as it is."""
        with plainly(self.where), self._writing() as connection:
            audit.forget(connection, _shape(noun).name, name)
            self._note(connection, _shape(noun), audit.FORGOTTEN, name)

    def overwrite(self) -> bool:
        """Empty a file's write-ahead log, where what was erased may still stand; False while another program reads. A server keeps its own."""
        if self.where.path is None:
            return True
        with plainly(self.where):
            connection = self.engine.raw_connection()
            try:
                busy = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            finally:
                connection.close()
        return not busy

    def find(self, noun: type[N], **equal: object) -> tuple[Kept[N], ...]:
        """Records whose fields equal what is asked (None: blank), by id. Raises BadData for a field that the noun has not."""
        shape = _shape(noun)
        query = select(shape.table).order_by(shape.table.c.id)
        for name, wanted in equal.items():
            if name not in shape.table.c:
                raise BadData(f"{noun.__name__} has no field {name}")
            column = shape.table.c[name]
            query = query.where(column.is_(None) if wanted is None else column == wanted)
        with plainly(self.where), self._reading() as connection:
            return tuple(_kept(shape, row) for row in connection.execute(query).mappings())

    def one(self, noun: type[N], name: str) -> Kept[N] | None:
        """The record of an id; None where there is none."""
        found = self.find(noun, id=name)
        return found[0] if found else None

    @contextmanager
    def together(self) -> Iterator["Store"]:
        """Several changes in one transaction: all of them, or none where the block raises. Others see them when it ends."""
        with plainly(self.where), self._writing() as connection:
            before = getattr(self._mine, "connection", None)
            self._mine.connection = connection
            try:
                yield self
            finally:
                self._mine.connection = before

    def log(
        self,
        noun: type | None = None,
        name: str = "",
        *,
        kind: str = "",
        who: str = "",
        what: str = "",
        since: str = "",
        most: int = 0,
    ) -> tuple[audit.Change, ...]:
        """Lines of the log, the last first; blank asks for all."""
        kind = _shape(noun).name if noun else kind
        with plainly(self.where), self._reading() as connection:
            return tuple(audit.changes(connection, kind=kind, record=name, who=who, what=what, since=since, most=most))

    def count(self, noun: type) -> int:
        """How many records of a noun there are."""
        with plainly(self.where), self._reading() as connection:
            return len(connection.execute(select(_shape(noun).table.c.id)).all())

    def check(self) -> None:
        """Read a file from end to end, every record and every line of the log. Raises BadStore where it is damaged; a server looks after itself."""
        if self.where.path is None:
            return
        with plainly(self.where), self._reading() as connection:
            said = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
            if said != "ok" or connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise BadStore(DAMAGED.format(where=self.where, why="its parts do not fit together"))
            read_through(connection)

    # how it is done

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        held = getattr(self._mine, "connection", None)
        with ExitStack() as stack:
            yield held if held is not None else stack.enter_context(writing(self.engine))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        held = getattr(self._mine, "connection", None)
        with ExitStack() as stack:
            yield held if held is not None else stack.enter_context(reading(self.engine))

    def _new(self, shape: Shape[Any], name: str, held: Kept[Any] | None) -> None:
        if held is not None:
            raise Conflict(
                f"{shape.noun.__name__} {name} is in the records already, kept by {held.who} on {held.on}; read it and change it"
            )

    def _conflict(self, shape: Shape[Any], name: str, held: Kept[Any] | None) -> Conflict:
        if held is None:
            return Conflict(
                f"{shape.noun.__name__} {name} was taken out of the records since you read it; look at `highground records log`"
            )
        return Conflict(
            f"{shape.noun.__name__} {name} was changed by {held.who} on {held.on}, after you had read it; yours was not kept: "
            "read it again and make your change there"
        )

    def _keep(self, records: tuple[object, ...], check: Check) -> int:
        """Check and keep records in one transaction, with their lines of the log."""
        with plainly(self.where), self._writing() as connection:
            number, on = audit.last(connection), audit.now()
            lines: list[audit.Change] = []
            fresh: dict[type, list[dict[str, Any]]] = {}
            seen: set[tuple[type, str]] = set()
            held = _held(connection, records)
            for record in records:
                shape = _shape(type(record))
                row = shape.row(record)
                key = (shape.noun, row["id"])
                if key in seen:
                    raise BadData(f"{shape.noun.__name__} {row['id']} is given twice; give it once")
                seen.add(key)
                old = held.get(key)
                check(shape, row["id"], _kept(shape, old) if old else None)
                before = {name: old[name] for name in row} if old else None
                if before == row:
                    continue
                number += 1
                marked = row | {VERSION: number, WHO: self.who, ON: on}
                if old is None:
                    fresh.setdefault(shape.noun, []).append(marked)
                else:
                    connection.execute(shape.table.update().where(shape.table.c.id == row["id"]).values(marked))
                what = audit.ADDED if old is None else audit.CHANGED
                said = (None, None) if shape.brief else (before, row)
                lines.append(audit.Change(number, on, self.who, what, shape.name, row["id"], *said))
            for noun, rows in fresh.items():
                connection.execute(_shape(noun).table.insert(), rows)
            audit.note(connection, lines)
            return number if lines else max((int(row[VERSION]) for row in held.values()), default=0)

    def _remove(self, shape: Shape[Any], name: str, version: int | None, what: str) -> None:
        with plainly(self.where), self._writing() as connection:
            old = connection.execute(select(shape.table).where(shape.table.c.id == name)).mappings().one_or_none()
            if old is None:
                raise BadData(f"there is no {shape.noun.__name__} {name} in the records")
            held = _kept(shape, old)
            if version is not None and held.version != version:
                raise self._conflict(shape, name, held)
            connection.execute(shape.table.delete().where(shape.table.c.id == name))
            self._note(connection, shape, what, name, None if shape.brief else {one: old[one] for one in shape.row(held.record)})

    def _known(self, connection: Connection, shape: Shape[Any], name: str) -> bool:
        there = connection.execute(select(shape.table.c.id).where(shape.table.c.id == name)).first()
        return there is not None or any(audit.changes(connection, kind=shape.name, record=name, most=1))

    def _note(self, connection: Connection, shape: Shape[Any], what: str, name: str, before: Any = None) -> None:
        number = audit.last(connection) + 1
        audit.note(connection, (audit.Change(number, audit.now(), self.who, what, shape.name, name, before, None),))


def read_through(connection: Connection) -> None:
    """Read every record and every line of the log. Raises BadStore for a record that is none, JSONDecodeError for damaged JSON."""
    for shape in SHAPES.values():
        for row in connection.execute(select(shape.table)).mappings():
            _kept(shape, row)
    for _ in audit.changes(connection):
        pass


def _shape(noun: type) -> Shape[Any]:
    try:
        return SHAPES[noun]
    except KeyError:
        raise TypeError(f"the store keeps no {noun.__name__}; declare it in a room of catalogue/store") from None


def _kept(shape: Shape[Any], row: Any) -> Kept[Any]:
    if not isinstance(row[VERSION], int):  # a file of SQLite keeps whatever somebody wrote into it by hand
        raise BadStore(f"the record {row['id']} in the table {shape.name} is damaged (its version is no number); restore a backup")
    return Kept(shape.record(row), row[VERSION], str(row[WHO]), str(row[ON]))


def _held(connection: Connection, records: tuple[object, ...]) -> dict[tuple[type, str], Any]:
    """The rows that stand under the records' ids now."""
    found: dict[tuple[type, str], Any] = {}
    for noun in dict.fromkeys(map(type, records)):
        shape = _shape(noun)
        ids = [getattr(record, "id", "") for record in records if type(record) is noun]
        for at in range(0, len(ids), ASKED):
            query = select(shape.table).where(shape.table.c.id.in_(ids[at : at + ASKED]))
            found |= {(noun, row["id"]): row for row in connection.execute(query).mappings()}
    return found


@contextmanager
def opened(address: str = "", who: str = "") -> Iterator[Store]:
    """The records at an address (a file, a PostgreSQL URL, blank for the user's own file), made or brought up to date where needed.

    who: an office or a post, for the log; blank takes the name of the account on this computer.
    Raises BadStore for records that are damaged, foreign, newer, busy or out of reach; CannotWrite where nothing can be written.
    """
    from highground.catalogue.store.opening import ready  # noqa: PLC0415  migrations need records' own tables

    where = place(address)
    made = engine(where)
    try:
        with plainly(where):
            ready(made, where)
        yield Store(made, where, " ".join(who.split()) or account())
    finally:
        made.dispose()


def account() -> str:
    """The name of the account on this computer."""
    import getpass  # noqa: PLC0415

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a bare container has neither a name nor a variable for it
        return "unknown account"
