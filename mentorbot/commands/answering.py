"""A person's answer to a question that the guide left open: written down once, and brought to whoever asked."""

from dataclasses import replace

from mentorbot.chat.blocks import Button, Buttons, Quote
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.domain.deliveries import DeliveryKind, owed_now
from mentorbot.domain.errors import NotUnderstood
from mentorbot.domain.members import Member
from mentorbot.domain.questions import LONGEST_ANSWER, Answered, Question
from mentorbot.store import Tx
from mentorbot.store.deliveries import add_deliveries
from mentorbot.store.keys import new_key
from mentorbot.store.questions import answer as written


def answer_worded(text: str) -> str:
    """An answer that is one and fits; raises NotUnderstood."""
    said = text.strip()
    if not said:
        raise NotUnderstood("An answer has at least a word.", option="text")
    if len(said) > LONGEST_ANSWER:
        raise NotUnderstood(f"That's {len(said)} characters; {LONGEST_ANSWER} fit into a message.", option="text")
    return said


def answered_before(asked: Question, member: Member, then: Button) -> Reply:
    """What somebody else answered, a moment ago or before."""
    return reply(
        say("{who} has answered **{name}** already, so yours was not sent:", who=asked.answered_by, name=member.name),
        Quote(line("{answer}", answer=asked.answer or "")),
        Buttons((then,)),
    )


async def answered_by_caller(ctx: Context, tx: Tx, asked: Question, member: Member, said: str) -> bool:
    """Owe it to whoever asked; False when somebody else has answered meanwhile."""
    done = replace(asked, answer=said, answered_by=ctx.member.name, answered_at=ctx.now)
    if not await written(tx, done):
        return False
    letter = Answered(question=asked.text or "", answer=said, who=ctx.member.name, guide=asked.guide, zone=member.clock)
    made = owed_now(new_key(ctx.now), letter, DeliveryKind.ANSWER, to=member, now=ctx.now)
    await add_deliveries(tx, [made])
    return True
