"""`/cohort explain`: why somebody did, did not, or will get a nudge."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated

from mentorbot.chat.blocks import Block, Bullets, Button, Buttons, Fields, Heading, Text, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.context import Context
from mentorbot.commands.member_named import member_named
from mentorbot.domain.deliveries import Delivery, DeliveryState
from mentorbot.domain.enrolments import NudgeKind
from mentorbot.domain.errors import NotFound
from mentorbot.domain.guide import Guide
from mentorbot.domain.nudges import Due
from mentorbot.domain.progress import place
from mentorbot.guides import Library
from mentorbot.messages import moments
from mentorbot.messages.decisions import decisions
from mentorbot.messages.fates import fate
from mentorbot.messages.lists import within
from mentorbot.messages.silences import paused_until, silence
from mentorbot.messages.stories import story
from mentorbot.store.completions import completions_of
from mentorbot.store.deliveries import history
from mentorbot.store.enrolments import latest_of
from mentorbot.store.troubles import told_of

_LATEST = 8
_HISTORY_LENGTH = 2000


@command("explain", "Why a nudge came, or not", group="cohort")
async def explain(ctx: Context, member: Annotated[UserId, Option("Who?", example="@kim")]) -> Reply:
    try:
        async with ctx.store.read() as tx:
            asked = await member_named(ctx, tx, member)
    except NotFound:
        stranger = await ctx.platform.person(WorkspaceId(ctx.workspace.outside), member)
        if stranger is None:
            raise
        return _nowhere(stranger.name, stranger.user)
    async with ctx.store.read() as tx:
        found = await latest_of(tx, asked.key)
        if found is None:
            return _nowhere(asked.name, asked.user)
        enrolment, cohort = found
        done = frozenset(each.task for each in await completions_of(tx, asked.key, cohort.guide))
        latest = await history(tx, asked.key, _LATEST)
        told = await told_of(tx, [each.key for each in latest])
    due = Due(enrolment, cohort, asked, done)
    guide = ctx.library.guide(cohort.guide)
    return reply(
        Heading(f"{asked.name} in {cohort.name}"),
        Text(_next(due, guide, ctx.member.clock)),
        _rule(due, guide),
        *_past(latest, told, ctx.library, ctx.member.clock),
        *_decisions(latest),
        Buttons(_buttons(due)),
    )


def _nowhere(name: str, user: str) -> Reply:
    return reply(
        say("**{name}** has never been in a cohort, so no nudge is planned and none went out.", name=name),
        Buttons((Button("Add them", call("cohort add", member=user), Tone.PRIMARY),)),
    )


def _next(due: Due, guide: Guide | None, zone: str) -> Line:
    why = silence(due, guide, zone)
    at = due.enrolment.next_at
    if why is not None or at is None:
        return line("**No nudge is coming**: {why}.", why=why or "none is planned")
    what = "The reminder they asked for" if due.enrolment.next_kind is NudgeKind.REMINDER else "The next nudge"
    rest = "" if paused_until(due, zone) is None else ", and until then they are paused"
    return line("**{what} comes {at}**{rest}.", what=what, at=moments.full(at, zone), rest=rest)


def _rule(due: Due, guide: Guide | None) -> Fields:
    facts = [
        ("Rhythm", line("{cadence}, {whose}", cadence=str(due.cadence), whose=_whose_rhythm(due))),
        ("Clock", line("{zone}, {whose}", zone=due.cadence.zone, whose=_whose_clock(due))),
    ]
    task = place(guide, due.done, due.enrolment.focus).task if guide else None
    if guide and task:
        step = guide.step_of[task.slug]
        facts.append(("Place", line("Step {number}, “{task}”", number=step.number, task=task.title)))
    if due.cohort.starts_on:
        facts.append(("Start", line("not before {on}", on=moments.date_of(due.cohort.starts_on))))
    return Fields(tuple(facts))


def _whose_rhythm(due: Due) -> str:
    own_day, own_time = due.enrolment.days is not None, due.enrolment.at is not None
    if own_day and own_time:
        return "their own choice"
    if own_day or own_time:
        return f"the {'day' if own_day else 'time'} is their own choice, the rest the cohort's"
    return "the cohort's rule"


def _whose_clock(due: Due) -> str:
    if due.member.zone_chosen:
        return "which they chose"
    if due.cohort.zone:
        return "the cohort's, for everybody who chose none"
    if due.member.zone is None:
        return "since nobody knows theirs; they can say it with /mentor schedule"
    return "theirs, as their profile says"


def _past(latest: Sequence[Delivery], told: Mapping[str, datetime], library: Library, zone: str) -> tuple[Block, ...]:
    if not latest:
        return (say("Nothing has gone out to them yet."),)
    items = [
        line("{fate}{story}", fate=fate(each, library, zone), story=story(each, zone, told.get(each.key)))
        for each in latest
    ]
    opening = say("**What went out**, the latest first; what became of it is on your own clock")
    return (opening, Bullets(within(items, _HISTORY_LENGTH)))


def _decisions(latest: Sequence[Delivery]) -> tuple[Block, ...]:
    """What can be done about the oldest that is held; the others have their list."""
    held = [each for each in latest if each.state is DeliveryState.HELD and each.enrolment]
    if not held:
        return ()
    more = (Button("All that is held", call("cohort held")),) if len(held) > 1 else ()
    return (Buttons((*decisions(held[-1].key), *more)),)


def _buttons(due: Due) -> tuple[Button, ...]:
    show = Button("Show the cohort", call("cohort show", cohort=due.cohort.slug))
    if due.enrolment.live:
        return (show, Button("Take them out", call("cohort remove", member=due.member.user, cohort=due.cohort.slug)))
    return (show,)
