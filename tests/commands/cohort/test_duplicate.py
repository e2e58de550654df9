"""`/cohort duplicate`: the next term."""

from datetime import date, timedelta

from mentorbot.platforms.local.somebody import Somebody
from tests.commands.cohort.conftest import Workspace

RULES = 'day=thursday time=16:30 tz=berlin budget=5 approval=yes channel=#career holidays="DE, 2026-12-31, 2027-03-26"'


async def test_a_fixed_cohort_starts_on_the_same_weekday_after_its_end(robin: Somebody) -> None:
    await robin.says(f'/cohort create "Winter 26" starts=2026-12-01 ends=2027-02-26 {RULES}')
    await robin.says('/cohort add kim "Winter 26"')
    made = await robin.says('/cohort duplicate winter-26 name="Spring 27"')
    assert "Spring 27 is ready, as Winter 26 was: Technical Product Manager, Thursdays at 16:30" in made.text
    assert "Start: Tuesday 1 December 2026 → Tuesday 2 March 2027" in made.text
    assert "Last day: Friday 26 February 2027 → Friday 28 May 2027" in made.text
    assert "Days off left out, since they are not in its time: 2026-12-31" in made.text
    assert "Days off: DE, 2027-03-26" in made.text
    assert made.buttons == ("Add people", "Preview", "Show")
    shown = (await robin.says('/cohort show "Spring 27"')).text
    for fact in ("In it: 0 people", "5 nudges", "whoever an admin lets in", "Channel: #career", "Nobody is in it yet"):
        assert fact in shown


async def test_a_date_of_its_own_moves_the_end_along(robin: Somebody) -> None:
    await robin.says("/cohort create Winter starts=2026-12-01 ends=2026-12-31")
    made = await robin.says("/cohort duplicate Winter name=Summer starts=2027-06-01")
    assert "Last day: Thursday 31 December 2026 → Thursday 1 July 2027" in made.text


async def test_without_an_end_it_takes_as_long_as_its_guide(robin: Somebody, workspace: Workspace) -> None:
    await robin.says("/cohort create Winter starts=2026-12-01")
    starts = date(2026, 12, 1) + timedelta(weeks=workspace.app.library.default.weeks[1])
    form = (await robin.says("/cohort duplicate cohort=winter")).form
    assert form is not None
    assert {each.name: each.value for each in form.form.fields} == {"name": "", "starts": starts.isoformat()}
    made = await form.submit({"name": "Summer"})
    assert f"Start: Tuesday 1 December 2026 → {starts:%A} {starts.day}" in made.text


async def test_a_rolling_cohort_stays_rolling(robin: Somebody, spring: str) -> None:
    made = await robin.says(f"/cohort duplicate {spring} name=Autumn")
    assert "Autumn is ready, as Spring 26 was" in made.text
    assert "Start: as each one joins" in (await robin.says("/cohort show Autumn")).text


async def test_an_archived_one_can_be_repeated_under_its_own_name(robin: Somebody, spring: str) -> None:
    shown = await robin.says(f"/cohort archive {spring} sure=yes")
    form = (await shown.press("Duplicate")).form
    assert form is not None
    assert "Spring 26 is ready, as Spring 26 was" in (await form.submit({"name": "Spring 26"})).text


async def test_a_name_that_is_taken_is_refused(robin: Somebody, spring: str) -> None:
    shown = await robin.says(f'/cohort duplicate {spring} name="spring 26"')
    assert "There's a cohort called Spring 26 already" in shown.text
    assert "is over: today is" in (await robin.says(f"/cohort duplicate {spring} name=B starts=2026-01-01")).text
