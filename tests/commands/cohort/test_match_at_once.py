"""Publishing pairs while somebody leaves, is paired, or publishes too: truly at once, on both databases."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from mentorbot.app import open_app
from mentorbot.settings import Settings
from tests.commands.cohort.conftest import CONTENT, StillClock, Workspace
from tests.commands.cohort.pairs import goes_with, letters_to, mentoring

CAREER = ("ada", "kim", "lee")


@pytest.fixture
async def anywhere(database_url: str) -> AsyncIterator[Workspace]:
    """The local workspace on either database, with Ada, Kim and Lee in Spring 26 and Grace as a mentor."""
    settings = Settings(database_url=database_url, content_dir=CONTENT, local=True)
    clock = StillClock()
    async with open_app(settings, clock=clock) as app:
        assert app.local is not None
        workspace = Workspace(app, app.local, clock)
        robin = workspace.somebody("robin")
        await robin.says('/cohort create "Spring 26"')
        await robin.says("/cohort import #career")
        await mentoring(workspace, "grace")
        yield workspace


async def test_while_somebody_leaves_the_rest_is_published(anywhere: Workspace) -> None:
    shown = await anywhere.somebody("robin").says("/cohort match")
    done, left = await asyncio.gather(
        shown.press("Publish 3 pairs"), anywhere.somebody("ada").says("/mentor leave sure=yes")
    )
    assert "You've left Spring 26" in left.text
    assert [await goes_with(anywhere, each) for each in ("kim", "lee")] == ["Grace"] * 2
    paired = await goes_with(anywhere, "ada")
    if paired is None:
        assert "Ada with Grace: the learner is no longer in Spring 26" in done.text
    assert len(await letters_to(anywhere, "ada")) == (0 if paired is None else 1)


async def test_two_clicks_at_once_publish_once(anywhere: Workspace) -> None:
    shown = await anywhere.somebody("robin").says("/cohort match")
    both = await asyncio.gather(*(shown.press("Publish 3 pairs") for _ in range(2)))
    assert sorted("go together from now on" in each.text for each in both) == [False, True]
    assert [len(await letters_to(anywhere, each)) for each in (*CAREER, "grace")] == [1, 1, 1, 1]


async def test_two_proposals_at_once_fill_no_place_twice(anywhere: Workspace) -> None:
    robin = anywhere.somebody("robin")
    await mentoring(anywhere, "grace", capacity=2)
    one, other = [await robin.says("/cohort match") for _ in range(2)]
    await asyncio.gather(one.press("Publish 2 pairs"), other.press("Publish 2 pairs"))
    paired = [each for each in CAREER if await goes_with(anywhere, each)]
    assert len(paired) == 2
    assert [len(await letters_to(anywhere, each)) for each in paired] == [1, 1]


async def test_a_pair_by_hand_at_once_leaves_each_learner_with_one_mentor(anywhere: Workspace) -> None:
    robin = anywhere.somebody("robin")
    await mentoring(anywhere, "robin")
    await mentoring(anywhere, "robin", capacity=1)
    shown = await robin.says("/cohort match")
    (publish,) = [each for each in shown.buttons if each.startswith("Publish")]
    by_hand = "/cohort mentor mentor=grace learner=ada sure=yes"
    await asyncio.gather(shown.press(publish), robin.says(by_hand))
    assert await goes_with(anywhere, "ada") in {"Grace", "Robin"}
    assert len(await letters_to(anywhere, "ada")) == 1
