"""`mentor unmute`: take messages from your mentor or mentee again; pressed, never typed."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Tone
from mentorbot.chat.call import asking
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.commands.context import Context
from mentorbot.commands.mentorships import pair
from mentorbot.domain.mentoring import Side
from mentorbot.store.mentoring import save_mentorship


@command("unmute", "Take messages from them again", listed=False)
async def unmute(ctx: Context, to: Annotated[int, Option("Which pair?", low=1)]) -> Reply:
    async with ctx.store.begin() as tx:
        between = await pair(ctx, tx, to, locked=True)
        theirs = between.mentor if between.caller is Side.LEARNER else between.learner
        before = between.mentorship
        after = before.unmuted(ctx.member.key)
        await save_mentorship(tx, after)
    write = Buttons((Button("Write", asking("mentor say", to=to), Tone.PRIMARY),))
    if before == after:
        return reply(say("You haven't stopped messages from **{name}**, so nothing changed.", name=theirs.name), write)
    return reply(say("Messages from **{name}** come through to you again.", name=theirs.name), write)
