"""`/mentor export`: everything that is held on you, as files that only you get."""

import asyncio

from mentorbot.chat.blocks import Bullets, Button, Buttons, Note, Text
from mentorbot.chat.call import call
from mentorbot.chat.command import command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.messages.personal import files, private_notes, retention
from mentorbot.messages.personal_kinds import KINDS
from mentorbot.store.held import held_on

_SHOWN = 8
"""Kinds named in the message; the files have them all."""


@command("export", "Get everything I hold on you, as files for you alone")
async def export(ctx: Context) -> Reply:
    async with ctx.store.read() as tx:
        held = await held_on(tx, ctx.member)
    # Beside the others, since a long life makes a long page.
    made = await asyncio.to_thread(files, held, ctx.member.clock, ctx.now, ctx.workspace.retention_days)
    kinds = [f"{kind.title}: {len(held.rows[name]):,}" for name, kind in KINDS.items() if name in held.rows]
    more = len(kinds) - _SHOWN
    notes = private_notes(held.private_notes)
    return reply(
        say("Everything I hold on you: a page to read, and the same as JSON for a program. Only you get it.")
        if held
        else say("I know who you are here, and no more. It's in these two files, which only you get."),
        Bullets(
            tuple(line("{each}", each=each) for each in kinds[:_SHOWN])
            + ((line("and {more} more kinds of things", more=more),) if more > 0 else ())
        )
        if kinds
        else None,
        Text(line(notes)) if notes else None,
        *made,
        Note(
            line(
                "{retention} `/mentor forget` deletes all of it, after a question.",
                retention=retention(ctx.workspace.retention_days),
            )
        ),
        Buttons((Button("What forgetting means", call("mentor forget")), Button("What's next", call("mentor home")))),
    )
