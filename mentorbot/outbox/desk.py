"""What every lane of a process shares."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from mentorbot.chat.clock import Clock
from mentorbot.outbox.courier import Courier
from mentorbot.outbox.timing import Timing
from mentorbot.store.groups import GroupCommit


@dataclass(slots=True, kw_only=True)
class Desk:
    """`owner` names the process in the lease rows; `settled` is called after each commit."""

    commits: GroupCommit
    courier: Courier
    clock: Clock
    timing: Timing
    owner: str
    settled: Callable[[], None]
    jitter: Callable[[], float]
    """Chance, from 0 to 1: it spreads what is tried again."""
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
