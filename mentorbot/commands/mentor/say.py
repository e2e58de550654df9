"""`mentor say`: a learner and their mentor write to each other through the bot; pressed, never typed."""

from typing import Annotated

from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply
from mentorbot.commands.context import Context
from mentorbot.commands.relaying import relay


@command("say", "Write to each other", listed=False)
async def say_(
    ctx: Context,
    to: Annotated[int, Option("Which pair?", low=1)],
    text: Annotated[str, Option("Your message", prose=True, example="Could we talk about my brief on Thursday?")],
) -> Reply:
    return await relay(ctx, to, text)
