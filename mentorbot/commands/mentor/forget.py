"""`/mentor forget`: deletes what is held on you, after saying exactly what goes, what stays and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from mentorbot.chat.blocks import Bullets, Button, Buttons, Heading, Note, Text, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.choices import YES_OR_NO
from mentorbot.commands.context import Context
from mentorbot.commands.mentorless import mentorless
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.members import Member
from mentorbot.domain.personal import Held, Kept
from mentorbot.messages.lists import names
from mentorbot.messages.moments import count
from mentorbot.messages.personal import stays_unnamed, what_goes, what_stays
from mentorbot.store import Tx, forgetting
from mentorbot.store.enrolments import live_of
from mentorbot.store.held import held_on
from mentorbot.store.mentoring import mentorship_of, mentorships_of
from mentorbot.store.troubles import add_troubles

_HERE = "What was said on this page stays in its transcript, a file beside the database for whoever tries me."
_THERE = "What I wrote to you stays in your direct messages on {place}; what becomes of it is up to {place}."
_BACKUPS = "Backups that whoever runs me has made keep what was in them, for as long as they keep them."
_ANEW = "If you ever use me again, I meet you as somebody new."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """What somebody has here to lose."""

    held: Held
    kept: Kept
    cohort: Cohort | None
    mentor: Member | None
    mentees: Sequence[Member]


@command("forget", "Delete everything I hold on you, after a question", in_place=True)
async def forget(
    ctx: Context,
    *,
    sure: Annotated[str, Option("yes, to delete it without being asked", choices=YES_OR_NO)] = "",
) -> Reply:
    if sure == "no":
        return reply(say("Nothing was deleted."), Buttons((Button("What's next", call("mentor home"), Tone.PRIMARY),)))
    async with ctx.store.begin() as tx:
        standing = await _standing(ctx, tx)
        if not sure:
            return _ask(ctx, standing)
        kept = await forgetting.forget(tx, ctx.member, ctx.now)
        await add_troubles(tx, [mentorless(ctx, each.key, "their mentor left") for each in standing.mentees])
    if kept is None or not standing.held:
        return reply(
            say("Nothing is held on you any more. All there was is who you are here, and that is gone too."),
            Note(line(_ANEW)),
        )
    return _gone(ctx, standing, kept)


async def _standing(ctx: Context, tx: Tx) -> _Standing:
    live = await live_of(tx, ctx.member.key)
    pair = await mentorship_of(tx, ctx.member.key)
    return _Standing(
        held=await held_on(tx, ctx.member),
        kept=await forgetting.what_stays(tx, ctx.member.key),
        cohort=live[1] if live else None,
        mentor=pair[1] if pair else None,
        mentees=[each for _, each in await mentorships_of(tx, ctx.member.key)],
    )


def _ask(ctx: Context, standing: _Standing) -> Reply:
    choose = Buttons(
        (
            Button("Delete everything", call("mentor forget", sure="yes"), Tone.DANGER),
            Button("Get a copy first", call("mentor export")),
            Button("Keep it", call("mentor forget", sure="no")),
        )
    )
    if not standing.held:
        return reply(
            say("I hold your name, your id here and your time zone, and nothing else. Delete them?"),
            Note(line(_ANEW)),
            choose,
        )
    return reply(
        Heading("Delete everything I hold on you?"),
        say("It can't be undone. **What goes:**"),
        Bullets(tuple(line("{each}", each=each) for each in what_goes(standing.held))),
        *_means(standing),
        say("**What stays, and why:**"),
        Bullets(tuple(_stays(ctx, standing))),
        choose,
    )


def _means(standing: _Standing) -> tuple[Text, ...]:
    """What else follows from it."""
    said: list[Text] = []
    if standing.cohort:
        said.append(say("You leave **{name}**, and nothing that waits for you goes out.", name=standing.cohort.name))
    if standing.mentor:
        said.append(say("**{name}** is no longer your mentor.", name=standing.mentor.name))
    if standing.mentees:
        mentees = [each.name for each in standing.mentees]
        said.append(say("You no longer mentor {names}; admins are told that they need somebody.", names=names(mentees)))
    if "certificates" in standing.held.rows:
        said.append(say("A certificate that you saved stays valid; I can't draw it again."))
    return tuple(said)


def _stays(ctx: Context, standing: _Standing) -> list[Line]:
    numbers = what_stays(standing.kept)
    counted = "{numbers}: numbers without a name, an id, a text or an hour, so that what a cohort did still adds up."
    return [
        *([line(counted, numbers=numbers)] if numbers else []),
        *(line("{each}.", each=each) for each in stays_unnamed(standing.held)),
        line(_outside(ctx)),
        line(_BACKUPS),
    ]


def _outside(ctx: Context) -> str:
    """What only the platform can delete."""
    platform = ctx.caller.platform
    return _HERE if platform == "local" else _THERE.format(place=platform.capitalize())


def _gone(ctx: Context, standing: _Standing, kept: Kept) -> Reply:
    numbers = what_stays(kept)
    return reply(
        say("Everything I held on you is deleted, and nothing that waited for you goes out."),
        say("What is left are numbers of nobody: {numbers}.", numbers=numbers) if numbers else None,
        say(
            "{mentees} no longer {have} you as a mentor.",
            mentees=count(len(standing.mentees), "mentee"),
            have="has" if len(standing.mentees) == 1 else "have",
        )
        if standing.mentees
        else None,
        Note(
            line(
                "{outside} A message that was on its way this very moment may still arrive.",
                outside=_outside(ctx),
            )
        ),
        Note(line(_ANEW)),
    )
