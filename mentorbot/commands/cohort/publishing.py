"""Pairs that an admin was shown and said yes to: looked at once more, then made, and told to everybody."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from mentorbot.chat.blocks import Block, Bullets, Button, Buttons, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.auditing import audited
from mentorbot.commands.cohort.matches import why_of
from mentorbot.commands.context import Context
from mentorbot.commands.matchmaking import Facts, cohort_facts, is_away
from mentorbot.commands.pairing_up import Couple, couple, go_together
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.errors import shortened
from mentorbot.domain.members import Member, MemberKey, Reach
from mentorbot.domain.proposals import Proposal
from mentorbot.messages import moments
from mentorbot.messages.lists import within
from mentorbot.store import Tx
from mentorbot.store.cohorts import cohort as cohort_of
from mentorbot.store.people import lock_members, lock_workspace, members_by_key
from mentorbot.store.proposals import settle_proposal

_LENGTH = 2000
_NAME = 30
MENTORS_NO_MORE = "their mentor mentors no more"
"""Why a pair ended, for admins."""


async def confirmed(ctx: Context, tx: Tx, shown: Proposal) -> Reply:
    """Makes the pairs that still suit; what does not any more is left out and named.

    Whoever leaves, is paired or stops mentoring meanwhile does so before all of this or after it: two who publish take
    turns at the workspace, and everybody whom it concerns is held.
    """
    assert shown.cohort is not None  # noqa: S101 - a match has one
    wanted: Sequence[Mapping[str, Any]] = shown.content.get("pairs", ())
    cohort = await cohort_of(tx, shown.cohort)
    if not await settle_proposal(tx, shown, ctx.now):
        return reply(say("That was decided already, so nothing changed."), _buttons(cohort, again=False))
    await lock_workspace(tx, ctx.workspace.key)
    keys = {MemberKey(each[side]) for each in wanted for side in ("learner", "mentor")}
    await lock_members(tx, keys)
    facts = await cohort_facts(ctx, tx, cohort)
    people = await members_by_key(tx, keys)
    couples, left_out = _looked_at(ctx, facts, wanted, people, cohort)
    made = await go_together(ctx, tx, couples)
    if made:
        after = {"Pairs": f"{len(made):,}", **({"Left out": f"{len(left_out):,}"} if left_out else {})}
        await audited(ctx, tx, "cohort match", cohort.name, after=after)
    return reply(
        _said(cohort, len(made)), *_left_out(left_out), _told(len(made)), _buttons(cohort, again=bool(left_out))
    )


def _looked_at(
    ctx: Context,
    facts: Facts,
    wanted: Sequence[Mapping[str, Any]],
    people: Mapping[MemberKey, Member],
    cohort: Cohort,
) -> tuple[list[Couple], list[Line]]:
    couples: list[Couple] = []
    left_out: list[Line] = []
    taken = Counter(facts.taken)
    for each in wanted:
        learner, mentor = people[MemberKey(each["learner"])], people[MemberKey(each["mentor"])]
        reason = _against(ctx, facts, each, taken, cohort)
        if reason is None:
            couples.append(couple(ctx, facts, learner.key, mentor.key, why_of(each), ended_why=MENTORS_NO_MORE))
            taken[mentor.key] += 1
        else:
            named = [shortened(who.name, _NAME) for who in (learner, mentor)]
            left_out.append(
                line("**{learner}** with **{mentor}**: {reason}", learner=named[0], mentor=named[1], reason=reason)
            )
    return couples, left_out


def _against(
    ctx: Context, facts: Facts, each: Mapping[str, Any], taken: Mapping[MemberKey, int], cohort: Cohort
) -> str | None:
    """What has come between two since they were shown, if anything has."""
    learner, mentor = MemberKey(each["learner"]), MemberKey(each["mentor"])
    if learner not in facts.learners:
        return f"the learner is no longer in {cohort.name}"
    now = facts.mentorships.get(learner)
    if now is not None and now.key != each["instead_of"]:
        return "the learner has got a mentor meanwhile"
    if now is not None and now.mentor in facts.mentors and facts.people[now.mentor].reach is Reach.OPEN:
        return "the learner's mentor mentors again"
    if any(ended.mentor == mentor for ended in facts.ended.get(learner, ())):
        return "the two went together meanwhile, and it was ended"
    if mentor not in facts.mentors:
        return "the mentor mentors no more"
    offered, member = facts.mentors[mentor]
    if is_away(offered, member, ctx.now):
        return "the mentor is away now"
    if member.reach is Reach.CLOSED:
        return "the mentor can't be written to any more"
    return "the mentor has no free place any more" if taken[mentor] >= offered.capacity else None


def _said(cohort: Cohort, number: int) -> Block:
    if not number:
        return say("No pair was made in **{cohort}**: things have changed since I showed them.", cohort=cohort.name)
    verb = "goes" if number == 1 else "go"
    return say(
        "**{pairs}** in **{cohort}** {verb} together from now on.",
        pairs=moments.count(number, "pair"),
        cohort=cohort.name,
        verb=verb,
    )


def _left_out(found: Sequence[Line]) -> tuple[Block, ...]:
    if not found:
        return ()
    opening = say("Left out, since things changed meanwhile ({number}):", number=f"{len(found):,}")
    return (opening, Bullets(within(found, _LENGTH)))


def _told(number: int) -> Note | None:
    if not number:
        return None
    return Note(line("Each of them gets one message: who, why the two, and when both work."))


def _buttons(cohort: Cohort, *, again: bool) -> Buttons:
    mentors = Button("Mentors", call("cohort mentor", cohort=cohort.slug), Tone.PLAIN if again else Tone.PRIMARY)
    match = (Button("Match the rest", call("cohort match", cohort=cohort.slug), Tone.PRIMARY),) if again else ()
    return Buttons((*match, mentors, Button("Show the cohort", call("cohort show", cohort=cohort.slug))))
