"""Putting many members into a cohort at once, in a few round trips."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from mentorbot.commands.enrolling import planned
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.deliveries import DeliveryKind, owed_now
from mentorbot.domain.enrolments import Enrolment, EnrolmentKey, EnrolmentState
from mentorbot.domain.errors import NotNow
from mentorbot.domain.guide import Guide
from mentorbot.domain.members import Member, MemberKey
from mentorbot.domain.notices import Notice, NoticeKind
from mentorbot.domain.spoken import read_zone
from mentorbot.messages.moments import people
from mentorbot.store import Tx
from mentorbot.store.carried import carry_over
from mentorbot.store.completions import done_by_all
from mentorbot.store.deliveries import add_deliveries
from mentorbot.store.enrolments import add_enrolments, known_in, leave_ended, save_enrolment, withdraw_asked
from mentorbot.store.keys import new_key
from mentorbot.store.people import set_zone


@dataclass(frozen=True, slots=True)
class Intake:
    """What an import made of everybody."""

    joined: list[Enrolment] = field(default_factory=list)
    already: list[Member] = field(default_factory=list)
    elsewhere: list[Member] = field(default_factory=list)
    """In another cohort; one at a time keeps the nudges few."""
    finished: list[Member] = field(default_factory=list)
    left: list[Member] = field(default_factory=list)
    """They left, or were taken out: only they themselves, or an `add`, bring them back."""
    done: list[Member] = field(default_factory=list)
    """They have done all of its tasks, in another cohort or under another guide."""
    carried: list[Member] = field(default_factory=list)
    """Of those who joined, whoever had done some of its tasks under another guide; these count now."""

    def __add__(self, other: "Intake") -> "Intake":
        return Intake(
            self.joined + other.joined,
            self.already + other.already,
            self.elsewhere + other.elsewhere,
            self.finished + other.finished,
            self.left + other.left,
            self.done + other.done,
            self.carried + other.carried,
        )


class Standing(StrEnum):
    """What somebody is to a cohort that they would be added to."""

    NEW = "new"
    ALREADY = "already"
    ELSEWHERE = "elsewhere"
    FINISHED = "finished"
    LEFT = "left"
    DONE = "done"


async def standings(tx: Tx, members: Sequence[Member], cohort: Cohort, guide: Guide) -> Mapping[MemberKey, Standing]:
    """What `enrol_many` would make of many, as things are; nothing is changed, so tasks of other guides don't count."""
    known = await known_in(tx, cohort.key, [each.key for each in members])
    through = {each.key for each in await _through(tx, members, guide)}
    return {each.key: _standing(known.get(each.key), cohort, through=each.key in through) for each in members}


def _standing(enrolment: Enrolment | None, cohort: Cohort, *, through: bool) -> Standing:
    if enrolment is None or enrolment.state is EnrolmentState.ASKED:
        return Standing.DONE if through else Standing.NEW
    if enrolment.live:
        return Standing.ALREADY if enrolment.cohort == cohort.key else Standing.ELSEWHERE
    return Standing.FINISHED if enrolment.state is EnrolmentState.FINISHED else Standing.LEFT


async def enrol_many(
    tx: Tx, members: Sequence[Member], cohort: Cohort, guide: Guide, *, now: datetime, tz: str
) -> Intake:
    """Enrol whoever has never been in the cohort and is in no other that still runs; `members` are locked already.

    Raises NotNow when somebody's zone is needed and `tz` is empty, NotUnderstood when it is no zone.
    """
    made = Intake()
    await leave_ended(tx, [each.key for each in members], now)
    known = await known_in(tx, cohort.key, [each.key for each in members])
    asking = {key: each for key, each in known.items() if each.state is EnrolmentState.ASKED}
    known = {key: each for key, each in known.items() if key not in asking}
    for member in members:
        if member.key in known:
            _shelf(made, known[member.key], cohort).append(member)
    fresh = [each for each in members if each.key not in known]
    carried = await carry_over(tx, [each.key for each in fresh], guide.slug, guide.tasks)
    made.done.extend(await _through(tx, fresh, guide))
    through = {each.key for each in made.done}
    fresh = [each for each in fresh if each.key not in through]
    made.carried.extend(each for each in fresh if each.key in carried)
    for member in await with_zones(tx, fresh, cohort, tz):
        blank = Enrolment(key=EnrolmentKey(0), cohort=cohort.key, member=member.key, joined_at=now)
        asked = asking.get(member.key)
        ready = planned(replace(asked, ended_at=None, ended_why=None) if asked else blank, member, cohort, now)
        made.joined.append(ready)
        if asked:
            await _let_in(tx, ready, member, cohort, now)
    await withdraw_asked(tx, [each.member for each in made.joined], now, but=cohort.key)
    await add_enrolments(tx, [each for each in made.joined if each.member not in asking])
    return made


async def _let_in(tx: Tx, ready: Enrolment, member: Member, cohort: Cohort, now: datetime) -> None:
    """Somebody who waits to be let in, and was promised an answer."""
    await save_enrolment(tx, ready)
    notice = Notice(kind=NoticeKind.ADMITTED, cohort=cohort.name, zone=member.clock, next_at=ready.next_at)
    letter = owed_now(new_key(now), notice, DeliveryKind.NOTICE, to=member, now=now)
    await add_deliveries(tx, [letter])


async def _through(tx: Tx, members: Sequence[Member], guide: Guide) -> Sequence[Member]:
    """Those who have nothing left to do."""
    done = await done_by_all(tx, {each.key for each in members})
    return [each for each in members if done.get((each.key, guide.slug), frozenset()) >= guide.tasks.keys()]


def _shelf(made: Intake, enrolment: Enrolment, cohort: Cohort) -> list[Member]:
    if enrolment.live:
        return made.already if enrolment.cohort == cohort.key else made.elsewhere
    return made.finished if enrolment.state is EnrolmentState.FINISHED else made.left


async def with_zones(tx: Tx, members: Sequence[Member], cohort: Cohort, tz: str) -> Sequence[Member]:
    """The members, those whose zone nobody knows with the zone `tz` until they choose their own; kept.

    Raises NotNow when a zone is needed and none was given, so that nothing ever comes at the wrong hour.
    """
    zone = read_zone(tz) if tz else None
    unknown = {each.key for each in members if each.zone is None}
    if not unknown:
        return members
    if zone is None and cohort.zone is None:
        raise NotNow(
            f"{cohort.name} runs on each member's own time, and I don't know the time zone of "
            f"{people(len(unknown))}, so nobody was added. "
            "Say which one counts until they choose their own: add `tz=Europe/Berlin`, or just `tz=berlin`."
        )
    if zone is None:
        return members
    await set_zone(tx, unknown, zone)
    return [replace(each, zone=zone) if each.key in unknown else each for each in members]
