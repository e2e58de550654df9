"""What the first bytes of a picture say."""

import struct
from typing import Final

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_SIZE: Final = struct.Struct(">4sII")
"""The name of the first chunk, and in it the width and the height."""
_AT: Final = len(SIGNATURE) + 4


def is_png(content: bytes) -> bool:
    return content.startswith(SIGNATURE)


def png_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None when it is no PNG."""
    if not is_png(content) or len(content) < _AT + _SIZE.size:
        return None
    name, width, height = _SIZE.unpack_from(content, _AT)
    return (width, height) if name == b"IHDR" else None
