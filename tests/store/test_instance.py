"""The key that an instance signs with."""

import asyncio
from itertools import count

from mentorbot.store import Store, open_store
from mentorbot.store.instance import NAME, instance_key, kept_instance_key
from mentorbot.store.notes import StoredNotes
from mentorbot.store.tables import notes


class Maker:
    """Makes another key each time."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.made: list[str] = []

    def __call__(self) -> str:
        self.made.append(f"key {next(self._numbers)}")
        return self.made[-1]


async def test_a_key_is_made_once_and_kept_across_restarts(store: Store, database_url: str) -> None:
    make = Maker()
    assert await kept_instance_key(store) is None
    assert await instance_key(store, make) == "key 1"
    again = await open_store(database_url)
    try:
        assert await instance_key(again, make) == await kept_instance_key(again) == "key 1"
    finally:
        await again.close()
    assert make.made == ["key 1"]


async def test_replicas_that_begin_at_once_agree_on_one(store: Store, database_url: str) -> None:
    others = [await open_store(database_url) for _ in range(3)]
    make = Maker()
    try:
        keys = await asyncio.gather(*(instance_key(each, make) for each in (store, *others) for _ in range(4)))
    finally:
        for each in others:
            await each.close()
    assert set(keys) == {await kept_instance_key(store)}


async def test_a_replica_waits_for_the_key_that_another_is_writing_down(store: Store, database_url: str) -> None:
    other = await open_store(database_url)
    try:
        async with store.begin() as tx:
            await tx.execute(notes.insert().values(name=NAME, text="the first"))
            second = asyncio.create_task(instance_key(other, lambda: "the second"))
            await asyncio.sleep(0.3)
            assert not second.done()
        assert await second == await kept_instance_key(store) == "the first"
    finally:
        await other.close()


async def test_it_is_a_note_like_others(store: Store) -> None:
    await instance_key(store, lambda: "a key")
    assert await StoredNotes(store, "instance").get("seal") == "a key"
