"""Where the records are and who changes them: the option, else the variable, else the default; and what a backup is called."""

import os
from datetime import UTC, datetime

from highground.basis.settings import RECORDS_VARIABLE, WHO_VARIABLE


def address_of(given: str | None) -> str:
    """The address of the records; blank for the user's own file."""
    return given or os.environ.get(RECORDS_VARIABLE, "")


def who_of(given: str | None) -> str:
    """The office or post; blank where nobody said."""
    return given or os.environ.get(WHO_VARIABLE, "")


def name_now(stem: str = "records") -> str:
    """A name with this moment in UTC, so that names sort by age."""
    return f"{stem}-{datetime.now(UTC):%Y%m%d-%H%M%S}.zip"
