"""What has been recorded: one count of one event, and the totals of years, sorted by hazard and cleaned of what is not climate.

Rows of one event are never added up: one row speaks for it. People displaced come before evacuated, evacuated before homeless, the
latest count before earlier ones; people affected are never read as displaced. Evacuated people have moved, so their movements count.
Floods of failed dams, earthquakes and volcanoes are no climate hazards and are left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

WORDS: Final = {  # word of the tables, hazard; words that are not listed are not climate hazards of ours
    "flood": "river_flood", "river flood": "river_flood", "snowmelt flood": "river_flood", "river_flood": "river_flood",
    "flash flood": "debris_flow", "debris flow": "debris_flow", "mudflow": "debris_flow", "debris_flow": "debris_flow",
    "glacial lake outburst": "outburst", "outburst": "outburst",
    "landslide": "landslide", "landslide dam and outburst": "landslide", "mass movement": "landslide",
    "avalanche": "avalanche", "snow avalanche": "avalanche",
}  # fmt: skip
MEASURES: Final = ("displaced", "evacuated", "homeless")  # which count speaks for an event, best first
CLASSES: Final = {  # a class of totals as IDMC counts, and the hazards inside it
    "flood": ("river_flood", "debris_flow"), "mass movement": ("landslide",), "outburst": ("outburst",), "avalanche": ("avalanche",),
}  # fmt: skip
NO_CLIMATE: Final = "dam failure"  # trigger of floods that no weather caused
FIRST_YEAR: Final = 2008  # of the totals; older events are told, not counted
COLUMNS: Final = ("event_id", "year", "hazard", "low", "persons", "high", "measure", "mountain", "trigger", "counted_by", "grade")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What was recorded of one class in a country: displacements in so many years, sizes of single events, part of known hazard."""

    hazards: tuple[str, ...]
    total: float
    years: int
    sizes: tuple[float, ...] = ()
    known: Mapping[str, float] = field(default_factory=dict)  # hazard, displacements of the total that are surely its own
    early: "Anchor | None" = None  # the same record without events after its totals


def events(table: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """One row for each recorded event of a country that displaced people, COLUMNS; events without such a count are left out.

    table: one row per event, definition and date (disasters-pilots, or a user's events with the same columns).
    """
    rows = table[(table["country_iso3"] == iso3) & table["definition"].isin(MEASURES) & table["displaced_low_persons"].notna()]
    rows = rows[rows["hazard"].isin(list(WORDS))]
    order = rows.assign(
        rank=rows["definition"].map(MEASURES.index), stamp=rows["as_of"].fillna(""), number=-rows["record_no"].astype(int)
    )
    order = order.sort_values(["event_id", "rank", "stamp", "number"], ascending=[True, True, False, False])
    best = order.drop_duplicates("event_id")
    earlier = _earlier(order, best)
    middle = best[["displaced_low_persons", "displaced_high_persons"]].mean(axis=1)
    found = pd.DataFrame(
        {
            "event_id": best["event_id"], "year": best["date"].astype(str).str[:4].astype(int), "hazard": best["hazard"].map(WORDS),
            "low": np.fmin(best["displaced_low_persons"].to_numpy(dtype=float), earlier),
            "persons": middle, "high": best["displaced_high_persons"].fillna(middle), "measure": best["definition"], "mountain": best["mountain_event"].fillna("unknown"),
            "trigger": best["trigger"].fillna(""), "counted_by": best["source"].fillna(""),
            "grade": best["grade"].fillna("unverified"),
        },
        columns=list(COLUMNS),
    )  # fmt: skip
    return found.sort_values(["year", "event_id"], ignore_index=True)


def _earlier(order: pd.DataFrame, best: pd.DataFrame) -> NDArray[np.float64]:
    """The count before the latest one of the same kind and event, which bounds it from below; NaN where there is none."""
    dated = order[order.duplicated("event_id") & (order["stamp"] != "")].drop_duplicates(["event_id", "rank"])
    known = dict(zip(zip(dated["event_id"], dated["rank"], strict=True), dated["displaced_low_persons"], strict=True))
    pairs = zip(best["event_id"], best["rank"], strict=True)
    return np.array([known.get(pair, np.nan) for pair in pairs], dtype=float)


def of_user(table: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """The same rows from a table that `highground events` made: one row per event already, with one figure of movements.

    Where only a lower bound is known it stands for the event. Dates that span years count to their first.
    """
    rows = table[(table["iso3"] == iso3) & table["hazard"].isin(list(WORDS)) & table["movement_low"].notna()]
    middle = rows["movement_mid"].fillna(rows["movement_low"]).astype(float)
    return pd.DataFrame(
        {
            "event_id": rows["event_id"], "year": rows["start"].str[:4].astype(int), "hazard": rows["hazard"],
            "low": rows["movement_low"], "persons": middle, "high": rows["movement_high"].fillna(middle), "measure": rows["movement_from"],
            "mountain": rows["mountain_event"].where(rows["mountain_event"].isin(["yes", "no"]), "unknown"), "trigger": rows["kind"],
            "counted_by": rows["source"], "grade": "read",
        },
        columns=list(COLUMNS),
    ).sort_values(["year", "event_id"], ignore_index=True)  # fmt: skip


def span(table: pd.DataFrame, iso3: str) -> tuple[int, int]:
    """First and last year of a user's table for a country, whatever the hazard: the years that it watched."""
    years = table.loc[table["iso3"] == iso3, "start"].str[:4].astype(int)
    return int(years.min()), int(years.max())


def climate(found: pd.DataFrame) -> pd.DataFrame:
    """The events that weather, snow or ice set off: without failed dams."""
    return found[found["trigger"] != NO_CLIMATE].reset_index(drop=True)


def anchors(found: pd.DataFrame, totals: pd.DataFrame, iso3: str, watched: tuple[int, int] | None = None) -> dict[str, Anchor]:
    """What is recorded of each class of a country, for those with a record; empty without any.

    found: all its `events`; totals: iso3, hazard, period_start_year, period_end_year, displacements. Where there are totals, events of
    the same years are inside them: failed dams and outbursts that IDMC counts as floods are taken out, later events are added and the
    period grows to the last of them. Where floods have no total of their own but earthquakes and mass movements do, what they leave of
    all hazards is read as floods: at most so many. Without totals the events alone are the record. watched: first and last year of a
    user's table, which then is the whole record.
    """
    mine = _with_rest(totals[totals["iso3"] == iso3]) if watched is None else totals[:0]
    since = FIRST_YEAR if watched is None else watched[0]
    anchored = {}
    for name, hazards in CLASSES.items():
        rows = mine[mine["hazard"] == name]
        own = climate(found)
        own = own[own["hazard"].isin(hazards) & (own["year"] >= since)]
        anchor = _with_total(rows.iloc[0], own, found, hazards) if len(rows) else _alone(own, mine, hazards, watched)
        if anchor is not None:
            anchored[name] = anchor
    return anchored


def _with_rest(mine: pd.DataFrame) -> pd.DataFrame:
    """The totals of a country, floods added as what is left of all hazards where that can be told."""
    by = mine.set_index("hazard")["displacements"]
    if "flood" in by.index or not {"all hazards", "earthquake", "mass movement"} <= set(by.index):
        return mine
    rest = mine[mine["hazard"] == "all hazards"].assign(
        hazard="flood", displacements=float(by["all hazards"] - by["earthquake"] - by["mass movement"])
    )
    return pd.concat([mine, rest], ignore_index=True)


def _with_total(row: "pd.Series[float]", own: pd.DataFrame, found: pd.DataFrame, hazards: tuple[str, ...]) -> Anchor:
    start, end = int(row["period_start_year"]), int(row["period_end_year"])
    inside = found[found["year"].between(start, end) & found["counted_by"].str.contains("IDMC")]
    foreign = inside[(inside["trigger"] == NO_CLIMATE) | (inside["hazard"] == "outburst")]
    taken = float(foreign["persons"].sum()) if "river_flood" in hazards else 0.0
    later = own[own["year"] > end]
    last = max(end, int(own["year"].max()) if len(own) else end)
    total = float(row["displacements"]) - taken + float(later["persons"].sum())
    known = {hazard: float(later.loc[later["hazard"] == hazard, "persons"].sum()) for hazard in hazards}
    before = own[own["year"] <= end]
    early = Anchor(hazards, float(row["displacements"]) - taken, end - start + 1, tuple(before["persons"])) if len(later) else None
    return Anchor(hazards, total, last - start + 1, tuple(own["persons"]), known, early)


def _alone(own: pd.DataFrame, mine: pd.DataFrame, hazards: tuple[str, ...], watched: tuple[int, int] | None) -> Anchor | None:
    if own.empty:
        return None
    starts, ends = (mine[name] for name in ("period_start_year", "period_end_year"))
    start = int(starts.min()) if len(mine) else min(FIRST_YEAR, int(own["year"].min()))
    end = max(int(own["year"].max()), int(ends.max()) if len(mine) else 0)
    start, end = watched or (start, end)
    by = {hazard: float(own.loc[own["hazard"] == hazard, "persons"].sum()) for hazard in hazards}
    known = by if all(by.values()) else {}  # a table that knows one word for all floods does not tell them apart
    return Anchor(hazards, float(own["persons"].sum()), end - start + 1, tuple(own["persons"]), known)


def flagged(found: pd.DataFrame, hazard: str, since: int = FIRST_YEAR) -> tuple[float, float, float, float]:
    """Displaced people of events in mountains, elsewhere and of unknown place, as shares, and how many events they are worth.

    The worth of events of unequal size is (sum of sizes) squared over the sum of squares: one giant counts little more than one.
    Source: effective number, Kish 1965. Without events the shares are zero and so is the worth.
    """
    rows = found[(found["hazard"] == hazard) & (found["year"] >= since)]
    size = rows["persons"].to_numpy(dtype=float)
    if not size.sum() > 0:
        return 0.0, 0.0, 0.0, 0.0
    yes, no = (float(size[(rows["mountain"] == word).to_numpy()].sum() / size.sum()) for word in ("yes", "no"))
    return yes, no, max(0.0, 1 - yes - no), float(size.sum() ** 2 / np.square(size).sum())
