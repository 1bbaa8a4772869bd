"""The log of every change."""

import sqlalchemy as sa
from alembic import op

revision = "r1_log"
down_revision = None


def upgrade() -> None:
    """Make them."""
    _log()


def _log() -> None:
    op.create_table(
        "log",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("on", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_log_record", "log", ["kind", "record"], unique=False)
