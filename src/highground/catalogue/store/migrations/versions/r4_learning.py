"""The tables of the room learning."""

import sqlalchemy as sa
from alembic import op

revision = "r4_learning"
down_revision = "r3_people"


def upgrade() -> None:
    """Make them."""
    _learning_issued()


def _learning_issued() -> None:
    op.create_table(
        "learning_issued",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("issuer_did", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Text(), nullable=False),
        sa.Column("kept_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kept_who", sa.Text(), nullable=False),
        sa.Column("kept_on", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_learning_issued_issued_on", "learning_issued", ["issued_on"], unique=False)
    op.create_index("ix_learning_issued_title", "learning_issued", ["title"], unique=False)
