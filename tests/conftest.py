"""For every test: no socket opens, no pack of the user's mounts, and the shared folder is used only where it is there."""

import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest

from highground.catalogue.reference import Reference

SHARED = Path(__file__).parents[2] / "shared"


def _refuse(*arguments: Any, **_: Any) -> NoReturn:
    raise AssertionError(f"a test tried to open a socket: {arguments[-1:]}")


def pytest_configure(config: pytest.Config) -> None:
    """Before the first test is collected, so that imports are watched too."""
    for name in ("connect", "connect_ex"):
        setattr(socket.socket, name, _refuse)
    for name in ("create_connection", "getaddrinfo"):
        setattr(socket, name, _refuse)


@pytest.fixture(autouse=True)
def _no_packs_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HIGHGROUND_PACKS", raising=False)
    monkeypatch.delenv("HIGHGROUND_DATA", raising=False)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of published facts and real data for validation; the product never reads it."""
    if not SHARED.is_dir():
        pytest.skip(f"no folder of validation data at {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def reference(shared: Path) -> Reference:
    """The folder of real data for validation."""
    return Reference(shared / "data")
