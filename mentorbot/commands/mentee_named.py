"""A mentee of the caller's, or of a mentor whom they cover for, from what the caller wrote."""

from mentorbot.chat.nearest import named, nearest
from mentorbot.commands.context import Context
from mentorbot.commands.mentorships import Pair, own_mentees
from mentorbot.domain.errors import NotAllowed, NotFound, NotUnderstood, shortened
from mentorbot.store import Tx
from mentorbot.store.people import member_of


async def mentee_named(ctx: Context, tx: Tx, wrote: str, option: str) -> Pair:
    """By the platform's id or by name; raises NotAllowed for anybody who is none, NotFound for a slip in a name."""
    pairs = await own_mentees(ctx, tx)
    by_user = {each.learner.user: each for each in pairs}
    if wrote in by_user:
        return by_user[wrote]
    called = [each for each in pairs if each.learner.name.casefold() == wrote.casefold()]
    if len(called) > 1:
        raise NotUnderstood(
            f"{len(called)} of your mentees are called “{shortened(wrote)}”. Choose the one you mean with an @.",
            option=option,
        )
    names = {each.learner.name: each.learner.user for each in pairs}
    user = named(wrote, names)
    if user is not None:
        return by_user[user]
    close = nearest(wrote, names)
    if close and await member_of(tx, ctx.workspace.key, wrote) is None:
        raise NotFound("mentee of yours", wrote, option=option, nearest=close)
    raise NotAllowed(
        "That's nobody whom you mentor or cover for, so there's nothing of theirs for you to see. Nothing was changed."
    )
