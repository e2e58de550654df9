"""What stands on a picture for a name that it cannot draw."""

from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.commands.context import Context
from mentorbot.pictures.lettering import legible


async def own_handle(ctx: Context, name: str) -> str:
    """The caller's handle, which the platform is asked for only where it is needed; else empty."""
    if legible(name).whole:
        return ""
    person = await ctx.platform.person(WorkspaceId(ctx.workspace.outside), UserId(ctx.member.user))
    return person.handle if person else ""
