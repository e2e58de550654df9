"""Evidence of a message that may have arrived, over the real wire."""

import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.platform import Absent, Blocked, Evidence, Later, Parcel, Sent, Unknown, Unreachable
from mentorbot.platforms.slack.clients import Clients
from mentorbot.platforms.slack.history import History
from tests.fakes.slack import LocalSlack, Person, limits
from tests.fakes.slack.workspace import BOT_USER
from tests.platforms.local.small_talk import SmallTalk, nudge
from tests.platforms.slack.bare_server import BareSlack
from tests.platforms.slack.stage import Stage, platform_for


def parcel_for(user: str, key: str = "k1") -> Parcel:
    return Parcel(key=key, workspace=WorkspaceId("T0LOCAL01"), user=UserId(user), reply=nudge())


async def find(stage: Stage, person: Person, *, key: str = "k1", tried: float = 60) -> Evidence:
    """Look for one that was first tried so many seconds ago."""
    since = datetime.now(UTC) - timedelta(seconds=tried)
    return await stage.platform.find(parcel_for(person.id, key), since)


@contextlib.asynccontextmanager
async def looking(slack: LocalSlack) -> AsyncIterator[History]:
    """Look-ups in the workspace's time."""

    async def sleep(seconds: float) -> None:
        slack.clock.forward(seconds=seconds)

    clients = Clients(token=slack.bot_token, url=slack.url, seconds=5)
    async with clients.shared():
        yield History(clients, monotonic=slack.clock.now, sleep=sleep)


async def looked(history: History, slack: LocalSlack, person: Person, key: str = "k1") -> Evidence:
    return await history.find(parcel_for(person.id, key), datetime.fromtimestamp(slack.clock.now(), UTC))


async def test_a_message_that_arrived_while_its_answer_was_lost_is_found(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    stage.slack.fail("chat.postMessage", reset=True, done=True)
    assert isinstance(await stage.nudge(ada), Unknown)
    message = (await ada.next_message()).message
    assert await find(stage, ada) == Sent(f"{message.channel}/{message.ts}")


async def test_a_message_that_never_arrived_is_absent(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    stage.slack.fail("chat.postMessage", reset=True)
    assert isinstance(await stage.nudge(ada), Unknown)
    assert await find(stage, ada) == Absent()


async def test_another_message_of_the_bots_is_not_taken_for_it(stage: Stage) -> None:
    ada, bob = stage.slack.person("Ada"), stage.slack.person("Bob")
    await stage.nudge(ada, key="other")
    await stage.nudge(bob, key="k1")
    stage.slack.workspace.post(
        {"text": "x", "metadata": {"event_type": "others", "event_payload": {"key": "k1"}}},
        channel=ada.dm.id,
        author=BOT_USER,
    )
    assert await find(stage, ada) == Absent()
    assert await find(stage, bob) != Absent()


async def test_a_message_whose_button_was_pressed_since_is_still_found(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    await stage.nudge(ada)
    await (await ada.next_message()).press("Done")
    assert isinstance(await find(stage, ada), Sent)


async def test_it_is_found_though_our_clock_is_hours_ahead_of_slacks(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    await stage.nudge(ada)
    assert isinstance(await find(stage, ada, tried=-14 * 3600), Sent)


async def test_the_conversation_is_opened_only_when_it_is_not_known_from_a_post(stage: Stage) -> None:
    ada, bob = stage.slack.person("Ada"), stage.slack.person("Bob")
    await stage.nudge(ada)
    await find(stage, ada)
    assert not stage.slack.called("conversations.open")
    for _ in range(2):
        assert await find(stage, bob) == Absent()
    assert len(stage.slack.called("conversations.open")) == 1


@pytest.mark.parametrize(("later", "pages"), [(0, 1), (199, 1), (200, 2), (450, 3)])
async def test_it_is_looked_for_on_every_page_down_to_the_first_try(later: int, pages: int) -> None:
    async with LocalSlack() as slack, looking(slack) as history:
        ada = slack.person("Ada")
        metadata = {"event_type": "mentorbot_delivery", "event_payload": {"key": "k1"}}
        message = slack.workspace.post({"text": "it", "metadata": metadata}, channel=ada.dm.id, author=BOT_USER)
        for number in range(later):
            slack.workspace.post({"text": f"m{number}"}, channel=ada.dm.id, author=BOT_USER)
        assert await looked(history, slack, ada) == Sent(f"{ada.dm.id}/{message.ts}")
        assert len(slack.called("conversations.history")) == pages
        assert await looked(history, slack, ada, "never") == Absent()


async def test_what_is_older_than_the_first_try_is_not_read(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    for number in range(450):
        stage.slack.workspace.post({"text": f"m{number}"}, channel=ada.dm.id, author=BOT_USER)
    assert await find(stage, ada, tried=-2 * 86_400) == Absent()
    assert len(stage.slack.called("conversations.history")) == 1


async def test_somebody_gone_whose_conversation_cannot_be_opened_leaves_no_evidence(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    ada.deactivate()
    assert await find(stage, ada) == Unknown("their Slack account is deactivated")


async def test_somebody_gone_whose_conversation_is_known_is_looked_up_there(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    await stage.nudge(ada, key="before")
    ada.deactivate()
    assert await find(stage, ada) == Absent()


async def test_a_missing_permission_leaves_no_evidence(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    stage.slack.web_api.scopes = {"im:write"}
    evidence = await find(stage, ada)
    assert isinstance(evidence, Unknown)
    assert "may not read its own messages" in evidence.reason


async def test_a_revoked_token_can_be_mended_so_it_is_looked_up_again(stage: Stage) -> None:
    stage.slack.revoke()
    assert isinstance(await find(stage, stage.slack.person("Ada")), Blocked)


@pytest.mark.parametrize("method", ["conversations.open", "conversations.history"])
@pytest.mark.parametrize(
    "failure",
    [{"status": 503}, {"error": "internal_error"}, {"reset": True}, {"text": "<html>hotel</html>"}],
)
async def test_an_answer_that_cannot_be_trusted_is_no_evidence_and_may_be_asked_for_again(
    stage: Stage, method: str, failure: dict[str, object]
) -> None:
    ada = stage.slack.person("Ada")
    stage.slack.fail(method, times=2, **failure)  # type: ignore[arg-type] # a table of arguments
    assert isinstance(await find(stage, ada), Unreachable)


async def test_slack_out_of_reach_is_no_evidence() -> None:
    async with LocalSlack() as slack:
        platform = platform_for(slack, SmallTalk())
    assert isinstance(await platform.find(parcel_for("U0ADA"), datetime.now(UTC)), Unreachable)


async def test_another_workspaces_message_is_not_looked_for(stage: Stage) -> None:
    elsewhere = Parcel(key="k1", workspace=WorkspaceId("T0ELSE001"), user=UserId("U0ADA"), reply=nudge())
    assert isinstance(await stage.platform.find(elsewhere, datetime.now(UTC)), Blocked)


async def test_a_page_that_names_no_next_one_though_there_is_more_is_no_proof_of_absence() -> None:
    page = {"ok": True, "messages": [], "has_more": True}
    async with BareSlack({"conversations.history": page}.get) as slack:
        history = History(Clients(token="xoxb-local", url=slack.url, seconds=5))
        history.remember(UserId("U0ADA"), "D0ADA")  # type: ignore[arg-type] # a channel's id
        assert await history.find(parcel_for("U0ADA"), datetime.now(UTC)) == Unknown(
            "Slack does not show the whole conversation"
        )


async def test_a_rate_limit_says_for_how_long(stage: Stage) -> None:
    stage.slack.fail("conversations.history", status=429, retry_after=17)
    assert await find(stage, stage.slack.person("Ada")) == Later(17, "Slack's rate limit")


async def test_look_ups_use_nine_tenths_of_slacks_rate_and_are_never_refused() -> None:
    async with LocalSlack() as slack, looking(slack) as history:
        slack.rates.on = True
        began = slack.clock.now()
        people = [slack.person(f"P{number}") for number in range(150)]
        assert [await looked(history, slack, each) for each in people] == [Absent()] * 150
        minutes = (slack.clock.now() - began) / 60
        most = limits.TIER_PER_MINUTE[3]
        assert 0.9 * most <= slack.rates.busiest("conversations.history") <= most
        assert 150 / minutes >= 0.9 * most * 0.98


async def test_an_app_from_outside_the_marketplace_soon_asks_no_more_than_once_a_minute() -> None:
    async with LocalSlack() as slack, looking(slack) as history:
        slack.rates.on = slack.rates.narrow_history = True
        reasons: list[str] = []
        for number in range(12):
            person = slack.person(f"P{number}")
            while isinstance(evidence := await looked(history, slack, person), Later):
                reasons.append(evidence.reason)
                slack.clock.forward(seconds=evidence.seconds)
            assert evidence == Absent()
        assert reasons[:2] == ["Slack's rate limit"] * 2
        assert set(reasons[2:]) == {"Slack's rate limit for reading the history"}
        assert len(slack.called("conversations.history")) == 12 + 2
        assert {each["limit"] for each in slack.called("conversations.history")[4:]} == {"15"}


async def test_a_look_up_that_must_wait_between_two_pages_goes_on_where_it_stopped() -> None:
    async with LocalSlack() as slack, looking(slack) as history:
        slack.rates.on = slack.rates.narrow_history = True
        ada = slack.person("Ada")
        for number in range(35):
            slack.workspace.post({"text": f"m{number}"}, channel=ada.dm.id, author=BOT_USER)
        waits = 0
        while isinstance(evidence := await looked(history, slack, ada), Later):
            waits += 1
            slack.clock.forward(seconds=evidence.seconds)
        assert evidence == Absent()
        assert [each.get("cursor", "") for each in slack.called("conversations.history")] == [
            "",
            "15",
            "15",
            "30",
            "30",
        ]
        assert waits == 2
