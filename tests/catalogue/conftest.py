"""A pack that a test can spoil."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

REQUIRED = {
    "producer": "A ministry",
    "title": "A table",
    "edition": "2026",
    "url": "https://example.org/data.csv",
    "licence": "CC0 1.0",
    "citation": "A ministry (2026).",
    "measures": "things",
    "blank_means": "not reported",
    "caveat": "made up",
}


def card_text(card_id: str, sha256: str, **more: object) -> str:
    words = {"id": card_id, **REQUIRED, "sha256": sha256, **more}
    lines = [
        f"{key} = {value!r}" if not isinstance(value, str) else f'{key} = "{value}"'
        for key, value in words.items()
        if value is not None
    ]
    return "\n".join([*lines, "accessed = 2026-11-23", ""])


@pytest.fixture
def make_card() -> Callable[..., str]:
    """Text of a valid card; keys given replace the defaults, None leaves one out."""
    return card_text


@pytest.fixture
def make_pack(tmp_path: Path) -> Callable[..., Path]:
    """A pack folder with one card and its file."""

    def make(
        content: bytes, card_id: str = "ministry-table-2026", file: str = "data.csv", folder: str = "pack", **more: object
    ) -> Path:
        pack = tmp_path / folder
        pack.mkdir(exist_ok=True)
        (pack / file).write_bytes(content)
        text = card_text(card_id, hashlib.sha256(content).hexdigest(), file=file, **more)
        (pack / f"{card_id}.toml").write_text(text, encoding="utf-8")
        return pack

    return make
