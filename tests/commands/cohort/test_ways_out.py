"""Each way out of a cohort keeps history and place for whoever returns, and `show` says who is out and why."""

from mentorbot.platforms.local.somebody import Somebody
from mentorbot.store.people import close_members
from tests.commands.cohort.conftest import Workspace


async def test_who_left_returns_to_their_place(robin: Somebody, kim: Somebody, spring: str) -> None:
    await _one_done(kim, spring)
    await kim.says("/mentor leave sure=yes")
    assert "Kim: left on 22 November" in (await robin.says(f"/cohort show {spring}")).text
    assert "You kept your place." in (await kim.says(f"/mentor join {spring}")).text
    await _has_their_place(robin, kim, spring)


async def test_who_was_taken_out_returns_to_their_place(robin: Somebody, kim: Somebody, spring: str) -> None:
    await _one_done(kim, spring)
    gone = await robin.says("/cohort remove kim")
    assert "Kim: taken out on 22 November" in (await robin.says(f"/cohort show {spring}")).text
    assert "at the place where they left it" in (await gone.press("Put them back")).text
    await _has_their_place(robin, kim, spring)


async def test_who_was_deactivated_or_gone_returns_to_their_place(
    workspace: Workspace, robin: Somebody, kim: Somebody, spring: str
) -> None:
    await _one_done(kim, spring)
    for reason in ("their account is deactivated", "they are no longer in this server"):
        member = await workspace.member("kim")
        async with workspace.app.store.begin() as tx:
            await close_members(tx, {member.key: reason}, workspace.now)
        shown = (await robin.says(f"/cohort show {spring}")).text
        assert f"Kim: can't be written to: {reason}" in shown
        assert "In it: 1 person" in shown
        assert "All tasks: 1 of" in (await kim.says("/mentor progress")).text
        await _has_their_place(robin, kim, spring)
        assert "Monday 23 November, 09:00" in (await kim.says("/mentor when")).text


async def _one_done(kim: Somebody, spring: str) -> None:
    await kim.says(f"/mentor join {spring}")
    await kim.says("/mentor done")


async def _has_their_place(robin: Somebody, kim: Somebody, spring: str) -> None:
    assert "All tasks: 1 of" in (await kim.says("/mentor progress")).text
    assert "Out (" not in (await robin.says(f"/cohort show {spring}")).text
