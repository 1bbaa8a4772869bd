"""Base58 and did:key: by hand and from the drafts that define them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.errors import BadData
from highground.response.capacity.learning.multibase import decoded, did_of, encoded, public_of

VECTORS = {  # draft-msporny-base58-03, section 5
    b"Hello World!": "z2NEpo7TZRRrLZSi2U",
    b"The quick brown fox jumps over the lazy dog.": "zUSm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z",
    bytes.fromhex("0000287fb4cd"): "z11233QC4",
}


@pytest.mark.parametrize(("raw", "text"), VECTORS.items())
def test_the_published_texts_come_out(raw: bytes, text: str) -> None:
    assert encoded(raw) == text
    assert decoded(text) == raw


def test_by_hand() -> None:
    assert [encoded(bytes([n])) for n in (0, 1, 57, 58)] == ["z1", "z2", "zz", "z21"]  # 58 is 1 times 58 and 0
    assert encoded(b"") == "z"


@given(st.binary(max_size=80))
def test_every_byte_comes_back(raw: bytes) -> None:
    assert decoded(encoded(raw)) == raw


@given(st.binary(min_size=32, max_size=32))
def test_a_key_comes_back_from_its_did(public: bytes) -> None:
    did = did_of(public)
    assert did.startswith("did:key:z6Mk")  # did:key method, 7.1: Ed25519 keys begin so
    assert public_of(did) == public


@pytest.mark.parametrize("text", ["2NEpo7", "z0", "zO", "z" + "1" * 300, "uAQID", ""])
def test_what_is_no_base58_is_refused(text: str) -> None:
    with pytest.raises(BadData, match="no key or signature"):
        decoded(text)


@pytest.mark.parametrize(
    "did", ["did:web:example.org", "did:key:z2NEpo7TZRRrLZSi2U", "https://a", "did:key:" + encoded(b"\xec\x01" + bytes(32))]
)
def test_another_kind_of_name_is_refused(did: str) -> None:
    with pytest.raises(BadData, match="no did:key"):
        public_of(did)
