"""Writes a folder all or nothing: into a hidden neighbour first, moved into place when it is whole."""

import errno
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from typing import Final

from highground.basis.errors import CannotWrite

RUN: Final = "run.json"
MARKS: Final = (  # a folder that holds one of these is a result of ours, which the verb that wrote it may write anew
    RUN, "mirror.json", "events.json", "runout.json", "whatif.json", "claim-check.json", "relocation.json", "flows.json", "pack.json", "gaps.json", "compare.json",
    "suggestions.json", "questions.json", "kit.json", "coding.json", "agreement.json", "codebook.json", "project.json", "report.json", "iati.json",
    "people.json", "needs.json", "evaluation.json", "certificates.json",
)  # fmt: skip
STALE_S: Final = 86_400  # a neighbour older than a day is left over, whatever its process number says
_WHY: Final = {
    errno.ENOSPC: "the disk is full; free some space and run again",
    errno.EDQUOT: "your share of the disk is full; free some space and run again",
    errno.EACCES: "you may not write there; choose another folder",
    errno.EPERM: "you may not write there; choose another folder",
    errno.EROFS: "the disk is read-only; choose another folder",
    errno.ENOTDIR: "a part of the path is a file; choose another folder",
    errno.EEXIST: "a part of the path is a file; choose another folder",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
    errno.EIO: "the disk reports a fault; choose another disk",
}


@contextmanager
def staged(target: Path, mark: str) -> Iterator[Path]:
    """A temporary folder to write into; it takes the place of target when the block ends, and vanishes when it fails.

    What an interrupted run left beside target is cleared at the start; an earlier result is kept until the new one is in place.
    mark: the file by which an earlier result of the same kind is known; nothing else is replaced.
    Raises CannotWrite when the disk is full or the place not writable, or when target holds anything else.
    """
    target = target.resolve()
    with telling(target):
        _check_target(target, mark)
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target)
        part = _neighbour(target, "partial")
        try:
            _make(part, target)
            yield part
            _sync(part)
            _swap(part, target)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def put_back(target: Path) -> None:
    """Put back a result that a call had moved aside when it was stopped, so that what lies there can be read before `staged`."""
    target = target.resolve()
    with telling(target):
        _sweep(target)


@contextmanager
def telling(target: Path) -> Iterator[None]:
    """Turn the operating system's refusals to write into CannotWrite with one plain sentence."""
    try:
        yield
    except OSError as error:
        if error.errno not in _WHY:
            raise
        name = re.sub(r"^\.(.+)\.partial-\d+$", r"\1", target.name)  # the user knows only the final name
        raise CannotWrite(f"cannot write {target.with_name(name)}: {_WHY[error.errno]}") from error


def _make(part: Path, target: Path) -> None:
    try:
        part.mkdir()
    except FileNotFoundError as error:  # a drive that was pulled, or a folder that is not on a disk
        raise CannotWrite(f"cannot write {target}: no folder can be made there; choose another folder") from error


def _neighbour(target: Path, kind: str) -> Path:
    return target.with_name(f".{target.name}.{kind}-{os.getpid()}")


def loss(target: Path, mark: str) -> str:
    """What a result with a mark would put an end to in the place of target: "holds …" or "is a file"; empty where it is free, or an earlier one."""
    if not target.is_dir():
        return "is a file" if target.exists() else ""
    if not any(target.iterdir()) or (target / mark).is_file():
        return ""
    other = next((name for name in MARKS if (target / name).is_file()), "")
    return f"holds a result of another kind ({other})" if other else "holds files that are not a run of highground"


def _check_target(target: Path, mark: str) -> None:
    if not target.name or (target.exists() and not target.is_dir()):
        raise CannotWrite(f"cannot write {target}: it is not a folder; choose another name")
    if lost := loss(target, mark):
        raise CannotWrite(f"cannot write {target}: it {lost}; choose an empty or a new folder")


def _sweep(target: Path) -> None:
    name = escape(target.name)
    for old in target.parent.glob(f".{name}.old-*"):  # stopped between the two moves: put the earlier result back
        if _left_over(old) and not target.exists():
            old.replace(target)
    for path in [*target.parent.glob(f".{name}.partial-*"), *target.parent.glob(f".{name}.old-*")]:
        if _left_over(path):
            shutil.rmtree(path)


def _left_over(path: Path) -> bool:
    process = path.name.rpartition("-")[2]
    if not process.isdecimal() or int(process) == os.getpid() or time.time() - path.stat().st_mtime > STALE_S:
        return True
    if os.name == "nt":  # there, signal 0 would end the process that is asked after
        return False
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except PermissionError:
        return False
    return _ended(int(process))


def _ended(process: int) -> bool:
    """Whether a process has ended but still stands in Linux's list, as it does where nobody collects it."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return False


def _sync(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())


def _swap(part: Path, target: Path) -> None:
    old = _neighbour(target, "old")
    if target.exists():
        target.replace(old)
    try:
        part.replace(target)
    except BaseException:
        if old.exists():
            old.replace(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
