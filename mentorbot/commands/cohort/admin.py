"""`/cohort admin`: who may use `/cohort`, and why; given and taken here."""

from typing import Annotated

from mentorbot.chat.blocks import Bullets, Button, Buttons, Heading, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.ids import UserId
from mentorbot.chat.reply import Choice, Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.choices import YES_OR_NO
from mentorbot.commands.cohort.granting import TO_WHOM, granted, revoked
from mentorbot.commands.cohort.standing import Somebody, by_itself, name_of, somebody_named, why
from mentorbot.commands.context import Context
from mentorbot.domain.errors import NotUnderstood
from mentorbot.messages import moments
from mentorbot.messages.lists import within
from mentorbot.store.grants import admins_known, grant_of

_LENGTH = 2400
_ADMIN, _NONE = "admin", "none"


@command("admin", "Who may use /cohort", group="cohort")
async def admin_(
    ctx: Context,
    member: Annotated[UserId | None, Option("Who?", ask=True, example="@kim")] = None,
    give: Annotated[
        str,
        Option(
            "The right to use /cohort, or none",
            choices=(Choice("The right to use /cohort", _ADMIN), Choice("None: take it back", _NONE)),
            ask=True,
        ),
    ] = "",
    *,
    sure: Annotated[
        str,
        Option("yes, to take it from yourself without a question", choices=YES_OR_NO),
    ] = "",
) -> Reply:
    if member is None:
        if give:
            raise NotUnderstood(
                "Whom do you mean? Name somebody with an @, and nothing was changed so far.", option="member"
            )
        return await _everybody(ctx)
    if give == _ADMIN:
        return await granted(ctx, member)
    if give == _NONE:
        return await revoked(ctx, member, sure)
    return await _one(ctx, await somebody_named(ctx, member))


async def _everybody(ctx: Context) -> Reply:
    async with ctx.store.read() as tx:
        known = await admins_known(tx, ctx.workspace.key, ctx.operators)
    listed = [line("**{name}**: {why}", name=each.member.name, why=why(ctx, each)) for each in known]
    return reply(
        Heading("Who may use /cohort"),
        Bullets(within(listed, _LENGTH)),
        Note(
            line(
                "Whoever runs the workspace on the platform itself always may: owners and admins on Slack, people with "
                "Manage Server on Discord. I know of them once they have used `/cohort`."
            )
        ),
        Buttons(
            (
                Button("Name somebody", asking("cohort admin", give=_ADMIN), Tone.PRIMARY),
                Button("Take it from somebody", asking("cohort admin", give=_NONE)),
                Button("What was changed", call("cohort audit")),
            )
        ),
    )


async def _one(ctx: Context, who: Somebody) -> Reply:
    """Whether they may, why, and the way to change it."""
    async with ctx.store.read() as tx:
        grant = await grant_of(tx, who.member.key) if who.member else None
        giver = await name_of(tx, grant.giver) if grant else ""
    own = by_itself(ctx, who)
    give = Button("Let them", call("cohort admin", member=who.user, give=_ADMIN), Tone.PRIMARY)
    take = Button("Take it back", call("cohort admin", member=who.user, give=_NONE))
    everybody = Button("Who may", call("cohort admin"))
    if grant is not None:
        day = moments.day(grant.at, ctx.member.clock)
        return reply(
            say("**{name}** may use `/cohort`: {giver} named them on {day}.", name=who.name, giver=giver, day=day),
            Buttons((take, everybody)),
        )
    if own:
        return reply(
            say("**{name}** may use `/cohort`: {own}.", name=who.name, own=own),
            Buttons((everybody,)),
        )
    if who.member and who.member.admin:
        return reply(
            say(
                "**{name}** used `/cohort` by what the platform itself let them do, when I last saw it.", name=who.name
            ),
            Buttons((give, take, everybody)),
        )
    return reply(say("**{name}** may not use `/cohort`. {to}", name=who.name, to=TO_WHOM), Buttons((give, everybody)))
