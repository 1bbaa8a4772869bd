"""Reads a credential that somebody hands in: small, plain JSON that says each thing once."""

import json
from pathlib import Path
from typing import Any, Final

from highground.basis.errors import BadData, MissingSource

MOST_BYTES: Final = 1024**2  # a credential has 3 kB; one with a picture inside some hundred
ASK: Final = "ask for the .json file as it was issued"


def read_credential(path: Path) -> dict[str, Any]:
    """The document. Raises MissingSource without a file, BadData for what is too large, no JSON, or says a thing twice."""
    if not path.is_file():
        raise MissingSource(f"there is no file {path}; give the credential, a .json file")
    if path.stat().st_size > MOST_BYTES:
        raise BadData(f"{path.name} is larger than {MOST_BYTES // 1024**2} MB, which no credential is; {ASK}")
    try:
        found = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise BadData(f"{path.name} is no text in UTF-8, so it is no credential; {ASK}") from None
    except (OSError, ValueError, RecursionError) as error:
        raise BadData(f"{path.name} is no JSON document ({type(error).__name__}); {ASK}") from None
    if not isinstance(found, dict):
        raise BadData(f"{path.name} is JSON, but no credential; {ASK}")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise BadData(f"the document says a thing twice, so two readers could read it in two ways; {ASK}")
    return found


def _no_constant(told: str) -> float:
    raise BadData(f"the document holds {told}, which is no JSON; {ASK}")
