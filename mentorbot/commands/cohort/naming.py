"""Somebody made a mentor by an admin, or no longer one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mentorbot.chat.blocks import Button, Buttons, Fields, Heading, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.platform import Person
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.auditing import audited
from mentorbot.commands.cohort.matches import shown_match
from mentorbot.commands.cohort.people import member_here, person_here
from mentorbot.commands.context import Context
from mentorbot.commands.matchmaking import cohort_facts, is_away, without_the_gone
from mentorbot.commands.mentorless import mentorless
from mentorbot.commands.pairing_up import letter
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.errors import NotNow, shortened
from mentorbot.domain.members import Member, MemberKey, Reach
from mentorbot.domain.mentee_digests import next_digest
from mentorbot.domain.mentoring import Mentor, MentorState
from mentorbot.domain.pairings import Counterpart, Paired, PairNews
from mentorbot.messages import moments
from mentorbot.messages.lists import names
from mentorbot.store import Tx
from mentorbot.store.deliveries import add_deliveries
from mentorbot.store.enrolments import live_of
from mentorbot.store.mentoring import mentor_of, mentorships_of, save_mentor
from mentorbot.store.people import Newcomer, add_members, lock_member, member_of
from mentorbot.store.troubles import add_troubles

_SUBJECT = "mentors"
"""What such a change is done to, in the audit log."""
_NAME = 30
_COHORTS = 3


async def made_mentor(ctx: Context, wrote: str) -> Reply:
    """What they offer; with what is usual where they offer nothing yet. Raises NotNow for a bot or somebody gone."""
    async with ctx.store.read() as tx:
        known = await member_of(tx, ctx.workspace.key, wrote)
        offered = await mentor_of(tx, known.key) if known else None
    if known and offered and offered.state is MentorState.ACTIVE:
        return await _shown(ctx, known, offered)
    person = await person_here(ctx, wrote, "mentor")
    async with ctx.store.begin() as tx:
        member, offered, new = await _named(ctx, tx, person)
    return _made(member, offered) if new else await _shown(ctx, member, offered)


async def _named(ctx: Context, tx: Tx, person: Person) -> tuple[Member, Mentor, bool]:
    """Their offer, and whether it is open since just now; somebody who mentored before offers what they did."""
    (member,) = await add_members(tx, ctx.workspace.key, [Newcomer(person.user, person.name, person.zone)], ctx.now)
    before = await mentor_of(tx, member.key)
    if before and before.state is MentorState.ACTIVE:
        return member, before, False
    offered = replace(before or Mentor(member=member.key, since=ctx.now), state=MentorState.ACTIVE, since=ctx.now)
    offered = replace(offered, digest_at=next_digest(offered, member.clock, ctx.now))
    await save_mentor(tx, offered)
    told = Paired(what=PairNews.NAMED, who=ctx.member.name, places=offered.capacity, zone=member.clock)
    await add_deliveries(tx, [letter(ctx, told, member, 0)])
    was, now = {"Mentor": "no"}, {"Mentor": "yes"}
    await audited(ctx, tx, "cohort mentor", _SUBJECT, about=member.key, before=was, after=now)
    return member, offered, True


def _made(member: Member, offered: Mentor) -> Reply:
    zone = (
        line("on the clock of {zone}", zone=member.zone)
        if member.zone
        else line("on the clock of UTC, since nobody knows their time zone")
    )
    return reply(
        say(
            "**{name}** mentors here now: {places}, {start} to {end} {zone}.",
            name=member.name,
            places=moments.count(offered.capacity, "place"),
            start=f"{offered.hours_from:%H:%M}",
            end=f"{offered.hours_until:%H:%M}",
            zone=zone,
        ),
        Note(line("I've told them. They say which topics they know and when they work with `/mentor volunteer`.")),
        Buttons(_ways_on(member)),
    )


async def _shown(ctx: Context, member: Member, offered: Mentor) -> Reply:
    async with ctx.store.read() as tx:
        mentees = [each.name for _, each in await mentorships_of(tx, member.key)]
    return reply(
        Heading(f"Mentor: {shortened(member.name)}"),
        Fields(tuple(_facts(ctx, member, offered, mentees))),
        Note(line("They change what they offer with `/mentor volunteer`.")),
        Buttons(_ways_on(member)),
    )


def _facts(ctx: Context, member: Member, offered: Mentor, mentees: Sequence[str]) -> list[tuple[str, Line]]:
    taken = f"{len(mentees)} of {offered.capacity} taken"
    hours = f"{offered.hours_from:%H:%M} to {offered.hours_until:%H:%M}, on the clock of {member.clock}"
    facts = [
        ("Places", line("{taken}", taken=taken)),
        ("Mentees", line("{names}", names=names(mentees) or "nobody yet")),
        ("Topics", line("{words}", words=names(sorted(offered.topics)) or "any")),
        ("Languages", line("{words}", words=names(sorted(offered.languages)) or "not said")),
        ("Working hours", line("{hours}", hours=hours)),
    ]
    if offered.away_until and is_away(offered, member, ctx.now):
        facts.append(("Away", line("through {day}", day=moments.date_of(offered.away_until))))
    if member.reach is Reach.CLOSED:
        facts.append(("Messages", line("don't reach them at the moment")))
    return facts


def _ways_on(member: Member) -> tuple[Button, ...]:
    return (
        Button("Pair with a learner", asking("cohort mentor", mentor=member.user), Tone.PRIMARY),
        Button("All mentors", call("cohort mentor")),
        Button("End their mentoring", call("cohort mentor", mentor=member.user, role="none"), Tone.DANGER),
    )


async def no_longer_mentor(ctx: Context, wrote: str, sure: str) -> Reply:
    """Asks first, with what becomes of their mentees; then proposes somebody new for those."""
    async with ctx.store.read() as tx:
        member, _ = await _mentoring(ctx, tx, wrote)
        mentees = [each for _, each in await mentorships_of(tx, member.key)]
    if not sure:
        return _asked(member, mentees)
    if sure == "no":
        return reply(say("**{name}** mentors on. Nothing changed.", name=member.name), Buttons(_ways_on(member)[:2]))
    async with ctx.store.begin() as tx:
        await lock_member(tx, member.key)
        member, offered = await _mentoring(ctx, tx, member.user)
        mentees = [each for _, each in await mentorships_of(tx, member.key)]
        await save_mentor(tx, replace(offered, state=MentorState.LEFT, away_until=None, cover=None, digest_at=None))
        if member.reach is Reach.OPEN:
            people = tuple(Counterpart(name=each.name) for each in mentees)
            told = Paired(what=PairNews.ENDED, who=ctx.member.name, people=people, zone=member.clock)
            await add_deliveries(tx, [letter(ctx, told, member, 0)])
        await add_troubles(tx, [mentorless(ctx, each.key, f"{member.name} mentors no more") for each in mentees])
        was, now = {"Mentor": "yes"}, {"Mentor": "no"}
        await audited(ctx, tx, "cohort mentor", _SUBJECT, about=member.key, before=was, after=now)
        theirs = await _by_cohort(tx, mentees)
    return await _then_matched(ctx, member, mentees, theirs)


async def _mentoring(ctx: Context, tx: Tx, wrote: str) -> tuple[Member, Mentor]:
    """Whether they are still here or not; raises NotNow for somebody who does not mentor."""
    member = await member_here(ctx, tx, wrote, "mentor")
    offered = await mentor_of(tx, member.key)
    if offered is None or offered.state is MentorState.LEFT:
        raise NotNow(
            f"{member.name} doesn't mentor here, so there is nothing to end.", instead=(("Mentors", "cohort mentor"),)
        )
    return member, offered


def _asked(member: Member, mentees: Sequence[Member]) -> Reply:
    stay = (
        f"{names([each.name for each in mentees])} {'stays' if len(mentees) == 1 else 'stay'} with them until "
        "somebody new is found, and I propose that next"
        if mentees
        else "They have no mentees, so nobody is left alone"
    )
    return reply(
        say("End the mentoring of **{name}**? {stay}.", name=member.name, stay=stay),
        Note(line("{name} is told. Nobody new is proposed to them any more.", name=member.name)),
        Buttons(
            (
                Button("End it", call("cohort mentor", mentor=member.user, role="none", sure="yes"), Tone.DANGER),
                Button("Keep it", call("cohort mentor", mentor=member.user, role="none", sure="no")),
            )
        ),
    )


async def _by_cohort(tx: Tx, mentees: Sequence[Member]) -> Mapping[Cohort, list[MemberKey]]:
    """Those who are in one; the cohort with most of them first."""
    found: dict[Cohort, list[MemberKey]] = defaultdict(list)
    for each in mentees:
        if live := await live_of(tx, each.key):
            found[live[1]].append(each.key)
    return dict(sorted(found.items(), key=lambda each: (-len(each[1]), each[0].name)))


async def _then_matched(
    ctx: Context, member: Member, mentees: Sequence[Member], theirs: Mapping[Cohort, list[MemberKey]]
) -> Reply:
    """What was done, and pairs for the mentees of the first cohort; a button for each further one."""
    opening = say("**{name}** no longer mentors.", name=member.name)
    if not theirs:
        kept = f" {names([each.name for each in mentees])} can still write to them." if mentees else ""
        note = Note(line("They had no mentee in a cohort, so there is nobody to match.{kept}", kept=kept))
        return reply(opening, note, Buttons((Button("Mentors", call("cohort mentor"), Tone.PRIMARY),)))
    first, *others = theirs
    async with ctx.store.read() as tx:
        facts = await cohort_facts(ctx, tx, first)
    facts = await without_the_gone(ctx, facts)
    proposal = await shown_match(ctx, first, facts, only=theirs[first])
    more = tuple(
        Button(f"Match in {shortened(each.name, _NAME)}", call("cohort match", cohort=each.slug))
        for each in others[:_COHORTS]
    )
    return reply(opening, *proposal.blocks, Buttons(more) if more else None)
