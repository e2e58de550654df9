"""Attachments: from a command and from a form, read from Discord's own host only, with nothing of ours."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Annotated

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from mentorbot.chat.call import call
from mentorbot.chat.command import Group, Option, command
from mentorbot.chat.ids import FileId, WorkspaceId
from mentorbot.chat.invocation import Invocation
from mentorbot.chat.platform import FileTooLarge, NoSuchFile
from mentorbot.chat.reply import Field, FieldKind, Form, Reply, reply, say
from mentorbot.platforms.discord.carry import Carrier
from mentorbot.platforms.discord.files import Files
from mentorbot.platforms.discord.forms import modal
from mentorbot.platforms.discord.platform import DiscordPlatform
from tests.fakes.discord import GivenFile, LocalDiscord, NotOffered
from tests.fakes.discord.check_components import FILE_UPLOAD, check_modal
from tests.fakes.discord.errors import Faults
from tests.platforms.discord.stage import Kept, SmallTalk, platform_on, running

HOME = WorkspaceId("1")
LIMIT = 2_000_000


@command("import", "Import people", group="cohort")
async def bring(
    ctx: Invocation,
    file: Annotated[FileId | None, Option("Which list?", ask=True)] = None,
    note: Annotated[str, Option("Anything else?")] = "",
) -> Reply:
    del ctx
    return reply(say("{file} {note}", file=str(file), note=note))


class FilesTalk(SmallTalk):
    """Asks for the file that is missing."""

    def opens_form(self, invocation: Invocation) -> bool:
        return not invocation.call.named

    async def form(self, invocation: Invocation) -> Form | Reply:
        asked = Field(name="file", label="Which list?", kind=FieldKind.FILE, required=True)
        return Form(title="Import", call=invocation.call, fields=(asked,))


def talk() -> FilesTalk:
    return FilesTalk(groups=(Group("cohort", "Run cohorts", (bring,)),))


@dataclass(slots=True)
class Elsewhere:
    """A server of somebody else's."""

    url: str = ""
    asked: list[str] = field(default_factory=list)

    async def serve(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        return web.Response(text="secret")


@pytest.fixture
async def elsewhere() -> AsyncIterator[Elsewhere]:
    other = Elsewhere()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", other.serve)
    async with TestServer(app) as server:
        other.url = str(server.make_url("/"))
        yield other


def kept(discord: LocalDiscord, upload: GivenFile) -> FileId:
    """The address of something attached."""
    return FileId(discord.files.put(upload)["url"])


async def test_a_file_attached_to_a_command_comes_as_its_address(discord: LocalDiscord) -> None:
    conversation = talk()
    async with running(discord, conversation) as platform:
        await discord.person("Ada").uses("cohort import", file=GivenFile(b"ada\nkim"), note="all")
        given = conversation.heard[-1].call.named
        assert given["note"] == "all"
        assert given["file"].startswith(f"{discord.cdn_url}/ephemeral-attachments/")
        assert await platform.read_file(HOME, FileId(given["file"]), LIMIT) == b"ada\nkim"


async def test_a_file_uploaded_into_a_form_comes_as_its_address(discord: LocalDiscord) -> None:
    conversation = talk()
    async with running(discord, conversation) as platform:
        form = await discord.person("Ada").opens("cohort import")
        assert form.text == "# Import\nWhich list?: <a file>*"
        with pytest.raises(NotOffered, match="must be filled in"):
            await form.submit({})
        with pytest.raises(NotOffered, match="takes a file"):
            await form.submit({"Which list?": "people.csv"})
        await form.submit({"Which list?": GivenFile(b"ada")})
        address = conversation.heard[-1].call.named["file"]
        assert await platform.read_file(HOME, FileId(address), LIMIT) == b"ada"


async def test_discords_client_sends_a_file_of_its_limit_and_none_above(discord: LocalDiscord) -> None:
    async with running(discord, talk()):
        ada = discord.person("Ada")
        await ada.uses("cohort import", file=GivenFile(b"x" * 10_485_760))
        with pytest.raises(NotOffered, match="larger"):
            await ada.uses("cohort import", file=GivenFile(b"x" * 10_485_761))
        with pytest.raises(NotOffered, match="takes a file"):
            await ada.uses("cohort import", file="people.csv")


@pytest.mark.parametrize("required", [True, False])
async def test_discord_takes_the_field_of_a_file(required: bool) -> None:  # noqa: FBT001 - of the table above
    asked = Field(name="file", label="Which list?", kind=FieldKind.FILE, required=required)
    form = Form(title="Import", call=call("cohort import"), fields=(asked,))
    faults = Faults()
    data = modal(form, Carrier()).to_dict()
    check_modal(faults, data)
    faults.settle()
    control = data["components"][0]["component"]
    assert control["type"] == FILE_UPLOAD
    assert (control["required"], control["min_values"], control["max_values"]) == (required, int(required), 1)


async def test_the_token_does_not_go_along(discord: LocalDiscord, platform: DiscordPlatform) -> None:
    await platform.read_file(HOME, kept(discord, GivenFile(b"ada")), LIMIT)
    assert [each.authorization for each in discord.files.fetched] == [None]


async def test_a_file_is_read_also_while_not_connected(discord: LocalDiscord) -> None:
    platform = platform_on(discord, SmallTalk(), Kept())
    assert await platform.read_file(HOME, kept(discord, GivenFile(b"ada")), LIMIT) == b"ada"


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_file_of_the_limit_is_read_and_one_byte_more_is_not(
    discord: LocalDiscord,
    chunked: bool,  # noqa: FBT001 - of the table above
) -> None:
    files = Files(discord.cdn_url)
    whole = kept(discord, GivenFile(b"x" * LIMIT, chunked=chunked))
    assert len(await files.read(whole, LIMIT)) == LIMIT
    with pytest.raises(FileTooLarge, match=r"goes on past 2 MB" if chunked else r"a little more than 2 MB"):
        await files.read(kept(discord, GivenFile(b"x" * (LIMIT + 1), chunked=chunked)), LIMIT)


async def test_a_file_of_50_mb_is_refused_by_its_length_alone(discord: LocalDiscord) -> None:
    with pytest.raises(FileTooLarge, match=r"That file is 50 MB; I take up to 2 MB\."):
        await Files(discord.cdn_url).read(kept(discord, GivenFile(b"", size=50_000_000)), LIMIT)
    assert discord.files.sent == 0


async def test_a_file_that_goes_on_is_not_read_to_its_end(discord: LocalDiscord) -> None:
    with pytest.raises(FileTooLarge):
        await Files(discord.cdn_url).read(kept(discord, GivenFile(b"x" * 50_000_000, chunked=True)), LIMIT)
    assert discord.files.sent < 25_000_000


async def test_a_file_that_discord_keeps_no_longer_is_gone(discord: LocalDiscord) -> None:
    address = kept(discord, GivenFile(b"ada"))
    discord.files.expire()
    with pytest.raises(NoSuchFile, match=r"doesn't have that file any more. Please attach it again\."):
        await Files(discord.cdn_url).read(address, LIMIT)


async def test_an_address_without_its_signature_opens_nothing(discord: LocalDiscord) -> None:
    address = kept(discord, GivenFile(b"ada")).partition("?")[0]
    with pytest.raises(NoSuchFile, match="any more"):
        await Files(discord.cdn_url).read(FileId(address), LIMIT)


async def test_no_other_host_is_asked(discord: LocalDiscord, elsewhere: Elsewhere) -> None:
    files = Files(discord.cdn_url)
    other = elsewhere.url.removeprefix("http://")
    home = discord.cdn_url.removeprefix("http://")
    for address in (
        elsewhere.url,
        f"http://{home}@{other}",
        f"http://{home}:x@{other}",
        f"http://{other}?{home}",
        f"http://{other}#@{home}",
        f"http://{other}\\@{home}/",
        f"//{other}",
        f"{discord.cdn_url}@{other}",
        f"{discord.cdn_url}.{other}",
    ):
        with pytest.raises(NoSuchFile, match="no file that Discord keeps"):
            await files.read(FileId(address), LIMIT)
    assert elsewhere.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "http://cdn.discordapp.com/a",
        "https://cdn.discordapp.com:8443/a",
        "https://user@cdn.discordapp.com/a",
        "https://cdn.discordapp.com.evil.example/a",
        "https://evil.example/cdn.discordapp.com",
        "https://media.discordapp.net/a",
        "https://169.254.169.254/latest/meta-data",
        "http://localhost:5432",
        "file:///etc/passwd",
        "ftp://cdn.discordapp.com/a",
        "https://[::1",
        "https://cdn.discordapp.com:nine/a",
        "people.csv",
        "",
    ],
)
async def test_only_discords_own_host_over_https_would_be_asked(address: str) -> None:
    with pytest.raises(NoSuchFile, match="no file that Discord keeps"):
        await Files("https://cdn.discordapp.com/").read(FileId(address), LIMIT)


async def test_nobody_is_led_elsewhere(elsewhere: Elsewhere) -> None:
    async def led(_: web.Request) -> web.Response:
        raise web.HTTPFound(elsewhere.url)

    app = web.Application()
    app.router.add_get("/a", led)
    async with TestServer(app) as home:
        with pytest.raises(NoSuchFile, match="HTTP 302"):
            await Files(str(home.make_url("/"))).read(FileId(str(home.make_url("/a"))), LIMIT)
    assert elsewhere.asked == []


async def test_a_host_that_is_slow_or_down_is_said_to_be_so() -> None:
    async def slow(_: web.Request) -> web.Response:
        await asyncio.sleep(1)
        return web.Response()

    app = web.Application()
    app.router.add_get("/a", slow)
    async with TestServer(app) as home:
        files, address = Files(str(home.make_url("/")), seconds=0.1), FileId(str(home.make_url("/a")))
        with pytest.raises(NoSuchFile, match=r"\(TimeoutError\). Please attach it again in a minute\."):
            await files.read(address, LIMIT)
    with pytest.raises(NoSuchFile, match=r"\(Client\w+\). Please attach it again in a minute\."):
        await files.read(address, LIMIT)
