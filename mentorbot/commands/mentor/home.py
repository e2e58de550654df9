"""`/mentor`: where you are, the next task, your next nudge."""

from collections.abc import Sequence

from mentorbot.chat.blocks import Button, Buttons, Heading, Note, Progress, Text, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.calling_for_help import open_call
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import Enrolled, maybe_enrolled
from mentorbot.domain.cohorts import Cohort, CohortKey, CohortState
from mentorbot.domain.enrolments import Ending, Enrolment, EnrolmentState, returning
from mentorbot.domain.errors import shortened
from mentorbot.messages import moments
from mentorbot.messages.certificates import certificate_button
from mentorbot.messages.help_requests import open_call_blocks
from mentorbot.messages.nexts import next_nudge
from mentorbot.messages.tasks import done_button
from mentorbot.store.certificates import certificate_of
from mentorbot.store.cohorts import cohorts_of, sizes
from mentorbot.store.enrolments import latest_of

_NAME = 40


@command("home", "Where you are and what comes next")
async def home(ctx: Context) -> Reply:
    async with ctx.store.read() as tx:
        found = await maybe_enrolled(ctx, tx)
        if found is None:
            cohorts = await cohorts_of(tx, ctx.workspace.key)
            return _newcomer(
                ctx,
                [each for each in cohorts if each.open(ctx.now, ctx.member.clock)],
                await sizes(tx, ctx.workspace.key),
                await latest_of(tx, ctx.member.key),
            )
        asked = await open_call(ctx, tx, found)
        certified = found.place.finished and await certificate_of(tx, ctx.member.key, found.guide.slug) is not None
    here = _finished(found, certified=certified) if found.place.finished else _underway(found)
    return reply(*here.blocks, *(open_call_blocks(asked) if asked else ()))


def _newcomer(
    ctx: Context, cohorts: Sequence[Cohort], sizes: dict[CohortKey, int], former: tuple[Enrolment, Cohort] | None
) -> Reply:
    guide = ctx.library.default
    joins = [
        Button(_join(each, sizes.get(each.key, 0), former), call("mentor join", cohort=each.slug))
        for each in ([] if _has_asked(former) else cohorts[:3])
    ]
    nobody = "There's no cohort to join yet: an admin makes one with `/cohort create`."
    take_back = [Button("Take it back", call("mentor leave"))] if _has_asked(former) else []
    return reply(
        Heading(f"Becoming a {guide.title.lower()}, one week at a time"),
        say("You can read the guide, ask it anything, or join a cohort and get one task a week, at your own hour."),
        _before(*former) if former else None,
        None if cohorts else say(nobody),
        Buttons(
            (
                Button("Ask a question", call("mentor ask"), Tone.PRIMARY),
                Button("Read the guide", call("mentor guide")),
                *joins,
                *take_back,
            )
        ),
    )


def _has_asked(former: tuple[Enrolment, Cohort] | None) -> bool:
    return former is not None and former[0].state is EnrolmentState.ASKED


def _before(enrolment: Enrolment, cohort: Cohort) -> Text | None:
    if enrolment.state is EnrolmentState.ASKED:
        return say("You've asked to join **{name}**. You hear from me when somebody answers.", name=cohort.name)
    if cohort.state is CohortState.ARCHIVED:
        return say("**{name}** is over. What you did in it is kept.", name=cohort.name)
    if enrolment.ended_why is Ending.DECLINED:
        return say("You asked to join **{name}**, and the answer was no. You can ask again.", name=cohort.name)
    if not returning(enrolment):
        return None
    return say("You left **{name}**. What you did in it is kept.", name=cohort.name)


def _join(cohort: Cohort, people: int, former: tuple[Enrolment, Cohort] | None) -> str:
    """A long name is cut, so that the rest of the label stays."""
    name = shortened(cohort.name, _NAME)
    if former and former[1].key == cohort.key and returning(former[0]):
        return f"Come back to {name}"
    return f"Join {name} · {moments.people(people)}" if people else f"Join {name}"


def _underway(found: Enrolled) -> Reply:
    step, task = found.place.step, found.place.task
    assert step is not None and task is not None  # noqa: S101, PT018 - somebody under way has both
    resting = found.enrolment.state in {EnrolmentState.PAUSED, EnrolmentState.QUIET}
    return reply(
        Heading(f"Step {step.number} · {step.title}"),
        Progress(f"{found.cohort.name} · Step {step.number}", found.place.done_in(step), len(step.tasks)),
        say("Next: **{task}**. About {hours}.", task=task.title, hours=moments.hours(task.hours)),
        Note(next_nudge(found.enrolment, found.cohort, found.cadence)),
        Buttons(
            (
                done_button(task),
                Button("Show the step", call("mentor step")),
                Button("Swap the task", call("mentor focus")),
                Button("Progress", call("mentor progress")),
                Button("Come back", call("mentor unpause"))
                if resting
                else Button("Change day or time", call("mentor schedule")),
            )
        ),
    )


def _finished(found: Enrolled, *, certified: bool) -> Reply:
    return reply(
        Heading(f"{found.guide.title}: all done"),
        say(
            "You've done all {tasks} tasks of {cohort}. The guide stays open to you.",
            tasks=len(found.guide.tasks),
            cohort=found.cohort.name,
        ),
        Note(line("No more nudges come.")),
        Buttons(
            (
                Button("Look back", call("mentor progress"), Tone.PRIMARY),
                certificate_button(found.guide.slug, has_one=certified),
                Button("Read the guide", call("mentor guide")),
            )
        ),
    )
