"""Certificates that anybody can check without asking us: an instance's Ed25519 signature, carried as a code.

A code is `mbc1.` and the base64url, without padding, of three parts in a row: the canonical text of the certificate,
the 32 bytes of the public key that signed it, and the 64 bytes of its signature of the text. A secret key is `mbsk1.`
and a public one `mbpk1.` with the base64url of its 32 bytes.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from mentorbot.domain.certificates import Certificate, canonical, read_canonical, spelled
from mentorbot.domain.errors import MentorError

CODE: Final = "mbc1."
SECRET: Final = "mbsk1."  # noqa: S105 - what secret keys begin with
PUBLIC: Final = "mbpk1."
LONGEST: Final = 8_000
"""Characters of a code; the longest texts of a certificate, four bytes a character, need fewer than 5,000."""
_KEY, _SIGNATURE = 32, 64
_BEGINS: Final = b"mentorbot certificate "


class Flaw(StrEnum):
    """Why a code is no proof."""

    CHANGED = "changed"
    FOREIGN = "foreign"
    MALFORMED = "malformed"


SENTENCES: Final = {
    Flaw.CHANGED: (
        "This certificate was changed after it was signed, or a part of its code is missing. "
        "Nothing it says is certain; ask its owner for the file as the bot sent it."
    ),
    Flaw.FOREIGN: (
        "This certificate is whole, but it was signed with another key than the one it was checked with. "
        "Check it where it was issued."
    ),
    Flaw.MALFORMED: (
        f"This is no certificate that can be read here: the code of one begins with {CODE} and is copied in one piece."
    ),
}


class NotSealed(MentorError):
    """A code proves nothing; `flaw` says which of the three ways it is, the text says it to people."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(SENTENCES[flaw])
        self.flaw = flaw


class NotAKey(MentorError):
    """What was given as a public key is none."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A signed certificate: its `text` is the code that is carried and pasted, `short` what a picture shows of it."""

    text: str
    short: str
    """7F3K-9QWD; whoever checks compares it with the picture. It proves nothing by itself."""


def new_key() -> str:
    """A secret key as a text to be kept, and shown to nobody."""
    return _written(SECRET, Ed25519PrivateKey.generate().private_bytes_raw())


def public_key(key: str) -> str:
    """What everybody may know of a secret key; NotAKey where it is none."""
    return _written(PUBLIC, _secret(key).public_key().public_bytes_raw())


def seal(key: str, certificate: Certificate) -> Sealed:
    """The certificate, signed; the same one always in the same way. NotAKey where `key` is no secret key."""
    secret = _secret(key)
    text = canonical(certificate)
    return _sealed(text + secret.public_key().public_bytes_raw() + secret.sign(text))


def check(public: str, code: str) -> Certificate:
    """What the owner of the public key certified; NotSealed says why it proves nothing, NotAKey that the key is none.

    White space in the code, such as a mail's line breaks, does not count.
    """
    expected = _public(public)
    text, signer, signature = _parts(code)
    try:
        Ed25519PublicKey.from_public_bytes(signer).verify(signature, text)
    except InvalidSignature:
        raise NotSealed(Flaw.CHANGED) from None
    if signer != expected:
        raise NotSealed(Flaw.FOREIGN)
    try:
        return read_canonical(text)
    except ValueError:
        raise NotSealed(Flaw.MALFORMED) from None


def short_of(code: str) -> str:
    """What a picture shows of a code; NotSealed where it is none."""
    return _sealed(b"".join(_parts(code))).short


def _sealed(data: bytes) -> Sealed:
    return Sealed(_written(CODE, data), spelled(hashlib.sha256(data).digest()[:8]))


def _parts(code: str) -> tuple[bytes, bytes, bytes]:
    """The text, who signed it, the signature."""
    bare = "".join(code.split())
    try:
        data = _read(CODE, bare[: LONGEST + 1])
    except ValueError:
        raise NotSealed(Flaw.MALFORMED) from None
    text, signer, signature = data[: -_KEY - _SIGNATURE], data[-_KEY - _SIGNATURE : -_SIGNATURE], data[-_SIGNATURE:]
    if len(bare) > LONGEST or not text.startswith(_BEGINS):
        raise NotSealed(Flaw.MALFORMED)
    return text, signer, signature


def _secret(key: str) -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(_read(SECRET, key.strip()))
    except ValueError:
        raise NotAKey(f"That's no secret key: one begins with {SECRET}") from None


def _public(key: str) -> bytes:
    """Its bytes."""
    if key.strip().startswith(SECRET):
        raise NotAKey(f"That's a secret key, which signs and is shown to nobody; the public one begins with {PUBLIC}")
    try:
        data = _read(PUBLIC, key.strip())
        return Ed25519PublicKey.from_public_bytes(data).public_bytes_raw()
    except ValueError:
        raise NotAKey(f"That's no public key: one begins with {PUBLIC} and is copied in one piece.") from None


def _written(kind: str, data: bytes) -> str:
    return kind + base64.urlsafe_b64encode(data).decode().rstrip("=")


def _read(kind: str, text: str) -> bytes:
    """The bytes of a text of that kind; ValueError for any other, and for another spelling of the same bytes."""
    found = re.fullmatch(rf"{re.escape(kind)}([A-Za-z0-9_-]+)", text)
    if found is None:
        raise ValueError("another kind of text")
    try:
        data = base64.urlsafe_b64decode(found[1] + "=" * (-len(found[1]) % 4))
    except binascii.Error:
        raise ValueError("cut short") from None
    if _written(kind, data) != text:
        raise ValueError("another spelling")
    return data
