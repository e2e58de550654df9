"""`/mentor guides`: the career guides there are."""

from mentorbot.chat.blocks import Button, Buttons, Heading, Text
from mentorbot.chat.call import call
from mentorbot.chat.command import command
from mentorbot.chat.limits import BUTTONS_IN_A_ROW
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.commands.context import Context
from mentorbot.domain.guide import Guide


@command("guides", "The career guides there are")
async def guides(ctx: Context) -> Reply:
    found = list(ctx.library.guides.values())
    buttons = tuple(Button(f"Read {each.short}", call("mentor guide", guide=each.slug)) for each in found)
    return reply(Heading("Career guides"), *map(_about, found), Buttons(buttons[:BUTTONS_IN_A_ROW]))


def _about(guide: Guide) -> Text:
    return say(
        "**{title}**: {summary} {steps} steps, {tasks} tasks.",
        title=guide.title,
        summary=guide.summary,
        steps=len(guide.steps),
        tasks=len(guide.tasks),
    )
