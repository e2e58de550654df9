"""Tell the admins of a workspace what went wrong: one private message each, once a day at most, none for nothing.

The digests and the mark that their troubles are told are one commit, under the workspace's lock: of several replicas
one writes them, and whoever dies before the commit has told nobody.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mentorbot.domain.deliveries import Delivery, DeliveryKind, owed_now
from mentorbot.domain.digests import Digest, Item, Reader, settled, telling
from mentorbot.domain.members import Member, WorkspaceKey
from mentorbot.store import Store, Tx
from mentorbot.store.deliveries import add_deliveries
from mentorbot.store.keys import new_key
from mentorbot.store.people import lock_workspace
from mentorbot.store.troubles import Untold, admins_of, items_of, last_digests, mark_told, untold

ITEMS = 15
"""Troubles told one by one."""
_READ = 500
_KEEPS = timedelta(days=60)
"""A workspace that takes nothing gets its digest when it is mended, however long that takes."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class TellAdmins:
    """`named` are the operator's admins, by their platforms' ids."""

    store: Store
    named: Collection[str] = ()
    _without_admins: set[WorkspaceKey] = field(default_factory=set)

    async def tell(self, now: datetime) -> int:
        """Write the digests that are due at `now` (UTC); says how many."""
        async with self.store.read() as tx:
            due = [each.workspace for each in await untold(tx) if await self._at(tx, each, now) == now]
        return sum([await self._survived(workspace, now) for workspace in due])

    async def next_at(self, now: datetime) -> datetime | None:
        """When there is next something to tell; None while there is nothing, or nobody to tell it to."""
        async with self.store.read() as tx:
            instants = [await self._at(tx, each, now) for each in await untold(tx)]
        return min((each for each in instants if each), default=None)

    async def _survived(self, workspace: WorkspaceKey, now: datetime) -> int:
        """A workspace whose digest cannot be written keeps no other from being told."""
        try:
            return await self._told(workspace, now)
        except Exception:
            log.exception("the admins of workspace %d could not be told", workspace)
            return 0

    async def _told(self, workspace: WorkspaceKey, now: datetime) -> int:
        async with self.store.begin() as tx:
            await lock_workspace(tx, workspace)
            still = [each for each in await untold(tx, workspace) if await self._at(tx, each, now) == now]
            if not still:
                return 0
            await mark_told(tx, workspace, now)  # first, so that what others add meanwhile waits for the next digest
            found, number = await items_of(tx, workspace, _READ, told_at=now)
            items = settled(found)
            more = len(items[ITEMS:]) + number - len(found)
            admins = await admins_of(tx, workspace, self.named) if items else ()
            made = [_digest(each, items[:ITEMS], more, now, place) for place, each in enumerate(admins)]
            await add_deliveries(tx, made)
        return len(made)

    async def _at(self, tx: Tx, found: Untold, now: datetime) -> datetime | None:
        """When the admins of a workspace are to be told; None while a digest waits, or nobody is known to tell."""
        admins = await admins_of(tx, found.workspace, self.named)
        if not admins:
            self._say_once(found.workspace)
            return None
        self._without_admins.discard(found.workspace)
        last = await last_digests(tx, [each.key for each in admins])
        if any(each.waits for each in last.values()):
            return None
        readers = [Reader(each.clock, last[each.key].on if each.key in last else None) for each in admins]
        return telling(found.since, readers, now)

    def _say_once(self, workspace: WorkspaceKey) -> None:
        if workspace not in self._without_admins:
            self._without_admins.add(workspace)
            log.warning(
                "something went wrong in workspace %d, and no admin is known there; whoever uses /cohort is told",
                workspace,
            )


def _digest(admin: Member, items: tuple[Item, ...], more: int, now: datetime, place: int) -> Delivery:
    letter = Digest(items=items, more=more, zone=admin.clock)
    return owed_now(new_key(now, place), letter, DeliveryKind.DIGEST, to=admin, now=now, keeps=_KEEPS)
