"""`/cohort unpause`: a cohort that rested starts again, everybody at their next usual hour."""

from collections.abc import Sequence
from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.auditing import audited
from mentorbot.commands.cohort_named import open_cohort
from mentorbot.commands.context import Context
from mentorbot.commands.suggestions import open_cohorts
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.domain.enrolments import Enrolment, EnrolmentState, resumed
from mentorbot.domain.members import Reach
from mentorbot.domain.nudges import Due
from mentorbot.messages import moments
from mentorbot.store.cohorts import set_state
from mentorbot.store.enrolments import held_roster, save_planned


@command("unpause", "Start a whole cohort again", group="cohort", in_place=True)
async def unpause(ctx: Context, cohort: Annotated[str, Option("Which cohort?", complete=open_cohorts)] = "") -> Reply:
    async with ctx.store.begin() as tx:
        found = await open_cohort(ctx, tx, cohort)
        if found.state is CohortState.ACTIVE:
            return reply(say("**{name}** is running already, so nothing changed.", name=found.name), _buttons(found))
        await set_state(tx, found.key, CohortState.ACTIVE)
        await audited(ctx, tx, "cohort unpause", found.name, before={"State": "resting"}, after={"State": "running"})
        everybody = await held_roster(tx, found)
        again = [_again(ctx, each) for each in everybody]
        await save_planned(tx, again)
        await audited(ctx, tx, "cohort unpause", found.name, before={"State": "resting"}, after={"State": "running"})
    return reply(
        say("**{name}** is running again. {nudges}", name=found.name, nudges=_nudges(ctx, again)),
        _resting(everybody),
        _buttons(found),
    )


def _again(ctx: Context, each: Due) -> Enrolment:
    """Somebody who can't be written to is expected again when they come back."""
    if each.member.reach is Reach.CLOSED:
        return each.enrolment
    return resumed(each.enrolment, each.cohort, each.cadence, ctx.now)


def _nudges(ctx: Context, again: Sequence[Enrolment]) -> Line:
    instants = [each.next_at for each in again if each.next_at and each.state is EnrolmentState.ACTIVE]
    if not instants:
        return line("Nobody in it gets nudges at the moment.")
    first = moments.full(min(instants), ctx.member.clock)
    verb = "gets" if len(instants) == 1 else "get"
    return line(
        "{people} {verb} nudges again, the first one {first}. Nothing piled up.",
        people=moments.people(len(instants)),
        verb=verb,
        first=first,
    )


def _resting(everybody: Sequence[Due]) -> Note | None:
    number = sum(
        each.enrolment.state is not EnrolmentState.ACTIVE or each.member.reach is Reach.CLOSED for each in everybody
    )
    if not number:
        return None
    verb = "stays as they were" if number == 1 else "stay as they were"
    return Note(
        line(
            "{people} {verb}: paused, silent or out of reach. Show says who and why.",
            people=moments.people(number),
            verb=verb,
        )
    )


def _buttons(cohort: Cohort) -> Buttons:
    return Buttons(
        (
            Button("Preview", call("cohort preview", cohort=cohort.slug), Tone.PRIMARY),
            Button("Show the cohort", call("cohort show", cohort=cohort.slug)),
        )
    )
