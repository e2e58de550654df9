"""A small guide and somebody who walks it, for the domain's tests."""

from datetime import UTC, date, datetime, time, timedelta

from mentorbot.domain.cohorts import Cohort, CohortKey
from mentorbot.domain.enrolments import Enrolment, EnrolmentKey
from mentorbot.domain.guide import Guide, Step, Task, Topic
from mentorbot.domain.members import Member, MemberKey, WorkspaceKey
from mentorbot.domain.nudges import Due

MONDAY = date(2026, 11, 23)
NINE = datetime(2026, 11, 23, 8, tzinfo=UTC)
"""09:00 on that Monday in Berlin."""
HOUR = timedelta(hours=1)

COHORT = Cohort(
    key=CohortKey(1),
    workspace=WorkspaceKey(1),
    slug="spring",
    name="Spring 26",
    guide="tpm",
    at=time(9),
    created_at=NINE,
)
KIM = Member(
    key=MemberKey(1), workspace=WorkspaceKey(1), user="U1", name="Kim", zone="Europe/Berlin", zone_chosen=False
)
ENROLMENT = Enrolment(
    key=EnrolmentKey(1), cohort=COHORT.key, member=KIM.key, joined_at=NINE, next_at=NINE, next_on=MONDAY
)


def task(slug: str, *, weeks: int = 4) -> Task:
    return Task(
        slug=slug,
        title=slug.upper(),
        action="Do it.",
        why="It matters.",
        done_when="it works",
        hours=1,
        evidence="a note",
        nudges=tuple(f"{slug}, week {number}" for number in range(1, weeks + 1)),
    )


def step(number: int, *tasks: Task) -> Step:
    topic = Topic(slug=f"step-{number}", title=f"Step {number}", summary="", body="", reviewed=MONDAY)
    return Step(number=number, topic=topic, outcome="", why="", weeks=(4, 8), tasks=tasks)


GUIDE = Guide(
    slug="tpm",
    title="Technical product manager",
    short="TPM",
    summary="",
    version="1",
    topics=(),
    steps=(step(1, task("a"), task("b"), task("c")), step(2, task("d"), task("e"))),
    faq=(),
)


def due(enrolment: Enrolment = ENROLMENT, *, cohort: Cohort = COHORT, member: Member = KIM, done: str = "") -> Due:
    """Somebody who is due and has done the tasks of these letters."""
    return Due(enrolment, cohort, member, frozenset(done))
