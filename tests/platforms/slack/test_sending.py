"""What becomes of a direct message, over the real wire."""

from dataclasses import replace

import pytest

from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.platform import Blocked, Later, Outcome, Parcel, Refused, Sent, Undeliverable, Unknown, Unreachable
from mentorbot.platforms.slack.clients import Clients
from mentorbot.platforms.slack.people import People
from mentorbot.platforms.slack.sending import deliver
from tests.fakes.slack import LocalSlack
from tests.platforms.local.small_talk import SmallTalk, nudge
from tests.platforms.slack.stage import Stage, platform_for, staged


async def test_a_nudge_is_sent_with_its_key_and_named_by_channel_and_time(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    outcome = await stage.nudge(ada, key="delivery-7")
    message = (await ada.next_message()).message
    assert outcome == Sent(f"{message.channel}/{message.ts}")
    assert message.metadata == {"event_type": "mentorbot_delivery", "event_payload": {"key": "delivery-7"}}
    assert message.visible_to == {ada.id, "U0BOT0001"}


async def test_a_rate_limit_says_for_how_long(stage: Stage) -> None:
    stage.slack.fail("chat.postMessage", status=429, retry_after=17)
    assert await stage.nudge(stage.slack.person("Ada")) == Later(17, "Slack's rate limit")
    assert len(stage.slack.called("chat.postMessage")) == 1


@pytest.mark.parametrize(
    ("error", "status"),
    [("internal_error", 200), ("fatal_error", 200), ("internal_error", 500), (None, 500), (None, 502), (None, 503)],
)
@pytest.mark.parametrize("done", [True, False])
async def test_an_error_that_leaves_it_open_is_unknown_and_never_tried_again(
    stage: Stage, error: str | None, status: int, *, done: bool
) -> None:
    stage.slack.fail("chat.postMessage", error, status=status, done=done)
    outcome = await stage.nudge(stage.slack.person("Ada"))
    assert outcome == Unknown(error or f"HTTP {status}")
    assert len(stage.slack.called("chat.postMessage")) == 1


async def test_a_connection_that_breaks_while_posting_is_unknown(stage: Stage) -> None:
    stage.slack.fail("chat.postMessage", reset=True, done=True)
    outcome = await stage.nudge(stage.slack.person("Ada"))
    assert isinstance(outcome, Unknown)
    assert len(stage.slack.called("chat.postMessage")) == 1


async def test_a_post_that_takes_too_long_is_unknown() -> None:
    async with staged(seconds=0.5) as stage:
        stage.slack.fail("chat.postMessage", delay=30)
        assert isinstance(await stage.nudge(stage.slack.person("Ada")), Unknown)


@pytest.mark.parametrize("status", [200, 302, 403, 407, 502])
async def test_a_proxys_page_in_slacks_place_is_unknown(stage: Stage, status: int) -> None:
    stage.slack.fail("chat.postMessage", status=status, text="<html>Welcome to the hotel's network</html>")
    assert isinstance(await stage.nudge(stage.slack.person("Ada")), Unknown)
    assert len(stage.slack.called("chat.postMessage")) == 1


async def test_a_failed_handshake_is_certainly_not_sent(stage: Stage) -> None:
    clients = Clients(token="xoxb-local", url=stage.slack.url.replace("http:", "https:"), seconds=5)
    parcel = Parcel(key="k1", workspace=WorkspaceId(stage.slack.team), user=UserId("U0ADA"), reply=nudge())
    assert await deliver(parcel, clients=clients, people=People(clients)) == Unreachable("Slack cannot be reached")


async def test_slack_out_of_reach_is_certainly_not_sent() -> None:
    async with LocalSlack() as slack:
        platform = platform_for(slack, SmallTalk())
        parcel = Parcel(key="k1", workspace=WorkspaceId(slack.team), user=UserId(slack.person("Ada").id), reply=nudge())
    assert await platform.send(parcel) == Unreachable("Slack cannot be reached")


@pytest.mark.parametrize("error", ["internal_error", "fatal_error"])
async def test_a_failure_before_the_post_is_certainly_not_sent(stage: Stage, error: str) -> None:
    stage.slack.fail("users.info", error)
    assert await stage.nudge(stage.slack.person("Ada")) == Unreachable(error)
    assert not stage.slack.called("chat.postMessage")


THEIRS = {
    "channel_not_found": "write to nobody of that id",
    "user_not_found": "knows nobody of that id",
    "user_not_visible": "does not let the bot see them",
    "user_disabled": "deactivated",
    "cannot_dm_bot": "no messages from other bots",
    "is_archived": "archived",
    "restricted_action_read_only_channel": "takes no messages",
}
OURS = {
    "token_revoked": "install the app again",
    "token_expired": "install the app again",
    "account_inactive": "install the app again",
    "invalid_auth": "install the app again",
    "not_authed": "install the app again",
    "not_allowed_token_type": "install the app again",
    "messages_tab_disabled": "messages tab is off",
    "missing_scope": "lacks a permission",
    "no_permission": "lacks a permission",
    "restricted_action": "does not let the bot write",
    "team_access_not_granted": "not installed",
    "team_not_found": "not installed",
    "team_added_to_org": "being moved",
    "org_login_required": "being moved",
    "accesslimited": "network",
    "access_denied": "denies the bot access",
    "ekm_access_denied": "suspended posting",
    "enterprise_is_restricted": "organisation",
    "two_factor_setup_required": "two-factor",
    "method_deprecated": "update the bot",
    "metadata_must_be_sent_from_app": "no app's",
}
MESSAGES = ["invalid_blocks", "msg_too_long", "msg_blocks_too_long", "no_text", "metadata_too_large", "brand_new_error"]


@pytest.mark.parametrize(("error", "words"), THEIRS.items())
async def test_a_refusal_about_the_person_is_undeliverable_with_its_cause(stage: Stage, error: str, words: str) -> None:
    stage.slack.fail("chat.postMessage", error)
    outcome = await stage.nudge(stage.slack.person("Ada"))
    assert isinstance(outcome, Undeliverable)
    assert words in outcome.reason


@pytest.mark.parametrize(("error", "words"), OURS.items())
@pytest.mark.parametrize("method", ["chat.postMessage", "users.info"])
async def test_a_refusal_about_the_app_waits_for_the_admin(
    stage: Stage, caplog: pytest.LogCaptureFixture, method: str, error: str, words: str
) -> None:
    stage.slack.fail(method, error)
    outcome = await stage.nudge(stage.slack.person("Ada"))
    assert isinstance(outcome, Blocked)
    assert words in outcome.reason
    assert words in caplog.text


@pytest.mark.parametrize("error", MESSAGES)
async def test_any_other_refusal_is_about_the_message_which_is_held(stage: Stage, error: str) -> None:
    stage.slack.fail("chat.postMessage", error)
    assert await stage.nudge(stage.slack.person("Ada")) == Refused(f"Slack refused the message ({error})")


@pytest.mark.parametrize(
    ("error", "seconds"), [("ratelimited", 30), ("rate_limited", 30), ("message_limit_exceeded", 60)]
)
async def test_a_rate_limit_that_names_no_wait_gets_a_cautious_one(stage: Stage, error: str, seconds: int) -> None:
    stage.slack.fail("chat.postMessage", error)
    assert await stage.nudge(stage.slack.person("Ada")) == Later(seconds, "Slack's rate limit")


async def test_a_token_that_is_revoked_while_running_is_told(stage: Stage) -> None:
    stage.slack.revoke()
    outcome = await stage.nudge(stage.slack.person("Ada"))
    assert outcome == Blocked("Slack refuses the bot's token (token_revoked); install the app again")


async def test_a_rate_limit_before_the_post_is_told_rather_than_waited_for(stage: Stage) -> None:
    stage.slack.fail("users.info", status=429, retry_after=30)
    assert await stage.nudge(stage.slack.person("Ada")) == Later(30, "Slack's rate limit")
    assert not stage.slack.called("chat.postMessage")


async def test_nothing_is_posted_for_somebody_deactivated(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    ada.deactivate()
    assert await stage.nudge(ada) == Undeliverable("their Slack account is deactivated")
    assert not stage.slack.called("chat.postMessage")


async def test_nothing_is_posted_for_somebody_whom_slack_does_not_know(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    ada.id = "U0NOBODY1"
    assert await stage.nudge(ada) == Undeliverable("Slack knows nobody of that id")


async def test_nothing_is_posted_into_another_workspace(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    parcel = Parcel(key="k1", workspace=WorkspaceId(stage.slack.team), user=UserId(ada.id), reply=nudge())
    outcome: Outcome = await stage.platform.send(replace(parcel, workspace=WorkspaceId("T0ELSE001")))
    assert outcome == Blocked("the bot's token is for another Slack workspace")
    assert not ada.direct_messages()


async def test_a_nudge_can_be_sent_before_the_platform_runs() -> None:
    async with LocalSlack() as slack:
        ada = slack.person("Ada")
        parcel = Parcel(key="k1", workspace=WorkspaceId(slack.team), user=UserId(ada.id), reply=nudge())
        assert isinstance(await platform_for(slack, SmallTalk()).send(parcel), Sent)
        assert (await ada.next_message()).buttons == ["Done", "Join Spring 26"]
