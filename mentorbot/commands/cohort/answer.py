"""`cohort answer`: a person's answer to what somebody passed on; pressed, never typed."""

from dataclasses import replace
from datetime import timedelta
from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Quote, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.auditing import audited
from mentorbot.commands.context import Context
from mentorbot.domain.deliveries import Delivery, DeliveryKind, owed_now
from mentorbot.domain.errors import NotNow, NotUnderstood
from mentorbot.domain.members import Member
from mentorbot.domain.questions import LONGEST_ANSWER, Answered, Question
from mentorbot.store import Tx
from mentorbot.store.deliveries import add_deliveries
from mentorbot.store.keys import new_key
from mentorbot.store.questions import answer as written
from mentorbot.store.questions import question as question_of

_KEEPS = timedelta(days=14)
"""How long an answer may take to reach somebody."""
_BACK = (("Questions", "cohort questions"),)


@command("answer", "Answer a question", group="cohort", listed=False)
async def answer(
    ctx: Context,
    question: Annotated[int, Option("Which question?", low=1)],
    text: Annotated[str, Option("Your answer", prose=True)],
) -> Reply:
    said = text.strip()
    if not said:
        raise NotUnderstood("An answer has at least a word.", option="text")
    if len(said) > LONGEST_ANSWER:
        raise NotUnderstood(f"That's {len(said)} characters; {LONGEST_ANSWER} fit into a message.", option="text")
    async with ctx.store.begin() as tx:
        asked, member = await _passed_on(ctx, tx, question)
        done = replace(asked, answer=said, answered_by=ctx.member.name, answered_at=ctx.now)
        if not await written(tx, done):
            return _answered_before(*await _passed_on(ctx, tx, question))  # by somebody else, a moment ago
        await add_deliveries(tx, [_letter(ctx, done, member)])
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
    """Raises NotNow for what is not of this workspace, or was only counted."""
    found = await question_of(tx, ctx.workspace.key, key)
    if found is None or found[1] is None:
        raise NotNow("I know no such question here, so nothing was sent.", instead=_BACK)
    return found[0], found[1]


def _answered_before(asked: Question, member: Member) -> Reply:
    return reply(
        say("{who} has answered **{name}** already, so yours was not sent:", who=asked.answered_by, name=member.name),
        Quote(line("{answer}", answer=asked.answer or "")),
        Buttons((Button("Questions", call("cohort questions"), Tone.PRIMARY),)),
    )


def _letter(ctx: Context, asked: Question, member: Member) -> Delivery:
    letter = Answered(
        question=asked.text or "",
        answer=asked.answer or "",
        who=asked.answered_by,
        guide=asked.guide,
        zone=member.clock,
    )
    return owed_now(new_key(ctx.now), letter, DeliveryKind.ANSWER, to=member, now=ctx.now, keeps=_KEEPS)
