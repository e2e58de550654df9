"""`/mentor done`: tick a task off; the last one moves you to the next step."""

from typing import Annotated

from mentorbot.chat.blocks import Block, Button, Buttons, Heading, Note, Progress, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import Enrolled, awake, enrolled, task_named
from mentorbot.commands.suggestions import open_tasks
from mentorbot.domain.enrolments import Enrolment, EnrolmentState, NudgeKind, ended, scheduled
from mentorbot.domain.errors import NotNow
from mentorbot.domain.guide import Task
from mentorbot.domain.progress import Completion, Place, place, week_of
from mentorbot.messages import moments
from mentorbot.messages.certificates import certificate_button
from mentorbot.messages.nexts import next_nudge
from mentorbot.messages.tasks import badge_button
from mentorbot.store import Tx
from mentorbot.store.certificates import certificate_of
from mentorbot.store.completions import add_completion, set_evidence
from mentorbot.store.enrolments import save_enrolment


@command("done", "Tick a task off", in_place=True)
async def done(
    ctx: Context,
    task: Annotated[str, Option("Which task; the one in focus when you name none", complete=open_tasks)] = "",
    evidence: Annotated[str, Option("A link or a note to keep with it", prose=True, ask=True)] = "",
) -> Reply:
    async with ctx.store.begin() as tx:
        found = await enrolled(ctx, tx)
        chosen = _chosen(found, task)
        made = Completion(task=chosen.slug, done_at=ctx.now, evidence=evidence)
        if not await add_completion(tx, ctx.member.key, found.guide.slug, made):
            return await _again(ctx, tx, found, chosen, evidence)
        after = place(found.guide, found.place.done | {chosen.slug}, _focus(found, chosen))
        enrolment = _moved(ctx, found, after)
        await save_enrolment(tx, enrolment)
        certified = await certificate_of(tx, ctx.member.key, found.guide.slug) is not None
    return _said(found, chosen, after, enrolment, evidence, certified=certified)


def _chosen(found: Enrolled, wrote: str) -> Task:
    if wrote:
        return task_named(found.guide, wrote)
    if found.place.task is None:
        raise NotNow(f"You've done every task of {found.guide.title}.", instead=(("Look back", "mentor progress"),))
    return found.place.task


def _focus(found: Enrolled, chosen: Task) -> str | None:
    """A task ticked off on the side leaves the focus where it was."""
    here = found.place.task
    return None if here is None or here.slug == chosen.slug else here.slug


def _moved(ctx: Context, found: Enrolled, after: Place) -> Enrolment:
    if after.finished:
        return ended(found.enrolment, EnrolmentState.FINISHED, ctx.now)
    side = after.task is not None and found.place.task is not None and after.task.slug == found.place.task.slug
    moved = awake(found, ctx.now, found.enrolment.focus if side else None)
    if moved.next_kind is NudgeKind.REMINDER and moved.next_at and not side:
        return scheduled(moved, found.cohort, found.cadence, ctx.now)
    return moved


async def _again(ctx: Context, tx: Tx, found: Enrolled, chosen: Task, evidence: str) -> Reply:
    """Pressed twice, or evidence that comes after."""
    if evidence:
        await set_evidence(tx, ctx.member.key, found.guide.slug, chosen.slug, evidence)
        return reply(say("Kept with **{task}**.", task=chosen.title), _onward(found.place))
    return reply(
        say("**{task}** is done already, so nothing changed.", task=chosen.title),
        Buttons((_add_evidence(chosen), Button("What's next", call("mentor home")))),
    )


def _said(
    found: Enrolled, chosen: Task, after: Place, enrolment: Enrolment, evidence: str, *, certified: bool
) -> Reply:
    step = found.guide.step_of[chosen.slug]
    undo = Button("Undo", call("mentor undo", task=chosen.slug))
    tools = (undo,) if evidence else (_add_evidence(chosen), undo)
    opening = say("✓ **{task}** is done.", task=chosen.title)
    kept = None if evidence else say("Anything to keep as evidence? Perhaps {what}.", what=_such_as(chosen))
    if after.finished:
        kept_some = bool(evidence) or any(each.evidence for each in found.completions)
        return reply(
            *_all_done(found, enrolment, kept_some=kept_some),
            Buttons(
                (
                    Button("Look back", call("mentor progress"), Tone.PRIMARY),
                    certificate_button(found.guide.slug, has_one=certified),
                    *tools,
                )
            ),
        )
    if after.complete(step):
        return reply(
            opening,
            *_step_done(after, step.number),
            Note(next_nudge(enrolment, found.cohort, found.cadence)),
            Buttons((Button(_onto(after), call("mentor step"), Tone.PRIMARY), badge_button(step), *tools)),
        )
    return reply(
        opening,
        Progress(f"Step {step.number}", after.done_in(step), len(step.tasks)),
        kept,
        _following(after),
        Note(next_nudge(enrolment, found.cohort, found.cadence)),
        Buttons((*tools, Button("Go on now", call("mentor step")))),
    )


def _add_evidence(chosen: Task) -> Button:
    asked = asking("mentor done", task=chosen.slug)
    return Button("Add a link or note", asked)


def _following(after: Place) -> Block | None:
    return say("Next: **{task}**.", task=after.task.title) if after.task else None


def _onward(here: Place) -> Buttons:
    return Buttons((Button("What's next" if here.task else "Look back", call("mentor home")),))


def _step_done(after: Place, number: int) -> tuple[Block, ...]:
    if after.step is None or after.task is None:
        return ()
    return (
        Heading(f"Step {number} is complete"),
        say(
            "Step {number} is **{title}**; your {which} task there is **{task}**.",
            number=after.step.number,
            title=after.step.title,
            which="next" if after.done_in(after.step) else "first",
            task=after.task.title,
        ),
    )


def _onto(after: Place) -> str:
    return "Go on now" if after.step and after.done_in(after.step) else "Start the step"


def _such_as(chosen: Task) -> str:
    """What it leaves, as the end of a sentence; an abbreviation keeps its capitals."""
    what = chosen.evidence.rstrip(".")
    return what if what[1:2].isupper() else what[:1].lower() + what[1:]


def _all_done(found: Enrolled, enrolment: Enrolment, *, kept_some: bool) -> tuple[Block, ...]:
    weeks = week_of(enrolment.joined_at, enrolment.ended_at or enrolment.joined_at)
    return (
        Heading(f"You've done all of it: {found.guide.title}"),
        say(
            "All {steps} steps and {tasks} tasks, in {weeks}. {kept} No more nudges come.",
            steps=len(found.guide.steps),
            tasks=len(found.guide.tasks),
            weeks=moments.count(weeks, "week"),
            kept="What you kept as evidence stays with you, and the guide stays open."
            if kept_some
            else "The guide stays open to you.",
        ),
    )
