"""The run that an action rests on: named by its country or by its folder."""

from pathlib import Path
from typing import TYPE_CHECKING

from highground.basis.errors import BadRun
from highground.basis.settings import RUNS
from highground.catalogue.staging import RUN

if TYPE_CHECKING:
    from highground.catalogue.runs import Run


def run_of(word: str) -> "Run":
    """The finished run of a country (its code or name, looked for in the folder of runs) or the run in a folder.

    Raises BadRun saying how to make one, and UnknownRegion for a country that there is not.
    """
    from highground.catalogue.runs import load

    return load(folder_of(word))


def folder_of(word: str) -> Path:
    """Where that run lies: the folder itself, or that of the country in the folder of runs."""
    given = Path(word)
    if (given / RUN).is_file():
        return given
    if given.exists() and not given.is_dir():
        raise BadRun(f"{word} is a file; give a country such as KAZ, or the folder of a run such as {RUNS}/KAZ.")
    if given.is_dir() and len(given.parts) > 1:
        raise BadRun(f"{word} holds no run (run.json is missing); make one with `highground profile COUNTRY --out {word}`.")
    code = _code(word)
    folder = Path(RUNS, code)
    if not (folder / RUN).is_file():
        raise BadRun(f"There is no finished run of {code} at {folder}; make one with `highground profile {code}`.")
    return folder


def _code(word: str) -> str:
    """The country's code; no shelf is opened for one that is written as a code and has its run."""
    if (Path(RUNS, word.upper()) / RUN).is_file():
        return word.upper()
    from highground.catalogue.regions import find_region
    from highground.catalogue.shelf import default_shelf

    return find_region(word, default_shelf()).iso3
