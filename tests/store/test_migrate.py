"""The migrations make exactly the tables that the code knows, on both databases."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, make_url, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from mentorbot.store import open_store
from mentorbot.store.migrate import config, upgrade
from mentorbot.store.tables import metadata


async def test_the_migrations_make_exactly_the_tables_of_the_code(database_url: str) -> None:
    async with connected(database_url) as connection:
        assert await connection.run_sync(_differences) == []


async def test_an_empty_database_is_brought_up_to_date_as_it_is_opened(empty_database_url: str) -> None:
    await (await open_store(empty_database_url)).close()
    async with connected(empty_database_url) as connection:
        assert await connection.run_sync(_tables) == {*metadata.tables, "alembic_version"}


async def test_opening_it_again_changes_nothing(database_url: str) -> None:
    for _ in range(2):
        await (await open_store(database_url)).close()
    async with connected(database_url) as connection:
        assert await connection.run_sync(_differences) == []
        assert await connection.run_sync(_revision) == await connection.run_sync(_newest)


async def test_two_processes_that_start_together_take_turns(empty_database_url: str) -> None:
    opened = await asyncio.gather(*(open_store(empty_database_url) for _ in range(3)))
    for each in opened:
        await each.close()
    async with connected(empty_database_url) as connection:
        assert await connection.run_sync(_differences) == []


async def test_a_migration_that_fails_leaves_nothing_behind(
    empty_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half_way(connection: Connection) -> None:
        upgrade(connection)
        raise RuntimeError("the power went")

    monkeypatch.setattr("mentorbot.store.engine.upgrade", half_way)
    with pytest.raises(RuntimeError, match="the power went"):
        await open_store(empty_database_url)
    async with connected(empty_database_url) as connection:
        assert await connection.run_sync(_tables) == set()


async def test_the_way_back_removes_every_table(database_url: str) -> None:
    async with connected(database_url) as connection:
        await connection.run_sync(lambda sync: command.downgrade(config(sync), "base"))
        assert await connection.run_sync(_tables) == {"alembic_version"}


async def test_the_days_of_cohorts_and_members_survive_the_calendar(empty_database_url: str) -> None:
    """A weekday became a sum of bits, since there may be two of them."""
    async with connected(empty_database_url) as connection:
        await connection.run_sync(lambda sync: command.upgrade(config(sync), "0002"))
        await connection.execute(text("INSERT INTO workspaces VALUES (1, 'local', 'garden', 'The garden')"))
        for number, weekday in enumerate((0, 3, 6)):
            await connection.execute(text(_COHORT), {"key": number, "slug": f"spring-{number}", "weekday": weekday})
        await connection.run_sync(lambda sync: command.upgrade(config(sync), "0003"))
        assert await connection.run_sync(lambda sync: _days(sync, "days")) == [1, 8, 64]
        await connection.execute(text("UPDATE cohorts SET days = 9 WHERE days = 1"))
        await connection.run_sync(lambda sync: command.downgrade(config(sync), "0002"))
        assert await connection.run_sync(lambda sync: _days(sync, "weekday")) == [0, 3, 6]


_COHORT = """
    INSERT INTO cohorts (key, workspace, slug, name, guide, weekday, at, state, created_at)
    VALUES (:key, 1, :slug, 'Spring', 'tpm', :weekday, '09:00', 'active', '2026-11-23 08:00:00')
"""


def _days(connection: Connection, name: str) -> list[int]:
    return list(connection.execute(text(f"SELECT {name} FROM cohorts ORDER BY key")).scalars())  # noqa: S608 - our names


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[AsyncConnection]:
    parsed = make_url(url)
    driver = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}[parsed.drivername]
    engine = create_async_engine(parsed.set(drivername=driver))
    try:
        async with engine.begin() as connection:
            yield connection
    finally:
        await engine.dispose()


def _differences(connection: Connection) -> object:
    return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _newest(connection: Connection) -> str | None:
    return ScriptDirectory.from_config(config(connection)).get_current_head()
