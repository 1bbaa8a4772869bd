import codecs

import pytest

from highground.catalogue.encodings import OLD, candidates, named


@pytest.mark.parametrize(
    ("raw", "tried"),
    [
        (codecs.BOM_UTF8 + b"a", ("utf-8-sig",)),
        (codecs.BOM_UTF16_LE + "сель".encode("utf-16-le"), ("utf-16",)),
        ("date;place".encode("utf-16-le"), ("utf-16-le",)),
        ("date;place".encode("utf-16-be"), ("utf-16-be",)),
        (b"plain", ("utf-8-sig", "cp1252")),
        ("сель и оползень".encode("cp1251"), ("utf-8-sig", OLD)),
        ("año, señal".encode("cp1252"), ("utf-8-sig", "cp1252")),
    ],
)
def test_marks_zeros_and_runs_of_high_bytes_tell_the_alphabet(raw: bytes, tried: tuple[str, ...]) -> None:
    assert candidates(raw) == tried


def test_an_encoding_is_named_as_people_name_it() -> None:
    assert [named(one) for one in ("utf-8-sig", "utf-16-be", "utf-16", "koi8-r")] == ["UTF-8", "UTF-16", "UTF-16", "KOI8-R"]
