import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree

ROOT = Path(__file__).parents[2]
SCHEMA = b"""<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema"><!-- words --><xsd:element name="a"><xsd:annotation><xsd:documentation>words</xsd:documentation>
</xsd:annotation><xsd:simpleType><xsd:restriction base="xsd:int"/></xsd:simpleType></xsd:element></xsd:schema>"""


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bundle_iati", ROOT / "scripts" / "bundle_iati.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_schema_without_its_words_allows_the_same(script: ModuleType) -> None:
    bare = script.stripped(SCHEMA)
    assert b"words" not in bare
    schema = etree.XMLSchema(etree.fromstring(bare))
    assert [schema.validate(etree.fromstring(text)) for text in ("<a>1</a>", "<a>x</a>", "<b/>")] == [True, False, False]


def test_another_package_is_refused(script: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "a.tar.gz").write_bytes(b"x")
    with pytest.raises(ValueError, match="Is it another version"):
        script.fetch(tmp_path / "a.tar.gz")


def test_what_was_withdrawn_since_wins_over_the_package(script: ModuleType) -> None:
    held = {
        "codelists/Sector.xml": b"<codelist><codelist-items><codelist-item><code>1</code><name><narrative>Old</narrative></name></codelist-item></codelist-items></codelist>"
    }
    since = [{"list": "Sector", "code": "1", "name": "Old", "status": "withdrawn", "edition": "2026"}]
    assert script.codes(held, []) == [("Sector", "1", "Old", "active", "2018")]
    assert script.codes(held, since) == [("Sector", "1", "Old", "withdrawn", "2026")]


def test_the_bundled_lists_hold_what_the_table_of_changes_says(script: ModuleType) -> None:
    bundled = set((script.BUNDLED / "codes.csv").read_text(encoding="utf-8").splitlines())
    changes = (ROOT / "scripts" / "iati_codes.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert all(
        any(row.startswith(",".join(change.split(",")[:2]) + ",") and row.endswith(",2026") for row in bundled)
        for change in changes
    )
