"""`cohort decide`: what an admin makes of a message that is held; pressed, never typed."""

from dataclasses import dataclass
from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Text, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Choice, Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.cohort.decide_letter import audited_decision, decided_letter
from mentorbot.commands.context import Context
from mentorbot.domain.cohorts import CohortState
from mentorbot.domain.decisions import dropped, sent_after_all
from mentorbot.domain.deliveries import Delivery, DeliveryState
from mentorbot.domain.enrolments import EnrolmentState
from mentorbot.domain.errors import NotNow
from mentorbot.domain.members import Reach
from mentorbot.domain.nudges import Due, Nudge
from mentorbot.messages import moments
from mentorbot.messages.decisions import decisions
from mentorbot.messages.fates import fate
from mentorbot.store import Tx
from mentorbot.store.deliveries import decide as written
from mentorbot.store.deliveries import delivery as delivery_of
from mentorbot.store.deliveries import later_one
from mentorbot.store.enrolments import people_of
from mentorbot.store.guide_versions import fetch_missing


@dataclass(frozen=True, slots=True)
class _Case:
    """A delivery and whom it is for."""

    delivery: Delivery
    nudge: Nudge
    due: Due

    @property
    def name(self) -> str:
        return self.due.member.name


@command("decide", "Send or drop a message", group="cohort", listed=False)
async def decide(
    ctx: Context,
    delivery: Annotated[str, Option("Which message?")],
    action: Annotated[str, Option("send or drop", choices=(Choice("Send it", "send"), Choice("Drop it", "drop")))],
) -> Reply:
    async with ctx.store.begin() as tx:
        letter = await delivery_of(tx, delivery)
        if letter and letter.workspace == ctx.workspace.key and not isinstance(letter.letter, Nudge):
            return await decided_letter(ctx, tx, letter, send=action == "send")
        case = await _case(ctx, tx, delivery)
        if case.delivery.state is not DeliveryState.HELD:
            return _decided_before(ctx, case)
        if action == "drop":
            changed, answer = dropped(case.delivery, ctx.now, ctx.member.name), _dropped(case)
        elif why_kept := _kept(case, ctx.member.clock):
            return _stays(case, why_kept)
        elif why_not := await _no_use(ctx, tx, case):
            changed = dropped(case.delivery, ctx.now, ctx.member.name, "there was no use in sending it any more")
            answer = _dropped_instead(case, why_not)
        else:
            changed = sent_after_all(case.delivery, ctx.now, ctx.member.name, case.due.enrolment.next_at)
            answer = _sent(case)
        if await written(tx, changed):
            await audited_decision(ctx, tx, changed)
            return answer
        return _decided_before(ctx, await _case(ctx, tx, delivery))  # by somebody else, a moment ago


async def _case(ctx: Context, tx: Tx, key: str) -> _Case:
    """Raises NotNow for what is not of this workspace, as for what never was."""
    found = await delivery_of(tx, key)
    if (
        found is None
        or found.workspace != ctx.workspace.key
        or not found.enrolment
        or not isinstance(found.letter, Nudge)
    ):
        raise NotNow("I know no such message here, so nothing was changed.", instead=(("What is held", "cohort held"),))
    (due,) = await people_of(tx, [found.enrolment])
    await fetch_missing(tx, ctx.library, [found.letter.edition])
    return _Case(found, found.letter, due)


def _kept(case: _Case, zone: str) -> Line | None:
    """Why it cannot be sent now, though it could be later."""
    if case.due.member.reach is Reach.CLOSED:
        return line("can't be written to: {reason}", reason=case.due.member.reach_reason.rstrip("."))
    if case.due.cohort.state is CohortState.PAUSED:
        return line("is in {cohort}, which is resting", cohort=case.due.cohort.name)
    if case.due.enrolment.state is EnrolmentState.PAUSED:
        if case.due.enrolment.next_at:
            return line("is paused until {day}", day=moments.day(case.due.enrolment.next_at, zone))
        return line("is paused until they come back")
    return None


async def _no_use(ctx: Context, tx: Tx, case: _Case) -> Line | None:
    """Why sending it makes no sense any more."""
    if case.due.cohort.state is CohortState.ARCHIVED:
        return line("{cohort} is archived", cohort=case.due.cohort.name)
    if case.due.enrolment.state in {EnrolmentState.LEFT, EnrolmentState.ASKED}:
        return line("they left {cohort}", cohort=case.due.cohort.name)
    if case.due.enrolment.state is EnrolmentState.FINISHED or case.nudge.task in case.due.done:
        return line("they have done that task since")
    if ctx.library.guide(*case.nudge.edition) is None:
        return line("its guide was taken away")
    later = await later_one(tx, case.delivery)
    if later is not None:
        at = moments.full(later.settled_at or later.scheduled_at, ctx.member.clock)
        return line("a later one has reached them, {at}", at=at)
    return None


def _sent(case: _Case) -> Reply:
    return reply(
        say("The nudge to **{name}** goes out now.", name=case.name),
        Note(line("If it had arrived the first time, they now see it twice.")) if case.delivery.doubts else None,
        _ways_on(case),
    )


def _dropped(case: _Case) -> Reply:
    return reply(
        say("Dropped: that nudge to **{name}** won't be sent. Their next one comes as planned.", name=case.name),
        _ways_on(case),
    )


def _dropped_instead(case: _Case, why: Line) -> Reply:
    return reply(
        say("I dropped that nudge to **{name}** instead of sending it: {why}.", name=case.name, why=why),
        _ways_on(case),
    )


def _stays(case: _Case, why: Line) -> Reply:
    _, drop = decisions(case.delivery.key)
    return reply(
        say("**{name}** {why}, so nothing was sent. The message stays held.", name=case.name, why=why),
        Buttons((drop, *_ways_on(case).buttons)),
    )


def _decided_before(ctx: Context, case: _Case) -> Reply:
    became = fate(case.delivery, ctx.library, ctx.member.clock)
    last = case.delivery.trail[-1].reason if case.delivery.trail else ""
    return reply(
        say("That is decided already, so nothing was changed. The nudge to **{name}**:", name=case.name),
        Text(became),
        Note(line("{last}.", last=last)) if last else None,
        _ways_on(case),
    )


def _ways_on(case: _Case) -> Buttons:
    return Buttons(
        (
            Button("Held messages", call("cohort held"), Tone.PRIMARY),
            Button("Explain", call("cohort explain", member=case.due.member.user)),
        )
    )
