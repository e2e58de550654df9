"""`mentor answer`: a mentor, or who covers for them, answers what their mentee passed on; pressed, never typed."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.answering import answer_worded, answered_before, answered_by_caller
from mentorbot.commands.context import Context
from mentorbot.commands.mentorships import Pair, pair
from mentorbot.domain.errors import NotAllowed
from mentorbot.domain.mentoring import Side
from mentorbot.domain.questions import Question
from mentorbot.store import Tx
from mentorbot.store.help_requests import answer_help_requests
from mentorbot.store.mentoring import mentorship_of
from mentorbot.store.questions import question as question_of

_NOT_YOURS = "That question isn't one of your mentees', so nothing was sent, and nothing was shown."


@command("answer", "Answer a mentee", listed=False)
async def answer(
    ctx: Context,
    question: Annotated[int, Option("Which question?", low=1)],
    text: Annotated[str, Option("Your answer", prose=True)],
) -> Reply:
    said = answer_worded(text)
    async with ctx.store.begin() as tx:
        asked, between = await _of_a_mentee(ctx, tx, question)
        if not await answered_by_caller(ctx, tx, asked, between.learner, said):
            asked, between = await _of_a_mentee(ctx, tx, question)
            then = Button("Write to them", asking("mentor say", to=between.mentorship.key), Tone.PRIMARY)
            return answered_before(asked, between.learner, then)
        await answer_help_requests(tx, between.learner.key, ctx.member.key, ctx.now)
    return reply(
        say("Your answer is on its way to **{name}**.", name=between.learner.name),
        Note(line("Question and answer are kept for the guide's author, without their name.")),
        Buttons(
            (
                Button("Write more", asking("mentor say", to=between.mentorship.key)),
                Button("Your mentees", call("mentor mentees")),
            )
        ),
    )


async def _of_a_mentee(ctx: Context, tx: Tx, key: int) -> tuple[Question, Pair]:
    """Raises NotAllowed unless the asker is a mentee of the caller, or of a mentor whom the caller covers for."""
    found = await question_of(tx, ctx.workspace.key, key)
    mentored = await mentorship_of(tx, found[1].key) if found and found[1] else None
    if found is None or mentored is None or found[0].told is None:
        raise NotAllowed(_NOT_YOURS)
    between = await pair(ctx, tx, mentored[0].key)
    if between.caller is Side.LEARNER:
        raise NotAllowed(_NOT_YOURS)
    return found[0], between
