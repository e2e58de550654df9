"""Whom admins let use `/cohort`."""

from dataclasses import replace

from mentorbot.domain.rights import Grant
from mentorbot.store import Store
from mentorbot.store.grants import add_grant, admins_known, grant_of, grants_in, take_grant
from mentorbot.store.people import acquainted, save_member
from tests.store.scenes import MINUTE, NOW, a_member, a_workspace


async def test_a_grant_is_kept_once_and_taken_once(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        robin, kim, lee = [await a_member(tx, garden, name) for name in ("Robin", "Kim", "Lee")]
        first = Grant(member=kim.key, giver=robin.key, at=NOW)
        assert await add_grant(tx, first)
        assert not await add_grant(tx, Grant(member=kim.key, giver=lee.key, at=NOW + MINUTE))
        assert await grant_of(tx, kim.key) == first
        assert await grant_of(tx, lee.key) is None
        assert await grants_in(tx, garden.key) == 1
        assert await take_grant(tx, kim.key)
        assert not await take_grant(tx, kim.key)
        assert await grants_in(tx, garden.key) == 0


async def test_it_counts_in_its_own_workspace_only(store: Store) -> None:
    async with store.begin() as tx:
        garden, field = await a_workspace(tx), await a_workspace(tx)
        kim, lee = await a_member(tx, garden, "Kim"), await a_member(tx, field, "Lee")
        await add_grant(tx, Grant(member=kim.key, giver=None, at=NOW))
        assert await grants_in(tx, field.key) == 0
        assert await admins_known(tx, field.key, []) == []
        known = await acquainted(tx, "local", kim.user, garden.outside)
        assert known is not None
        assert known.named_admin
        other = await acquainted(tx, "local", lee.user, field.outside)
        assert other is not None
        assert not other.named_admin


async def test_everybody_who_may_is_known_with_the_reason(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        robin, kim, lee, _ada = [await a_member(tx, garden, name) for name in ("Robin", "kim", "Lee", "Ada")]
        await save_member(tx, replace(robin, admin=True))
        await add_grant(tx, Grant(member=kim.key, giver=robin.key, at=NOW))
        found = await admins_known(tx, garden.key, [lee.user])
        assert [(each.member.name, each.grant is not None, each.giver) for each in found] == [
            ("kim", True, "Robin"),
            ("Lee", False, ""),
            ("Robin", False, ""),
        ]
