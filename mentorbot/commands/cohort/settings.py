"""`/cohort settings`: what new cohorts begin with, when somebody counts as stuck, and how long texts are kept."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Annotated

from mentorbot.chat.blocks import Bullets, Button, Buttons, Fields, Heading, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.auditing import audited
from mentorbot.commands.choices import NO, YES, YES_OR_NO
from mentorbot.commands.cohort.defaults import (
    OF_NEW_COHORTS,
    STUCK,
    TEXTS,
    UNANSWERED,
    Wish,
    facts,
    wished,
    written,
)
from mentorbot.commands.context import Context
from mentorbot.commands.suggestions import cohort_zones, days, guides
from mentorbot.domain.errors import NotNow
from mentorbot.domain.members import LARGEST_STUCK_WEEKS, Workspace
from mentorbot.domain.retention import NEVER, spoken_retention
from mentorbot.messages import moments
from mentorbot.store import Tx
from mentorbot.store.old_texts import old_texts
from mentorbot.store.people import lock_workspace, save_workspace
from mentorbot.store.people import workspace as workspace_of

_USUAL = "12 months"


async def _as_it_is(ctx: Context, given: Mapping[str, str]) -> Mapping[str, str]:
    """What the form has filled in."""
    del given
    return written(ctx.workspace, ctx.library)


@command("settings", "Workspace defaults", group="cohort", filled=_as_it_is)
async def settings(
    ctx: Context,
    *,
    guide: Annotated[str, Option("Guide of new cohorts", complete=guides, ask=True)] = "",
    day: Annotated[str, Option("Day of the nudge, or two days", complete=days, ask=True)] = "",
    time: Annotated[str, Option("Time of day", ask=True, example="09:00 or 9pm")] = "",
    tz: Annotated[
        str, Option("Whose clock counts", complete=cohort_zones, ask=True, example="own, or Europe/Berlin")
    ] = "",
    holidays: Annotated[
        str, Option("Days off", ask=True, example="none, a country such as DE or US-NY, or dates: 2026-12-24")
    ] = "",
    approval: Annotated[str, Option("Whether an admin lets each one into new cohorts", choices=YES_OR_NO)] = "",
    escalate: Annotated[str, Option("Whether admins hear of who is stuck and gets no answer", choices=YES_OR_NO)] = "",
    stuck_weeks: Annotated[
        int | None, Option("Weeks without a task done until somebody is stuck", low=1, high=LARGEST_STUCK_WEEKS)
    ] = None,
    retention: Annotated[str, Option("How long texts are kept", example="12 months, 90 days or never")] = "",
    sure: Annotated[str, Option("yes, to delete older texts without a question", choices=YES_OR_NO)] = "",
) -> Reply:
    wish = Wish(
        guide=guide,
        day=day,
        time=time,
        tz=tz,
        holidays=holidays,
        approval=approval,
        escalate=escalate,
        stuck_weeks=stuck_weeks,
        retention=retention,
    )
    if not wish:
        return _everything(ctx)
    async with ctx.store.begin() as tx:
        before = await _now(ctx, tx)
        after = wished(before, wish, ctx.library)
        if _deletes(before, after) and sure != YES:
            return await _ask(ctx, tx, before, after, wish, no=sure == NO)
        changed = _changed(ctx, before, after)
        if not changed:
            return _same(ctx)
        await save_workspace(tx, after)
        was, now = ({name: each[side] for name, each in changed.items()} for side in (0, 1))
        await audited(ctx, tx, "cohort settings", "this workspace", before=was, after=now)
    return reply(
        say("The settings have changed."),
        Bullets(
            tuple(
                line("**{name}**: {was} → {now}", name=name, was=was, now=now) for name, (was, now) in changed.items()
            )
        ),
        *(Note(each) for each in _meanings(after, changed)),
        Buttons((Button("All settings", call("cohort settings"), Tone.PRIMARY), _LOG)),
    )


_LOG = Button("What was changed", call("cohort audit"))


async def _now(ctx: Context, tx: Tx) -> Workspace:
    """As it is this moment, held until the transaction ends: another admin may have changed it since."""
    await lock_workspace(tx, ctx.workspace.key)
    return await workspace_of(tx, ctx.workspace.platform, ctx.workspace.outside) or ctx.workspace


def _changed(ctx: Context, before: Workspace, after: Workspace) -> Mapping[str, tuple[str, str]]:
    was, now = facts(before, ctx.library), facts(after, ctx.library)
    return {name: (was[name], now[name]) for name in now if was[name] != now[name]}


def _meanings(after: Workspace, changed: Mapping[str, object]) -> Iterator[Line]:
    """From when each change counts, and what it leaves alone."""
    if any(each in changed for each in OF_NEW_COHORTS):
        yield line("Counts for cohorts made from now on; those that exist keep their own.")
    if STUCK in changed:
        yield line("Who is stuck is counted anew from now on, in every cohort. Nobody's nudges change.")
    if UNANSWERED in changed:
        yield line(
            "Counts for whoever asks for help from now on."
            if after.escalates
            else "From now on only mentors and whoever stands in for them hear of it."
        )
    if TEXTS in changed:
        yield line("{what}", what=_texts(after))


def _texts(found: Workspace) -> str:
    if found.retention_days is None:
        return "Nothing is deleted by itself any more. What is gone stays gone."
    return (
        f"What is older than {spoken_retention(found.retention_days)} goes now, and from now on day by day. What was "
        "done and when, moods, counts and this log stay."
    )


def _everything(ctx: Context) -> Reply:
    found = ctx.workspace
    return reply(
        Heading("Settings of this workspace"),
        Fields(tuple((name, line("{what}", what=what)) for name, what in facts(found, ctx.library).items())),
        Note(line("The first five are what a new cohort begins with; cohorts that exist keep their own.")),
        Note(
            line(
                "Who is stuck stands in mentors' weeks and in reports. Texts are what people wrote, such as notes and "
                "check-ins; what was done and when stays, however old it is."
            )
        ),
        Buttons(tuple(_switches(found))),
    )


def _switches(found: Workspace) -> Iterator[Button]:
    yield Button("Change the defaults", asking("cohort settings"), Tone.PRIMARY)
    approval, escalate = NO if found.default_approval else YES, NO if found.escalates else YES
    yield Button(
        "Let anybody in" if found.default_approval else "Let people in one by one",
        call("cohort settings", approval=approval),
    )
    yield Button(
        "Admins needn't hear" if found.escalates else "Admins hear of who is stuck",
        call("cohort settings", escalate=escalate),
    )
    keeps = found.retention_days is not None
    yield Button(
        "Keep texts" if keeps else f"Keep texts for {_USUAL}",
        call("cohort settings", retention=NEVER if keeps else _USUAL),
    )
    yield _LOG


def _same(ctx: Context) -> Reply:
    return reply(
        say("It is like that already, so nothing changed."),
        Fields(tuple((name, line("{what}", what=what)) for name, what in facts(ctx.workspace, ctx.library).items())),
        Buttons((Button("All settings", call("cohort settings"), Tone.PRIMARY),)),
    )


def _deletes(before: Workspace, after: Workspace) -> bool:
    """Whether texts would go that stay now."""
    if after.retention_days is None:
        return False
    return before.retention_days is None or after.retention_days < before.retention_days


async def _ask(ctx: Context, tx: Tx, before: Workspace, after: Workspace, wish: Wish, *, no: bool) -> Reply:
    kept = f"kept for {spoken_retention(before.retention_days)}" if before.retention_days else "kept"
    if no:
        return reply(
            say("Texts are {kept} as before. Nothing changed.", kept=kept),
            Buttons((Button("All settings", call("cohort settings")),)),
        )
    if not wish.only_retention:
        raise NotNow(
            "`retention` goes alone, since it asks before it deletes anything, so nothing was changed.",
            instead=(("All settings", "cohort settings"),),
        )
    span = spoken_retention(after.retention_days or 0)
    found = await old_texts(tx, before.key, ctx.now - timedelta(days=after.retention_days or 0))
    number = sum(found.values())
    return reply(
        say(
            "Delete what people wrote once it is older than **{span}**? {now}",
            span=span,
            now=f"That is {moments.count(number, 'text')} now, which can't be brought back."
            if number
            else "Nothing is that old yet.",
        ),
        Bullets(tuple(line("{name}: {number}", name=name, number=f"{many:,}") for name, many in found.items()))
        if found
        else None,
        Note(
            line(
                "Kept whatever their age: what was done and when, moods, counts, who is in which cohort, and what "
                "admins changed."
            )
        ),
        Buttons(
            (
                Button(f"Delete after {span}", call("cohort settings", retention=span, sure=YES), Tone.DANGER),
                Button("Leave it", call("cohort settings", retention=span, sure=NO)),
            )
        ),
    )
