"""Words and numbers of a runout: runout.json, which is written last, and reach.csv."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from highground.basis.errors import BadRun
from highground.catalogue.shelf import sha256_of

if TYPE_CHECKING:
    import pandas as pd

MARK: Final = "runout.json"


def write_table(table: "pd.DataFrame", path: Path) -> None:
    """Write a table as CSV that Excel opens: UTF-8 with a mark, blanks where a number is not reported."""
    table.to_csv(path, index=False, encoding="utf-8-sig", float_format="%.6g")


def write_document(document: Mapping[str, Any], path: Path) -> None:
    """Write a document as JSON; blanks are null."""
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n", encoding="utf-8")


def read_document(folder: Path) -> dict[str, Any]:
    """What a finished runout says of itself, each file that it names proved by its hash.

    Raises BadRun naming the file that is missing, changed or damaged.
    """
    path = folder / MARK
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadRun(f"{path} is damaged or not there ({error}); run the runout again") from error
    if not isinstance(document, dict) or not {"about", "totals", "settlements", "notes", "written"} <= document.keys():
        raise BadRun(f"{path} is not the document of a runout; run the runout again")
    for name, expected in document["written"].items():
        if name != Path(name).name or not (folder / name).is_file():
            raise BadRun(f"{folder}: {name} is missing; run the runout again")
        if sha256_of(folder / name) != expected:
            raise BadRun(f"{folder}: {name} is damaged or changed; run the runout again")
    return document
