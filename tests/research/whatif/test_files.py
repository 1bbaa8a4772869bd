import json
from pathlib import Path

import numpy as np
import pandas as pd

from highground.research.whatif.answer import DIFFERENCE, ROW_COLUMNS, WhatIf
from highground.research.whatif.files import save

CELLS = {
    "what": DIFFERENCE, "levers": "water", "indicator": "displacement_aad", "place": "KAZ", "group": "", "level": 2.0, "year": pd.NA, "status": "value",
    "low": -2.0, "mid": -1.0, "high": np.nan, "unit": "displacements yr-1", "how": "judged", "confidence": "low", "grade": "read", "sources": "a b",
}  # fmt: skip


def test_an_answer_is_saved_as_a_table_and_a_document_and_gives_the_same_bytes(tmp_path: Path) -> None:
    rows = pd.DataFrame([CELLS], columns=[name for name, _, _ in ROW_COLUMNS]).astype({"year": "Int64"})
    found = WhatIf({"iso3": "KAZ", "levers": {"water": 30.0}}, rows, (), (("A note on {x}.", {"x": 1}),))
    folders = [tmp_path / name for name in ("a", "b")]
    for folder in folders:
        folder.mkdir()
        save(found, folder)
    for name in ("rows.csv", "whatif.json"):
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()
    told = json.loads((folders[0] / "whatif.json").read_text(encoding="utf-8"))
    assert told["rows"][0] == CELLS | {"year": None, "high": None}
    assert told["notes"] == [{"message": "A note on {x}.", "values": {"x": 1}}]
    assert pd.read_csv(folders[0] / "rows.csv")["mid"].item() == -1
