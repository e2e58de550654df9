"""`/mentor ask`: an answer in the guide's own words, or an honest "not in the guide"."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import Call, call
from mentorbot.chat.command import Command, Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import maybe_enrolled
from mentorbot.domain.guide import Guide, Topic
from mentorbot.guides import Answer, Reason, Verdict
from mentorbot.messages.unanswered import covers, why_unanswered

OFFERED = 3
"""Pages under "did you mean"."""


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
    return _said(answer, guide)


def _said(answer: Answer, guide: Guide) -> Reply:
    match answer.verdict:
        case Verdict.ANSWER:
            return _answered(answer, guide)
        case Verdict.UNSURE:
            return _unsure(answer, guide)
        case Verdict.UNKNOWN:
            return _unknown(answer.reason or Reason.ELSEWHERE, guide)


def _word(ctx: Context, question: str) -> Command | None:
    """Somebody wrote "help" or "done" to the bot, without the slash."""
    wrote = question.casefold().strip(" .?!")
    return next((each for each in ctx.groups[0].commands if each.word == wrote), None)


def _answered(answer: Answer, guide: Guide) -> Reply:
    best = answer.ranked[0]
    page = guide.pages[best.page]
    other = guide.pages[best.topic if best.topic != best.page else answer.ranked[1].page]
    source = "From “{title}” in the {guide} guide · see also “{other}”"
    return reply(
        say("{excerpt}", excerpt=answer.excerpt),
        Note(line(f"*{source}*", title=page.title, guide=guide.short, other=other.title)),
        Buttons((Button("Read on", _page(page, guide), Tone.PRIMARY), _read(other, guide))),
    )


def _unsure(answer: Answer, guide: Guide) -> Reply:
    pages = (guide.pages[each.page] for each in answer.ranked[:OFFERED])
    return reply(
        say("I'm not sure which you mean. Did you mean:"), Buttons(tuple(_read(page, guide) for page in pages))
    )


def _unknown(reason: Reason, guide: Guide) -> Reply:
    return reply(
        say("{why}", why=why_unanswered(reason, guide)),
        say("{covers}", covers=covers(guide)),
        Buttons((*(_read(page, guide) for page in guide.topics[:2]), _contents(guide))),
    )


def _page(page: Topic, guide: Guide) -> Call:
    return call("mentor guide", topic=page.slug, guide=guide.slug)


def _read(page: Topic, guide: Guide) -> Button:
    return Button(page.title, _page(page, guide))


def _contents(guide: Guide) -> Button:
    return Button("Contents", call("mentor guide", guide=guide.slug))
