"""A file of SQLite and, where its programs are installed, a private PostgreSQL server: the same tests run on both."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

PLACES = [Path(path) for path in os.environ.get("PATH", "").split(os.pathsep)]
PLACES += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def run_as_server(*words: str) -> None:
    """Run a program of the server; the server refuses to run as root, so root hands it to another user."""
    before = []
    if os.geteuid() == 0:
        before = ["setpriv", "--reuid", user(), "--regid", "nogroup", "--clear-groups"]
    subprocess.run(
        [*before, *words], check=True, capture_output=True, timeout=60, cwd="/", env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    )


def user() -> str:
    import pwd

    return "postgres" if any(one.pw_name == "postgres" for one in pwd.getpwall()) else "nobody"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a server of our own: a socket in a temporary folder, no network."""
    bins = next((place for place in PLACES if (place / "initdb").is_file() and (place / "pg_ctl").is_file()), None)
    if os.name == "nt" or bins is None:
        pytest.skip("no PostgreSQL server is installed here (initdb, pg_ctl)")
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("root cannot start a PostgreSQL server, and there is no setpriv to become somebody else")
    folder = Path(tempfile.mkdtemp(prefix="hg-pg-", dir="/tmp"))
    if os.geteuid() == 0:
        shutil.chown(folder, user())
    data = folder / "data"
    try:
        run_as_server(str(bins / "initdb"), "-D", str(data), "-U", "office", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c max_connections=60"
        run_as_server(str(bins / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
        yield f"postgresql://office@/postgres?host={folder}"
    finally:
        if (data / "postmaster.pid").exists():
            run_as_server(str(bins / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["file", "server"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the records of one test are."""
    if request.param == "file":
        return str(tmp_path / "records.sqlite")
    return fresh(request.getfixturevalue("server"))


def fresh(server: str) -> str:
    """A new database on the server."""
    import uuid

    import psycopg

    name = f"t{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
    return server.replace("/postgres?", f"/{name}?")
