"""The NDC registry without a network: its table read strictly, files fetched once and proved ever after."""

import csv
import io
import json
from pathlib import Path
from typing import ClassVar
from urllib.error import URLError
from urllib.request import Request

import pytest

from highground.basis.errors import BadData, HashMismatch, MissingSource
from highground.catalogue import fetch
from highground.catalogue.connectors import ndc

ROW = dict(
    zip(
        ndc.COLUMNS,
        (
            "KAZ",
            "Kazakhstan",
            "NDC 3.0",
            "NDC",
            "Russian",
            "N/A",
            "Active",
            "2025-11-26",
            "https://unfccc.int/a/K%20N.pdf",
            "K N.pdf",
        ),
        strict=True,
    )
)


def table(folder: Path, *rows: dict[str, str], columns: tuple[str, ...] = ndc.COLUMNS) -> Path:
    path = folder / "register.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


class Answer(io.BytesIO):
    status = 200
    headers: ClassVar[dict[str, str]] = {}


def server(monkeypatch: pytest.MonkeyPatch, content: bytes | Exception) -> list[str]:
    asked: list[str] = []

    def answer(request: Request, timeout: float) -> Answer:
        asked.append(request.full_url)
        if isinstance(content, Exception):
            raise content
        return Answer(content)

    monkeypatch.setattr(fetch, "urlopen", answer)
    return asked


def test_the_register_of_today_is_read_whole(shared: Path) -> None:
    found = ndc.register(shared / "data" / "policy-texts" / "ndc_register.csv")
    assert (len(found), sum(one.active for one in found), len({one.iso3 for one in found})) == (741, 421, 196)
    kazakh = ndc.active(found, "KAZ")
    assert [(one.title, one.language, one.kind) for one in kazakh] == [
        ("Kazakhstan NDC 3.0", "Russian", "NDC"), ("Kazakhstan NDC 3.0", "English", "Translation"), ("Kazakhstan First NDC (Updated submission)", "English", "NDC"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"code": "Kaz"}, "row 2: 'Kaz' is no country code"), ({"status": "New"}, "neither Active nor Archived"), ({"submissionDate": "26.11.2025"}, "no date"),
        ({"encodedAbsUrl": "http://unfccc.int/a.pdf"}, "over https"), ({"encodedAbsUrl": "https://evil.example/a.pdf"}, "does not lead to unfccc"),
        ({"encodedAbsUrl": "https://unfccc.int@evil.example/a.pdf"}, "does not lead to unfccc"), ({"encodedAbsUrl": "file:///etc/passwd"}, "over https"),
    ],
)  # fmt: skip
def test_a_row_that_is_not_the_registers_is_refused(tmp_path: Path, changed: dict[str, str], said: str) -> None:
    with pytest.raises(BadData, match=said):
        ndc.register(table(tmp_path, ROW | changed))


def test_a_table_that_is_not_the_register_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="lacks status"):
        ndc.register(table(tmp_path, ROW, columns=tuple(name for name in ndc.COLUMNS if name != "status")))
    with pytest.raises(BadData, match="no documents below"):
        ndc.register(table(tmp_path))
    with pytest.raises(MissingSource, match="--online"):
        ndc.register(tmp_path / "gone.csv")


def test_a_name_leads_nowhere(tmp_path: Path) -> None:
    (one,) = ndc.register(table(tmp_path, ROW | {"encodedAbsUrl": "https://unfccc.int/x/..%2F..%2Fetc%2Fpasswd"}))
    assert one.name == "passwd"
    assert ndc.register(table(tmp_path, ROW))[0].name == "K N.pdf"
    assert ndc.register(table(tmp_path, ROW))[0].version == ""


def test_a_document_is_fetched_once_and_proved_ever_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = ndc.register(table(tmp_path, ROW))
    assert ndc.held(one, tmp_path) is None
    asked = server(monkeypatch, b"%PDF-1.7 plan")
    path = ndc.fetched(one, tmp_path)
    assert (path.read_bytes(), asked) == (b"%PDF-1.7 plan", [ROW["encodedAbsUrl"]])
    assert json.loads((path.parent / ndc.RECORD).read_text())["licence"] == ndc.LICENCE
    assert ndc.fetched(one, tmp_path) == path == ndc.held(one, tmp_path)
    assert len(asked) == 1
    path.write_bytes(b"other")
    with pytest.raises(HashMismatch, match="changed since it was fetched"):
        ndc.held(one, tmp_path)


def test_a_registry_that_does_not_answer_leaves_the_cache_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "ndc" / "register.csv"
    kept.parent.mkdir()
    table(kept.parent, ROW)
    server(monkeypatch, URLError("no route"))
    with pytest.raises(MissingSource, match="did not answer"):
        ndc.the_register(tmp_path, online=True)
    server(monkeypatch, b"<html>sorry</html>")
    with pytest.raises(BadData, match="lacks code"):
        ndc.the_register(tmp_path, online=True)
    assert [one.iso3 for one in ndc.the_register(tmp_path, online=False)] == ["KAZ"]


def test_only_https_is_taken(tmp_path: Path) -> None:
    with pytest.raises(MissingSource, match="only https"):
        fetch.take("http://unfccc.int/a.pdf", tmp_path / "a", "none")


def test_a_file_of_several_rows_is_shown_once(tmp_path: Path) -> None:
    rows = ndc.register(
        table(
            tmp_path,
            ROW,
            ROW | {"title": "the same file again"},
            ROW | {"status": "Archived", "encodedAbsUrl": "https://unfccc.int/old.pdf"},
        )
    )
    assert [one.title for one in ndc.active(rows, "KAZ")] in (["NDC 3.0"], ["the same file again"])
    assert ndc.active(rows, "ECU") == ()
