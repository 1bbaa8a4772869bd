"""Where the records are and who changes them: the option, else the variable, else the default."""

import os

from highground.basis.settings import RECORDS_VARIABLE, WHO_VARIABLE


def address_of(given: str | None) -> str:
    """The address of the records; blank for the user's own file."""
    return given or os.environ.get(RECORDS_VARIABLE, "")


def who_of(given: str | None) -> str:
    """The office or post; blank where nobody said."""
    return given or os.environ.get(WHO_VARIABLE, "")
