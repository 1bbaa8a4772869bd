"""The records that a verb works on, and who changes them: the option, else the variable, else the user's own file and account."""

import os
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from highground.basis.settings import RECORDS_VARIABLE, WHO_VARIABLE

if TYPE_CHECKING:
    from highground.catalogue.store.records import Store


def address_of(given: str | None) -> str:
    """The address of the records; blank for the user's own file."""
    return given or os.environ.get(RECORDS_VARIABLE, "")


def who_of(given: str | None) -> str:
    """The office or post; blank where nobody said."""
    return given or os.environ.get(WHO_VARIABLE, "")


def records(address: str | None = None, who: str | None = None) -> "AbstractContextManager[Store]":
    """The records, opened; who is the office or post that the log names."""
    from highground.catalogue.store.records import opened

    return opened(address_of(address), who_of(who))
