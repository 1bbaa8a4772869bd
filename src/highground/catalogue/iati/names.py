"""What writing and reading share: the codes of our words, and the name of the record that keeps what IATI has no place for."""

from collections.abc import Sequence
from typing import Final

SPACE: Final = "urn:highground:project:1"  # namespace of our own record
RECORD: Final = f"{{{SPACE}}}record"
ROW: Final = f"{{{SPACE}}}row"
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
OWN: Final = "99"  # vocabulary of the reporting organisation
LEVELS: Final = {"output": "1", "outcome": "2", "impact": "3"}  # list ResultType; activities of a logframe have no place
EXPENDITURE: Final = "4"  # list TransactionType
WEB_PAGE: Final = "A12"  # list DocumentCategory: activity web page
OTHER: Final = "4"  # list DescriptionType
INTERNAL, ELSEWHERE = "A1", "A9"  # list OtherIdentifierType: the organisation's own number, and another one
DATES: Final = {"start": "1", "started": "2", "end": "3", "ended": "4"}  # list ActivityDateType
MULTILATERAL: Final = "40"  # list OrganisationType


def code_of(table: Sequence[str] | dict[str, str], word: str) -> str:
    """The code of a word whose table stands in the order of the codes from 1.

    >>> code_of(("planned", "active"), "active")
    '2'
    """
    return str(list(table).index(word) + 1)


def word_of(table: Sequence[str] | dict[str, str], code: str | None) -> str:
    """The word of a code; empty for a code that the table has no word for.

    >>> word_of(("planned", "active"), "2"), word_of(("planned", "active"), "9")
    ('active', '')
    """
    words = list(table)
    return words[int(code) - 1] if code and code.isdecimal() and 0 < int(code) <= len(words) else ""
