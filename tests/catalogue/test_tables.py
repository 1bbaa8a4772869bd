import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from highground.basis.errors import BadData
from highground.catalogue.shelf import Shelf
from highground.catalogue.tables import grade_of, table

ID = "ministry-table-2026"
SCHEMA = {"columns": ["iso2", "people", "note", "grade"], "numbers": ["people"], "key": ["iso2"]}
Pack = Callable[..., Path]


def read(make_pack: Pack, text: str | bytes) -> pd.DataFrame:
    content = text if isinstance(text, bytes) else text.encode()
    return table(Shelf([make_pack(content, **SCHEMA)]), ID)


def test_a_blank_is_missing_and_never_zero_and_namibia_is_not_missing(make_pack: Pack) -> None:
    df = read(make_pack, "iso2,people,note,grade\nNA,3000000,,read\nKZ,0,mid-year,computed\n")
    assert df["iso2"].tolist() == ["NA", "KZ"]
    assert df["people"].tolist() == [3_000_000, 0]
    assert df["note"].isna().tolist() == [True, False]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("iso2,people,grade\nKZ,1,read\n", "lacks note"),
        ("iso2,people,note,grade,secret\nKZ,1,,read,x\n", "unknown columns secret"),
        ("iso2,people,note,note\nKZ,1,,read\n", "one column twice"),
        ("iso2,people,note,grade\nKZ,1,,read,x\n", "line 2 of data.csv has 5 cells, the header 4"),
        ("iso2,people,note,grade\nKZ,1,read\n", "has 3 cells"),
        ("iso2,people,note,grade\nKZ,1,,read\nKZ,2,,read\n", "1 rows repeat iso2, first KZ"),
        ("iso2,people,note,grade\nKZ,,,read\n", "people needs a number in every row, row 2"),
        ("iso2,people,note,grade\nEC,1,,read\nKZ,many,,read\n", "row 3 has 'many'"),
        ("iso2,people,note,grade\nKZ,inf,,read\n", "people needs a number"),
        ("iso2,people,note,grade\nKZ,1,,sure\n", "grade holds 'sure'; allowed are read, computed, unverified"),
        ("iso2,people,note,grade\nKZ,1,,\n", "grade holds ''"),
        ("iso2,people,note,grade\n", "has no rows"),
        ("", "lacks iso2"),
        ('iso2,people,note,grade\nKZ,1,"open,read\n', "not plain CSV"),
    ],
)
def test_a_table_that_breaks_its_card_is_refused_in_one_sentence(make_pack: Pack, text: str, words: str) -> None:
    with pytest.raises(BadData, match=words) as caught:
        read(make_pack, text)
    assert "\n" not in str(caught.value)
    assert ID in str(caught.value)


def zip_bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.csv", b"0" * 10_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (zip_bomb(), "an archive or a binary file"),
        (b"\x1f\x8b\x08\x00rest", "an archive or a binary file"),
        (b"iso2\x00,people", "an archive or a binary file"),
        (b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "b">]><x>&a;</x>', "XML or HTML, which is not read"),
        (b"\xef\xbb\xbf  <html></html>", "XML or HTML, which is not read"),
        (b"iso2,people,note,grade\nK\xff,1,,read\n", "not plain CSV in UTF-8"),
    ],
)
def test_a_hostile_file_named_csv_is_refused(make_pack: Pack, content: bytes, words: str) -> None:
    with pytest.raises(BadData, match=words):
        read(make_pack, content)


def test_a_table_over_the_limit_is_refused_unread(make_pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("highground.catalogue.tables.TABLE_BYTES", 10)
    with pytest.raises(BadData, match="more than the 10 allowed"):
        read(make_pack, "iso2,people,note,grade\nKZ,1,,read\n")


def test_the_worst_grade_speaks_for_a_table() -> None:
    assert grade_of(pd.DataFrame({"grade": ["read", "unverified", "computed"]})) == "unverified"
    assert grade_of(pd.DataFrame({"grade": ["read", "computed"]})) == "computed"
    assert grade_of(pd.DataFrame({"grade": ["read"]})) == "read"
    assert grade_of(pd.DataFrame({"x": [1]})) == "unverified"
