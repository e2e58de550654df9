"""`/mentor mentees`: your mentees and those you cover for, or one of them in full."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from mentorbot.chat.blocks import Block, Bullets, Button, Buttons, Fields, Heading, Note, Progress, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Audience, Option, command
from mentorbot.chat.ids import UserId
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.context import Context
from mentorbot.commands.mentee_named import mentee_named
from mentorbot.commands.mentee_seen import Mentee, seen
from mentorbot.commands.mentorships import own_mentees
from mentorbot.domain.errors import shortened
from mentorbot.domain.mentor_notes import MentorNote
from mentorbot.domain.mentoring import Side
from mentorbot.domain.progress import week_of
from mentorbot.messages import moments
from mentorbot.messages.checkins_seen import MOODS, checkin_lines
from mentorbot.messages.kudos import kudos_lines
from mentorbot.messages.lists import within
from mentorbot.messages.mentor_notes import note_lines
from mentorbot.store.kudos import kudos_of
from mentorbot.store.mentor_notes import notes_for

_LENGTH = 2400
_NAME = 30
_IN_FULL = 5
"""Mentees with a button each."""
_CHECKINS, _NOTES, _KUDOS = 4, 4, 2
_TEXT = 200


@command("mentees", "Your mentees, or one in full", audience=Audience.MENTORS)
async def mentees(
    ctx: Context,
    member: Annotated[UserId | None, Option("Which one? All of them when you name none", example="@ada")] = None,
) -> Reply:
    if member:
        return await _in_full(ctx, member)
    async with ctx.store.read() as tx:
        found = [await seen(ctx, tx, each, 1) for each in await own_mentees(ctx, tx)]
    if not found:
        return reply(
            say("Nobody is paired with you yet. An admin does that, and you hear of it."),
            Buttons((Button("What you offer", call("mentor volunteer"), Tone.PRIMARY),)),
        )
    own = [each for each in found if each.pair.caller is Side.MENTOR]
    covered = [each for each in found if each.pair.caller is Side.COVER]
    return reply(
        Heading("Your mentees" if own else "Whom you cover for"),
        Bullets(within([_line(ctx, each) for each in own], _LENGTH)) if own else None,
        *_covered(ctx, covered, headed=bool(own)),
        *_away(found),
        Buttons(tuple(_button(each) for each in found[:_IN_FULL])),
        Note(line("Anybody else in full: `/mentor mentees member=`.")) if len(found) > _IN_FULL else None,
    )


def _covered(ctx: Context, found: Sequence[Mentee], *, headed: bool) -> Iterator[Block]:
    """Whom they cover for, mentor by mentor."""
    for mentor in dict.fromkeys(each.pair.mentor for each in found):
        theirs = [each for each in found if each.pair.mentor == mentor]
        until = theirs[0].pair.offer.away_until
        through = f" through {moments.date_of(until)}" if until else ""
        yield say("You cover for **{name}**{through}:", name=mentor.name, through=through)
        yield Bullets(within([_line(ctx, each) for each in theirs], _LENGTH // 2 if headed else _LENGTH))


def _away(found: Sequence[Mentee]) -> Iterator[Block]:
    """Who covers for the caller's own mentees while the caller is away."""
    mine = next((each.pair for each in found if each.pair.caller is Side.MENTOR), None)
    if mine is None or not mine.away or mine.offer.away_until is None:
        return
    until = moments.date_of(mine.offer.away_until)
    covers = f"{mine.cover.name} covers for you" if mine.cover else "nobody covers for you"
    yield Note(line("You're away through {until}, and {covers}.", until=until, covers=covers))


def _line(ctx: Context, each: Mentee) -> Line:
    """Step, week, mood and last sign, as far as there is any."""
    return line(
        "**{name}**: {where}{mood}{sign}",
        name=shortened(each.pair.learner.name, _NAME),
        where=_where(ctx, each),
        mood=_mood(ctx, each),
        sign=line("; last sign {day}", day=moments.day(each.last_sign, ctx.member.clock))
        if each.last_sign
        else line("; no sign yet"),
    )


def _where(ctx: Context, each: Mentee) -> Line:
    place = each.place
    if place is None:
        return line("in no cohort just now")
    if place.place.step is None:
        return line("has done all of {guide}", guide=place.guide.short)
    done = f"{place.place.done_in(place.place.step)} of {len(place.place.step.tasks)}"
    week = week_of(place.enrolment.joined_at, place.enrolment.ended_at or ctx.now)
    return line("step {step}, {done} done, week {week}", step=place.place.step.number, done=done, week=week)


def _mood(ctx: Context, each: Mentee) -> Line:
    if not each.checkins:
        return ()
    last = each.checkins[0]
    return line("; **{mood}** on {day}", mood=MOODS[last.mood], day=moments.day(last.at, ctx.member.clock))


def _button(each: Mentee) -> Button:
    learner = each.pair.learner
    return Button(shortened(learner.name, _NAME), call("mentor mentees", member=learner.user))


async def _in_full(ctx: Context, wrote: str) -> Reply:
    async with ctx.store.read() as tx:
        pair = await mentee_named(ctx, tx, wrote, "member")
        each = await seen(ctx, tx, pair, _CHECKINS)
        notes = await notes_for(tx, pair.learner.key, ctx.member.key, _NOTES, mentors=True)
        kudos, number = await kudos_of(tx, pair.learner.key, _KUDOS)
    return reply(
        Heading(shortened(pair.learner.name)),
        _whose(each),
        *_progress(each),
        Fields(tuple(_facts(ctx, each))),
        *checkin_lines(each.checkins, ctx.member.clock),
        *_noted(ctx, notes),
        *kudos_lines(kudos, number, ctx.member),
        _muted(ctx, each),
        Buttons(tuple(_ways_on(each))),
    )


def _whose(each: Mentee) -> Note | None:
    if each.pair.caller is Side.COVER:
        return Note(line("You cover for {mentor}.", mentor=each.pair.mentor.name))
    return Note(line("{why}", why=each.pair.mentorship.why)) if each.pair.mentorship.why else None


def _progress(each: Mentee) -> Iterator[Block]:
    if each.place is None:
        return
    done, guide = each.place.place.done, each.place.guide
    yield Progress("All tasks", len(done), len(guide.tasks))
    if step := each.place.place.step:
        yield Progress(f"Step {step.number} · {step.title}", each.place.place.done_in(step), len(step.tasks))


def _facts(ctx: Context, each: Mentee) -> Iterator[tuple[str, Line]]:
    zone = ctx.member.clock
    if each.place is None:
        yield "Cohort", line("none just now")
    else:
        enrolment = each.place.enrolment
        yield "Cohort", line("{name}, {state}", name=each.place.cohort.name, state=str(enrolment.state))
        yield "Week", line("{number}", number=week_of(enrolment.joined_at, enrolment.ended_at or ctx.now))
        if task := each.place.place.task:
            yield "On", line("{task}", task=task.title)
    yield "Last sign", line("{day}", day=moments.day(each.last_sign, zone)) if each.last_sign else line("none yet")
    if wrote := each.pair.mentorship.mentor_wrote_at:
        yield "You wrote", line("{day}", day=moments.day(wrote, zone))


def _noted(ctx: Context, found: Sequence[tuple[MentorNote, str]]) -> tuple[Block, ...]:
    return (say("**Notes**"), *note_lines(found, ctx.member, _TEXT)) if found else ()


def _muted(ctx: Context, each: Mentee) -> Note | None:
    if ctx.member.key in each.pair.mentorship.stopped:
        return Note(line("You've stopped messages from {name}.", name=each.pair.learner.name))
    return None


def _ways_on(each: Mentee) -> Iterator[Button]:
    key, user = each.pair.mentorship.key, each.pair.learner.user
    yield Button("Write", asking("mentor say", to=key), Tone.PRIMARY)
    yield Button("Note", asking("mentor note", about=user))
    yield Button("Kudos", asking("mentor kudos", to=key))
    yield Button("All notes", call("mentor notes", about=user))
    if each.pair.caller is Side.MENTOR:
        yield Button("Someone else would fit better", asking("mentor rematch", to=key))
