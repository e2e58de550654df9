"""Slack delivers an event until it hears of it: a second time to the same process, to another, or after a restart."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Self

import pytest

from mentorbot.chat.invocation import Gesture
from mentorbot.chat.platform import Receipts
from mentorbot.store import Store, open_store
from mentorbot.store.receipts import StoredReceipts
from tests.fakes.slack import LocalSlack, Person, payloads
from tests.fakes.slack.socket_mode import Envelope
from tests.fakes.slack.wire import Json
from tests.outbox.scenes import SetClock
from tests.platforms.local.small_talk import SmallTalk
from tests.platforms.slack.stage import platform_for, running

if TYPE_CHECKING:
    from aiohttp import web

GESTURES = [Gesture.MESSAGE]
"""One message, answered once."""


class Absent:
    """Receipts whose database is away."""

    async def first_time(self, name: str) -> bool:
        raise ConnectionError(name)


class Counted:
    """Receipts that count how often they are asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def first_time(self, name: str) -> bool:
        del name
        self.asked += 1
        return True


@pytest.fixture
async def slack() -> AsyncIterator[LocalSlack]:
    async with LocalSlack() as opened:
        yield opened


@pytest.fixture
async def other_store(database_url: str) -> AsyncIterator[Store]:
    """The same database, opened by another replica."""
    opened = await open_store(database_url)
    yield opened
    await opened.close()


class Replica:
    """One running platform with a connection of its own; leaving it waits for what it has begun."""

    def __init__(self, slack: LocalSlack, receipts: Receipts) -> None:
        self.talk = SmallTalk()
        self._slack = slack
        self._platform = platform_for(slack, self.talk, receipts=receipts)
        self._stack = AsyncExitStack()
        self._socket: web.WebSocketResponse | None = None

    async def __aenter__(self) -> Self:
        before = len(self._slack.sockets.sockets)
        await self._stack.enter_async_context(running(self._platform))
        async with asyncio.timeout(self._slack.patience):
            while len(self._slack.sockets.sockets) == before:
                self._slack.sockets.connected.clear()
                await self._slack.sockets.connected.wait()
        self._socket = self._slack.sockets.sockets[-1]
        return self

    async def __aexit__(self, *raised: object) -> None:
        await self._stack.aclose()

    async def is_given(self, payload: Json, **more: object) -> Envelope:
        """Slack delivers this over the replica's own connection."""
        assert self._socket is not None
        everybody, self._slack.sockets.sockets = self._slack.sockets.sockets, [self._socket]
        try:
            return await self._slack.send("events_api", payload, **more)
        finally:
            self._slack.sockets.sockets = everybody

    @property
    def answered(self) -> list[Gesture]:
        return [each.gesture for each in self.talk.answered]


def stored(store: Store) -> Receipts:
    return StoredReceipts(store, "slack", SetClock())


def question(ada: Person) -> Json:
    """What Slack delivers when Ada asks something."""
    message = ada.slack.workspace.post({"text": "what is an api?"}, channel=ada.dm.id, author=ada.id)
    return payloads.event(payloads.message_event(message, ada.dm, kind="message"), now=ada.slack.clock.now())


async def test_an_event_delivered_to_two_replicas_at_once_runs_on_one(
    slack: LocalSlack, store: Store, other_store: Store
) -> None:
    asked = question(slack.person("Ada"))
    async with Replica(slack, stored(store)) as one, Replica(slack, stored(other_store)) as other:
        for envelope in [await each.is_given(asked) for each in (one, other)]:
            await slack.acknowledged(envelope)
    assert [*one.answered, *other.answered] == GESTURES


async def test_an_event_delivered_again_after_a_restart_is_only_acknowledged(
    slack: LocalSlack, store: Store, other_store: Store
) -> None:
    asked = question(slack.person("Ada"))
    async with Replica(slack, stored(store)) as before:
        await slack.acknowledged(await before.is_given(asked))
    async with Replica(slack, stored(other_store)) as after:
        await slack.acknowledged(await after.is_given(asked, retry_attempt=1, retry_reason="timeout"))
    assert (before.answered, after.answered) == (GESTURES, [])


async def test_two_events_are_two_also_when_they_say_the_same(slack: LocalSlack, store: Store) -> None:
    ada = slack.person("Ada")
    async with Replica(slack, stored(store)) as replica:
        for asked in (question(ada), question(ada)):
            await slack.acknowledged(await replica.is_given(asked))
    assert replica.answered == GESTURES * 2


async def test_what_is_not_for_the_bot_costs_no_receipt(slack: LocalSlack) -> None:
    """Among it the echo of each message that the bot itself sends."""
    asked = question(slack.person("Ada"))
    receipts = Counted()
    async with Replica(slack, receipts) as replica:
        echo = {**asked, "event": {**asked["event"], "bot_id": "B1"}}
        await slack.acknowledged(await replica.is_given(echo))
        await slack.person("Kim").types("/mentor")
    assert (receipts.asked, replica.answered) == (0, [Gesture.COMMAND])


async def test_when_nobody_can_tell_whether_it_came_before_it_is_answered(slack: LocalSlack) -> None:
    async with Replica(slack, Absent()) as replica:
        assert (await slack.person("Ada").says("what is an api?")).text.startswith("You asked: what is an api?")
    assert replica.answered == GESTURES
