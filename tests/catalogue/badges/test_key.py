"""The private key: made once for its owner alone, and refused where others could have it."""

import os
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from highground.basis.errors import BadData, CannotWrite
from highground.catalogue.badges.key import issuer_key

POSIX = pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")


def test_it_is_made_once_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "own" / "key.pem"
    first, made = issuer_key(path, tmp_path / "out")
    second, again = issuer_key(path, tmp_path / "out")
    assert (made, again) == (True, False)
    assert first.private_bytes_raw() == second.private_bytes_raw()
    assert [one.name for one in path.parent.iterdir()] == ["key.pem"]


@POSIX
def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "own" / "key.pem"
    issuer_key(path, tmp_path / "out")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    for mode in (0o644, 0o640, 0o604):
        path.chmod(mode)
        with pytest.raises(BadData, match="can be read by others"):
            issuer_key(path, tmp_path / "out")


def test_it_never_lies_in_a_folder_of_results(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="folder of results"):
        issuer_key(tmp_path / "out" / "key.pem", tmp_path / "out")
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "run.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BadData, match="folder of results"):
        issuer_key(tmp_path / "run" / "deep" / "key.pem", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_another_kind_of_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rsa.pem"
    path.write_bytes(generate_private_key(65537, 2048).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    path.chmod(0o600)
    with pytest.raises(BadData, match="no Ed25519 private key"):
        issuer_key(path, tmp_path / "out")
    path.write_bytes(b"nothing")
    with pytest.raises(BadData, match="no Ed25519 private key"):
        issuer_key(path, tmp_path / "out")


def test_where_nothing_can_be_written_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotWrite):
        issuer_key(tmp_path / "file" / "key.pem", tmp_path / "out")
