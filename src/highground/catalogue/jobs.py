"""Keeps the finished parts of a long run in a hidden folder beside its target, so that a run that was stopped goes on where it was."""

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile

from highground.catalogue.staging import telling

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Arrays = dict[str, NDArray[Any]]

DIGEST: Final = 32  # bytes of a SHA-256 in front of the arrays


def key_of(parts: Iterable[object]) -> str:
    """The name of a job: a hash of everything that its answer depends on. Arrays count by their bytes, the rest by how it prints.

    >>> key_of(["a", 1]) == key_of(["a", 1]), key_of(["a", 1]) == key_of(["a", 2])
    (True, False)
    """
    digest = hashlib.sha256()
    for part in parts:
        data = (
            part.tobytes() + str(part.shape).encode()
            if hasattr(part, "tobytes") and hasattr(part, "shape")
            else repr(part).encode()
        )
        digest.update(len(data).to_bytes(8, "little") + data)
    return digest.hexdigest()


class Finished:
    """Finished jobs of a target, one file each, proved by hash when they are read; `damaged` counts those that were thrown away."""

    def __init__(self, target: Path) -> None:
        self.folder = target.with_name(f".{target.name}.jobs")
        self.damaged = 0

    def get(self, key: str) -> "Arrays | None":
        """The arrays of a finished job; None when it is not there, or cut short or changed, and then it is thrown away."""
        path = self.folder / f"{key}.part"
        try:
            data = path.read_bytes()
        except OSError:
            return None
        if hashlib.sha256(data[DIGEST:]).digest() == data[:DIGEST]:
            with suppress(ValueError, BadZipFile, EOFError, OSError):
                return _unpacked(data[DIGEST:])
        self.damaged += 1
        with suppress(OSError):
            path.unlink()
        return None

    def keep(self, key: str, arrays: "Mapping[str, NDArray[Any]]") -> None:
        """Write the arrays of a finished job, whole or not at all. Raises CannotWrite when the disk is full or refuses."""
        with telling(self.folder.with_name(self.folder.name.removeprefix(".").removesuffix(".jobs"))):
            self.folder.mkdir(parents=True, exist_ok=True)
            data = _packed(arrays)
            part = self.folder / f"{key}.{os.getpid()}.writing"
            try:
                part.write_bytes(hashlib.sha256(data).digest() + data)
                part.replace(self.folder / f"{key}.part")
            finally:
                part.unlink(missing_ok=True)
                with suppress(OSError):  # it holds something, most often
                    self.folder.rmdir()

    def clear(self) -> None:
        """Forget every job: the result stands."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _packed(arrays: "Mapping[str, NDArray[Any]]") -> bytes:
    import numpy as np  # noqa: PLC0415

    buffer = BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **arrays)
    return buffer.getvalue()


def _unpacked(data: bytes) -> "Arrays":
    import numpy as np  # noqa: PLC0415

    with np.load(BytesIO(data), allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}
