"""A question as it is written down: counted, or passed on."""

from mentorbot.commands.context import Context
from mentorbot.domain.guide import Guide
from mentorbot.domain.members import MemberKey
from mentorbot.domain.questions import Outcome, Question, QuestionKey


def noted(
    ctx: Context, guide: Guide, topic: str, outcome: Outcome, *, text: str | None = None, by: MemberKey | None = None
) -> Question:
    """With its day alone, unless its words may be kept, or somebody wants an answer of a person."""
    return Question(
        key=QuestionKey(0),
        workspace=ctx.workspace.key,
        guide=guide.slug,
        topic=topic,
        outcome=outcome,
        asked_on=ctx.now.date(),
        text=text,
        member=by,
    )
