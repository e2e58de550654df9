"""What another rhythm, clock or calendar makes of everybody's next nudge, without stopping everything else for it."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mentorbot.chat.spans import Line, line
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.domain.enrolments import Enrolment, rescheduled
from mentorbot.domain.members import Reach
from mentorbot.domain.nudges import Due, cadence_of
from mentorbot.messages import moments

_AT_ONCE = 500
"""People planned anew without a break."""


@dataclass(frozen=True, slots=True)
class Anew:
    """Everybody as they are, and what comes to them by the new terms, in the same order."""

    everybody: Sequence[Due]
    planned: Sequence[Enrolment]

    @property
    def moved(self) -> Sequence[Enrolment]:
        """Those for whom something is different."""
        return [new for new, old in zip(self.planned, self.everybody, strict=True) if new != old.enrolment]

    @property
    def own(self) -> int:
        """How many keep a day or hour of their own."""
        return sum(each.enrolment.days is not None or each.enrolment.at is not None for each in self.everybody)

    @property
    def silenced(self) -> int:
        """How many have a nudge planned, and would have none."""
        both = zip(self.planned, self.everybody, strict=True)
        return sum(old.enrolment.next_at is not None and new.next_at is None for new, old in both)

    @property
    def was(self) -> datetime | None:
        """When the next one to anybody is planned (UTC)."""
        return _first(each.enrolment for each in self.everybody)

    @property
    def will_be(self) -> datetime | None:
        return _first(self.planned)


def _first(planned: Iterable[Enrolment]) -> datetime | None:
    return min((each.next_at for each in planned if each.next_at), default=None)


async def planned_anew(everybody: Sequence[Due], cohort: Cohort, now: datetime) -> Anew:
    """By the terms of `cohort`, as they would be or are."""
    planned: list[Enrolment] = []
    for start in range(0, len(everybody), _AT_ONCE):
        planned += [_again(each, cohort, now) for each in everybody[start : start + _AT_ONCE]]
        await asyncio.sleep(0)  # others are answered meanwhile
    return Anew(everybody, planned)


def _again(each: Due, cohort: Cohort, now: datetime) -> Enrolment:
    """Somebody who can't be written to is expected again when they come back."""
    if each.member.reach is Reach.CLOSED:
        return each.enrolment
    return rescheduled(each.enrolment, cohort, cadence_of(each.enrolment, cohort, each.member), now)


def would_come(made: Anew, cohort: Cohort, zone: str) -> Line:
    """What becomes of the next nudge, before it is decided; `zone` is the reader's."""
    if cohort.state is CohortState.PAUSED:
        return line("It's resting, so nothing goes out until you start it again.")
    own, silenced = owned(made), _silenced(made)
    if not made.moved:
        return line("Nobody's next nudge moves.")
    if made.will_be is None:
        return line("Nobody would have a nudge planned any more.{own}", own=own)
    then = moments.full(made.will_be, zone)
    if made.was is None:
        return line("The next nudge would go out {then}; as it is, none is planned.{own}", then=then, own=own)
    if made.was == made.will_be:
        return line("The next nudge goes out {then} as before.{own}{silenced}", then=then, own=own, silenced=silenced)
    return line(
        "The next nudge would go out {then}; as it is, {now}.{own}{silenced}",
        then=then,
        now=moments.full(made.was, zone),
        own=own,
        silenced=silenced,
    )


def owned(made: Anew) -> str:
    """A sentence about those who chose for themselves; empty where nobody did."""
    verb = "keeps a day or hour" if made.own == 1 else "keep days or hours"
    return f" {moments.people(made.own)} {verb} of their own." if made.own else ""


def _silenced(made: Anew) -> str:
    return f" {moments.people(made.silenced)} would get none any more." if made.silenced else ""
