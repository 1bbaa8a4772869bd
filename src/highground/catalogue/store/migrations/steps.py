"""Brings the tables of a store from one revision to a later one, inside the transaction that it is given."""

from pathlib import Path
from typing import TYPE_CHECKING

from highground.catalogue.store.migrations import NEWEST
from highground.catalogue.store.shape import META

if TYPE_CHECKING:
    from sqlalchemy import Connection

HERE = Path(__file__).parent


def upgrade(connection: "Connection", revision: str | None, goal: str = NEWEST) -> tuple[str, ...]:
    """Run every step between two revisions (None: an empty database); returns their names."""
    from alembic.migration import MigrationContext  # noqa: PLC0415  only a store that is new or old needs it
    from alembic.operations import Operations  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    script = ScriptDirectory(str(HERE))
    context = MigrationContext.configure(connection, opts={"target_metadata": META, "transactional_ddl": True})
    done = []
    for step in reversed(list(script.iterate_revisions(goal, revision or "base"))):
        with Operations.context(context):
            step.module.upgrade()
        context.stamp(script, step.revision)
        done.append(step.revision)
    return tuple(done)
