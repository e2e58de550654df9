"""`/cohort show`: one cohort, and where its people are."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated

from mentorbot.chat.blocks import Block, Bullets, Button, Buttons, Fields, Heading, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.ids import ChannelId
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import ChannelLink, Line, line
from mentorbot.commands.cohort.requests import waiting
from mentorbot.commands.cohort.terms import ANYBODY, UNSAID, facts
from mentorbot.commands.cohort.versions import newer_offered, shown_version, small_print, versions
from mentorbot.commands.cohort_named import cohort_or_only
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import maybe_guide_of
from mentorbot.commands.suggestions import open_cohorts
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.domain.enrolments import Ending, EnrolmentState
from mentorbot.domain.guide import Guide
from mentorbot.domain.nudges import Due
from mentorbot.domain.progress import place
from mentorbot.messages import moments
from mentorbot.messages.lists import names, within
from mentorbot.messages.silences import out, paused_until, silence
from mentorbot.store.enrolments import asking_in as waiting_in
from mentorbot.store.enrolments import roster

_STATES = {
    CohortState.ACTIVE: "Running",
    CohortState.PAUSED: "Resting: nobody gets a nudge",
    CohortState.ARCHIVED: "Archived: history only",
}
_ENDED = "Ended: no nudge comes any more, and nobody can join"
_STEPS_LENGTH = 1400
_SILENT_LENGTH = 900
_OUT_LENGTH = 400


@command("show", "One cohort: rhythm, people, where they are", group="cohort")
async def show(ctx: Context, cohort: Annotated[str, Option("Which cohort?", complete=open_cohorts)] = "") -> Reply:
    async with ctx.store.read() as tx:
        found = await cohort_or_only(ctx, tx, cohort)
        everybody = await roster(tx, found, live_only=False)
        guide = await maybe_guide_of(ctx, tx, found)
        kept = await versions(tx, found)
        asking_in = await waiting_in(tx, found.key)
    zone = ctx.member.clock
    there = [each for each in everybody if each.enrolment.state not in {EnrolmentState.LEFT, EnrolmentState.ASKED}]
    return reply(
        Heading(found.name),
        _facts(found, _guide(found, guide, shown_version(kept, zone)), everybody, over=found.over(ctx.now, zone)),
        *_steps(there, guide),
        *_silent(there, guide, zone),
        *waiting(asking_in, zone),
        *_out(found, everybody, zone),
        None if there or found.state is CohortState.ARCHIVED else say("Nobody is in it yet."),
        Note(_next(found, there, zone)),
        small_print(kept),
        *newer_offered(found, kept, zone),
        Buttons(_buttons(found)),
        Buttons(_looks(found)),
    )


def _guide(cohort: Cohort, guide: Guide | None, since: Line) -> Line:
    return line("{title}{since}", title=guide.title if guide else f"{cohort.guide} (its version is lost)", since=since)


def _facts(cohort: Cohort, guide: Line, everybody: Sequence[Due], *, over: bool) -> Fields:
    live = sum(each.enrolment.live for each in everybody)
    left = sum(_was_in(each) and each.enrolment.ended_why is not Ending.DECLINED for each in everybody)
    terms = facts(cohort)
    shown = [
        (
            "State",
            line("{state}", state=_ENDED if over and cohort.state is CohortState.ACTIVE else _STATES[cohort.state]),
        ),
        ("Guide", guide),
        *((name, line("{what}", what=what)) for name, what in terms.items() if what not in {UNSAID, ANYBODY}),
        ("Were in it", line("{people}", people=moments.people(len(everybody))))
        if cohort.state is CohortState.ARCHIVED
        else ("In it", line("{people}{left}", people=moments.people(live), left=f", {left} left" if left else "")),
    ]
    if cohort.channel:
        shown.append(("Channel", (ChannelLink(ChannelId(cohort.channel), cohort.channel),)))
    return Fields(tuple(shown))


def _steps(there: Sequence[Due], guide: Guide | None) -> tuple[Block, ...]:
    """How many people each step has, and who they are while they are few."""
    if guide is None or not there:
        return ()
    at: dict[int, list[str]] = defaultdict(list)
    for each in there:
        step = place(guide, each.done, each.enrolment.focus).step
        finished = each.enrolment.state is EnrolmentState.FINISHED or step is None
        at[0 if finished or step is None else step.number].append(each.member.name)
    titles = {step.number: f"Step {step.number} · {step.title}" for step in guide.steps} | {0: "Finished"}
    items = [
        line(
            "**{step}**: {people} ({names})",
            step=titles[number],
            people=f"{len(at[number]):,}",
            names=names(at[number]),
        )
        for number in titles
        if at[number]
    ]
    return (say("**Where they are**"), Bullets(within(items, _STEPS_LENGTH)))


def _silent(there: Sequence[Due], guide: Guide | None, zone: str) -> tuple[Block, ...]:
    """Who gets none of their own accord, each with the reason."""
    reasons = [(each, _reason(each, guide, zone)) for each in there if each.enrolment.live]
    items = [line("**{name}**: {why}", name=each.member.name, why=why) for each, why in reasons if why]
    if not items or all(each.cohort.state is not CohortState.ACTIVE for each in there):
        return ()
    return (say("**Getting none now ({number})**", number=len(items)), Bullets(within(items, _SILENT_LENGTH)))


def _out(cohort: Cohort, everybody: Sequence[Due], zone: str) -> tuple[Block, ...]:
    """Who is not in it any more, the latest first, and why, as far as it is known; all of them can come back."""
    gone = [each for each in everybody if _was_in(each) and each.enrolment.ended_why is not Ending.OVER]
    if not gone or cohort.state is CohortState.ARCHIVED:
        return ()
    gone.sort(key=lambda each: each.enrolment.ended_at or each.enrolment.joined_at, reverse=True)
    items = [line("**{name}**: {why}", name=each.member.name, why=out(each.enrolment, zone)) for each in gone]
    return (say("**Out ({number})**", number=f"{len(gone):,}"), Bullets(within(items, _OUT_LENGTH)))


def _was_in(each: Due) -> bool:
    return each.enrolment.state is EnrolmentState.LEFT and each.enrolment.ended_why is not Ending.WITHDRAWN


def _reason(each: Due, guide: Guide | None, zone: str) -> Line | None:
    return silence(each, guide, zone) or paused_until(each, zone)


def _next(cohort: Cohort, there: Sequence[Due], zone: str) -> Line:
    if cohort.state is CohortState.ARCHIVED:
        return line("Nothing goes out any more. What people did is kept with them.")
    if cohort.state is CohortState.PAUSED:
        return line("Nothing goes out until you start it again.")
    instants = [each.enrolment.next_at for each in there if each.enrolment.next_at]
    if not instants:
        return line("No nudge is planned.")
    return line("The next nudge goes out {at}.", at=moments.full(min(instants), zone))


def _buttons(cohort: Cohort) -> tuple[Button, ...]:
    if cohort.state is CohortState.ARCHIVED:
        return (
            Button("Duplicate", asking("cohort duplicate", cohort=cohort.slug), Tone.PRIMARY),
            Button("Other cohorts", call("cohort list")),
        )
    people = Button("Add people", asking("cohort import", cohort=cohort.slug))
    archive = Button("Archive", call("cohort archive", cohort=cohort.slug), Tone.DANGER)
    if cohort.state is CohortState.PAUSED:
        return (Button("Start again", call("cohort unpause", cohort=cohort.slug), Tone.PRIMARY), people, archive)
    preview = Button("Preview", call("cohort preview", cohort=cohort.slug), Tone.PRIMARY)
    change = Button("Change", asking("cohort edit", cohort=cohort.slug))
    return (preview, people, change, Button("Pause", call("cohort pause", cohort=cohort.slug)), archive)


def _looks(cohort: Cohort) -> tuple[Button, ...]:
    """What changes nothing."""
    report = Button("Report", call("cohort report", cohort=cohort.slug))
    if cohort.state is CohortState.ARCHIVED:
        return (report,)
    return (report, Button("Mentors", call("cohort mentor", cohort=cohort.slug)))
