"""`/mentor guides`: the career guides there are, one with its neighbours, or two side by side."""

from collections.abc import Sequence
from typing import Annotated

from mentorbot.chat.blocks import Block, Button, Buttons, Heading, Note, Text, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.limits import BUTTONS_IN_A_ROW
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import Enrolled, maybe_enrolled
from mentorbot.commands.guide_named import guide_to_read, is_called, related
from mentorbot.commands.suggestions import guides as suggested
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.errors import NotUnderstood, shortened
from mentorbot.domain.guide import Guide
from mentorbot.messages.guides import about, compare_button, gist, read_button, side_by_side
from mentorbot.messages.lists import names
from mentorbot.store.cohorts import cohorts_of
from mentorbot.store.completions import done_by_all

_SHOWN = 10
_NEIGHBOURS = 6
_NAME = 40


@command("guides", "The career guides there are; two of them side by side")
async def guides(
    ctx: Context,
    guide: Annotated[str, Option("Which one, with those that are related", complete=suggested)] = "",
    other: Annotated[str, Option("Which one to compare it with", complete=suggested)] = "",
) -> Reply:
    async with ctx.store.read() as tx:
        found = await maybe_enrolled(ctx, tx)
        if not guide and not other:
            return _all(ctx)
        one, second = _named(ctx, found, guide, other)
        if second is None:
            return _with_neighbours(one, related(ctx, one))
        if one.slug == second.slug:
            raise NotUnderstood(f"That is {one.title} twice. Name another guide to compare it with.", option="other")
        done = await done_by_all(tx, [ctx.member.key])
        cohorts = [each for each in await cohorts_of(tx, ctx.workspace.key) if each.open(ctx.now, ctx.member.clock)]
    did = frozenset[str]().union(*done.values())
    return _compared(one, second, did, _to_join(found, cohorts, (one, second)))


def _named(ctx: Context, found: Enrolled | None, guide: str, other: str) -> tuple[Guide, Guide | None]:
    """One or two guides; a title of two words is one. With only `other` named, beside the caller's own."""
    whole = f"{guide} {other}".strip()
    if guide and other and any(is_called(each, whole) for each in ctx.library.guides.values()):
        return guide_to_read(ctx, found, whole), None
    one = guide_to_read(ctx, found, guide)
    return one, guide_to_read(ctx, found, other, option="other") if other else None


def _all(ctx: Context) -> Reply:
    found = list(ctx.library.guides.values())
    more = found[_SHOWN:]
    return reply(
        Heading("Career guides"),
        *(_listed(each, related(ctx, each)) for each in found[:_SHOWN]),
        Note(line("and {names}", names=names([each.title for each in more], 20))) if more else None,
        Note(line("`/mentor guides {one} {other}` compares two.", one=found[0].slug, other=found[1].slug))
        if len(found) > 1
        else None,
        Buttons(tuple(map(read_button, found[:BUTTONS_IN_A_ROW]))),
    )


def _listed(guide: Guide, neighbours: Sequence[Guide]) -> Text:
    if not neighbours:
        return about(guide)
    near = names([each.title for each in neighbours], 5)
    return Text((*about(guide).spans, *line(" Related: {near}.", near=near)))


def _with_neighbours(guide: Guide, neighbours: Sequence[Guide]) -> Reply:
    beside: list[Block] = []
    for each in neighbours[:_NEIGHBOURS]:
        beside += [about(each), Buttons((compare_button(guide, each), read_button(each)))]
    read = Button(f"Read {guide.short}", call("mentor guide", guide=guide.slug), Tone.PRIMARY)
    return reply(
        Heading(guide.title),
        Text(gist(guide)),
        Buttons((read, Button("All guides", call("mentor guides")))),
        say("**Related guides**") if beside else None,
        *beside,
    )


def _to_join(found: Enrolled | None, cohorts: Sequence[Cohort], chosen: Sequence[Guide]) -> Sequence[Cohort]:
    """Open cohorts with one of the guides, but for the one that the caller is in."""
    theirs = found.cohort.key if found else None
    slugs = {each.slug for each in chosen}
    return [each for each in cohorts if each.guide in slugs and each.key != theirs]


def _compared(one: Guide, other: Guide, done: frozenset[str], cohorts: Sequence[Cohort]) -> Reply:
    short = {each.slug: each.short for each in (one, other)}
    joins = tuple(
        Button(f"Join {shortened(each.name, _NAME)} · {short[each.guide]}", call("mentor join", cohort=each.slug))
        for each in cohorts[:BUTTONS_IN_A_ROW]
    )
    return reply(
        Heading(f"{one.title} and {other.title}"),
        *side_by_side(one, other, done),
        Buttons((read_button(one), read_button(other), Button("All guides", call("mentor guides")))),
        Buttons(joins) if joins else Note(line("No other cohort with one of them is open at the moment.")),
    )
