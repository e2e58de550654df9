"""A call for help whose letter reached nobody goes on, by a real store."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from mentorbot.chat.platform import Outcome, Refused, Sent, Undeliverable
from mentorbot.domain.checkins import HelpRequest, HelpRequestKey
from mentorbot.domain.deliveries import Delivery, DeliveryKind, owed_now
from mentorbot.domain.digests import Item, TroubleKind
from mentorbot.domain.escalation import Why
from mentorbot.domain.help_letters import HelpNews, Stuck, Turn
from mentorbot.domain.members import Member, Workspace
from mentorbot.outbox.books import write
from mentorbot.outbox.settling import tried
from mentorbot.outbox.timing import Timing
from mentorbot.store import Store
from mentorbot.store.deliveries import add_deliveries, claim, history
from mentorbot.store.help_requests import (
    about,
    add_help_request,
    answer_help_requests,
    open_help_request,
    save_help_request,
)
from mentorbot.store.troubles import items_of
from tests.mentoring import a_mentor, a_pair
from tests.store.scenes import NOW, a_member, a_workspace

LATE = NOW + timedelta(days=2)


class Scene:
    """Kim called for help, and the letter to Grace, whom Lin may cover, is claimed."""

    def __init__(self, store: Store, garden: Workspace, kim: Member, grace: Member, lin: Member) -> None:
        self.store = store
        self.garden = garden
        self.kim = kim
        self.grace = grace
        self.lin = lin

    async def ends(self, outcome: Outcome) -> None:
        """The letter that waits is tried, and this becomes of it."""
        async with self.store.begin() as tx:
            ((sent, _),) = await claim(tx, self.garden, NOW, lease=timedelta(minutes=1), limit=1)
            await write(tx, [tried(sent, outcome, NOW, Timing())], NOW)

    async def request(self) -> HelpRequest:
        async with self.store.read() as tx:
            found = await open_help_request(tx, self.kim.key)
        assert found is not None
        return found

    async def letters(self, who: Member, kind: DeliveryKind) -> Sequence[Delivery]:
        async with self.store.read() as tx:
            return [each for each in await history(tx, who.key, 10) if each.kind is kind]

    async def news(self) -> HelpNews:
        (found,) = await self.letters(self.kim, DeliveryKind.HELP)
        assert isinstance(found.letter, HelpNews)
        return found.letter

    async def told(self) -> Sequence[Item]:
        async with self.store.read() as tx:
            items, _ = await items_of(tx, self.garden.key, 10)
        return [each for each in items if each.kind is TroubleKind.STUCK]


async def called(store: Store, *, covered: bool, cover_away: date | None = None) -> Scene:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        kim, grace, lin = [await a_member(tx, garden, name) for name in ("Kim", "Grace", "Lin")]
        await a_mentor(tx, lin, NOW, away_until=cover_away)
        await a_mentor(tx, grace, NOW, cover=lin if covered else None)
        pair = await a_pair(tx, grace, kim, NOW)
        asked = await add_help_request(
            tx,
            HelpRequest(
                key=HelpRequestKey(0),
                workspace=garden.key,
                member=kim.key,
                asked_at=NOW,
                told=grace.key,
                escalates_at=LATE,
            ),
        )
        letter = Stuck(
            request=asked.key,
            mentorship=pair.key,
            learner="Kim",
            user=kim.user,
            step=1,
            task="Call a public API",
            weeks=2,
            note="no idea",
            mentor="Grace",
            why=Why.NOTHING,
            zone="Europe/Berlin",
        )
        owed = owed_now(
            "a-call", letter, DeliveryKind.STUCK, to=grace, now=NOW, keeps=timedelta(days=7), about=about(asked.key)
        )
        await add_deliveries(tx, [owed])
    return Scene(store, garden, kim, grace, lin)


@pytest.mark.parametrize("outcome", [Undeliverable("their messages are closed"), Refused("too odd to take")])
async def test_whoever_stands_in_has_it_next_and_whoever_called_knows(store: Store, outcome: Outcome) -> None:
    scene = await called(store, covered=True)
    await scene.ends(outcome)
    (onward,) = await scene.letters(scene.lin, DeliveryKind.STUCK)
    assert isinstance(onward.letter, Stuck)
    assert (onward.letter.why, onward.letter.mentor, onward.letter.note) == (Why.UNREACHABLE, "Grace", "no idea")
    request = await scene.request()
    assert (request.told, request.escalates_at, request.escalated_at) == (scene.lin.key, LATE, None)
    news = await scene.news()
    assert (news.turn, news.first, news.now_with) == (Turn.TO_THE_COVER, "Grace", "Lin")
    assert await scene.told() == []


async def test_admins_hear_at_once_where_nobody_stands_in(store: Store) -> None:
    scene = await called(store, covered=False)
    await scene.ends(Undeliverable("their messages are closed"))
    (item,) = await scene.told()
    assert (item.name, item.reason) == ("Kim", "nothing can be written to their mentor, Grace")
    request = await scene.request()
    assert (request.told, request.escalated_at) == (None, NOW)
    assert (await scene.news()).turn is Turn.TO_ADMINS


async def test_a_stand_in_who_is_away_is_not_asked(store: Store) -> None:
    scene = await called(store, covered=True, cover_away=NOW.date())
    await scene.ends(Undeliverable("their messages are closed"))
    assert await scene.letters(scene.lin, DeliveryKind.STUCK) == []
    assert len(await scene.told()) == 1


async def test_a_second_letter_that_fails_ends_with_the_admins(store: Store) -> None:
    scene = await called(store, covered=True)
    await scene.ends(Undeliverable("their messages are closed"))
    for _ in range(2):  # the news to Kim, and the letter to Lin
        async with store.begin() as tx:
            ((sent, _),) = await claim(tx, scene.garden, NOW, lease=timedelta(minutes=1), limit=1)
            failed = sent.member == scene.lin.key
            outcome = Undeliverable("they left") if failed else Sent("1")
            await write(tx, [tried(sent, outcome, NOW, Timing())], NOW)
    assert [each.name for each in await scene.told()] == ["Kim"]
    assert (await scene.request()).escalated_at == NOW


async def test_whoever_wants_it_kept_from_the_admins_hears_that_nobody_has_it(store: Store) -> None:
    scene = await called(store, covered=False)
    async with store.begin() as tx:
        await save_help_request(tx, replace(await scene.request(), escalates_at=None))
    await scene.ends(Undeliverable("their messages are closed"))
    assert await scene.told() == []
    assert (await scene.news()).turn is Turn.TO_NOBODY
    request = await scene.request()
    assert (request.told, request.escalated_at) == (None, None)


async def test_what_was_answered_meanwhile_goes_nowhere(store: Store) -> None:
    scene = await called(store, covered=True)
    async with store.begin() as tx:
        await answer_help_requests(tx, scene.kim.key, scene.grace.key, NOW)
    await scene.ends(Undeliverable("their messages are closed"))
    assert await scene.letters(scene.lin, DeliveryKind.STUCK) == []
    assert await scene.letters(scene.kim, DeliveryKind.HELP) == []


async def test_a_letter_that_arrived_goes_nowhere_else(store: Store) -> None:
    scene = await called(store, covered=True)
    await scene.ends(Sent("1"))
    assert await scene.letters(scene.lin, DeliveryKind.STUCK) == []
    assert (await scene.request()).told == scene.grace.key
