"""The profiles of the two pilots with few members, for everything that a negotiation pack is made of."""

from datetime import date

from highground.basis.ensemble import Ensemble
from highground.catalogue.regions import find_region
from highground.catalogue.runs import Run
from highground.catalogue.shelf import Shelf
from highground.research.profile import profile
from highground.response.policy.pack.event import event_of
from highground.response.policy.pack.made import Pack, pack

EVENT = "SB 66, Bonn, June 2027"


def profiles() -> tuple[Run, Run]:
    """Kazakhstan and Ecuador."""
    shelf = Shelf()
    kaz, ecu = (profile(shelf, find_region(code, shelf), Ensemble(1, 60)) for code in ("KAZ", "ECU"))
    return kaz, ecu


def packed(*runs: Run, event: str = EVENT) -> Pack:
    """The pack of these runs."""
    return pack(runs, event_of(event, "", date(2026, 11, 25)), Shelf())
