"""`mentor notes`: what you may read about a mentee, and your own to delete; pressed, never typed."""

from collections.abc import Sequence
from typing import Annotated

from mentorbot.chat.blocks import Block, Button, Buttons, Heading, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.ids import UserId
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.commands.mentee_named import mentee_named
from mentorbot.domain.errors import shortened
from mentorbot.domain.mentor_notes import MentorNote
from mentorbot.messages.mentor_notes import note_lines
from mentorbot.store.mentor_notes import notes_for

_LISTED = 5
"""Notes on one page, each of one's own with a button."""
_TEXT = 400


@command("notes", "Your notes on a mentee", listed=False)
async def notes(ctx: Context, about: Annotated[UserId, Option("About which mentee?", example="@ada")]) -> Reply:
    async with ctx.store.read() as tx:
        between = await mentee_named(ctx, tx, about, "about")
        found = await notes_for(tx, between.learner.key, ctx.member.key, _LISTED + 1, mentors=True)
    name, user = between.learner.name, between.learner.user
    if not found:
        return reply(
            say("There's no note on **{name}** that you can read yet.", name=name),
            Buttons((Button("Write one", asking("mentor note", about=user), Tone.PRIMARY),)),
        )
    return reply(
        Heading(f"Notes on {shortened(name)}"),
        *_notes(ctx, found[:_LISTED]),
        Note(line("These are the latest {number}.", number=_LISTED)) if len(found) > _LISTED else None,
        Buttons((Button("Write another", asking("mentor note", about=user), Tone.PRIMARY),)),
    )


def _notes(ctx: Context, found: Sequence[tuple[MentorNote, str]]) -> list[Block]:
    shown: list[Block] = list(note_lines(found, ctx.member, _TEXT))
    own = [each for each, _ in found if each.author == ctx.member.key]
    buttons = [
        Button(f"Delete that of {each.at:%-d %B}: {shortened(each.text, 30)}", call("mentor unnote", note=each.key))
        for each in own
    ]
    return [*shown, *([Buttons(tuple(buttons))] if buttons else [])]
