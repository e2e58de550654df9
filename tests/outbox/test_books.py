"""What is written down beside other people's transactions."""

import asyncio
from datetime import timedelta

from mentorbot.chat.platform import Undeliverable
from mentorbot.domain.deliveries import DeliveryState
from mentorbot.outbox.books import write
from mentorbot.outbox.settling import tried
from mentorbot.outbox.timing import Timing
from mentorbot.store import Store
from mentorbot.store.deliveries import add_deliveries, cancel_waiting, claim, history
from mentorbot.store.people import lock_member
from tests.store.scenes import NOW, a_workspace, new_delivery, somebody_enrolled


async def test_a_command_and_the_books_take_turns_instead_of_waiting_for_each_other(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        kim = await somebody_enrolled(tx, workspace=garden)
        await add_deliveries(tx, [new_delivery(garden, kim)])
        ((sent, _),) = await claim(tx, garden, NOW, lease=timedelta(minutes=1), limit=1)
    result = tried(sent, Undeliverable("they left"), NOW, Timing())

    async def settle() -> None:
        async with store.begin() as tx:
            await write(tx, [result], NOW)

    async with store.begin() as command:
        await lock_member(command, kim.member)
        settling = asyncio.create_task(settle())
        await asyncio.sleep(0.2)  # long enough for it to hold whatever it takes first
        await cancel_waiting(command, kim.key, NOW, "they paused")
    await settling
    async with store.read() as tx:
        (kept,) = await history(tx, kim.member, 9)
    assert kept.state is DeliveryState.UNDELIVERABLE
