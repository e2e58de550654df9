"""What people see of check-ins, calls for help and a mentor's week, word by word."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from mentorbot.domain.checkins import CheckIn, CheckInKey, Mood
from mentorbot.domain.enrolments import Enrolment, EnrolmentKey, EnrolmentState
from mentorbot.domain.members import Member
from mentorbot.domain.mentee_digests import next_digest
from mentorbot.store import Tx
from mentorbot.store.checkins import add_checkin
from mentorbot.store.cohorts import cohorts_of
from mentorbot.store.enrolments import add_enrolment
from mentorbot.store.mentoring import save_mentor
from mentorbot.store.people import add_member, member_of, save_member, workspace
from tests.behaviour.goldens import Chapter
from tests.behaviour.shown import Person
from tests.behaviour.world import World, instant_of
from tests.mentoring import a_mentor, a_pair


@pytest.fixture
async def grace(world: World) -> Person:
    """A mentor in Europe/London."""
    return await met(world.somebody("Grace", "Europe/London"))


@pytest.fixture
async def lee(world: World) -> Person:
    """Somebody in Asia/Kathmandu, who may stand in."""
    return await met(world.somebody("Lee", "Asia/Kathmandu"))


async def met(who: Person) -> Person:
    await who.does("home")
    return who


async def known(world: World, tx: Tx, who: Person) -> Member:
    there = await workspace(tx, world.venue.name, world.venue.workspace)
    assert there is not None
    found = await member_of(tx, there.key, who.id)
    assert found is not None
    return found


async def mentors(
    world: World, who: Person, *learners: Person, away_until: date | None = None, cover: Person | None = None
) -> None:
    """Somebody mentors these from now on, and hears of them on Mondays at 09:00."""
    now = world.clock.instant
    async with world.app.store.begin() as tx:
        mentor = replace(await known(world, tx, who), zone=who.zone, zone_chosen=True)
        await save_member(tx, mentor)
        covers = await known(world, tx, cover) if cover else None
        made = await a_mentor(tx, mentor, now, away_until=away_until, cover=covers)
        await save_mentor(tx, replace(made, digest_at=next_digest(made, who.zone, now)))
        for each in learners:
            await a_pair(tx, mentor, await known(world, tx, each), now)


async def a_mentee(world: World, name: str, of: Person, *, rests_until: datetime | None = None) -> Member:
    """One more in the cohort, whom the platform need not know since nothing is sent to them."""
    now = world.clock.instant
    async with world.app.store.begin() as tx:
        mentor = await known(world, tx, of)
        who = await add_member(tx, mentor.workspace, f"U{name}", name=name, zone="Europe/Berlin", now=now)
        spring, *_ = await cohorts_of(tx, mentor.workspace)  # the newest
        made = Enrolment(
            key=EnrolmentKey(0),
            cohort=spring.key,
            member=who.key,
            state=EnrolmentState.PAUSED if rests_until else EnrolmentState.ACTIVE,
            joined_at=now,
            next_at=rests_until,
            next_on=rests_until.date() if rests_until else None,
        )
        await add_enrolment(tx, made)
        await a_pair(tx, mentor, who, now)
    return who


async def test_check_ins(world: World, venue: str, ada: Person, grace: Person) -> None:
    seen = Chapter(venue, "checkins")
    await world.cohort()
    await ada.joins("Spring 26")
    seen.keep("mentor-checkin-without-a-mentor", await ada.does("checkin"))
    await mentors(world, grace, ada)
    asked = seen.keep("mentor-checkin", await ada.does("checkin"))
    good = seen.keep("mentor-checkin-good", await asked.press("Good"))
    form = seen.keep("mentor-checkin-line-form", await good.press("Add a line"))
    note = {"One line about it, if you like": "The API answered, at last"}
    seen.keep("mentor-checkin-line", await form.form.submit(note))
    seen.keep("mentor-checkin-slow-instead", await ada.does("checkin", mood="slow"))
    seen.keep("mentor-checkin-note-too-long", await ada.does("checkin", mood="slow", note="x" * 301))
    seen.verify()


async def test_a_call_for_help(world: World, venue: str, ada: Person, grace: Person, robin: Person) -> None:
    seen = Chapter(venue, "help-asked")
    await world.cohort()
    await ada.joins("Spring 26")
    await mentors(world, grace, ada)
    await world.at("2026-12-01 10:04 Europe/Berlin")
    stuck = {"mood": "stuck", "note": "I don't know where to start"}
    called = seen.keep("mentor-checkin-stuck", await ada.does("checkin", **stuck))
    await world.in_a_while(seconds=1)
    letter = seen.keep("to-the-mentor", grace.messages[-1])
    seen.keep("mentor-checkin-stuck-again", await ada.does("checkin", mood="stuck"))
    seen.keep("mentor-home-while-it-is-open", await ada.does("home"))
    await world.at("2026-12-03 10:03 Europe/Berlin")
    assert "stuck" not in robin.messages[-1].text if robin.messages else True
    await world.at("2026-12-03 10:30 Europe/Berlin")
    seen.keep("to-the-learner-after-two-days", ada.messages[-1])
    digest = seen.keep("to-the-admin-after-two-days", robin.messages[-1])
    seen.keep("mentor-home-when-admins-know", await ada.does("home"))
    if venue != "discord":  # where such a word can only be pressed
        seen.keep("mentor-talked-not-theirs", await (await met(world.kim)).does("talked", learner=ada.id))
    seen.keep("mentor-talked", await letter.press("I've talked to Ada"))
    seen.keep("mentor-talked-again", await digest.press("I've talked to Ada"))
    assert called.private
    seen.verify()


async def test_a_call_for_help_that_stays_between_two(world: World, venue: str, ada: Person, grace: Person) -> None:
    seen = Chapter(venue, "help-asked-quietly")
    await world.cohort()
    await ada.joins("Spring 26")
    await mentors(world, grace, ada)
    called = await ada.does("checkin", mood="stuck")
    quiet = seen.keep("mentor-quietly", await called.press("Don't tell the admins"))
    seen.keep("mentor-home-while-it-is-open", await ada.does("home"))
    seen.keep("mentor-checkin-good-while-it-is-open", await ada.does("checkin", mood="good"))
    home = await ada.does("home")
    seen.keep("mentor-solved", await quiet.press("It's solved"))
    seen.keep("mentor-solved-again", await home.press("It's solved"))
    seen.keep("mentor-quietly-nothing-open", await called.press("Don't tell the admins"))
    seen.verify()


async def test_a_call_for_help_while_the_mentor_is_away(
    world: World, venue: str, ada: Person, grace: Person, lee: Person
) -> None:
    seen = Chapter(venue, "help-asked-of-a-cover")
    await world.cohort()
    await ada.joins("Spring 26")
    await mentors(world, lee)
    await mentors(world, grace, ada, away_until=date(2026, 12, 11), cover=lee)
    seen.keep("mentor-checkin-good", await ada.does("checkin", mood="good"))
    seen.keep("mentor-checkin-stuck", await ada.does("checkin", mood="stuck"))
    await world.in_a_while(seconds=1)
    seen.keep("to-the-cover", lee.messages[-1])
    seen.verify()


async def test_a_call_for_help_with_no_mentor(world: World, venue: str, ada: Person, robin: Person) -> None:
    seen = Chapter(venue, "help-asked-of-nobody")
    await world.cohort()
    await ada.joins("Spring 26")
    called = seen.keep("mentor-checkin-stuck", await ada.does("checkin", mood="stuck"))
    await world.in_a_while(minutes=10)
    seen.keep("to-the-admin", robin.messages[-1])
    seen.keep("mentor-home", await ada.does("home"))
    seen.keep("mentor-solved", await called.press("It's solved"))
    seen.verify()


@pytest.mark.parametrize("venue", ["slack", "discord"])
async def test_a_mentor_who_takes_no_messages(
    world: World, venue: str, ada: Person, grace: Person, lee: Person
) -> None:
    seen = Chapter(venue, "help-asked-in-vain")
    world.complains("cannot write to 1 people")
    await world.cohort()
    await ada.joins("Spring 26")
    await mentors(world, lee)
    await mentors(world, grace, ada, cover=lee)
    await world.restart()  # Slack is asked anew who is there
    world.refuses(grace)
    await ada.does("checkin", mood="stuck", note="no idea")
    await world.in_a_while(seconds=1)
    seen.keep("to-the-cover", lee.messages[-1])
    seen.keep("to-the-learner", ada.messages[-1])
    seen.verify()


async def test_a_mentors_week(  # noqa: PLR0917 - as many as there are groups
    world: World, venue: str, ada: Person, kim: Person, lee: Person, grace: Person
) -> None:
    """Ada is stuck, Kim moved, Lee went silent, Max rests, Sam had a slow week, and Joe is on track."""
    seen = Chapter(venue, "mentees")
    await world.cohort()
    for each in (ada, kim, lee):
        await each.joins("Spring 26")
    await world.at("2026-12-03 12:00 Europe/Berlin")
    await mentors(world, grace, ada, kim, lee)
    await a_mentee(world, "Max", grace, rests_until=instant_of("2027-01-04 09:00 Europe/Berlin"))
    sam = await a_mentee(world, "Sam", grace)
    await a_mentee(world, "Joe", grace)
    wrote, now = "three days of meetings", world.clock.instant
    async with world.app.store.begin() as tx:
        said = CheckIn(key=CheckInKey(0), member=sam.key, cohort=None, mood=Mood.SLOW, note=wrote, at=now)
        await add_checkin(tx, said)
    await ada.does("checkin", mood="stuck", note="don't know where to start")
    await kim.does("done")
    await kim.does("done")
    await world.at("2026-12-07 08:59 Europe/London")
    assert "mentees this week" not in grace.messages[-1].text
    await world.at("2026-12-07 09:01 Europe/London")
    week = seen.keep("to-the-mentor", grace.messages[-1])
    assert len([each for each in week.buttons if each.startswith("Send: ")]) == 3
    seen.keep("mentor-talked", await week.press("I've talked to Ada"))
    seen.verify()


async def test_a_week_without_news_is_no_message(world: World, ada: Person, grace: Person) -> None:
    await world.cohort()
    await ada.joins("Spring 26")
    await mentors(world, grace, ada)
    await world.at("2026-12-06 12:00 Europe/Berlin")
    assert grace.messages == []


async def test_the_week_of_a_mentor_who_is_away(  # noqa: PLR0917 - two pairs
    world: World, venue: str, ada: Person, kim: Person, grace: Person, lee: Person
) -> None:
    seen = Chapter(venue, "mentees-covered")
    await world.cohort()
    for each in (ada, kim):
        await each.joins("Spring 26")
    await mentors(world, lee, kim)
    await mentors(world, grace, ada, away_until=date(2026, 12, 11), cover=lee)
    await ada.does("done")
    await kim.does("done")
    await world.at("2026-11-30 09:01 Europe/London")
    seen.keep("to-a-cover-who-mentors", lee.messages[-1])
    assert grace.messages == []
    seen.verify()


async def test_the_week_of_a_mentor_who_is_away_to_somebody_who_is_none(
    world: World, venue: str, ada: Person, grace: Person, lee: Person
) -> None:
    seen = Chapter(venue, "mentees-lent")
    await world.cohort()
    await ada.joins("Spring 26")
    await mentors(world, grace, ada, away_until=date(2026, 12, 11), cover=lee)
    await ada.does("done")
    await world.at("2026-11-23 09:01 Europe/London")
    seen.keep("to-a-cover-who-is-no-mentor", lee.messages[-1])
    seen.verify()
