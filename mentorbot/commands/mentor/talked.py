"""`mentor talked`: a mentor, or an admin who was told, has spoken to somebody who was stuck; pressed, never typed."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.domain.checkins import HelpRequest
from mentorbot.domain.errors import NotAllowed, NotNow
from mentorbot.domain.members import Member
from mentorbot.domain.rights import Role
from mentorbot.store import Tx
from mentorbot.store.deliveries import cancel_about
from mentorbot.store.help_requests import about, answer_help_requests, confidants_of, open_help_request
from mentorbot.store.people import member_of


@command("talked", "Say that you have talked to somebody who was stuck", listed=False)
async def talked(ctx: Context, learner: Annotated[str, Option("To whom?")]) -> Reply:
    async with ctx.store.begin() as tx:
        who = await member_of(tx, ctx.workspace.key, learner)
        asked = await open_help_request(tx, who.key) if who else None
        if who is None or not await _concerns(ctx, tx, who, asked):
            raise NotAllowed("That's for whoever was told that they're stuck. Nothing was changed.")
        if asked is None:
            raise NotNow(f"{who.name} waits for nobody any more. Nothing was changed.")
        await answer_help_requests(tx, who.key, ctx.member.key, ctx.now)
        await cancel_about(tx, about(asked.key), ctx.now, "somebody has talked to them")
    return reply(
        say("Thank you. **{name}**'s call for help is closed.", name=who.name),
        Note(line("Whenever they are stuck again, a press of theirs tells you.")),
        Buttons((Button("What's next", call("mentor home"), Tone.PRIMARY),)),
    )


async def _concerns(ctx: Context, tx: Tx, who: Member, asked: HelpRequest | None) -> bool:
    """Whether the caller is one of those who are to answer: their mentor, who stands in, or an admin who was told."""
    theirs = await confidants_of(tx, who.key)
    people = {each.member.key for each in (theirs.mentor, theirs.cover) if each}
    told = asked is not None and asked.told == ctx.member.key
    admins = Role.ADMIN in ctx.roles and (asked is None or asked.escalated_at is not None)
    return told or admins or ctx.member.key in people
