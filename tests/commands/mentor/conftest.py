"""The same workspace as for /cohort, and Kim in a cohort."""

import pytest

from mentorbot.platforms.local.somebody import Somebody
from tests.commands.cohort.conftest import Workspace, kim, robin, spring, workspace

__all__ = ["Workspace", "ada", "grace", "kim", "learner", "lee", "robin", "spring", "workspace"]


@pytest.fixture
async def learner(kim: Somebody, spring: str) -> Somebody:
    """Kim, who joined on Sunday; the first nudge comes on Monday 23 November at 09:00 in New York."""
    await kim.says(f"/mentor join {spring}")
    return kim


@pytest.fixture
def ada(workspace: Workspace) -> Somebody:
    """A learner in Berlin."""
    return workspace.somebody("ada")


@pytest.fixture
def lee(workspace: Workspace) -> Somebody:
    """A learner in Kathmandu, or another mentor."""
    return workspace.somebody("lee")


@pytest.fixture
def grace(workspace: Workspace) -> Somebody:
    """A mentor in London."""
    return workspace.somebody("grace")
