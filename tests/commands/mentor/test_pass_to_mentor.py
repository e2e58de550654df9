"""A question that the guide leaves open goes to the mentor first, then to admins."""

from mentorbot.domain.questions import MENTORS_FIRST
from mentorbot.platforms.local.somebody import Somebody
from mentorbot.store.mentoring import end_mentorship
from tests.commands.mentor.conftest import Workspace
from tests.commands.mentor.pairs import filled, mentoring, pair_kept, paired

OUTSIDE = "can my employer pay for a green card"


async def test_the_mentor_answers_and_no_admin_sees_it_with_a_name(
    workspace: Workspace, kim: Somebody, grace: Somebody, robin: Somebody
) -> None:
    await paired(workspace, "grace", "kim")
    passed = await (await kim.says(f"/mentor ask {OUTSIDE}")).press("Pass it to my mentor")
    assert passed.text.startswith("Passed on. Grace sees it with your name.")
    assert "within 3 days" in passed.text
    assert OUTSIDE not in (await robin.says("/cohort questions")).text
    await workspace.app.tick()
    (letter,) = grace.direct_messages
    assert letter.text.startswith("Kim, your mentee, asks what the guide leaves open:")
    form = await letter.press("Answer")
    again = await letter.press("Answer")
    sent = await filled(form, text="Some do. Ask before you sign.")
    assert "Your answer is on its way to Kim." in sent.text
    assert "Grace has answered Kim already" in (await filled(again, text="None does.")).text
    await workspace.app.tick()
    (answer,) = kim.direct_messages
    assert answer.text.startswith("Grace has answered what you asked:")
    assert "Drafts for the guide" in (await robin.says("/cohort questions")).buttons


async def test_admins_see_it_once_the_mentor_has_had_their_days(
    workspace: Workspace, kim: Somebody, robin: Somebody
) -> None:
    await paired(workspace, "grace", "kim")
    await kim.says(f"/mentor pass {OUTSIDE}")
    workspace.jump(days=MENTORS_FIRST.days - 1)
    assert "I know no such question" in (await robin.says("/cohort answer 1 some do")).text
    assert OUTSIDE not in (await robin.says("/cohort questions")).text
    workspace.jump(days=1)
    assert OUTSIDE in (await robin.says("/cohort questions")).text
    assert "on its way to Kim" in (await robin.says("/cohort answer 1 some do")).text


async def test_the_cover_is_asked_while_the_mentor_is_away_and_admins_where_nobody_covers(
    workspace: Workspace, kim: Somebody, grace: Somebody, lee: Somebody, robin: Somebody
) -> None:
    await paired(workspace, "grace", "kim")
    await mentoring(workspace, "lee")
    await grace.says("/mentor away until=2026-12-08")
    assert "The people who run cohorts here see it" in (await kim.says("/mentor pass who pays for it")).text
    assert "who pays for it" in (await robin.says("/cohort questions")).text
    await grace.says("/mentor away cover=@lee")
    await workspace.app.tick()
    passed = await kim.says(f"/mentor pass {OUTSIDE}")
    assert "Passed on. Lee, who covers for Grace, sees it with your name." in passed.text
    await workspace.app.tick()
    letter = lee.direct_messages[-1]
    assert letter.text.startswith("Kim, whom you cover for Grace, asks what the guide leaves open:")
    assert "on its way to Kim" in (await filled(await letter.press("Answer"), text="Some do.")).text


async def test_a_mentor_who_stopped_the_messages_is_not_asked(
    workspace: Workspace, kim: Somebody, grace: Somebody, robin: Somebody
) -> None:
    key = await paired(workspace, "grace", "kim")
    await grace.says(f"/mentor mute to={key}")
    assert "The people who run cohorts here see it" in (await kim.says(f"/mentor pass {OUTSIDE}")).text
    assert OUTSIDE in (await robin.says("/cohort questions")).text
    await workspace.app.tick()
    assert not grace.direct_messages


async def test_nobody_but_the_pair_and_the_cover_answers_or_reads_it(
    workspace: Workspace, kim: Somebody, grace: Somebody, lee: Somebody, robin: Somebody
) -> None:
    key = await paired(workspace, "grace", "kim")
    await mentoring(workspace, "lee")
    await kim.says(f"/mentor pass {OUTSIDE}")
    for who in (lee, robin, kim):
        refused = await who.says("/mentor answer 1 some do")
        assert "isn't one of your mentees'" in refused.text or "That's between a learner" in refused.text
        assert "green card" not in refused.text
    async with workspace.app.store.begin() as tx:
        await end_mentorship(tx, (await pair_kept(workspace, key)).key, "moved", workspace.now)
    assert "isn't one of your mentees'" in (await grace.says("/mentor answer 1 some do")).text


async def test_an_admins_question_is_no_mentors_to_answer(workspace: Workspace, kim: Somebody, grace: Somebody) -> None:
    await kim.says(f"/mentor pass {OUTSIDE}")
    await paired(workspace, "grace", "kim")
    assert "isn't one of your mentees'" in (await grace.says("/mentor answer 1 some do")).text
