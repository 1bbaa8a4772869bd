"""What a backup is called."""

from datetime import UTC, datetime


def name_now(stem: str = "records") -> str:
    """A name with this moment in UTC, so that names sort by age."""
    return f"{stem}-{datetime.now(UTC):%Y%m%d-%H%M%S}.zip"
