"""The steps by which tables of the store came to be: one revision a room, run when a store is opened. Released ones are never edited."""

from typing import Final

REVISIONS: Final = ("r1_log", "r2_policy", "r3_people", "r4_learning", "r5_projects")  # the oldest first
NEWEST: Final = REVISIONS[-1]
RELEASED: Final = {"0.4.0": "r5_projects"}  # version of highground -> newest revision that it knew
