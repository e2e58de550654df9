"""`cohort recall`: an announcement is called back, as far as it has not gone out; pressed, never typed."""

from collections.abc import Mapping
from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.auditing import audited
from mentorbot.commands.context import Context
from mentorbot.domain.announcements import Announcement
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.deliveries import WAITING_STATES, DeliveryState
from mentorbot.domain.errors import NotNow
from mentorbot.messages import moments
from mentorbot.store.announcements import announcement as announcement_of
from mentorbot.store.announcements import reached, undo
from mentorbot.store.cohorts import cohort as cohort_of
from mentorbot.store.deliveries import cancel_about

_OUT = (DeliveryState.SENT, DeliveryState.SENDING, DeliveryState.HELD)


@command("recall", "Call it back", group="cohort", listed=False, in_place=True)
async def recall(ctx: Context, announcement: Annotated[int, Option("Which announcement?", low=1)]) -> Reply:
    async with ctx.store.begin() as tx:
        found = await announcement_of(tx, ctx.workspace.key, announcement)
        if found is None:
            raise NotNow("I know no such announcement here, so nothing was changed.")
        cohort = await cohort_of(tx, found.cohort)
        before = await reached(tx, found.key)
        waits = sum(before.get(each, 0) for each in WAITING_STATES)
        if found.undone_at is not None or not waits:
            return _too_late(found, cohort, before)
        await undo(tx, found.key, ctx.now)
        await cancel_about(tx, found.about, ctx.now, f"{ctx.member.name} called it back")
        got = {"Reached": f"{sum(before.get(each, 0) for each in _OUT):,} of {found.people:,}"}
        await audited(ctx, tx, "cohort recall", cohort.name, after=got)
    return _called_back(found, cohort, before, waits)


def _called_back(found: Announcement, cohort: Cohort, before: Mapping[DeliveryState, int], waits: int) -> Reply:
    sent, doubtful = before.get(DeliveryState.SENT, 0), before.get(DeliveryState.SENDING, 0)
    doubtful += before.get(DeliveryState.HELD, 0)
    if not sent and not doubtful:
        return reply(
            say("Called back: nobody in **{name}** got it.", name=cohort.name),
            Buttons((_again(cohort), _show(cohort))),
        )
    return reply(
        say(
            "Called back from {waits}. It had reached {sent} of {people} in **{name}** already.",
            waits=moments.people(waits),
            sent=f"{sent:,}",
            people=moments.people(found.people),
            name=cohort.name,
        ),
        Note(line("It was on its way to {number} more, who may have it too.", number=f"{doubtful:,}"))
        if doubtful
        else None,
        Buttons((_again(cohort), _show(cohort))),
    )


def _too_late(found: Announcement, cohort: Cohort, before: Mapping[DeliveryState, int]) -> Reply:
    if found.undone_at is not None:
        told = say("That announcement to **{name}** was called back already. Nothing changed.", name=cohort.name)
    else:
        told = say(
            "It is out: it reached {sent} of {people} in **{name}**, so nothing is left to call back.",
            sent=f"{before.get(DeliveryState.SENT, 0):,}",
            people=moments.people(found.people),
            name=cohort.name,
        )
    return reply(told, Buttons((_show(cohort),)))


def _again(cohort: Cohort) -> Button:
    return Button("Write another", asking("cohort announce", cohort=cohort.slug))


def _show(cohort: Cohort) -> Button:
    return Button("Show", call("cohort show", cohort=cohort.slug))
