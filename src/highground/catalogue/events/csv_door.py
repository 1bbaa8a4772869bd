"""The door for csv: the alphabet and the sign between cells are found and said; anything that is not a table is refused."""

import codecs
import csv
from io import StringIO
from pathlib import Path
from typing import Final

from highground.basis.errors import BadData
from highground.basis.event import Remark
from highground.basis.words import N_
from highground.catalogue.encodings import ENCODED, OLD, candidates, named
from highground.catalogue.events.sheet import CONTROLS, MOST_COLUMNS, MOST_ROWS, Sheet

MOST_BYTES: Final = 64 * 1024**2  # a table that people keep; larger is a mistake or an attack
SEPARATED: Final = N_("Cells are separated by {sign}.")
_SIGNS: Final = {",": "“,”", ";": "“;”", "\t": "Tab", "|": "“|”"}
_NOT_TEXT: Final = (b"PK", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"%PDF", b"\xd0\xcf\x11\xe0")
_SAMPLE: Final = 40  # lines looked at to find the sign between cells


def read_csv(path: Path) -> Sheet:
    """The cells of a csv file, all as text. Raises BadData naming the line and what to do."""
    if path.stat().st_size > MOST_BYTES:
        raise BadData(f"{path.name}: the file is larger than {MOST_BYTES // 1024**2} MB; cut it into smaller ones")
    text, encoding = _decoded(path.read_bytes(), path.name)
    sign = _sign(text)
    lines = []
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=sign, strict=True)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((reader.line_num, tuple(cell.strip() or None for cell in cells)))
            if len(lines) > MOST_ROWS or len(cells) > MOST_COLUMNS:
                raise BadData(
                    f"{path.name}: more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns; cut the file into smaller ones"
                )
    except csv.Error as error:
        raise BadData(f"{path.name}: line {reader.line_num} is not plain csv ({error}); save the file again") from None
    said = (Remark(ENCODED, {"encoding": encoding}), Remark(SEPARATED, {"sign": _SIGNS[sign]}))
    return Sheet(path.name, _even(tuple(lines), path.name), said)


def _even(lines: tuple[tuple[int, tuple[object, ...]], ...], name: str) -> tuple[tuple[int, tuple[object, ...]], ...]:
    """Lines of one width: a line with more cells than the widest usual one has a sign too many."""
    if not lines:
        raise BadData(f"{name}: the file is empty; check that it is whole")
    widths = [len(cells) for _, cells in lines]
    usual = max(set(widths), key=widths.count)
    for number, cells in lines:
        if len(cells) > usual and any(cell is not None for cell in cells[usual:]):
            raise BadData(
                f"{name}: line {number} has {len(cells)} cells, the other lines {usual}; put texts that hold the separating sign into quotes"
            )
    return tuple((number, (*cells[:usual], *(None,) * (usual - len(cells)))) for number, cells in lines)


def _decoded(raw: bytes, name: str) -> tuple[str, str]:
    """The text and the name of its encoding: by its mark, else UTF-8, else UTF-16 by its zeros, else an old code page by its letters."""
    if raw.startswith(_NOT_TEXT):
        raise BadData(f"{name}: this is not a text file but an archive or a binary file; save it as csv (UTF-8) or as xlsx")
    if raw.lstrip(codecs.BOM_UTF8 + b" \r\n\t").startswith(b"<"):
        raise BadData(f"{name}: this is a web page or XML, not a table; save it as csv (UTF-8) or as xlsx")
    for guess in candidates(raw):
        encoding = guess if guess != OLD else "cp1251"
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text.translate(CONTROLS), named(encoding)
    raise BadData(f"{name}: the text is in no known encoding (UTF-8, UTF-16, Windows-1251, Windows-1252); save it as csv (UTF-8)")


def _sign(text: str) -> str:
    """The sign that cuts the first lines into most cells, all of one number."""
    head = "\n".join(text.splitlines()[:_SAMPLE])

    def width(sign: str) -> tuple[int, int]:
        try:
            counts = [len(cells) for cells in csv.reader(StringIO(head, newline=""), delimiter=sign) if cells]
        except csv.Error:
            return 0, 0
        usual = max(set(counts), key=counts.count) if counts else 0
        return (counts.count(usual) if usual > 1 else 0), usual

    return max(_SIGNS, key=width)
