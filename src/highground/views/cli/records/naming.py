"""What a backup is called, and what kinds of records are called for people who know no tables."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from highground.basis.words import N_

KINDS: Final[Mapping[str, str]] = {  # table -> one of its records
    "policy_texts": N_("policy text"),
    "policy_passages": N_("passage of a policy text"),
    "policy_codes": N_("code of a passage"),
    "policy_adjudications": N_("decision between coders"),
    "people": N_("person"),
    "people_events": N_("training or meeting"),
    "people_needs": N_("need"),
    "people_attendance": N_("attendance"),
    "learning_issued": N_("issued certificate"),
    "projects": N_("project"),
}


def name_now(stem: str = "records") -> str:
    """A name with this moment in UTC, so that names sort by age."""
    return f"{stem}-{datetime.now(UTC):%Y%m%d-%H%M%S}.zip"


def moment(on: str) -> str:
    """A moment of the log to the minute.

    >>> moment("2026-11-25T10:26:39.573Z")
    '2026-11-25 10:26 UTC'
    """
    return f"{on[:10]} {on[11:16]} UTC"
