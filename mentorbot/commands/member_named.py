"""A member from what an admin wrote: an id that the platform made of a mention, or a name."""

from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.nearest import nearest
from mentorbot.chat.platform import Person
from mentorbot.commands.context import Context
from mentorbot.domain.errors import NotFound, NotNow, NotUnderstood, shortened
from mentorbot.domain.members import Member
from mentorbot.store import Tx
from mentorbot.store.people import member_of, members_named, names

_SHOWN = 5
_CONSIDERED = 2000
"""Names among which the nearest is looked for."""


async def member_named(ctx: Context, tx: Tx, wrote: str) -> Member:
    """Somebody the bot has met; raises NotFound with the nearest, or NotUnderstood when several have that name."""
    known = await member_of(tx, ctx.workspace.key, wrote)
    if known is not None:
        return known
    found = await members_named(tx, ctx.workspace.key, wrote, limit=_CONSIDERED)
    exact = [each for each in found if each.name.casefold() == wrote.casefold()]
    chosen = exact or found
    if len(chosen) == 1:
        return chosen[0]
    if not chosen:
        called = await names(tx, ctx.workspace.key, limit=_CONSIDERED)
        raise NotFound("person", wrote, option="member", nearest=nearest(wrote, called))
    different = tuple(dict.fromkeys(each.name for each in chosen))
    raise NotUnderstood(
        f"There are {len(chosen)} people called “{shortened(wrote)}”. Which one? Choose them with an @.",
        option="member",
        nearest=different[:_SHOWN] if len(different) == len(chosen) else (),
    )


async def person_named(ctx: Context, wrote: str) -> Person:
    """Somebody of the workspace as the platform knows them now; raises NotFound, NotUnderstood or NotNow."""
    there = WorkspaceId(ctx.workspace.outside)
    person = await ctx.platform.person(there, UserId(wrote))
    if person is None:
        async with ctx.store.read() as tx:
            known = await member_named(ctx, tx, wrote)
        person = await ctx.platform.person(there, UserId(known.user))
        if person is None:
            raise NotNow(f"{known.name} isn't in this workspace any more, so nothing was changed.")
    if person.bot:
        raise NotNow(f"{person.name} is a bot, and the guide is for people. Nothing was changed.")
    if person.gone:
        raise NotNow(f"{person.name} is deactivated here, so nothing would reach them. Nothing was changed.")
    return person
