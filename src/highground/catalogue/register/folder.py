"""The folder of a register: what lies there is never lost. The earlier register is kept, files of people are carried along."""

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Final

from highground.basis.errors import BadData
from highground.catalogue.register.book import Book, read_register
from highground.catalogue.register.cells import Reader
from highground.catalogue.register.files import REGISTER

_OURS: Final = re.compile(
    r"register\.xlsx$|relocation(\.\w\w)?\.(html|pdf)$|~\$"
)  # written anew, stale, or a lock of a spreadsheet
EARLIER: Final = "earlier"  # folder of registers that were replaced


def check_register(target: Path, given: Path | None, reader: Reader) -> None:
    """Raises BadData where the folder holds a register with anything that the given one lacks: it would be lost from sight."""
    there = target / REGISTER
    if not there.is_file() or (given is not None and given.is_file() and there.samefile(given)):
        return
    if given is None:
        raise BadData(
            f"{there} is there already; give it with --register, so that it is carried on, or choose another folder with --out"
        )
    if _lacks(read_register(there, reader), read_register(given, reader)):
        raise BadData(
            f"{there} holds entries that {given.name} does not have, perhaps of a colleague who filled another copy; copy yours into it "
            "and give it with --register, or choose another folder with --out"
        )


def held(target: Path) -> bytes | None:
    """The register that the folder holds, to tell later whether it is still the same; None where it holds none."""
    there = target / REGISTER
    return there.read_bytes() if there.is_file() else None


def check_untouched(target: Path, before: bytes | None) -> None:
    """Raises BadData where the register in the folder changed since `before`: somebody saved or gave back another one meanwhile."""
    if held(target) != before:
        raise BadData(
            f"{target / REGISTER} was changed by somebody else while this was at work; nothing was replaced; look at it, and run again"
        )


def _lacks(old: Book, new: Book) -> bool:
    """Whether the old register has changes, written or not yet in its log, that the new one does not know."""
    unlogged = old.state != old.before and any(new.state.get(family) != cells for family, cells in old.state.items())
    return unlogged or not set(old.log) <= set(new.log)


def carry(target: Path, folder: Path, given: Path | None, today: date) -> None:
    """Copy into the new folder what people keep in the old one, and the registers that are replaced, each under a name of its own.

    Files that the new folder has already are those of the program.
    """
    kept = folder / EARLIER
    if target.is_dir():
        for path in sorted(target.iterdir()):
            mine = folder / path.name
            if path.is_dir() and not path.is_symlink():
                shutil.copytree(path, mine, dirs_exist_ok=True, symlinks=True)
            elif not mine.exists() and not _OURS.match(path.name):
                shutil.copy2(path, mine, follow_symlinks=False)
    old = [path for path in (target / REGISTER, given) if path is not None and path.is_file()]
    for number, path in enumerate(old):
        if number and path.samefile(old[0]):
            continue
        kept.mkdir(exist_ok=True)
        body = path.read_bytes()
        if not any(body == other.read_bytes() for other in kept.glob("*.xlsx")):
            shutil.copy2(path, _free(kept, today))


def _free(folder: Path, today: date) -> Path:
    """A name that is not taken: register 2026-11-25.xlsx, register 2026-11-25 (2).xlsx."""
    number, path = 1, folder / f"register {today}.xlsx"
    while path.exists():
        number += 1
        path = folder / f"register {today} ({number}).xlsx"
    return path
