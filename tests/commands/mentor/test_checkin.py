"""`/mentor checkin`, and what a call for help goes through."""

from datetime import date, timedelta

import pytest

from mentorbot.domain.checkins import LONGEST_NOTE, CheckIn, HelpRequest, Mood
from mentorbot.domain.deliveries import Delivery, DeliveryKind
from mentorbot.domain.help_letters import Stuck
from mentorbot.platforms.local.somebody import Somebody
from mentorbot.store.checkins import checkin_since
from mentorbot.store.help_requests import open_help_request
from mentorbot.store.people import close_members
from tests.commands.mentor.conftest import Workspace
from tests.mentoring import a_mentor, a_pair


@pytest.fixture
def grace(workspace: Workspace) -> Somebody:
    """Who mentors, in Berlin."""
    return workspace.somebody("ada")


@pytest.fixture
async def paired(workspace: Workspace, learner: Somebody, grace: Somebody) -> Somebody:
    """Kim, who has a mentor."""
    await pair(workspace, grace)
    return learner


async def pair(workspace: Workspace, grace: Somebody, *, away_until: date | None = None) -> None:
    await grace.says("/mentor home")
    mentor, learner = await workspace.member("ada"), await workspace.member("kim")
    async with workspace.app.store.begin() as tx:
        await a_mentor(tx, mentor, workspace.now, digest_at=workspace.now + timedelta(days=300), away_until=away_until)
        await a_pair(tx, mentor, learner, workspace.now)


async def today(workspace: Workspace) -> CheckIn:
    kim = await workspace.member("kim")
    async with workspace.app.store.read() as tx:
        found = await checkin_since(tx, kim.key, workspace.now - timedelta(hours=20))
    assert found is not None
    return found


async def asked(workspace: Workspace) -> HelpRequest | None:
    kim = await workspace.member("kim")
    async with workspace.app.store.read() as tx:
        return await open_help_request(tx, kim.key)


async def rung(workspace: Workspace, user: str) -> list[Delivery]:
    return [each for each in await workspace.history(user) if each.kind is DeliveryKind.STUCK]


async def test_no_mood_is_a_question_with_three_buttons(paired: Somebody) -> None:
    answer = await paired.says("/mentor checkin")
    assert answer.buttons == ("Good", "Slow", "I'm stuck")
    assert "Ada reads this; admins see moods as counts only." in answer.text
    assert "Good to hear. I've kept it." in (await answer.press("Good")).text


async def test_a_line_without_a_mood_goes_with_the_button(workspace: Workspace, paired: Somebody) -> None:
    answer = await paired.says('/mentor checkin note="too many meetings"')
    await answer.press("Slow")
    assert (await today(workspace)).note == "too many meetings"


async def test_a_line_too_long_for_a_button_is_shown_to_be_copied(workspace: Workspace, paired: Somebody) -> None:
    long = "many meetings " * 10
    answer = await paired.says(f'/mentor checkin note="{long}"')
    assert long.strip() in answer.text
    form = (await answer.press("Slow")).form
    assert form is not None
    await form.submit({"note": long})
    assert (await today(workspace)).note == long.strip()


async def test_a_note_as_long_as_may_be_is_kept_and_a_longer_one_is_not(workspace: Workspace, paired: Somebody) -> None:
    refused = await paired.says(f"/mentor checkin good {'x' * (LONGEST_NOTE + 1)}")
    assert f"That's {LONGEST_NOTE + 1} characters; {LONGEST_NOTE} fit. Nothing was kept yet." in refused.text
    await paired.says(f"/mentor checkin good {'x' * LONGEST_NOTE}")
    assert (await today(workspace)).note == "x" * LONGEST_NOTE


async def test_the_second_of_a_day_replaces_the_first_and_says_so(workspace: Workspace, paired: Somebody) -> None:
    first = await paired.says("/mentor checkin slow meetings")
    assert "I've kept it." in first.text
    again = await paired.says("/mentor checkin good")
    assert "It replaces what you said earlier today, slow." in again.text
    kept = await today(workspace)
    assert (kept.mood, kept.note) == (Mood.GOOD, "meetings")
    workspace.jump(days=1)
    assert "I've kept it." in (await paired.says("/mentor checkin slow")).text


async def test_a_mood_that_is_none_gets_the_nearest(paired: Somebody) -> None:
    refused = await paired.says("/mentor checkin stuk")
    assert "mood is one of: Good, Slow, Stuck." in refused.text
    assert "Ada has it now." in (await refused.press("stuck")).text


@pytest.mark.usefixtures("spring")
async def test_somebody_in_no_cohort_and_without_a_mentor_is_told_what_to_do(kim: Somebody) -> None:
    assert "You're not in a cohort" in (await kim.says("/mentor checkin good")).text


async def test_who_has_no_mentor_knows_that_nobody_reads_it(learner: Somebody) -> None:
    answer = await learner.says("/mentor checkin slow")
    assert "You have no mentor yet, so nobody reads your words until you do." in answer.text


async def test_stuck_reaches_the_mentor_with_everything_to_answer(workspace: Workspace, paired: Somebody) -> None:
    answer = await paired.says("/mentor checkin stuck I don't know where to start")
    assert "Ada has it now." in answer.text
    assert "If there's no answer by Tuesday 24 November" in answer.text
    assert "the people who run Spring 26 hear of it" in answer.text
    assert answer.buttons == ("Write to Ada", "It's solved", "Don't tell the admins", "What's next")
    (letter,) = await rung(workspace, "ada")
    assert letter.due_at == workspace.now
    assert isinstance(letter.letter, Stuck)
    assert (letter.letter.learner, letter.letter.step, letter.letter.note) == ("Kim", 1, "I don't know where to start")
    assert letter.letter.task == workspace.app.library.default.steps[0].tasks[0].title
    request = await asked(workspace)
    assert request is not None
    assert request.task == workspace.app.library.default.steps[0].tasks[0].slug


async def test_the_letter_says_who_and_offers_a_sentence(
    workspace: Workspace, paired: Somebody, grace: Somebody
) -> None:
    await paired.says("/mentor checkin stuck no idea")
    await workspace.wait(minutes=1)
    letter = grace.direct_messages[-1]
    assert "Kim is stuck on" in letter.text
    assert "no idea" in letter.text
    first, own, talked = letter.buttons
    assert first.startswith('Send: "Shall we look at “')
    assert (own, talked) == ("Write my own", "I've talked to Kim")
    assert "Kim's call for help is closed." in (await letter.press(talked)).text
    assert await asked(workspace) is None
    assert "Kim waits for nobody any more." in (await letter.press(talked)).text


async def test_nobody_else_can_close_it(workspace: Workspace, paired: Somebody, robin: Somebody) -> None:
    await paired.says("/mentor checkin stuck")
    for who in (robin, workspace.somebody("lee"), paired):
        assert "for whoever was told that they're stuck" in (await who.says("/mentor talked kim")).text
    assert await asked(workspace) is not None


async def test_stuck_again_on_the_same_day_adds_the_line_and_does_not_ring(
    workspace: Workspace, paired: Somebody
) -> None:
    await paired.says("/mentor checkin stuck no idea")
    workspace.jump(hours=23)
    again = await paired.says("/mentor checkin stuck still none")
    assert "Added to your call for help; Ada has it. I don't ring twice in a day." in again.text
    assert len(await rung(workspace, "ada")) == 1
    request = await asked(workspace)
    assert request is not None
    assert request.note == "no idea / still none"
    workspace.jump(hours=1)
    assert "Ada has it now, once more." in (await paired.says("/mentor checkin stuck")).text
    second, _ = await rung(workspace, "ada")
    assert isinstance(second.letter, Stuck)
    assert second.letter.again


async def test_two_presses_at_once_are_one_call(workspace: Workspace, paired: Somebody) -> None:
    await paired.says("/mentor checkin stuck")
    await paired.says("/mentor checkin stuck")
    assert len(await rung(workspace, "ada")) == 1


async def test_an_admin_hears_after_two_working_days_and_the_learner_knows(
    workspace: Workspace, paired: Somebody, robin: Somebody
) -> None:
    await paired.says("/mentor checkin stuck my secret worry")
    await workspace.wait(days=2, hours=1)
    (digest,) = [each for each in robin.direct_messages if "Who is stuck" in each.text]
    assert "Kim asked for help" in digest.text
    assert "Ada has not answered" in digest.text
    assert "secret" not in digest.text
    told = paired.direct_messages[-1]
    assert "Ada hasn't answered yet, so the people who run Spring 26 know now that you are stuck." in told.text
    assert "The people who run Spring 26 know" not in told.text
    assert "Kim's call for help is closed." in (await digest.press("I've talked to Kim")).text


async def test_nobody_hears_who_is_not_to_hear(workspace: Workspace, paired: Somebody, robin: Somebody) -> None:
    answer = await paired.says("/mentor checkin stuck")
    assert "The admins won't hear of it. Ada still has it." in (await answer.press("Don't tell the admins")).text
    await workspace.wait(days=6)
    assert [each.text for each in robin.direct_messages if "stuck" in each.text] == []
    assert await asked(workspace) is not None


async def test_solved_closes_it(workspace: Workspace, paired: Somebody, robin: Somebody) -> None:
    answer = await paired.says("/mentor checkin stuck")
    assert "Your call for help is closed" in (await answer.press("It's solved")).text
    assert "No call for help of yours is open any more." in (await paired.says("/mentor solved")).text
    assert "No call for help of yours is open" in (await paired.says("/mentor quietly")).text
    await workspace.wait(days=6)
    assert [each.text for each in robin.direct_messages if "stuck" in each.text] == []


async def test_a_good_day_after_a_call_says_that_it_is_still_open(paired: Somebody) -> None:
    await paired.says("/mentor checkin stuck")
    better = await paired.says("/mentor checkin good")
    assert "Your call for help is still open." in better.text
    assert "It's solved" in better.buttons


async def test_home_shows_what_is_open(paired: Somebody) -> None:
    assert "asked for help" not in (await paired.says("/mentor home")).text
    await paired.says("/mentor checkin stuck")
    home = await paired.says("/mentor home")
    assert "You asked for help" in home.text
    assert "Ada has it" in home.text
    assert {"It's solved", "Don't tell the admins"} <= set(home.buttons)


async def test_no_mentor_at_all_is_for_the_admins_at_once(
    workspace: Workspace, learner: Somebody, robin: Somebody
) -> None:
    answer = await learner.says("/mentor checkin stuck my secret worry")
    assert "You have no mentor yet, so the people who run Spring 26 hear of it now." in answer.text
    assert "Don't tell the admins" not in answer.buttons
    assert "They know already" in (await learner.says("/mentor quietly")).text
    await workspace.wait(hours=1)
    assert "Kim asked for help" in robin.direct_messages[-1].text
    assert "they have no mentor" in robin.direct_messages[-1].text
    assert "secret" not in robin.direct_messages[-1].text


async def test_a_mentor_who_is_away_has_nobody_waiting(
    workspace: Workspace, learner: Somebody, grace: Somebody
) -> None:
    await pair(workspace, grace, away_until=workspace.now.date() + timedelta(days=7))
    answer = await learner.says("/mentor checkin stuck")
    assert "Ada is away, so the people who run Spring 26 hear of it now." in answer.text
    assert await rung(workspace, "ada") == []


async def test_a_mentor_who_cannot_be_written_to_is_known_beforehand(workspace: Workspace, paired: Somebody) -> None:
    ada = await workspace.member("ada")
    async with workspace.app.store.begin() as tx:
        await close_members(tx, {ada.key: "their messages are closed"}, workspace.now)
    answer = await paired.says("/mentor checkin stuck")
    assert "I can't write to Ada just now, so the people who run Spring 26 hear of it now." in answer.text


async def test_the_nudge_has_the_button(workspace: Workspace, paired: Somebody) -> None:
    await workspace.wait(days=2)
    nudge = paired.direct_messages[-1]
    assert nudge.buttons[-4:] == ("I'm stuck", "Swap the task", "Pause", "Stop")
    assert "Ada has it now." in (await nudge.press("I'm stuck")).text
    assert await rung(workspace, "ada")
