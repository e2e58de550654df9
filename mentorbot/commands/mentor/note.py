"""`mentor note`: what a mentor writes down about a mentee, to share or to keep; mostly pressed."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.ids import UserId
from mentorbot.chat.reply import Choice, Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.commands.mentee_named import mentee_named
from mentorbot.commands.mentorships import Pair
from mentorbot.commands.relaying import refusal, send, worded
from mentorbot.domain.deliveries import DeliveryKind
from mentorbot.domain.errors import shortened
from mentorbot.domain.mentor_notes import LONGEST_NOTE, MentorNote, NoteKey
from mentorbot.domain.relayed import Relay, Relayed
from mentorbot.messages.mentor_notes import SHARED, who_reads
from mentorbot.store.mentor_notes import add_note

_PRIVATE = "private"


@command("note", "Write a note on a mentee", listed=False)
async def note(
    ctx: Context,
    about: Annotated[UserId, Option("About which mentee?", example="@ada")],
    text: Annotated[
        str,
        Option("Your note", prose=True, example="Private: only you ever read it. Shared: your mentee reads it too."),
    ],
    *,
    shared: Annotated[
        str,
        Option(
            "Who reads it: you alone, or they too",
            choices=(Choice("Private: only I read it", _PRIVATE), Choice("Shared: my mentee reads it too", SHARED)),
            ask=True,
            prefill=_PRIVATE,
        ),
    ] = _PRIVATE,
) -> Reply:
    said = worded(text, LONGEST_NOTE, "A note")
    async with ctx.store.begin() as tx:
        between = await mentee_named(ctx, tx, about, "about")
        made = MentorNote(
            key=NoteKey(0),
            author=ctx.member.key,
            learner=between.learner.key,
            text=said,
            shared=shared == SHARED,
            at=ctx.now,
        )
        made = await add_note(tx, made)
        told = made.shared and await refusal(ctx, tx, between) is None
        if told:
            await send(ctx, tx, between, _letter(ctx, between, said), DeliveryKind.RELAY)
    name = between.learner.name
    return reply(
        say("Kept. {who}", who=who_reads(name, shared=made.shared)),
        Note(line("It's on its way to their direct messages.")) if told else None,
        Note(line("No message goes to {name} about it just now; they find it under `/mentor mentor`.", name=name))
        if made.shared and not told
        else None,
        Buttons(
            (
                Button("Delete it", call("mentor unnote", note=made.key), Tone.DANGER),
                Button(f"Notes on {shortened(name, 30)}", call("mentor notes", about=between.learner.user)),
            )
        ),
    )


def _letter(ctx: Context, between: Pair, said: str) -> Relayed:
    return Relayed(
        what=Relay.NOTE, who=ctx.member.name, text=said, mentorship=between.mentorship.key, zone=between.learner.clock
    )
