"""Somebody who mentors here, from what somebody wrote: an id that the platform made of a mention, or a name."""

from mentorbot.chat.nearest import named, nearest
from mentorbot.commands.context import Context
from mentorbot.domain.errors import NotFound, NotNow, NotUnderstood, shortened
from mentorbot.domain.members import Member
from mentorbot.domain.mentoring import Mentor
from mentorbot.store import Tx
from mentorbot.store.mentoring import mentors_in
from mentorbot.store.people import member_of


async def mentor_named(ctx: Context, tx: Tx, wrote: str, option: str) -> tuple[Mentor, Member]:
    """Raises NotFound with the nearest, NotUnderstood where several have that name, NotNow for who mentors nobody."""
    found = {member.user: (offer, member) for offer, member in await mentors_in(tx, ctx.workspace.key)}
    if wrote in found:
        return found[wrote]
    called = [each for each in found.values() if each[1].name.casefold() == wrote.casefold()]
    if len(called) > 1:
        raise NotUnderstood(
            f"{len(called)} mentors are called “{shortened(wrote)}”. Choose the one you mean with an @.", option=option
        )
    names = {member.name: user for user, (_, member) in found.items()}
    user = named(wrote, names)
    if user is not None:
        return found[user]
    known = await member_of(tx, ctx.workspace.key, wrote)
    if known is not None:
        raise NotNow(
            f"{known.name} doesn't mentor here, so nothing was changed. They can offer places with `/mentor volunteer`."
        )
    raise NotFound("mentor", wrote, option=option, nearest=nearest(wrote, names))
