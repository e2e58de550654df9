"""`/mentor mentor`: who your mentor is, when they work, and a line to them through the bot."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from mentorbot.chat.blocks import Block, Button, Buttons, Fields, Heading, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, Moment, MomentStyle, line
from mentorbot.commands.context import Context
from mentorbot.commands.mentorships import Pair, own_mentor
from mentorbot.commands.relaying import kept_for_now, relay
from mentorbot.commands.wishing import wished
from mentorbot.domain.cadence import DAY, instant, local_date
from mentorbot.domain.errors import shortened
from mentorbot.domain.mentoring import MentorWish
from mentorbot.messages import moments
from mentorbot.messages.mentor_notes import shared_notes
from mentorbot.messages.offers import words
from mentorbot.store.mentor_notes import notes_for
from mentorbot.store.mentoring import wish_of

_NOTES = 3
_TEXT = 400


@command("mentor", "Who your mentor is; write to them")
async def mentor(
    ctx: Context,
    message: Annotated[
        str, Option("What would you like to tell them?", prose=True, example="Could we look at my brief on Thursday?")
    ] = "",
    *,
    topics: Annotated[
        str, Option("What a mentor of yours should know about", prose=True, example="APIs, writing")
    ] = "",
    languages: Annotated[str, Option("Languages you'd like to speak", prose=True, example="English, German")] = "",
) -> Reply:
    if topics or languages:
        return await wished(ctx, topics, languages)
    async with ctx.store.read() as tx:
        found = await own_mentor(ctx, tx)
        notes = await notes_for(tx, ctx.member.key, ctx.member.key, _NOTES) if found else ()
        wish = await wish_of(tx, ctx.member.key)
    if found is None:
        return kept_for_now(*_nobody(wish), said=message)
    if message:
        return await relay(ctx, found.mentorship.key, message)
    return reply(
        Heading(f"Your mentor: {shortened(found.mentor.name)}"),
        say("{why}", why=found.mentorship.why) if found.mentorship.why else None,
        Fields(tuple(_facts(ctx, found))),
        *_absence(found),
        *shared_notes(notes, ctx.member, _TEXT),
        *_stopped(ctx, found),
        Buttons(_buttons(ctx, found)),
    )


def _nobody(wish: MentorWish | None) -> tuple[Block, ...]:
    if wish is None:
        told = say(
            "You have no mentor. The guide answers most things, and the people who run cohorts can find you one."
        )
        return (
            told,
            Buttons(
                (
                    Button("I'd like a mentor", asking("mentor wish"), Tone.PRIMARY),
                    Button("Ask the guide", call("mentor ask")),
                )
            ),
        )
    return (
        say("You have no mentor yet. The people who run cohorts know that you'd like one."),
        Note(
            line(
                "You asked for topics: {topics}; languages: {languages}.",
                topics=words(wish.topics, "any"),
                languages=words(wish.languages, "any"),
            )
        ),
        Buttons(
            (
                Button("Ask the guide", call("mentor ask"), Tone.PRIMARY),
                Button("Change what you'd like", asking("mentor wish")),
            )
        ),
    )


def _facts(ctx: Context, found: Pair) -> Iterator[tuple[str, Line]]:
    offer = found.offer
    yield "Working hours", _hours(ctx, found)
    if offer.topics:
        yield "Topics", line("{words}", words=words(offer.topics, ""))
    if offer.languages:
        yield "Languages", line("{words}", words=words(offer.languages, ""))
    yield "Together since", line("{day}", day=moments.day(found.mentorship.began_at, ctx.member.clock))
    if wrote := found.mentorship.mentor_wrote_at:
        yield "Last wrote to you", line("{day}", day=moments.day(wrote, ctx.member.clock))


def _hours(ctx: Context, found: Pair) -> Line:
    """Today's, on the learner's own clock; theirs may be on the other side of midnight."""
    offer, theirs = found.offer, found.mentor.clock
    today = local_date(ctx.now, theirs)
    ends = today if offer.hours_until > offer.hours_from else today + DAY
    start, end = instant(today, offer.hours_from, theirs), instant(ends, offer.hours_until, theirs)
    return line("{start} to {end} your time", start=_clock(ctx, start), end=_clock(ctx, end))


def _clock(ctx: Context, at: datetime) -> Moment:
    return Moment(at, ctx.member.clock, MomentStyle.TIME)


def _absence(found: Pair) -> Iterator[Block]:
    if not found.away or found.offer.away_until is None:
        return
    until = moments.date_of(found.offer.away_until)
    if found.cover:
        yield say(
            "Away through **{until}**. **{cover}** covers: what you write reaches them.",
            until=until,
            cover=found.cover.name,
        )
    else:
        yield say(
            "Away through **{until}**, and nobody covers. What you write waits; if you're stuck, `/mentor checkin` "
            "reaches the admins.",
            until=until,
        )


def _stopped(ctx: Context, found: Pair) -> Iterator[Block]:
    if ctx.member.key in found.mentorship.stopped:
        yield Note(line("You've stopped the messages between you."))


def _buttons(ctx: Context, found: Pair) -> tuple[Button, ...]:
    key = found.mentorship.key
    stopped = ctx.member.key in found.mentorship.stopped
    return (
        Button("Write", asking("mentor say", to=key), Tone.PRIMARY),
        Button("Kudos", asking("mentor kudos", to=key)),
        Button("Start messages again", call("mentor unmute", to=key))
        if stopped
        else Button("Stop messages", call("mentor mute", to=key)),
        Button("Someone else would fit better", asking("mentor rematch", to=key)),
    )
