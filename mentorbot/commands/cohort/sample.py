"""One nudge as a test, to the admin who asked for it: through the outbox, changing nothing."""

from dataclasses import replace
from datetime import datetime, timedelta

from mentorbot.chat.blocks import Button, Buttons, Note
from mentorbot.chat.call import call
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.cohort.foreseen import Foreseen
from mentorbot.commands.context import Context
from mentorbot.domain.deliveries import Delivery, DeliveryKind, owed_now
from mentorbot.domain.enrolments import NudgeKind
from mentorbot.domain.nudges import Nudge
from mentorbot.domain.samples import Sample
from mentorbot.store.deliveries import add_deliveries
from mentorbot.store.keys import new_key

_KEEPS = timedelta(hours=1)
"""A test that comes much later would only surprise."""


async def send_sample(ctx: Context, seen: Foreseen) -> Reply:
    """The first that is to come; the guide's first task where nothing is."""
    nudge = seen.first.nudge if seen.first else _opening(seen, ctx.now)
    async with ctx.store.begin() as tx:
        await add_deliveries(tx, [_delivery(ctx, Sample(replace(nudge, zone=ctx.member.clock), seen.cohort.name))])
    whose = "the next one to come" if seen.first else "the first one that somebody new gets"
    return reply(
        say("It's on its way to your direct messages: {whose} in **{name}**.", whose=whose, name=seen.cohort.name),
        Note(line("Only you get it, it is marked as a test, and nothing is changed by it.")),
        Buttons((Button("Back to the preview", call("cohort preview", cohort=seen.cohort.slug)),)),
    )


def _opening(seen: Foreseen, now: datetime) -> Nudge:
    task = next(iter(seen.guide.tasks))
    return Nudge(
        kind=NudgeKind.NUDGE,
        guide=seen.guide.slug,
        version=seen.guide.version,
        task=task,
        week=1,
        done=0,
        zone=seen.zone,
        next_at=now + timedelta(weeks=1),
    )


def _delivery(ctx: Context, sample: Sample) -> Delivery:
    return owed_now(new_key(ctx.now), sample, DeliveryKind.SAMPLE, to=ctx.member, now=ctx.now, keeps=_KEEPS)
