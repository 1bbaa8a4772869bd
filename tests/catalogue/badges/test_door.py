"""Credentials that somebody hands in: nothing but small, plain JSON passes."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from highground.basis.errors import BadData, MissingSource
from highground.catalogue.badges.door import MOST_BYTES, read_credential


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\xff\xfe{}", "no text in UTF-8"), (b"{", "no JSON"), (b"[]", "no credential"), (b'{"a": 1, "a": 2}', "says a thing twice"),
        (b'{"a": NaN}', "no JSON"), (b'{"a":' + b"[" * 100_000, "no JSON"), (b'"' + b"x" * MOST_BYTES + b'"', "larger than"),
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_one_sentence(tmp_path: Path, raw: bytes, said: str) -> None:
    (tmp_path / "a.json").write_bytes(raw)
    with pytest.raises(BadData, match=said):
        read_credential(tmp_path / "a.json")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingSource, match="there is no file"):
        read_credential(tmp_path / "a.json")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_no_bytes_break_the_door(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.json").write_bytes(raw)
    try:
        assert isinstance(read_credential(tmp_path / "a.json"), dict)
    except BadData:
        return
