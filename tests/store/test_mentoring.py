"""Mentors, wishes, pairs and what goes between them, on both databases."""

from dataclasses import replace
from datetime import date, time, timedelta

from mentorbot.domain.checkins import CheckIn, CheckInKey, Mood
from mentorbot.domain.deliveries import DeliveryKind, DeliveryState, owed_now
from mentorbot.domain.digests import Trouble, TroubleKind
from mentorbot.domain.kudos import Kudos, KudosKey, Praise
from mentorbot.domain.members import Member, MemberKey, Workspace
from mentorbot.domain.mentor_notes import MentorNote, NoteKey
from mentorbot.domain.mentoring import Mentor, Mentorship, MentorshipKey, MentorState, MentorWish
from mentorbot.domain.questions import MENTORS_FIRST, Outcome, Question, QuestionKey
from mentorbot.domain.relayed import Relay, Relayed
from mentorbot.domain.weekdays import Weekday
from mentorbot.store import Store, Tx
from mentorbot.store.checkins import latest_checkins
from mentorbot.store.deliveries import add_deliveries, cancel_written, delivery, held, written_since
from mentorbot.store.keys import new_key
from mentorbot.store.kudos import add_kudos, given_since, kudos_of
from mentorbot.store.mentor_notes import add_note, delete_note, notes_for
from mentorbot.store.mentoring import (
    add_mentorships,
    covered_by,
    end_mentorship,
    mentor_of,
    mentorship,
    mentorship_of,
    save_mentor,
    save_mentorship,
    save_wish,
    wish_of,
)
from mentorbot.store.questions import add_question, open_questions
from mentorbot.store.tables import checkins, deliveries
from mentorbot.store.troubles import add_troubles, items_of
from tests.store.scenes import MINUTE, MONDAY, NOW, a_member, a_workspace


async def _people(tx: Tx) -> tuple[Workspace, Member, Member, Member]:
    """A workspace with a mentor, a learner and another mentor."""
    workspace = await a_workspace(tx)
    grace, ada, lee = [await a_member(tx, workspace, name) for name in ("Grace", "Ada", "Lee")]
    return workspace, grace, ada, lee


async def _pair(tx: Tx, mentor: Member, learner: Member) -> Mentorship:
    made = Mentorship(
        key=MentorshipKey(0),
        workspace=mentor.workspace,
        mentor=mentor.key,
        learner=learner.key,
        why="APIs",
        began_at=NOW,
    )
    (kept,) = await add_mentorships(tx, [made])
    return kept


async def test_an_offer_comes_back_as_it_was_kept_and_as_it_was_changed(store: Store) -> None:
    async with store.begin() as tx:
        _, grace, ada, lee = await _people(tx)
        offered = Mentor(
            member=grace.key,
            capacity=5,
            topics=frozenset({"apis", "writing"}),
            languages=frozenset({"english"}),
            hours_from=time(8, 30),
            hours_until=time(16),
            since=NOW,
            digest_day=(Weekday.FRIDAY,),
            digest_time=time(7),
            digest_at=NOW + MINUTE,
        )
        await save_mentor(tx, offered)
        assert await mentor_of(tx, grace.key) == offered
        assert await mentor_of(tx, ada.key) is None
        away = replace(offered, away_until=MONDAY, cover=lee.key, state=MentorState.LEFT, digest_at=None)
        await save_mentor(tx, away)
        assert await mentor_of(tx, grace.key) == away
        assert await covered_by(tx, lee.key) == [(away, grace)]
        assert await covered_by(tx, grace.key) == []


async def test_a_wish_comes_back_as_it_was_kept_and_as_it_was_changed(store: Store) -> None:
    async with store.begin() as tx:
        _, _, ada, _ = await _people(tx)
        assert await wish_of(tx, ada.key) is None
        for wish in (MentorWish(member=ada.key, topics=frozenset({"apis"})), MentorWish(member=ada.key)):
            await save_wish(tx, wish)
            assert await wish_of(tx, ada.key) == wish


async def test_a_learner_has_one_mentor_at_a_time_and_another_after_that_ended(store: Store) -> None:
    async with store.begin() as tx:
        _, grace, ada, lee = await _people(tx)
        first = await _pair(tx, grace, ada)
        assert await add_mentorships(tx, [replace(first, key=MentorshipKey(0), mentor=lee.key)]) == []
        assert await end_mentorship(tx, first.key, "moved", NOW)
        assert not await end_mentorship(tx, first.key, "moved", NOW)
        second = await _pair(tx, lee, ada)
        assert await mentorship_of(tx, ada.key) == (second, lee)


async def test_who_wrote_and_who_stopped_is_kept(store: Store) -> None:
    async with store.begin() as tx:
        _, grace, ada, _ = await _people(tx)
        pair = await _pair(tx, grace, ada)
        changed = replace(pair.muted(grace.key).muted(ada.key), mentor_wrote_at=NOW, learner_wrote_at=NOW + MINUTE)
        await save_mentorship(tx, changed)
        assert await mentorship(tx, pair.key) == changed
        assert changed.stopped == {grace.key, ada.key}


async def test_what_one_side_wrote_is_counted_and_what_waits_for_one_reader_is_called_back(store: Store) -> None:
    async with store.begin() as tx:
        _, grace, ada, _ = await _people(tx)
        pair = await _pair(tx, grace, ada)
        letter = Relayed(what=Relay.FROM_MENTOR, who="Grace", text="Hello", mentorship=pair.key, zone="UTC")
        praise = Praise(who="Grace", role="your mentor", text="Good", mentorship=pair.key, to_learner=True, zone="UTC")
        made = [
            owed_now(new_key(NOW, 0), letter, DeliveryKind.RELAY, to=ada, now=NOW, keeps=MINUTE, about=pair.about),
            owed_now(new_key(NOW, 1), praise, DeliveryKind.KUDOS, to=ada, now=NOW, keeps=MINUTE, about=pair.about),
            owed_now(new_key(NOW, 2), letter, DeliveryKind.RELAY, to=grace, now=NOW, keeps=MINUTE, about=pair.about),
        ]
        await add_deliveries(tx, made)
        before = NOW - MINUTE
        assert await written_since(tx, pair.about, ada.key, before, to_learner=True) == 1
        assert await written_since(tx, pair.about, ada.key, before, to_learner=False) == 1
        assert await written_since(tx, pair.about, ada.key, NOW, to_learner=True) == 0
        await cancel_written(tx, pair.about, ada.key, NOW, "stopped")
        states = [found.state for each in made if (found := await delivery(tx, each.key))]
        assert states == [DeliveryState.CANCELLED, DeliveryState.CANCELLED, DeliveryState.PENDING]
        read = [await delivery(tx, each.key) for each in made[:2]]
        assert [each.letter for each in read if each] == [letter, praise]


async def test_a_message_of_a_pair_that_is_held_waits_for_an_admins_word(store: Store) -> None:
    async with store.begin() as tx:
        workspace, _, ada, _ = await _people(tx)
        letter = Relayed(what=Relay.COVERS, who="Grace", until=date(2026, 12, 8), mentees=3, zone="UTC")
        made = owed_now(new_key(NOW), letter, DeliveryKind.RELAY, to=ada, now=NOW, keeps=MINUTE)
        await add_deliveries(tx, [made])
        await tx.execute(deliveries.update().values(state=DeliveryState.HELD))
        found, number = await held(tx, workspace.key, 5)
        assert number == 1
        assert [(each.letter, member) for each, member in found] == [(letter, ada)]


async def test_a_private_note_is_read_by_its_author_alone_and_a_shared_one_by_learner_and_mentors(store: Store) -> None:
    async with store.begin() as tx:
        _, grace, ada, lee = await _people(tx)
        private, shared = [
            await add_note(
                tx,
                MentorNote(
                    key=NoteKey(0),
                    author=grace.key,
                    learner=ada.key,
                    text=f"note {number}",
                    shared=bool(number),
                    at=NOW + number * MINUTE,
                ),
            )
            for number in (0, 1)
        ]

        async def read(reader: Member, *, mentors: bool) -> list[MentorNote]:
            return [each for each, _ in await notes_for(tx, ada.key, reader.key, 9, mentors=mentors)]

        assert await read(grace, mentors=True) == [shared, private]
        assert await read(grace, mentors=False) == [shared, private]
        assert await read(ada, mentors=False) == [shared]
        assert await read(lee, mentors=True) == [shared]
        assert await read(lee, mentors=False) == []
        for reader in (grace, ada, lee):
            for mentors in (False, True):
                domain = [each for each in (shared, private) if each.for_reader(reader.key, mentors=mentors)]
                assert await read(reader, mentors=mentors) == domain
        assert [who for _, who in await notes_for(tx, ada.key, ada.key, 9)] == ["Grace"]
        assert await delete_note(tx, shared.key, lee.key) is None
        assert await delete_note(tx, shared.key, grace.key) == shared
        assert await read(ada, mentors=False) == []


async def test_kudos_are_counted_since_then_and_read_the_latest_first(store: Store) -> None:
    async with store.begin() as tx:
        _, grace, ada, _ = await _people(tx)
        made = [
            await add_kudos(
                tx,
                Kudos(key=KudosKey(0), giver=grace.key, receiver=ada.key, text=str(each), at=NOW + each * MINUTE),
            )
            for each in range(3)
        ]
        assert await given_since(tx, grace.key, NOW) == 2
        assert await given_since(tx, ada.key, NOW - MINUTE) == 0
        found, number = await kudos_of(tx, ada.key, 2)
        assert (found, number) == ([(made[2], "Grace"), (made[1], "Grace")], 3)


async def test_check_ins_are_read_the_latest_first(store: Store) -> None:
    async with store.begin() as tx:
        _, _, ada, _ = await _people(tx)
        for number, mood in enumerate((Mood.GOOD, Mood.SLOW, Mood.STUCK)):
            await tx.execute(checkins.insert().values(member=ada.key, mood=mood, at=NOW + number * MINUTE))
        found = await latest_checkins(tx, ada.key, 2)
        assert [each.mood for each in found] == [Mood.STUCK, Mood.SLOW]
        assert found[0] == CheckIn(
            key=CheckInKey(found[0].key), member=ada.key, cohort=None, mood=Mood.STUCK, at=NOW + 2 * MINUTE
        )


def _question(workspace: Workspace, member: MemberKey, told: MemberKey | None) -> Question:
    return Question(
        key=QuestionKey(0),
        workspace=workspace.key,
        guide="technical-product-manager",
        topic="",
        outcome=Outcome.PASSED_ON,
        asked_on=MONDAY,
        text="Do you sponsor visas?",
        member=member,
        told=told,
    )


async def test_a_question_is_for_the_mentor_first_and_for_admins_on_the_day_after_that(store: Store) -> None:
    async with store.begin() as tx:
        workspace, grace, ada, _ = await _people(tx)
        first = await add_question(tx, _question(workspace, ada.key, grace.key))
        second = await add_question(tx, _question(workspace, ada.key, None))
        for later, seen in ((timedelta(0), [second]), (MENTORS_FIRST - timedelta(days=1), [second])):
            assert [each for each, _ in await open_questions(tx, workspace.key, 9, MONDAY + later)] == seen
        found = await open_questions(tx, workspace.key, 9, MONDAY + MENTORS_FIRST)
        assert [each for each, _ in found] == [first, second]
        for each in (first, second):
            assert each.for_admins(MONDAY + MENTORS_FIRST)
        assert not first.for_admins(MONDAY + MENTORS_FIRST - timedelta(days=1))


async def test_who_needs_a_mentor_is_told_until_they_have_one(store: Store) -> None:
    async with store.begin() as tx:
        workspace, grace, ada, lee = await _people(tx)
        await save_mentor(tx, Mentor(member=grace.key, state=MentorState.LEFT, since=NOW))
        await save_mentor(tx, Mentor(member=lee.key, since=NOW))
        pair = await _pair(tx, grace, ada)

        def trouble(kind: TroubleKind) -> Trouble:
            return Trouble(workspace=workspace.key, kind=kind, at=NOW, reason="so", member=ada.key)

        await add_troubles(tx, [trouble(TroubleKind.MENTORLESS), trouble(TroubleKind.REMATCH)])
        items, _ = await items_of(tx, workspace.key, 9)
        assert [each.kind for each in items] == [TroubleKind.MENTORLESS, TroubleKind.REMATCH]
        await end_mentorship(tx, pair.key, "moved", NOW)
        again = replace(pair, key=MentorshipKey(0), mentor=lee.key, began_at=NOW + MINUTE)
        await add_mentorships(tx, [again])
        assert await items_of(tx, workspace.key, 9) == ([], 0)


async def test_a_question_that_waits_for_a_mentor_is_no_news_for_admins(store: Store) -> None:
    async with store.begin() as tx:
        workspace, grace, ada, _ = await _people(tx)
        told = Trouble(workspace=workspace.key, kind=TroubleKind.QUESTION, at=NOW, reason="a question", member=ada.key)
        await add_troubles(tx, [told])
        await add_question(tx, _question(workspace, ada.key, grace.key))
        assert await items_of(tx, workspace.key, 9) == ([], 0)
        await add_question(tx, _question(workspace, ada.key, None))
        assert (await items_of(tx, workspace.key, 9))[1] == 1
