"""`/mentor away`: a mentor is away until a day, and somebody covers, or nobody does."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Text, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Audience, Option, command
from mentorbot.chat.ids import UserId
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.commands.mentor_named import mentor_named
from mentorbot.domain.cadence import local_date
from mentorbot.domain.deliveries import Delivery, DeliveryKind, owed_now
from mentorbot.domain.errors import NotNow, NotUnderstood
from mentorbot.domain.members import Member
from mentorbot.domain.mentoring import Mentor, reached
from mentorbot.domain.relayed import Relay, Relayed
from mentorbot.domain.spoken_days import read_date
from mentorbot.messages import moments
from mentorbot.messages.lists import names
from mentorbot.store import Tx
from mentorbot.store.deliveries import add_deliveries
from mentorbot.store.keys import new_key
from mentorbot.store.mentoring import covered_by, mentor_of, mentorships_of, save_mentor
from mentorbot.store.people import lock_members
from mentorbot.store.people import member as member_by_key

BACK = "back"
_LONGEST = timedelta(days=366)
_NOBODY = "Nobody covers: messages wait for you, and whoever is stuck reaches the admins. Name a cover to change that."


@dataclass(frozen=True, slots=True)
class _Absence:
    """The caller's offer, and who covers; None where nobody is named."""

    offer: Mentor
    cover: Member | None
    stands_in: bool = True
    """Whether the cover hears today: one who is away too, or mentors no more, does not."""


@command("away", "Be away for a while; name a cover", audience=Audience.MENTORS)
async def away(
    ctx: Context,
    until: Annotated[
        str, Option("Your last day away; back ends it", ask=True, example="2026-12-08, 8 December, or back")
    ] = "",
    cover: Annotated[UserId | None, Option("Which mentor covers?", ask=True, example="@robin")] = None,
) -> Reply:
    if not until and cover is None:
        async with ctx.store.read() as tx:
            return _shown(ctx, await _absence(ctx, tx))
    if until.strip().casefold() == BACK:
        return await _back(ctx)
    async with ctx.store.begin() as tx:
        before = await _absence(ctx, tx)
        last = _last_day(ctx, before.offer, until)
        chosen = await _cover(ctx, tx, cover) if cover else None
        if not until and chosen is None:
            raise NotUnderstood("Until which day?", option="until")
        if chosen is None and before.offer.away(_today(ctx)):
            chosen = before.cover  # another last day alone leaves the cover as it was
        after = _Absence(replace(before.offer, away_until=last, cover=chosen.key if chosen else None), chosen)
        await save_mentor(tx, after.offer)
        mentees = len(await mentorships_of(tx, ctx.member.key))
        alone = await _left_alone(ctx, tx)
        await add_deliveries(tx, _letters(ctx, before, after, mentees, alone))
        after = await _absence(ctx, tx)
    return _kept(after, mentees, [each.name for each in alone])


async def _back(ctx: Context) -> Reply:
    async with ctx.store.begin() as tx:
        before = await _absence(ctx, tx)
        if not before.offer.away(_today(ctx)):
            raise NotNow("You aren't away, so nothing changed.", instead=(("Your mentees", "mentor mentees"),))
        await save_mentor(tx, replace(before.offer, away_until=None, cover=None))
        told = [_letter(ctx, before.cover, Relay.COVERED, 0)] if before.cover else []
        await add_deliveries(tx, told)
    return reply(
        say("Welcome back. Your mentees reach you again from now on."),
        Note(line("{cover} is told; thank them.", cover=before.cover.name)) if before.cover else None,
        Buttons((Button("Your mentees", call("mentor mentees"), Tone.PRIMARY),)),
    )


async def _absence(ctx: Context, tx: Tx) -> _Absence:
    """As it is kept; raises NotNow for somebody who stopped mentoring a moment ago."""
    offer = await mentor_of(tx, ctx.member.key)
    if offer is None:
        raise NotNow("You don't mentor at the moment, so nothing was changed.")
    if offer.cover is None:
        return _Absence(offer, None)
    covering = await mentor_of(tx, offer.cover)
    stands_in = reached(replace(offer, away_until=date.max), covering, _today(ctx)) == offer.cover
    return _Absence(offer, await member_by_key(tx, offer.cover), stands_in)


async def _cover(ctx: Context, tx: Tx, wrote: str) -> Member:
    """A mentor who is here; raises NotUnderstood or NotNow. Held, so that two do not leave to each other at once."""
    _, named = await mentor_named(ctx, tx, wrote, "cover")
    if named.key == ctx.member.key:
        raise NotUnderstood("You can't cover for yourself. Name another mentor, or nobody.", option="cover")
    await lock_members(tx, [ctx.member.key, named.key])
    offer = await mentor_of(tx, named.key)
    if offer is not None and offer.away_until is not None and offer.away(local_date(ctx.now, named.clock)):
        raise NotNow(
            f"{named.name} is away too, through {moments.date_of(offer.away_until)}, so they can't cover. Nothing was "
            "changed: name somebody else, or nobody.",
            instead=(("Name somebody else", "mentor away ?"),),
        )
    return named


def _last_day(ctx: Context, offer: Mentor, wrote: str) -> date:
    """The last day away; as it was where only the cover changes. Raises NotUnderstood."""
    today = _today(ctx)
    if not wrote:
        if not offer.away(today) or offer.away_until is None:
            raise NotUnderstood("Until which day are you away? Nothing was changed.", option="until")
        return offer.away_until
    last = read_date(wrote, today, "until")
    if last < today:
        raise NotUnderstood(
            f"{moments.date_of(last)} is over: today is {moments.date_of(today)}. Nothing was changed.", option="until"
        )
    if last - today > _LONGEST:
        raise NotUnderstood(
            f"{moments.date_of(last)} is more than a year away. Is that the right year? For good, stop mentoring with "
            "`/mentor volunteer places=0`.",
            option="until",
        )
    return last


async def _left_alone(ctx: Context, tx: Tx) -> Sequence[Member]:
    """Mentors who are away and named the caller as their cover."""
    return [each for offer, each in await covered_by(tx, ctx.member.key) if offer.away(local_date(ctx.now, each.clock))]


def _letters(
    ctx: Context, before: _Absence, after: _Absence, mentees: int, alone: Sequence[Member]
) -> Sequence[Delivery]:
    """To the cover, new or with another last day; to the one before; to those for whom the caller covers."""
    told: list[Delivery] = []
    was_away = before.offer.away(_today(ctx))
    if was_away and before.cover and before.cover != after.cover:
        told.append(_letter(ctx, before.cover, Relay.COVERED, len(told)))
    same = was_away and (before.offer.away_until, before.cover) == (after.offer.away_until, after.cover)
    if after.cover and not same:
        told.append(_letter(ctx, after.cover, Relay.COVERS, len(told), until=after.offer.away_until, mentees=mentees))
    if not was_away:
        told += [
            _letter(ctx, each, Relay.UNCOVERED, len(told) + place, until=after.offer.away_until)
            for place, each in enumerate(alone)
        ]
    return told


def _letter(
    ctx: Context, to: Member, what: Relay, place: int, *, until: date | None = None, mentees: int = 0
) -> Delivery:
    letter = Relayed(what=what, who=ctx.member.name, until=until, mentees=mentees, zone=to.clock)
    return owed_now(new_key(ctx.now, place), letter, DeliveryKind.RELAY, to=to, now=ctx.now)


def _shown(ctx: Context, found: _Absence) -> Reply:
    if not found.offer.away(_today(ctx)) or found.offer.away_until is None:
        return reply(
            say("You're here: your mentees reach you."),
            Buttons((Button("Go away for a while", asking("mentor away"), Tone.PRIMARY),)),
        )
    return reply(
        say("You're away through **{until}**.", until=moments.date_of(found.offer.away_until)),
        _who_covers(found),
        Buttons(
            (
                Button("I'm back", call("mentor away", until=BACK), Tone.PRIMARY),
                Button("Change it", asking("mentor away")),
            )
        ),
    )


def _kept(found: _Absence, mentees: int, alone: Sequence[str]) -> Reply:
    until = moments.date_of(found.offer.away_until) if found.offer.away_until else ""
    return reply(
        say("You're away from now on, through **{until}**.", until=until),
        _who_covers(found),
        Note(line("{cover} is told, with your last day.", cover=found.cover.name)) if found.cover else None,
        say(
            "You cover for {names}, away too: they're told that whoever is stuck reaches the admins meanwhile.",
            names=names(alone),
        )
        if alone
        else None,
        None if mentees else Note(line("You have no mentees just now.")),
        Buttons((Button("I'm back", call("mentor away", until=BACK)), Button("Change it", asking("mentor away")))),
    )


def _who_covers(found: _Absence) -> Text:
    if found.cover is None:
        return say("{nobody}", nobody=_NOBODY)
    if not found.stands_in:
        return say(
            "{cover}, your cover, is away too or mentors no more. Until you name somebody else, whoever is stuck "
            "reaches the admins.",
            cover=found.cover.name,
        )
    return say("**{cover}** covers: your mentees' messages, and whoever is stuck, reach them.", cover=found.cover.name)


def _today(ctx: Context) -> date:
    return local_date(ctx.now, ctx.member.clock)
