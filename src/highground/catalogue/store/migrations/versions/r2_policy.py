"""The tables of the room policy."""

import sqlalchemy as sa
from alembic import op

revision = "r2_policy"
down_revision = "r1_log"


def upgrade() -> None:
    """Make them."""
    _policy_texts()
    _policy_adjudications()
    _policy_codes()
    _policy_passages()


def _policy_texts() -> None:
    op.create_table(
        "policy_texts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("iso3", sa.Text(), nullable=False),
        sa.Column("year", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("pages", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("added_on", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("said", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("shingles", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("kept_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kept_who", sa.Text(), nullable=False),
        sa.Column("kept_on", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sha256", name="uq_policy_texts"),
    )
    op.create_index("ix_policy_texts_instrument", "policy_texts", ["instrument"], unique=False)
    op.create_index("ix_policy_texts_iso3", "policy_texts", ["iso3"], unique=False)


def _policy_adjudications() -> None:
    op.create_table(
        "policy_adjudications",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("passage", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("said", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("decided", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("kept_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kept_who", sa.Text(), nullable=False),
        sa.Column("kept_on", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["text"],
            ["policy_texts.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_policy_adjudications_text", "policy_adjudications", ["text"], unique=False)


def _policy_codes() -> None:
    op.create_table(
        "policy_codes",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("passage", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("page", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("values", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("kept_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kept_who", sa.Text(), nullable=False),
        sa.Column("kept_on", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["text"],
            ["policy_texts.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_policy_codes_coder", "policy_codes", ["coder"], unique=False)
    op.create_index("ix_policy_codes_status", "policy_codes", ["status"], unique=False)
    op.create_index("ix_policy_codes_text", "policy_codes", ["text"], unique=False)


def _policy_passages() -> None:
    op.create_table(
        "policy_passages",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("page", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("kept_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kept_who", sa.Text(), nullable=False),
        sa.Column("kept_on", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["text"],
            ["policy_texts.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("text", "number", name="uq_policy_passages"),
    )
