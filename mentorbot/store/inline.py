"""The same store on SQLite without a thread: a transaction ends before anything else has its turn.

For virtual time, where waiting for a thread would be the only thing that really takes time, and the only thing whose
order is not decided by a seed. Everything above the driver is what the bot runs on; only the disk is not waited for.
"""

import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Protocol, Self

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from mentorbot.store.engine import PRAGMAS, Store, Tx, on_sqlite_begin
from mentorbot.store.migrate import upgrade


class Line(Protocol):
    """What lies between a process and its database; what it raises is what the process hears."""

    def before(self) -> None:
        """A transaction is to begin."""

    def after(self) -> None:
        """A commit is done."""


class SoundLine:
    """Nothing is ever wrong with it."""

    def before(self) -> None:
        """Always."""

    def after(self) -> None:
        """Always."""


class InlineStore(Store):
    """A store behind a line that may break."""

    def __init__(self, engine: AsyncEngine, line: Line) -> None:
        super().__init__(engine)
        self._line = line

    def through(self, line: Line) -> "InlineStore":
        """The same database, as another process has it."""
        return InlineStore(self._engine, line)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        self._line.before()
        async with super().begin() as tx:
            yield tx
        self._line.after()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        self._line.before()
        async with super().read() as tx:
            yield tx


async def open_inline(file: Path) -> InlineStore:
    """A store in a new file, for an event loop that nobody but virtual time waits for."""

    async def connect(*_: object, **__: object) -> _Connection:
        return _Connection(file)

    engine = create_async_engine(f"sqlite+aiosqlite:///{file}", async_creator=connect)
    event.listen(engine.sync_engine, "begin", on_sqlite_begin)
    async with engine.begin() as connection:
        await connection.run_sync(upgrade)
    return InlineStore(engine, SoundLine())


class _Cursor:
    """What SQLAlchemy asks of aiosqlite's cursor, done at once."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor

    async def __aenter__(self) -> Self:
        return self

    @property
    def description(self) -> Any:  # noqa: ANN401 - the driver's own tuples
        return self._cursor.description

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount

    @property
    def lastrowid(self) -> int | None:
        return self._cursor.lastrowid

    async def execute(self, operation: str, parameters: Sequence[Any] = ()) -> None:
        self._cursor.execute(operation, parameters)

    async def executemany(self, operation: str, parameters: Sequence[Sequence[Any]]) -> None:
        self._cursor.executemany(operation, parameters)

    async def fetchall(self) -> list[Any]:
        return self._cursor.fetchall()

    async def close(self) -> None:
        self._cursor.close()


class _Connection:
    """What SQLAlchemy asks of aiosqlite's connection, done at once."""

    def __init__(self, file: Path) -> None:
        self._connection: sqlite3.Connection | None = sqlite3.connect(file, isolation_level=None)
        for pragma in (*PRAGMAS, "synchronous = OFF"):
            self._connection.execute(f"PRAGMA {pragma}")

    def cursor(self) -> _Cursor:
        assert self._connection is not None  # noqa: S101 - nobody asks after closing
        return _Cursor(self._connection.cursor())

    async def create_function(self, *wanted: Any, **more: Any) -> None:  # noqa: ANN401 - sqlite3's own
        if self._connection:
            self._connection.create_function(*wanted, **more)

    async def rollback(self) -> None:
        if self._connection:
            self._connection.rollback()

    async def commit(self) -> None:
        if self._connection:
            self._connection.commit()

    async def close(self) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None
