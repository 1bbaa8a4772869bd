from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from highground.basis.errors import BadRun
from highground.catalogue.runouts import read_document, write_document, write_table
from highground.catalogue.shelf import sha256_of


def test_a_blank_stays_blank_in_the_table(tmp_path: Path) -> None:
    write_table(pd.DataFrame({"name": ["Ñ"], "people": [np.nan]}), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes().decode("utf-8-sig").split() == ["name,people", "Ñ,"]


def test_a_document_is_read_back_and_a_damaged_one_refused(tmp_path: Path) -> None:
    write_table(pd.DataFrame({"name": ["a"]}), tmp_path / "reach.csv")
    told = {
        "about": {"seed": 1},
        "totals": {},
        "settlements": [],
        "notes": [],
        "written": {"reach.csv": sha256_of(tmp_path / "reach.csv")},
    }
    write_document(told, tmp_path / "runout.json")
    assert read_document(tmp_path) == told
    (tmp_path / "reach.csv").write_text("x")
    with pytest.raises(BadRun, match=r"reach.csv is damaged or changed"):
        read_document(tmp_path)
    write_document({**told, "written": {"../a": ""}}, tmp_path / "runout.json")
    with pytest.raises(BadRun, match=r"../a is missing"):
        read_document(tmp_path)
    (tmp_path / "runout.json").write_text("{")
    with pytest.raises(BadRun, match="damaged"):
        read_document(tmp_path)
    (tmp_path / "runout.json").write_text("[]")
    with pytest.raises(BadRun, match="not the document"):
        read_document(tmp_path)
