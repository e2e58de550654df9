"""What is held on a person: all of it can be read by them, and all of it goes when they want it gone."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Table, insert, select

from mentorbot.domain.deliveries import DeliveryKind, DeliveryState
from mentorbot.domain.enrolments import EnrolmentState
from mentorbot.domain.members import Member, Reach
from mentorbot.domain.personal import FORGOTTEN
from mentorbot.domain.questions import Outcome
from mentorbot.store import Store, Tx
from mentorbot.store.completions import completions_of
from mentorbot.store.deliveries import history
from mentorbot.store.enrolments import add_enrolment, latest_of
from mentorbot.store.forgetting import forget, remove_texts, texts_before
from mentorbot.store.held import NAMED, held_on
from mentorbot.store.people import add_member, member, member_of
from mentorbot.store.tables import metadata
from tests.store.scenes import NOW, a_cohort, a_member, a_workspace, new_enrolment

SECRET = "a secret of Zoë's"
OTHERS = "a word of Kim's own"
HOUR = NOW.replace(hour=9, minute=41)
_DAY = date(2026, 11, 23)


async def _everything(tx: Tx) -> tuple[Member, Member]:
    """Zoë and Kim, her mentor, with a row in every table that names her."""
    garden = await a_workspace(tx)
    zoe, kim = await a_member(tx, garden, "Zoë"), await a_member(tx, garden, "Kim")
    cohort = await a_cohort(tx, garden)
    enrolment = await add_enrolment(tx, new_enrolment(cohort, zoe, next_at=HOUR))
    nudge = {
        "kind": "nudge",
        "guide": "g",
        "task": "t",
        "week": 1,
        "done": 0,
        "zone": "Asia/Kathmandu",
        "next_at": None,
        "back": False,
        "why": "",
        "version": "",
    }
    delivery = {
        "workspace": garden.key,
        "on": _DAY,
        "scheduled_at": HOUR,
        "until": HOUR,
        "due_at": HOUR,
        "planned_at": HOUR,
        "attempts": 1,
        "doubts": 0,
        "message": SECRET,
        "reason": SECRET,
        "trail": [[HOUR.isoformat(), "sent", SECRET]],
        "settled_at": HOUR,
        "state": DeliveryState.SENT,
    }
    for name, row in (
        ("completions", {"member": zoe.key, "guide": "g", "task": "t", "done_at": HOUR, "evidence": SECRET}),
        ("reopened", {"member": zoe.key, "guide": "g", "task": "u", "at": HOUR}),
        ("checkins", {"member": zoe.key, "cohort": cohort.key, "mood": "stuck", "note": SECRET, "at": HOUR}),
        (
            "help_requests",
            {"workspace": garden.key, "member": zoe.key, "note": SECRET, "asked_at": HOUR, "told": kim.key},
        ),
        (
            "help_requests",
            {
                "workspace": garden.key,
                "member": kim.key,
                "note": OTHERS,
                "asked_at": HOUR,
                "told": zoe.key,
                "answered_by": zoe.key,
            },
        ),
        (
            "mentors",
            {
                "member": zoe.key,
                "state": "active",
                "capacity": 3,
                "topics": frozenset({SECRET}),
                "languages": frozenset(),
                "hours_from": HOUR.time(),
                "hours_until": HOUR.time(),
                "since": HOUR,
                "digest_day": (0,),
                "digest_time": HOUR.time(),
            },
        ),
        (
            "mentors",
            {
                "member": kim.key,
                "state": "active",
                "capacity": 3,
                "topics": frozenset(),
                "languages": frozenset(),
                "hours_from": HOUR.time(),
                "hours_until": HOUR.time(),
                "since": HOUR,
                "digest_day": (0,),
                "digest_time": HOUR.time(),
                "cover": zoe.key,
            },
        ),
        ("mentor_wishes", {"member": zoe.key, "topics": frozenset({SECRET}), "languages": frozenset()}),
        (
            "mentorships",
            {
                "key": 7,
                "workspace": garden.key,
                "mentor": kim.key,
                "learner": zoe.key,
                "state": "active",
                "why": SECRET,
                "began_at": HOUR,
            },
        ),
        ("mentor_notes", {"author": kim.key, "learner": zoe.key, "text": OTHERS, "shared": False, "at": HOUR}),
        ("mentor_notes", {"author": zoe.key, "learner": kim.key, "text": SECRET, "shared": True, "at": HOUR}),
        ("kudos", {"giver": zoe.key, "receiver": kim.key, "text": SECRET, "at": HOUR}),
        ("certificates", {"id": "C1", "member": zoe.key, "guide": "g", "sealed": SECRET, "issued_at": HOUR}),
        (
            "questions",
            {
                "workspace": garden.key,
                "guide": "g",
                "topic": "",
                "outcome": Outcome.PASSED_ON,
                "asked_on": _DAY,
                "text": SECRET,
                "member": zoe.key,
                "answer": SECRET,
                "answered_by": "Kim",
            },
        ),
        (
            "questions",
            {
                "workspace": garden.key,
                "guide": "g",
                "topic": "",
                "outcome": Outcome.PASSED_ON,
                "asked_on": _DAY,
                "text": OTHERS,
                "member": kim.key,
                "answer": OTHERS,
                "answered_by": "Zoë",
            },
        ),
        ("grants", {"member": zoe.key, "giver": kim.key, "at": HOUR}),
        ("grants", {"member": kim.key, "giver": zoe.key, "at": HOUR}),
        (
            "announcements",
            {
                "workspace": garden.key,
                "cohort": cohort.key,
                "author": zoe.key,
                "text": OTHERS,
                "people": 1,
                "made_at": HOUR,
                "goes_at": HOUR,
            },
        ),
        (
            "audit",
            {
                "workspace": garden.key,
                "member": kim.key,
                "command": "cohort add",
                "subject": "Spring",
                "about": zoe.key,
                "before": {},
                "after": {},
                "at": HOUR,
            },
        ),
        (
            "troubles",
            {
                "workspace": garden.key,
                "member": zoe.key,
                "delivery": "",
                "kind": "silent",
                "reason": SECRET,
                "at": HOUR,
            },
        ),
        (
            "proposals",
            {"workspace": garden.key, "member": zoe.key, "kind": "import", "content": {"a": SECRET}, "made_at": HOUR},
        ),
        (
            "deliveries",
            delivery
            | {
                "key": "1",
                "member": zoe.key,
                "enrolment": enrolment.key,
                "kind": DeliveryKind.NUDGE,
                "letter": nudge,
                "answered_at": HOUR,
            },
        ),
        (
            "deliveries",
            delivery | {"key": "2", "member": zoe.key, "kind": DeliveryKind.ANSWER, "letter": {"text": SECRET}},
        ),
        (
            "deliveries",
            delivery
            | {
                "key": "3",
                "member": kim.key,
                "kind": DeliveryKind.RELAY,
                "about": "mentorship:7",
                "letter": {"text": SECRET},
                "message": "",
                "reason": "",
                "trail": None,
            },
        ),
        (
            "deliveries",
            delivery
            | {
                "key": "4",
                "member": kim.key,
                "kind": DeliveryKind.DIGEST,
                "letter": {"items": [{"name": "Zoë", "user": zoe.user, "reason": "Zoës are fine"}]},
                "message": "",
                "reason": "",
                "trail": None,
            },
        ),
        (
            "deliveries",
            delivery
            | {
                "key": "5",
                "member": kim.key,
                "kind": DeliveryKind.MENTEES,
                "state": DeliveryState.PENDING,
                "settled_at": None,
                "letter": {"stuck": [{"name": "Zoë", "line": SECRET}]},
                "message": "",
                "reason": "",
                "trail": None,
            },
        ),
    ):
        await tx.execute(insert(metadata.tables[name]).values(row))
    return zoe, kim


async def _all(tx: Tx, table: Table) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in await tx.execute(select(table))]


def test_every_column_that_names_a_member_is_known() -> None:
    pointing = {
        (table.name, key.parent.name)
        for table in metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "members"
    }
    assert pointing == {(table.name, name) for table, names in NAMED.items() for name in names}


async def test_everything_that_is_held_can_be_read_by_the_person_alone(store: Store) -> None:
    async with store.begin() as tx:
        zoe, _ = await _everything(tx)
        held = await held_on(tx, zoe)
    assert set(held.rows) == {table.name for table in NAMED}
    assert held.person["name"] == "Zoë"
    text = json.dumps([held.person, held.rows], ensure_ascii=False)
    assert held.rows["checkins"][0]["note"] == SECRET
    assert held.rows["mentorships"][0]["mentor"] == "Kim"
    assert held.rows["mentorships"][0]["learner"] == "you"
    assert held.rows["enrolments"][0]["cohort"] == "Spring 26"
    own = [each for each in held.rows["mentor_notes"] if each["author"] != "you"]
    assert OTHERS not in str(own), "a private note of somebody else"
    assert "lease_until" not in text


async def test_nothing_of_somebody_who_was_forgotten_is_left_anywhere(store: Store) -> None:
    async with store.begin() as tx:
        zoe, kim = await _everything(tx)
    async with store.begin() as tx:
        kept = await forget(tx, zoe, NOW)
    async with store.read() as tx:
        for table in metadata.tables.values():
            text = str(await _all(tx, table))
            assert SECRET not in text, table.name
            assert zoe.user not in text, table.name
            if table.name != "guide_versions":
                assert "'Zoë'" not in text, table.name
        left = await member(tx, zoe.key)
        assert (left.name, left.zone, left.reach) == (FORGOTTEN, None, Reach.CLOSED)
        assert await member_of(tx, zoe.workspace, zoe.user) is None
        assert (kept.enrolments, kept.tasks, kept.nudges, kept.checkins) == (1, 1, 1, 1)
        (done,) = await completions_of(tx, zoe.key, "g")
        assert (done.done_at.hour, done.done_at.minute, done.done_at.date()) == (0, 0, _DAY)
        latest = await latest_of(tx, zoe.key)
        assert latest is not None
        assert latest[0].state is EnrolmentState.LEFT
        assert latest[0].next_at is None
        (nudge,) = await history(tx, zoe.key, 10)
        assert (nudge.message, nudge.trail, nudge.scheduled_at.hour) == ("", (), 0)
        assert OTHERS in str(await _all(tx, metadata.tables["questions"])), "what is Kim's stays"
        (digest,) = [each for each in await _all(tx, metadata.tables["deliveries"]) if each["member"] == kim.key]
        assert digest["letter"] == {"items": [{"name": FORGOTTEN, "user": "", "reason": "Zoës are fine"}]}
        (mentor,) = await _all(tx, metadata.tables["mentors"])
        assert (mentor["member"], mentor["cover"], mentor["digest_at"]) == (kim.key, None, NOW)


async def test_what_waits_for_somebody_who_is_forgotten_does_not_go_out(store: Store) -> None:
    async with store.begin() as tx:
        zoe, _ = await _everything(tx)
        table = metadata.tables["deliveries"]
        await tx.execute(table.update().where(table.c.key == "1").values(state=DeliveryState.SENDING, settled_at=None))
        await forget(tx, zoe, NOW)
        (nudge,) = await history(tx, zoe.key, 10)
    assert nudge.state is DeliveryState.CANCELLED


async def test_somebody_who_comes_back_is_somebody_new(store: Store) -> None:
    async with store.begin() as tx:
        zoe, _ = await _everything(tx)
        await forget(tx, zoe, NOW)
        again = await add_member(tx, zoe.workspace, zoe.user, name="Zoë", zone=None, now=NOW)
        assert again.key != zoe.key
        assert await latest_of(tx, again.key) is None


@pytest.mark.parametrize("older", [True, False])
async def test_old_texts_go_and_what_they_counted_for_stays(store: Store, *, older: bool) -> None:
    async with store.begin() as tx:
        zoe, _ = await _everything(tx)
    before = HOUR + timedelta(days=1 if older else -1)
    async with store.begin() as tx:
        number = await texts_before(tx, zoe.workspace, before)
        assert await remove_texts(tx, zoe.workspace, before) == number
        assert (number > 0) is older
        notes = [each["note"] for each in await _all(tx, metadata.tables["checkins"])]
        assert notes == ([None] if older else [SECRET])
        assert len(await _all(tx, metadata.tables["questions"])) == 2
        (done,) = await completions_of(tx, zoe.key, "g")
        assert done.evidence == SECRET, "what somebody keeps for themselves is not a text to others"
        assert await texts_before(tx, zoe.workspace, before) == 0
