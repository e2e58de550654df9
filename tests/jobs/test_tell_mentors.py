"""Mentors are told once a week at their own hour, by a real store."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, event

from mentorbot.domain.cadence import DAY, WEEK
from mentorbot.domain.checkins import CheckIn, CheckInKey, HelpRequest, HelpRequestKey, Mood
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.deliveries import Delivery, DeliveryKind, DeliveryState
from mentorbot.domain.digests import Trouble, TroubleKind
from mentorbot.domain.enrolments import EnrolmentState
from mentorbot.domain.members import Member, Workspace
from mentorbot.domain.mentee_digests import Group, MenteesDigest
from mentorbot.domain.mentoring import MentorState
from mentorbot.domain.progress import Completion
from mentorbot.jobs.tell_mentors import tell_mentors
from mentorbot.store import Store, Tx
from mentorbot.store.checkins import add_checkin
from mentorbot.store.cohorts import add_cohort
from mentorbot.store.completions import add_completion
from mentorbot.store.deliveries import add_deliveries, history
from mentorbot.store.enrolments import add_enrolment, live_of
from mentorbot.store.help_requests import add_help_request
from mentorbot.store.mentor_digests import next_digest_at
from mentorbot.store.mentoring import mentor_of, save_mentor, save_mentorship
from mentorbot.store.people import close_members
from mentorbot.store.troubles import add_troubles, items_of
from tests.jobs.test_plan_nudges import LIBRARY, BreakingStore, Broken
from tests.mentoring import a_mentor, a_pair
from tests.store.scenes import NOW, a_member, a_workspace, new_cohort, new_delivery, new_enrolment

GUIDE = LIBRARY.default
TASKS = list(GUIDE.tasks)
NEXT = (NOW + WEEK).replace(second=0, microsecond=0)
"""09:00 in Berlin, a week after `NOW`."""


class Scene:
    """A workspace with a cohort; who mentors there is due at `NOW`."""

    def __init__(self, tx: Tx, garden: Workspace, spring: Cohort) -> None:
        self.tx = tx
        self.garden = garden
        self.spring = spring

    async def mentor(self, name: str, *, away: bool = False, cover: Member | None = None, **changed: object) -> Member:
        who = await a_member(self.tx, self.garden, name)
        until = NOW.date() + 5 * DAY if away else None
        made = await a_mentor(self.tx, who, NOW - 9 * WEEK, digest_at=NOW, away_until=until, cover=cover)
        await save_mentor(self.tx, replace(made, **changed))  # type: ignore[arg-type]
        return who

    async def learner(self, name: str, mentor: Member, *, done: int = 0, **enrolled: object) -> Member:
        """Somebody who joined four weeks ago and did so many tasks yesterday."""
        who = await a_member(self.tx, self.garden, name)
        joined = replace(new_enrolment(self.spring, who), joined_at=NOW - 4 * WEEK)
        await add_enrolment(self.tx, replace(joined, **enrolled))  # type: ignore[arg-type]
        for task in TASKS[:done]:
            await add_completion(self.tx, who.key, GUIDE.slug, Completion(task=task, done_at=NOW - DAY))
        await a_pair(self.tx, mentor, who, NOW - 3 * WEEK)
        return who


async def scene(tx: Tx) -> Scene:
    garden = await a_workspace(tx)
    return Scene(tx, garden, await add_cohort(tx, replace(new_cohort(garden), guide=GUIDE.slug)))


async def owed_to(store: Store, who: Member) -> Sequence[Delivery]:
    async with store.read() as tx:
        return [each for each in await history(tx, who.key, 20) if each.kind is DeliveryKind.MENTEES]


async def week_of(store: Store, who: Member) -> dict[str, Group]:
    (owed,) = await owed_to(store, who)
    assert isinstance(owed.letter, MenteesDigest)
    return {each.name: each.group for each in owed.letter.mentees}


async def coming(store: Store, who: Member) -> object:
    async with store.read() as tx:
        found = await mentor_of(tx, who.key)
    assert found is not None
    return found.digest_at


async def test_a_mentor_is_told_at_their_hour_and_again_in_a_week(store: Store) -> None:
    async with store.begin() as tx:
        there = await scene(tx)
        grace = await there.mentor("Grace")
        await there.learner("Kim", grace, done=1)
    assert await tell_mentors(store, LIBRARY, NOW - timedelta(seconds=1)) == 0
    assert await tell_mentors(store, LIBRARY, NOW) == 1
    (owed,) = await owed_to(store, grace)
    assert (owed.on, owed.due_at, owed.enrolment) == (NOW.date(), NOW, None)
    assert owed.until.astimezone(ZoneInfo("Europe/Berlin")).hour == 18
    assert await week_of(store, grace) == {"Kim": Group.MOVED}
    assert await coming(store, grace) == NEXT
    assert await tell_mentors(store, LIBRARY, NOW) == 0


def _heard(asked: list[str], *given: object) -> None:
    asked.append(str(given[2]))


async def test_every_kind_of_week_is_told_from_a_few_queries(store: Store) -> None:
    async with store.begin() as tx:
        there = await scene(tx)
        grace = await there.mentor("Grace")
        for number in range(10):
            await there.learner(f"Kim {number}", grace, done=1)
        stuck = await there.learner("Ada", grace)
        called = HelpRequest(key=HelpRequestKey(0), workspace=there.garden.key, member=stuck.key, asked_at=NOW - DAY)
        await add_help_request(tx, called)
        said = await there.learner("Sam", grace)
        await add_checkin(
            tx, CheckIn(key=CheckInKey(0), member=said.key, cohort=None, mood=Mood.GOOD, note="fine", at=NOW - DAY)
        )
        await there.learner("Lee", grace, unanswered=2)
        await there.learner("Max", grace, state=EnrolmentState.PAUSED)
        await there.learner("Old", grace, state=EnrolmentState.QUIET, quiet_at=NOW - 6 * WEEK)
        await there.learner("Joe", grace, state=EnrolmentState.LEFT)
    asked: list[str] = []
    event.listen(Engine, "before_cursor_execute", listener := partial(_heard, asked))
    assert await tell_mentors(store, LIBRARY, NOW) == 1
    event.remove(Engine, "before_cursor_execute", listener)
    assert 5 < len([each for each in asked if "SELECT" in each]) < 20
    week = await week_of(store, grace)
    assert {name: group for name, group in week.items() if not name.startswith("Kim")} == {
        "Ada": Group.STUCK,
        "Lee": Group.SILENT,
        "Sam": Group.CHECKED_IN,
        "Max": Group.PAUSED,
        "Old": Group.PAUSED,
        "Joe": Group.NOWHERE,
    }
    assert len(week) == 16


async def test_weeks_with_a_nudge_and_without_progress_are_stuck(store: Store) -> None:
    async with store.begin() as tx:
        there = await scene(tx)
        grace = await there.mentor("Grace")
        await there.learner("Kim", grace)
        ada = await there.learner("Ada", grace)
        found = await live_of(tx, ada.key)
        assert found is not None
        for number in (1, 2, 3):
            at = NOW - number * WEEK
            nudge = new_delivery(there.garden, found[0], due_at=at, on=at.date())
            await add_deliveries(tx, [replace(nudge, state=DeliveryState.SENT)])
    assert await tell_mentors(store, LIBRARY, NOW) == 1
    assert await week_of(store, grace) == {"Ada": Group.STUCK, "Kim": Group.ON_TRACK}


async def test_nothing_to_tell_is_no_message_and_the_date_moves_on(store: Store) -> None:
    async with store.begin() as tx:
        there = await scene(tx)
        grace, lin = await there.mentor("Grace"), await there.mentor("Lin")
        await there.learner("Kim", grace)
    assert await tell_mentors(store, LIBRARY, NOW) == 0
    assert (await coming(store, grace), await coming(store, lin)) == (NEXT, NEXT)


async def test_what_was_told_is_no_news_the_next_week(store: Store) -> None:
    async with store.begin() as tx:
        there = await scene(tx)
        grace = await there.mentor("Grace")
        await there.learner("Kim", grace, done=1)
    assert await tell_mentors(store, LIBRARY, NOW) == 1
    assert await tell_mentors(store, LIBRARY, NEXT) == 0


async def test_one_that_was_missed_comes_the_same_day_and_never_at_night(store: Store) -> None:
    async with store.begin() as tx:
        there = await scene(tx)
        early, late = await there.mentor("Grace"), await there.mentor("Lin", digest_at=NOW + timedelta(hours=6))
        for each in (early, late):
            await there.learner("Kim", each, done=1)
    assert await tell_mentors(store, LIBRARY, NOW + timedelta(hours=5)) == 1
    assert len(await owed_to(store, early)) == 1
    assert await tell_mentors(store, LIBRARY, NOW + timedelta(hours=14)) == 0
    assert await coming(store, late) == NEXT
    assert await tell_mentors(store, LIBRARY, NEXT) == 1, "what happened meanwhile is not lost"


async def test_an_instant_that_was_never_set_is_set_and_one_who_left_is_let_be(store: Store) -> None:
    async with store.begin() as tx:
        there = await scene(tx)
        unset = await there.mentor("Grace", digest_at=None)
        left = await there.mentor("Lin", state=MentorState.LEFT)
        await there.learner("Kim", unset, done=1)
    async with store.read() as tx:
        assert await next_digest_at(tx, NOW) == NOW
    assert await tell_mentors(store, LIBRARY, NOW) == 0
    assert (await coming(store, unset), await coming(store, left)) == (NEXT, NOW)
    async with store.read() as tx:
        assert await next_digest_at(tx, NOW) == NEXT


async def test_a_mentor_who_stands_in_hears_of_those_too(store: Store) -> None:
    async with store.begin() as tx:
        there = await scene(tx)
        lin = await there.mentor("Lin")
        grace = await there.mentor("Grace", away=True, cover=lin)
        await there.learner("Kim", grace, done=1)
        await there.learner("Ada", lin, done=1)
    assert await tell_mentors(store, LIBRARY, NOW) == 1
    assert await owed_to(store, grace) == []
    (owed,) = await owed_to(store, lin)
    assert isinstance(owed.letter, MenteesDigest)
    assert {each.name: each.covered_for for each in owed.letter.mentees} == {"Ada": "", "Kim": "Grace"}


async def test_somebody_who_stands_in_and_is_no_mentor_hears_at_the_mentors_hour(store: Store) -> None:
    async with store.begin() as tx:
        there = await scene(tx)
        lin = await a_member(tx, there.garden, "Lin")
        for name in ("Grace", "Max"):
            away = await there.mentor(name, away=True, cover=lin)
            await there.learner(f"Kim of {name}", away, done=1)
    assert await tell_mentors(store, LIBRARY, NOW) == 1
    (owed,) = await owed_to(store, lin)
    assert isinstance(owed.letter, MenteesDigest)
    assert owed.letter.instead_of == "Grace and Max"
    assert [each.name for each in owed.letter.mentees] == ["Kim of Grace", "Kim of Max"]


async def test_away_without_anybody_to_stand_in_is_caught_up_with_later(store: Store) -> None:
    async with store.begin() as tx:
        there = await scene(tx)
        grace = await there.mentor("Grace", away=True)
        await there.learner("Kim", grace, done=1)
    assert await tell_mentors(store, LIBRARY, NOW) == 0
    assert await tell_mentors(store, LIBRARY, NEXT) == 1


async def test_two_replicas_tell_each_mentor_once(store: Store) -> None:
    async with store.begin() as tx:
        there = await scene(tx)
        mentors = [await there.mentor(f"Grace {number}") for number in range(5)]
        for each in mentors:
            await there.learner("Kim", each, done=1)
    told = await asyncio.gather(*(tell_mentors(store, LIBRARY, NOW, batch=2) for _ in range(3)))
    assert sum(told) == len(mentors)
    for each in mentors:
        assert len(await owed_to(store, each)) == 1


async def test_whoever_dies_before_the_commit_has_told_nobody(store: Store) -> None:
    async with store.begin() as tx:
        there = await scene(tx)
        grace = await there.mentor("Grace")
        await there.learner("Kim", grace, done=1)
    with pytest.raises(Broken):
        await tell_mentors(BreakingStore(store), LIBRARY, NOW)
    assert await coming(store, grace) == NOW
    assert await tell_mentors(store, LIBRARY, NOW) == 1


async def test_two_who_write_to_each_other_no_more_are_left_out(store: Store) -> None:
    async with store.begin() as tx:
        there = await scene(tx)
        grace = await there.mentor("Grace")
        kim = await a_member(tx, there.garden, "Kim")
        pair = await a_pair(tx, grace, kim, NOW)
        await save_mentorship(tx, replace(pair, stopped_by=kim.key))
        await add_completion(tx, kim.key, GUIDE.slug, Completion(task=TASKS[0], done_at=NOW - DAY))
    assert await tell_mentors(store, LIBRARY, NOW) == 0


async def test_a_silence_that_a_mentor_hears_of_is_not_told_to_admins_too(store: Store) -> None:
    async with store.begin() as tx:
        there = await scene(tx)
        grace = await there.mentor("Grace")
        mentored = await there.learner("Kim", grace, state=EnrolmentState.QUIET, quiet_at=NOW - DAY)
        alone = await a_member(tx, there.garden, "Ada")
        await add_enrolment(tx, replace(new_enrolment(there.spring, alone), state=EnrolmentState.QUIET))
        for each in (mentored, alone):
            silent = Trouble(
                workspace=there.garden.key, kind=TroubleKind.SILENT, at=NOW, reason="no answer", member=each.key
            )
            await add_troubles(tx, [silent])
    assert await silences(store, there.garden) == ["Ada"]
    assert await tell_mentors(store, LIBRARY, NOW) == 1
    assert await week_of(store, grace) == {"Kim": Group.SILENT}
    async with store.begin() as tx:
        await close_members(tx, {grace.key: "closed"}, NOW)
    assert await silences(store, there.garden) == ["Kim", "Ada"], "nobody else hears of Kim then"


async def silences(store: Store, there: Workspace) -> list[str]:
    async with store.read() as tx:
        return [each.name for each in (await items_of(tx, there.key, 10))[0]]
