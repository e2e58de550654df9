"""`/mentor progress`: steps, tasks, weeks, streak and badges.

The picture comes when it is asked for: while one is drawn, a fifth of a second, nobody else gets an answer.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Fields, Heading, Note, Picture, Progress
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply
from mentorbot.chat.spans import Line, line
from mentorbot.commands.choices import YES_OR_NO
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import Enrolled, enrolled
from mentorbot.commands.own_handle import own_handle
from mentorbot.domain.guide import Step
from mentorbot.domain.progress import completed_at, week_of
from mentorbot.domain.streaks import streak
from mentorbot.messages import moments
from mentorbot.messages.certificates import certificate_button
from mentorbot.messages.kudos import kudos_lines
from mentorbot.messages.mentor_notes import shared_notes
from mentorbot.messages.nexts import next_nudge
from mentorbot.messages.tasks import badge_button
from mentorbot.pictures import ProgressPicture, StepDone, progress_picture
from mentorbot.store.certificates import certificate_of
from mentorbot.store.deliveries import nudged_at
from mentorbot.store.kudos import kudos_of
from mentorbot.store.mentor_notes import notes_for

_KUDOS, _NOTES = 2, 2
_TEXT = 200


@command("progress", "How far you are: steps, tasks, weeks, streak")
async def progress(
    ctx: Context,
    *,
    picture: Annotated[str, Option("yes, to see it as a picture too", choices=YES_OR_NO)] = "",
) -> Reply:
    async with ctx.store.read() as tx:
        found = await enrolled(ctx, tx)
        nudged = await nudged_at(tx, ctx.member.key)
        kudos = await kudos_of(tx, ctx.member.key, _KUDOS)
        notes = await notes_for(tx, ctx.member.key, ctx.member.key, _NOTES)
        certified = await certificate_of(tx, ctx.member.key, found.guide.slug) is not None
    drawn = picture == "yes"
    return reply(
        Heading(found.guide.title),
        await _picture(ctx, found, nudged) if drawn else None,
        Progress("All tasks", len(found.place.done), len(found.guide.tasks)),
        *(
            Progress(f"Step {step.number} · {step.title}", found.place.done_in(step), len(step.tasks))
            for step in found.guide.steps
        ),
        Fields(_facts(ctx, found, nudged)),
        *kudos_lines(*kudos, ctx.member),
        *shared_notes(notes, ctx.member, _TEXT),
        Note(next_nudge(found.enrolment, found.cohort, found.cadence)),
        Buttons((*_buttons(found, certified=certified), *_to_see(found, drawn=drawn))),
    )


async def _picture(ctx: Context, found: Enrolled, nudged: Sequence[datetime]) -> Picture:
    drawn = progress_picture(
        ProgressPicture(
            name=ctx.member.name,
            handle=await own_handle(ctx, ctx.member.name),
            guide=found.guide.title,
            steps=tuple(
                StepDone(number=step.number, title=step.title, done=found.place.done_in(step), tasks=len(step.tasks))
                for step in found.guide.steps
            ),
            here=found.place.step.number if found.place.step else None,
            weeks=_week(ctx, found),
            streak=_in_a_row(found, nudged),
        )
    )
    return Picture("progress.png", drawn.png, drawn.alt)


def _buttons(found: Enrolled, *, certified: bool) -> tuple[Button, ...]:
    if found.place.finished:
        return (
            certificate_button(found.guide.slug, has_one=certified),
            Button("Read the guide", call("mentor guide")),
            Button("Join another cohort", call("mentor join")),
        )
    return (Button("Show the step", call("mentor step")), Button("What's next", call("mentor home")))


def _to_see(found: Enrolled, *, drawn: bool) -> tuple[Button, ...]:
    """The picture, and the badge of the step that was completed last."""
    latest = max(_badges(found), key=lambda badge: (badge[1], badge[0].number), default=None)
    picture = () if drawn else (Button("Picture", call("mentor progress", picture="yes")),)
    return (*picture, *((badge_button(latest[0]),) if latest else ()))


def _badges(found: Enrolled) -> list[tuple[Step, datetime]]:
    """The steps that are complete, each with when."""
    at = [(step, completed_at(step.tasks, found.completions)) for step in found.guide.steps]
    return [(step, when) for step, when in at if when is not None]


def _facts(ctx: Context, found: Enrolled, nudged: Sequence[datetime]) -> tuple[tuple[str, Line], ...]:
    kept = sum(bool(each.evidence) for each in found.completions)
    in_a_row, badges = _in_a_row(found, nudged), _badges(found)
    return (
        ("Cohort", line("{name}", name=found.cohort.name)),
        ("Week", line("{number}", number=_week(ctx, found))),
        *((("Streak", _streak(in_a_row)),) if in_a_row or not found.place.finished else ()),
        *((("Badges", _named(badges, found.zone)),) if badges else ()),
        ("Evidence kept", line("{count}", count=moments.count(kept, "piece"))),
    )


def _week(ctx: Context, found: Enrolled) -> int:
    return week_of(found.enrolment.joined_at, found.enrolment.ended_at or ctx.now)


def _in_a_row(found: Enrolled, nudged: Sequence[datetime]) -> int:
    return streak([each.done_at for each in found.completions], nudged)


def _named(badges: Sequence[tuple[Step, datetime]], zone: str) -> Line:
    """Step 1 (24 November), Step 2 (11 January)."""
    each = [line("Step {number} ({on})", number=step.number, on=moments.day(at, zone)) for step, at in badges]
    return tuple(span for index, told in enumerate(each) for span in ((", ", *told) if index else told))


def _streak(in_a_row: int) -> Line:
    if not in_a_row:
        return line("starts with your next task")
    row = " in a row" if in_a_row > 1 else ""
    return line("kept up through {nudges}{row}", nudges=moments.count(in_a_row, "nudge"), row=row)
