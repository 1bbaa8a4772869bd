"""The event for which a pack is made: a person's own words, held to one short line, and the day from which nothing is known yet."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final

from highground.basis.errors import BadData

LONGEST: Final = 120  # signs; more does not fit on a title; judged
UNSEEN: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # control and format signs, halves of signs, line ends
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Event:
    """Words of a person, and the last day whose facts belong in the pack."""

    text: str
    until: date


def event_of(text: str, day: str, today: date) -> Event:
    """The event as given; its last day is `day` (ISO), else the end of the last year that the text names, else today.

    Raises BadData for a text that is empty, too long or holds signs that nobody sees, and for a day that is none.
    >>> event_of("SB 66, Bonn, June 2027", "", date(2026, 1, 1)).until.isoformat()
    '2027-12-31'
    """
    words = " ".join(text.split(" ")).strip()
    if not words:
        raise BadData('the event is empty; name it, such as --event "SB 66, Bonn, June 2027"')
    if len(words) > LONGEST:
        raise BadData(f"the event has {len(words)} signs; {LONGEST} fit on a title, so shorten it")
    if bad := next((sign for sign in words if unicodedata.category(sign) in UNSEEN), ""):
        raise BadData(f"the event holds a sign that nobody sees (U+{ord(bad):04X}); type the words again")
    if day:
        try:
            return Event(words, date.fromisoformat(day))
        except ValueError:
            raise BadData(f"{day!r} is no day; write it as 2027-06-07") from None
    years = [int(year) for year in _YEAR.findall(words)]
    return Event(words, date(years[-1], 12, 31) if years else today)
