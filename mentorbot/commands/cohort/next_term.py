"""A cohort's dates, moved on to its next term."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from mentorbot.commands.cohort.starting import read_start
from mentorbot.domain.cadence import DAY, WEEK, local_date
from mentorbot.domain.cohorts import Cohort, CohortKey, CohortState
from mentorbot.domain.guide import Guide


def next_term(old: Cohort, guide: Guide, name: str, starts: str, *, now: datetime, clock: str) -> Cohort:
    """As the old one under another name, with nobody in it; `clock` is the admin's own zone. Raises NotUnderstood.

    Its last day moves by as many days as its first. Days off by their date stay where they lie in its time.
    """
    today = local_date(now, old.zone or clock)
    start = read_start(starts, today) if starts else next_start(old, guide, today)
    began = old.starts_on or local_date(old.created_at, old.zone or clock)
    shift = (start or today) - began
    ends_on = max(old.ends_on + shift, start or today) if old.ends_on else None
    return replace(
        old,
        key=CohortKey(0),
        slug="",
        name=name,
        guide_version=guide.version,
        starts_on=start,
        ends_on=ends_on,
        holidays=_within(old.holidays, start or today, ends_on),
        state=CohortState.ACTIVE,
        revision=0,
        created_at=now,
    )


def next_start(old: Cohort, guide: Guide, today: date) -> date | None:
    """The same day of the week after its last day, or after as long as its guide takes; never before `today`.

    None for a cohort that everybody starts as they join.
    """
    if old.starts_on is None:
        return None
    ends = old.ends_on or old.starts_on + WEEK * guide.weeks[1] - DAY
    after = max(ends + DAY, today)
    return after + timedelta(days=(old.starts_on.weekday() - after.weekday()) % 7)


def _within(holidays: str, start: date, end: date | None) -> str:
    return ",".join(
        each
        for each in holidays.split(",")
        if not each[:1].isdigit() or (start <= date.fromisoformat(each) <= (end or date.max))
    )
