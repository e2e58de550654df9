"""What will go out to a cohort in the next days, added up without stopping everything else for it."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from mentorbot.commands.context import Context
from mentorbot.domain.cadence import local_date
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.enrolments import EnrolmentState, NudgeKind
from mentorbot.domain.forecast import Coming, forecast
from mentorbot.domain.guide import Guide
from mentorbot.domain.leases import Lease, lane_of
from mentorbot.domain.nudges import Due
from mentorbot.domain.spread import spread
from mentorbot.store import Tx
from mentorbot.store.deliveries import held
from mentorbot.store.enrolments import due_together, roster_page
from mentorbot.store.leases import lanes

NAMED = 5
"""Up to so many messages on a day are named one by one."""
_PAGE = 200
_AT_ONCE = 25
"""People foreseen in one go: a few milliseconds."""


@dataclass(slots=True)
class Peak:
    """What goes out at one instant."""

    number: int = 0
    reminders: int = 0
    zones: set[str] = field(default_factory=set)
    moved: Counter[str] = field(default_factory=Counter)
    """How many were moved there, by the reason."""
    first: list[Coming] = field(default_factory=list)
    """The first few, to be named."""

    def add(self, one: Coming) -> None:
        self.number += 1
        self.reminders += one.nudge.kind is NudgeKind.REMINDER
        self.zones.add(one.nudge.zone)
        if one.nudge.why:
            self.moved[one.nudge.why] += 1
        if len(self.first) < NAMED:
            self.first.append(one)


@dataclass(slots=True, kw_only=True)
class Foreseen:
    """What goes out, by its instant, and who gets nothing; `zone` is the admin's own."""

    cohort: Cohort
    guide: Guide
    now: datetime
    zone: str
    days: int
    peaks: dict[datetime, Peak] = field(default_factory=dict)
    leaves: dict[datetime, datetime] = field(default_factory=dict)
    """When the last of those that are due together in the whole lane goes out."""
    together: Counter[datetime] = field(default_factory=Counter)
    """How many are due together in the whole lane."""
    silent: list[Due] = field(default_factory=list)
    people: int = 0
    reached: int = 0
    held: int = 0
    closed: Lease | None = None
    """The lane, while nothing can be sent in it."""

    @property
    def number(self) -> int:
        return sum(each.number for each in self.peaks.values())

    @property
    def first(self) -> Coming | None:
        """What goes out first."""
        return self.peaks[min(self.peaks)].first[0] if self.peaks else None

    def by_day(self) -> dict[date, list[datetime]]:
        """The instants of each day on the admin's clock, in order."""
        days: dict[date, list[datetime]] = {}
        for at in sorted(self.peaks):
            days.setdefault(local_date(at, self.zone), []).append(at)
        return days


async def foresee(ctx: Context, tx: Tx, cohort: Cohort, guide: Guide, *, days: int) -> Foreseen:
    """Everything of the next `days` as the planner would plan it now, if nobody does anything meanwhile."""
    seen = Foreseen(cohort=cohort, guide=guide, now=ctx.now, zone=ctx.member.clock, days=days)
    until = ctx.now + timedelta(days=days)
    async for each in _everybody(tx, cohort):
        seen.people += 1
        coming = forecast(each, guide, ctx.now, until)
        seen.reached += bool(coming)
        if not coming:
            seen.silent.append(each)
        for one in coming:
            seen.peaks.setdefault(one.at, Peak()).add(one)
    seen.silent.sort(key=lambda each: (each.member.name, each.member.key))
    seen.held = (await held(tx, ctx.workspace.key, 0))[1]
    await _add_lane(ctx, tx, seen, until)
    return seen


async def _everybody(tx: Tx, cohort: Cohort) -> AsyncIterator[Due]:
    """Everybody who has not left, with a moment for others after every few."""
    page: Sequence[Due] = await roster_page(tx, cohort, after=None, limit=_PAGE)
    while page:
        for place, each in enumerate(page):
            if place % _AT_ONCE == 0:
                await asyncio.sleep(0)
            if each.enrolment.state not in {EnrolmentState.LEFT, EnrolmentState.ASKED}:
                yield each
        page = await roster_page(tx, cohort, after=page[-1].member.key, limit=_PAGE)


async def _add_lane(ctx: Context, tx: Tx, seen: Foreseen, until: datetime) -> None:
    """What else is due in the same lane: of other cohorts, as far as they are planned."""
    pace, there = ctx.platform.pace, ctx.workspace
    scope = None if pace.shared else there.key
    others = await due_together(tx, there.platform, scope, until, without=seen.cohort.key)
    seen.together.update({max(at, ctx.now): number for at, number in others.items()})
    seen.together.update({at: each.number for at, each in seen.peaks.items()})
    seen.leaves = spread(seen.together, pace.per_second)
    lane = lane_of(await lanes(tx), there)
    if lane is not None and (lane.failures or (lane.closed_until is not None and lane.closed_until > ctx.now)):
        seen.closed = lane
