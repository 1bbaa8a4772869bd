"""What the doors of questions share: sizes, plain text, and one reading of a file's bytes."""

import unicodedata
from pathlib import Path
from typing import Final

from highground.basis.errors import BadData

MOST_BYTES: Final = 16 * 1024**2  # of a file of questions; a bank of 10,000 needs less
MOST_ITEMS: Final = 10_000  # questions in one file
MOST_TEXT: Final = 20_000  # characters of one text
_KEPT: Final = "\n\t"


def read_text(path: Path) -> str:
    """The text of a file, UTF-8 with or without its mark. Raises BadData for what is too large, not UTF-8, or not plain text."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadData(f"{path.name}: the file is larger than {MOST_BYTES // 1024**2} MB; export fewer questions at once")
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise BadData(f"{path.name}: this is not UTF-8 text; save it again as UTF-8") from None
    except OSError as error:
        raise BadData(f"{path.name}: the file cannot be read ({error.strerror}); check its name and its rights") from None


def checked(text: str, where: str) -> str:
    """A text without control characters; new lines and tabs stay. Raises BadData naming the first that may not be there."""
    if len(text) > MOST_TEXT:
        raise BadData(f"{where}: a text of {len(text):,} characters; one of a question has at most {MOST_TEXT:,}")
    for sign in text:
        kind = unicodedata.category(sign)
        if (kind == "Cc" and sign not in _KEPT) or kind == "Cs" or sign in "\ufffe\uffff":
            raise BadData(f"{where}: the text holds a control character (U+{ord(sign):04X}); take it out")
    return text


def settled(text: str) -> str:
    """A text as every system keeps it: one form of letters, no space at its ends or before a new line."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.strip() for line in lines).strip()
