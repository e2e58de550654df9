"""`/mentor join`: no button for what is not possible."""

from mentorbot.platforms.local.somebody import Somebody
from tests.commands.mentor.conftest import Workspace


async def test_who_is_in_one_is_told_so_and_offered_the_way_out(learner: Somebody) -> None:
    answer = await learner.says("/mentor join")
    assert "You're in Spring 26; one cohort at a time" in answer.text
    assert "Monday 23 November, 09:00" in answer.text
    assert answer.buttons == ("What's next", "Leave Spring 26")


async def test_the_name_of_an_archived_cohort_means_the_one_that_runs(robin: Somebody, kim: Somebody) -> None:
    await robin.says("/cohort create Spring")
    await robin.says("/cohort archive spring sure=yes")
    assert "Spring is over" in (await kim.says("/mentor join spring")).text
    await robin.says("/cohort create Spring")
    assert "You're in Spring." in (await kim.says("/mentor join spring")).text


async def test_what_create_says_to_type_works_for_any_name(robin: Somebody, kim: Somebody) -> None:
    form = (await robin.says("/cohort create")).form
    assert form is not None
    made = await form.submit({"name": "?"})
    assert "/mentor join cohort." in made.text
    assert "You're in ?." in (await kim.says("/mentor join cohort")).text


async def test_who_left_is_told_what_is_kept_and_can_come_back(workspace: Workspace, learner: Somebody) -> None:
    await learner.says("/mentor leave sure=yes")
    await workspace.wait(weeks=2)
    home = await learner.says("/mentor")
    assert "You left Spring 26. What you did in it is kept." in home.text
    assert "Welcome back to Spring 26" in (await home.press("Come back to Spring 26")).text
