"""Folders for results: which one, and whether we may write there. Asked before the long work, not after."""

import os
from pathlib import Path

from highground.basis.errors import CannotWrite
from highground.basis.settings import RUNS
from highground.catalogue.staging import loss, telling


def checked(target: Path, mark: str | None) -> Path:
    """The target, absolute, once it is plain that a result may be written there.

    mark: the file by which an earlier result of the same kind is known, which may be replaced; None: results are written inside the target.
    Raises CannotWrite when it is a file or lies inside one, when its folder refuses writing, or when it holds anything that would be lost.
    """
    target = Path(os.path.abspath(target.expanduser()))  # noqa: PTH100  resolve() would follow links that we replace
    with telling(target):
        standing = next(place for place in (target, *target.parents) if place.exists())
        if not standing.is_dir():
            raise CannotWrite(f"{standing} is a file, not a folder; choose another place with --out.")
        if mark and Path.cwd().is_relative_to(target):  # it is replaced as a whole, and you would stand nowhere
            raise CannotWrite(f"You are inside {target}; choose a folder inside it with --out.")
        if not os.access(standing if standing != target or not mark else standing.parent, os.W_OK | os.X_OK):
            raise CannotWrite(f"The folder {standing} does not let you write; choose another place with --out.")
        if mark and (lost := loss(target, mark)):
            raise CannotWrite(f"{target} {lost}, which would be lost; choose a new or empty folder with --out.")
    return target


def check_apart(target: Path, *given: Path | None) -> None:
    """Refuse to replace a folder that holds one of the files given: it would be gone with the folder. Raises CannotWrite."""
    for path in given:
        if path is not None and path.resolve().is_relative_to(target.resolve()):
            raise CannotWrite(f"{path} lies in {target}, which is written anew; choose another folder with --out.")


def default_target(*codes: str) -> Path:
    """runs/KAZ for one country, runs/KAZ-ECU for two, runs for all."""
    return Path(RUNS, "-".join(codes)) if codes else Path(RUNS)


def outputs(folder: Path, formats: tuple[str, ...]) -> list[Path]:
    """The files in a finished run that people open, in the order of the formats."""
    ranks = {f".{name}": rank for rank, name in enumerate(formats)}
    files = [path for path in folder.iterdir() if path.is_file() and path.suffix in ranks]
    return sorted(files, key=lambda path: (ranks[path.suffix], path.name))
