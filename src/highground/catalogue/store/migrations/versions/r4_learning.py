"""The tables of the room learning."""

revision = "r4_learning"
down_revision = "r3_people"


def upgrade() -> None:
    """None yet."""
