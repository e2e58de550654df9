"""What many learners would like in a mentor, and many members at once."""

from sqlalchemy import insert

from mentorbot.domain.mentoring import MentorWish
from mentorbot.store import Store
from mentorbot.store.mentoring import wishes_of
from mentorbot.store.people import members_by_key
from mentorbot.store.tables import mentor_wishes
from tests.store.scenes import a_member, a_workspace


async def test_only_wishes_of_those_asked_for_come_back_and_nothing_for_whoever_has_none(store: Store) -> None:
    async with store.begin() as tx:
        workspace = await a_workspace(tx)
        kim, ada, lee = [await a_member(tx, workspace, name) for name in ("Kim", "Ada", "Lee")]
        wish = MentorWish(member=kim.key, topics=frozenset({"apis"}), languages=frozenset({"german"}))
        for each in (wish, MentorWish(member=ada.key)):
            values = {"member": each.member, "topics": each.topics, "languages": each.languages}
            await tx.execute(insert(mentor_wishes).values(values))
        assert await wishes_of(tx, [kim.key, lee.key]) == {kim.key: wish}
        assert await wishes_of(tx, []) == {}


async def test_many_members_come_by_their_keys(store: Store) -> None:
    async with store.begin() as tx:
        workspace = await a_workspace(tx)
        kim, ada = [await a_member(tx, workspace, name) for name in ("Kim", "Ada")]
        assert await members_by_key(tx, {kim.key, ada.key}) == {kim.key: kim, ada.key: ada}
