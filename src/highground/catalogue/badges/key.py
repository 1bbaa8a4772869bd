"""The issuer's private key: made once, readable by its owner alone, never in a folder of results. Who has it can sign in your name."""

import os
from pathlib import Path
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from platformdirs import user_data_path

from highground.basis.errors import BadData
from highground.catalogue.staging import MARKS, telling

NAME: Final = "issuer-key.pem"
MOST_BYTES: Final = 10_000  # a key has 119


def default_path() -> Path:
    """Where the key is kept when nothing else is said: the user's own data folder."""
    return user_data_path("highground", appauthor=False) / NAME


def issuer_key(path: Path, results: Path) -> tuple[Ed25519PrivateKey, bool]:
    """The key, and whether it was made now. results: the folder that certificates go to.

    Raises BadData for a key that others may read, one in a folder of results, or a file that is no Ed25519 key; CannotWrite where none can be made.
    """
    path = path.expanduser().absolute()
    real = path.resolve()
    if real.is_relative_to(results.resolve()) or any((folder / mark).is_file() for folder in real.parents for mark in MARKS):
        raise BadData(f"the private key {path} lies in a folder of results, which people pass on; name a place outside with --key")
    if not real.exists():
        return _make(real), True
    return _read(real), False


def _make(path: Path) -> Ed25519PrivateKey:
    key = Ed25519PrivateKey.generate()
    with telling(path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = path.with_name(f".{path.name}.{os.getpid()}")
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
                file.flush()
                os.fsync(file.fileno())
            if path.exists():  # somebody made one meanwhile; theirs may have signed already
                raise BadData(f"{path} was made by another program at the same time; run the command again")
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    return key


def _read(path: Path) -> Ed25519PrivateKey:
    with telling(path):
        held = path.stat()
        if os.name == "posix" and held.st_mode & 0o077:
            raise BadData(
                f"the private key {path} can be read by others; run chmod 600 on it, and if they may have copied it, make a new one"
            )
        if not path.is_file() or held.st_size > MOST_BYTES:
            raise BadData(f"{path} is no private key; name the file that the first certificate made, or a new place")
        raw = path.read_bytes()
    try:
        key = load_pem_private_key(raw, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise BadData(f"{path} holds no Ed25519 private key without a password; take your backup of the key, or name a new place")
    return key
