"""A platform that falls over is started again, ever more slowly while it keeps falling."""

import asyncio
import logging

import pytest

from mentorbot.chat.platform import TokenRefused
from mentorbot.supervision import GOOD_RUN, LONGEST_PAUSE, kept_running, supervised


class Enough(BaseException):
    """The test has seen enough."""


async def _pauses(*runs: float, breaks: bool = True) -> list[float]:
    """The pauses after runs of so many seconds, without waiting for any of them."""
    now = 0.0
    pauses: list[float] = []
    lengths = iter(runs)

    async def run() -> None:
        nonlocal now
        length = next(lengths, None)
        if length is None:
            raise Enough
        now += length
        if breaks:
            raise ConnectionError("the line is dead")

    async def sleep(seconds: float) -> None:
        nonlocal now
        pauses.append(seconds)
        now += seconds

    with pytest.raises(Enough):
        await kept_running("slack", run, sleep=sleep, clock=lambda: now)
    return pauses


async def test_each_pause_is_twice_the_last_up_to_a_minute() -> None:
    assert await _pauses(*[0.0] * 8) == [1, 2, 4, 8, 16, 32, LONGEST_PAUSE, LONGEST_PAUSE]


async def test_after_a_long_good_run_the_pauses_are_short_again() -> None:
    assert await _pauses(0, 0, 0, GOOD_RUN, 0) == [1, 2, 4, 1, 2]


async def test_a_run_that_was_not_long_changes_nothing() -> None:
    assert await _pauses(0, 0, GOOD_RUN - 1, 0) == [1, 2, 4, 8]


async def test_a_platform_that_ends_by_itself_is_started_again_too(caplog: pytest.LogCaptureFixture) -> None:
    assert await _pauses(0, 0, breaks=False) == [1, 2]
    assert "starting slack again in 1 s (it ended by itself)" in caplog.text


async def test_what_went_wrong_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        await _pauses(0)
    broke, again = caplog.records
    assert (broke.getMessage(), broke.exc_info is not None) == ("slack cannot go on", True)
    assert again.getMessage() == "starting slack again in 1 s (ConnectionError)"


async def test_stopping_lets_a_platform_say_goodbye(caplog: pytest.LogCaptureFixture) -> None:
    said: list[str] = []
    started = asyncio.Event()

    async def run() -> None:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            said.append("goodbye")

    async with supervised("slack", run):
        await started.wait()
    assert (said, caplog.records) == (["goodbye"], [])


async def test_stopping_between_two_starts_ends_it() -> None:
    paused = asyncio.Event()

    async def run() -> None:
        paused.set()
        raise ConnectionError

    async with supervised("slack", run):
        await paused.wait()
    assert not [task for task in asyncio.all_tasks() if task.get_name() == "slack-supervisor"]


async def test_one_that_falls_over_leaves_the_other_alone() -> None:
    fell = asyncio.Event()
    stands = asyncio.Event()

    async def falls() -> None:
        fell.set()
        raise ConnectionError

    async def runs() -> None:
        await fell.wait()
        stands.set()
        await asyncio.Event().wait()

    async with supervised("slack", falls), supervised("local", runs):
        async with asyncio.timeout(10):
            await stands.wait()


async def test_a_refused_token_is_one_sentence_and_no_second_try(caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        raise TokenRefused("Discord refuses the token: check DISCORD_BOT_TOKEN")

    await kept_running("discord", run)
    (record,) = caplog.records
    said = "discord stays off. Discord refuses the token: check DISCORD_BOT_TOKEN, then start the bot again."
    assert (record.getMessage(), record.exc_info) == (said, None)
