"""`/mentor mentees`: one's own and those one covers for, and nobody else's."""

from datetime import timedelta

import pytest

from mentorbot.domain.checkins import Mood
from mentorbot.domain.members import MemberKey
from mentorbot.platforms.local.somebody import Somebody
from mentorbot.store.tables import checkins
from tests.commands.mentor.conftest import Workspace
from tests.commands.mentor.pairs import WHY, mentoring, paired


async def _checked_in(workspace: Workspace, member: MemberKey, mood: Mood, note: str) -> None:
    async with workspace.app.store.begin() as tx:
        at = workspace.now - timedelta(days=1)
        await tx.execute(checkins.insert().values(member=member, mood=mood, note=note, at=at))


async def test_each_with_step_week_mood_and_last_sign(workspace: Workspace, learner: Somebody, grace: Somebody) -> None:
    await paired(workspace, "grace", "kim")
    await paired(workspace, "grace", "ada")
    await _checked_in(workspace, (await workspace.member("kim")).key, Mood.STUCK, "no idea where to start")
    shown = (await grace.says("/mentor mentees")).text
    assert "Ada: in no cohort just now; no sign yet" in shown
    assert "Kim: step 1, 0 of 7 done, week 1; stuck on 21 November; last sign 21 November" in shown
    assert "no idea where" not in shown
    await learner.says("/mentor done")
    assert (
        "Kim: step 1, 1 of 7 done, week 1; stuck on 21 November; last sign 22 November"
        in (await grace.says("/mentor mentees")).text
    )


@pytest.mark.usefixtures("learner")
async def test_one_in_full_with_check_ins_and_ways_to_write(workspace: Workspace, grace: Somebody) -> None:
    await paired(workspace, "grace", "kim")
    await _checked_in(workspace, (await workspace.member("kim")).key, Mood.SLOW, "a lot on *at* work")
    shown = await (await grace.says("/mentor mentees")).press("Kim")
    assert WHY in shown.text
    assert "21 November, slow: a lot on *at* work" in shown.text
    assert "Spring 26" in shown.text
    assert shown.buttons == ("Write", "Note", "Kudos", "All notes", "Someone else would fit better")
    for label in ("Write", "Note", "Kudos", "Someone else would fit better"):
        assert (await shown.press(label)).form
    assert "There's no note on Kim" in (await shown.press("All notes")).text


@pytest.mark.usefixtures("learner")
async def test_nobody_elses_mentee_is_shown_to_a_mentor_or_an_admin(
    workspace: Workspace, grace: Somebody, lee: Somebody, robin: Somebody
) -> None:
    await paired(workspace, "grace", "kim")
    await paired(workspace, "lee", "ada")
    for who in (lee, grace):
        other = "kim" if who is lee else "ada"
        refused = await who.says(f"/mentor mentees @{other}")
        assert "That's nobody whom you mentor or cover for" in refused.text
    assert "is for mentors" in (await robin.says("/mentor mentees @kim")).text
    await mentoring(workspace, "robin")
    assert "That's nobody whom you mentor" in (await robin.says("/mentor mentees @kim")).text
    assert "Nobody is paired with you yet" in (await robin.says("/mentor mentees")).text
    assert "Kim" not in (await lee.says("/mentor mentees")).text


@pytest.mark.usefixtures("learner")
async def test_a_slip_in_the_name_of_a_mentee_is_set_right(workspace: Workspace, grace: Somebody) -> None:
    await paired(workspace, "grace", "kim")
    assert "Did you mean Kim?" in (await grace.says("/mentor mentees Kym")).text
    assert WHY in (await grace.says("/mentor mentees Kim")).text


@pytest.mark.usefixtures("learner")
async def test_those_one_covers_for_are_shown_by_mentor_while_the_mentor_is_away(
    workspace: Workspace, grace: Somebody, lee: Somebody
) -> None:
    await paired(workspace, "grace", "kim")
    await paired(workspace, "lee", "ada")
    await grace.says("/mentor away until=2026-12-08 cover=@lee")
    shown = (await lee.says("/mentor mentees")).text
    assert (
        shown.index("Ada:") < shown.index("You cover for Grace through Tuesday 8 December 2026") < shown.index("Kim:")
    )
    full = await lee.says("/mentor mentees @kim")
    assert "You cover for Grace." in full.text
    assert "Someone else would fit better" not in full.buttons
    own = (await grace.says("/mentor mentees")).text
    assert "You're away through Tuesday 8 December 2026, and Lee covers for you." in own
    workspace.jump(days=20)
    assert "Kim" not in (await lee.says("/mentor mentees")).text
    assert "nobody whom you mentor" in (await lee.says("/mentor mentees @kim")).text
