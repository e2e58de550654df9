"""`/mentor focus`: take another task as this week's."""

from typing import Annotated

from mentorbot.chat.blocks import Buttons, Note
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import awake, task_named, walking
from mentorbot.commands.suggestions import open_tasks
from mentorbot.domain.errors import NotNow
from mentorbot.messages.nexts import next_nudge
from mentorbot.messages.tasks import done_button, task_blocks
from mentorbot.store.enrolments import save_enrolment


@command("focus", "Take another task as this week's", in_place=True)
async def focus(ctx: Context, task: Annotated[str, Option("Which task?", complete=open_tasks)]) -> Reply:
    async with ctx.store.begin() as tx:
        found = await walking(ctx, tx)
        chosen = task_named(found.guide, task)
        if chosen.slug in found.place.done:
            raise NotNow(
                f"You've done “{chosen.title}” already. Undo it first if you want to do it again.",
                instead=(("What's next", "mentor home"),),
            )
        enrolment = awake(found, ctx.now, chosen.slug)
        await save_enrolment(tx, enrolment)
    return reply(
        say("This week it's:"),
        *task_blocks(chosen),
        Note(next_nudge(enrolment, found.cohort, found.cadence)),
        Buttons((done_button(chosen),)),
    )
