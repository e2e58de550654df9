"""Everybody who mentors in a workspace, and who of a cohort has nobody."""

from collections.abc import Sequence

from mentorbot.chat.blocks import Block, Bullets, Button, Buttons, Heading, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.cohort_named import cohort_named
from mentorbot.commands.context import Context
from mentorbot.commands.matchmaking import Facts, cohort_facts, facts_of, is_away
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.domain.errors import shortened
from mentorbot.domain.members import Member, MemberKey, Reach
from mentorbot.domain.mentoring import Mentor
from mentorbot.messages import moments
from mentorbot.messages.lists import names, within
from mentorbot.store import Tx
from mentorbot.store.cohorts import cohorts_of

_LENGTH = 2400
_NAME = 30
_TOPICS = 3
_COHORTS = 3
"""With a button each, where none was named."""


async def mentors_seen(ctx: Context, wrote: str) -> Reply:
    """With those who have no mentor in the named cohort, or in the only one that is running."""
    async with ctx.store.read() as tx:
        running = [each for each in await cohorts_of(tx, ctx.workspace.key) if each.state is not CohortState.ARCHIVED]
        cohort = await _cohort(ctx, tx, wrote, running)
        facts = await cohort_facts(ctx, tx, cohort) if cohort else await facts_of(ctx, tx, [])
    return reply(
        Heading("Mentors"),
        *_mentors(ctx, facts),
        *(_without(cohort, facts) if cohort else ()),
        Buttons(_buttons(cohort, facts, running)),
    )


async def _cohort(ctx: Context, tx: Tx, wrote: str, running: Sequence[Cohort]) -> Cohort | None:
    if wrote:
        return await cohort_named(ctx, tx, wrote)
    return running[0] if len(running) == 1 else None


def _mentors(ctx: Context, facts: Facts) -> tuple[Block, ...]:
    if not facts.mentors:
        return (
            say("Nobody mentors here yet."),
            Note(line("Name somebody, and they hear of it; or let people offer places with `/mentor volunteer`.")),
        )
    free = sum(max(0, each.capacity - facts.taken.get(key, 0)) for key, (each, _) in facts.mentors.items())
    return (
        say(
            "**{mentors}, {places} free.**",
            mentors=moments.count(len(facts.mentors), "mentor"),
            places=moments.count(free, "place"),
        ),
        Bullets(within([_line(ctx, facts, key) for key in facts.mentors], _LENGTH)),
    )


def _line(ctx: Context, facts: Facts, key: MemberKey) -> Line:
    offered, member = facts.mentors[key]
    return line(
        "**{name}**: {taken} of {places} taken{topics}{absence}",
        name=shortened(member.name, _NAME),
        taken=facts.taken.get(key, 0),
        places=moments.count(offered.capacity, "place"),
        topics=f"; {_topics(offered)}" if offered.topics else "",
        absence=_absence(ctx, offered, member),
    )


def _topics(offered: Mentor) -> str:
    told = [shortened(each, _NAME) for each in sorted(offered.topics)]
    more = f" and {len(told) - _TOPICS} more" if len(told) > _TOPICS else ""
    return f"{', '.join(told[:_TOPICS])}{more}"


def _absence(ctx: Context, offered: Mentor, member: Member) -> str:
    if offered.away_until and is_away(offered, member, ctx.now):
        return f"; away through {moments.date_of(offered.away_until)}"
    return "; can't be written to" if member.reach is Reach.CLOSED else ""


def _without(cohort: Cohort, facts: Facts) -> tuple[Block, ...]:
    alone = [each.member.name for key, each in facts.learners.items() if facts.needs(key)]
    if not facts.learners:
        return (say("Nobody is in **{cohort}** yet.", cohort=cohort.name),)
    if not alone:
        return (say("Everybody in **{cohort}** has a mentor.", cohort=cohort.name),)
    return (
        say(
            "**Without a mentor in {cohort} ({number})**: {names}.",
            cohort=cohort.name,
            number=f"{len(alone):,}",
            names=names(alone),
        ),
    )


def _buttons(cohort: Cohort | None, facts: Facts, running: Sequence[Cohort]) -> tuple[Button, ...]:
    if cohort is None:
        of_each = [
            Button(shortened(each.name, _NAME), call("cohort mentor", cohort=each.slug)) for each in running[:_COHORTS]
        ]
        return (Button("Name a mentor", asking("cohort mentor"), Tone.PRIMARY), *of_each)
    matches = bool(facts.mentors) and any(facts.needs(key) for key in facts.learners)
    by_hand = Button(
        "Name a mentor or pair by hand",
        asking("cohort mentor", cohort=cohort.slug),
        Tone.PLAIN if matches else Tone.PRIMARY,
    )
    match = (Button("Match them", call("cohort match", cohort=cohort.slug), Tone.PRIMARY),) if matches else ()
    return (*match, by_hand, Button("Show the cohort", call("cohort show", cohort=cohort.slug)))
