"""`/cohort archive`: the end of a cohort, after a question.

Whoever is in it counts as having left, so that they can join another one; what they did is theirs and stays.
"""

from datetime import datetime
from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.auditing import audited
from mentorbot.commands.choices import YES_OR_NO
from mentorbot.commands.cohort.list import CREATE
from mentorbot.commands.cohort_named import cohort_or_only
from mentorbot.commands.context import Context
from mentorbot.commands.noticing import noticed
from mentorbot.commands.suggestions import open_cohorts
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.domain.notices import Notice, NoticeKind
from mentorbot.messages import moments
from mentorbot.store import Tx, announcements
from mentorbot.store.announcements import call_back
from mentorbot.store.cohorts import set_state, sizes
from mentorbot.store.deliveries import add_deliveries, cancel_cohort, drop_held
from mentorbot.store.enrolments import asking_in, end_cohort


@command("archive", "End a cohort; its history stays", group="cohort", in_place=True)
async def archive(
    ctx: Context,
    cohort: Annotated[str, Option("Which cohort?", complete=open_cohorts)] = "",
    *,
    sure: Annotated[str, Option("yes, to archive without being asked", choices=YES_OR_NO)] = "",
) -> Reply:
    async with ctx.store.begin() as tx:
        found = await cohort_or_only(ctx, tx, cohort)
        if found.state is CohortState.ARCHIVED:
            return reply(say("**{name}** is archived already, so nothing changed.", name=found.name), _after(found))
        if not sure:
            return _ask(found, (await sizes(tx, found.workspace)).get(found.key, 0))
        if sure == "no":
            return reply(say("**{name}** goes on. Nothing changed.", name=found.name), _back(found))
        await set_state(
            tx, found.key, CohortState.ARCHIVED
        )  # first, as an edit does, so that neither waits for the other
        await _silence_all(tx, found, ctx.now)
        waited = await asking_in(tx, found.key)
        people = await end_cohort(tx, found.key, ctx.now)
        closed = Notice(kind=NoticeKind.CLOSED, cohort=found.name, zone=ctx.member.clock)
        letters = [noticed(ctx, closed, member, number=place) for place, (_, member) in enumerate(waited)]
        await add_deliveries(tx, letters)
        was = {"State": "running" if found.state is CohortState.ACTIVE else "resting"}
        await audited(ctx, tx, "cohort archive", found.name, before=was, after={"State": "archived"})
    return reply(
        say("**{name}** is archived.{silence}", name=found.name, silence=_silence(people)),
        Note(
            line(
                "Kept: what everybody did, when each one came and went, and what was sent. “Show” still has it, and "
                "`/cohort explain` each person's messages. Everybody can join another cohort. {told}",
                told=_told(len(waited)),
            )
        ),
        _after(found),
    )


async def _silence_all(tx: Tx, found: Cohort, now: datetime) -> None:
    """What waits is cancelled, what is on its way is not tried again, and what is held needs no decision."""
    reason = "the cohort was archived"
    await cancel_cohort(tx, found.key, now, reason)
    await call_back(tx, found.key, now, reason)
    await drop_held(tx, found.key, now, reason)
    await announcements.drop_held(tx, found.key, now, reason)


def _told(waited: int) -> str:
    if not waited:
        return "I haven't told anybody."
    return f"I've told {moments.people(waited)} who had asked to join, and nobody else."


def _silence(people: int) -> str:
    return f" {moments.people(people)} were in it; no more nudges come." if people > 1 else " No more nudges come."


def _ask(found: Cohort, people: int) -> Reply:
    return reply(
        say(
            "Archive **{name}**? {people} would get no more nudges, and this can't be taken back. What they did is "
            "kept, and they can join another cohort. If it only needs a break, pause it.",
            name=found.name,
            people=moments.people(people),
        ),
        Buttons(
            (
                Button("Archive", call("cohort archive", cohort=found.slug, sure="yes"), Tone.DANGER),
                Button("Pause instead", call("cohort pause", cohort=found.slug)),
                Button("Keep it", call("cohort archive", cohort=found.slug, sure="no")),
            )
        ),
    )


def _back(found: Cohort) -> Buttons:
    return Buttons((Button("Show", call("cohort show", cohort=found.slug)),))


def _after(found: Cohort) -> Buttons:
    return Buttons(
        (
            Button("Show what is kept", call("cohort show", cohort=found.slug)),
            Button("Duplicate", asking("cohort duplicate", cohort=found.slug)),
            Button("Other cohorts", call("cohort list")),
            CREATE,
        )
    )
