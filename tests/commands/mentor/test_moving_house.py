"""Somebody's profile says another time zone: what comes next moves with them."""

from dataclasses import replace

from mentorbot.chat.call import call
from mentorbot.chat.invocation import Gesture
from mentorbot.platforms.local.inbound import invocation
from mentorbot.platforms.local.readable import readable_reply
from mentorbot.platforms.local.somebody import Somebody
from tests.commands.mentor.conftest import Workspace


async def _from(zone: str, workspace: Workspace, who: Somebody) -> str:
    asked = invocation(who.persona, call("mentor when"), Gesture.COMMAND)
    moved = replace(asked, caller=replace(asked.caller, zone=zone))
    return readable_reply(await workspace.app.router.answer(moved))


async def test_the_nudge_comes_at_the_hour_of_the_new_place(workspace: Workspace, learner: Somebody) -> None:
    answer = await _from("Asia/Tokyo", workspace, learner)
    assert "Your next nudge: Monday 23 November, 09:00." in answer
    assert "on the clock of Asia/Tokyo" in answer
    owed = await workspace.app.next_due()
    assert owed is not None
    assert owed.hour == 0


async def test_a_zone_that_somebody_chose_stays(workspace: Workspace, learner: Somebody) -> None:
    await learner.says("/mentor schedule tz=berlin")
    assert "on the clock of Europe/Berlin" in await _from("Asia/Tokyo", workspace, learner)


async def test_a_rest_ends_at_the_hour_of_the_new_place(workspace: Workspace, learner: Somebody) -> None:
    await learner.says("/mentor pause 2")
    assert "Paused. Your next nudge: Monday 7 December, 09:00." in await _from("Asia/Tokyo", workspace, learner)
