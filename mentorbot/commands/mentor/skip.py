"""`/mentor skip`: not this week."""

from datetime import date as calendar_date
from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import Enrolled, running
from mentorbot.domain.cadence import WEEK, local_date, same_week
from mentorbot.domain.enrolments import Enrolment, NudgeKind, scheduled, skipped
from mentorbot.domain.errors import NotUnderstood, shortened
from mentorbot.messages.nexts import next_nudge
from mentorbot.store.enrolments import save_enrolment


@command("skip", "Not this week", in_place=True)
async def skip(
    ctx: Context,
    date: Annotated[str, Option("Which nudge, by its date; this week's when you name none", example="2026-12-01")] = "",
) -> Reply:
    async with ctx.store.begin() as tx:
        found = await running(ctx, tx)
        if date:
            enrolment, sentence = _named(found, _read(date))
        else:
            enrolment, sentence = _this_week(ctx, found)
        await save_enrolment(tx, enrolment)
    another = enrolment.next_on.isoformat() if enrolment.next_on else ""
    return reply(
        say(sentence),
        Note(next_nudge(enrolment, found.cohort, found.cadence)),
        Buttons(
            (
                Button("Skip that one too", call("mentor skip", date=another)),
                Button("What's next", call("mentor home")),
            )
        ),
    )


def _read(wrote: str) -> calendar_date:
    try:
        return calendar_date.fromisoformat(wrote)
    except ValueError:
        raise NotUnderstood(
            f"“{shortened(wrote)}” isn't a date I know. Write it like 2026-12-01.", option="date"
        ) from None


def _named(found: Enrolled, on: calendar_date) -> tuple[Enrolment, str]:
    """A button says which one, so that a second press skips nothing more."""
    if found.enrolment.next_on == on:
        return skipped(found.enrolment, found.cadence, on), "Skipped. Nothing piles up, and your place is kept."
    return found.enrolment, "That one isn't coming any more, so nothing changed."


def _this_week(ctx: Context, found: Enrolled) -> tuple[Enrolment, str]:
    """What is still to come this week; after this week's nudge that is only a reminder."""
    if found.enrolment.next_kind is NudgeKind.REMINDER:
        weekly = scheduled(found.enrolment, found.cohort, found.cadence, ctx.now)
        return weekly, "Not this week, then. I've dropped the reminder."
    last, coming = found.enrolment.last_on, found.enrolment.next_on
    today = local_date(ctx.now, found.zone)
    had_it = last is not None and today - last < WEEK
    another = len(found.cadence.days) > 1 and coming is not None and same_week(today, coming)
    if coming is None or (had_it and not another):
        return found.enrolment, "Not this week, then. Your place is kept."
    return skipped(found.enrolment, found.cadence, coming), "Skipped. Nothing piles up, and your place is kept."
