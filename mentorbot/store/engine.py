"""The database: SQLite for one process, PostgreSQL for more; transactions are the only way in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import URL, Connection, Dialect, Insert, Table, event, func, make_url, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from mentorbot.store.migrate import is_current, upgrade
from mentorbot.store.sqlite_file import sqlite_file

Tx: TypeAlias = AsyncConnection
"""A transaction; callers pass it on and know nothing else of it."""

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
_BUSY_SECONDS = 30
"""Another process writes only for moments, except one that brings the tables up to date on a busy machine."""
_LOCKED, _LOOK_AGAIN = "database is locked", 0.05
IDLE_SECONDS = 10.0
"""A process that freezes, or loses its machine, in the middle of a transaction holds its locks no longer than this,"""
TRANSACTION_SECONDS = 60.0
"""or than this, where it had a statement prepared and has not come to run it: PostgreSQL does not call that idle."""
PRAGMAS = (
    f"busy_timeout = {_BUSY_SECONDS * 1000}",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
)
"""How SQLite is told to keep its promises; what is deleted is overwritten, whatever this build of it does by itself."""
_STATEMENTS = "statement_cache_size"
"""asyncpg's own name for it."""
_LET_GO = "SELECT set_config('idle_in_transaction_session_timeout', $1, true)"
_LET_GO_SINCE_17 = f"{_LET_GO}, set_config('transaction_timeout', $2, true)"
_KNOWS_BOTH = (17,)
_READ_SQLITE = {"reads_only": True}
_READ_POSTGRESQL = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""By itself PostgreSQL shows each statement a picture of its own."""


class Store:
    """One database. `begin` is a transaction that may write, `read` one that only reads."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._writer = asyncio.Lock() if self._is_sqlite else nullcontext()
        self._reading = _READ_SQLITE if self._is_sqlite else _READ_POSTGRESQL

    @property
    def alone(self) -> bool:
        """Whether no other process may use it: SQLite is for one."""
        return self._is_sqlite

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        """All or nothing; on SQLite writers of this process queue here instead of polling the file."""
        async with self._writer, self._engine.begin() as tx:
            if not self._is_sqlite:
                await _let_go_in_time(tx)
            yield tx

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        """One consistent picture, without waiting for writers."""
        async with self._engine.connect() as connection:
            tx = await connection.execution_options(**self._reading)
            async with tx.begin():
                yield tx

    async def database_time(self) -> datetime:
        """What the database's own clock says (UTC); PostgreSQL's, since SQLite has none but the machine's."""
        async with self._engine.connect() as connection:
            found: datetime = (await connection.execute(select(func.clock_timestamp()))).scalar_one()
            return found.astimezone(UTC)

    async def close(self) -> None:
        await self._engine.dispose()


async def _let_go_in_time(tx: Tx) -> None:
    """Said with each transaction, since a pooler gives each another connection."""
    idle, whole = f"{IDLE_SECONDS * 1e3:.0f}", f"{TRANSACTION_SECONDS * 1e3:.0f}"
    if (tx.dialect.server_version_info or ()) >= _KNOWS_BOTH:
        await tx.exec_driver_sql(_LET_GO_SINCE_17, (idle, whole))
    else:
        await tx.exec_driver_sql(_LET_GO, (idle,))


async def open_store(url: str) -> Store:
    """Connect to `sqlite:///path` or `postgresql://…` and bring its tables up to date; OSError says why not."""
    engine = _engine(url)
    try:
        await _bring_up_to_date(engine)
    except (DBAPIError, OSError) as error:
        await engine.dispose()
        why = error.orig if isinstance(error, DBAPIError) else error
        raise OSError(f"Cannot open the database {engine.url.render_as_string()}: {why}") from error
    except BaseException:
        await engine.dispose()
        raise
    return Store(engine)


async def _bring_up_to_date(engine: AsyncEngine) -> None:
    """SQLite waits for no other process while a new file becomes one with a write-ahead log: then it is asked again."""
    clock = asyncio.get_running_loop().time
    until = clock() + _BUSY_SECONDS
    while True:
        try:
            async with engine.begin() as connection:
                await connection.run_sync(upgrade)
        except OperationalError as error:
            if _LOCKED not in str(error.orig) or clock() > until:
                raise
            await asyncio.sleep(_LOOK_AGAIN)
        else:
            return


@asynccontextmanager
async def reading_store(url: str) -> AsyncIterator[Store]:
    """A database that a bot may be running on, to be read and left as it is; OSError says why it cannot be."""
    _must_be_there(url)
    engine = _engine(url)
    store = Store(engine)
    if store.alone:
        event.listen(engine.sync_engine, "connect", _on_sqlite_read_only)
    try:
        async with store.read() as tx:
            if not await tx.run_sync(is_current):
                raise OSError("The database is of another version than this program: run python bot.py db upgrade.")
        yield store
    except DBAPIError as error:
        raise OSError(f"Cannot read the database {engine.url.render_as_string()}: {error.orig}") from error
    finally:
        await store.close()


def _must_be_there(url: str) -> None:
    """SQLite would make an empty one."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and address.database and not Path(address.database).exists():
        raise OSError(f"There is no database {address.database} yet: run the bot once.")


def _engine(url: str) -> AsyncEngine:
    """Its errors say no values, which may be what people wrote: they go into logs."""
    parsed = make_url(url)
    family = parsed.get_backend_name()
    target = parsed.set(drivername=_DRIVERS[family])
    if family != "sqlite":
        return _postgresql(target)
    sqlite_file(url)
    engine = create_async_engine(target, connect_args={"timeout": _BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _on_sqlite_connect)
    event.listen(engine.sync_engine, "begin", on_sqlite_begin)
    return engine


def _postgresql(url: URL) -> AsyncEngine:
    """With `?statement_cache_size=0` in its address it works behind a pooler that shares connections (PgBouncer).

    The next transaction may meet another connection there, which knows nothing of statements prepared on the last;
    asyncpg then sends each one with its text. Without a pooler they are prepared once, which is faster.
    """
    told = url.query.get(_STATEMENTS)
    if told is None:
        return create_async_engine(url, pool_size=10, pool_pre_ping=True, hide_parameters=True)
    if not isinstance(told, str) or not told.isdecimal():
        raise OSError(f"DATABASE_URL: {_STATEMENTS} is a number, 0 behind a pooler such as PgBouncer, and not {told}")
    return create_async_engine(
        url.difference_update_query([_STATEMENTS]),
        pool_size=10,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={_STATEMENTS: int(told)},
    )


def _on_sqlite_connect(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
    connection.isolation_level = None  # we say BEGIN ourselves; the driver would say it late and DEFERRED
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_sqlite_read_only(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
    connection.execute("PRAGMA query_only = ON")


def on_sqlite_begin(connection: Connection) -> None:
    """A transaction that may write says so at once: one that turns into a writer later could not be waited for."""
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN DEFERRED" if reads_only else "BEGIN IMMEDIATE")


def insert_new(tx: Tx, table: Table) -> Insert:
    """An INSERT that leaves rows alone which are there already, in the words of this database."""
    return insert_new_on(tx.dialect, table)


def insert_new_on(dialect: Dialect, table: Table) -> Insert:
    """As `insert_new`, for a statement that is made once."""
    if dialect.name == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    return postgresql.insert(table).on_conflict_do_nothing()
