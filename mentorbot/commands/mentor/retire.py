"""What stopping to mentor means, said before and done after."""

from dataclasses import replace

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.commands.mentorless import mentorless
from mentorbot.domain.cadence import local_date
from mentorbot.domain.deliveries import Delivery, DeliveryKind, owed_now
from mentorbot.domain.errors import NotNow
from mentorbot.domain.members import Member
from mentorbot.domain.mentoring import Mentor, MentorState
from mentorbot.domain.relayed import Relay, Relayed
from mentorbot.messages.lists import names
from mentorbot.store import Tx
from mentorbot.store.deliveries import add_deliveries
from mentorbot.store.keys import new_key
from mentorbot.store.mentoring import covered_by, mentor_of, mentorships_of, save_mentor
from mentorbot.store.people import lock_member
from mentorbot.store.people import member as member_by_key
from mentorbot.store.troubles import add_troubles


async def ask_first(ctx: Context, *, stays: bool) -> Reply:
    """What becomes of the caller's mentees; `stays` is that they thought better of it."""
    async with ctx.store.read() as tx:
        await _offer(ctx, tx)
        learners = [each for _, each in await mentorships_of(tx, ctx.member.key)]
        away = await _left_alone(ctx, tx)
    if stays:
        return reply(
            say("You're still a mentor. Nothing changed."),
            Buttons((Button("Your mentees", call("mentor mentees"), Tone.PRIMARY),)),
        )
    theirs = (
        say(
            "Stop mentoring? Your mentees stay with you until an admin finds somebody else for them: {names}. They're "
            "told, and so are the admins. Your private notes stay yours.",
            names=names([each.name for each in learners]),
        )
        if learners
        else say("Stop mentoring? You have no mentees, so nobody is left without a mentor.")
    )
    return reply(
        theirs,
        say("You cover for {names}; whoever of their mentees is stuck then reaches the admins.", names=names(away))
        if away
        else None,
        Note(line("If you only need a break, name a cover until you're back.")),
        Buttons(
            (
                Button("Stop mentoring", call("mentor volunteer", places=0, sure="yes"), Tone.DANGER),
                Button("Go away for a while", asking("mentor away")),
                Button("Keep mentoring", call("mentor volunteer", places=0, sure="no")),
            )
        ),
    )


async def retire(ctx: Context) -> Reply:
    """Mentor no more: mentees and admins are told; the pairs stay until somebody else is found."""
    async with ctx.store.begin() as tx:
        await lock_member(tx, ctx.member.key)
        offered = await _offer(ctx, tx)
        learners = [each for _, each in await mentorships_of(tx, ctx.member.key)]
        mentors = [each for offer, each in await covered_by(tx, ctx.member.key) if _is_away(ctx, offer, each)]
        await save_mentor(tx, replace(offered, state=MentorState.LEFT, digest_at=None, away_until=None, cover=None))
        told = [_letter(ctx, each, Relay.STOPS, place) for place, each in enumerate(learners)]
        told += [_letter(ctx, each, Relay.UNCOVERED, len(told) + place) for place, each in enumerate(mentors)]
        if offered.cover and _is_away(ctx, offered, ctx.member):
            told.append(_letter(ctx, await member_by_key(tx, offered.cover), Relay.COVERED, len(told)))
        await add_deliveries(tx, told)
        await add_troubles(tx, [mentorless(ctx, each.key, f"{ctx.member.name} mentors no more") for each in learners])
    return reply(
        say("You no longer mentor. Thank you for the time you gave."),
        Note(
            line(
                "{names} and the admins are told. Until somebody else is found they can still write to you.",
                names=names([each.name for each in learners]),
            )
        )
        if learners
        else None,
        Buttons((Button("Offer places again", asking("mentor volunteer")), Button("What's next", call("mentor home")))),
    )


async def _offer(ctx: Context, tx: Tx) -> Mentor:
    """Raises NotNow for somebody who mentors nobody's way."""
    offered = await mentor_of(tx, ctx.member.key)
    if offered is None or offered.state is MentorState.LEFT:
        raise NotNow(
            "You don't mentor at the moment, so there's nothing to stop.", instead=(("What's next", "mentor home"),)
        )
    return offered


async def _left_alone(ctx: Context, tx: Tx) -> list[str]:
    """Mentors who are away just now and named the caller as their cover."""
    return [each.name for offer, each in await covered_by(tx, ctx.member.key) if _is_away(ctx, offer, each)]


def _is_away(ctx: Context, offer: Mentor, mentor: Member) -> bool:
    return offer.away(local_date(ctx.now, mentor.clock))


def _letter(ctx: Context, to: Member, what: Relay, place: int) -> Delivery:
    letter = Relayed(what=what, who=ctx.member.name, zone=to.clock)
    return owed_now(new_key(ctx.now, place), letter, DeliveryKind.RELAY, to=to, now=ctx.now)
