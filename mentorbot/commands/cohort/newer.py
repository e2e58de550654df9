"""A newer version of a cohort's guide: what it changes for how many, and the move to it, after a question."""

import asyncio
from collections.abc import Sequence

from mentorbot.chat.blocks import Bullets, Button, Buttons, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.auditing import audited
from mentorbot.commands.cohort.versions import NEWEST, SHORT, short, versions
from mentorbot.commands.cohort_named import open_cohort
from mentorbot.commands.context import Context
from mentorbot.domain.changes import moved_to
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.enrolments import Enrolment
from mentorbot.domain.errors import NotUnderstood, shortened
from mentorbot.domain.guide import Guide
from mentorbot.domain.nudges import Due
from mentorbot.messages import moments
from mentorbot.messages.changes import changed
from mentorbot.store import Tx
from mentorbot.store.carried import carry_over
from mentorbot.store.cohorts import move_cohort
from mentorbot.store.enrolments import held_roster, roster, save_focused
from mentorbot.store.guide_versions import Kept, fetch_missing

_AT_ONCE = 500
"""People looked at without a break."""


async def to_newer(ctx: Context, named: str, wrote: str) -> Reply:
    """`newest` says what would change; the version itself, which the button carries, does it."""
    async with ctx.store.read() as tx:
        cohort = await open_cohort(ctx, tx, named)
        if wrote.casefold() == NEWEST:
            return await _asked(ctx, tx, cohort)
    async with ctx.store.begin() as tx:
        cohort = await open_cohort(ctx, tx, cohort.slug)
        there = await versions(tx, cohort)
        if there.newest is None or not _is_named(there.newest, wrote):
            raise NotUnderstood(
                f"“{shortened(wrote)}” isn't the newest version of the guide, so nothing changed. Write `newest`.",
                option="guide_version",
                nearest=(NEWEST,),
            )
        return await _move(ctx, tx, cohort, there.newer) if there.newer else _same(cohort)


def _is_named(newest: Kept, wrote: str) -> bool:
    return len(wrote) >= SHORT and newest.edition.version.startswith(wrote)


async def _guides(ctx: Context, tx: Tx, cohort: Cohort, newer: Kept) -> tuple[Guide | None, Guide]:
    """The version that it has, as far as that is left, and the newer one."""
    await fetch_missing(tx, ctx.library, [cohort.edition, newer.edition])
    new = ctx.library.guide(*newer.edition)
    if new is None:
        raise NotUnderstood("That version of the guide was kept by another program, and I can't read it.")
    return ctx.library.guide(*cohort.edition), new


async def _asked(ctx: Context, tx: Tx, cohort: Cohort) -> Reply:
    newer = (await versions(tx, cohort)).newer
    if newer is None:
        return _same(cohort)
    old, new = await _guides(ctx, tx, cohort, newer)
    everybody = await roster(tx, cohort)
    number = len(everybody)
    sure = call("cohort edit", cohort=cohort.slug, guide_version=newer.edition.version)
    return reply(
        say(
            "The guide of **{name}** has a newer version, as of {day}. {people} will see what has changed:",
            name=cohort.name,
            day=moments.day(newer.first_seen_at, ctx.member.clock),
            people=moments.people(number) if number else "Whoever joins",
        ),
        Bullets(changed(old, new, everybody)),
        Note(line("What they did is kept, and nobody's next nudge moves. I don't tell them.")),
        Note(line("Version {old} → {new}", old=short(cohort.guide_version), new=short(newer.edition.version))),
        Buttons(
            (
                Button(f"Move {moments.people(number)}" if number else "Move the cohort", sure, Tone.PRIMARY),
                Button("Stay", call("cohort show", cohort=cohort.slug)),
            )
        ),
    )


async def _move(ctx: Context, tx: Tx, cohort: Cohort, newer: Kept) -> Reply:
    old, new = await _guides(ctx, tx, cohort, newer)
    if not await move_cohort(tx, cohort.key, old=cohort.guide_version, new=newer.edition.version):
        return _same(cohort)  # somebody else has moved it a moment ago
    was, now = ({"Guide version": short(each)} for each in (cohort.guide_version, newer.edition.version))
    await audited(ctx, tx, "cohort edit", cohort.name, before=was, after=now)
    everybody = await held_roster(tx, cohort)
    if (added := new.tasks.keys() - (old.tasks.keys() if old else ())) and everybody:
        await carry_over(tx, [each.member.key for each in everybody], new.slug, added)
        everybody = await held_roster(tx, cohort)  # with what they did of the new tasks under another guide
    await save_focused(tx, await _moved(everybody, old, new))
    return reply(
        say(
            "**{name}** walks through the newest version now, as of {day}: {people}.",
            name=cohort.name,
            day=moments.day(newer.first_seen_at, ctx.member.clock),
            people=moments.people(len(everybody)),
        ),
        Note(line("What they did is kept, and nobody's next nudge has moved. I haven't told them.")),
        _buttons(cohort),
    )


async def _moved(everybody: Sequence[Due], old: Guide | None, new: Guide) -> Sequence[Enrolment]:
    """Those for whom something is different."""
    made: list[Enrolment] = []
    for start in range(0, len(everybody), _AT_ONCE):
        some = everybody[start : start + _AT_ONCE]
        made += [moved_to(new, old, each.enrolment, each.done) for each in some]
        await asyncio.sleep(0)  # others are answered meanwhile
    return [after for after, each in zip(made, everybody, strict=True) if after != each.enrolment]


def _same(cohort: Cohort) -> Reply:
    return reply(
        say("**{name}** walks through the newest version of its guide already, so nothing changed.", name=cohort.name),
        _buttons(cohort),
    )


def _buttons(cohort: Cohort) -> Buttons:
    return Buttons(
        (
            Button("Preview", call("cohort preview", cohort=cohort.slug), Tone.PRIMARY),
            Button("Show", call("cohort show", cohort=cohort.slug)),
        )
    )
