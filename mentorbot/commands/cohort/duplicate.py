"""`/cohort duplicate`: a cohort once more, for the next term, with its dates moved on and nobody in it."""

from collections.abc import Mapping
from typing import Annotated

from mentorbot.chat.blocks import Bullets, Note
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.cohort.create import added, people_and_more
from mentorbot.commands.cohort.next_term import next_start, next_term
from mentorbot.commands.cohort.starting import ROLLING
from mentorbot.commands.cohort.terms import facts, read_name
from mentorbot.commands.cohort_named import cohort_or_only
from mentorbot.commands.context import Context
from mentorbot.commands.guide_named import guide_named
from mentorbot.commands.suggestions import open_cohorts
from mentorbot.domain.cadence import local_date
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.guide import Guide
from mentorbot.messages.rhythms import rhythm


async def _moved_on(ctx: Context, given: Mapping[str, str]) -> Mapping[str, str]:
    """What the form has filled in; raises NotFound or NotNow, which is said in its place."""
    async with ctx.store.read() as tx:
        found = await cohort_or_only(ctx, tx, given.get("cohort", ""))
    start = next_start(found, _guide(ctx, found), local_date(ctx.now, found.zone or ctx.member.clock))
    return {"starts": start.isoformat() if start else ROLLING}


@command("duplicate", "Repeat a cohort", group="cohort", filled=_moved_on)
async def duplicate(
    ctx: Context,
    cohort: Annotated[str, Option("Which cohort?", complete=open_cohorts)] = "",
    *,
    name: Annotated[str, Option("What is the new one called?", example="Autumn 26")],
    starts: Annotated[
        str, Option("Its first day", ask=True, example="moved on by itself, rolling, or 2027-01-11")
    ] = "",
) -> Reply:
    async with ctx.store.read() as tx:
        old = await cohort_or_only(ctx, tx, cohort)
    guide = _guide(ctx, old)
    wish = next_term(old, guide, read_name(name), starts, now=ctx.now, clock=ctx.member.clock)
    made = await added(ctx, wish, "cohort duplicate")
    return reply(
        say(
            "**{name}** is ready, as {old} was: {guide}, {rhythm}.",
            name=made.name,
            old=old.name,
            guide=guide.title,
            rhythm=rhythm(made),
        ),
        Bullets(shifted) if (shifted := tuple(_shifted(old, made))) else None,
        Note(line("Nobody came along. Whoever is to be in it joins, or you add them.")),
        people_and_more(made),
    )


def _guide(ctx: Context, old: Cohort) -> Guide:
    """The newest version of the same guide; raises NotFound where it was taken away."""
    return guide_named(ctx.library, old.guide)


def _shifted(old: Cohort, made: Cohort) -> list[Line]:
    """What is another date than before, and what was left out."""
    was, now = facts(old), facts(made)
    told = [
        line("**{name}**: {was} → {now}", name=name, was=was[name], now=now[name])
        for name in ("Start", "Last day")
        if was[name] != now[name]
    ]
    kept = set(made.holidays.split(","))
    gone = [each for each in old.holidays.split(",") if each and each not in kept]
    if gone:
        told.append(line("**Days off left out**, since they are not in its time: {days}", days=", ".join(gone)))
    if made.holidays:
        told.append(line("**Days off**: {days}", days=now["Days off"]))
    if made.guide_version != old.guide_version and old.guide_version:
        told.append(line("**Guide**: its newest version"))
    return told
