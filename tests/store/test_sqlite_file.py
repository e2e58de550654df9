"""One bot on one SQLite file; and what is said where there can be no file."""

import os
import pwd
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mentorbot.store import alone_on
from mentorbot.store.sqlite_file import sqlite_file

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from mentorbot.store import alone_on
with alone_on(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process(url: str) -> Iterator[subprocess.Popen[str]]:
    """A process that has the database, until it is killed or its input ends."""
    command, pipe = [sys.executable, "-c", HOLD, url], subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'data' / 'mentorbot.db'}"


@contextmanager
def an_ordinary_user() -> Iterator[None]:
    """Root may write everywhere; without its rights this process is like any other."""
    if os.getuid() != 0:
        yield
        return
    nobody = pwd.getpwnam("nobody").pw_uid
    os.setresuid(nobody, nobody, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def shut_folder() -> Iterator[Path]:
    """A folder that everybody may look into and nobody may write to."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


def test_a_second_process_is_told_who_is_there_why_and_what_to_do(url: str) -> None:
    with another_process(url) as first, pytest.raises(OSError, match="running already") as refused, alone_on(url):
        pass
    said = str(refused.value)
    assert f"process {first.pid} on " in said
    assert "mentorbot.db open, and SQLite is for one process at a time." in said
    assert "Stop that one first; or, for several at once, use PostgreSQL: DATABASE_URL=postgresql://" in said
    assert "\n" not in said


def test_another_name_of_the_same_file_is_the_same_file(url: str, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "alias").symlink_to("data")
    alias = f"sqlite:///{tmp_path / 'alias' / 'mentorbot.db'}"
    with another_process(url), pytest.raises(OSError, match="running already"), alone_on(alias):
        pass


def test_a_process_that_was_killed_leaves_the_way_free(url: str) -> None:
    with another_process(url) as first:
        first.kill()
        first.wait()
        with alone_on(url):
            pass


def test_one_that_ended_leaves_the_way_free_also_within_one_process(url: str) -> None:
    for _ in range(2):
        with alone_on(url), pytest.raises(OSError, match=f"process {os.getpid()} on "), alone_on(url):
            pass


def test_two_files_do_not_know_each_other(url: str) -> None:
    with alone_on(url), alone_on(url.replace("mentorbot.db", "other.db")):
        pass


@pytest.mark.parametrize("many", ["postgresql://kim@localhost/bot", "sqlite:///:memory:", "sqlite://"])
def test_what_is_no_file_is_for_any_number(many: str) -> None:
    with alone_on(many), alone_on(many):
        assert sqlite_file(many) is None


def test_a_missing_folder_is_made(url: str, tmp_path: Path) -> None:
    assert sqlite_file(url) == (tmp_path / "data" / "mentorbot.db").resolve()
    assert (tmp_path / "data").is_dir()


def test_a_folder_that_takes_nothing_is_named(shut_folder: Path) -> None:
    with an_ordinary_user():
        for path, why in (("bot.db", "nothing can be written to the folder"), ("new/bot.db", "cannot be made")):
            with pytest.raises(OSError, match=why) as refused, alone_on(f"sqlite:///{shut_folder / path}"):
                pass
            assert str(shut_folder) in str(refused.value)
            assert str(refused.value).endswith("or name another file: DATABASE_URL=sqlite:///data/mentorbot.db")


def test_a_file_that_is_none_or_is_shut_is_named(shut_folder: Path) -> None:
    (shut_folder / "shut.db").touch(mode=0o444)
    shut_folder.chmod(0o777)
    with pytest.raises(OSError, match="that is a folder"):
        sqlite_file(f"sqlite:///{shut_folder}")
    with an_ordinary_user(), pytest.raises(OSError, match="the file cannot be read and written"):
        sqlite_file(f"sqlite:///{shut_folder / 'shut.db'}")
