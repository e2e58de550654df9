"""Connecting, staying connected, leaving; and who is there."""

import asyncio
import os
from typing import Any

import pytest

from mentorbot.chat.ids import ChannelId, UserId, WorkspaceId
from mentorbot.chat.platform import NoSuchPlace, Person, Platform, TokenRefused
from mentorbot.platforms.slack.manifest import SCOPES
from tests.fakes.slack import LocalSlack, limits
from tests.platforms.local.small_talk import SmallTalk
from tests.platforms.slack.stage import Stage, platform_for, running, staged

TEAM = WorkspaceId("T0LOCAL01")


async def test_it_is_a_platform_called_slack(stage: Stage) -> None:
    platform: Platform = stage.platform
    assert platform.name == "slack"


async def test_its_pace_uses_nine_tenths_of_what_slack_takes_and_never_all_of_it(stage: Stage) -> None:
    a_minute = (stage.platform.pace.per_second or 0) * 60
    assert 0.9 * limits.POSTS_PER_MINUTE <= a_minute < limits.POSTS_PER_MINUTE
    assert not stage.platform.pace.shared


async def test_cancelling_leaves_no_task_and_no_connection_behind() -> None:
    before = asyncio.all_tasks()
    async with LocalSlack() as slack:
        platform = platform_for(slack, SmallTalk())
        async with running(platform):
            await slack.connected()
            await slack.person("Ada").types("/mentor")
            ours = asyncio.all_tasks() - before
        left = {task for task in asyncio.all_tasks() - before if "slack_sdk" in str(task) or "mentorbot" in str(task)}
        assert ours
        assert not left
    assert asyncio.all_tasks() == before


async def test_it_can_run_again_after_it_was_cancelled() -> None:
    async with LocalSlack() as slack:
        platform = platform_for(slack, SmallTalk())
        ada = slack.person("Ada")
        for _ in range(2):
            async with running(platform):
                await slack.connected()
                assert (await ada.types("/mentor")).text.startswith("# Becoming")


async def test_work_under_way_is_finished_before_it_leaves() -> None:
    async with LocalSlack() as slack:
        ada = slack.person("Ada")
        async with running(platform_for(slack, SmallTalk())):
            await slack.connected()
            slack.fail("users.info", delay=0.3)
            typed = asyncio.create_task(ada.types("/mentor"))
            await slack.until_called("users.info")
        assert (await typed).text.startswith("# Becoming")


async def test_connections_are_renewed_when_slack_asks(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    for _ in range(3):
        await stage.slack.sockets.refresh()
        assert (await ada.types("/mentor")).text.startswith("# Becoming")
    assert stage.slack.sockets.connections_seen == 4


async def test_a_connection_that_is_lost_is_opened_again(stage: Stage) -> None:
    await stage.slack.sockets.drop()
    assert (await stage.slack.person("Ada").types("/mentor")).text.startswith("# Becoming")
    assert stage.slack.sockets.connections_seen == 2


@pytest.mark.parametrize("error", ["invalid_auth", "token_revoked", "account_inactive"])
async def test_a_token_that_slack_refuses_ends_the_run(error: str) -> None:
    async with LocalSlack() as slack:
        slack.revoke(error)
        with pytest.raises(TokenRefused, match=error):
            await platform_for(slack, SmallTalk()).run()


async def test_an_app_token_that_slack_refuses_ends_the_run() -> None:
    async with LocalSlack() as slack:
        slack.fail("apps.connections.open", "invalid_auth")
        with pytest.raises(TokenRefused, match="invalid_auth"):
            await platform_for(slack, SmallTalk()).run()


async def test_bolt_is_not_led_astray_by_the_environment(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_BOT_TOKEN"):
        monkeypatch.setenv(name, "xoxb-something-else")
    async with staged() as stage:
        assert (await stage.slack.person("Ada").types("/mentor")).text.startswith("# Becoming")
    assert os.environ["SLACK_CLIENT_ID"] == "xoxb-something-else"
    assert not [each for each in caplog.records if each.levelname == "WARNING"]


@pytest.mark.parametrize("failure", [{"status": 503}, {"error": "fatal_error"}, {"error": "team_added_to_org"}])
async def test_it_waits_for_a_slack_that_is_out_of_order(failure: dict[str, Any]) -> None:
    async with LocalSlack() as slack:
        slack.fail("auth.test", **failure)
        async with running(platform_for(slack, SmallTalk())):
            await slack.connected()
            assert slack.journal.count("call auth.test") == 2


async def test_every_call_goes_to_the_given_address(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    await (await ada.types("/mentor join")).submit({"Which cohort?": "Spring 26"})
    await stage.nudge(ada)
    await stage.platform.people_in(TEAM, ChannelId(stage.slack.general.id))
    called = {entry.removeprefix("call ") for entry in stage.slack.journal if entry.startswith("call ")}
    assert called >= {
        "auth.test",
        "apps.connections.open",
        "users.info",
        "views.open",
        "response_url",
        "chat.postMessage",
        "conversations.members",
    }


async def test_the_manifests_scopes_are_enough_for_everything() -> None:
    async with staged() as stage:
        stage.slack.web_api.scopes = set(SCOPES)
        ada = stage.slack.person("Ada")
        secret = stage.slack.channel("secret", [ada], private=True)
        assert [each.name for each in await stage.platform.people_in(TEAM, ChannelId(secret.id))] == ["Ada"]
        await stage.nudge(ada)
        await (await ada.next_message()).press("Done")
        await (await ada.types("/mentor join")).submit({"Which cohort?": "Spring 26"})


async def test_a_person_has_name_zone_and_state(stage: Stage) -> None:
    ada, bot = stage.slack.person("Ada", tz="Asia/Tokyo"), stage.slack.other_bot("Buildbot")
    gone = stage.slack.person("Gone")
    gone.deactivate()
    assert await stage.platform.person(TEAM, UserId(ada.id)) == Person(
        user=UserId(ada.id), name="Ada", handle="ada", email="ada@example.org", zone="Asia/Tokyo", admin=False
    )
    found_bot = await stage.platform.person(TEAM, UserId(bot.id))
    assert found_bot is not None
    assert found_bot.bot
    found_gone = await stage.platform.person(TEAM, UserId(gone.id))
    assert found_gone is not None
    assert found_gone.gone
    assert found_gone.zone is None


@pytest.mark.parametrize("user", ["U0NOBODY1", "ada", "", "1234"])
async def test_nobody_is_found_by_an_id_that_is_none(stage: Stage, user: str) -> None:
    assert await stage.platform.person(TEAM, UserId(user)) is None


async def test_nobody_is_found_in_another_workspace(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    assert await stage.platform.person(WorkspaceId("T0ELSE001"), UserId(ada.id)) is None


@pytest.mark.parametrize(("many", "asked"), [(3, 5), (450, 0)])
async def test_a_channels_people_are_found_without_its_bots(stage: Stage, many: int, asked: int) -> None:
    people = [stage.slack.person(f"P{number}") for number in range(many)]
    career = stage.slack.channel("career", [*people, stage.slack.other_bot("Buildbot")])
    found = await stage.platform.people_in(TEAM, ChannelId(career.id))
    assert [each.user for each in found] == [each.id for each in people]
    assert len(stage.slack.called("users.info")) == asked, "a few are asked about one by one, bots among them"


async def test_a_few_people_of_a_huge_workspace_are_found_without_listing_all_of_it(stage: Stage) -> None:
    for number in range(2000):
        stage.slack.person(f"Other{number}")
    people = [stage.slack.person(f"P{number}") for number in range(21)]
    career = stage.slack.channel("career", people)
    found = await stage.platform.people_in(TEAM, ChannelId(career.id))
    assert [each.user for each in found] == [each.id for each in people]
    assert len(stage.slack.called("users.list")) == 5
    assert len(stage.slack.called("users.info")) == 21


async def test_a_rate_limit_while_looking_people_up_is_waited_for(stage: Stage) -> None:
    career = stage.slack.channel("career", [stage.slack.person("Ada")])
    stage.slack.fail("conversations.members", status=429, retry_after=1)
    assert len(await stage.platform.people_in(TEAM, ChannelId(career.id))) == 1


async def test_a_channel_that_the_bot_cannot_see_says_what_to_do(stage: Stage) -> None:
    secret = stage.slack.channel("secret", private=True, bot=False)
    with pytest.raises(NoSuchPlace, match="invite me"):
        await stage.platform.people_in(TEAM, ChannelId(secret.id))
    with pytest.raises(NoSuchPlace, match="typing #"):
        await stage.platform.people_in(TEAM, ChannelId("secret"))
    with pytest.raises(NoSuchPlace, match="another Slack workspace"):
        await stage.platform.people_in(WorkspaceId("T0ELSE001"), ChannelId(secret.id))
    stage.slack.web_api.scopes = set()
    with pytest.raises(NoSuchPlace, match="install me again"):
        await stage.platform.people_in(TEAM, ChannelId(stage.slack.general.id))
    stage.slack.fail("conversations.members", "internal_error")
    with pytest.raises(NoSuchPlace, match="internal_error"):
        await stage.platform.people_in(TEAM, ChannelId(stage.slack.general.id))
