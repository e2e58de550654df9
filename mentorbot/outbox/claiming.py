"""What a lane takes next: fairly between the workspaces that share it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from mentorbot.domain.deliveries import Address, Delivery
from mentorbot.domain.members import Workspace, WorkspaceKey
from mentorbot.store import Tx
from mentorbot.store.deliveries import Queue, claim, doubtful, queues

Claimed = tuple[Delivery, Address]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which workspaces send through a lane: one, or all of a platform whose token they share."""

    platform: str
    workspace: Workspace | None = None

    async def queues(self, tx: Tx) -> Sequence[Queue]:
        return [each for each in await queues(tx, self.workspace) if each.workspace.platform == self.platform]


@dataclass(frozen=True, slots=True)
class Taken:
    """What one commit claimed; `last` is the workspace that was served last."""

    to_send: Sequence[Claimed] = ()
    to_find: Sequence[Claimed] = ()
    last: WorkspaceKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How much a lane wants: messages to send, and look-ups; each with the lease it takes them for."""

    send: int
    find: int
    send_lease: timedelta
    find_lease: timedelta
    after: WorkspaceKey | None
    """The turn goes to the workspaces after this one first."""


async def take_some(tx: Tx, scope: Scope, wish: Wish, now: datetime) -> Taken:
    """Claim as much as is wished for, in equal shares."""
    if not (wish.send or wish.find):
        return Taken(last=wish.after)
    waiting = _in_turn(await scope.queues(tx), wish.after)
    due = [each.workspace for each in waiting if each.due_at and each.due_at <= now][: wish.send]
    doubts = [each.workspace for each in waiting if each.doubt_at and each.doubt_at <= now]
    to_send: list[Claimed] = []
    for place, workspace in enumerate(due):
        share = ceil((wish.send - len(to_send)) / (len(due) - place))
        to_send += await claim(tx, workspace, now, lease=wish.send_lease, limit=share)
    to_find: list[Claimed] = []
    for workspace in doubts[: wish.find]:
        some = wish.find - len(to_find)
        to_find += await doubtful(tx, workspace, now, lease=wish.find_lease, limit=some) if some else ()
    return Taken(to_send, to_find, due[-1].key if due else wish.after)


def _in_turn(waiting: Sequence[Queue], after: WorkspaceKey | None) -> list[Queue]:
    """Round and round: whoever comes after the one that was served last is first."""
    return sorted(waiting, key=lambda each: (after is not None and each.workspace.key <= after, each.workspace.key))
