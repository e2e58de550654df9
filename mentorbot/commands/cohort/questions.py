"""`/cohort questions`: what people asked that the guide does not answer."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated

from mentorbot.chat.blocks import Block, Bullets, Button, Buttons, Heading, Note, Text, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Choice, Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.auditing import audited
from mentorbot.commands.context import Context
from mentorbot.domain.errors import shortened
from mentorbot.domain.members import Member
from mentorbot.domain.questions import Count, Outcome, Question
from mentorbot.messages import moments
from mentorbot.messages.lists import within
from mentorbot.store.questions import answered_questions, counts, keep_texts, open_questions, texts

_ANSWERED = 3
"""Open questions with a button each, oldest first."""
_SHOWN = 12
_TEXT = 120
_LENGTH = 900
_TEXTS, _COUNTS = "texts", "counts"
_KEPT = {True: "words without names", False: "counts only"}


@command("questions", "What people asked that the guide does not answer", group="cohort")
async def questions(
    ctx: Context,
    keep: Annotated[
        str,
        Option(
            "Keep the words of what is not answered, or counts only",
            choices=(Choice("Texts, without names", _TEXTS), Choice("Counts only", _COUNTS)),
        ),
    ] = "",
) -> Reply:
    if keep:
        return await _kept(ctx, keep=keep == _TEXTS)
    async with ctx.store.read() as tx:
        counted = await counts(tx, ctx.workspace.key)
        waiting = await open_questions(tx, ctx.workspace.key, _SHOWN, ctx.now.date())
        words = await texts(tx, ctx.workspace.key, _SHOWN)
        answered = await answered_questions(tx, ctx.workspace.key, limit=1)
    if not counted:
        return reply(
            say("Nothing yet: every question so far had its answer in the guide, or none was asked."),
            Note(_what_is_kept(ctx)),
            Buttons((_switch(ctx), Button("Cohorts", call("cohort list")))),
        )
    return reply(
        Heading("What the guide leaves open"),
        *_waiting(waiting),
        *_counted(ctx, counted),
        *_words(words),
        Note(_what_is_kept(ctx)),
        Buttons(tuple(_buttons(ctx, waiting, answered))),
    )


async def _kept(ctx: Context, *, keep: bool) -> Reply:
    async with ctx.store.begin() as tx:
        await keep_texts(tx, ctx.workspace.key, keep=keep)
        if keep is not ctx.workspace.keeps_texts:
            was, now = (_KEPT[each] for each in (ctx.workspace.keeps_texts, keep))
            await audited(ctx, tx, "cohort questions", "questions", before={"Kept": was}, after={"Kept": now})
    said = (
        "From now on I keep the words of what the guide doesn't answer, without names. The counts stay as they were."
        if keep
        else "From now on I only count by topic. The words that were kept are forgotten."
    )
    return reply(say("{said}", said=said), Buttons((Button("Questions", call("cohort questions"), Tone.PRIMARY),)))


def _waiting(waiting: Sequence[tuple[Question, Member | None]]) -> Iterator[Block]:
    if waiting:
        yield say("**Somebody waits for an answer**")
        yield Bullets(within([_asked(each, member) for each, member in waiting], _LENGTH))


def _asked(each: Question, member: Member | None) -> Line:
    return line(
        "**{name}**, {day}: {text}",
        name=shortened(member.name, 30) if member else "Somebody who left",
        day=f"{each.asked_on:%-d %B}",
        text=shortened(each.text or "", _TEXT),
    )


def _counted(ctx: Context, counted: Sequence[Count]) -> Iterator[Block]:
    open_ones: Counter[tuple[str, str]] = Counter()
    helped: Counter[Outcome] = Counter()
    for each in counted:
        helped[each.outcome] += each.number
        if each.outcome in {Outcome.UNKNOWN, Outcome.UNSURE, Outcome.UNHELPFUL}:
            open_ones[each.guide, each.topic] += each.number
    if open_ones:
        yield say("**Not answered, by the topic that came nearest**")
        items = [_topic(ctx, guide, topic, number) for (guide, topic), number in open_ones.most_common()]
        yield Bullets(within(items, _LENGTH))
    if judged := helped[Outcome.HELPFUL] + helped[Outcome.UNHELPFUL]:
        helpful = helped[Outcome.HELPFUL]
        yield Text(
            line(
                "Of {judged} that somebody judged, {helpful} helped.",
                judged=moments.count(judged, "answer"),
                helpful=f"{helpful:,}",
            )
        )


def _topic(ctx: Context, guide: str, topic: str, number: int) -> Line:
    known = ctx.library.guide(guide)
    page = known.pages.get(topic) if known else None
    name = known.short if known else guide
    return line(
        "{page} ({guide}): {number}", page=page.title if page else "Something else", guide=name, number=f"{number:,}"
    )


def _words(words: Sequence[Question]) -> Iterator[Block]:
    if words:
        yield say("**In their words, the latest first**")
        yield Bullets(within([line("{text}", text=shortened(each.text or "", _TEXT)) for each in words], _LENGTH))


def _what_is_kept(ctx: Context) -> Line:
    if ctx.workspace.keeps_texts:
        return line("I keep the words of what has no answer, without names. What somebody passes on has their name.")
    return line("I count by topic and keep no words, but for what somebody passes on.")


def _buttons(
    ctx: Context, waiting: Sequence[tuple[Question, Member | None]], answered: Sequence[Question]
) -> Iterator[Button]:
    for place, (each, member) in enumerate(waiting[:_ANSWERED]):
        name = shortened(member.name, 30) if member else "it"
        yield Button(
            f"Answer {name}", asking("cohort answer", question=each.key), Tone.PRIMARY if place == 0 else Tone.PLAIN
        )
    if answered:
        yield Button("Drafts for the guide", call("cohort draft"))
    yield _switch(ctx)


def _switch(ctx: Context) -> Button:
    if ctx.workspace.keeps_texts:
        return Button("Keep counts only", call("cohort questions", keep=_COUNTS))
    return Button("Keep the words too", call("cohort questions", keep=_TEXTS))
