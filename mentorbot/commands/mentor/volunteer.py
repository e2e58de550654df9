"""`/mentor volunteer`: offer places as a mentor, change what you offer, or stop."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from mentorbot.chat.blocks import Block, Button, Buttons, Fields, Heading, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.choices import YES_OR_NO
from mentorbot.commands.context import Context
from mentorbot.commands.mentor.retire import ask_first, retire
from mentorbot.commands.own_zone import with_zone
from mentorbot.commands.suggestions import zones
from mentorbot.commands.zone_asked import zone_buttons
from mentorbot.domain.members import Member
from mentorbot.domain.mentee_digests import next_digest
from mentorbot.domain.mentoring import LARGEST_CAPACITY, Mentor, MentorState
from mentorbot.domain.spoken import read_time
from mentorbot.domain.spoken_days import read_weekday
from mentorbot.domain.spoken_offers import read_hours, read_words, spelt_hours, spelt_words
from mentorbot.domain.weekdays import spelt
from mentorbot.messages.kudos import kudos_lines
from mentorbot.messages.offers import offer_facts
from mentorbot.store.kudos import kudos_of
from mentorbot.store.mentoring import mentor_of, mentorships_of, save_mentor
from mentorbot.store.people import lock_member

CHANGE = Button("Change it", asking("mentor volunteer"))
_KUDOS = 3
STOP = Button("Stop mentoring", call("mentor volunteer", places=0))


async def as_it_is(ctx: Context, given: Mapping[str, str]) -> Mapping[str, str]:
    """What the caller offers now, as the form takes it; what is usual where they offer nothing yet."""
    del given
    async with ctx.store.read() as tx:
        offered = await mentor_of(tx, ctx.member.key) or Mentor(member=ctx.member.key, since=ctx.now)
    return {
        "places": str(offered.capacity),
        "topics": spelt_words(offered.topics),
        "languages": spelt_words(offered.languages),
        "hours": spelt_hours(offered.hours_from, offered.hours_until),
        "day": spelt(offered.digest_day),
    }


@command("volunteer", "Offer places as a mentor", filled=as_it_is)
async def volunteer(
    ctx: Context,
    places: Annotated[
        int | None, Option("How many mentees at most? 0 ends it", low=0, high=LARGEST_CAPACITY, ask=True)
    ] = None,
    *,
    topics: Annotated[
        str, Option("Topics, with commas between", prose=True, ask=True, example="APIs, product sense; or none")
    ] = "",
    languages: Annotated[str, Option("Languages", prose=True, ask=True, example="English, German; or none")] = "",
    hours: Annotated[str, Option("Your working hours", ask=True, example="09:00-17:00, on your own clock")] = "",
    day: Annotated[str, Option("Day on which you hear of your mentees", ask=True, example="monday")] = "",
    time: Annotated[str, Option("And the hour", example="09:00 or 9pm")] = "",
    tz: Annotated[str, Option("Your time zone, such as Europe/Berlin", complete=zones)] = "",
    sure: Annotated[str, Option("yes, to stop without being asked", choices=YES_OR_NO)] = "",
) -> Reply:
    if places == 0:
        return await (retire(ctx) if sure == "yes" else ask_first(ctx, stays=sure == "no"))
    said = any((places, topics, languages, hours, day, time, tz))
    async with ctx.store.begin() as tx:
        await lock_member(tx, ctx.member.key)
        before = await mentor_of(tx, ctx.member.key)
        taken = len(await mentorships_of(tx, ctx.member.key))
        if not said:
            return _shown(ctx, before, taken, kudos_lines(*await kudos_of(tx, ctx.member.key, _KUDOS), ctx.member))
        member = await with_zone(tx, ctx.member, tz)
        offered = _described(
            before or Mentor(member=member.key, since=ctx.now),
            places=places,
            topics=topics,
            languages=languages,
            hours=hours,
            day=day,
            time=time,
        )
        offered = _open(ctx, before, offered, member)
        await save_mentor(tx, offered)
    if member.zone is None:
        return _which_zone(ctx, offered)
    return _kept(before, offered, member, taken)


def _described(
    offered: Mentor, *, places: int | None, topics: str, languages: str, hours: str, day: str, time: str
) -> Mentor:
    """The offer with what was said of it; raises NotUnderstood."""
    start, end = read_hours(hours) if hours else (offered.hours_from, offered.hours_until)
    return replace(
        offered,
        capacity=places or offered.capacity,
        topics=read_words(topics, "topics") if topics else offered.topics,
        languages=read_words(languages, "languages") if languages else offered.languages,
        hours_from=start,
        hours_until=end,
        digest_day=(read_weekday(day),) if day else offered.digest_day,
        digest_time=read_time(time) if time else offered.digest_time,
    )


def _open(ctx: Context, before: Mentor | None, offered: Mentor, member: Member) -> Mentor:
    """Open to mentees and with a digest once their zone is known; until then nobody is proposed to them."""
    if member.zone is None:
        return replace(offered, state=MentorState.LEFT, digest_at=None)
    again = before is None or before.state is MentorState.LEFT
    return replace(
        offered,
        state=MentorState.ACTIVE,
        since=ctx.now if again else offered.since,
        digest_at=next_digest(offered, member.clock, ctx.now),
    )


def _shown(ctx: Context, offered: Mentor | None, taken: int, kudos: tuple[Block, ...]) -> Reply:
    if offered is None or offered.state is MentorState.LEFT:
        return reply(
            say(
                "You don't mentor at the moment. A mentor hears once a week who moved and who is stuck, and writes a "
                "line where it helps."
            ),
            Note(line("You say how many mentees, which topics and at which hours, and can stop at any time.")),
            Buttons((Button("Offer places", asking("mentor volunteer"), Tone.PRIMARY),)),
        )
    return reply(
        Heading("What you offer as a mentor"),
        Fields(offer_facts(offered, ctx.member.clock, taken)),
        *kudos,
        Buttons((Button("Your mentees", call("mentor mentees"), Tone.PRIMARY), CHANGE, STOP)),
    )


def _which_zone(ctx: Context, offered: Mentor) -> Reply:
    return reply(
        say(
            "Your offer is kept. One thing before anybody is paired with you: where is your {start} to {end}? Choose "
            "your time zone.",
            start=f"{offered.hours_from:%H:%M}",
            end=f"{offered.hours_until:%H:%M}",
        ),
        Buttons(zone_buttons(ctx, "mentor volunteer")),
    )


def _kept(before: Mentor | None, offered: Mentor, member: Member, taken: int) -> Reply:
    first = before is None or before.state is MentorState.LEFT
    over = taken - offered.capacity
    return reply(
        say("You mentor here now: thank you. An admin pairs you, and you hear of it.")
        if first
        else say("That's what you offer from now on."),
        Fields(offer_facts(offered, member.clock, taken)),
        Note(line("You have {over} more than you offer places for. They stay; nobody new comes.", over=over))
        if over > 0
        else None,
        Buttons((Button("Your mentees", call("mentor mentees"), Tone.PRIMARY), CHANGE, STOP)),
    )
