from collections.abc import AsyncIterator

import pytest

from mentorbot.platforms.discord.platform import DiscordPlatform
from tests.fakes.discord import LocalDiscord, Person
from tests.platforms.discord.stage import SmallTalk, running


@pytest.fixture
async def discord() -> AsyncIterator[LocalDiscord]:
    async with LocalDiscord() as local:
        yield local


@pytest.fixture
def talk() -> SmallTalk:
    return SmallTalk()


@pytest.fixture
async def platform(discord: LocalDiscord, talk: SmallTalk) -> AsyncIterator[DiscordPlatform]:
    """Connected to `discord`."""
    async with running(discord, talk) as connected:
        yield connected


@pytest.fixture
def ada(discord: LocalDiscord) -> Person:
    return discord.person("Ada")
