"""A database of the first version, with a row in every table, comes up to date with its rows, and goes back."""

from datetime import UTC, date, datetime, time

from alembic import command
from sqlalchemy import Connection, text

from mentorbot.domain.deliveries import Delivery, DeliveryState
from mentorbot.domain.enrolments import EnrolmentKey, EnrolmentState, NudgeKind
from mentorbot.domain.members import MemberKey
from mentorbot.domain.nudges import Due, Nudge
from mentorbot.domain.weekdays import Weekday
from mentorbot.store import open_store
from mentorbot.store.deliveries import history
from mentorbot.store.enrolments import people_of
from mentorbot.store.migrate import config
from mentorbot.store.notes import StoredNotes
from tests.store.test_migrate import connected

_NUDGE = """
    {"kind": "nudge", "guide": "tpm", "task": "call-an-api", "week": 1, "done": 3, "zone": "Europe/Berlin",
     "next_at": "2026-11-30T08:00:00+00:00", "back": false, "until": "2026-11-23T14:00:00+00:00"}
"""
_FIRST = """
    INSERT INTO notes VALUES ('discord/commands', 'abc');
    INSERT INTO workspaces VALUES (1, 'local', 'garden', 'The garden');
    INSERT INTO cohorts VALUES (1, 1, 'spring', 'Spring', 'tpm', 3, '09:00', NULL, NULL, NULL, 'active',
        '2026-11-02 08:00:00');
    INSERT INTO members VALUES (1, 1, 'U1', 'Kim', 'Europe/Berlin', TRUE, 'open', '', '2026-11-02 08:00:00');
    INSERT INTO completions VALUES (1, 'tpm', 'read-a-log', '2026-11-10 08:00:00', 'https://example.org');
    INSERT INTO enrolments VALUES (1, 1, 1, 'active', 'call-an-api', 6, '07:30', '2026-11-02 08:00:00',
        '2026-11-30 08:00:00', '2026-11-30', 'reminder', '2026-11-23', 2, NULL, NULL, NULL);
    INSERT INTO deliveries VALUES ('key-1', 1, 1, 1, 'nudge', '2026-11-23', '{nudge}', '2026-11-23 08:00:00',
        'sent', NULL, 1, '2026-11-23 08:00:01', 'message 1', '');
    INSERT INTO deliveries VALUES ('key-2', 1, 1, 1, 'nudge', '2026-11-16', '{nudge}', '2026-11-16 08:00:00',
        'sending', '2026-11-16 08:01:00', 1, NULL, '', '')
"""
"""A member of a cohort as the first version kept them, with a nudge that arrived and one that was on its way."""
_SINCE = """
    INSERT INTO deliveries (key, workspace, member, kind, "on", letter, scheduled_at, until, due_at, planned_at,
        state, attempts, doubts, message, reason)
    SELECT 'key-3', 1, 1, 'digest', "on", letter, scheduled_at, until, due_at, planned_at, 'retry', 1, 0, '', ''
    FROM deliveries WHERE key = 'key-1';
    INSERT INTO leases (name, fence, closed_reason, failures) VALUES ('local', 1, '', 0);
    INSERT INTO troubles (workspace, member, delivery, kind, reason, at)
    VALUES (1, 1, 'key-2', 'held', 'a timeout', '2026-11-23 08:00:00');
    INSERT INTO receipts VALUES ('slack/Ev1', '2026-11-23 08:00:00')
"""
"""What only later versions have a place for."""


async def test_a_row_of_each_table_of_the_first_version_is_read_by_this_one(empty_database_url: str) -> None:
    await _first_version(empty_database_url)
    await _is_as_it_was(empty_database_url)


async def test_going_back_to_the_first_version_and_up_again_keeps_every_row(empty_database_url: str) -> None:
    await _first_version(empty_database_url)
    await (await open_store(empty_database_url)).close()
    async with connected(empty_database_url) as connection:
        before = await connection.run_sync(_numbers)
        await connection.run_sync(lambda sync: _filled(sync, _SINCE))
        await connection.run_sync(lambda sync: command.downgrade(config(sync), "0001"))
        assert await connection.run_sync(_numbers) == before
    await _is_as_it_was(empty_database_url)


async def _first_version(url: str) -> None:
    async with connected(url) as connection:
        await connection.run_sync(lambda sync: command.upgrade(config(sync), "0001"))
        await connection.run_sync(lambda sync: _filled(sync, _FIRST.replace("{nudge}", _NUDGE)))


async def _is_as_it_was(url: str) -> None:
    store = await open_store(url)
    try:
        async with store.begin() as tx:
            (due,) = await people_of(tx, [EnrolmentKey(1)])
            deliveries = await history(tx, MemberKey(1), 9)
        _their_rhythm_is(due)
        _their_messages_are(*deliveries)
        assert await StoredNotes(store, "discord").get("commands") == "abc"
    finally:
        await store.close()


def _their_rhythm_is(due: Due) -> None:
    one = due.enrolment
    assert (due.cohort.name, due.cohort.days, due.cohort.every, due.cohort.budget) == (
        "Spring",
        (Weekday.THURSDAY,),
        1,
        3,
    )
    assert (due.member.name, due.member.zone, due.member.work_days) == ("Kim", "Europe/Berlin", None)
    assert (one.state, one.days, one.at) == (EnrolmentState.ACTIVE, (Weekday.SUNDAY,), time(7, 30))
    assert (one.next_on, one.next_kind, one.last_on) == (date(2026, 11, 30), NudgeKind.REMINDER, date(2026, 11, 23))
    assert (one.week, one.unanswered, due.done) == (2, 2, frozenset({"read-a-log"}))


def _their_messages_are(sent: Delivery, sending: Delivery) -> None:
    assert [each.state for each in (sent, sending)] == [DeliveryState.SENT, DeliveryState.SENDING]
    assert isinstance(sent.letter, Nudge)
    assert (sent.letter.task, sent.letter.next_at) == ("call-an-api", datetime(2026, 11, 30, 8, tzinfo=UTC))
    assert (sent.until, sent.scheduled_at) == (datetime(2026, 11, 23, 14, tzinfo=UTC), sent.due_at)
    assert (sent.message, sent.attempts, sent.doubts, sent.trail) == ("message 1", 1, 0, ())


def _filled(connection: Connection, rows: str) -> None:
    for row in rows.split(";"):
        connection.exec_driver_sql(row)


def _numbers(connection: Connection) -> dict[str, int]:
    """How many rows each table of the first version has."""
    tables = ("notes", "workspaces", "cohorts", "members", "completions", "enrolments", "deliveries")
    counted = {name: connection.execute(text(f"SELECT count(*) FROM {name}")) for name in tables}  # noqa: S608 - ours
    return {name: int(found.scalar_one()) for name, found in counted.items()}
