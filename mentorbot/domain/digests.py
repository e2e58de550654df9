"""What admins are told once a day at most, and when: who could not be written to, what is held, who went silent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from mentorbot.domain.cadence import DAY, instant, local_date
from mentorbot.domain.members import MemberKey, WorkspaceKey

BURST = timedelta(minutes=5)
"""What goes wrong within so long is told together."""
MORNING, EVENING = time(8), time(20)
"""Between these, on their own clocks, admins are written to."""


class TroubleKind(StrEnum):
    """What went wrong, from an admin's point of view."""

    UNREACHABLE = "unreachable"
    """A person who cannot be written to."""
    HELD = "held"
    """A message of which nobody can tell whether it arrived."""
    BLOCKED = "blocked"
    """The whole workspace could not be written to."""
    MENDED = "mended"
    """The workspace could be written to again: the end of what was blocked, told with it."""
    SILENT = "silent"
    """Somebody who answered none of the nudges that they get."""
    QUESTION = "question"
    """Somebody asked what the guide leaves open, and waits for a person's answer."""
    STUCK = "stuck"
    """Somebody called for help, and it is for admins to see that a person answers."""
    REQUEST = "request"
    """Somebody asked to join a cohort that lets people in one by one."""
    MENTORLESS = "mentorless"
    """Somebody whose mentor mentors no more, or who would like one."""
    REMATCH = "rematch"
    """A mentor or a learner who thinks that somebody else would fit better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One thing for an admin to know; `at` is UTC, `delivery` names the message it is about."""

    workspace: WorkspaceKey
    kind: TroubleKind
    at: datetime
    reason: str
    member: MemberKey | None = None
    delivery: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of a digest: a trouble with the name and the platform's id of whom it is about."""

    kind: TroubleKind
    at: datetime
    reason: str
    name: str = ""
    user: str = ""
    delivery: str = ""
    until: datetime | None = None
    """The end of what was blocked; None where this message is the first that got through."""
    in_doubt: bool = False
    """Whether what is held may have arrived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A day's troubles of one workspace; `more` counts those that did not fit, `zone` is the reader's."""

    items: tuple[Item, ...]
    more: int = 0
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Reader:
    """An admin as far as it matters for when to write: their zone, and the date of their last digest."""

    zone: str
    last_on: date | None = None


def telling(since: datetime, readers: Sequence[Reader], now: datetime) -> datetime:
    """When admins are told of what went wrong from `since` on (UTC): `now`, or the instant to ask again.

    After the burst, once a day on each one's own calendar, and by day: for all of them at once where their days meet,
    else for some of them.
    """
    at = max(now, since + BURST)
    for each in readers:
        if each.last_on is not None and local_date(at, each.zone) <= each.last_on:
            at = max(at, instant(each.last_on + DAY, time(0), each.zone))
    mornings = sorted(
        instant(local_date(at, each.zone) + DAY * days, MORNING, each.zone) for each in readers for days in (0, 1)
    )
    moments = [at, *(each for each in mornings if each > at)]
    together = [each for each in moments if all(_awake(reader, each) for reader in readers)]
    some = [each for each in moments if any(_awake(reader, each) for reader in readers)]
    return (together or some)[0]


def _awake(reader: Reader, at: datetime) -> bool:
    return MORNING <= at.astimezone(ZoneInfo(reader.zone)).time() < EVENING


def settled(items: Sequence[Item]) -> tuple[Item, ...]:
    """Oldest first, each blockage once with its end; an end alone is no news."""
    told: list[Item] = []
    for each in items:
        open_ones = [place for place, one in enumerate(told) if one.kind is TroubleKind.BLOCKED and one.until is None]
        match each.kind:
            case TroubleKind.MENDED:
                for place in open_ones:
                    told[place] = replace(told[place], until=each.at)
            case TroubleKind.BLOCKED if open_ones:
                continue
            case _:
                told.append(each)
    return tuple(told)
