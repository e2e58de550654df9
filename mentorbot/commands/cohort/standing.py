"""Why somebody may use `/cohort`, as far as can be known: the platform, the operator, or an admin who named them."""

from dataclasses import dataclass

from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.platform import Person
from mentorbot.chat.spans import Line, line
from mentorbot.commands.context import Context
from mentorbot.commands.member_named import member_named
from mentorbot.domain.errors import NotAllowed, NotNow
from mentorbot.domain.members import Member, MemberKey
from mentorbot.messages import moments
from mentorbot.store import Tx
from mentorbot.store.grants import Admin, grant_of
from mentorbot.store.people import lock_workspace, member_of
from mentorbot.store.people import member as member_of_key

NOBODY = "Somebody who left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """A person as the platform knows them now, and as the bot does; one of both at least."""

    person: Person | None
    member: Member | None

    @property
    def name(self) -> str:
        return self.person.name if self.person else self.member.name if self.member else ""

    @property
    def user(self) -> str:
        return self.person.user if self.person else self.member.user if self.member else ""


async def somebody_named(ctx: Context, wrote: str) -> Somebody:
    """Also whom the bot never met, and who is gone; raises NotFound or NotUnderstood for nobody."""
    there = WorkspaceId(ctx.workspace.outside)
    person = await ctx.platform.person(there, UserId(wrote))
    async with ctx.store.read() as tx:
        if person is not None:
            return Somebody(person=person, member=await member_of(tx, ctx.workspace.key, person.user))
        known = await member_named(ctx, tx, wrote)
    return Somebody(person=await ctx.platform.person(there, UserId(known.user)), member=known)


def by_itself(ctx: Context, who: Somebody) -> str:
    """What makes somebody an admin that no admin gave and none can take; empty where there is nothing of it."""
    if who.user in ctx.operators:
        return "the operator's setting ADMINS names them"
    if who.person is not None and who.person.admin:
        return "they run this workspace on the platform itself"
    return ""


async def still_admin(ctx: Context, tx: Tx) -> None:
    """Hold the workspace, and see that the caller's own right is none that was taken a moment ago.

    Raises NotAllowed, or NotNow in a direct message where nobody can see what the server lets them do.
    """
    await lock_workspace(tx, ctx.workspace.key)
    if ctx.caller.admin or await grant_of(tx, ctx.member.key) is not None:
        return
    if ctx.caller.workspace is None:
        raise NotNow(
            "In a direct message I can't see what you may do in the server, so nothing was changed. "
            "Use `/cohort admin` there."
        )
    raise NotAllowed("An admin took your right to use `/cohort` a moment ago, so nothing was changed.")


async def name_of(tx: Tx, key: MemberKey | None) -> str:
    """What somebody is called now."""
    return (await member_of_key(tx, key)).name or NOBODY if key is not None else NOBODY


def why(ctx: Context, each: Admin) -> Line:
    """Why one of those who are known may use `/cohort`."""
    if each.grant is not None:
        day = moments.day(each.grant.at, ctx.member.clock)
        return line("named by {giver}, {day}", giver=each.giver or NOBODY, day=day)
    if each.member.user in ctx.operators:
        return line("named by the operator, in `ADMINS`")
    return line("runs this workspace on the platform itself, as far as I last saw")
