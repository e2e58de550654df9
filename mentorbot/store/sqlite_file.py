"""The file of a SQLite database, and the right to be the only bot that runs on it."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import make_url


@contextmanager
def alone_on(url: str) -> Iterator[None]:
    """Be the only running bot on a SQLite database until the block ends; PostgreSQL takes any number.

    The lock is the operating system's, on a file beside the database: it ends with the process, however that ends.
    Raises OSError, in words for the operator.
    """
    file = sqlite_file(url)
    if file is None:
        yield
        return
    beside = file.with_name(f"{file.name}.lock")
    try:
        # Never the library's soft lock, which would outlive a process that was killed.
        lock = FileLock(beside, blocking=False, fallback_to_soft=False, thread_local=False)
        lock.acquire()
    except Timeout:
        raise OSError(_in_use(file, beside)) from None
    except OSError as error:
        raise OSError(f"Cannot lock the database {file}: {error.strerror or error} ({beside}).") from None
    try:
        beside.write_text(f"process {os.getpid()} on {socket.gethostname()}\n", encoding="utf-8")
        yield
    finally:
        lock.release()


def sqlite_file(url: str) -> Path | None:
    """The file that the address names, in a folder that is there; None where it names none.

    Raises OSError, in words for the operator, where nothing can be written.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or address.database in {None, "", ":memory:"}:
        return None
    file = Path(str(address.database)).resolve()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OSError(_cannot_write(file, f"its folder cannot be made ({error.strerror})")) from None
    if not os.access(file.parent, os.W_OK | os.X_OK):
        raise OSError(_cannot_write(file, f"nothing can be written to the folder {file.parent}"))
    if file.is_dir():
        raise OSError(_cannot_write(file, "that is a folder"))
    if file.exists() and not os.access(file, os.R_OK | os.W_OK):
        raise OSError(_cannot_write(file, "the file cannot be read and written"))
    return file


def _cannot_write(file: Path, why: str) -> str:
    return (
        f"Cannot keep the database in {file}: {why}. Give this user the right to write there, "
        "or name another file: DATABASE_URL=sqlite:///data/mentorbot.db"
    )


def _in_use(file: Path, beside: Path) -> str:
    try:
        who = beside.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError):
        who = ""
    return (
        f"The bot is running already: {who or 'another process'} has the database {file} open, and SQLite is for one "
        "process at a time. Stop that one first; or, for several at once, use PostgreSQL: "
        "DATABASE_URL=postgresql://user:password@host/name"
    )
