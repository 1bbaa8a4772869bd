"""Write the first revision of each room of the store from its tables, and the dump that tests read: python scripts/revisions.py [ROOM...].

For tables that no version of highground has been released with. A released revision is never edited: write a new one, by hand.
"""

import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import is_dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import sqlalchemy as sa
from alembic.autogenerate import render_python_code
from alembic.operations import ops

from highground.basis.estimate import Estimate
from highground.basis.project import BudgetLine, Evidence, Indicator, Project, Result, Spending, Value
from highground.basis.stakeholder import Need
from highground.catalogue.store.audit import LOG
from highground.catalogue.store.migrations import RELEASED, REVISIONS
from highground.catalogue.store.records import opened
from highground.catalogue.store.rooms import ROOMS, SHAPES
from highground.catalogue.store.shape import META
from highground.catalogue.store.values import hints

ROOT = Path(__file__).parents[1]
HERE = ROOT / "src" / "highground" / "catalogue" / "store" / "migrations" / "versions"
PAGE = '''"""{about}"""

import sqlalchemy as sa
from alembic import op

revision = "{name}"
down_revision = {before}


def upgrade() -> None:
    """Make them."""
{body}
'''

EMPTY = '''"""{about}"""

revision = "{name}"
down_revision = {before}


def upgrade() -> None:
    """None yet."""
'''


def tables(room: str) -> list[sa.Table]:
    """The tables of a room, those first that others refer to."""
    if room == "log":
        return [LOG]
    mine = {shape.table for shape in ROOMS[room]}
    return [table for table in META.sorted_tables if table in mine]


def body(room: str) -> str:
    """A step for the room and a function for each of its tables, which keeps them short."""
    steps = [f"    _{table.name}()" for table in tables(room)]
    return "\n".join([*steps, *(f"\n\ndef _{table.name}() -> None:\n{_made(table)}" for table in tables(room))])


def _made(table: sa.Table) -> str:
    steps: list[ops.MigrateOperation] = [ops.CreateTableOp.from_table(table)]
    steps += [ops.CreateIndexOp.from_index(index) for index in sorted(table.indexes, key=lambda one: str(one.name))]
    code = render_python_code(ops.UpgradeOps(ops=steps), render_as_batch=False)
    return "\n".join(f"    {line.removeprefix('    ')}" for line in code.splitlines() if "###" not in line)


VALUE = Value(Estimate(1.5, 2.5, 3.5, "persons", "surveyed", ("survey",)), "nearly", "2026-01", "no")
FITTING: Mapping[type, Mapping[str, Any]] = {  # noun -> values that its rules ask for
    Need: {"theme": "evidence", "weight": "1"},
    Project: {
        "results": (Result("O", "outcome", "Ice", start="2026"), Result("P", "output", "Ice", "O", claims=("KAZ:glaciers.left",))),
        "indicators": (
            Indicator("I", "P", "Ice", "unit", "persons", "up", VALUE, VALUE, Evidence("KAZ", "people", "KAZ", "k1", 2.0), (VALUE,)),
        ),
        "budgets": (BudgetLine("2026", "2026", 1.5, "USD"),), "spending": (Spending("2026", 1.5, "USD"),), "currency": "USD", "status": "active",
    },
}  # fmt: skip


def main() -> None:
    """Write the files."""
    wanted = sys.argv[1:]
    for at, name in enumerate(REVISIONS):
        room = name.partition("_")[2]
        if wanted and room not in wanted:
            continue
        before = f'"{REVISIONS[at - 1]}"' if at else "None"
        about = "The log of every change." if room == "log" else f"The tables of the room {room}."
        if not tables(room):
            print(f"{name}: no tables yet")
            (HERE / f"{name}.py").write_text(EMPTY.format(about=about, name=name, before=before), encoding="utf-8")
            continue
        page = PAGE.format(about=about, name=name, before=before, body=body(room))
        (HERE / f"{name}.py").write_text(page, encoding="utf-8")
        print(f"{name}: {len(tables(room))} tables")
    dump(ROOT / "tests" / "catalogue" / "store" / "released" / f"{list(RELEASED)[-1]}.sql")


def dump(path: Path) -> None:
    """Write a store with one record of each noun as SQL."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "records.sqlite")
        code = "import sys; sys.path.insert(0, 'scripts'); import revisions; revisions.fill(sys.argv[1])"
        subprocess.run([sys.executable, "-c", code, str(file)], check=True, cwd=ROOT)  # a fresh process sees the new revisions
        with closing(sqlite3.connect(file)) as connection:
            path.write_text("\n".join(connection.iterdump()) + "\n", encoding="utf-8")


def fill(address: str) -> None:
    """Keep one made-up record of each noun. A noun that has rules of its own needs its values in FITTING."""
    with opened(address, "sample office") as store:
        for noun in SHAPES:
            made = {name: sample(hint) for name, hint in hints(noun).items()} | dict(FITTING.get(noun, {}))
            store.add(noun(**made))


def sample(kind: Any) -> Any:
    """A made-up value of a type."""
    origin, parts = get_origin(kind), [part for part in get_args(kind) if part not in (type(None), Ellipsis)]
    if origin in (Union, UnionType):
        return sample(parts[0])
    if origin is Literal:
        return parts[0]
    if origin is not None and issubclass(origin, Mapping):
        return {sample(parts[0]): sample(parts[1])}
    if origin is not None:
        return origin(map(sample, parts))
    if is_dataclass(kind):
        return kind(**{name: sample(hint) for name, hint in hints(kind).items()})  # type: ignore[operator]
    plain = {str: "2026-01-02", int: 1, float: 1.5, bool: True, date: date(2026, 1, 2), datetime: datetime(2026, 1, 2, 3, 4)}
    return plain.get(kind, "2026-01-02")


if __name__ == "__main__":
    main()
