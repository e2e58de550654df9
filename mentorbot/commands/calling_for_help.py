"""A call for help: kept, and told to whoever is to answer it."""

from dataclasses import dataclass, replace
from datetime import timedelta

from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import Enrolled
from mentorbot.domain.checkins import LONGEST_CALL, HelpRequest, HelpRequestKey
from mentorbot.domain.deliveries import Delivery, DeliveryKind, owed_now
from mentorbot.domain.digests import Trouble, TroubleKind
from mentorbot.domain.errors import shortened
from mentorbot.domain.escalation import Confidants, Told, escalates_at, rings, whom_to_tell
from mentorbot.domain.help_letters import Stuck
from mentorbot.domain.members import Member
from mentorbot.messages.help_requests import Asked
from mentorbot.store import Tx
from mentorbot.store.deliveries import add_deliveries
from mentorbot.store.help_requests import (
    about,
    add_help_request,
    confidants_of,
    last_rung,
    open_help_request,
    save_help_request,
)
from mentorbot.store.keys import new_key
from mentorbot.store.people import member
from mentorbot.store.troubles import add_troubles

_KEEPS = timedelta(days=7)
"""How long a letter may take; admins hear long before, and the week's summary has it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A call as it is now, and who has it."""

    request: HelpRequest
    told: Told
    rang: bool
    """Whether somebody was told just now."""
    again: bool
    """Whether it was open before."""


async def called_for_help(ctx: Context, tx: Tx, theirs: Confidants, found: Enrolled | None, note: str) -> Called:
    """Keep that the caller is stuck and tell whoever is to answer; what was open already is added to.

    To be called with the member held, so that two clicks are one call.
    """
    before = await open_help_request(tx, ctx.member.key)
    told = whom_to_tell(theirs, ctx.now)
    if before is None:
        request = await add_help_request(tx, _new(ctx, found, told, note))
        rang = True
    else:
        rang = rings(ctx.now, last=await last_rung(tx, before))
        request = replace(before, note=_joined(before.note, note))
        if rang:
            request = _told_again(request, told, ctx)
        else:
            told = await _who_has_it(tx, before, told)
        await save_help_request(tx, request)
    if rang:
        await _ring(ctx, tx, request, told, _letter(ctx, theirs, found, request, told, again=before is not None))
    return Called(request=request, told=told, rang=rang, again=before is not None)


async def open_call(ctx: Context, tx: Tx, found: Enrolled) -> Asked | None:
    """The caller's call for help that nobody has answered, with whoever has it."""
    request = await open_help_request(tx, ctx.member.key)
    if request is None:
        return None
    theirs = await confidants_of(tx, ctx.member.key)
    return Asked(
        request=request,
        told=await _who_has_it(tx, request, whom_to_tell(theirs, ctx.now)),
        cohort=found.cohort.name,
        zone=found.zone,
        mentorship=theirs.mentorship.key if theirs.mentorship else None,
    )


def _new(ctx: Context, found: Enrolled | None, told: Told, note: str) -> HelpRequest:
    watched = told.whom is not None and ctx.workspace.escalates
    return HelpRequest(
        key=HelpRequestKey(0),
        workspace=ctx.workspace.key,
        member=ctx.member.key,
        cohort=found.cohort.key if found else None,
        task=found.place.task.slug if found and found.place.task else None,
        note=note or None,
        asked_at=ctx.now,
        told=told.whom.key if told.whom else None,
        escalates_at=escalates_at(ctx.now, told.whom) if watched and told.whom else None,
        escalated_at=None if told.whom else ctx.now,
    )


def _told_again(request: HelpRequest, told: Told, ctx: Context) -> HelpRequest:
    if told.whom is None:
        return replace(request, told=None, escalates_at=None, escalated_at=ctx.now)
    return replace(request, told=told.whom.key)


async def _who_has_it(tx: Tx, request: HelpRequest, now_told: Told) -> Told:
    """Who was told when it rang, whoever would be told today."""
    if request.told is None:
        return replace(now_told, whom=None)
    if now_told.whom is not None and now_told.whom.key == request.told:
        return now_told
    return Told(await member(tx, request.told), mentor=now_told.mentor)


def _joined(before: str | None, note: str) -> str | None:
    """Everything they wrote, the latest last."""
    return shortened(" / ".join(filter(None, (before, note))), LONGEST_CALL) or None


async def _ring(ctx: Context, tx: Tx, request: HelpRequest, told: Told, letter: Stuck) -> None:
    if told.whom is None:
        await add_troubles(tx, [_trouble(ctx, told)])
    else:
        await add_deliveries(tx, [_delivery(ctx, request, letter, told.whom)])


def _letter(
    ctx: Context, theirs: Confidants, found: Enrolled | None, request: HelpRequest, told: Told, *, again: bool
) -> Stuck:
    here = found.place if found else None
    return Stuck(
        request=request.key,
        mentorship=theirs.mentorship.key if theirs.mentorship else 0,
        learner=ctx.member.name,
        user=ctx.member.user,
        step=here.step.number if here and here.step else 0,
        task=here.task.title if here and here.task else "",
        weeks=found.enrolment.week * found.cohort.every // len(found.cadence.days) if found else 0,
        note=request.note or "",
        mentor=told.mentor,
        why=told.why,
        zone=told.whom.clock if told.whom else ctx.member.clock,
        again=again,
    )


def _delivery(ctx: Context, request: HelpRequest, letter: Stuck, to: Member) -> Delivery:
    return owed_now(
        new_key(ctx.now), letter, DeliveryKind.STUCK, to=to, now=ctx.now, keeps=_KEEPS, about=about(request.key)
    )


def _trouble(ctx: Context, told: Told) -> Trouble:
    return Trouble(
        workspace=ctx.workspace.key,
        kind=TroubleKind.STUCK,
        at=ctx.now,
        reason=told.reason,
        member=ctx.member.key,
    )
