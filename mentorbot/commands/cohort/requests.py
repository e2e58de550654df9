"""Somebody's question to be let into a cohort, as an admin answers it."""

from collections.abc import Sequence
from dataclasses import dataclass

from mentorbot.chat.blocks import Block, Bullets, Buttons
from mentorbot.chat.reply import say
from mentorbot.chat.spans import line
from mentorbot.commands.cohort_named import cohort_named, open_cohort
from mentorbot.commands.context import Context
from mentorbot.commands.member_named import member_named
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.enrolments import Enrolment
from mentorbot.domain.errors import NotNow
from mentorbot.domain.members import Member
from mentorbot.messages import moments
from mentorbot.messages.decisions import answers
from mentorbot.messages.lists import within
from mentorbot.store import Tx
from mentorbot.store.enrolments import asked_of, live_of
from mentorbot.store.people import lock_member

_ANSWERED = 3
"""People with a row of buttons each."""
_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Request:
    """Who asked, and for which cohort."""

    member: Member
    enrolment: Enrolment
    cohort: Cohort


async def request_of(ctx: Context, tx: Tx, wrote: str, cohort: str) -> Request:
    """Raises NotNow, with what is instead, for somebody who does not wait for an answer; they are locked."""
    who = await member_named(ctx, tx, wrote)
    await lock_member(tx, who.key)
    wanted = await cohort_named(ctx, tx, cohort) if cohort else None
    found = await asked_of(tx, who.key)
    if found is not None and (wanted is None or found[1].key == wanted.key):
        await open_cohort(ctx, tx, found[1].slug)
        return Request(who, *found)
    live = await live_of(tx, who.key)
    if live is not None:
        raise NotNow(
            f"{who.name} is in {live[1].name} already, so nothing changed.",
            instead=(("Show the cohort", f"cohort show cohort={live[1].slug}"),),
        )
    raise NotNow(
        f"{who.name} isn't waiting to be let in any more: they took it back, or somebody has answered. "
        "Nothing changed.",
        instead=(("Explain", f"cohort explain member={who.user}"),),
    )


def waiting(there: Sequence[tuple[Enrolment, Member]], zone: str) -> tuple[Block, ...]:
    """Who wants to join, who waits longest first, each with two buttons as far as they are few."""
    if not there:
        return ()
    items = [
        line("**{name}**, since {at}", name=member.name, at=moments.full(enrolment.joined_at, zone))
        for enrolment, member in there
    ]
    return (
        say("**Waiting to be let in ({number})**", number=f"{len(there):,}"),
        Bullets(within(items, _LENGTH)),
        *(Buttons(answers(member.user, member.name)) for _, member in there[:_ANSWERED]),
    )
