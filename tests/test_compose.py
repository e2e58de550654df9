"""docker-compose.yml: SQLite by default, PostgreSQL and replicas in the profile `scale`."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from mentorbot.settings import Settings, SettingsProblem

ROOT = Path(__file__).parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
BOT, POSTGRES = COMPOSE["services"]["bot"], COMPOSE["services"]["postgres"]


def filled_in(template: str, **variables: str) -> str:
    """What Compose makes of it: its braces are the shell's."""
    shell = ["/bin/sh", "-c", f'printf %s "{template}"']
    return subprocess.run(shell, env=variables, capture_output=True, text=True, check=True).stdout


def database_url(**variables: str) -> str:
    return filled_in(BOT["environment"]["DATABASE_URL"], **variables)


def published(**variables: str) -> str:
    (port,) = BOT["ports"]
    return filled_in(port, **variables)


def test_without_a_profile_there_is_the_bot_alone_on_sqlite_in_a_volume() -> None:
    assert [name for name, service in COMPOSE["services"].items() if "profiles" not in service] == ["bot"]
    assert (database_url(), published()) == ("", "127.0.0.1:8080:8080")
    assert BOT["volumes"] == ["data:/app/data"]


def test_the_profile_scale_adds_postgresql_that_the_bot_waits_for() -> None:
    assert POSTGRES["profiles"] == ["scale"]
    assert BOT["depends_on"] == {"postgres": {"condition": "service_healthy", "required": False}}
    assert "pg_isready" in POSTGRES["healthcheck"]["test"]


def test_a_password_turns_it_on_and_an_address_of_ones_own_comes_first() -> None:
    assert database_url(POSTGRES_PASSWORD="hush") == "postgresql://mentorbot:hush@postgres/mentorbot"
    own = "postgresql://kim@far/bot?statement_cache_size=0"
    assert database_url(POSTGRES_PASSWORD="hush", DATABASE_URL=own) == own
    for address in (database_url(POSTGRES_PASSWORD="hush"), own):
        try:
            Settings.model_validate({"database_url": address, "content_dir": ROOT / "content"})
        except SettingsProblem as problem:
            pytest.fail(str(problem))


def test_a_missing_password_is_asked_for_with_the_profile_only() -> None:
    """Compose refuses to start what needs a secret whose variable is not set."""
    assert COMPOSE["secrets"] == {"POSTGRES_PASSWORD": {"environment": "POSTGRES_PASSWORD"}}
    assert [name for name, service in COMPOSE["services"].items() if "secrets" in service] == ["postgres"]
    assert ":?" not in str(COMPOSE["services"])


def test_replicas_do_not_fight_for_one_port() -> None:
    assert published(PORT="9000") == "127.0.0.1:9000:8080"
    assert published(POSTGRES_PASSWORD="hush") == "127.0.0.1:8080-8099:8080"
    assert published(POSTGRES_PASSWORD="hush", PORT="9000", LAST_PORT="9005") == "127.0.0.1:9000-9005:8080"
    assert (BOT["environment"]["HOST"], BOT["environment"]["PORT"]) == ("0.0.0.0", "8080")  # noqa: S104 - in a container


@pytest.mark.parametrize(("flags", "services"), [((), {"bot"}), (("--profile", "scale"), {"bot", "postgres"})])
def test_compose_itself_reads_it(flags: tuple[str, ...], services: set[str], tmp_path: Path) -> None:
    docker = shutil.which("docker")
    if docker is None or subprocess.run([docker, "compose", "version"], capture_output=True, check=False).returncode:
        pytest.skip("there is no Docker Compose on this machine")
    shutil.copy(ROOT / "docker-compose.yml", tmp_path)
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [docker, "compose", *flags, "config", "--services"],
        cwd=tmp_path,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) == services
