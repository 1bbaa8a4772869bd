"""A certificate as an Open Badges 3.0 credential: what was achieved, by whom as a salted hash, signed by the issuer's own key."""

import hmac
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from highground.basis.errors import BadData
from highground.basis.learning import Award
from highground.basis.words import N_
from highground.response.capacity.learning.proof import checked, public_did, signed

CONTEXT: Final = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)  # named, never fetched
TYPES: Final = {"OpenBadgeCredential", "AchievementCredential"}  # one thing under two names; Open Badges 3.0, AchievementCredential
KINDS: Final = {
    "passed": "Certificate",
    "attended": "CertificateOfCompletion",
}  # kind of award -> achievementType of Open Badges 3.0


@dataclass(frozen=True, slots=True)
class Checked:
    """What a credential proves: who signed (a key), what it says, and whether the person that was asked for is the one named (None: not asked)."""

    did: str
    issuer: str
    title: str
    criteria: str
    valid_from: str
    recipient: bool | None


def plain_name(text: str) -> str:
    """A name or address in the one form that is hashed: spaces single, letters composed and small.

    >>> plain_name("  Айгүл  ӘБЕНОВА ")
    'айгүл әбенова'
    """
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def hashed(identity: str, salt: str) -> str:
    """sha256 of the identity and the salt, as Open Badges writes it."""
    return "sha256$" + sha256((plain_name(identity) + salt).encode()).hexdigest()


def credential(award: Award, salt: str, number: str, *, clear: bool = False) -> dict[str, Any]:
    """The credential before it is signed; number: a UUID. clear: the e-mail address stands in it as it is, because somebody asked."""
    kind = "emailAddress" if award.email else "name"
    identity: dict[str, Any] = {"type": "IdentityObject", "identityType": kind}
    if clear and award.email:
        identity |= {"hashed": False, "identityHash": award.email}
    else:
        identity |= {"hashed": True, "identityHash": hashed(award.email or award.name, salt), "salt": salt}
    subject: dict[str, Any] = {"type": ["AchievementSubject"], "identifier": [identity], "achievement": _achievement(award)}
    return {
        "@context": list(CONTEXT), "id": f"urn:uuid:{number}", "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": award.issuer_did, "type": ["Profile"], "name": award.issuer}, "validFrom": f"{award.issued_on}T00:00:00Z",
        "name": award.title, "credentialSubject": subject,
    }  # fmt: skip


def _achievement(award: Award) -> dict[str, Any]:
    words = award.title + award.criteria + award.issuer_did
    number = sha256(words.encode()).hexdigest()
    return {
        "id": f"urn:uuid:{number[:8]}-{number[8:12]}-8{number[13:16]}-8{number[17:20]}-{number[20:32]}", "type": ["Achievement"],
        "achievementType": KINDS[award.kind], "name": award.title, "description": award.about, "criteria": {"narrative": award.criteria},
    }  # fmt: skip


def issued(award: Award, key: Ed25519PrivateKey, salt: str, number: str, *, clear: bool = False) -> dict[str, Any]:
    """The signed credential. Raises BadData when the award names another key."""
    if award.issuer_did != public_did(key):
        raise BadData("the certificate names another key than the one that signs it; make it again")
    return signed(credential(award, salt, number, clear=clear), key, f"{award.issued_on}T00:00:00Z")


def verified(document: Mapping[str, Any], now: datetime, recipient: str = "") -> Checked:
    """What a credential proves, checked without a network. Raises BadData with one sentence for what does not hold.

    recipient: a name or an e-mail address that is held against the hash in it.
    """
    did = checked(document)
    issuer = document.get("issuer")
    issuer = {"id": issuer} if isinstance(issuer, str) else issuer
    if not isinstance(issuer, dict) or issuer.get("id") != did:
        raise BadData(N_("the credential names another issuer than the one whose key signed it; do not trust it"))
    if _many(document.get("@context"))[:1] != [CONTEXT[0]] or not TYPES & {str(one) for one in _many(document.get("type"))}:
        raise BadData(N_("the file is signed, but it is no Open Badges credential; ask the issuer for the credential"))
    subject = document.get("credentialSubject")
    achievement = subject.get("achievement") if isinstance(subject, dict) else None
    if not isinstance(subject, dict) or not isinstance(achievement, dict):
        raise BadData(N_("the credential names no achievement; ask the issuer for a whole one"))
    start = _moment(document.get("validFrom"))
    if start > now:
        raise BadData(f"the credential is valid only from {start.date()} on; check the date of this computer")
    for ends in [part[name] for part, name in ((document, "validUntil"), (document["proof"], "expires")) if name in part]:
        if _moment(ends) < now:
            raise BadData(f"the credential ended on {_moment(ends).date()}; ask the issuer for a new one")
    criteria = achievement.get("criteria")
    told = criteria.get("narrative", "") if isinstance(criteria, dict) else ""
    same = _same(subject, recipient) if recipient else None
    return Checked(did, str(issuer.get("name", "")), str(achievement.get("name", "")), str(told), start.date().isoformat(), same)


def _many(value: object) -> list[Any]:
    """The values of a field that may hold one or several."""
    return value if isinstance(value, list) else [value]


def _moment(value: object) -> datetime:
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise BadData(f"the credential's date {str(value)[:30]!r} is no moment; the file is damaged")
    return found


def _same(subject: Mapping[str, Any], recipient: str) -> bool:
    """Whether one of the identities in it is the recipient's."""
    held = [one for one in _many(subject.get("identifier")) if isinstance(one, dict)]
    return any(
        hmac.compare_digest(str(one.get("identityHash", "")), hashed(recipient, str(one.get("salt", ""))))
        if one.get("hashed")
        else plain_name(str(one.get("identityHash", ""))) == plain_name(recipient)
        for one in held
    )
