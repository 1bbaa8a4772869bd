"""events.csv: one row per event with ranges, for models and spreadsheets. A blank is not reported, never zero."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from highground.basis.errors import BadData
from highground.basis.event import Count, Event
from highground.catalogue.events.words import kinds

if TYPE_CHECKING:
    import pandas as pd

COUNTED: Final = ("displaced", "evacuated", "relocated", "homeless", "affected", "deaths", "missing", "injured",
                  "families_affected", "families_evacuated", "families_displaced", "families_relocated",
                  "houses_destroyed", "houses_damaged", "houses_affected")  # fmt: skip
COLUMNS: Final = (
    "event_id", "iso3", "date", "precision", "start", "end", "hazard", "kind", "name", "place", "lat", "lon", "mountain_event",
    "movement_low", "movement_mid", "movement_high", "movement_from", "how",
    *(f"{name}_{end}" for name in COUNTED for end in ("low", "mid", "high")),
    "undrr", "glide", "emdat", "glide_number", "source", "rows",
)  # fmt: skip
NUMBERS: Final = tuple(name for name in COLUMNS if name in ("lat", "lon") or name.endswith(("_low", "_mid", "_high")))
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")  # what a spreadsheet may read as a formula; OWASP, CSV injection


def write_clean(events: Iterable[Event], path: Path) -> None:
    """Write events.csv (UTF-8 with a mark, so that spreadsheets read every alphabet). Text that looks like a formula gets a leading '."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        rows.writerows([[_cell(row[name]) for name in COLUMNS] for row in map(clean_row, events)])


def clean_row(event: Event) -> dict[str, object]:
    """An event by the columns of events.csv."""
    first, kind = event.first, kinds()[event.first.kind]
    return {
        "event_id": event.id, "iso3": first.iso3, "date": str(first.when), "precision": first.when.precision,
        "start": first.when.start.isoformat(), "end": first.when.end.isoformat(), "hazard": first.hazard, "kind": first.kind,
        "name": first.name, "place": first.place, "lat": first.lat, "lon": first.lon, "mountain_event": first.mountain or "not reported",
        **_ends("movement", event.moved), "movement_from": event.moved_from, "how": event.moved.how if event.moved else "",
        **{key: value for name in COUNTED for key, value in _ends(name, event.counts.get(name)).items()},
        "undrr": kind.undrr, "glide": kind.glide, "emdat": kind.emdat, "glide_number": first.glide,
        "source": "; ".join(event.sources), "rows": " ".join(str(record.row) for record in event.records),
    }  # fmt: skip


def read_clean(path: Path) -> "pd.DataFrame":
    """Read an events.csv of ours, one row per event; blanks are NaN: not reported. Raises BadData when columns or numbers are not ours."""
    import pandas as pd  # noqa: PLC0415  the catalogue stays cheap to import

    try:
        table = pd.read_csv(path, encoding="utf-8-sig", dtype=str, keep_default_na=False)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise BadData(
            f"{path.name} cannot be read as a table of events ({type(error).__name__}); make it with `highground events`"
        ) from None
    if missing := [name for name in COLUMNS if name not in table]:
        raise BadData(f"{path.name} lacks {', '.join(missing[:5])}; make it with `highground events`")
    try:
        table = table.assign(**{name: pd.to_numeric(table[name].replace("", None)) for name in NUMBERS})
    except (ValueError, TypeError) as error:
        raise BadData(f"{path.name} holds a count that is not a number ({error}); make it with `highground events`") from None
    if (table[[name for name in NUMBERS if name not in ("lat", "lon")]] < 0).any(axis=None):
        raise BadData(f"{path.name} holds a negative count; a count is never negative")
    return table[list(COLUMNS)]


def _ends(name: str, count: Count | None) -> dict[str, object]:
    low, mid, high = (count.low, count.mid, count.high) if count else (None, None, None)
    return {f"{name}_low": low, f"{name}_mid": mid, f"{name}_high": high}


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return int(value) if value % 1 == 0 else value
    text = " ".join(str(value).split())
    return f"'{text}" if text.startswith(_RISKY) else text
