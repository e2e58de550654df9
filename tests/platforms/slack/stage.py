"""The Slack platform, connected to a local Slack, with a small conversation behind it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.platform import Outcome, Parcel, Receipts
from mentorbot.chat.reply import Reply
from mentorbot.platforms.slack.platform import SlackPlatform
from tests.fakes.slack import LocalSlack, Person
from tests.platforms.local.small_talk import SmallTalk, nudge


@dataclass(frozen=True, slots=True)
class Stage:
    """Who is on it."""

    slack: LocalSlack
    platform: SlackPlatform
    talk: SmallTalk

    async def nudge(self, person: Person, reply: Reply | None = None, *, key: str = "k1") -> Outcome:
        """Send somebody a direct message."""
        parcel = Parcel(key=key, workspace=WorkspaceId(self.slack.team), user=UserId(person.id), reply=reply or nudge())
        return await self.platform.send(parcel)


class ShortMemory:
    """Receipts of one process."""

    def __init__(self) -> None:
        self._names: set[str] = set()

    async def first_time(self, name: str) -> bool:
        known = name in self._names
        self._names.add(name)
        return not known


def platform_for(
    slack: LocalSlack, talk: SmallTalk, *, receipts: Receipts | None = None, seconds: float = 10.0
) -> SlackPlatform:
    return SlackPlatform(
        conversation=talk,
        receipts=receipts or ShortMemory(),
        bot_token=slack.bot_token,
        app_token=slack.app_token,
        api_url=slack.url,
        seconds=seconds,
    )


@contextlib.asynccontextmanager
async def staged(talk: SmallTalk | None = None, *, seconds: float = 10.0) -> AsyncIterator[Stage]:
    """Everything connected; afterwards nothing is left running."""
    talk = talk or SmallTalk()
    async with LocalSlack() as slack:
        platform = platform_for(slack, talk, seconds=seconds)
        async with running(platform):
            await slack.connected()
            yield Stage(slack, platform, talk)


@contextlib.asynccontextmanager
async def running(platform: SlackPlatform) -> AsyncIterator[asyncio.Task[None]]:
    """The platform's `run`, cancelled in the end."""
    task = asyncio.create_task(platform.run())
    try:
        yield task
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
