"""What people do about a message, by seeded chance: they tick it off, put it off, rest, leave, close their messages."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from random import Random
from typing import NamedTuple

from mentorbot.domain.enrolments import (
    Enrolment,
    EnrolmentState,
    NudgeKind,
    ended,
    focused,
    paused,
    scheduled,
    skipped,
    snoozed,
)
from mentorbot.domain.guide import Guide
from mentorbot.domain.members import MemberKey, Reach
from mentorbot.domain.nudges import Due
from mentorbot.domain.progress import Completion, place
from mentorbot.simulation.town import Inhabitant
from mentorbot.store import Store, Tx
from mentorbot.store.completions import add_completions
from mentorbot.store.deliveries import cancel_waiting
from mentorbot.store.enrolments import people_of, save_planned
from mentorbot.store.people import save_member

HOUR = 3_600.0
_TOGETHER = 4 * HOUR
"""What people do in so long happens at its end: one commit for many."""
_DAY = 24 * HOUR
_WEEK = 7 * _DAY


class Act(StrEnum):
    """What somebody does."""

    DONE = "done"
    SNOOZE = "snooze"
    SKIP = "skip"
    PAUSE = "pause"
    LEAVE = "leave"
    CLOSE = "closed their messages"
    OPEN = "opened their messages"


_CHANCES = (
    (Act.DONE, 0.47, 0.1 * HOUR, 6 * _DAY),
    (Act.DONE, 0.04, _WEEK, 6 * _WEEK),  # somebody who had fallen silent
    (Act.SNOOZE, 0.05, 60.0, 8 * HOUR),
    (Act.SKIP, 0.03, 60.0, 3 * _DAY),
    (Act.PAUSE, 0.02, 60.0, 3 * _DAY),
    (Act.LEAVE, 0.002, 60.0, 3 * _DAY),
    (Act.CLOSE, 0.001, 60.0, _WEEK),
)
"""How likely each is after a message, and between when and when (seconds later); the rest does nothing."""


class Deed(NamedTuple):
    """One act, at a second of the loop."""

    at: float
    user: str
    act: Act


class Habits:
    """Draws what people will do when a message arrives, and does it when its hour has come."""

    def __init__(self, people: Mapping[str, Inhabitant], closed: Mapping[str, set[str]], chance: Random) -> None:
        self._people = people
        self._closed = closed
        self._chance = chance
        self._coming: dict[int, list[Deed]] = defaultdict(list)
        self.done: dict[str, list[Deed]] = defaultdict(list)
        """What everybody did, in order."""

    def on_message(self, user: str, at: float) -> None:
        """Somebody got a message: draw what they will do about it."""
        drawn = self._chance.random()
        for act, likely, soonest, latest in _CHANCES:
            drawn -= likely
            if drawn < 0:
                self._plan(Deed(at + self._chance.uniform(soonest, latest), user, act))
                return

    def next_at(self) -> float | None:
        """The second of the loop at which somebody does something next."""
        return min(self._coming) * _TOGETHER if self._coming else None

    async def live(self, store: Store, guide: Guide, seconds: float, now: datetime) -> None:
        """Everything that people do up to this second."""
        ripe = sorted(place for place in self._coming if place * _TOGETHER <= seconds)
        deeds = [deed for place in ripe for deed in sorted(self._coming.pop(place))]
        if deeds:
            await self._happen(store, guide, deeds, now)

    def _plan(self, deed: Deed) -> None:
        self._coming[int(deed.at // _TOGETHER) + 1].append(deed)

    async def _happen(self, store: Store, guide: Guide, deeds: list[Deed], now: datetime) -> None:
        keys = {self._people[deed.user].enrolment for deed in deeds}
        ticked: list[tuple[MemberKey, Completion]] = []
        changed: dict[str, Due] = {}
        async with store.begin() as tx:
            people = {each.member.user: each for each in await people_of(tx, keys)}
            for deed in deeds:
                one = people[deed.user]
                if not one.enrolment.live:
                    continue
                self.done[deed.user].append(deed)
                one = replace(one, enrolment=replace(one.enrolment, unanswered=0))
                people[deed.user] = changed[deed.user] = (
                    _ticked(one, guide, now, ticked) if deed.act is Act.DONE else await self._do(tx, one, deed, now)
                )
            await add_completions(tx, guide.slug, ticked)
            await save_planned(tx, [each.enrolment for each in changed.values()])

    async def _do(self, tx: Tx, one: Due, deed: Deed, now: datetime) -> Due:
        match deed.act:
            case Act.SNOOZE | Act.SKIP if one.enrolment.state is not EnrolmentState.PAUSED:
                return replace(one, enrolment=_moved(_awake(one, now), one, deed.act, now))
            case Act.PAUSE:
                rests = self._chance.choice((1, 2, 4, None))
                await cancel_waiting(tx, one.enrolment.key, now, "paused")
                return replace(one, enrolment=paused(one.enrolment, one.cadence, now, weeks=rests))
            case Act.LEAVE:
                await cancel_waiting(tx, one.enrolment.key, now, "left the cohort")
                return replace(one, enrolment=ended(one.enrolment, EnrolmentState.LEFT, now))
            case Act.CLOSE:
                self._closed[self._people[deed.user].platform].add(deed.user)
                self._plan(Deed(deed.at + self._chance.uniform(2 * _WEEK, 8 * _WEEK), deed.user, Act.OPEN))
                return one
            case Act.OPEN:
                return await self._open(tx, one, deed.user, now)
            case _:
                return one

    async def _open(self, tx: Tx, one: Due, user: str, now: datetime) -> Due:
        """They use a command, so the bot learns that they can be written to again."""
        self._closed[self._people[user].platform].discard(user)
        refused = one.member.reach is Reach.CLOSED
        member = replace(one.member, reach=Reach.OPEN, reach_reason="")
        await save_member(tx, member, now=now)
        rests = one.enrolment.state is not EnrolmentState.ACTIVE
        enrolment = scheduled(one.enrolment, one.cohort, one.cadence, now) if refused and not rests else one.enrolment
        return replace(one, member=member, enrolment=enrolment)


def _ticked(one: Due, guide: Guide, now: datetime, ticked: list[tuple[MemberKey, Completion]]) -> Due:
    here = place(guide, one.done).task
    if here is None:
        return one
    ticked.append((one.member.key, Completion(task=here.slug, done_at=now)))
    done = one.done | {here.slug}
    if place(guide, done).finished:
        return replace(one, done=done, enrolment=ended(one.enrolment, EnrolmentState.FINISHED, now))
    return replace(one, done=done, enrolment=_onward(one, now))


def _awake(one: Due, now: datetime) -> Enrolment:
    """Anything that somebody does ends their silence."""
    if one.enrolment.state is not EnrolmentState.QUIET:
        return one.enrolment
    return scheduled(focused(one.enrolment, None), one.cohort, one.cadence, now)


def _onward(one: Due, now: datetime) -> Enrolment:
    moved = focused(_awake(one, now), None)
    if moved.next_kind is NudgeKind.REMINDER and moved.next_at and moved.state is EnrolmentState.ACTIVE:
        return scheduled(moved, one.cohort, one.cadence, now)
    return moved


def _moved(enrolment: Enrolment, one: Due, act: Act, now: datetime) -> Enrolment:
    if act is Act.SNOOZE:
        return snoozed(enrolment, one.cadence, now, days=3)
    return skipped(enrolment, one.cadence, enrolment.next_on) if enrolment.next_on else enrolment
