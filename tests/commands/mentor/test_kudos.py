"""Kudos, from a mentor to a mentee and back."""

from mentorbot.domain.kudos import LONGEST_KUDOS, MOST_KUDOS
from mentorbot.platforms.local.somebody import Somebody
from tests.commands.mentor.conftest import Workspace
from tests.commands.mentor.pairs import filled, paired


async def test_they_reach_the_other_and_stay_readable(workspace: Workspace, learner: Somebody, grace: Somebody) -> None:
    key = await paired(workspace, "grace", "kim")
    given = await filled(await (await grace.says("/mentor mentees @kim")).press("Kudos"), text="A *clear* brief")
    assert "Your kudos are on their way to Kim" in given.text
    await workspace.app.tick()
    letter = learner.direct_messages[-1]
    assert letter.text.startswith("Grace, your mentor, gives you kudos:")
    assert "A *clear* brief" in letter.text
    assert "Grace, 22 November: A *clear* brief" in (await learner.says("/mentor progress")).text
    await learner.says(f"/mentor kudos to={key} thank you for the hour")
    await workspace.app.tick()
    assert grace.direct_messages[-1].text.startswith("Kim, your mentee, gives you kudos:")
    assert "Kim, 22 November: thank you for the hour" in (await grace.says("/mentor volunteer")).text


async def test_so_many_a_day_and_no_more(workspace: Workspace, grace: Somebody) -> None:
    key = await paired(workspace, "grace", "kim")
    for left in reversed(range(MOST_KUDOS)):
        assert f"{left} more for today." in (await grace.says(f"/mentor kudos to={key} well done")).text
    over = await grace.says(f"/mentor kudos to={key} and one more")
    assert "You've given 5 kudos within a day." in over.text
    assert "and one more" in over.text
    workspace.jump(days=1)
    assert "on their way" in (await grace.says(f"/mentor kudos to={key} good morning")).text


async def test_of_the_longest_length_and_one_character_more(workspace: Workspace, grace: Somebody) -> None:
    key = await paired(workspace, "grace", "kim")
    assert "on their way" in (await grace.says(f"/mentor kudos to={key} {'x' * LONGEST_KUDOS}")).text
    assert (
        "That's 301 characters; 300 fit."
        in (await grace.says(f"/mentor kudos to={key} {'x' * (LONGEST_KUDOS + 1)}")).text
    )


async def test_none_reach_whoever_stopped_the_messages(workspace: Workspace, kim: Somebody, grace: Somebody) -> None:
    key = await paired(workspace, "grace", "kim")
    await grace.says(f"/mentor kudos to={key} well done")
    await kim.says(f"/mentor mute to={key}")
    assert "No messages come through to Kim" in (await grace.says(f"/mentor kudos to={key} again")).text
    await workspace.app.tick()
    assert not kim.direct_messages


async def test_nobody_else_gives_any_in_their_name(workspace: Workspace, ada: Somebody, robin: Somebody) -> None:
    key = await paired(workspace, "grace", "kim")
    for who in (ada, robin):
        assert "That's between a learner" in (await who.says(f"/mentor kudos to={key} well done")).text
