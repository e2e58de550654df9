"""Several processes of one bot: one database, one Discord, one connection for each shard."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from mentorbot.chat.ids import RoleId, UserId, WorkspaceId
from mentorbot.chat.invocation import Gesture
from mentorbot.chat.platform import Leases, Parcel, Receipts, Sent
from mentorbot.chat.reply import reply, say
from mentorbot.platforms.discord.platform import DiscordPlatform
from mentorbot.store import Store
from mentorbot.store.holding import StoredLeases
from mentorbot.store.leases import take
from mentorbot.store.receipts import StoredReceipts
from tests.fakes.discord import LocalDiscord, Person
from tests.outbox.scenes import SetClock
from tests.platforms.discord.stage import Granted, Kept, ShortMemory, SmallTalk, platform_on

LENGTH = timedelta(seconds=4)
SHARD = "discord/shard/0 of 1"


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Replicas:
    """Processes, as far as one event loop can have several."""

    discord: LocalDiscord
    store: Store | None = None
    receipts: Receipts = field(default_factory=ShortMemory)
    notes: Kept = field(default_factory=Kept)
    running: list[asyncio.Task[None]] = field(default_factory=list)

    def start(self) -> tuple[DiscordPlatform, SmallTalk]:
        talk = SmallTalk()
        leases: Leases = StoredLeases(self.store, now=_now, length=LENGTH) if self.store else Granted()
        platform = platform_on(self.discord, talk, self.notes, leases, receipts=self.receipts)
        self.running.append(asyncio.create_task(platform.run()))
        return platform, talk

    async def stop(self, number: int) -> None:
        self.running[number].cancel()
        await asyncio.wait({self.running[number]})

    async def connected(self, number: int = 1) -> None:
        await self.until(lambda: self.discord.gateway.connected == number)

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not true():  # noqa: ASYNC110 - what is connected has no event of its own
                await asyncio.sleep(0.02)


@asynccontextmanager
async def replicas_on(
    discord: LocalDiscord, store: Store | None, receipts: Receipts | None = None
) -> AsyncIterator[Replicas]:
    replicas = Replicas(discord, store, receipts or ShortMemory())
    try:
        yield replicas
    finally:
        for number in range(len(replicas.running)):
            await replicas.stop(number)


@pytest.fixture
async def replicas(discord: LocalDiscord, store: Store) -> AsyncIterator[Replicas]:
    async with replicas_on(discord, store) as several:
        yield several


async def test_one_of_three_is_connected_and_the_next_at_once_when_it_stops(
    replicas: Replicas, discord: LocalDiscord, ada: Person
) -> None:
    talks = [replicas.start()[1]]
    await replicas.connected()
    talks += [replicas.start()[1] for _ in range(2)]
    assert (await ada.uses("mentor home")).text.startswith("Hello")
    await replicas.stop(0)
    await replicas.connected()
    assert (await ada.uses("mentor home")).text.startswith("Hello")
    assert [len(each.heard) for each in talks].count(1) == 2
    assert (discord.gateway.most_at_once, discord.gateway.identified, discord.syncs) == (1, 2, 1)


async def test_another_takes_over_when_the_lease_of_a_dead_one_ends(replicas: Replicas, ada: Person) -> None:
    assert replicas.store
    async with replicas.store.begin() as tx:
        assert await take(tx, SHARD, "dead", _now(), length=timedelta(seconds=0.5))
    replicas.start()
    await replicas.connected()
    assert (await ada.uses("mentor home")).text.startswith("Hello")


async def test_one_that_was_frozen_lets_go_of_its_connection(replicas: Replicas, discord: LocalDiscord) -> None:
    replicas.start()
    await replicas.connected()
    assert replicas.store
    async with replicas.store.begin() as tx:
        assert await take(tx, SHARD, "other", _now() + 2 * LENGTH, length=LENGTH)
    await replicas.connected(0)
    assert discord.gateway.identified == 1


async def test_deliveries_and_people_need_no_connection(replicas: Replicas, discord: LocalDiscord) -> None:
    kim = discord.person("Kim", roles=["mentees"])
    replicas.start()
    await replicas.connected()
    other, _ = replicas.start()
    home, user = WorkspaceId(discord.home.id), UserId(kim.id)
    parcel = Parcel(key="delivery-1", workspace=home, user=user, reply=reply(say("Good morning")))
    await replicas.until(lambda: sum(each.route == "GET /gateway/bot" for each in discord.requests) == 2)
    assert isinstance(await other.send(parcel), Sent)
    assert isinstance(await other.find(parcel, _now()), Sent)
    assert [each.user for each in await other.people_in(home, RoleId("mentees"))] == [user]
    assert await other.person(home, user)
    assert discord.gateway.identified == 1


async def test_each_shard_has_a_connection_and_the_first_tells_the_commands(
    replicas: Replicas, discord: LocalDiscord
) -> None:
    discord.gateway.shards = 3
    replicas.start()
    replicas.start()
    await replicas.connected(3)
    assert (discord.gateway.most_at_once, discord.gateway.identified, discord.syncs) == (1, 3, 1)


async def test_a_number_of_shards_that_was_set_is_not_asked_for(discord: LocalDiscord, ada: Person) -> None:
    running = asyncio.create_task(platform_on(discord, SmallTalk(), Kept(), shards=2).run())
    async with asyncio.timeout(20):
        while discord.gateway.connected < 2:  # noqa: ASYNC110 - what is connected has no event of its own
            await asyncio.sleep(0.02)
    assert (await ada.uses("mentor home")).text.startswith("Hello")
    running.cancel()
    await asyncio.wait({running})
    assert discord.count("GET /gateway/bot") == 0


async def test_what_arrives_twice_runs_once(discord: LocalDiscord, ada: Person) -> None:
    """As during a take-over: two are connected, and Discord takes one acknowledgement."""
    async with replicas_on(discord, None) as replicas:
        talks = [replicas.start()[1] for _ in range(2)]
        await replicas.connected(2)
        for _ in range(5):
            assert (await ada.uses("mentor home")).text.startswith("Hello")
        assert (await (await ada.uses("mentor home")).press("Done")).text.startswith("Done: apis")
        await replicas.until(lambda: sum(each.status == 400 for each in discord.requests) == 7)
    assert sum(len(each.heard) for each in talks) == 7


async def test_a_direct_message_that_two_hear_is_answered_once(
    discord: LocalDiscord, store: Store, ada: Person
) -> None:
    """As during a take-over: the store keeps one receipt of it."""
    async with replicas_on(discord, None, StoredReceipts(store, "discord", SetClock())) as replicas:
        talks = [replicas.start()[1] for _ in range(2)]
        await replicas.connected(2)
        for _ in range(3):
            assert (await ada.writes("home")).text.startswith("Hello")
    assert sum(len(each.heard) for each in talks) == 3
    assert ada.direct_messages() == []


async def test_direct_messages_come_to_the_first_shard(replicas: Replicas, discord: LocalDiscord, ada: Person) -> None:
    discord.gateway.shards = 3
    _, talk = replicas.start()
    await replicas.connected(3)
    assert (await ada.writes("home")).text.startswith("Hello")
    assert [each.gesture for each in talk.heard] == [Gesture.MESSAGE]
