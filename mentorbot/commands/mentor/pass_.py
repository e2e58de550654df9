"""`mentor pass`: a question that the guide leaves open goes to a person; pressed, never typed."""

from dataclasses import replace
from typing import Annotated

from mentorbot.chat.blocks import Block, Button, Buttons, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import Enrolled, maybe_enrolled
from mentorbot.commands.mentorships import Pair, own_mentor
from mentorbot.commands.noting import noted
from mentorbot.commands.relaying import refusal, send
from mentorbot.domain.deliveries import DeliveryKind
from mentorbot.domain.digests import Trouble, TroubleKind
from mentorbot.domain.errors import NotNow, NotUnderstood
from mentorbot.domain.questions import LONGEST, MENTORS_FIRST, MOST_A_DAY, Outcome, Question
from mentorbot.domain.relayed import Relay, Relayed
from mentorbot.guides import nearest_topic
from mentorbot.store import Tx
from mentorbot.store.people import lock_member
from mentorbot.store.questions import add_question, passed_on
from mentorbot.store.troubles import add_troubles

ASK = (("Ask the guide", "mentor ask"),)


@command("pass", "Ask a person what the guide leaves open", listed=False)
async def pass_(
    ctx: Context, question: Annotated[str, Option("Your question", prose=True, example="Do you sponsor visas?")]
) -> Reply:
    text = " ".join(question.split())
    if len(text) > LONGEST:
        raise NotUnderstood(
            f"That's {len(text)} characters; {LONGEST} fit. Put the heart of it first.", option="question"
        )
    async with ctx.store.begin() as tx:
        await lock_member(tx, ctx.member.key)  # a second click waits for the first, and finds it
        found = await maybe_enrolled(ctx, tx)
        guide = found.guide if found else ctx.library.default
        today = await passed_on(tx, ctx.member.key, ctx.now.date())
        if any(each.text == text for each in today):
            raise NotNow("That one is passed on already. The answer comes to you here.", instead=ASK)
        if len(today) >= MOST_A_DAY:
            raise NotNow(f"You've passed on {MOST_A_DAY} questions today. Keep this one for tomorrow.", instead=ASK)
        answer = ctx.searches.ask(guide, text)
        mentored = await own_mentor(ctx, tx)
        asked = noted(ctx, guide, nearest_topic(answer), Outcome.PASSED_ON, text=text, by=ctx.member.key)
        if mentored and await _hears(ctx, tx, mentored):
            asked = await add_question(tx, replace(asked, told=mentored.other.key))
            await send(ctx, tx, mentored, _letter(ctx, mentored, asked), DeliveryKind.RELAY)
        else:
            mentored = None
            await add_question(tx, asked)
            await add_troubles(tx, [_news(ctx)])
    return reply(
        *(_by_mentor(mentored) if mentored else _by_admins(found)),
        Buttons((Button("Ask another", call("mentor ask"), Tone.PRIMARY), Button("What's next", call("mentor home")))),
    )


async def _hears(ctx: Context, tx: Tx, mentored: Pair) -> bool:
    """Whether the mentor, or the cover, is here and takes what their mentee writes."""
    here = not mentored.away or mentored.cover is not None
    return here and await refusal(ctx, tx, mentored) is None


def _by_mentor(mentored: Pair) -> tuple[Block, ...]:
    who = f"{mentored.other.name}, who covers for {mentored.mentor.name}," if mentored.cover else mentored.mentor.name
    return (
        say("Passed on. {who} sees it with your name.", who=who),
        Note(
            line(
                "The answer comes to you in a direct message, and is kept for the guide's author without your name. If "
                "there is none within {days} days, the people who run cohorts see your question too.",
                days=MENTORS_FIRST.days,
            )
        ),
    )


def _by_admins(found: Enrolled | None) -> tuple[Block, ...]:
    who = f"The people who run {found.cohort.name}" if found else "The people who run cohorts here"
    return (
        say("Passed on. {who} see it with your name.", who=who),
        Note(line("Their answer comes to you in a direct message.")),
    )


def _letter(ctx: Context, mentored: Pair, asked: Question) -> Relayed:
    return Relayed(
        what=Relay.QUESTION,
        who=ctx.member.name,
        text=asked.text or "",
        mentorship=mentored.mentorship.key,
        mentor=mentored.mentor.name if mentored.cover else "",
        question=asked.key,
        zone=mentored.other.clock,
    )


def _news(ctx: Context) -> Trouble:
    return Trouble(
        workspace=ctx.workspace.key,
        kind=TroubleKind.QUESTION,
        at=ctx.now,
        reason="a question that the guide leaves open",
        member=ctx.member.key,
    )
