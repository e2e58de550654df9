"""`/mentor ask`: an answer in the guide's own words, or an honest "not in the guide"."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Command, Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import maybe_enrolled
from mentorbot.domain.guide import Guide, Topic
from mentorbot.guides import Answer, Verdict


@command("ask", "Ask the guide anything")
async def ask(
    ctx: Context,
    question: Annotated[str, Option("Your question", prose=True, example="Do I need to code?")],
) -> Reply:
    async with ctx.store.read() as tx:
        found = await maybe_enrolled(ctx, tx)
    guide = found.guide if found else ctx.library.default
    answer = ctx.searches[guide.slug].ask(question)
    if answer.verdict is not Verdict.ANSWER and (word := _word(ctx, question)):
        return reply(
            say("Is this what you want to do?"), Buttons((Button(f"/{word.path}", call(word.path), Tone.PRIMARY),))
        )
    pages = [guide.pages[slug] for slug, _ in answer.ranked[:3] if slug in guide.pages]
    match answer.verdict:
        case Verdict.ANSWER:
            return _answered(answer, guide, pages)
        case Verdict.UNSURE:
            return reply(
                say("I'm not sure which you mean. Did you mean:"), Buttons(tuple(_read(page, guide) for page in pages))
            )
        case Verdict.UNKNOWN:
            return _unknown(answer, guide)


def _word(ctx: Context, question: str) -> Command | None:
    """Somebody wrote "help" or "done" to the bot, without the slash."""
    wrote = question.casefold().strip(" .?!")
    return next((each for each in ctx.groups[0].commands if each.word == wrote), None)


def _answered(answer: Answer, guide: Guide, pages: list[Topic]) -> Reply:
    best, *others = pages
    also = f" · see also {' and '.join(page.title for page in others[:1])}" if others else ""
    return reply(
        say("{excerpt}", excerpt=answer.excerpt),
        Note(line("*From “{title}”{also}*", title=best.title, also=also)),
        Buttons(
            (
                Button("Read on", call("mentor guide", topic=best.slug, guide=guide.slug), Tone.PRIMARY),
                *(_read(page, guide) for page in others[:1]),
            )
        ),
    )


def _unknown(answer: Answer, guide: Guide) -> Reply:
    return reply(
        say("{why}", why=answer.why_unknown),
        say("You can ask about the work itself, the skills, and the steps that lead there."),
        Buttons(
            (
                *(_read(page, guide) for page in guide.topics[:2]),
                Button("Contents", call("mentor guide", guide=guide.slug)),
            )
        ),
    )


def _read(page: Topic, guide: Guide) -> Button:
    return Button(page.title, call("mentor guide", topic=page.slug, guide=guide.slug))
