"""A finished what-if as files: rows.csv and whatif.json, which marks the folder."""

from pathlib import Path
from typing import Any, Final

from highground.catalogue.runouts import write_document, write_table
from highground.research.reach.files import rows
from highground.research.whatif.answer import WhatIf

MARK: Final = "whatif.json"
TABLE: Final = "rows.csv"


def save(found: WhatIf, folder: Path) -> dict[str, Any]:
    """Write both files into a folder that is there, and return what whatif.json says. The same answer gives the same bytes."""
    write_table(found.rows, folder / TABLE)
    told = document(found)
    write_document(told, folder / MARK)
    return told


def document(found: WhatIf) -> dict[str, Any]:
    """Everything that the tables say, for machines: blanks are null."""
    return {
        "about": found.about,
        "rows": rows(found.rows.astype({"year": object}).where(found.rows.notna(), None)),
        "notes": [{"message": message, "values": values} for message, values in found.notes],
        "sources": [
            {"id": card.id, "citation": card.citation, "licence": card.licence, "grade": card.grade} for card in found.sources
        ],
    }
