"""The bundled table of instruments and the global frameworks, as nouns. What nobody verified stays marked."""

from collections.abc import Mapping
from dataclasses import replace
from math import isnan
from pathlib import Path
from typing import Any, Final, cast

from highground.basis.errors import BadData
from highground.basis.policy import Instrument
from highground.basis.source import Grade
from highground.catalogue.codes.own_instruments import with_own
from highground.catalogue.shelf import Shelf
from highground.catalogue.tables import table

INSTRUMENTS: Final = "policy-instruments"
FRAMEWORKS: Final = "policy-frameworks"
VERIFIED: Final = ("yes", "partly", "no")
_SAME: Final = (
    "kind",
    "number_ref",
    "date_adopted",
    "content_status",
    "verified",
    "verified_by",
    "verified_on",
    "quote",
    "source",
    "note",
)


def instruments(shelf: Shelf, own: Path | None = None) -> tuple[Instrument, ...]:
    """The instruments of the bundled table, in its order, and those of a table of one's own, which also completes bundled ones.

    Raises BadData for a row that says something else than the table allows, MissingSource where there is no such file.
    """
    bundled = tuple(_instrument(_cells(row)) for row in table(shelf, INSTRUMENTS).to_dict("records"))
    return with_own(bundled, own) if own else bundled


def frameworks(shelf: Shelf) -> tuple[Mapping[str, str], ...]:
    """Rows of the global frameworks: framework_id, name, abbreviation, year, relevant_part, text_stub, url, source, grade, note. Blank is not reported."""
    return tuple(_cells(row) for row in table(shelf, FRAMEWORKS).to_dict("records"))


def _cells(row: Mapping[Any, Any]) -> dict[str, str]:
    """The cells as text; a blank, which the table reader gives as NaN, stays blank, and years lose their decimal."""
    return {str(key): _cell(cell) for key, cell in row.items()}


def _cell(cell: object) -> str:
    if isinstance(cell, float):
        return "" if isnan(cell) else f"{cell:g}"
    return str(cell)


def _instrument(cells: Mapping[str, str]) -> Instrument:
    if cells["verified"] not in VERIFIED:
        raise BadData(
            f"{INSTRUMENTS}: {cells['instrument_id']} has verified {cells['verified']!r}; choose one of {', '.join(VERIFIED)}"
        )
    year, start, end = (int(cells[name]) if cells[name] else None for name in ("year", "period_start", "period_end"))
    named: dict[str, str] = {name: cells[name] for name in _SAME}
    return replace(
        Instrument(cells["instrument_id"], cells["country_iso3"], cells["instrument"], named.pop("kind"), year=year, period_start=start, period_end=end),
        content=cells["mobility_or_mountain_content"], grade=cast("Grade", cells["grade"]), **cast("Any", named),
    )  # fmt: skip
