"""The key that an instance signs with: one for all its replicas, kept where backups keep it."""

from collections.abc import Callable
from typing import Final

from sqlalchemy import select

from mentorbot.store.engine import Store, insert_new
from mentorbot.store.tables import notes

NAME: Final = "instance/seal"
_QUERY: Final = select(notes.c.text).where(notes.c.name == NAME)


async def kept_instance_key(store: Store) -> str | None:
    """The key as it is kept; None where nothing was ever signed."""
    async with store.read() as tx:
        return (await tx.execute(_QUERY)).scalar()


async def instance_key(store: Store, make: Callable[[], str]) -> str:
    """The key as it is kept; where there is none yet, what `make` makes, and whoever comes first decides for all."""
    kept = await kept_instance_key(store)
    if kept is not None:
        return kept
    async with store.begin() as tx:
        await tx.execute(insert_new(tx, notes).values(name=NAME, text=make()))
        key: str = (await tx.execute(_QUERY)).scalar_one()
        return key
