"""`/cohort edit`: another rhythm, end or days off, and everybody is planned anew; or a newer version of the guide."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from mentorbot.chat.blocks import Bullets, Button, Buttons, Fields, Heading, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.cohort.newer import to_newer
from mentorbot.commands.cohort.terms import Terms, agreed, facts, written
from mentorbot.commands.cohort_named import open_cohort
from mentorbot.commands.context import Context
from mentorbot.commands.suggestions import cohort_zones, days, guide_versions, how_often, open_cohorts
from mentorbot.domain.cohorts import LARGEST_BUDGET, Cohort, CohortState
from mentorbot.domain.enrolments import Enrolment, rescheduled
from mentorbot.domain.members import Reach
from mentorbot.domain.nudges import Due
from mentorbot.messages import moments
from mentorbot.store import Tx
from mentorbot.store.cohorts import save_cohort
from mentorbot.store.enrolments import held_roster, save_planned

_AT_ONCE = 500
"""People planned anew without a break."""


async def _as_it_is(ctx: Context, given: Mapping[str, str]) -> Mapping[str, str]:
    """What the form has filled in; raises NotFound or NotNow, which is said in its place."""
    async with ctx.store.read() as tx:
        return written(await open_cohort(ctx, tx, given.get("cohort", "")))


@command("edit", "Change a cohort's rhythm", group="cohort", filled=_as_it_is)
async def edit(
    ctx: Context,
    cohort: Annotated[str, Option("Which cohort?", complete=open_cohorts)] = "",
    *,
    every: Annotated[str, Option("How often", complete=how_often, ask=True)] = "",
    day: Annotated[str, Option("On which day, or days", complete=days, ask=True)] = "",
    time: Annotated[str, Option("Time of day", ask=True, example="09:00 or 9pm")] = "",
    tz: Annotated[str, Option("Whose clock counts", complete=cohort_zones, example="own, or Europe/Berlin")] = "",
    starts: Annotated[str, Option("First day of the cohort", example="rolling, or 2027-01-11")] = "",
    ends: Annotated[str, Option("Last day of the cohort", ask=True, example="never, or 2027-06-30")] = "",
    holidays: Annotated[
        str, Option("Days off", ask=True, example="none, a country such as DE or US-NY, or dates: 2026-12-24")
    ] = "",
    budget: Annotated[
        int | None, Option("Unanswered nudges until I ask whether to stop", low=1, high=LARGEST_BUDGET)
    ] = None,
    guide_version: Annotated[str, Option("newest, to move to it after a question", complete=guide_versions)] = "",
) -> Reply:
    terms = Terms(every=every, day=day, time=time, tz=tz, starts=starts, ends=ends, holidays=holidays, budget=budget)
    if guide_version:
        return await _other_guide(ctx, cohort, guide_version, terms)
    async with ctx.store.begin() as tx:
        before = await open_cohort(ctx, tx, cohort)
        after = agreed(before, terms, ctx.now, ctx.member.clock)
        if after == before:
            return _same(before, asked=bool(terms))
        await save_cohort(tx, after)
        made = await _planned_anew(ctx, tx, after)
    return reply(
        say("**{name}** has changed, for {people}.", name=after.name, people=moments.people(made.people)),
        Bullets(_changes(before, after)),
        Note(_coming(ctx, after, made)),
        _buttons(after),
    )


async def _other_guide(ctx: Context, cohort: str, version: str, terms: Terms) -> Reply:
    if not terms:
        return await to_newer(ctx, cohort, version)
    named = {"cohort": cohort} if cohort else {}
    return reply(
        say("`guide_version` goes alone, since it asks before it changes anything, so nothing changed."),
        Buttons(
            (
                Button("What would change?", call("cohort edit", **named, guide_version=version), Tone.PRIMARY),
                Button("Change the rest", asking("cohort edit", **named)),
            )
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Anew:
    """How many are in it, how many keep a day or hour of their own, and what comes to them."""

    people: int
    own: int
    planned: Sequence[Enrolment]


async def _planned_anew(ctx: Context, tx: Tx, cohort: Cohort) -> _Anew:
    everybody = await held_roster(tx, cohort)
    again: list[Enrolment] = []
    for start in range(0, len(everybody), _AT_ONCE):
        again += [_again(ctx, each) for each in everybody[start : start + _AT_ONCE]]
        await asyncio.sleep(0)  # others are answered meanwhile
    await save_planned(tx, [new for new, old in zip(again, everybody, strict=True) if new != old.enrolment])
    own = sum(each.days is not None or each.at is not None for each in again)
    return _Anew(people=len(everybody), own=own, planned=again)


def _again(ctx: Context, each: Due) -> Enrolment:
    """Somebody who can't be written to is expected again when they come back."""
    if each.member.reach is Reach.CLOSED:
        return each.enrolment
    return rescheduled(each.enrolment, each.cohort, each.cadence, ctx.now)


def _same(cohort: Cohort, *, asked: bool) -> Reply:
    """What is, on the way to changing it."""
    change = Button("Change it", asking("cohort edit", cohort=cohort.slug), Tone.PRIMARY)
    return reply(
        say("**{name}** is like that already, so nothing changed.", name=cohort.name)
        if asked
        else Heading(cohort.name),
        Fields(tuple((name, line("{what}", what=what)) for name, what in facts(cohort).items())),
        Buttons((change, Button("Show", call("cohort show", cohort=cohort.slug)))),
    )


def _changes(before: Cohort, after: Cohort) -> tuple[Line, ...]:
    was, now = facts(before), facts(after)
    return tuple(
        line("**{name}**: {was} → {now}", name=name, was=was[name], now=now[name])
        for name in now
        if was[name] != now[name]
    )


def _coming(ctx: Context, cohort: Cohort, made: _Anew) -> Line:
    instants = [each.next_at for each in made.planned if each.next_at]
    if cohort.state is CohortState.PAUSED:
        return line("It's resting, so nothing goes out until you start it again.")
    if not instants:
        return line("Nobody has a nudge planned now.")
    first = moments.full(min(instants), ctx.member.clock)
    verb = "keeps a day or hour" if made.own == 1 else "keep days or hours"
    own = f" {moments.people(made.own)} {verb} of their own." if made.own else ""
    return line("The next nudge goes out {first}.{own} I haven't told them.", first=first, own=own)


def _buttons(cohort: Cohort) -> Buttons:
    return Buttons(
        (
            Button("Preview", call("cohort preview", cohort=cohort.slug), Tone.PRIMARY),
            Button("Change more", asking("cohort edit", cohort=cohort.slug)),
            Button("Show", call("cohort show", cohort=cohort.slug)),
        )
    )
