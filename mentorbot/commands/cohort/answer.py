"""`cohort answer`: a person's answer to what somebody passed on; pressed, never typed."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.answering import answer_worded, answered_before, answered_by_caller
from mentorbot.commands.auditing import audited
from mentorbot.commands.context import Context
from mentorbot.domain.errors import NotNow
from mentorbot.domain.members import Member
from mentorbot.domain.questions import Question
from mentorbot.store import Tx
from mentorbot.store.questions import question as question_of

_BACK = (("Questions", "cohort questions"),)


@command("answer", "Answer a question", group="cohort", listed=False)
async def answer(
    ctx: Context,
    question: Annotated[int, Option("Which question?", low=1)],
    text: Annotated[str, Option("Your answer", prose=True)],
) -> Reply:
    said = answer_worded(text)
    async with ctx.store.begin() as tx:
        asked, member = await _passed_on(ctx, tx, question)
        if not await answered_by_caller(ctx, tx, asked, member, said):
            then = Button("Questions", call("cohort questions"), Tone.PRIMARY)
            return answered_before(*await _passed_on(ctx, tx, question), then)
        await audited(ctx, tx, "cohort answer", "a question", about=member.key, after={"Answer": "sent"})
    return reply(
        say("Your answer is on its way to **{name}**.", name=member.name),
        Note(line("It would make a good page of the guide: the draft is ready for its author.")),
        Buttons(
            (
                Button("See the draft", call("cohort draft", question=asked.key), Tone.PRIMARY),
                Button("Questions", call("cohort questions")),
            )
        ),
    )


async def _passed_on(ctx: Context, tx: Tx, key: int) -> tuple[Question, Member]:
    """Raises NotNow for what is not of this workspace, was only counted, or is for a mentor first."""
    found = await question_of(tx, ctx.workspace.key, key)
    if found is None or found[1] is None or not found[0].for_admins(ctx.now.date()):
        raise NotNow("I know no such question here, so nothing was sent.", instead=_BACK)
    return found[0], found[1]
