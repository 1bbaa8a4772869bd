"""The tables of the room people."""

revision = "r3_people"
down_revision = "r2_policy"


def upgrade() -> None:
    """None yet."""
