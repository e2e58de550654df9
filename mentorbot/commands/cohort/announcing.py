"""An announcement: who gets it and when, and its way into the outbox once an admin has said yes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mentorbot.chat.blocks import Button, Buttons, Note, Text, Tone
from mentorbot.chat.call import call
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.auditing import audited
from mentorbot.commands.cohort.changing import decided
from mentorbot.commands.cohort_named import open_cohort
from mentorbot.commands.context import Context
from mentorbot.domain.announcements import (
    UNDOABLE,
    Announced,
    Announcement,
    AnnouncementKey,
    arrives,
    clock_of,
)
from mentorbot.domain.cadence import local_date
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.domain.deliveries import Delivery, DeliveryKind
from mentorbot.domain.errors import NotNow, shortened
from mentorbot.domain.members import Member, Reach
from mentorbot.domain.proposals import Proposal
from mentorbot.messages import moments
from mentorbot.messages.lists import names
from mentorbot.store import Tx
from mentorbot.store.announcements import add_announcement
from mentorbot.store.cohorts import cohort as cohort_of
from mentorbot.store.deliveries import add_deliveries
from mentorbot.store.enrolments import roster
from mentorbot.store.keys import new_mark, numbered_key
from mentorbot.store.proposals import settle_proposal

_KEEPS = timedelta(days=1)
"""How long after its hour it may still reach somebody."""
_AUDITED = 300


@dataclass(frozen=True, slots=True)
class Audience:
    """Who gets it, each with when (UTC), and who cannot be written to."""

    readers: Sequence[tuple[Member, datetime]]
    closed: Sequence[Member]
    goes_at: datetime

    @property
    def later(self) -> Sequence[datetime]:
        """When those get it who sleep, or have quiet hours."""
        return [at for _, at in self.readers if at > self.goes_at]


async def audience(tx: Tx, cohort: Cohort, now: datetime) -> Audience:
    """Everybody who is in the cohort, paused and silent ones too; not whoever has only asked to join."""
    everybody = [each.member for each in await roster(tx, cohort)]
    goes_at = now + UNDOABLE
    readers = [(each, arrives(goes_at, each, cohort)) for each in everybody if each.reach is Reach.OPEN]
    return Audience(readers, [each for each in everybody if each.reach is Reach.CLOSED], goes_at)


async def cohort_to_tell(ctx: Context, tx: Tx, named: str) -> Cohort:
    """Raises NotNow for one that rests: nothing goes out to its people."""
    found = await open_cohort(ctx, tx, named)
    if found.state is CohortState.PAUSED:
        raise NotNow(
            f"{found.name} is resting, so nothing goes out to its people. Start it again first; I've sent nothing.",
            instead=(("Start again", f"cohort unpause cohort={found.slug}"),),
        )
    return found


def who_gets_it(ctx: Context, told: Audience) -> Line:
    """How many at once, how many in their morning, and who not."""
    zone, later = ctx.member.clock, told.later
    number = len(told.readers)
    if not later:
        when: Line = line(
            "{people} {get} it a minute after you confirm.", people=moments.people(number), get=_get(number)
        )
    elif len(later) == number:
        when = line("It's night for everybody, or their quiet hours. {morning}", morning=_morning(later, zone))
    else:
        now = number - len(later)
        when = line(
            "{people} {get} it a minute after you confirm. {morning}",
            people=moments.people(now),
            get=_get(now),
            morning=_morning(later, zone),
        )
    return when


def _morning(later: Sequence[datetime], zone: str) -> Line:
    """For whom it is night: when they get it, on the reader's clock."""
    number = len(later)
    first, last = (moments.full(each, zone) for each in (min(later), max(later)))
    span: Line = (
        line("{first}", first=first) if first == last else line("from {first} to {last}", first=first, last=last)
    )
    return line(
        "{people} {get} it when their night or quiet hours end: {span}.",
        people=moments.people(number),
        get=_get(number),
        span=span,
    )


def _get(number: int) -> str:
    return "gets" if number == 1 else "get"


def left_out(told: Audience) -> Note | None:
    if not told.closed:
        return None
    number = len(told.closed)
    return Note(
        line(
            "{people} can't be written to, so {they} won't get it: {names}.",
            people=moments.people(number),
            they="they",
            names=names([each.name for each in told.closed]),
        )
    )


async def confirmed(ctx: Context, tx: Tx, shown: Proposal) -> Reply:
    """Into the outbox, a minute ahead; a second yes does nothing."""
    assert shown.cohort is not None  # noqa: S101 - an announcement has one
    text = str(shown.content.get("text", ""))
    cohort = await cohort_of(tx, shown.cohort)
    if not await settle_proposal(tx, shown, ctx.now):
        return decided(cohort)
    cohort = await cohort_to_tell(ctx, tx, cohort.slug)
    told = await audience(tx, cohort, ctx.now)
    if not told.readers:
        raise NotNow(f"Nobody in {cohort.name} can be written to now, so nothing goes out.")
    made = await add_announcement(
        tx,
        Announcement(
            key=AnnouncementKey(0),
            workspace=ctx.workspace.key,
            cohort=cohort.key,
            author=ctx.member.key,
            text=text,
            people=len(told.readers),
            made_at=ctx.now,
            goes_at=told.goes_at,
        ),
    )
    await add_deliveries(tx, _deliveries(ctx, made, cohort, told))
    after = {"Message": shortened(text, _AUDITED), "People": f"{made.people:,}"}
    await audited(ctx, tx, "cohort announce", cohort.name, after=after)
    return _under_way(ctx, made, told)


def _deliveries(ctx: Context, made: Announcement, cohort: Cohort, told: Audience) -> list[Delivery]:
    """One each; those who share a clock share a letter."""
    mark = new_mark()
    letters = {
        zone: Announced(cohort=cohort.name, who=ctx.member.name, text=made.text, zone=zone)
        for zone in {clock_of(each, cohort) for each, _ in told.readers}
    }
    return [
        Delivery(
            key=numbered_key(ctx.now, mark, 0, place),
            workspace=made.workspace,
            member=member.key,
            enrolment=None,
            kind=DeliveryKind.ANNOUNCEMENT,
            on=local_date(at, clock_of(member, cohort)),
            letter=letters[clock_of(member, cohort)],
            scheduled_at=at,
            until=at + _KEEPS,
            due_at=at,
            planned_at=ctx.now,
            about=made.about,
        )
        for place, (member, at) in enumerate(told.readers)
    ]


def _under_way(ctx: Context, made: Announcement, told: Audience) -> Reply:
    later, zone = told.later, ctx.member.clock
    now = made.people - len(later)
    opening = (
        say("It goes out in one minute, to {people}.", people=moments.people(now))
        if now
        else say("It goes out to {people}, and to nobody at night.", people=moments.people(made.people))
    )
    return reply(
        opening,
        Text(_morning(later, zone)) if later else None,
        Note(line("Until then nobody has it, and Undo calls it back from everybody.")),
        Buttons((Button("Undo", call("cohort recall", announcement=made.key), Tone.DANGER),)),
    )
