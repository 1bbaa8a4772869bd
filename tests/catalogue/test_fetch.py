import io
from collections.abc import Callable
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request

import pytest

from highground.basis.errors import CannotWrite, HashMismatch, MissingSource
from highground.catalogue import fetch
from highground.catalogue.shelf import Shelf

ID = "ministry-table-2026"
CONTENT = b"a\n" + b"1\n" * 5000
Pack = Callable[..., Path]


class Server:
    """Answers like a web server that knows ranges, and may hang up early, which looks like an end of file."""

    def __init__(self, content: bytes, stop_after: int | None = None, ranges: bool = True) -> None:
        self.content, self.stop_after, self.ranges = content, stop_after, ranges
        self.asked: list[str | None] = []

    def __call__(self, request: Request, timeout: float) -> "Answer":
        asked = request.get_header("Range")
        self.asked.append(asked)
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and self.ranges else 0
        if asked and self.ranges and start >= len(self.content):
            raise HTTPError(request.full_url, 416, "Range Not Satisfiable", Message(), None)
        return Answer(self.content[start:], 206 if asked and self.ranges else 200, self.stop_after)


class Answer(io.BytesIO):
    def __init__(self, content: bytes, status: int, stop_after: int | None) -> None:
        super().__init__(content[:stop_after])
        self.status, self.headers = status, {"Content-Length": str(len(content))}


@pytest.fixture
def shelf(make_pack: Pack, tmp_path: Path) -> Shelf:
    pack = make_pack(CONTENT)
    (pack / "data.csv").unlink()
    return Shelf([pack], cache=tmp_path / "cache", online=True)


def test_a_card_is_fetched_once_and_then_lies_in_the_cache(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server(CONTENT)
    monkeypatch.setattr(fetch, "urlopen", server)
    assert shelf.open(ID).read_bytes() == CONTENT
    assert shelf.open(ID).is_relative_to(shelf.cache)
    assert shelf.where(ID) == "cache"
    assert server.asked == [None]
    assert [path.name for path in shelf.open(ID).parent.iterdir()] == ["data.csv"]


@pytest.mark.parametrize("ranges", [True, False])
def test_a_broken_fetch_goes_on_where_it_stopped(shelf: Shelf, monkeypatch: pytest.MonkeyPatch, ranges: bool) -> None:
    monkeypatch.setattr(fetch, "urlopen", Server(CONTENT, stop_after=4000))
    with pytest.raises(MissingSource, match="stopped after 4,000 of 10,002 bytes"):
        shelf.open(ID)
    server = Server(CONTENT, ranges=ranges)
    monkeypatch.setattr(fetch, "urlopen", server)
    assert shelf.open(ID).read_bytes() == CONTENT
    assert server.asked == ["bytes=4000-"]


def test_other_bytes_are_refused_and_not_kept(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "urlopen", Server(b"something else"))
    with pytest.raises(HashMismatch, match="the server sent other bytes"):
        shelf.open(ID)
    monkeypatch.setattr(fetch, "urlopen", Server(CONTENT))
    assert shelf.open(ID).read_bytes() == CONTENT


def test_only_https_is_fetched(make_pack: Pack, tmp_path: Path) -> None:
    pack = make_pack(CONTENT, url="http://example.org/data.csv")
    (pack / "data.csv").unlink()
    with pytest.raises(MissingSource, match="only https"):
        Shelf([pack], cache=tmp_path / "cache", online=True).open(ID)


def test_a_server_that_never_stops_is_cut_off(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "urlopen", Server(CONTENT))
    monkeypatch.setattr(fetch, "MAX_BYTES", 100)
    with pytest.raises(MissingSource, match="more than 100 bytes"):
        shelf.open(ID)


def test_a_cache_that_cannot_be_written_says_so(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.cache.write_text("a file in the way", encoding="utf-8")
    with pytest.raises(CannotWrite, match="HIGHGROUND_CACHE"):
        shelf.open(ID)


def test_the_licence_and_the_hash_are_told_before_the_fetch(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(fetch, "urlopen", Server(CONTENT))
    with caplog.at_level("INFO", "highground.fetch"):
        shelf.open(ID)
    assert "licence: CC0 1.0" in caplog.text
    assert shelf.card(ID).sha256 in caplog.text
