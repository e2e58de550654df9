"""`/cohort move`: from one cohort to another, with everything that is theirs."""

import pytest

from mentorbot.domain.deliveries import DeliveryKind, DeliveryState
from mentorbot.platforms.local.somebody import Somebody
from tests.commands.cohort.conftest import Workspace


@pytest.fixture
async def autumn(robin: Somebody, kim: Somebody, spring: str) -> str:
    """Another cohort; Kim is in Spring 26 and has done a task, on Fridays at ten."""
    await robin.says("/cohort create Autumn day=wednesday")
    await kim.says(f"/mentor join {spring}")
    await kim.says("/mentor done")
    await kim.says("/mentor schedule day=friday time=10:00")
    return "autumn"


async def test_place_day_and_hour_are_kept_and_they_are_told(
    workspace: Workspace, robin: Somebody, kim: Somebody, autumn: str
) -> None:
    moved = await robin.says(f"/cohort move kim {autumn}")
    assert "Kim is in Autumn now, and no longer in Spring 26." in moved.text
    assert "Their next nudge: Friday 27 November, 16:00. I've told them." in moved.text
    assert "All tasks: 1 of" in (await kim.says("/mentor progress")).text
    assert "Friday 27 November, 10:00" in (await kim.says("/mentor when")).text
    await workspace.wait(minutes=1)
    (letter,) = kim.direct_messages
    assert "You're in Autumn now: Robin moved you there from Spring 26. What you did is kept." in letter.text
    assert "Kim: moved to another cohort on 22 November" in (await robin.says("/cohort show spring-26")).text
    back = await moved.press("Move them back")
    assert "Kim is in Spring 26 now, and no longer in Autumn." in back.text
    assert "Friday 27 November, 10:00" in (await kim.says("/mentor when")).text


async def test_what_waited_in_the_old_one_is_cancelled_and_nothing_comes_twice(
    workspace: Workspace, robin: Somebody, kim: Somebody, autumn: str
) -> None:
    await workspace.owe_now("kim")
    await robin.says(f"/cohort move kim {autumn}")
    states = {each.kind: (each.state, each.reason) for each in await workspace.history("kim")}
    assert states[DeliveryKind.NUDGE] == (DeliveryState.CANCELLED, "moved to another cohort")
    assert "Friday 4 December, 10:00" in (await kim.says("/mentor when")).text


async def test_who_rests_keeps_resting(robin: Somebody, kim: Somebody, autumn: str) -> None:
    await kim.says("/mentor pause")
    moved = await robin.says(f"/cohort move kim {autumn}")
    assert "No nudge is planned for them now." in moved.text
    assert "Paused until you come back." in (await kim.says("/mentor when")).text


async def test_where_there_is_nothing_to_move_it_says_so(workspace: Workspace, robin: Somebody, autumn: str) -> None:
    assert "Kim is in Spring 26 already, so nothing changed." in (await robin.says("/cohort move kim spring-26")).text
    await workspace.somebody("ada").says("/mentor")
    nowhere = await robin.says(f"/cohort move ada {autumn}")
    assert "Ada isn't in a cohort, so there is nothing to move." in nowhere.text
    assert "Ada is in Autumn now." in (await nowhere.press("Add them to Autumn")).text
    await robin.says("/cohort create Short ends=2026-11-22")
    workspace.jump(days=2)
    assert "Short has ended, so nobody can be moved there." in (await robin.says("/cohort move kim Short")).text
    await robin.says("/cohort archive Short sure=yes")
    assert "Short is archived, so it can't be changed" in (await robin.says("/cohort move kim Short")).text
    assert "In it: 1 person" in (await robin.says("/cohort show spring-26")).text


async def test_who_has_done_all_of_it_stays_where_they_are(
    workspace: Workspace, robin: Somebody, kim: Somebody, autumn: str
) -> None:
    await robin.says("/cohort create Managers guide=engineering-manager")
    await kim.says("/mentor leave sure=yes")
    await kim.says("/mentor join Managers")
    for task in workspace.app.library.guides["engineering-manager"].tasks:
        await kim.says(f"/mentor done {task}")
    assert "isn't in a cohort" in (await robin.says(f"/cohort move kim {autumn}")).text
