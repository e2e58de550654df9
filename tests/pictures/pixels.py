"""What is really to be seen in a PNG of ours: eight bits for each of red, green, blue and opacity."""

import zlib
from dataclasses import dataclass
from struct import unpack_from

BYTES = 4


@dataclass(frozen=True)
class Pixels:
    width: int
    height: int
    rows: list[bytes]

    def columns(self, first: int, last: int) -> set[bytes]:
        """The colours between two columns, in every row but those of the frame."""
        return {
            row[at * BYTES : at * BYTES + BYTES]
            for row in self.rows[self.height // 6 : -self.height // 6]
            for at in range(first, last)
        }

    def differing(self, other: "Pixels") -> int:
        """How many bytes are another."""
        pairs = zip(self.rows, other.rows, strict=True)
        return sum(a != b for mine, theirs in pairs for a, b in zip(mine, theirs, strict=True))


def pixels(png: bytes) -> Pixels:
    packed, at = b"", 8
    width, height, depth, colours = unpack_from(">IIBB", png, 16)
    assert (depth, colours) == (8, 6)
    while at < len(png):
        (length,), kind = unpack_from(">I", png, at), png[at + 4 : at + 8]
        if kind == b"IDAT":
            packed += png[at + 8 : at + 8 + length]
        at += 12 + length
    data, stride = zlib.decompress(packed), width * BYTES
    rows: list[bytes] = []
    above = bytes(stride)
    for start in range(0, len(data), stride + 1):
        above = _row(data[start], data[start + 1 : start + 1 + stride], above)
        rows.append(above)
    return Pixels(width, height, rows)


def _row(how: int, data: bytes, above: bytes) -> bytes:
    """A row without its filter, as PNG's specification says in 9.2."""
    row = bytearray(data)
    for at, value in enumerate(data):
        left, corner = (row[at - BYTES], above[at - BYTES]) if at >= BYTES else (0, 0)
        guess = (0, left, above[at], (left + above[at]) // 2, _nearest(left, above[at], corner))[how]
        row[at] = (value + guess) & 255
    return bytes(row)


def _nearest(left: int, up: int, corner: int) -> int:
    return min((left, up, corner), key=lambda each: abs(left + up - corner - each))
