"""How a noun is kept: one table a noun, a column a field, and who kept it last. Rooms declare theirs with `kept`."""

import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final, Generic, Literal, TypeVar, Union, get_args, get_origin

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

from highground.basis.errors import BadData, BadStore
from highground.catalogue.store.values import WIDEST, hints, read, written

N = TypeVar("N")
META: Final = MetaData()
WHOLE: Final = BigInteger().with_variant(Integer, "sqlite")  # 64 bits in both
VERSION, WHO, ON = (
    "kept_version",
    "kept_who",
    "kept_on",
)  # columns beside the noun's own: number of the change in the log, by whom, when
_PLAIN: Final[Mapping[Any, type[TypeEngine[Any]]]] = {str: Text, float: Double, bool: Boolean, date: Text, datetime: Text}


@dataclass(frozen=True, slots=True)
class Shape(Generic[N]):
    """A noun and its table. `brief`: the log says that it changed, not its words, which are long and come from a file."""

    noun: type[N]
    table: Table
    brief: bool = False

    @property
    def name(self) -> str:
        """The name of the table."""
        return self.table.name

    def row(self, record: N) -> dict[str, Any]:
        """A record as its row, without who and when. Raises BadData for a value that cannot be kept."""
        row = {}
        for one in fields(self.noun):  # type: ignore[arg-type]
            where = f"{self.noun.__name__} {getattr(record, 'id', '')}, {one.name}"
            row[one.name] = value = written(getattr(record, one.name), where)
            if isinstance(value, int) and abs(value) >= WIDEST:
                raise BadData(f"{where}: {value} has more digits than can be kept")
        if not row["id"]:
            raise BadData(f"a {self.noun.__name__} needs an id; it was blank")
        return row

    def record(self, row: Mapping[str, Any]) -> N:
        """The record of a row. Raises BadStore where a value is not what its field holds, as after an edit by hand."""
        kinds = hints(self.noun)
        try:
            return self.noun(**{name: read(row[name], kind) for name, kind in kinds.items()})
        except (KeyError, TypeError, ValueError, BadData) as error:
            raise BadStore(
                f"the record {row['id']} in the table {self.name} is damaged ({error}): it was changed by hand or by a fault; restore a backup"
            ) from error


def kept(
    noun: type[N],
    name: str,
    *,
    index: Sequence[str] = (),
    unique: Sequence[str] = (),
    refers: Mapping[str, str] | None = None,
    brief: bool = False,
) -> Shape[N]:
    """Declare how a noun is kept: a frozen dataclass with `id: str`, in a table of that name.

    index: fields that are asked for · unique: fields that together stand once · refers: field -> table whose id it holds (blank is
    not allowed there; use `X | None` for a link that may be missing). Columns follow from the types of the fields: text, whole number,
    number, yes or no, date as ISO text, everything else as JSON; `X | None` may be missing.
    """
    refers = refers or {}
    columns = [_column(field, kind, refers.get(field, "")) for field, kind in hints(noun).items()]
    columns += [Column(VERSION, WHOLE, nullable=False), Column(WHO, Text, nullable=False), Column(ON, Text, nullable=False)]
    table = Table(name, META, *columns)
    for field in index:
        Index(f"ix_{name}_{field}", table.c[field])
    if unique:
        table.append_constraint(UniqueConstraint(*(table.c[field] for field in unique), name=f"uq_{name}"))
    return Shape(noun, table, brief)


def _column(name: str, kind: Any, refers: str) -> Column[Any]:
    missing = get_origin(kind) in (Union, types.UnionType) and type(None) in get_args(kind)
    inner = tuple(one for one in get_args(kind) if one is not type(None)) if missing else (kind,)
    link = (ForeignKey(f"{refers}.id"),) if refers else ()
    return Column(name, _type(inner[0] if len(inner) == 1 else object), *link, primary_key=name == "id", nullable=missing)


def _type(kind: Any) -> TypeEngine[Any]:
    if get_origin(kind) is Literal:
        said = {type(one) for one in get_args(kind)}
        kind = said.pop() if len(said) == 1 else object
    if kind is int:
        return WHOLE
    return _PLAIN[kind]() if kind in _PLAIN else JSON(none_as_null=True)
