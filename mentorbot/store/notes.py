"""Small texts that outlive the process, by name."""

from sqlalchemy import select, update

from mentorbot.store.engine import Store, insert_new
from mentorbot.store.tables import notes


class StoredNotes:
    """The `Notes` of the platforms, each name under a prefix."""

    def __init__(self, store: Store, prefix: str) -> None:
        self._store = store
        self._prefix = prefix

    async def get(self, name: str) -> str | None:
        async with self._store.read() as tx:
            query = select(notes.c.text).where(notes.c.name == f"{self._prefix}/{name}")
            return (await tx.execute(query)).scalar()

    async def put(self, name: str, text: str) -> None:
        key = f"{self._prefix}/{name}"
        async with self._store.begin() as tx:
            if (await tx.execute(insert_new(tx, notes).values(name=key, text=text))).rowcount == 0:
                await tx.execute(update(notes).where(notes.c.name == key).values(text=text))
