"""highground teach verify: credentials made elsewhere. What it says of our own is held in test_certificate.py."""

import json
from pathlib import Path

from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from highground.response.capacity.learning.proof import public_did, signed
from highground.views.cli.teach.verify import verify


def test_a_strangers_text_moves_no_cursor(tmp_path: Path) -> None:
    key = Ed25519PrivateKey.generate()
    body = {
        "@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": public_did(key), "name": "A\x1b[2J\u202eB"}, "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {"achievement": {"name": "T\r\nFirst line"}},
    }  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps(signed(body, key, "2026-01-01T00:00:00Z")), encoding="utf-8")
    found = CliRunner().invoke(verify, [str(tmp_path / "a.json"), "--lang", "ru"], standalone_mode=False)
    assert found.return_value == 0, found.output
    assert not set(found.output) & {"\x1b", "\u202e", "\r"}
    assert "did:key:z6Mk" in found.output
    assert "«T First line»" in found.output.splitlines()[0]
    body["proof"] = {"type": "\x1b[2J\r", "cryptosuite": "x"}
    (tmp_path / "b.json").write_text(json.dumps(body), encoding="utf-8")
    found = CliRunner().invoke(verify, [str(tmp_path / "b.json")], standalone_mode=False)
    assert (found.return_value, set(found.output) & {"\x1b", "\r"}) == (1, set())
