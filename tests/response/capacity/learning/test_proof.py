"""Proofs: the published vectors of RFC 8032 and of the W3C's eddsa-jcs-2022, and a check that uses none of our code."""

import copy
import json
from hashlib import sha256
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.response.capacity.learning.multibase import decoded, encoded
from highground.response.capacity.learning.proof import checked, digest, public_did, signed

CREATED = "2023-02-24T23:36:38Z"
ALUMNI: dict[str, Any] = {  # W3C, Data Integrity EdDSA Cryptosuites v1.0, representation: eddsa-jcs-2022
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33", "type": ["VerifiableCredential", "AlumniCredential"], "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.", "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z", "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
}  # fmt: skip
PRINTED = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"  # the standard's own example, no secret of anybody
PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
HASHES = "66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19"
VALUE = "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"


def alumni_key() -> Ed25519PrivateKey:
    raw = decoded(PRINTED)
    assert raw[:2] == b"\x80\x26"  # multicodec ed25519-priv
    return Ed25519PrivateKey.from_private_bytes(raw[2:])


def test_the_first_vector_of_rfc_8032_is_met() -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
    assert key.public_key().public_bytes_raw().hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert key.sign(b"").hex() == (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )


def test_the_credential_of_the_standard_gets_the_proof_of_the_standard() -> None:
    made = signed(ALUMNI, alumni_key(), CREATED)
    proof = made["proof"]
    assert proof["proofValue"] == VALUE
    assert proof["verificationMethod"] == f"did:key:{PUBLIC}#{PUBLIC}"
    assert digest(ALUMNI, {name: value for name, value in proof.items() if name != "proofValue"}).hex() == HASHES
    assert checked(made) == f"did:key:{PUBLIC}"


def test_a_third_party_can_check_it_without_our_code() -> None:
    key = Ed25519PrivateKey.generate()
    made = signed({"@context": ["a"], "name": "Әлия", "n": [1, 2]}, key, CREATED)
    proof = made.pop("proof")
    letters, value = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", 0
    for letter in proof.pop("proofValue")[1:]:
        value = value * 58 + letters.index(letter)

    def told(part: object) -> bytes:  # ASCII keys, no fractions: json's own order and form are those of RFC 8785
        return sha256(json.dumps(part, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).digest()

    number = 0
    for letter in proof["verificationMethod"].partition("#")[2][1:]:
        number = number * 58 + letters.index(letter)
    public = Ed25519PublicKey.from_public_bytes(number.to_bytes(34, "big")[2:])
    public.verify(value.to_bytes(64, "big"), told(proof) + told(made))


def paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [here, *(one for key, part in inner for one in paths(part, (*here, key)))] if here or inner else [here]


MADE = signed(ALUMNI, alumni_key(), CREATED)


@given(st.sampled_from([path for path in paths(MADE) if path]), st.text(max_size=5))
def test_whatever_is_changed_is_found(path: tuple[Any, ...], other: str) -> None:
    made = copy.deepcopy(MADE)
    part = made
    for key in path[:-1]:
        part = part[key]
    if part[path[-1]] == other:
        return
    part[path[-1]] = other
    with pytest.raises(BadData):
        checked(made)


def test_another_persons_signature_is_not_taken() -> None:
    other = signed(ALUMNI, Ed25519PrivateKey.generate(), CREATED)
    other["proof"]["verificationMethod"] = MADE["proof"]["verificationMethod"]
    with pytest.raises(BadData, match="changed after it was signed"):
        checked(other)


def test_nothing_signed_says_so() -> None:
    with pytest.raises(BadData, match="no proof"):
        checked(ALUMNI)


def test_a_key_has_one_name() -> None:
    assert public_did(alumni_key()) == f"did:key:{PUBLIC}"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"verificationMethod": f"did:key:{PUBLIC}#z6MkOther"}, "names one key and points at another"),
        ({"@context": ["https://www.w3.org/ns/credentials/v2"]}, "speaks in other terms"),
    ],
)
def test_a_proof_that_contradicts_itself_is_refused_though_its_signature_fits(change: dict[str, Any], said: str) -> None:
    options = {name: value for name, value in MADE["proof"].items() if name != "proofValue"} | change
    value = encoded(alumni_key().sign(digest(ALUMNI, options)))
    with pytest.raises(BadData, match=said):
        checked({**ALUMNI, "proof": {**options, "proofValue": value}})
