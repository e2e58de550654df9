"""The README's instructions, followed to the letter against the local Slack and the local Discord."""

import asyncio
import json
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.fakes.discord import LocalDiscord
from tests.fakes.slack import LocalSlack

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def env_block(name: str) -> str:
    """The lines that the README tells people to put into .env."""
    block = re.search(rf"```{name}\n(.*?)```", README, re.DOTALL)
    assert block, f"README.md has no block {name}"
    return "".join(f"{line.strip()}\n" for line in block[1].strip().splitlines())


@asynccontextmanager
async def running(folder: Path, dot_env: str) -> AsyncIterator[list[str]]:
    """`make run` in a folder whose .env has that text; gives the four lines that it says."""
    (folder / ".env").write_text(f"{dot_env}PORT=0\nCONTENT_DIR={ROOT / 'content'}\n", encoding="utf-8")
    clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(ROOT / "bot.py"), cwd=folder, env=clean, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(30):
            yield [(await process.stdout.readline()).decode().rstrip() for _ in range(4)]
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()
    assert process.returncode == 0


async def test_put_it_on_your_slack(tmp_path: Path) -> None:
    async with LocalSlack() as slack:
        robin = slack.person("Robin", admin=True)
        dot_env = env_block("slack.env").replace("xoxb-…", slack.bot_token).replace("xapp-…", slack.app_token)
        async with running(tmp_path, f"{dot_env}SLACK_API_URL={slack.url}\n") as said:
            assert "Slack            on" in said
            assert "Becoming a technical product manager" in (await robin.types("/mentor")).text
            assert "Spring 26" in (await robin.types('/cohort create "Spring 26"')).text


async def test_the_manifest_that_the_readme_names_is_what_make_prints() -> None:
    assert "`make manifest`" in README
    done = await asyncio.create_subprocess_exec(
        sys.executable, str(ROOT / "bot.py"), "manifest", "slack", cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    printed = json.loads((await done.communicate())[0])
    assert [each["command"] for each in printed["features"]["slash_commands"]] == ["/mentor", "/cohort"]
    assert printed["settings"]["socket_mode_enabled"] is True


async def test_put_it_on_your_discord(tmp_path: Path) -> None:
    async with LocalDiscord() as discord:
        robin = discord.person("Robin", manages_guild=True)
        dot_env = env_block("discord.env").replace("…", discord.bot_token)
        addresses = f"DISCORD_API_URL={discord.api_url}\nDISCORD_GATEWAY_URL={discord.gateway_url}\n"
        async with running(tmp_path, f"{dot_env}{addresses}") as said:
            assert "Discord          on" in said
            assert "Becoming a technical product manager" in (await robin.uses("mentor home")).text
            assert "Spring 26" in (await robin.uses("cohort create", name="Spring 26")).text


@pytest.mark.parametrize("name", ["make run", "make test"])
def test_the_two_commands_are_in_the_makefile(name: str) -> None:
    assert name in README
    assert re.search(rf"^{name.removeprefix('make ')}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
