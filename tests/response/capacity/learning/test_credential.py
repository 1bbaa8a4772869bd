"""Open Badges 3.0: what stands in a credential, that no name does, and what is refused."""

import contextlib
import copy
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from highground.basis.errors import BadData
from highground.basis.learning import Award
from highground.response.capacity.learning.credential import CONTEXT, hashed, issued, verified
from highground.response.capacity.learning.multibase import encoded
from highground.response.capacity.learning.proof import digest, public_did, signed

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
NOW = datetime(2026, 12, 1, tzinfo=UTC)
AWARD = Award(
    "P-07", "Әлия Сейтқызы", "aliya@example.org", "passed", "Mountains and mobility", "Two days.", "At least 70 % right.", "Institute", public_did(KEY),
    "2026-11-25",
)  # fmt: skip
NUMBER = "00000000-0000-4000-8000-000000000001"
MADE = issued(AWARD, KEY, "salt", NUMBER)


def test_a_credential_holds_no_name_and_no_address_in_clear() -> None:
    told = json.dumps(MADE, ensure_ascii=False)
    assert not [word for word in ("Әлия", "Сейт", "aliya", "example.org") if word in told]


def test_the_holder_is_known_again_by_address_in_any_spelling() -> None:
    assert verified(MADE, NOW, " ALIYA@example.org ").recipient is True
    assert verified(MADE, NOW, "other@example.org").recipient is False
    assert verified(MADE, NOW).recipient is None


def test_without_an_address_the_name_is_hashed() -> None:
    made = issued(replace(AWARD, email=""), KEY, "salt", NUMBER)
    identity = made["credentialSubject"]["identifier"][0]
    assert (identity["identityType"], identity["hashed"]) == ("name", True)
    assert verified(made, NOW, "әлия  сейтқызы").recipient is True


def test_an_address_stands_in_clear_only_when_asked() -> None:
    made = issued(AWARD, KEY, "salt", NUMBER, clear=True)
    assert made["credentialSubject"]["identifier"][0]["identityHash"] == "aliya@example.org"
    assert verified(made, NOW, "Aliya@example.org").recipient is True


def test_the_hash_is_that_of_the_standard() -> None:
    assert hashed("a", "b") == "sha256$fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603"  # sha256 of ab


def test_two_salts_give_two_hashes() -> None:
    assert hashed("a", "b") != hashed("a", "c")


def test_what_it_says_comes_back() -> None:
    found = verified(MADE, NOW)
    assert (found.title, found.issuer, found.did, found.valid_from) == (AWARD.title, AWARD.issuer, AWARD.issuer_did, "2026-11-25")


def test_a_credential_signed_by_somebody_else_than_it_says_is_refused() -> None:
    body = {name: value for name, value in MADE.items() if name != "proof"}
    forged = signed(body, Ed25519PrivateKey.generate(), "2026-11-25T00:00:00Z")
    with pytest.raises(BadData, match="another issuer"):
        verified(forged, NOW)


def test_a_changed_grade_is_found() -> None:
    made = copy.deepcopy(MADE)
    made["credentialSubject"]["achievement"]["criteria"]["narrative"] = "At least 90 % right."
    with pytest.raises(BadData, match="changed after it was signed"):
        verified(made, NOW)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"type": ["VerifiableCredential"]}, "no Open Badges"),
        ({"type": None}, "no Open Badges"),
        ({"@context": ["https://other.example/terms", *CONTEXT]}, "no Open Badges"),
        ({"credentialSubject": []}, "names no achievement"),
        ({"validFrom": "2027-01-01T00:00:00Z"}, "valid only from 2027-01-01"),
        ({"validFrom": "soon"}, "no moment"),
        ({"validFrom": "2026-01-01T00:00:00"}, "no moment"),
        ({"validUntil": "2026-11-30T00:00:00Z"}, "ended on 2026-11-30"),
    ],
)
def test_what_does_not_hold_is_told_in_one_sentence(change: dict[str, object], said: str) -> None:
    body = {name: value for name, value in MADE.items() if name != "proof"} | change
    with pytest.raises(BadData, match=said):
        verified(signed(body, KEY, "2026-11-25T00:00:00Z"), NOW)


def parts(value: object, here: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ())
    return [path for key, part in inner for path in ((*here, key), *parts(part, (*here, key)))]


def changed(document: dict[str, Any], path: tuple[str | int, ...], value: object) -> dict[str, Any]:
    made: Any = copy.deepcopy(document)
    part = made
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return dict(made)


@pytest.mark.parametrize("path", parts(MADE), ids=str)
def test_every_part_of_a_certificate_is_signed(path: tuple[str | int, ...]) -> None:
    for value in ("x", None, ["x"], {"x": 1}):
        with pytest.raises(BadData):
            verified(changed(MADE, path, value), NOW)


@pytest.mark.parametrize("path", parts({name: value for name, value in MADE.items() if name != "proof"}), ids=str)
def test_whatever_stands_in_a_signed_file_is_read_or_refused(path: tuple[str | int, ...]) -> None:
    body = {name: value for name, value in MADE.items() if name != "proof"}
    for value in (None, 5, True, "x", [], {}, [None]):
        with contextlib.suppress(BadData):
            verified(signed(changed(body, path, value), KEY, "2026-11-25T00:00:00Z"), NOW, "x")


def test_a_proof_that_ended_is_no_proof() -> None:
    body = {name: value for name, value in MADE.items() if name != "proof"}
    options = {name: value for name, value in MADE["proof"].items() if name != "proofValue"} | {"expires": "2026-11-30T00:00:00Z"}
    ended = {**body, "proof": {**options, "proofValue": encoded(KEY.sign(digest(body, options)))}}
    with pytest.raises(BadData, match="ended on 2026-11-30"):
        verified(ended, NOW)
    assert verified(ended, datetime(2026, 11, 29, tzinfo=UTC)).title == AWARD.title


def test_an_issuer_may_be_named_by_the_key_alone() -> None:
    body = {name: value for name, value in MADE.items() if name != "proof"} | {"issuer": AWARD.issuer_did}
    assert verified(signed(body, KEY, "2026-11-25T00:00:00Z"), NOW).issuer == ""


def test_an_award_of_another_key_is_not_signed() -> None:
    with pytest.raises(BadData, match="another key"):
        issued(AWARD, Ed25519PrivateKey.generate(), "salt", NUMBER)
