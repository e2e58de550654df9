"""The one typeface of our pictures, DejaVu Sans: which letters it has, and how wide they are."""

from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from struct import unpack_from
from typing import Final

HERE: Final = Path(__file__).parent
FAMILY: Final = "DejaVu Sans"


class Weight(StrEnum):
    """What SVG calls the two files."""

    REGULAR = "normal"
    BOLD = "bold"


FILES: Final = {Weight.REGULAR: HERE / "DejaVuSans.ttf", Weight.BOLD: HERE / "DejaVuSans-Bold.ttf"}


class Face:
    """One file of the typeface, as far as measuring needs it: the tables `cmap`, `hhea`, `hmtx`, `head` of TrueType."""

    def __init__(self, file: Path) -> None:
        data = file.read_bytes()
        tables = {
            data[at : at + 4].decode(): unpack_from(">I", data, at + 8)[0]
            for at in range(12, 12 + 16 * unpack_from(">H", data, 4)[0], 16)
        }
        self._units: int = unpack_from(">H", data, tables["head"] + 18)[0]
        count: int = unpack_from(">H", data, tables["hhea"] + 34)[0]
        self._advances: tuple[int, ...] = unpack_from(">" + "Hh" * count, data, tables["hmtx"])[::2]
        self._groups = sorted(_groups(data, tables["cmap"]))
        self._firsts = [first for first, _, _ in self._groups]

    def has(self, letter: str) -> bool:
        return self._glyph(letter) is not None

    def width(self, text: str, size: float) -> float:
        """How wide a line is at a size, in the unit of the size; without kerning, which only makes it narrower."""
        advances = (self._advances[min(self._glyph(each) or 0, len(self._advances) - 1)] for each in text)
        return sum(advances) * size / self._units

    def _glyph(self, letter: str) -> int | None:
        code = ord(letter)
        at = bisect_right(self._firsts, code) - 1
        if at < 0:
            return None
        first, last, glyph = self._groups[at]
        return glyph + code - first if code <= last else None


@cache
def face(weight: Weight) -> Face:
    """Read once."""
    return Face(FILES[weight])


def _groups(data: bytes, cmap: int) -> Iterator[tuple[int, int, int]]:
    """Runs of letters (first, last, glyph of the first) from the table's format 12, which holds all of Unicode."""
    for at in range(cmap + 4, cmap + 4 + 8 * unpack_from(">H", data, cmap + 2)[0], 8):
        start = cmap + unpack_from(">I", data, at + 4)[0]
        if unpack_from(">H", data, start)[0] == 12:  # noqa: PLR2004 - the format's number
            count: int = unpack_from(">I", data, start + 12)[0]
            yield from (unpack_from(">III", data, start + 16 + 12 * each) for each in range(count))
            return
    raise ValueError("a typeface without a table of all letters")
