"""Many writes, one commit; one that fails spoils nobody else's."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import insert, select

from mentorbot.store import Store, Tx
from mentorbot.store.groups import AT_ONCE, MOST, GroupCommit, Write
from mentorbot.store.tables import notes


def _note(name: str, *, breaks: bool = False) -> Write[str]:
    async def write(tx: Tx) -> str:
        await tx.execute(insert(notes).values(name=name, text=""))
        if breaks:
            raise LookupError(name)
        return name

    return write


async def _names(store: Store) -> set[str]:
    async with store.read() as tx:
        return set((await tx.execute(select(notes.c.name))).scalars())


async def test_writes_that_come_together_are_all_there_and_each_hears_its_own_result(store: Store) -> None:
    commits = GroupCommit(store)
    names = [f"note-{number}" for number in range(3 * MOST)]
    assert await asyncio.gather(*(commits.write(_note(name)) for name in names)) == names
    assert await _names(store) == set(names)


async def test_one_that_fails_fails_alone(store: Store) -> None:
    commits = GroupCommit(store)
    writes = (commits.write(_note(name, breaks=name == "b")) for name in ("a", "b", "c"))
    first, second, third = await asyncio.gather(*writes, return_exceptions=True)
    assert (first, third) == ("a", "c")
    assert isinstance(second, LookupError)
    assert await _names(store) == {"a", "c"}


async def test_one_that_is_cancelled_while_it_writes_for_the_others_leaves_none_of_them_waiting(store: Store) -> None:
    commits = GroupCommit(store)
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(tx: Tx) -> str:
        begun.set()
        await go_on.wait()
        return await _note("slow")(tx)

    writer = asyncio.create_task(commits.write(slow))
    other = asyncio.create_task(commits.write(_note("other")))
    await begun.wait()
    writer.cancel()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await writer
    async with asyncio.timeout(10):
        assert await other == "other"
    assert "other" in await _names(store)


async def test_one_that_is_cancelled_while_each_goes_alone_leaves_none_of_them_waiting(store: Store) -> None:
    commits = GroupCommit(store)
    again, never = asyncio.Event(), asyncio.Event()
    tries = 0

    async def slow_the_second_time(_: Tx) -> str:
        nonlocal tries
        tries += 1
        if tries == 2:
            again.set()
            await never.wait()
        return "slow"

    async with asyncio.timeout(10), _no_turn_left(commits, store):
        writer = asyncio.create_task(commits.write(slow_the_second_time))
        broken = asyncio.create_task(commits.write(_note("broken", breaks=True)))
        other = asyncio.create_task(commits.write(_note("other")))
        await asyncio.sleep(0)
    async with asyncio.timeout(10):
        await again.wait()
        writer.cancel()
        ended = await asyncio.gather(writer, broken, other, return_exceptions=True)
    assert isinstance(ended[0], asyncio.CancelledError)
    assert isinstance(ended[1], LookupError)
    assert ended[2] == "other"


@asynccontextmanager
async def _no_turn_left(commits: GroupCommit, store: Store) -> AsyncIterator[None]:
    """Whatever is to be written meanwhile waits, and then goes into one transaction."""
    go_on = asyncio.Event()

    async def hold(begun: asyncio.Event) -> None:
        async def write(_: Tx) -> None:
            begun.set()
            await go_on.wait()

        await commits.write(write)

    turns = [asyncio.Event() for _ in range(1 if store.alone else AT_ONCE)]
    tasks = [asyncio.create_task(hold(each)) for each in turns]
    for each in turns:
        await each.wait()
    yield
    go_on.set()
    await asyncio.gather(*tasks)
