"""Reads a provenance card (TOML) and refuses one that breaks the schema."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, Final

from highground.basis.errors import BadCard
from highground.basis.source import GRADES, Source

BUNDLED: Final = Path(__file__).parent / "bundled"
CARD_BYTES: Final = 64 * 1024  # a card is a page of text; anything longer is not a card
REQUIRED: Final = (
    "id", "producer", "title", "edition", "accessed", "url", "licence", "citation", "sha256", "measures", "blank_means", "caveat",
)  # fmt: skip
LISTS: Final = ("columns", "numbers", "key")
OPTIONAL: Final = ("file", "package", "grade", "provides", "unit", *LISTS)
_MAY_BE_EMPTY: Final = ("url", "sha256", *OPTIONAL)
_ID: Final = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # escape codes could repaint a terminal; tab and new line may stay


def read_card(path: Path) -> Source:
    """One card, checked key by key.

    Raises BadCard naming the file, the key and what to do.
    """
    try:
        return _source(_toml(path))
    except BadCard as error:
        raise BadCard(f"card {path.name}: {error}") from None


def _toml(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > CARD_BYTES:
            raise BadCard(f"is {path.stat().st_size:,} bytes, more than the {CARD_BYTES:,} allowed; keep data in a file beside it")
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadCard(f"cannot be read ({error.strerror}); check the file and its permissions") from None
    except UnicodeDecodeError:
        raise BadCard("is not UTF-8 text; save it again as UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadCard(f"is not valid TOML ({error}); mend the line") from None


def _source(raw: dict[str, Any]) -> Source:
    if missing := [key for key in REQUIRED if key not in raw]:
        raise BadCard(f"lacks {', '.join(missing)}; add each key")
    if unknown := sorted(set(raw) - {*REQUIRED, *OPTIONAL}):
        raise BadCard(f"has unknown keys {', '.join(map(repr, unknown))}; allowed beyond the required are {', '.join(OPTIONAL)}")
    for key, value in raw.items():
        _check_type(key, value)
    _check_words(raw)
    _check_bytes(raw)
    fields: dict[str, Any] = {key: tuple(value) if key in LISTS else value for key, value in raw.items()}
    return Source(**fields)


def _check_type(key: str, value: object) -> None:
    if key == "accessed":
        if not isinstance(value, date) or isinstance(value, datetime):
            raise BadCard(f"accessed must be a date like 2026-11-23 without quotes, got {value!r}")
        return
    for text in value if key in LISTS and isinstance(value, list) else [value]:
        if not isinstance(text, str):
            raise BadCard(f"{key} must be {'a list of texts' if key in LISTS else 'text in quotes'}, got {text!r}")
        if _CONTROL.search(text):
            raise BadCard(f"{key} holds control characters; type it again as plain text")
    if key in LISTS and not isinstance(value, list):
        raise BadCard(f"{key} must be a list of texts, got {value!r}")
    if key not in _MAY_BE_EMPTY and not str(value).strip():
        raise BadCard(f"{key} is empty; say it in words, even if it is 'not reported'")


def _check_words(raw: dict[str, Any]) -> None:
    if len(raw["id"]) > 80 or not _ID.fullmatch(raw["id"]):
        raise BadCard(f"id must be small letters and digits joined by - or ., got {raw['id']!r}")
    if raw["url"] and not raw["url"].startswith(("https://", "http://")):
        raise BadCard(f"url must begin with https:// or be empty, got {raw['url']!r}")
    if raw.get("grade", "read") not in GRADES:
        raise BadCard(f"grade must be one of {', '.join(GRADES)}, got {raw['grade']!r}")
    columns = raw.get("columns", [])
    if len(set(columns)) != len(columns):
        raise BadCard("columns names one column twice; name each once")
    for key in ("numbers", "key"):
        if strangers := [name for name in raw.get(key, []) if name not in columns]:
            raise BadCard(f"{key} names {', '.join(map(repr, strangers))}, not among its columns; add or remove")


def _check_bytes(raw: dict[str, Any]) -> None:
    file = raw.get("file", "")
    if file:
        check_name(file)
        if raw.get("package"):
            raise BadCard("has both a file and a package; the bytes come from one of them, so remove one key")
    if (file or raw["sha256"]) and not _SHA256.fullmatch(raw["sha256"]):
        raise BadCard(f"sha256 must be the 64 small hexadecimal digits of the file's hash, got {raw['sha256'][:70]!r}")


def check_name(file: str) -> None:
    """Refuse a file name that could point outside the folder of its card.

    Raises BadCard for absolute paths, `..`, drive letters, backslashes and hidden parts.
    """
    parts = file.split("/")
    if "\\" in file or ":" in file or PurePosixPath(file).is_absolute() or any(part.startswith(".") or not part for part in parts):
        raise BadCard(f"file must be a plain path inside its own folder, got {file!r}; copy the file beside the card")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A source we do not have and that would help: what it would improve, under which terms, and where to get it."""

    id: str
    title: str
    improves: str  # which statements become surer
    licence: str
    url: str
    provides: str = ""  # role that a pack card takes to bring it in; empty where no door is open yet


@cache
def wanted() -> tuple[Wanted, ...]:
    """Better sources, the most helpful first."""
    raw = tomllib.loads((BUNDLED / "wanted.toml").read_text(encoding="utf-8"))
    return tuple(Wanted(**entry) for entry in raw["wanted"])
