"""Files that people give: never more of one is read than was asked for."""

from collections.abc import AsyncIterable
from typing import Final

from mentorbot.chat.platform import FileTooLarge

_MEGABYTE: Final = 1_000_000
CHUNK: Final = 64 * 1024
"""Bytes that are read at a time."""


def check_size(size: int, limit: int) -> None:
    """Raises FileTooLarge for a file of more than `limit` bytes, before anything of it is fetched."""
    if size > limit:
        raise FileTooLarge(f"That file is {_size(size, limit)}; I take up to {_megabytes(limit)}. I left it unread.")


async def read_at_most(limit: int, chunks: AsyncIterable[bytes]) -> bytes:
    """All of the chunks; raises FileTooLarge as soon as they are more than `limit` bytes, whatever was said before."""
    content = bytearray()
    async for chunk in chunks:
        content += chunk
        if len(content) > limit:
            raise FileTooLarge(f"That file goes on past {_megabytes(limit)}, the most I take. I stopped reading it.")
    return bytes(content)


def _size(size: int, limit: int) -> str:
    """The size in words; one that reads like the limit itself is a little more than that."""
    shown = _megabytes(size)
    return f"a little more than {shown}" if shown == _megabytes(limit) else shown


def _megabytes(size: int) -> str:
    """The size as in "2 MB", "0.5 MB", "50 MB"; small ones to the thousandth, so that none is nothing."""
    number = size / _MEGABYTE
    digits = 3 if number < 0.1 else 1  # noqa: PLR2004 - as the docstring says
    return f"{number:,.{digits}f}".rstrip("0").rstrip(".") + " MB"
