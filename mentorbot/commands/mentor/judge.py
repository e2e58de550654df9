"""`mentor judge`: whether an answer helped; pressed, never typed."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Choice, Reply, reply, say
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import maybe_enrolled
from mentorbot.commands.guide_named import guide_to_read
from mentorbot.commands.noting import noted
from mentorbot.domain.questions import Outcome
from mentorbot.messages.answers import pass_on
from mentorbot.store.mentoring import mentorship_of
from mentorbot.store.questions import add_question

_SAID = {
    Outcome.HELPFUL: "Good. Ask on whenever you like.",
    Outcome.UNHELPFUL: "Thanks for saying so: it's counted for the guide's author, without your name.",
    Outcome.UNSURE: "Then it's probably not in this guide. It's counted for the guide's author, without your name.",
}


@command("judge", "Say whether an answer helped", listed=False)
async def judge(
    ctx: Context,
    outcome: Annotated[str, Option("helpful or not", choices=tuple(Choice(each.value, each.value) for each in _SAID))],
    topic: Annotated[str, Option("Which topic")],
    *,
    guide: Annotated[str, Option("Which guide")] = "",
    question: Annotated[str, Option("What was asked")] = "",
) -> Reply:
    async with ctx.store.begin() as tx:
        chosen = guide_to_read(ctx, await maybe_enrolled(ctx, tx), guide)
        near = topic if topic in chosen.pages else ""
        judged = noted(ctx, chosen, near, Outcome(outcome))
        await add_question(tx, judged)
        mentored = await mentorship_of(tx, ctx.member.key) is not None
    contents = Button("What the guide covers", call("mentor guide", guide=chosen.slug), Tone.PRIMARY)
    more = Button("Ask another", call("mentor ask"), Tone.PRIMARY)
    found = (more,) if outcome == Outcome.HELPFUL else (contents, pass_on(question, mentored=mentored))
    return reply(say("{said}", said=_SAID[Outcome(outcome)]), Buttons(found))
