"""Lease rows: taken by one process at a time, fenced by a number that grows with every change of hands."""

from datetime import datetime, timedelta
from os import getpid
from secrets import token_hex
from socket import gethostname

from sqlalchemy import bindparam, or_, select, update

from mentorbot.domain.leases import Lease
from mentorbot.store.engine import Tx, insert_new
from mentorbot.store.tables import leases

_KEPT = ("next_send_at", "closed_until", "closed_reason", "failures")
_RENEW = (
    update(leases)
    .where(leases.c.name == bindparam("the_name"), leases.c.fence == bindparam("the_fence"))
    .values({name: bindparam(f"new_{name}") for name in _KEPT} | {"until": bindparam("new_until")})
)


def new_owner() -> str:
    """A name for who takes leases, which nobody has had before; machine and process are for who reads the rows."""
    return f"{gethostname()[:32]}-{getpid()}-{token_hex(4)}"


async def take(tx: Tx, name: str, owner: str, now: datetime, *, length: timedelta) -> Lease | None:
    """The lease, held by `owner` from now on for `length`; None while somebody else holds it."""
    new = {"name": name, "fence": 0, "closed_reason": "", "failures": 0}
    await tx.execute(insert_new(tx, leases).values(new))
    free = or_(leases.c.owner.is_(None), leases.c.owner == owner, leases.c.until <= now)
    taken = (
        update(leases)
        .where(leases.c.name == name, free)
        .values(owner=owner, until=now + length, fence=leases.c.fence + 1)
        .returning(*leases.c)
    )
    row = (await tx.execute(taken)).one_or_none()
    return Lease(**row._mapping) if row else None


async def renew(tx: Tx, held: Lease, now: datetime, *, length: timedelta) -> bool:
    """Keep it for `length` more, with its pace and its closure; False when somebody else has it by now."""
    kept = {f"new_{name}": getattr(held, name) for name in _KEPT}
    who = {"the_name": held.name, "the_fence": held.fence}
    return (await tx.execute(_RENEW, who | kept | {"new_until": now + length})).rowcount == 1


async def give_back(tx: Tx, held: Lease) -> None:
    """Let anybody have it at once; its pace and its closure stay."""
    mine = (leases.c.name == held.name, leases.c.fence == held.fence)
    await tx.execute(update(leases).where(*mine).values(owner=None, until=None))


async def free_all(tx: Tx) -> None:
    """Every lease is free: only for a process that knows it is alone, as the one on SQLite does."""
    await tx.execute(update(leases).values(owner=None, until=None))


async def reopen(tx: Tx, name: str, now: datetime) -> None:
    """Try a lane again at once that was closed by a failure: somebody has come back, or mended it."""
    closed = (leases.c.name == name, leases.c.failures > 0, leases.c.closed_until > now)
    await tx.execute(update(leases).where(*closed).values(closed_until=now))


async def lanes(tx: Tx) -> dict[str, Lease]:
    """Every lease there is, by name."""
    return {row.name: Lease(**row._mapping) for row in await tx.execute(select(leases))}
