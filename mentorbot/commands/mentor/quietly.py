"""`mentor quietly`: a call for help stays with whoever has it; pressed, never typed."""

from dataclasses import replace

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.domain.errors import NotNow
from mentorbot.store.help_requests import open_help_request, save_help_request
from mentorbot.store.people import lock_member, member

NEXT = (("What's next", "mentor home"),)


@command("quietly", "Keep your call for help from the admins", listed=False, in_place=True)
async def quietly(ctx: Context) -> Reply:
    async with ctx.store.begin() as tx:
        await lock_member(tx, ctx.member.key)
        asked = await open_help_request(tx, ctx.member.key)
        if asked is None:
            raise NotNow("No call for help of yours is open, so nobody is told anything.", instead=NEXT)
        if asked.escalated_at is not None or asked.told is None:
            raise NotNow("They know already that you wait for a person; they don't see what you wrote.", instead=NEXT)
        await save_help_request(tx, replace(asked, escalates_at=None))
        told = await member(tx, asked.told)
    return reply(
        say("The admins won't hear of it. **{name}** still has it.", name=told.name),
        Note(line("If that takes too long, say again that you're stuck: I remind them once a day at most.")),
        Buttons(
            (Button("It's solved", call("mentor solved"), Tone.PRIMARY), Button("What's next", call("mentor home")))
        ),
    )
