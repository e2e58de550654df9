"""The audit log: only ever added to."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError

from mentorbot.domain.audit import Entry, EntryKey
from mentorbot.domain.members import Member
from mentorbot.store import Store, Tx
from mentorbot.store.audit import add_entry, entries
from mentorbot.store.tables import audit
from tests.store.scenes import NOW, a_member, a_workspace


def _entry(who: Member, subject: str, *, about: Member | None = None, minutes: int = 0) -> Entry:
    return Entry(
        key=EntryKey(0),
        workspace=who.workspace,
        member=who.key,
        command="cohort edit",
        subject=subject,
        about=about.key if about else None,
        before={"Day": "monday"},
        after={"Day": "friday"},
        at=NOW + timedelta(minutes=minutes),
    )


async def _three(tx: Tx) -> tuple[Member, Member]:
    garden = await a_workspace(tx)
    robin, kim = await a_member(tx, garden, "Robin"), await a_member(tx, garden, "Kim")
    await add_entry(tx, _entry(robin, "one"))
    await add_entry(tx, _entry(kim, "two", about=robin, minutes=1))
    await add_entry(tx, _entry(robin, "three", minutes=2))
    return robin, kim


async def test_the_latest_come_first_with_the_names_of_now(store: Store) -> None:
    async with store.begin() as tx:
        robin, _ = await _three(tx)
        found = await entries(tx, robin.workspace, 10)
    assert [(entry.subject, who, whom) for entry, who, whom in found] == [
        ("three", "Robin", ""),
        ("two", "Kim", "Robin"),
        ("one", "Robin", ""),
    ]
    assert found[0][0].before == {"Day": "monday"}
    assert found[0][0].at == NOW + timedelta(minutes=2)


async def test_older_ones_and_one_persons_are_found(store: Store) -> None:
    async with store.begin() as tx:
        robin, kim = await _three(tx)
        latest, _, _ = (await entries(tx, robin.workspace, 1))[0]
        older = await entries(tx, robin.workspace, 10, before=latest.key)
        kims = await entries(tx, robin.workspace, 10, member=kim.key)
        elsewhere = await entries(tx, (await a_workspace(tx)).key, 10)
    assert [entry.subject for entry, _, _ in older] == ["two", "one"]
    assert [entry.subject for entry, _, _ in kims] == ["two"]
    assert elsewhere == []


@pytest.mark.parametrize(
    "statement",
    [
        update(audit).values(subject="nothing happened"),
        delete(audit),
        text("UPDATE audit SET member = member"),
        text("DELETE FROM audit WHERE key = 1"),
    ],
    ids=["update", "delete", "raw update", "raw delete"],
)
async def test_the_database_refuses_to_change_what_was_written(store: Store, statement: object) -> None:
    async with store.begin() as tx:
        robin, _ = await _three(tx)
    with pytest.raises(DBAPIError, match="the audit log is only added to"):
        async with store.begin() as tx:
            await tx.execute(statement)  # type: ignore[call-overload] # each is a statement
    async with store.read() as tx:
        assert [entry.subject for entry, _, _ in await entries(tx, robin.workspace, 10)] == ["three", "two", "one"]
