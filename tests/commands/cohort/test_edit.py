"""`/cohort edit`: what changes, for how many, and what comes next."""

from mentorbot.platforms.local.somebody import Somebody
from tests.commands.cohort.conftest import Workspace
from tests.commands.cohort.crowd import crowd
from tests.commands.cohort.edits import edits
from tests.commands.cohort.test_import import gathered


async def test_it_says_what_was_what_is_and_what_comes_next(robin: Somebody, kim: Somebody, spring: str) -> None:
    await kim.says(f"/mentor join {spring}")
    shown = await edits(robin, "day=wednesday time=8am holidays=US ends=2027-06-30 budget=5")
    assert "Spring 26 has changed, for 1 person." in shown.text
    assert (
        "Rhythm: Mondays at 09:00, each member's own time → Wednesdays at 08:00, each member's own time" in shown.text
    )
    assert "Last day: none → Wednesday 30 June 2027" in shown.text
    assert "Days off: none → US" in shown.text
    assert "Unanswered: 3 nudges, then one that asks whether to stop → 5 nudges" in shown.text
    assert "The next nudge goes out Wednesday 25 November, 14:00." in shown.text
    assert "Wednesday 25 November, 08:00" in (await kim.says("/mentor when")).text


async def test_nothing_changes_without_saying_what(robin: Somebody, spring: str) -> None:
    shown = await robin.says(f"/cohort edit {spring}")
    assert "Rhythm: Mondays at 09:00" in shown.text
    assert "Change it" in shown.buttons
    assert "is like that already, so nothing changed" in (await edits(robin, f"{spring} day=monday")).text


async def test_the_form_is_filled_in_with_what_is(robin: Somebody, spring: str) -> None:
    await edits(robin, f"{spring} every=twice holidays=de-by,2026-12-31 ends=2027-06-30")
    form = (await robin.says(f"/cohort edit cohort={spring} ?")).form
    assert form is not None
    filled = {field.name: field.value for field in form.form.fields}
    assert filled == {
        "every": "twice a week",
        "day": "monday,thursday",
        "time": "09:00",
        "ends": "2027-06-30",
        "holidays": "DE-BY, 2026-12-31",
    }


async def test_an_end_can_be_put_off_and_everybody_goes_on(
    robin: Somebody, kim: Somebody, workspace: Workspace, spring: str
) -> None:
    await kim.says(f"/mentor join {spring}")
    await edits(robin, f"{spring} ends=2026-11-25")
    await workspace.wait(days=10)
    assert len(kim.direct_messages) == 1
    assert "This is the last one: your cohort ends before the next." in kim.direct_messages[0].text
    assert "No more nudges come: the last day of Spring 26 is" in (await kim.says("/mentor")).text
    assert "Spring 26 has ended, so no nudge is planned" in (await kim.says("/mentor skip")).text
    shown = await edits(robin, f"{spring} ends=never")
    assert "Last day: Wednesday 25 November 2026 → none" in shown.text
    assert "Monday 7 December, 09:00" in (await kim.says("/mentor when")).text


async def test_an_ended_cohort_cannot_be_joined_and_holds_nobody_back(
    robin: Somebody, kim: Somebody, workspace: Workspace, spring: str
) -> None:
    await kim.says(f"/mentor join {spring}")
    await edits(robin, f"{spring} ends=2026-11-25")
    await robin.says("/cohort create Autumn")
    await workspace.wait(days=5)
    assert "Ended: no nudge comes any more" in (await robin.says(f"/cohort show {spring}")).text
    assert "1 person · ended" in (await robin.says("/cohort list")).text
    assert "has ended, so nobody can join it any more" in (await robin.says(f"/mentor join {spring}")).text
    assert "You're in Autumn." in (await kim.says("/mentor join Autumn")).text


async def test_who_was_in_a_cohort_that_ended_can_be_taken_into_the_next(
    robin: Somebody, workspace: Workspace, spring: str
) -> None:
    await robin.says(f"/cohort import #career cohort={spring}")
    await edits(robin, f"{spring} ends=2026-11-25")
    await robin.says("/cohort create Autumn")
    assert "In another cohort" in (await robin.says("/cohort import #career cohort=autumn")).text
    await workspace.wait(days=5)
    assert "3 people are in Autumn now." in (await robin.says("/cohort import #career cohort=autumn")).text


async def test_nonsense_changes_nothing_and_says_why(robin: Somebody, spring: str) -> None:
    for wrote, says in (
        ("starts=2027-02-01 ends=2027-01-01", "It can't end on 2027-01-01, before it starts on 2027-02-01."),
        ("ends=2026-11-01", "2026-11-01 is over: today is 2026-11-22. To end a cohort now, archive it."),
        ("ends=2099-01-01", "more than ten years away"),
        ("holidays=Germny", "I know no holidays of a country called “Germny”."),
        ("every=thrice", "isn't a rhythm I know"),
        ("day=monday,tuesday", "are neighbours"),
        ('every="two weeks" day=tue,fri', "Every two weeks takes one day"),
        ("budget=13", "takes a whole number from 1 to 12"),
    ):
        assert says in (await edits(robin, f"{spring} {wrote}")).text
    assert "nothing changed" in (await edits(robin, f"{spring} day=monday")).text


async def test_a_wrong_country_is_one_press_away_from_the_right_one(robin: Somebody, spring: str) -> None:
    refused = await edits(robin, f"{spring} holidays=Germny")
    assert "Days off: none → DE" in (await refused.press("Germany")).text


async def test_a_start_that_is_over_may_stay_as_it_is(robin: Somebody, workspace: Workspace) -> None:
    await robin.says("/cohort create Autumn starts=2026-11-30")
    await workspace.wait(days=20)
    assert "has changed" in (await edits(robin, "Autumn starts=2026-11-30 day=friday")).text


async def test_who_chose_their_own_day_keeps_it(robin: Somebody, kim: Somebody, spring: str) -> None:
    await kim.says(f"/mentor join {spring}")
    await kim.says("/mentor schedule day=friday")
    shown = await edits(robin, f"{spring} day=wednesday")
    assert "1 person keeps a day or hour of their own." in shown.text
    assert "Friday 27 November, 09:00" in (await kim.says("/mentor when")).text


async def test_two_days_of_ones_own_become_one_when_the_cohort_slows_down(
    robin: Somebody, kim: Somebody, spring: str
) -> None:
    await edits(robin, f"{spring} every=twice")
    await kim.says(f"/mentor join {spring}")
    assert "Tuesdays and Fridays at 09:00" in (await kim.says("/mentor schedule day=tue,fri")).text
    await edits(robin, f'{spring} every="two weeks"')
    assert "every second Tuesday at 09:00" in (await kim.says("/mentor when")).text
    assert "has nudges every two weeks, so choose one day" in (await kim.says("/mentor schedule day=tue,fri")).text


async def test_everybody_is_planned_anew_at_once(robin: Somebody, workspace: Workspace, spring: str) -> None:
    there = gathered(workspace, crowd(300).people)
    await robin.says("/cohort import role=learners")
    shown = await edits(robin, f"{spring} day=thursday holidays=US")
    assert "Spring 26 has changed, for 300 people." in shown.text
    await workspace.wait(days=4)
    assert there.sent == []
    await workspace.wait(days=2)
    assert len(there.sent) == 300


async def test_a_nudge_that_is_due_already_still_comes(
    robin: Somebody, kim: Somebody, workspace: Workspace, spring: str
) -> None:
    await kim.says(f"/mentor join {spring}")
    workspace.jump(days=1, hours=2, minutes=1)  # Monday 09:01 in New York, and no tick yet
    await edits(robin, f"{spring} day=friday")
    await workspace.wait(minutes=1)
    assert len(kim.direct_messages) == 1
