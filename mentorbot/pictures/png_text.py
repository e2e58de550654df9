"""A text inside a PNG, in a chunk that whoever copies the file takes along: put there, and found again.

Other programs may write it anew as one of the three kinds of text that PNG has, so all are read.
"""

import zlib
from collections.abc import Iterator
from enum import StrEnum
from struct import pack, unpack_from
from typing import Final

from mentorbot.domain.errors import MentorError

KEYWORD: Final = "mentorbot-certificate"
LARGEST: Final = 2 * 1024 * 1024
"""Bytes of a file that is looked into; a certificate of ours has a tenth of it."""
LONGEST: Final = 16 * 1024
"""Bytes of a text, unpacked."""
SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_AS_SENT: Final = "Give me the PNG file as the bot sent it, or its code."


class Lack(StrEnum):
    """Why there is no text of ours in a file."""

    LARGE = "large"
    JPEG = "jpeg"
    OTHER = "other"
    DAMAGED = "damaged"
    CUT = "cut"
    NONE = "none"


SENTENCES: Final = {
    Lack.LARGE: "This file has more than 2 MB, and a certificate has far less. Give me the file as the bot sent it.",
    Lack.JPEG: f"This is a JPEG, which does not carry the signature along. {_AS_SENT}",
    Lack.OTHER: f"This is no PNG file. {_AS_SENT}",
    Lack.DAMAGED: f"This file is damaged. {_AS_SENT}",
    Lack.CUT: f"This file ends too early: only a part of it has arrived. {_AS_SENT}",
    Lack.NONE: f"This picture carries no signature: perhaps it is a screenshot, or was saved anew. {_AS_SENT}",
}


class NoText(MentorError):
    """There is no text of ours in a file; the sentence says why, and what would do."""

    def __init__(self, lack: Lack) -> None:
        super().__init__(SENTENCES[lack])
        self.lack = lack


def with_text(png: bytes, text: str) -> bytes:
    """The PNG with the text in it, before its pixels."""
    at = len(SIGNATURE) + 25  # the header is always 13 bytes, in a chunk of 25
    written = KEYWORD.encode() + b"\0\0\0\0\0" + text.encode()  # not packed, no language, no translated keyword
    return png[:at] + _chunk(b"iTXt", written) + png[at:]


def text_of(data: bytes) -> str:
    """The text in a PNG; NoText says why there is none."""
    if len(data) > LARGEST:
        raise NoText(Lack.LARGE)
    if data.startswith(_JPEG):
        raise NoText(Lack.JPEG)
    if not data.startswith(SIGNATURE):
        raise NoText(Lack.OTHER)
    for kind, body in _chunks(data):
        keyword, _, rest = body.partition(b"\0")
        if keyword == KEYWORD.encode() and (found := _text(kind, rest)):
            return found
    raise NoText(Lack.NONE)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at + 12 <= len(data):
        (length,), kind = unpack_from(">I", data, at), data[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(data):
            break
        body = data[at + 8 : end - 4]
        if zlib.crc32(kind + body) != unpack_from(">I", data, end - 4)[0]:
            raise NoText(Lack.DAMAGED)
        if kind == b"IEND":
            return
        yield kind, body
        at = end
    raise NoText(Lack.CUT)


def _text(kind: bytes, rest: bytes) -> str | None:
    """What follows the keyword, as each kind writes it; None where it is no kind of text or not written well."""
    match kind:
        case b"tEXt":
            return rest.decode("latin-1")
        case b"zTXt":
            return _unpacked(rest[1:])
        case b"iTXt":
            packed, parts = rest[:1] == b"\1", rest[2:].split(b"\0", 2)
            return _unpacked(parts[-1]) if packed else parts[-1].decode(errors="replace")
    return None


def _unpacked(packed: bytes) -> str | None:
    try:
        return zlib.decompressobj().decompress(packed, LONGEST).decode(errors="replace")
    except zlib.error:
        return None
