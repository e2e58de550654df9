"""The README's instructions, followed to the letter against the local Slack and the local Discord."""

import ast
import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.discord import LocalDiscord
from tests.fakes.slack import LocalSlack
from tests.fakes.slack.wire import Json
from tests.fakes.slack.workspace import Kind

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MADE_BY_MAKE = {"MAKEFLAGS", "MFLAGS", "MAKELEVEL"}
"""Variables of a `make test` around this one, which are not for another make."""

ABOUT_THE_BOTS_OWN_CONVERSATIONS = {"conversations.history"}
"""Methods of Slack's that we call for direct messages only; the others for channels only."""
MADE_OF_SEVERAL = {"files_upload_v2": ("files_getUploadURLExternal", "files_completeUploadExternal")}
"""What slack_sdk makes of several methods."""


def env_block(name: str) -> str:
    """The lines that the README tells people to put into .env."""
    block = re.search(rf"```{name}\n(.*?)```", README, re.DOTALL)
    assert block, f"README.md has no block {name}"
    return "".join(f"{line.strip()}\n" for line in block[1].strip().splitlines())


@pytest.fixture(scope="module")
def manifest() -> Json:
    """What `make manifest` prints here."""
    outside = {name: value for name, value in os.environ.items() if name not in MADE_BY_MAKE}
    done = subprocess.run(["make", "-s", "manifest"], cwd=ROOT, env=outside, capture_output=True, check=True)  # noqa: S607 - make is where people have it
    printed: Json = json.loads(done.stdout)
    return printed


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


async def test_put_it_on_your_slack(tmp_path: Path, manifest: Json) -> None:
    async with LocalSlack() as slack:
        slack.web_api.scopes = set(manifest["oauth_config"]["scopes"]["bot"])
        robin = slack.person("Robin", admin=True)
        dot_env = env_block("slack.env").replace("xoxb-…", slack.bot_token).replace("xapp-…", slack.app_token)
        async with running(tmp_path, f"{dot_env}SLACK_API_URL={slack.url}\n") as said:
            assert "Slack            on" in said
            assert "Becoming a technical product manager" in (await robin.types("/mentor")).text
            assert "Spring 26" in (await robin.types('/cohort create "Spring 26"')).text


def test_the_manifest_that_the_readme_names_is_what_make_prints(manifest: Json) -> None:
    assert "`make manifest`" in README
    assert [each["command"] for each in manifest["features"]["slash_commands"]] == ["/mentor", "/cohort"]
    assert manifest["settings"]["socket_mode_enabled"] is True


def test_the_manifest_asks_for_every_scope_that_a_call_of_ours_takes(manifest: Json) -> None:
    methods = LocalSlack().web_api.methods
    called = called_on_slack()
    assert called
    taken = {methods[name].scope for name in called} - {None}
    for name in called:
        own = name in ABOUT_THE_BOTS_OWN_CONVERSATIONS
        taken |= {scope for kind, scope in methods[name].scope_by_kind.items() if (kind is Kind.DIRECT) is own}
    assert taken - set(manifest["oauth_config"]["scopes"]["bot"]) == set()


def called_on_slack() -> set[str]:
    """Every method of the Web API that a line of ours calls, by Slack's name for it."""
    named = {name.replace(".", "_"): name for name in LocalSlack().web_api.methods}
    calls = {
        node.func.attr
        for path in (ROOT / "mentorbot" / "platforms" / "slack").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    made = {call for call in calls if hasattr(AsyncWebClient, call) and not call.startswith("_")}
    return {named[each] for call in made for each in MADE_OF_SEVERAL.get(call, (call,))}


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
