"""Small texts that outlive the process."""

import asyncio

from mentorbot.store import Store, open_store
from mentorbot.store.notes import StoredNotes


async def test_a_note_is_kept_across_restarts(store: Store, database_url: str) -> None:
    await StoredNotes(store, "discord").put("commands", "a hash")
    again = await open_store(database_url)
    try:
        assert await StoredNotes(again, "discord").get("commands") == "a hash"
    finally:
        await again.close()


async def test_a_note_that_nobody_wrote_is_none(store: Store) -> None:
    assert await StoredNotes(store, "discord").get("commands") is None


async def test_a_note_may_be_written_over(store: Store) -> None:
    notes = StoredNotes(store, "discord")
    for text in ("first", "", "🌱" * 10_000):
        await notes.put("commands", text)
        assert await notes.get("commands") == text


async def test_notes_of_two_platforms_do_not_meet(store: Store) -> None:
    slack, discord = StoredNotes(store, "slack"), StoredNotes(store, "discord")
    await slack.put("seen", "slack's")
    await discord.put("seen", "discord's")
    assert (await slack.get("seen"), await discord.get("seen")) == ("slack's", "discord's")


async def test_two_who_write_the_same_note_at_once_leave_one_of_the_texts(store: Store) -> None:
    notes = StoredNotes(store, "local")
    await asyncio.gather(*(notes.put("clock", str(number)) for number in range(8)))
    assert await notes.get("clock") in {str(number) for number in range(8)}
