"""A local workspace over a small conversation."""

import pytest

from mentorbot.platforms.local.platform import LocalPlatform
from tests.platforms.local.small_talk import SmallTalk, StillClock


@pytest.fixture
def talk() -> SmallTalk:
    return SmallTalk()


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def local(talk: SmallTalk, clock: StillClock) -> LocalPlatform:
    return LocalPlatform(conversation=talk, clock=clock, transcript=None, movable=True)
