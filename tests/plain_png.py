"""A real PNG for tests of what shows one."""

import struct
import zlib


def png(width: int = 2, height: int = 2, *, colour: bytes = b"\x1f\x6f\x5c") -> bytes:
    """A picture of one colour, as red, green and blue."""
    rows = (b"\x00" + colour * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
