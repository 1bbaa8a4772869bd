"""Reads the fact table behind a card, strictly: columns, row names, numbers and grades are what the card says."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Final

from highground.basis.errors import BadData
from highground.basis.source import GRADES, Grade, Source, worst_grade
from highground.catalogue.shelf import Shelf

if TYPE_CHECKING:
    import pandas as pd

TABLE_BYTES: Final = 64 * 1024**2  # a fact table is typed by people; larger is a mistake or an attack
GRADE_COLUMNS: Final = ("grade", "range_grade", "grid_grade")
_NOT_TEXT: Final = (b"PK", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"\xd0\xcf\x11\xe0")


def table(shelf: Shelf, card_id: str) -> "pd.DataFrame":
    """The table behind a card, shape (row, column); blanks are NaN, which means what the card's blank_means says.

    Raises BadData when columns, row names, numbers or grades break the card; MissingSource and HashMismatch as the shelf.
    """
    return read_table(shelf.card(card_id), shelf.open(card_id))


def read_table(card: Source, path: Path) -> "pd.DataFrame":
    """Read a CSV file against its card, shape (row, column).

    Raises BadData naming the card, the column and what to do.
    """
    import pandas as pd  # noqa: PLC0415

    _check_text(card, path)
    _check_shape(card, path)
    df = pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False, na_values=[""], low_memory=False)
    if df.empty:
        raise BadData(f"{card.id}: {path.name} has no rows; check that the file is whole")
    _check_key(card, df)
    _check_numbers(card, df)
    for name in GRADE_COLUMNS:
        if name in df and (strangers := sorted(set(df[name].astype("string").fillna("")) - set(GRADES))):
            raise BadData(f"{card.id}: {name} holds {strangers[0]!r}; allowed are {', '.join(GRADES)}")
    return df


def grade_of(df: "pd.DataFrame") -> Grade:
    """The worst grade among the rows of a table; a table without grades is unverified."""
    grades: list[Grade] = [grade for grade in GRADES if "grade" in df and (df["grade"] == grade).any()]
    return worst_grade(grades)


def _check_text(card: Source, path: Path) -> None:
    size = path.stat().st_size
    if size > TABLE_BYTES:
        raise BadData(f"{card.id}: {path.name} is {size:,} bytes, more than the {TABLE_BYTES:,} allowed for a table; cut it")
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(_NOT_TEXT) or b"\x00" in head:
        raise BadData(f"{card.id}: {path.name} is not text but an archive or a binary file; save it as plain CSV (UTF-8)")
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        raise BadData(f"{card.id}: {path.name} is XML or HTML, which is not read; save it as plain CSV (UTF-8)")


def _check_shape(card: Source, path: Path) -> None:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, strict=True)
            header = next(rows, [])
            _check_header(card, header)
            for row in rows:
                if len(row) != len(header):
                    raise BadData(
                        f"{card.id}: line {rows.line_num} of {path.name} has {len(row)} cells, the header {len(header)}; mend it"
                    )
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadData(f"{card.id}: {path.name} is not plain CSV in UTF-8 ({error}); save it again") from None


def _check_header(card: Source, header: list[str]) -> None:
    expected = list(card.columns) or header
    if len(set(header)) != len(header):
        raise BadData(f"{card.id}: the header names one column twice; name each once")
    if missing := [name for name in expected if name not in header]:
        raise BadData(f"{card.id}: the table lacks {', '.join(missing)}; the card names {len(expected)} columns")
    if extra := [name for name in header if name not in expected]:
        raise BadData(f"{card.id}: the table has unknown columns {', '.join(extra)}; add them to the card or remove them")


def _check_key(card: Source, df: "pd.DataFrame") -> None:
    if not card.key:
        return
    key = list(card.key)
    doubled = df.duplicated(key)
    if doubled.any():
        row = ", ".join(str(value) for value in df.loc[doubled, key].iloc[0])
        raise BadData(f"{card.id}: {int(doubled.sum())} rows repeat {' + '.join(key)}, first {row}; keep one of each")


def _check_numbers(card: Source, df: "pd.DataFrame") -> None:
    import numpy as np  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    for name in card.numbers:
        values = pd.to_numeric(df[name], errors="coerce").to_numpy(dtype=float)
        bad = ~np.isfinite(values)
        if bad.any():
            first = int(np.flatnonzero(bad)[0])
            raise BadData(
                f"{card.id}: {name} needs a number in every row, row {first + 2} has {df[name].iloc[first]!r}; fill or drop it"
            )
