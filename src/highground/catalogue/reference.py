"""Data kept outside the product, for validation only: finds a file of the folder and proves it against that folder's own card."""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from highground.basis.errors import BadData, HashMismatch, MissingSource
from highground.basis.settings import DATA_VARIABLE
from highground.catalogue.shelf import check_hash, sha256_of

CARD: Final = "CARD.toml"


@dataclass(frozen=True, slots=True)
class Reference:
    """A folder with one sub-folder a data set, each with a CARD.toml that lists its files and their hashes."""

    folder: Path

    def path(self, dataset: str, file: str) -> Path:
        """Path of a file, its bytes proved.

        Raises MissingSource when the data set, its card or the file is not there, HashMismatch when the bytes are not the card's.
        """
        card = self.folder / dataset / CARD
        path = self.folder / dataset / file
        if not card.is_file() or not path.is_file():
            raise MissingSource(f"{dataset}/{file} is not in {self.folder}; give the folder of validation data with --data")
        check_hash(f"{dataset}/{file}", _hash_of(card, file), sha256_of(path))
        return path

    def facts(self, file: str) -> Path:
        """Path of a table of published figures, in the folder `facts` beside this one; such tables have no card of their own.

        Raises MissingSource when it is not there.
        """
        path = self.folder.parent / "facts" / file
        if not path.is_file():
            raise MissingSource(f"facts/{file} is not beside {self.folder}; this comparison is left out")
        return path


def reference(folder: Path | None = None) -> Reference | None:
    """The folder given, else that of HIGHGROUND_DATA; None where neither is set.

    Raises MissingSource when the folder is not there.
    """
    named = folder or (Path(os.environ[DATA_VARIABLE]) if os.environ.get(DATA_VARIABLE) else None)
    if named is None:
        return None
    if not named.is_dir():
        raise MissingSource(f"no folder at {named}; --data and {DATA_VARIABLE} want the folder of validation data")
    return Reference(named)


def _hash_of(card: Path, file: str) -> str:
    try:
        listed = tomllib.loads(card.read_text(encoding="utf-8"))["files"]
        return next(str(entry["sha256"]) for entry in listed if entry["path"] == file)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise BadData(f"{card} cannot be read ({error}); copy the data set again") from None
    except StopIteration:
        raise HashMismatch(f"{card} does not list {file}; copy the data set again") from None
