"""Cohorts with `approval`: whoever wants to join asks, and an admin answers."""

import pytest

from mentorbot.platforms.local.somebody import Somebody
from tests.commands.cohort.conftest import Workspace


@pytest.fixture
async def closed(robin: Somebody) -> str:
    """A cohort that lets people in one by one."""
    shown = await robin.says('/cohort create "Spring 26" approval=yes')
    assert "Whoever wants to join asks with /mentor join Spring 26, and you let them in." in shown.text
    return "spring-26"


async def test_joining_asks_and_admins_hear_of_it_with_two_buttons(
    workspace: Workspace, robin: Somebody, kim: Somebody, closed: str
) -> None:
    asked = await kim.says(f"/mentor join {closed}")
    assert "I've asked the people who run Spring 26. You hear from me when they answer." in asked.text
    assert "You've asked to join Spring 26" in (await kim.says("/mentor")).text
    assert "nobody has answered yet. Nothing was changed" in (await kim.says("/mentor when")).text
    await workspace.wait(minutes=10)
    (digest,) = robin.direct_messages
    assert "# Who wants to join" in digest.text
    assert "Kim wants to join Spring 26, since Sunday 22 November, 13:00." in digest.text
    assert digest.buttons == ("Let Kim in", "Turn Kim down")
    assert "asked to join on 22 November, and waits for an answer" in (await robin.says("/cohort explain kim")).text
    assert "In it: 0 people" in (await robin.says("/cohort show")).text
    let_in = await digest.press("Let Kim in")
    assert "Kim is in Spring 26 now." in let_in.text
    await workspace.wait(minutes=1)
    (letter,) = kim.direct_messages
    assert "You're in Spring 26: you asked, and the answer is yes." in letter.text
    assert "Your next nudge: Monday 23 November, 09:00." in letter.text
    assert "Kim is in Spring 26 already, so nothing changed." in (await digest.press("Let Kim in")).text
    form = (await digest.press("Turn Kim down")).form
    assert form is not None
    assert "Kim is in Spring 26 already" in (await form.submit({})).text


async def test_show_lists_who_waits_and_turning_down_takes_a_reason(
    workspace: Workspace, robin: Somebody, kim: Somebody, closed: str
) -> None:
    await kim.says(f"/mentor join {closed}")
    shown = await robin.says("/cohort show")
    assert "Waiting to be let in (1)" in shown.text
    form = (await shown.press("Turn Kim down")).form
    assert form is not None
    assert "a reason has at most 500. Nobody was turned down." in (await form.submit({"reason": "x" * 501})).text
    said = await form.submit({"reason": "It's *full*; ask in autumn."})
    assert "Kim isn't let into Spring 26, and I've told them." in said.text
    await workspace.wait(minutes=1)
    (letter,) = kim.direct_messages
    assert "You asked to join Spring 26; the answer is no this time." in letter.text
    assert "It's *full*; ask in autumn." in letter.text
    assert "Kim: asked to join, and was turned down on 22 November" in (await robin.says("/cohort show")).text
    assert "isn't waiting to be let in any more" in (await shown.press("Let Kim in")).text
    assert "I've asked the people who run Spring 26." in (await kim.says(f"/mentor join {closed}")).text
    assert "Kim is in Spring 26 now." in (await shown.press("Let Kim in")).text


async def test_asking_twice_says_so_and_asks_once(
    workspace: Workspace, robin: Somebody, kim: Somebody, closed: str
) -> None:
    await kim.says(f"/mentor join {closed}")
    assert "have asked" not in (again := await kim.says(f"/mentor join {closed}")).text
    assert "You've asked to join Spring 26 already, and wait for an answer." in again.text
    await robin.says("/cohort create Autumn approval=yes")
    assert "Take that back to ask for Autumn." in (await kim.says("/mentor join Autumn")).text
    await workspace.wait(minutes=10)
    assert robin.direct_messages[0].text.count("Kim wants to join") == 1


async def test_the_question_can_be_taken_back(
    workspace: Workspace, robin: Somebody, kim: Somebody, closed: str
) -> None:
    await kim.says(f"/mentor join {closed}")
    shown = await robin.says("/cohort show")
    gone = await kim.says("/mentor leave")
    assert "You don't ask to join Spring 26 any more." in gone.text
    assert "isn't waiting to be let in any more" in (await shown.press("Let Kim in")).text
    await workspace.wait(minutes=10)
    assert robin.direct_messages == []
    assert "I've asked the people" in (await gone.press("Ask again")).text


async def test_who_is_in_another_cohort_is_told_to_leave_that_first(
    robin: Somebody, kim: Somebody, closed: str
) -> None:
    await robin.says("/cohort create Autumn")
    await kim.says("/mentor join Autumn")
    assert "You're in Autumn, and one cohort at a time" in (await kim.says(f"/mentor join {closed}")).text


async def test_joining_elsewhere_takes_the_question_back(robin: Somebody, kim: Somebody, closed: str) -> None:
    await kim.says(f"/mentor join {closed}")
    shown = await robin.says("/cohort show")
    await robin.says("/cohort create Autumn")
    assert "You're in Autumn." in (await kim.says("/mentor join Autumn")).text
    assert "Kim is in Autumn already, so nothing changed." in (await shown.press("Let Kim in")).text
    assert "Waiting" not in (await robin.says(f"/cohort show {closed}")).text


async def test_an_archived_cohort_tells_whoever_waited(
    workspace: Workspace, robin: Somebody, kim: Somebody, closed: str
) -> None:
    await kim.says(f"/mentor join {closed}")
    shown = await robin.says("/cohort show")
    await robin.says(f"/cohort archive {closed} sure=yes")
    await workspace.wait(minutes=10)
    (letter,) = kim.direct_messages
    assert "Spring 26 was closed before anybody answered your question to join it." in letter.text
    assert "isn't waiting to be let in any more" in (await shown.press("Let Kim in")).text


async def test_add_and_import_let_in_whoever_asked_and_tell_them(
    workspace: Workspace, robin: Somebody, kim: Somebody, closed: str
) -> None:
    await kim.says(f"/mentor join {closed}")
    await workspace.somebody("lee").says(f"/mentor join {closed}")
    assert "Kim is in Spring 26 now." in (await robin.says(f"/cohort add kim {closed}")).text
    assert "2 people are in Spring 26 now." in (await robin.says(f"/cohort import #career cohort={closed}")).text
    await workspace.wait(minutes=1)
    for each in (kim, workspace.somebody("lee")):
        assert [("the answer is yes" in letter.text) for letter in each.direct_messages] == [True]
    assert workspace.somebody("ada").direct_messages == []


async def test_who_was_taken_out_asks_to_come_back_and_keeps_their_place(
    workspace: Workspace, robin: Somebody, kim: Somebody, closed: str
) -> None:
    await robin.says(f"/cohort add kim {closed}")
    await kim.says("/mentor done")
    await robin.says("/cohort remove kim")
    workspace.jump(hours=1)
    assert "I've asked the people" in (await kim.says(f"/mentor join {closed}")).text
    await robin.says("/cohort admit kim")
    assert "All tasks: 1 of" in (await kim.says("/mentor progress")).text


async def test_with_approval_off_whoever_waits_can_come_in(robin: Somebody, kim: Somebody, closed: str) -> None:
    await kim.says(f"/mentor join {closed}")
    await robin.says(f"/cohort edit {closed} approval=no")
    assert "You're in Spring 26." in (await kim.says(f"/mentor join {closed}")).text


async def test_who_is_in_a_cohort_that_has_ended_asks_like_anybody(
    workspace: Workspace, robin: Somebody, kim: Somebody, closed: str
) -> None:
    await robin.says("/cohort create Autumn ends=2026-11-23")
    await kim.says("/mentor join Autumn")
    workspace.jump(days=3)
    assert "I've asked the people who run Spring 26." in (await kim.says(f"/mentor join {closed}")).text
    assert "Kim is in Spring 26 now." in (await robin.says("/cohort admit kim")).text
