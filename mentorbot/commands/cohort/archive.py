"""`/cohort archive`: the end of a cohort, after a question.

Whoever is in it counts as having left, so that they can join another one; what they did is theirs and stays.
"""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Choice, Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.cohort.list import CREATE
from mentorbot.commands.cohort_named import cohort_or_only
from mentorbot.commands.context import Context
from mentorbot.commands.suggestions import open_cohorts
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.messages import moments
from mentorbot.store.cohorts import set_state, sizes
from mentorbot.store.deliveries import cancel_cohort
from mentorbot.store.enrolments import end_cohort


@command("archive", "End a cohort; its history stays", group="cohort", in_place=True)
async def archive(
    ctx: Context,
    cohort: Annotated[str, Option("Which cohort?", complete=open_cohorts)] = "",
    *,
    sure: Annotated[
        str, Option("yes, to archive without being asked", choices=(Choice("yes", "yes"), Choice("no", "no")))
    ] = "",
) -> Reply:
    async with ctx.store.begin() as tx:
        found = await cohort_or_only(ctx, tx, cohort)
        if found.state is CohortState.ARCHIVED:
            return reply(say("**{name}** is archived already, so nothing changed.", name=found.name), _after())
        if not sure:
            return _ask(found, (await sizes(tx, found.workspace)).get(found.key, 0))
        if sure == "no":
            return reply(say("**{name}** goes on. Nothing changed.", name=found.name), _back(found))
        await cancel_cohort(tx, found.key, ctx.now, "the cohort was archived")
        people = await end_cohort(tx, found.key, ctx.now)
        await set_state(tx, found.key, CohortState.ARCHIVED)
    return reply(
        say("**{name}** is archived.{silence}", name=found.name, silence=_silence(people)),
        Note(line("What was done in it is kept, and everybody can join another cohort. I haven't told anybody.")),
        _after(),
    )


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


def _after() -> Buttons:
    return Buttons((Button("Other cohorts", call("cohort list")), CREATE))
