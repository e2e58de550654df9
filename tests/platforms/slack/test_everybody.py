"""The whole directory, in as few calls as Slack allows and no faster than it takes them."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from types import SimpleNamespace

import pytest

from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.platform import NoSuchPlace, Person
from mentorbot.platforms.slack import everybody, limits
from mentorbot.platforms.slack.clients import Clients
from mentorbot.platforms.slack.people import People
from tests.fakes.slack import LocalSlack
from tests.platforms.slack.stage import Stage

TEAM = WorkspaceId("T0LOCAL01")


@contextlib.asynccontextmanager
async def knowing(slack: LocalSlack) -> AsyncIterator[People]:
    """People whose clock is the workspace's."""
    clients = Clients(token=slack.bot_token, url=slack.url, seconds=5)
    async with clients.shared():
        yield People(clients, monotonic=slack.clock.now)


async def test_everybody_is_told_with_handle_address_and_zone_without_bots(stage: Stage) -> None:
    ada, gone = stage.slack.person("Ada Lovelace", tz="Asia/Tokyo"), stage.slack.person("Gone")
    gone.deactivate()
    stage.slack.other_bot("Buildbot")
    assert await stage.platform.everybody(TEAM) == [
        Person(
            user=UserId(ada.id),
            name="Ada Lovelace",
            handle="ada lovelace",
            email="ada.lovelace@example.org",
            zone="Asia/Tokyo",
            admin=False,
        ),
        Person(user=UserId(gone.id), name="Gone", handle="gone", email="gone@example.org", gone=True, admin=False),
    ]


async def test_addresses_stay_unknown_without_their_scope(stage: Stage) -> None:
    stage.slack.person("Ada")
    stage.slack.web_api.scopes = {"users:read"}
    assert [(each.handle, each.email) for each in await stage.platform.everybody(TEAM)] == [("ada", None)]


async def test_ten_thousand_people_take_a_few_seconds_and_a_call_a_thousand() -> None:
    async with LocalSlack() as slack, knowing(slack) as people:
        slack.rates.on = True
        for number in range(9_999):  # the bot is one more
            slack.person(f"P{number}")
        began = time.process_time()  # the machine may be busy with other tests
        assert len(await people.everybody()) == 9_999
        assert time.process_time() - began < 5
        assert [int(each["limit"]) for each in slack.called("users.list")] == [1000] * 10


async def test_more_pages_than_slack_takes_in_a_minute_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DIRECTORY_PAGE", 2)
    async with LocalSlack() as slack, knowing(slack) as people:
        slack.rates.on = True
        for number in range(59):  # 30 pages with the bot
            slack.person(f"P{number}")
        waited: list[float] = []

        async def sleep(seconds: float) -> None:
            waited.append(seconds)
            slack.clock.forward(seconds=seconds)

        with monkeypatch.context() as patch:
            patch.setattr(everybody, "asyncio", SimpleNamespace(sleep=sleep))
            assert len(await people.everybody()) == 59
        assert 50 < sum(waited) <= 60
        assert slack.rates.busiest("users.list") <= 20


async def test_pages_are_counted_with_those_that_nudges_take(monkeypatch: pytest.MonkeyPatch) -> None:
    async with LocalSlack() as slack, knowing(slack) as people:
        ada = slack.person("Ada")
        people.directory.open()
        for number in range(11):
            await people.directory.turns_up(UserId(f"U{number}"), within=0.0)
        while not people.directory.has(UserId(ada.id)):  # noqa: ASYNC110 - only the effect can be seen
            await asyncio.sleep(0.01)
        await people.directory.close()
        read = len(slack.called("users.list"))
        assert read == 1
        monkeypatch.setattr(everybody, "REMEMBERED", -1.0)
        asked = asyncio.create_task(_again(people, 19))
        await asyncio.wait([asked], timeout=1)
        assert len(slack.called("users.list")) == 19
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)


async def _again(people: People, times: int) -> None:
    for _ in range(times):
        await people.everybody()


async def test_a_second_look_within_a_minute_costs_nothing_unless_somebody_changed() -> None:
    async with LocalSlack() as slack, knowing(slack) as people:
        ada = slack.person("Ada")
        await people.everybody()
        await people.everybody()
        assert len(slack.called("users.list")) == 1
        ada.deactivate()
        people.changed({"id": ada.id, "deleted": True})
        assert [each.gone for each in await people.everybody()] == [True]
        slack.clock.forward(seconds=61)
        slack.person("Kim")
        assert len(await people.everybody()) == 2


async def test_two_who_look_at_once_wait_for_one_read() -> None:
    async with LocalSlack() as slack, knowing(slack) as people:
        slack.person("Ada")
        await asyncio.gather(people.everybody(), people.everybody())
        assert len(slack.called("users.list")) == 1


async def test_a_directory_that_is_not_told_says_why(stage: Stage) -> None:
    with pytest.raises(NoSuchPlace, match="another Slack workspace"):
        await stage.platform.everybody(WorkspaceId("T0ELSE001"))
    stage.slack.fail("users.list", "internal_error")
    with pytest.raises(NoSuchPlace, match="internal_error"):
        await stage.platform.everybody(TEAM)
    stage.slack.web_api.scopes = {"chat:write"}
    with pytest.raises(NoSuchPlace, match="install me again"):
        await stage.platform.everybody(TEAM)


async def test_a_rate_limit_in_between_is_waited_for(stage: Stage) -> None:
    stage.slack.person("Ada")
    stage.slack.fail("users.list", status=429, retry_after=1)
    assert [each.name for each in await stage.platform.everybody(TEAM)] == ["Ada"]
