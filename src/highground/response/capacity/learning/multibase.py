"""Keys and signatures as text: base58btc with its mark z, and an Ed25519 key as did:key."""

from typing import Final

from highground.basis.errors import BadData

ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"  # base58 of Bitcoin: no 0, O, I, l
PUBLIC: Final = b"\xed\x01"  # multicodec ed25519-pub, 0xed as a varint
KEY_BYTES: Final = 32  # RFC 8032, 5.1.5
DID: Final = "did:key:"
LONGEST: Final = 200  # letters; a signature has 89


def encoded(raw: bytes) -> str:
    """Bytes as multibase base58btc; each zero byte in front is a 1.

    >>> encoded(b"Hello World!"), encoded(b"\\x00\\x00")
    ('z2NEpo7TZRRrLZSi2U', 'z11')
    """
    number, letters = int.from_bytes(raw, "big"), ""
    while number:
        number, rest = divmod(number, len(ALPHABET))
        letters = ALPHABET[rest] + letters
    return "z" + "1" * (len(raw) - len(raw.lstrip(b"\0"))) + letters


def decoded(text: str) -> bytes:
    """The bytes of a multibase text. Raises BadData for another base, a foreign letter or one that is too long.

    >>> decoded("z2NEpo7TZRRrLZSi2U")
    b'Hello World!'
    """
    letters = text[1:]
    if not text.startswith("z") or len(text) > LONGEST or not set(letters) <= set(ALPHABET):
        raise BadData(f"{text[:30]!r} is no key or signature in base58btc, which begins with z; the file was changed or cut")
    number = 0
    for letter in letters:
        number = number * len(ALPHABET) + ALPHABET.index(letter)
    zeros = len(letters) - len(letters.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def did_of(public: bytes) -> str:
    """The did:key of an Ed25519 public key of 32 bytes."""
    return DID + encoded(PUBLIC + public)


def public_of(did: str) -> bytes:
    """The public key that a did:key carries in itself. Raises BadData for another kind of name or key."""
    raw = decoded(did.removeprefix(DID)) if did.startswith(DID) else b""
    if len(raw) != len(PUBLIC) + KEY_BYTES or not raw.startswith(PUBLIC):
        raise BadData(f"{did[:60]!r} is no did:key with an Ed25519 key, so nothing can be checked offline; ask the issuer for one")
    return raw[len(PUBLIC) :]
