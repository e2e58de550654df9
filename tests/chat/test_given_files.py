from collections.abc import AsyncIterator

import pytest

from mentorbot.chat.given_files import check_size, read_at_most
from mentorbot.chat.platform import FileTooLarge


class Pieces:
    """A file that comes in pieces; how many were asked for."""

    def __init__(self, *sizes: int) -> None:
        self._sizes = sizes
        self.asked = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for size in self._sizes:
            self.asked += 1
            yield b"x" * size


@pytest.mark.parametrize(
    ("size", "limit", "said"),
    [
        (50_000_000, 2_000_000, "That file is 50 MB; I take up to 2 MB."),
        (1_550_000, 500_000, "That file is 1.6 MB; I take up to 0.5 MB."),
        (2_000_001, 2_000_000, "That file is a little more than 2 MB; I take up to 2 MB."),
        (3_000, 2_000, "That file is 0.003 MB; I take up to 0.002 MB."),
        (1_234_500_000, 10_000_000, "That file is 1,234.5 MB; I take up to 10 MB."),
    ],
)
def test_a_file_that_is_too_large_is_said_to_be_so_with_both_sizes(size: int, limit: int, said: str) -> None:
    with pytest.raises(FileTooLarge) as problem:
        check_size(size, limit)
    assert str(problem.value) == f"{said} I left it unread."


def test_a_file_of_just_the_limit_is_not_too_large() -> None:
    check_size(2_000_000, 2_000_000)


async def test_all_of_a_file_is_read_up_to_its_limit() -> None:
    assert await read_at_most(5, Pieces(2, 0, 3)) == b"xxxxx"
    assert await read_at_most(0, Pieces()) == b""


async def test_reading_ends_with_the_piece_that_goes_past_the_limit() -> None:
    pieces = Pieces(2_000_000, 1, 5, 5)
    with pytest.raises(FileTooLarge, match="goes on past 2 MB, the most I take"):
        await read_at_most(2_000_000, pieces)
    assert pieces.asked == 2
