"""`mentor unnote`: delete a note of yours; pressed, never typed."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Quote
from mentorbot.chat.call import asking
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.domain.errors import NotNow
from mentorbot.store.mentor_notes import delete_note
from mentorbot.store.people import member as member_by_key


@command("unnote", "Delete a note of yours", listed=False)
async def unnote(ctx: Context, note: Annotated[int, Option("Which note?", low=1)]) -> Reply:
    async with ctx.store.begin() as tx:
        gone = await delete_note(tx, note, ctx.member.key)
        learner = await member_by_key(tx, gone.learner) if gone else None
    if gone is None or learner is None:
        raise NotNow("There's no such note of yours, so nothing was deleted. You may have deleted it before.")
    went = " It may have reached them as a message already; that stays." if gone.shared else ""
    return reply(
        say("Deleted your note on **{name}**.{went} What it said:", name=learner.name, went=went),
        Quote(line("{text}", text=gone.text)),
        Buttons((Button("Write another", asking("mentor note", about=learner.user)),)),
    )
