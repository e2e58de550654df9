"""Workspaces and members, as the platforms introduce them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Row, and_, exists, insert, or_, select, update

from mentorbot.domain.enrolments import LIVE
from mentorbot.domain.errors import NotNow
from mentorbot.domain.members import Member, MemberKey, Reach, Workspace, WorkspaceKey
from mentorbot.domain.mentoring import MentorState
from mentorbot.domain.personal import JUST_FORGOTTEN, NO_USER
from mentorbot.store.engine import Tx, insert_new
from mentorbot.store.rows import named, portions
from mentorbot.store.tables import enrolments, grants, members, mentors, workspaces

MEMBER = [column for column in members.c if column.name != "seen_at"]
_NAMES = [column.name for column in MEMBER]


async def workspace(tx: Tx, platform: str, outside: str) -> Workspace | None:
    """A workspace by its platform's id."""
    row = (
        await tx.execute(select(workspaces).where(workspaces.c.platform == platform, workspaces.c.outside == outside))
    ).one_or_none()
    return Workspace(**row._mapping) if row else None


async def add_workspace(tx: Tx, platform: str, outside: str, name: str) -> Workspace:
    """A workspace we have not met before."""
    values = {"platform": platform, "outside": outside, "name": name[:200]}
    row = (await tx.execute(insert(workspaces).values(values).returning(workspaces))).one()
    return Workspace(**row._mapping)


async def workspaces_that_forget(tx: Tx) -> Mapping[WorkspaceKey, int]:
    """After how many days each workspace forgets texts; those that keep them are left out."""
    query = select(workspaces.c.key, workspaces.c.retention_days).where(workspaces.c.retention_days.is_not(None))
    return {WorkspaceKey(key): days for key, days in await tx.execute(query)}


async def save_workspace(tx: Tx, changed: Workspace) -> None:
    """Keep a workspace's settings; whether it keeps the words of questions is another word's to say (`keep_texts`)."""
    kept = {"key", "platform", "outside", "name", "keeps_texts"}
    values = {column.name: getattr(changed, column.name) for column in workspaces.c if column.name not in kept}
    await tx.execute(update(workspaces).where(workspaces.c.key == changed.key).values(values))


async def home_of(tx: Tx, platform: str, user: str) -> Workspace | None:
    """The workspace where somebody was last seen, for direct messages that belong to none."""
    row = (
        await tx.execute(
            select(workspaces)
            .join(members, members.c.workspace == workspaces.c.key)
            .where(workspaces.c.platform == platform, members.c.user == user)
            .order_by(members.c.seen_at.desc())
            .limit(1)
        )
    ).one_or_none()
    return Workspace(**row._mapping) if row else None


class Acquaintance(NamedTuple):
    """Somebody we have met, and what we have to know of them whenever they do something."""

    workspace: Workspace
    member: Member
    waits: bool
    """Whether nudges of theirs wait for an answer."""
    named_admin: bool
    """Whether an admin made them one."""
    mentors: bool


async def acquainted(tx: Tx, platform: str, user: str, outside: str | None) -> Acquaintance | None:
    """Somebody we have met, in one query: every command asks this. None for `outside`: where they were last seen."""
    waiting = exists().where(
        enrolments.c.member == members.c.key, enrolments.c.state.in_(LIVE), enrolments.c.unanswered > 0
    )
    named_admin = exists().where(grants.c.member == members.c.key)
    mentor = exists().where(mentors.c.member == members.c.key, mentors.c.state == MentorState.ACTIVE)
    query = (
        select(*workspaces.c, *MEMBER, waiting, named_admin, mentor)
        .join(members, members.c.workspace == workspaces.c.key)
        .where(workspaces.c.platform == platform, members.c.user == user)
        .order_by(members.c.seen_at.desc())
        .limit(1)
    )
    row = (await tx.execute(query.where(workspaces.c.outside == outside) if outside else query)).one_or_none()
    if row is None:
        return None
    width = len(workspaces.c)
    *known, waits, is_named, mentoring = row
    theirs = Workspace(**named(workspaces.c.keys(), known[:width]))
    return Acquaintance(theirs, Member(**named(_NAMES, known[width:])), bool(waits), bool(is_named), bool(mentoring))


async def member_of(tx: Tx, workspace: WorkspaceKey, user: str) -> Member | None:
    """A member by their platform's id."""
    row = (
        await tx.execute(select(*MEMBER).where(members.c.workspace == workspace, members.c.user == user))
    ).one_or_none()
    return member_from(row) if row else None


async def members_of(tx: Tx, workspace: WorkspaceKey, users: Collection[str]) -> Sequence[Member]:
    """Of many people, by their platform's ids, those whom we have met."""
    query = select(*MEMBER).where(members.c.workspace == workspace)
    return [
        member_from(row)
        for some in portions(users)
        for row in await tx.execute(query.where(members.c.user.in_(some)).order_by(members.c.key))
    ]


async def set_zones(tx: Tx, zones: Mapping[MemberKey, str]) -> None:
    """A zone each, for those who have none, until they choose their own or their platform says one."""
    by_zone: dict[str, list[MemberKey]] = {}
    for key, zone in zones.items():
        by_zone.setdefault(zone, []).append(key)
    for zone, keys in by_zone.items():
        await set_zone(tx, keys, zone)


async def member(tx: Tx, key: MemberKey) -> Member:
    return member_from((await tx.execute(select(*MEMBER).where(members.c.key == key))).one())


async def members_by_key(tx: Tx, keys: Collection[MemberKey]) -> Mapping[MemberKey, Member]:
    """Many members."""
    return {
        MemberKey(row.key): member_from(row)
        for some in portions(keys)
        for row in await tx.execute(select(*MEMBER).where(members.c.key.in_(some)))
    }


async def add_member(
    tx: Tx, workspace: WorkspaceKey, user: str, *, name: str, zone: str | None, now: datetime
) -> Member:
    """A member we have not met before."""
    values = _new(workspace, Newcomer(user, name, zone), now)
    row = (await tx.execute(insert(members).values(values).returning(*MEMBER))).one()
    return member_from(row)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody as their platform describes them."""

    user: str
    name: str
    zone: str | None


async def add_members(tx: Tx, workspace: WorkspaceKey, arrived: Sequence[Newcomer], now: datetime) -> Sequence[Member]:
    """Everybody of these as a member, in a few round trips however many they are; who is known stays as they were.

    They are held until the transaction ends, as by `lock_member`.
    """
    rows = [_new(workspace, each, now) for each in arrived]
    if not rows:
        return []
    await tx.execute(insert_new(tx, members), rows)
    query = (
        select(*MEMBER).where(members.c.workspace == workspace).order_by(members.c.key).with_for_update(key_share=True)
    )
    return [
        member_from(row)
        for some in portions([each.user for each in arrived])
        for row in await tx.execute(query.where(members.c.user.in_(some)))
    ]


def _new(workspace: WorkspaceKey, arrived: Newcomer, now: datetime) -> dict[str, object]:
    return {
        "workspace": workspace,
        "user": arrived.user,
        "name": arrived.name[:200],
        "zone": arrived.zone,
        "zone_chosen": False,
        "reach": Reach.OPEN,
        "reach_reason": "",
        "seen_at": now,
    }


async def set_zone(tx: Tx, keys: Collection[MemberKey], zone: str) -> None:
    """A zone for many, until they choose their own or their platform says one."""
    for some in portions(keys):
        await tx.execute(update(members).where(members.c.key.in_(some)).values(zone=zone))


async def save_member(tx: Tx, changed: Member, *, now: datetime | None = None) -> None:
    """Keep a changed member; `now` where they were seen. Whoever was forgotten meanwhile stays forgotten."""
    values = {column.name: getattr(changed, column.name) for column in MEMBER if column.name != "key"}
    if now is not None:
        values["seen_at"] = now
    same = (members.c.key == changed.key, members.c.user == changed.user)
    await tx.execute(update(members).where(*same).values(values))


async def members_named(tx: Tx, workspace: WorkspaceKey, typed: str, limit: int) -> Sequence[Member]:
    """Members whose name holds what was typed."""
    rows = await tx.execute(
        select(*MEMBER)
        .where(and_(members.c.workspace == workspace, _name_holds(typed)))
        .order_by(members.c.name)
        .limit(limit)
    )
    return [member_from(row) for row in rows]


async def found_anywhere(tx: Tx, typed: str, limit: int = 50) -> Sequence[tuple[Workspace, Member]]:
    """Members of any workspace with that id, or whose name holds what was typed."""
    rows = await tx.execute(
        select(*workspaces.c, *MEMBER)
        .join(members, members.c.workspace == workspaces.c.key)
        .where(or_(members.c.user == typed, _name_holds(typed)))
        .order_by(members.c.name, members.c.key)
        .limit(limit)
    )
    width = len(workspaces.c)
    return [
        (Workspace(**named(workspaces.c.keys(), row[:width])), Member(**named(_NAMES, row[width:]))) for row in rows
    ]


def _name_holds(typed: str) -> ColumnElement[bool]:
    return members.c.name.ilike(f"%{typed.replace('%', '').replace('_', '')}%")


async def names(tx: Tx, workspace: WorkspaceKey, limit: int) -> Sequence[str]:
    """What members are called, those seen last first."""
    rows = await tx.execute(
        select(members.c.name)
        .where(members.c.workspace == workspace)
        .order_by(members.c.seen_at.desc(), members.c.key)
        .limit(limit)
    )
    return list(rows.scalars())


def member_from(row: Row[tuple[object, ...]]) -> Member:
    return Member(**row._mapping)


async def lock_member(tx: Tx, key: MemberKey) -> None:
    """Hold a member until the transaction ends, so that two of their own commands take turns (PostgreSQL).

    A lock that lets foreign keys be checked (`key_share`): whoever owes them a message meanwhile does not wait.
    Raises NotNow when they were forgotten while a command of theirs was on its way.
    """
    held = select(members.c.user).where(members.c.key == key).with_for_update(key_share=True)
    if str((await tx.execute(held)).scalar_one()).startswith(NO_USER):
        raise NotNow(JUST_FORGOTTEN)


async def lock_members(tx: Tx, keys: Collection[MemberKey]) -> None:
    """As `lock_member`, for some; in the order of their keys, so that two who hold some of the same take turns."""
    if keys:
        those = select(members.c.key).where(members.c.key.in_(sorted(set(keys)))).order_by(members.c.key)
        await tx.execute(those.with_for_update(key_share=True))


async def close_members(tx: Tx, refused: Mapping[MemberKey, str], now: datetime) -> None:
    """Members whom a platform refused to let us write to, and why."""
    for key, reason in sorted(refused.items()):  # in one order, so that two who close some never wait for each other
        closed = update(members).where(members.c.key == key)
        await tx.execute(closed.values(reach=Reach.CLOSED, reach_reason=f"{reason} ({now:%Y-%m-%d})"))


async def lock_workspace(tx: Tx, key: WorkspaceKey) -> None:
    """Hold a workspace until the transaction ends, so that two admins take turns (PostgreSQL); as by `lock_member`."""
    await tx.execute(select(workspaces.c.key).where(workspaces.c.key == key).with_for_update(key_share=True))
