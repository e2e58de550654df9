"""`mentor mute`: no more messages from your mentor or mentee; pressed, never typed."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.commands.mentorships import pair
from mentorbot.domain.errors import NotAllowed
from mentorbot.domain.mentoring import Side
from mentorbot.store.deliveries import cancel_written
from mentorbot.store.mentoring import save_mentorship


@command("mute", "Stop messages between you two", listed=False)
async def mute(ctx: Context, to: Annotated[int, Option("Which pair?", low=1)]) -> Reply:
    async with ctx.store.begin() as tx:
        between = await pair(ctx, tx, to, locked=True)
        if between.caller is Side.COVER:
            raise NotAllowed(
                f"Only {between.learner.name} and {between.mentor.name} can stop the messages between them. If "
                f"covering doesn't suit you, {between.mentor.name} can name somebody else. Nothing was changed."
            )
        name = (between.mentor if between.caller is Side.LEARNER else between.learner).name
        again = Buttons(
            (
                Button("Start them again", call("mentor unmute", to=to)),
                Button("Someone else would fit better", asking("mentor rematch", to=to)),
            )
        )
        if ctx.member.key in between.mentorship.stopped:
            return reply(say("Messages from **{name}** are stopped already, so nothing changed.", name=name), again)
        await save_mentorship(tx, between.mentorship.muted(ctx.member.key))
        await cancel_written(tx, between.mentorship.about, ctx.member.key, ctx.now, "its reader stopped the messages")
    return reply(
        say("Stopped: no more messages come from **{name}**, nor do those that were still waiting.", name=name),
        Note(
            line(
                "{name} isn't told now. Should they write, they hear that no messages come through at the moment. You "
                "two still go together.",
                name=name,
            )
        ),
        again,
    )
