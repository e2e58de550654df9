"""What an explanation is told from, read in one picture."""

from mentorbot.domain.explained import Explained
from mentorbot.domain.leases import lane_of
from mentorbot.domain.members import Member, Workspace
from mentorbot.domain.nudges import Due
from mentorbot.store.completions import completions_of
from mentorbot.store.deliveries import history
from mentorbot.store.engine import Tx
from mentorbot.store.enrolments import latest_of
from mentorbot.store.leases import lanes
from mentorbot.store.troubles import told_of

_LATEST = 8


async def explained(tx: Tx, workspace: Workspace, member: Member) -> Explained:
    """The latest of what went out to somebody, and all that decides about what comes."""
    due = None
    found = await latest_of(tx, member.key)
    if found is not None:
        enrolment, cohort = found
        done = frozenset(each.task for each in await completions_of(tx, member.key, cohort.guide))
        due = Due(enrolment, cohort, member, done)
    latest = await history(tx, member.key, _LATEST)
    return Explained(
        workspace=workspace,
        member=member,
        due=due,
        latest=latest,
        told=await told_of(tx, [each.key for each in latest]),
        lane=lane_of(await lanes(tx), workspace),
    )
