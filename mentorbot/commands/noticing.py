"""A letter to somebody about a decision that an admin made."""

from dataclasses import replace

from mentorbot.commands.context import Context
from mentorbot.domain.deliveries import Delivery, DeliveryKind, owed_now
from mentorbot.domain.members import Member
from mentorbot.domain.notices import Notice
from mentorbot.store.keys import new_key


def noticed(ctx: Context, notice: Notice, to: Member, *, number: int = 0) -> Delivery:
    """Due at once, in the name of the caller unless the notice has another; `number` is its place among many."""
    letter = replace(notice, who=notice.who or ctx.member.name, zone=to.clock)
    return owed_now(new_key(ctx.now, number), letter, DeliveryKind.NOTICE, to=to, now=ctx.now)
