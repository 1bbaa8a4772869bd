"""What office archives (docx, xlsx) may carry: the checks that their doors share. Nothing is unpacked to the disk."""

import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from highground.basis.errors import BadData

MOST_PACKED: Final = 64 * 1024**2  # bytes as it lies on the disk; a register of 200,000 rows or a thousand pages need less
BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)  # what reading a damaged archive raises
_PIECE: Final = 1024**2  # bytes read at once
_TAIL: Final = 64  # bytes of the last piece looked at again, so that nothing hides between two
_DECLARED: Final = (b"<!DOCTYPE", b"<!ENTITY")

Refused = tuple[tuple[str, str], ...]  # part of a name in the archive, what it is


@contextmanager
def opened(path: Path, called: str, advice: str) -> Iterator[zipfile.ZipFile]:
    """The archive, open as long as the block runs; called: "docx document"; advice: what to do with a file that is too large.

    Raises BadData for archives larger than MOST_PACKED and, also from inside the block, for damaged ones.
    """
    if path.stat().st_size > MOST_PACKED:
        raise BadData(f"{path.name}: the file is larger than {MOST_PACKED // 1024**2} MB; {advice}")
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except BROKEN as error:
        ending = called.split(maxsplit=1)[0]
        raise BadData(f"{path.name}: this is not a whole {called} ({type(error).__name__}); save it again as {ending}") from None


def carried(names: Iterable[str], refused: Refused) -> str:
    """What of the refused an archive carries, by the names of its parts; empty when none.

    >>> carried(["xl/workbook.xml", "xl/vbaProject.bin"], (("vbaproject.bin", "macros"),))
    'macros'
    """
    lower = [f"/{name.lower()}" for name in names]
    return next((what for part, what in refused if any(part in name for name in lower)), "")


def declares(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether a part declares a document type or entities, in any of the encodings that XML readers know."""
    tail = b""
    with archive.open(name) as part:
        while piece := part.read(_PIECE):
            text = (tail + piece).replace(b"\x00", b"").upper()
            if any(word in text for word in _DECLARED):
                return True
            tail = piece[-_TAIL:]
    return False
