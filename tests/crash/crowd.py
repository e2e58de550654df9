"""People on Slack and on Discord who have one occasion each, spread over a while."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mentorbot.domain.cadence import local_date
from mentorbot.domain.cohorts import Cohort, CohortKey
from mentorbot.domain.enrolments import Enrolment, EnrolmentKey
from mentorbot.domain.members import Member, WorkspaceKey
from mentorbot.domain.weekdays import Weekday
from mentorbot.store import Store, open_store
from mentorbot.store.cohorts import add_cohort
from mentorbot.store.enrolments import add_enrolments
from mentorbot.store.people import Newcomer, add_members, add_workspace, save_member
from tests.crash.judge import Judge, Somebody

GUIDE = "technical-product-manager"
BOTH = ("slack", "discord")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How many people are due on each platform, from when on, and over how long."""

    size: int
    since: datetime
    over: timedelta = timedelta()
    platforms: Sequence[str] = BOTH

    @property
    def zone(self) -> str:
        """Where it is about noon, so that no day ends, and no hour is wrong, while a test lasts."""
        return f"Etc/GMT{self.since.hour - 12:+d}"

    def instants(self) -> Sequence[datetime]:
        return [self.since + self.over * number / max(1, self.size) for number in range(self.size)]


async def gather(url: str, judge: Judge, spread: Spread) -> list[Somebody]:
    """Bring the database up to date, and enrol them all; on each platform the first is due first."""
    store = await open_store(url)
    try:
        return [who for platform in spread.platforms for who in await _enrol(store, judge, platform, spread)]
    finally:
        await store.close()


async def _enrol(store: Store, judge: Judge, platform: str, spread: Spread) -> list[Somebody]:
    outside = judge.slack.team if platform == "slack" else judge.discord.home.id
    people = [_account(judge, platform, f"{platform}-{number}") for number in range(spread.size)]
    async with store.begin() as tx:
        workspace = await add_workspace(tx, platform, outside, "The storm")
        newcomers = [Newcomer(user, user, spread.zone) for user in people]
        members = {each.user: each for each in await add_members(tx, workspace.key, newcomers, spread.since)}
        for each in members.values():
            await save_member(tx, replace(each, work_days=tuple(Weekday)))  # whatever day it is when a test runs
        cohort = await add_cohort(tx, _cohort(workspace.key, spread))
        due = zip(people, spread.instants(), strict=True)
        await add_enrolments(tx, [_enrolment(cohort, members[user], at) for user, at in due])
    return [Somebody(platform, user) for user in people]


def _account(judge: Judge, platform: str, name: str) -> str:
    if platform == "slack":
        return judge.slack.workspace.add_user(name, tz="Etc/UTC").id
    return judge.discord.person(name).user.id


def _cohort(workspace: WorkspaceKey, spread: Spread) -> Cohort:
    """Its weekly day is not near, so that nobody has a second occasion while a test lasts."""
    far = Weekday((local_date(spread.since, spread.zone).weekday() + 3) % 7)
    return Cohort(
        key=CohortKey(0),
        workspace=workspace,
        slug="storm",
        name="Storm",
        guide=GUIDE,
        days=(far,),
        created_at=spread.since - timedelta(days=1),
    )


def _enrolment(cohort: Cohort, member: Member, at: datetime) -> Enrolment:
    return Enrolment(
        key=EnrolmentKey(0),
        cohort=cohort.key,
        member=member.key,
        joined_at=cohort.created_at,
        next_at=at,
        next_on=local_date(at, member.clock),
    )
