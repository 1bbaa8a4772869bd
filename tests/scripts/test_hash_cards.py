import hashlib
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "hash_cards.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hash_cards", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_old_hash_is_told_and_rewritten_and_nothing_else_changes(
    script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cards").mkdir()
    (tmp_path / "a.csv").write_text("a\n", encoding="utf-8")
    card = tmp_path / "cards" / "a.toml"
    card.write_text('id = "a"\nsha256 = ""\nfile = "a.csv"\n', encoding="utf-8")
    (tmp_path / "cards" / "b.toml").write_text('id = "b"\nsha256 = ""\n', encoding="utf-8")
    assert script.main(["--check"], tmp_path) == 1
    assert capsys.readouterr().out == "a.toml\n"
    assert script.main([], tmp_path) == 0
    digest = hashlib.sha256(b"a\n").hexdigest()
    assert card.read_text(encoding="utf-8") == f'id = "a"\nsha256 = "{digest}"\nfile = "a.csv"\n'
    assert script.main(["--check"], tmp_path) == 0
