"""Which pairs would be made, shown before any is: the best proposal, and everybody who would be left over."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from mentorbot.chat.blocks import Block, Bullets, Button, Buttons, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.cohort.match_table import match_table
from mentorbot.commands.confirming import proposed, yes_or_no
from mentorbot.commands.context import Context
from mentorbot.commands.matchmaking import Facts
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.errors import shortened
from mentorbot.domain.matching import Left, Proposal, match
from mentorbot.domain.members import MemberKey, Reach
from mentorbot.domain.pairs import Obstacle, Pairing, Why
from mentorbot.domain.proposals import ProposalKind
from mentorbot.messages import moments
from mentorbot.messages.lists import names, within
from mentorbot.messages.matching import because, left_because

_SHOWN = 12
"""Pairs told one by one."""
_KEPT_SHOWN = 4
_FEW = 8
"""Without a mentor; more are folded, and come in the table with everybody."""
_PAIRS_LENGTH, _KEPT_LENGTH, _LEFT_LENGTH = 1400, 500, 700
_NAME = 30


async def shown_match(
    ctx: Context, cohort: Cohort, facts: Facts, *, everybody: bool = False, only: Collection[MemberKey] | None = None
) -> Reply:
    """A proposal for whoever has no mentor, and nothing is changed by it.

    `everybody`: with those whose pairs stay; `only` for some of those who need one.
    """
    needing = [key for key in facts.learners if facts.needs(key) and (only is None or key in only)]
    if not facts.learners or not (needing or everybody):
        return _nobody_needs_one(cohort, facts)
    asked = list(facts.learners) if everybody else needing
    found = await asyncio.to_thread(
        match,
        [facts.wish(key) for key in asked],
        [facts.offer(key, ctx.now) for key in facts.mentors if facts.serves(key)],
        ctx.now.date(),
    )
    kept = _kept(facts, found, everybody=everybody)
    if not found.pairs:
        return reply(_no_pair(cohort, found), *kept, *_left(facts, found), *_unknown(facts), _without_pairs(cohort))
    async with ctx.store.begin() as tx:
        key = await proposed(ctx, tx, ProposalKind.MATCH, cohort, content_of(facts, found))
    yes, no = yes_or_no(key, f"Publish {moments.count(len(found.pairs), 'pair')}", "Discard")
    return reply(
        say(
            "**{pairs} for {cohort}.** Nothing is changed and nobody is told until you publish.",
            pairs=moments.count(len(found.pairs), "pair"),
            cohort=cohort.name,
        ),
        Bullets(_pairs(facts, found.pairs)),
        *kept,
        *_left(facts, found),
        *_unknown(facts),
        Note(_places(facts, found)),
        match_table(cohort, facts, found) if len(found.pairs) > _SHOWN or len(found.without) > _FEW else None,
        Buttons((yes, no, Button("Pair by hand", asking("cohort mentor", cohort=cohort.slug)))),
    )


def content_of(facts: Facts, found: Proposal) -> Mapping[str, Any]:
    """What is kept of it until somebody says yes; `read_pair` reads each of its pairs."""
    return {"pairs": [_content(facts, each) for each in found.pairs]}


def _content(facts: Facts, each: Pairing) -> Mapping[str, Any]:
    before = facts.mentorships.get(each.learner)
    return {
        "learner": each.learner,
        "mentor": each.mentor,
        "instead_of": before.key if before else None,
        "minutes": each.why.minutes,
        "topics": each.why.topics,
        "languages": each.why.languages,
    }


def why_of(content: Mapping[str, Any]) -> Why:
    """What spoke for a pair when it was shown."""
    return Why(minutes=content["minutes"], topics=tuple(content["topics"]), languages=tuple(content["languages"]))


def _pairs(facts: Facts, pairs: Sequence[Pairing]) -> tuple[Line, ...]:
    return within([_pair(facts, each) for each in pairs[:_SHOWN]], _PAIRS_LENGTH, of=len(pairs))


def _pair(facts: Facts, each: Pairing) -> Line:
    learner, mentor = facts.learners[each.learner].member, facts.mentors[each.mentor][1]
    before = facts.mentor_of(each.learner)
    instead = f" (no longer {shortened(before.name, _NAME)})" if before and before.key != mentor.key else ""
    return line(
        "**{learner}** with **{mentor}**{instead}: {why}",
        learner=shortened(learner.name, _NAME),
        mentor=shortened(mentor.name, _NAME),
        instead=instead,
        why=because(each.why),
    )


def _kept(facts: Facts, found: Proposal, *, everybody: bool) -> tuple[Block, ...]:
    """How many pairs there are and stay; each with what speaks for it where everybody was asked for."""
    number = sum(not facts.needs(key) for key in facts.learners)
    if not number:
        return ()
    stays = "pair stays as it is" if number == 1 else "pairs stay as they are"
    if not everybody:
        return (say("{number} {stays}.", number=f"{number:,}", stays=stays),)
    items = [_pair(facts, each) for each in found.kept[:_KEPT_SHOWN]]
    return (
        say("**{number} {stays}:**", number=f"{number:,}", stays=stays),
        Bullets(within(items, _KEPT_LENGTH, of=number)),
    )


def _left(facts: Facts, found: Proposal) -> tuple[Block, ...]:
    """Everybody for whom there is nobody, by the reason."""
    if not found.without:
        return ()
    groups: dict[Obstacle | Left, list[str]] = defaultdict(list)
    for each in found.without:
        groups[each.reason].append(facts.learners[each.learner].member.name)
    items = [
        line("**{names}**: {reason}", names=names(people), reason=left_because(reason))
        for reason, people in groups.items()
    ]
    number = f"{len(found.without):,}"
    return (say("**Without a mentor ({number})**", number=number), Bullets(within(items, _LEFT_LENGTH)))


def _unknown(facts: Facts) -> Iterator[Block]:
    """What the hours of some were reckoned by, and who gets nobody."""
    zoneless = [member.name for _, member in facts.mentors.values() if member.zone is None]
    if zoneless:
        yield Note(
            line(
                "Nobody knows the time zone of {names}, so I reckon with UTC. They can say it: `/mentor volunteer`.",
                names=names(zoneless),
            )
        )
    closed = [
        member.name for key, (_, member) in facts.mentors.items() if member.reach is Reach.CLOSED and facts.serves(key)
    ]
    if closed:
        yield Note(line("{names} can't be written to at the moment, so nobody new is proposed.", names=names(closed)))
    gone = [facts.mentors[key][1].name for key in facts.gone if key in facts.mentors]
    if gone:
        yield Note(line("No longer here, so nobody's mentor any more: {names}.", names=names(sorted(gone))))


def _places(facts: Facts, found: Proposal) -> Line:
    free = sorted(found.free_places.items(), key=lambda each: (-each[1], facts.mentors[each[0]][1].name))
    if not free:
        return line("No place is free after that.")
    number = sum(found.free_places.values())
    told = [f"{shortened(facts.mentors[key][1].name, _NAME)} {left}" for key, left in free]
    return line(
        "{places} free after that: {mentors}.",
        places="1 place is" if number == 1 else f"{number:,} places are",
        mentors=names(told),
    )


def _nobody_needs_one(cohort: Cohort, facts: Facts) -> Reply:
    show = Button("Show the cohort", call("cohort show", cohort=cohort.slug))
    mentors = Button("Mentors", call("cohort mentor", cohort=cohort.slug))
    if not facts.learners:
        add = Button("Add people", asking("cohort import", cohort=cohort.slug), Tone.PRIMARY)
        return reply(
            say("Nobody is in **{cohort}** yet, so there is nobody to match.", cohort=cohort.name),
            Buttons((add, mentors, show)),
        )
    number = len(facts.learners)
    return reply(
        say(
            "Everybody in **{cohort}** has a mentor ({pairs}), so there is nothing to match.",
            cohort=cohort.name,
            pairs=moments.count(number, "pair"),
        ),
        Buttons((mentors, Button("See the pairs", call("cohort match", cohort=cohort.slug, who="everybody")), show)),
    )


def _no_pair(cohort: Cohort, found: Proposal) -> Block:
    if not found.without:
        return say("Everybody in **{cohort}** has a mentor, so no new pair is needed.", cohort=cohort.name)
    if all(each.reason is Left.NO_MENTORS for each in found.without):
        return say(
            "There is no mentor yet, so nobody in **{cohort}** can be matched. Name one or two, or let them offer "
            "places with `/mentor volunteer`.",
            cohort=cohort.name,
        )
    return say("No pair comes of it for **{cohort}**, so there is nothing to publish.", cohort=cohort.name)


def _without_pairs(cohort: Cohort) -> Buttons:
    return Buttons(
        (
            Button("Name a mentor or pair by hand", asking("cohort mentor", cohort=cohort.slug), Tone.PRIMARY),
            Button("Mentors", call("cohort mentor", cohort=cohort.slug)),
        )
    )
