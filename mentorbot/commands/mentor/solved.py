"""`mentor solved`: whoever called for help needs it no more; pressed, never typed."""

from mentorbot.chat.blocks import Button, Buttons, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.commands.context import Context
from mentorbot.domain.errors import NotNow
from mentorbot.store.deliveries import cancel_about
from mentorbot.store.help_requests import about, answer_help_requests, open_help_request
from mentorbot.store.people import lock_member


@command("solved", "Close your call for help", listed=False, in_place=True)
async def solved(ctx: Context) -> Reply:
    async with ctx.store.begin() as tx:
        await lock_member(tx, ctx.member.key)
        asked = await open_help_request(tx, ctx.member.key)
        if asked is None:
            raise NotNow("No call for help of yours is open any more.", instead=(("What's next", "mentor home"),))
        await answer_help_requests(tx, ctx.member.key, ctx.member.key, ctx.now)
        await cancel_about(tx, about(asked.key), ctx.now, "solved")
    return reply(
        say("Good. Your call for help is closed, and nobody hears any more of it from me."),
        Buttons((Button("What's next", call("mentor home"), Tone.PRIMARY),)),
    )
