"""Texts go after as many days as their workspace keeps them, and stay where it keeps them."""

from datetime import timedelta

from sqlalchemy import insert, select, update

from mentorbot.domain.members import Workspace
from mentorbot.jobs.forget_texts import EVERY, ForgetTexts
from mentorbot.store import Store, Tx
from mentorbot.store.tables import checkins, workspaces
from tests.store.scenes import NOW, a_member, a_workspace

DAY = timedelta(days=1)


async def _checked_in(tx: Tx, workspace: Workspace, days: int | None) -> None:
    await tx.execute(update(workspaces).where(workspaces.c.key == workspace.key).values(retention_days=days))
    kim = await a_member(tx, workspace)
    await tx.execute(insert(checkins).values(member=kim.key, mood="slow", note=f"{days}", at=NOW))


async def _notes(store: Store) -> list[str | None]:
    async with store.read() as tx:
        return list((await tx.execute(select(checkins.c.note).order_by(checkins.c.key))).scalars())


async def test_each_workspace_forgets_after_its_own_time_or_never(store: Store) -> None:
    async with store.begin() as tx:
        for days in (30, 90, None):
            await _checked_in(tx, await a_workspace(tx), days)
    forget = ForgetTexts(store)
    assert await forget(NOW + 30 * DAY) == 0
    assert await _notes(store) == ["30", "90", "None"]
    assert await forget(NOW + 31 * DAY) == 1
    assert await _notes(store) == [None, "90", "None"]
    assert await forget(NOW + 5000 * DAY) == 1
    assert await _notes(store) == [None, None, "None"]


async def test_it_looks_a_few_times_a_day(store: Store) -> None:
    async with store.begin() as tx:
        await _checked_in(tx, await a_workspace(tx), 30)
    forget = ForgetTexts(store)
    just_before = NOW + 30 * DAY - timedelta(hours=1)
    assert await forget(just_before) == 0
    assert await forget(just_before + timedelta(hours=2)) == 0
    assert await forget(just_before + EVERY) == 1
