from collections.abc import AsyncIterator

import pytest

from tests.platforms.slack.stage import Stage, staged


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with staged() as everything:
        yield everything
