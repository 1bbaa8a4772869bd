"""A comparison that was written is read back; anything else is refused in one sentence, and no share is taken on trust."""

import json
from pathlib import Path
from typing import Any

import pytest

from highground.basis.errors import BadData, MissingSource
from highground.catalogue.codes.compared import comparison


def side(name: str, hits: object, codes: list[str]) -> dict[str, Any]:
    return {
        "name": name, "read": codes, "shares": {"mobility": {"hits": hits, "n": len(codes), "mid": 0.9, "low": 0.8, "high": 1.0}},
        "used": [{"iso3": code, "year": 2021, "title": "<script>"} for code in codes],
    }  # fmt: skip


def written(folder: Path, one: object, other: object) -> Path:
    (folder / "compare.json").write_text(json.dumps({"one": one, "other": other, "differences": {}}), encoding="utf-8")
    return folder


ONE = side("mountain", 1, ["ARM", "NPL"])
OTHER = side("sids", 1, ["FJI"])


def test_counts_come_back_whichever_group_was_named_first(tmp_path: Path) -> None:
    for pair in ((ONE, OTHER), (OTHER, ONE)):
        found = comparison(written(tmp_path, *pair))
        assert (found.mountain.hits, found.mountain.n, found.islands.hits, found.islands.n) == (1, 2, 1, 1)
        assert found.mountain.read == (("ARM", 2021), ("NPL", 2021))


def test_a_country_on_which_coders_disagree_is_read_and_not_counted(tmp_path: Path) -> None:
    open_ = side("mountain", 1, ["ARM", "NPL", "CHE"])
    open_["doubtful"], open_["shares"]["mobility"]["n"] = {"mobility": ["CHE"]}, 2
    found = comparison(written(tmp_path, open_, OTHER)).mountain
    assert (found.hits, found.n, len(found.read)) == (1, 2, 3)
    for wrong in (["LSO"], ["CHE", "CHE"], []):
        open_["doubtful"] = {"mobility": wrong}
        with pytest.raises(BadData, match="no whole comparison"):
            comparison(written(tmp_path, open_, OTHER))


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (side("landlocked", 1, ["ARM"]), "a pack takes mountain and sids"),
        (side("mountain", 0, []), "nothing is compared"),
        (side("mountain", 3, ["ARM"]), "no whole comparison"),
        (side("mountain", -1, ["ARM"]), "no whole comparison"),
        (side("mountain", True, ["ARM"]), "no whole comparison"),
        (side("mountain", 1, ["ARM", "ARM"]), "no whole comparison"),
        (side("mountain", 1, ["=1+1"]), "no whole comparison"),
        ({**ONE, "used": []}, "no whole comparison"),
        ({**ONE, "used": [{"iso3": "ARM", "year": "2021"}, {"iso3": "NPL", "year": 2021}]}, "no whole comparison"),
        ({**ONE, "used": [{"iso3": "ARM", "year": 99999}, {"iso3": "NPL", "year": 2021}]}, "no whole comparison"),
        ({"name": "mountain"}, "no whole comparison"),
        ({**ONE, "shares": {"mobility": None}}, "no whole comparison"),
        ({**ONE, "read": 5}, "no whole comparison"),
        ([], "no whole comparison"),
    ],
)
def test_what_is_no_whole_comparison_is_refused(tmp_path: Path, one: object, why: str) -> None:
    with pytest.raises(BadData, match=why):
        comparison(written(tmp_path, one, OTHER))


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"[]", b'{"one": ', b"[" * 100_000, b"null"])
def test_a_file_that_is_no_json_object_is_refused(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "compare.json").write_bytes(raw)
    with pytest.raises(BadData, match="policy compare mountain sids"):
        comparison(tmp_path)


def test_a_folder_without_one_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingSource, match="policy compare"):
        comparison(tmp_path)
