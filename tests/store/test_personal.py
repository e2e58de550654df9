"""What is held on a person: all of it can be read by them, and all of it goes when they want it gone."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Table, insert, select
from sqlalchemy.exc import IntegrityError

from mentorbot.domain.deliveries import DeliveryKind, DeliveryState
from mentorbot.domain.enrolments import EnrolmentState
from mentorbot.domain.errors import NotNow
from mentorbot.domain.members import Member, Reach
from mentorbot.domain.personal import FORGOTTEN, Kept
from mentorbot.domain.questions import Outcome
from mentorbot.store import Store, Tx
from mentorbot.store.completions import completions_of
from mentorbot.store.deliveries import history
from mentorbot.store.enrolments import add_enrolment, latest_of
from mentorbot.store.forgetting import forget
from mentorbot.store.held import ANSWERS, NAMED, held_on
from mentorbot.store.old_texts import old_texts, remove_texts
from mentorbot.store.people import add_member, lock_member, member, member_of, save_member
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
    assert set(held.rows) == {ANSWERS, *(table.name for table in NAMED)}
    assert held.person["name"] == "Zoë"
    text = json.dumps([held.person, held.rows], ensure_ascii=False)
    assert held.rows["checkins"][0]["note"] == SECRET
    assert held.rows["mentorships"][0]["mentor"] == "Kim"
    assert held.rows["mentorships"][0]["learner"] == "you"
    assert held.rows["enrolments"][0]["cohort"] == "Spring 26"
    assert [each["author"] for each in held.rows["mentor_notes"]] == ["you"]
    assert held.private_notes == 1, "of somebody else, who alone reads it"
    assert [each["note"] for each in held.rows["help_requests"]] == [SECRET, None], "what Kim wrote is Kim's"
    assert held.rows[ANSWERS] == [{"guide": "g", "answered_at": None, "answer": OTHERS}]
    assert {"member": "Kim", "cover": "you", "away_until": None} in held.rows["mentors"]
    assert "lease_until" not in text


async def test_nothing_of_somebody_who_was_forgotten_is_left_anywhere(store: Store) -> None:
    async with store.begin() as tx:
        zoe, kim = await _everything(tx)
    async with store.begin() as tx:
        kept = await forget(tx, zoe, NOW)
        assert kept is not None
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
        assert kept == Kept(enrolments=1, tasks=1, nudges=1, checkins=1, help_requests=1)
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


async def _letter(tx: Tx, key: str, to: Member, kind: DeliveryKind, letter: dict[str, object]) -> None:
    plain = {"message": "", "reason": "", "attempts": 0, "doubts": 0, "state": DeliveryState.PENDING}
    at = dict.fromkeys(("scheduled_at", "until", "due_at", "planned_at"), HOUR)
    row = {"key": key, "workspace": to.workspace, "member": to.key, "kind": kind, "on": _DAY, "letter": letter}
    await tx.execute(insert(metadata.tables["deliveries"]).values(row | plain | at))


async def test_a_letter_between_others_that_mentions_somebody_still_goes_out_without_the_name(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        zoe, kim = await a_member(tx, garden, "Zoë"), await a_member(tx, garden, "Kim")
        await _letter(tx, "1", kim, DeliveryKind.RELAY, {"who": "Lee", "text": "Ask Zoë about it"})
        await _letter(tx, "2", kim, DeliveryKind.RELAY, {"who": "Zoë", "text": SECRET})
        await _letter(tx, "3", kim, DeliveryKind.ANSWER, {"who": "Zoë", "answer": OTHERS})
        was_called = {"name": "Zoë Klein", "user": zoe.user, "reason": "closed"}
        await _letter(tx, "4", kim, DeliveryKind.DIGEST, {"items": [was_called]})
        await forget(tx, zoe, NOW)
        left = {each["key"]: each["letter"] for each in await _all(tx, metadata.tables["deliveries"])}
    assert left == {
        "1": {"who": "Lee", "text": f"Ask {FORGOTTEN} about it"},
        "3": {"who": FORGOTTEN, "answer": OTHERS},
        "4": {"items": [{"name": FORGOTTEN, "user": "", "reason": "closed"}]},
    }


async def test_what_an_admin_is_asked_to_confirm_goes_where_it_is_about_them(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        zoe, kim = await a_member(tx, garden, "Zoë"), await a_member(tx, garden, "Kim")
        for content in (
            {"people": ["Zoë", "Lee"]},
            {"users": [zoe.user]},
            {"pairs": [[zoe.key, -1]]},
            {"pairs": [[-1]]},
        ):
            row = {"workspace": garden.key, "member": kim.key, "kind": "match", "content": content, "made_at": HOUR}
            await tx.execute(insert(metadata.tables["proposals"]).values(row))
        await forget(tx, zoe, NOW)
        assert [each["content"] for each in await _all(tx, metadata.tables["proposals"])] == [{"pairs": [[-1]]}]


async def test_what_a_platform_noted_on_somebody_goes_unless_they_are_somewhere_else_too(store: Store) -> None:
    notes = metadata.tables["notes"]
    async with store.begin() as tx:
        garden, other = await a_workspace(tx), await a_workspace(tx)
        zoe, kim = await a_member(tx, garden, "Zoë"), await a_member(tx, garden, "Kim")
        await add_member(tx, other.key, kim.user, name="Kim", zone=None, now=NOW)
        for each in (zoe, kim):
            await tx.execute(insert(notes).values(name=f"discord/met.{each.user}", text="2026-11-23"))
        await forget(tx, zoe, NOW)
        await forget(tx, kim, NOW)
        left = [each["name"] for each in await _all(tx, notes)]
    assert [each for each in left if each.startswith("discord/met.")] == [f"discord/met.{kim.user}"]


async def test_of_somebody_who_counts_for_nothing_not_even_a_row_is_left(store: Store) -> None:
    async with store.begin() as tx:
        zoe = await a_member(tx, await a_workspace(tx), "Zoë")
        assert await forget(tx, zoe, NOW) == Kept()
        assert await forget(tx, zoe, NOW) is None, "a second click"
        table = metadata.tables["members"]
        assert [each for each in await _all(tx, table) if each["key"] == zoe.key] == []


async def test_whoever_was_forgotten_stays_so_whatever_they_were_doing_meanwhile(store: Store) -> None:
    async with store.begin() as tx:
        zoe, _ = await _everything(tx)
        assert await forget(tx, zoe, NOW) is not None
        assert await forget(tx, zoe, NOW) is None
        await save_member(tx, replace(zoe, zone="Asia/Kathmandu"), now=NOW)
        assert (await member(tx, zoe.key)).name == FORGOTTEN
        with pytest.raises(NotNow, match="deleted a moment ago"):
            await lock_member(tx, zoe.key)


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
        number = sum((await old_texts(tx, zoe.workspace, before)).values())
        assert await remove_texts(tx, zoe.workspace, before) == number
        assert (number > 0) is older
        notes = [each["note"] for each in await _all(tx, metadata.tables["checkins"])]
        assert notes == ([None] if older else [SECRET])
        assert len(await _all(tx, metadata.tables["questions"])) == 2
        (done,) = await completions_of(tx, zoe.key, "g")
        assert done.evidence == SECRET, "what somebody keeps for themselves is not a text to others"
        assert await old_texts(tx, zoe.workspace, before) == {}


async def test_an_error_of_the_database_which_goes_into_logs_says_nothing_that_people_wrote(store: Store) -> None:
    async with store.begin() as tx:
        zoe = await a_member(tx, await a_workspace(tx), "Zoë")
    lost = insert(metadata.tables["checkins"]).values(member=zoe.key, cohort=-1, mood="stuck", note=SECRET, at=HOUR)
    with pytest.raises(IntegrityError) as broken:
        async with store.begin() as tx:
            await tx.execute(lost)
    assert SECRET not in str(broken.value)
