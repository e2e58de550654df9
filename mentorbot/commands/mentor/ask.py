"""`/mentor ask`: an answer in the guide's own words, or an honest "not in the guide"."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Command, Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import maybe_enrolled
from mentorbot.commands.noting import noted
from mentorbot.domain.guide import Guide
from mentorbot.domain.questions import LONGEST, Outcome
from mentorbot.guides import Answer, Reason, Verdict, nearest_page, nearest_topic
from mentorbot.messages.answers import answered, unknown, unsure
from mentorbot.store.mentoring import mentorship_of
from mentorbot.store.questions import add_question

GAPS = frozenset({Reason.ELSEWHERE, Reason.ANOTHER_CAREER, Reason.FIGURES, Reason.PROFESSIONAL})
"""What a guide could have had, so that its author should know; the rest of what gets no answer is nobody's business."""


@command("ask", "Ask the guide anything")
async def ask(
    ctx: Context,
    question: Annotated[str, Option("Your question", prose=True, example="Do I need to code?")],
) -> Reply:
    async with ctx.store.read() as tx:
        found = await maybe_enrolled(ctx, tx)
    guide = found.guide if found else ctx.library.default
    answer = ctx.searches.ask(guide, question)
    if answer.verdict is not Verdict.ANSWER and (word := _word(ctx, question)):
        return reply(
            say("Is this what you want to do?"), Buttons((Button(f"/{word.path}", call(word.path), Tone.PRIMARY),))
        )
    if answer.career in ctx.library.guides:
        guide = ctx.library.guides[answer.career]
        answer = ctx.searches.ask(guide, question)
    match answer.verdict:
        case Verdict.ANSWER:
            named = len(ctx.library.guides) > 1 and (found is None or found.guide.slug != guide.slug)
            return answered(answer, guide, named=named)
        case Verdict.UNSURE:
            return unsure(answer, guide, question)
        case Verdict.UNKNOWN:
            reason = answer.reason or Reason.ELSEWHERE
            if reason not in GAPS:
                return unknown(reason, guide, near="", question="")
            await _noted(ctx, answer, guide, question)
            near = "" if reason is Reason.PROFESSIONAL else nearest_page(answer)
            return unknown(reason, guide, near=near, question=question, mentored=await _mentored(ctx))


def _word(ctx: Context, question: str) -> Command | None:
    """Somebody wrote "help" or "done" to the bot, without the slash."""
    wrote = question.casefold().strip(" .?!")
    return next((each for each in ctx.groups[0].commands if each.word == wrote), None)


async def _noted(ctx: Context, answer: Answer, guide: Guide, question: str) -> None:
    """Counted by topic, for the author; the words are kept only where an admin said so, and never whose they are."""
    text = question[:LONGEST] if ctx.workspace.keeps_texts else None
    asked = noted(ctx, guide, nearest_topic(answer), Outcome.UNKNOWN, text=text)
    async with ctx.store.begin() as tx:
        await add_question(tx, asked)


async def _mentored(ctx: Context) -> bool:
    async with ctx.store.read() as tx:
        return await mentorship_of(tx, ctx.member.key) is not None
