"""`/mentor checkin`: how the week went; stuck reaches the mentor."""

from dataclasses import replace
from datetime import time
from typing import Annotated

from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Choice, Reply
from mentorbot.commands.calling_for_help import called_for_help
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import Enrolled, enrolled, maybe_enrolled
from mentorbot.domain.cadence import instant, local_date
from mentorbot.domain.checkins import LONGEST_NOTE, CheckIn, CheckInKey, Mood
from mentorbot.domain.errors import NotUnderstood
from mentorbot.domain.escalation import Confidants, whom_to_tell
from mentorbot.messages.checkins import asked_how_it_went, kept_message
from mentorbot.messages.help_requests import Asked, called_message
from mentorbot.store import Tx
from mentorbot.store.checkins import add_checkin, checkin_since, save_checkin
from mentorbot.store.help_requests import confidants_of, open_help_request
from mentorbot.store.people import lock_member

MOODS = (Choice("Good", Mood.GOOD.value), Choice("Slow", Mood.SLOW.value), Choice("Stuck", Mood.STUCK.value))


@command("checkin", "Say how your week went; stuck reaches your mentor")
async def checkin(
    ctx: Context,
    mood: Annotated[str, Option("How did it go?", choices=MOODS)] = "",
    note: Annotated[
        str, Option("One line about it, if you like", prose=True, ask=True, example="I don't know where to start")
    ] = "",
) -> Reply:
    text = " ".join(note.split())
    if len(text) > LONGEST_NOTE:
        raise NotUnderstood(
            f"That's {len(text)} characters; {LONGEST_NOTE} fit. Nothing was kept yet. Put the heart of it first.",
            option="note",
        )
    if not mood:
        async with ctx.store.read() as tx:
            await _place(ctx, tx, theirs := await confidants_of(tx, ctx.member.key))
        return asked_how_it_went(text, whom_to_tell(theirs, ctx.now))
    async with ctx.store.begin() as tx:
        await lock_member(tx, ctx.member.key)  # a second click waits for the first, and finds it
        theirs = await confidants_of(tx, ctx.member.key)
        found = await _place(ctx, tx, theirs)
        said, before = await _kept(ctx, tx, found, Mood(mood), text)
        told = whom_to_tell(theirs, ctx.now)
        if said.mood is not Mood.STUCK:
            waits = await open_help_request(tx, ctx.member.key) is not None
            return kept_message(said, before, told, wrote=bool(text), waits=waits)
        called = await called_for_help(ctx, tx, theirs, found, text)
    pair = theirs.mentorship.key if theirs.mentorship and theirs.mentor else None
    return called_message(
        Asked(
            request=called.request,
            told=called.told,
            cohort=found.cohort.name if found else "",
            zone=ctx.member.clock,
            mentorship=pair,
        ),
        rang=called.rang,
        again=called.again,
        replaced=before,
    )


async def _place(ctx: Context, tx: Tx, theirs: Confidants) -> Enrolled | None:
    """Where the caller is; raises NotNow for somebody who is in no cohort and has no mentor."""
    return await (maybe_enrolled(ctx, tx) if theirs.mentor else enrolled(ctx, tx))


async def _kept(ctx: Context, tx: Tx, found: Enrolled | None, mood: Mood, note: str) -> tuple[CheckIn, Mood | None]:
    """Today's check-in, and the mood that it had before: one a day, on the caller's own calendar."""
    midnight = instant(local_date(ctx.now, ctx.member.clock), time(0), ctx.member.clock)
    cohort = found.cohort.key if found else None
    before = await checkin_since(tx, ctx.member.key, midnight)
    if before is None:
        made = CheckIn(
            key=CheckInKey(0), member=ctx.member.key, cohort=cohort, mood=mood, note=note or None, at=ctx.now
        )
        return await add_checkin(tx, made), None
    changed = replace(before, mood=mood, note=note or before.note, cohort=cohort, at=ctx.now)
    await save_checkin(tx, changed)
    return changed, before.mood
