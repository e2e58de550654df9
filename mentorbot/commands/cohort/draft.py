"""`cohort draft`: a person's answer as a page for the guide's author; pressed, never typed."""

from collections.abc import Sequence
from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Text
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Code, line
from mentorbot.commands.context import Context
from mentorbot.domain.errors import NotNow, shortened
from mentorbot.domain.questions import Question
from mentorbot.guides.drafts import draft_of
from mentorbot.store.questions import answered_questions
from mentorbot.store.questions import question as question_of

_LISTED = 4
_BACK = Button("Questions", call("cohort questions"))


@command("draft", "An answer as a page for the guide's author", group="cohort", listed=False)
async def draft(ctx: Context, question: Annotated[int | None, Option("Which question?", low=1)] = None) -> Reply:
    async with ctx.store.read() as tx:
        if question is None:
            return _listed(await answered_questions(tx, ctx.workspace.key, limit=_LISTED))
        found = await question_of(tx, ctx.workspace.key, question)
    if found is None or found[0].answer is None:
        raise NotNow(
            "Nobody has answered that question, so there is no draft.", instead=(("Questions", "cohort questions"),)
        )
    made = draft_of(found[0], ctx.now.date())
    return reply(
        say("A draft for the author, to save as {file}:", file=Code(f"content/{found[0].guide}/faq/{made.slug}.md")),
        *(Text(line("{text}", text=part)) for part in made.text.strip().split("\n\n")),
        Note(line("`python bot.py drafts` writes such files by itself; `check` says what is still to be added.")),
        Buttons((_BACK,)),
    )


def _listed(answered: Sequence[Question]) -> Reply:
    if not answered:
        raise NotNow(
            "Nobody has answered a question yet, so there is no draft.", instead=(("Questions", "cohort questions"),)
        )
    drafts = [Button(shortened(each.text or "", 60), call("cohort draft", question=each.key)) for each in answered]
    return reply(
        say("These were answered by a person; each is a draft for the guide's author."), Buttons((*drafts, _BACK))
    )
