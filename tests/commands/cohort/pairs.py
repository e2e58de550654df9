"""Mentors of a workspace as tests make them, and the pairs that there are."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import insert

from mentorbot.domain.audit import Entry
from mentorbot.domain.deliveries import Delivery, DeliveryKind
from mentorbot.domain.members import Member, MemberKey, WorkspaceKey
from mentorbot.domain.mentoring import Mentor, Mentorship, MentorState
from mentorbot.domain.pairings import Paired
from mentorbot.store.audit import entries
from mentorbot.store.mentoring import former_mentorships, mentor_of, mentors_by_learner, save_mentor
from mentorbot.store.people import close_members
from mentorbot.store.people import member as member_by_key
from mentorbot.store.tables import mentor_wishes
from tests.commands.cohort.conftest import Workspace


async def met(workspace: Workspace, *users: str) -> None:
    """They have used the bot once."""
    for user in users:
        await workspace.somebody(user).says("/mentor help")


async def mentoring(workspace: Workspace, *users: str, **offer: Any) -> None:  # noqa: ANN401 - fields of a Mentor
    """They offer places, with these fields of a Mentor."""
    await met(workspace, *users)
    for user in users:
        member = await workspace.member(user)
        async with workspace.app.store.begin() as tx:
            before = await mentor_of(tx, member.key) or Mentor(member=member.key, since=workspace.now)
            await save_mentor(tx, replace(before, **({"state": MentorState.ACTIVE} | offer)))


async def offers(workspace: Workspace, user: str) -> Mentor:
    member = await workspace.member(user)
    async with workspace.app.store.read() as tx:
        found = await mentor_of(tx, member.key)
    assert found is not None
    return found


async def stops(workspace: Workspace, user: str) -> None:
    """They mentor no more; their pairs stay until somebody else is found."""
    await mentoring(workspace, user, state=MentorState.LEFT)


async def away(workspace: Workspace, user: str, until: date) -> None:
    await mentoring(workspace, user, away_until=until)


async def unreachable(workspace: Workspace, user: str) -> None:
    """No message reaches them."""
    member = await workspace.member(user)
    async with workspace.app.store.begin() as tx:
        await close_members(tx, {member.key: "direct messages are closed"}, workspace.now)


async def wishing(workspace: Workspace, user: str, *, topics: str = "", languages: str = "") -> None:
    member = await workspace.member(user)
    values = {"member": member.key, "topics": frozenset(topics.split()), "languages": frozenset(languages.split())}
    async with workspace.app.store.begin() as tx:
        await tx.execute(insert(mentor_wishes).values(values))


async def goes_with(workspace: Workspace, learner: str) -> str | None:
    """The name of a learner's mentor."""
    found = await _mentorship(workspace, learner)
    return None if found is None else (await _by_key(workspace, found.mentor)).name


async def ended_why(workspace: Workspace, learner: str) -> list[str]:
    """The reasons for which a learner's pairs ended, the latest first."""
    member = await workspace.member(learner)
    async with workspace.app.store.read() as tx:
        return [each.ended_why for each in await former_mentorships(tx, [member.key])]


async def letters_to(workspace: Workspace, user: str) -> list[Delivery]:
    """What they are told of pairs, the latest first."""
    return [each for each in await workspace.history(user) if each.kind is DeliveryKind.PAIRED]


async def told(workspace: Workspace, user: str) -> list[Mapping[str, Any]]:
    """What each of these letters is, and whom it names."""
    letters = [each.letter for each in await letters_to(workspace, user)]
    return [
        {"what": str(each.what), "people": [person.name for person in each.people]}
        for each in letters
        if isinstance(each, Paired)
    ]


async def latest_entry(workspace: Workspace) -> tuple[Entry, str]:
    """The latest change in the audit log, and whom it was about."""
    async with workspace.app.store.read() as tx:
        ((entry, _, whom),) = await entries(tx, WorkspaceKey(1), 1)
    return entry, whom


async def _mentorship(workspace: Workspace, learner: str) -> Mentorship | None:
    member = await workspace.member(learner)
    async with workspace.app.store.read() as tx:
        return (await mentors_by_learner(tx, [member.key])).get(member.key)


async def _by_key(workspace: Workspace, key: MemberKey) -> Member:
    async with workspace.app.store.read() as tx:
        return await member_by_key(tx, key)
