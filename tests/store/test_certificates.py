"""Certificates as they are kept: one for each member and guide, each id once."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from mentorbot.domain.certificates import Issued
from mentorbot.domain.enrolments import EnrolmentState
from mentorbot.domain.members import Member
from mentorbot.store import Store
from mentorbot.store.certificates import add_certificate, certificate_of, certificates_of
from mentorbot.store.enrolments import add_enrolment, latest_in
from tests.store.scenes import NOW, a_cohort, a_member, a_workspace, new_enrolment

GUIDE = "technical-product-manager"


def issued(member: Member, identity: str, guide: str = GUIDE) -> Issued:
    return Issued(id=identity, member=member.key, guide=guide, cohort=None, sealed="mbc1.x", issued_at=NOW)


async def test_one_comes_back_as_it_was_issued(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        kim, cohort = await a_member(tx, garden), await a_cohort(tx, garden)
        first = replace(issued(kim, "ONE"), cohort=cohort.key)
        later = replace(issued(kim, "TWO", "another"), issued_at=NOW + timedelta(days=1))
        assert await add_certificate(tx, first)
        assert await add_certificate(tx, later)
        assert await certificate_of(tx, kim.key, GUIDE) == first
        assert await certificates_of(tx, kim.key) == [later, first]
        assert await certificate_of(tx, (await a_member(tx, garden)).key, GUIDE) is None


async def test_neither_an_id_nor_a_guide_is_given_twice(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        kim, lee = await a_member(tx, garden), await a_member(tx, garden)
        assert await add_certificate(tx, issued(kim, "ONE"))
        assert not await add_certificate(tx, issued(kim, "TWO"))
        assert not await add_certificate(tx, issued(lee, "ONE"))
        assert [each.id for each in await certificates_of(tx, kim.key)] == ["ONE"]
        assert await certificates_of(tx, lee.key) == []


async def test_of_two_at_once_the_second_sees_the_first(store: Store) -> None:
    async with store.begin() as tx:
        kim = await a_member(tx, await a_workspace(tx))

    async def given(identity: str) -> str:
        async with store.begin() as tx:
            await add_certificate(tx, issued(kim, identity))
            kept = await certificate_of(tx, kim.key, GUIDE)
        assert kept is not None
        return kept.id

    one, other = await asyncio.gather(given("ONE"), given("TWO"))
    assert one == other


async def test_the_last_cohort_with_a_guide_is_the_one_that_was_finished(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        kim = await a_member(tx, garden)
        states = (EnrolmentState.FINISHED, EnrolmentState.LEFT, EnrolmentState.ASKED)
        cohorts = [await a_cohort(tx, garden) for _ in states]
        for weeks, (cohort, state) in enumerate(zip(cohorts, states, strict=True)):
            joined = NOW + timedelta(weeks=weeks)
            await add_enrolment(tx, replace(new_enrolment(cohort, kim), state=state, joined_at=joined))
        found = await latest_in(tx, kim.key, GUIDE)
        assert found is not None
        assert (found[0].state, found[1]) == (EnrolmentState.FINISHED, cohorts[0])
        assert await latest_in(tx, kim.key, "another") is None
