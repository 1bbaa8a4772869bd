"""Signs a document and checks it, after Verifiable Credential Data Integrity with eddsa-jcs-2022. Nothing is fetched."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from highground.basis.errors import BadData
from highground.basis.words import N_
from highground.response.capacity.learning.jcs import canonical
from highground.response.capacity.learning.multibase import decoded, did_of, encoded, public_of

SUITE: Final = "eddsa-jcs-2022"
PURPOSE: Final = "assertionMethod"


def public_did(key: Ed25519PrivateKey) -> str:
    """The did:key of a private key's public half."""
    return did_of(key.public_key().public_bytes_raw())


def signed(document: Mapping[str, Any], key: Ed25519PrivateKey, created: str) -> dict[str, Any]:
    """The document with its proof; created: the moment as ISO 8601 in UTC. The same document, key and moment give the same proof."""
    did = public_did(key)
    options = {
        "type": "DataIntegrityProof", "cryptosuite": SUITE, "created": created, "verificationMethod": f"{did}#{did.removeprefix('did:key:')}",
        "proofPurpose": PURPOSE, **({"@context": document["@context"]} if "@context" in document else {}),
    }  # fmt: skip
    return {**document, "proof": {**options, "proofValue": encoded(key.sign(digest(document, options)))}}


def digest(document: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    """The 64 bytes that are signed: hash of the proof's options, then hash of the document without its proof."""
    return sha256(canonical(dict(options))).digest() + sha256(canonical(dict(document))).digest()


def checked(document: Mapping[str, Any]) -> str:
    """The did:key that signed the document. Raises BadData when the proof is missing, of another kind, or does not fit."""
    proof = document.get("proof")
    if not isinstance(proof, dict):
        raise BadData(N_("the document has no proof, so nobody signed it; ask the issuer for the signed file"))
    kind = (proof.get("type"), proof.get("cryptosuite"), proof.get("proofPurpose"))
    if kind != ("DataIntegrityProof", SUITE, PURPOSE):
        raise BadData(
            f"the proof is of a kind that is not checked here ({', '.join(map(str, kind))[:80]}); this program checks {SUITE}"
        )
    did, _, part = str(proof.get("verificationMethod", "")).partition("#")
    public = public_of(did)
    if did != f"did:key:{part}":
        raise BadData(N_("the proof names one key and points at another; the file was changed"))
    _check_context(document, proof)
    body = {name: value for name, value in document.items() if name != "proof"}
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(decoded(str(proof.get("proofValue", ""))), digest(body, options))
    except (InvalidSignature, ValueError):
        raise BadData(
            N_("the signature does not fit: the file was changed after it was signed; ask the issuer for the original")
        ) from None
    return did


def _check_context(document: Mapping[str, Any], proof: Mapping[str, Any]) -> None:
    """The context that was signed is the document's: a change there would give its words another meaning."""
    if "@context" in proof and proof["@context"] != document.get("@context"):
        raise BadData(N_("the document speaks in other terms than those that were signed; the file was changed"))
