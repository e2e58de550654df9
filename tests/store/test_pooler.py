"""PostgreSQL behind PgBouncer, where each transaction may meet another connection."""

import asyncio
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorbot.store import Store, open_store
from mentorbot.store.notes import StoredNotes
from tests.postgres import Cluster

PORT = 6432
PATIENCE = 10.0
_SETTINGS = """
[databases]
bot = host={cluster} dbname={database} user=postgres

[pgbouncer]
listen_addr =
listen_port = {port}
unix_socket_dir = {home}
auth_type = any
auth_file = {home}/users
pool_mode = transaction
default_pool_size = 3
"""


@pytest.fixture
def pooled_url(postgres: Cluster) -> Iterator[str]:
    """An empty database behind a PgBouncer in transaction mode with three connections."""
    program = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        pytest.skip("there is no PgBouncer on this machine")
    url = postgres.create("pooled")
    account = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None  # it refuses to run as root
    with tempfile.TemporaryDirectory(prefix="mentorbot-") as name:
        home = Path(name)
        settings = _SETTINGS.format(cluster=postgres.socket, database="pooled", port=PORT, home=home)
        (home / "settings.ini").write_text(settings, encoding="utf-8")
        (home / "users").write_text('"postgres" ""\n', encoding="utf-8")
        if account is not None:
            os.chown(home, account, -1)
        with subprocess.Popen([program, "-q", home / "settings.ini"], user=account) as process:
            try:
                yield f"{url.partition('@')[0]}@/bot?host={home}&port={PORT}&statement_cache_size=0"
            finally:
                process.kill()
    postgres.drop("pooled")


async def opened(url: str) -> Store:
    """Open it as soon as the pooler listens."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                return await open_store(url)
            except OSError:
                await asyncio.sleep(0.05)


async def test_many_replicas_share_a_few_connections_of_a_pooler(pooled_url: str) -> None:
    stores = [await opened(pooled_url) for _ in range(3)]
    try:
        await asyncio.gather(*(_counts(each, name) for name, each in enumerate(stores * 4)))
    finally:
        for each in stores:
            await each.close()


async def test_a_setting_that_is_no_number_is_one_sentence() -> None:
    with pytest.raises(OSError, match="statement_cache_size is a number, 0 behind a pooler"):
        await open_store("postgresql://kim@localhost/bot?statement_cache_size=none")


async def _counts(store: Store, name: int) -> None:
    notes = StoredNotes(store, "count")
    for number in range(40):
        await notes.put(str(name), str(number))
        assert await notes.get(str(name)) == str(number)
