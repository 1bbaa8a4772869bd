"""The one room that may open a socket: fetches the bytes of a card into the cache."""

import logging
from http.client import HTTPException
from pathlib import Path
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from highground.basis.errors import CannotWrite, HashMismatch, MissingSource
from highground.basis.source import Source

LOG: Final = logging.getLogger("highground.fetch")
TIMEOUT_S: Final = 30  # without a byte
MAX_BYTES: Final = 8 * 1024**3  # a server that sends more than this is not sending our file
_PIECE: Final = 1 << 20


def fetch(card: Source, target: Path) -> Path:
    """Fetch the file of a card over https, going on where an earlier try stopped; the hash decides whether it is kept.

    Raises MissingSource when the server cannot be reached, HashMismatch when its bytes are not the card's, CannotWrite when
    the cache cannot hold them.
    """
    import pooch  # noqa: PLC0415

    if not card.url.startswith("https://"):
        raise MissingSource(f"{card.id}: only https addresses are fetched, got {card.url}; fetch it by hand into a pack")
    LOG.info("Fetching %s from %s (licence: %s; sha256 %s)", card.id, card.url, card.licence, card.sha256)
    quiet = pooch.get_logger()
    before = quiet.level
    quiet.setLevel(logging.WARNING)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        found = pooch.retrieve(
            card.url, f"sha256:{card.sha256}", fname=target.name, path=target.parent, downloader=_resume(target.parent)
        )
    except (URLError, TimeoutError, ConnectionError, HTTPException) as error:
        raise MissingSource(f"{card.id}: {card.url} did not answer ({error}); try again later or put it in a pack") from error
    except ValueError as error:
        raise HashMismatch(
            f"{card.id}: card says {card.sha256[:12]}, the server sent other bytes. A new edition? Write a new card."
        ) from error
    except OSError as error:
        raise CannotWrite(f"cannot write into the cache {target.parent} ({error.strerror}); set HIGHGROUND_CACHE") from error
    finally:
        quiet.setLevel(before)
    return Path(found)


def take(url: str, target: Path, licence: str) -> Path:
    """Fetch a file whose hash nobody knows yet over https, going on where an earlier try stopped. Whoever asks keeps its hash.

    Raises MissingSource when the server cannot be reached, CannotWrite when the cache cannot hold the bytes.
    """
    if not url.startswith("https://"):
        raise MissingSource(f"only https addresses are fetched, got {url}; fetch it by hand")
    LOG.info("Fetching %s (licence: %s)", url, licence)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _resume(target.parent)(url, str(target), None)
    except (URLError, TimeoutError, ConnectionError, HTTPException) as error:
        raise MissingSource(f"{url} did not answer ({error}); try again later, or fetch it by hand") from error
    except OSError as error:
        raise CannotWrite(f"cannot write into the cache {target.parent} ({error.strerror}); set HIGHGROUND_CACHE") from error
    return target


def _resume(folder: Path) -> Any:
    part = folder / "part"

    def download(url: str, output_file: str, _pooch: object) -> None:
        have = part.stat().st_size if part.exists() else 0
        request = Request(url, headers={"User-Agent": "highground", **({"Range": f"bytes={have}-"} if have else {})})  # noqa: S310 - https only, checked by fetch
        try:
            _append(request, part, have)
        except HTTPError as error:
            if error.code != 416:  # 416: we had it all
                raise
        part.replace(output_file)

    return download


def _append(request: Request, part: Path, have: int) -> None:
    with urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310 - https only, checked by fetch
        goes_on = have and answer.status == 206
        size = have if goes_on else 0
        promised = size + int(answer.headers.get("Content-Length") or 0)
        with part.open("ab" if goes_on else "wb") as file:
            while piece := answer.read(_PIECE):
                size += len(piece)
                if size > MAX_BYTES:
                    raise URLError(f"more than {MAX_BYTES:,} bytes")
                file.write(piece)
        if size < promised:  # a line that is cut looks like an end of file
            raise URLError(f"stopped after {size:,} of {promised:,} bytes; the next try goes on from there")
