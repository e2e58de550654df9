"""What every command is given: who asks, when, and what it may use."""

from dataclasses import dataclass, replace
from datetime import datetime

from mentorbot.chat.command import Group
from mentorbot.chat.invocation import Caller
from mentorbot.chat.platform import Platform
from mentorbot.domain.enrolments import rescheduled, resumed
from mentorbot.domain.errors import NotNow
from mentorbot.domain.members import Member, Reach, Workspace
from mentorbot.domain.nudges import cadence_of
from mentorbot.domain.rights import Role
from mentorbot.guides import Library, Searches
from mentorbot.store import Store, Tx, people
from mentorbot.store.enrolments import answered, live_of, save_enrolment
from mentorbot.store.grants import grant_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One invocation's world; `now` is UTC and stays what it is while the command runs."""

    now: datetime
    caller: Caller
    workspace: Workspace
    member: Member
    store: Store
    library: Library
    searches: Searches
    """What answers questions from any guide."""
    platform: Platform
    groups: tuple[Group, ...]
    """Every command, for help."""
    roles: frozenset[Role] = frozenset({Role.LEARNER})
    """What the caller is here, and so what they may use."""
    operators: frozenset[str] = frozenset()
    """Whom the operator's setting ADMINS names, by their platforms' ids."""


@dataclass(frozen=True, slots=True)
class Introduced:
    """Who somebody is."""

    workspace: Workspace
    member: Member
    roles: frozenset[Role]


async def introduce(store: Store, caller: Caller, now: datetime, *, runs_cohorts: bool = False) -> Introduced:
    """The workspace and the member behind a caller, made on first sight and kept up to date.

    `runs_cohorts` is that they use `/cohort`: an admin who does is told what goes wrong.
    """
    async with store.read() as tx:
        known = await people.acquainted(tx, caller.platform, caller.user, caller.workspace)
    if known is None:
        workspace, member = await _met(store, caller, now, runs_cohorts=runs_cohorts)
        return Introduced(workspace, member, roles_of(caller, member))
    workspace, member, trusted = known.workspace, known.member, _trusted(caller, given=known.named_admin)
    if known.waits or _current(member, trusted, runs_cohorts=runs_cohorts) != member:
        workspace, member = await _met(store, caller, now, runs_cohorts=runs_cohorts, given=known.named_admin)
    return Introduced(workspace, member, roles_of(trusted, member, mentors=known.mentors))


def _trusted(caller: Caller, *, given: bool) -> Caller:
    """What an admin gave counts as what the platform says, in direct messages too."""
    return replace(caller, admin=caller.admin or given)


def roles_of(caller: Caller, member: Member, *, mentors: bool = False) -> frozenset[Role]:
    """A direct message that belongs to no server says nothing about rights: what they last had there counts."""
    admin = caller.admin or (caller.workspace is None and member.admin)
    return frozenset({Role.LEARNER, *([Role.MENTOR] if mentors else []), *([Role.ADMIN] if admin else [])})


async def _met(
    store: Store, caller: Caller, now: datetime, *, runs_cohorts: bool, given: bool = False
) -> tuple[Workspace, Member]:
    """Somebody who is new, or of whom something has changed; with `given`, whom an admin let use `/cohort`."""
    async with store.begin() as tx:
        workspace = await _workspace(tx, caller) or await _first_sight(tx, caller)
        member = await people.member_of(tx, workspace.key, caller.user) or await people.add_member(
            tx, workspace.key, caller.user, name=caller.name, zone=caller.zone, now=now
        )
        if given or member.admin:  # unless that was taken back a moment ago, which the lock waits for
            await people.lock_member(tx, member.key)
            member = await people.member(tx, member.key)
            caller = _trusted(caller, given=await grant_of(tx, member.key) is not None)
        before, member = member, _current(member, caller, runs_cohorts=runs_cohorts)
        if before.reach is Reach.CLOSED:
            await _expect_again(tx, member, now)
        elif before.clock != member.clock:
            await _follow(tx, member, now)
        await people.save_member(tx, member, now=now)
        await answered(tx, member.key, now)
    return workspace, member


async def _expect_again(tx: Tx, member: Member, now: datetime) -> None:
    """Somebody whose direct messages were closed is back: so is their nudge, and the end of a pause."""
    found = await live_of(tx, member.key)
    if found:
        enrolment, cohort = found
        again = resumed if enrolment.next_at is None else rescheduled
        await save_enrolment(tx, again(enrolment, cohort, cadence_of(enrolment, cohort, member), now))


async def _follow(tx: Tx, member: Member, now: datetime) -> None:
    """Somebody's profile says another time zone: what comes next moves with them."""
    found = await live_of(tx, member.key)
    if found:
        enrolment, cohort = found
        await save_enrolment(tx, rescheduled(enrolment, cohort, cadence_of(enrolment, cohort, member), now))


async def _workspace(tx: Tx, caller: Caller) -> Workspace | None:
    if caller.workspace is None:
        return await people.home_of(tx, caller.platform, caller.user)
    return await people.workspace(tx, caller.platform, caller.workspace)


async def _first_sight(tx: Tx, caller: Caller) -> Workspace:
    if caller.workspace is None:
        raise NotNow("I don't know you yet. Use `/mentor` once in the server we share; then I can help you here too.")
    return await people.add_workspace(tx, caller.platform, caller.workspace, caller.workspace_name or caller.workspace)


def _current(member: Member, caller: Caller, *, runs_cohorts: bool) -> Member:
    """The member as the platform describes them now; somebody who writes to us can be written to."""
    zone = member.zone if member.zone_chosen or caller.zone is None else caller.zone
    return replace(
        member,
        name=caller.name[:200] or member.name,
        zone=zone,
        reach=Reach.OPEN,
        reach_reason="",
        admin=_is_admin(member, caller, runs_cohorts=runs_cohorts),
    )


def _is_admin(member: Member, caller: Caller, *, runs_cohorts: bool) -> bool:
    """Whether they run cohorts. A direct message belongs to no server, so that it says nothing about rights in one."""
    if caller.workspace is None and not caller.admin:
        return member.admin
    return caller.admin and (member.admin or runs_cohorts)
