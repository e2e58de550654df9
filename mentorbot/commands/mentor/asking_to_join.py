"""A cohort that lets people in one by one: the question to its admins, and taking it back."""

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import guide_of
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.digests import Trouble, TroubleKind
from mentorbot.domain.enrolments import Ending, Enrolment, EnrolmentKey, EnrolmentState, asked, ended
from mentorbot.domain.errors import NotNow
from mentorbot.domain.members import Member
from mentorbot.domain.progress import place
from mentorbot.store import Tx
from mentorbot.store.completions import completions_of
from mentorbot.store.enrolments import add_enrolment, asked_of, enrolment_in, live_of, save_enrolment
from mentorbot.store.people import lock_member
from mentorbot.store.troubles import add_troubles


async def must_ask(ctx: Context, tx: Tx, member: Member, cohort: Cohort) -> bool:
    """Whether an admin has to say yes: not for whoever is in a cohort, which another sentence tells them.

    One that has ended keeps nobody from asking.
    """
    await lock_member(tx, member.key)
    live = await live_of(tx, member.key)
    return cohort.approval and (live is None or (live[1].key != cohort.key and live[1].over(ctx.now, member.clock)))


async def request_made(ctx: Context, tx: Tx, member: Member, cohort: Cohort) -> Reply:
    """Once: whoever waits already, here or elsewhere, is told so. Raises NotNow where nothing is left to do."""
    waits = await asked_of(tx, member.key)
    if waits is not None:
        return _waits_already(waits[1], cohort)
    former = await enrolment_in(tx, cohort.key, member.key)
    guide = await guide_of(ctx, tx, cohort)
    done = await completions_of(tx, member.key, cohort.guide)
    finished = former is not None and former.state is EnrolmentState.FINISHED
    if finished or place(guide, [each.task for each in done]).finished:
        raise NotNow(
            f"You've done every task of {cohort.name}'s guide already, so there's nothing left to nudge you about.",
            instead=(("Look back", "mentor progress"), ("Read the guide", "mentor guide")),
        )
    if former is None:
        blank = Enrolment(key=EnrolmentKey(0), cohort=cohort.key, member=member.key, joined_at=ctx.now)
        await add_enrolment(tx, asked(blank, ctx.now))
    else:
        await save_enrolment(tx, asked(former, ctx.now))
    request = Trouble(
        workspace=ctx.workspace.key,
        kind=TroubleKind.REQUEST,
        at=ctx.now,
        reason=f"wants to join {cohort.name}",
        member=member.key,
    )
    await add_troubles(tx, [request])
    return reply(
        say("I've asked the people who run **{name}**. You hear from me when they answer.", name=cohort.name),
        Note(line("Nothing comes before that. The guide is open to you meanwhile.")),
        _meanwhile(),
    )


def _waits_already(waits: Cohort, wanted: Cohort) -> Reply:
    if waits.key == wanted.key:
        told = say("You've asked to join **{name}** already, and wait for an answer. Nothing changed.", name=waits.name)
    else:
        told = say(
            "You've asked to join **{name}**, and one cohort at a time keeps the nudges few. Take that back to ask for "
            "**{wanted}**.",
            name=waits.name,
            wanted=wanted.name,
        )
    return reply(told, _meanwhile())


def _meanwhile() -> Buttons:
    return Buttons(
        (
            Button("Read the guide", call("mentor guide"), Tone.PRIMARY),
            Button("Take it back", call("mentor leave")),
        )
    )


async def taken_back(ctx: Context, tx: Tx, enrolment: Enrolment, cohort: Cohort) -> Reply:
    """They do not want to join any more; an admin's answer would come too late."""
    await save_enrolment(tx, ended(enrolment, EnrolmentState.LEFT, ctx.now, Ending.WITHDRAWN))
    return reply(
        say("You don't ask to join **{name}** any more. You can ask again whenever you like.", name=cohort.name),
        Buttons(
            (
                Button("Read the guide", call("mentor guide"), Tone.PRIMARY),
                Button("Ask again", call("mentor join", cohort=cohort.slug)),
            )
        ),
    )
