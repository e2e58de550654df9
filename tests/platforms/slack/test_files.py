"""Files that people put into a form: read from Slack's own hosts only, and the token goes nowhere else."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from mentorbot.chat.call import call
from mentorbot.chat.ids import FileId, UserId, WorkspaceId
from mentorbot.chat.invocation import Invocation
from mentorbot.chat.platform import FileTooLarge, NoSuchFile
from mentorbot.chat.reply import Field, FieldKind, Form, Reply
from mentorbot.platforms.slack.clients import Clients
from mentorbot.platforms.slack.files import Files
from mentorbot.platforms.slack.forms import modal
from mentorbot.platforms.slack.place import Place
from tests.fakes.slack import LocalSlack, Person
from tests.fakes.slack.views import check_view
from tests.fakes.slack.workspace import File
from tests.platforms.local.small_talk import SmallTalk
from tests.platforms.slack.stage import Stage, staged

LIMIT = 2_000_000
LIST = Field(name="file", label="Which list?", kind=FieldKind.FILE, required=True)


class FilesTalk(SmallTalk):
    """Asks for a list whenever a form is due."""

    async def form(self, invocation: Invocation) -> Form | Reply:
        return Form(title="Import", call=invocation.call, fields=(LIST,))


class ListOrNameTalk(SmallTalk):
    """Asks for a cohort, and for a list if there is one."""

    async def form(self, invocation: Invocation) -> Form | Reply:
        name = Field(name="cohort", label="Which cohort?", kind=FieldKind.LINE, required=True)
        return Form(title="Import", call=invocation.call, fields=(name, replace(LIST, required=False)))


@dataclass(slots=True)
class Elsewhere:
    """A server of somebody else's."""

    url: str = ""
    tokens: list[str | None] = field(default_factory=list)

    async def serve(self, request: web.Request) -> web.Response:
        self.tokens.append(request.headers.get("Authorization"))
        return web.Response(text="secret")


@pytest.fixture
async def elsewhere() -> AsyncIterator[Elsewhere]:
    other = Elsewhere()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", other.serve)
    async with TestServer(app) as server:
        other.url = str(server.make_url("/"))
        yield other


@pytest.fixture
async def slack() -> AsyncIterator[LocalSlack]:
    async with LocalSlack() as local:
        yield local


@pytest.fixture
def files(slack: LocalSlack) -> Files:
    return Files(Clients(token=slack.bot_token, url=slack.url, seconds=5))


def put(slack: LocalSlack, content: bytes = b"ada\nkim") -> File:
    return slack.workspace.add_file(content, name="people.csv", owner="U0ADA")


async def read(files: Files, file: File, limit: int = LIMIT) -> bytes:
    return await files.read(FileId(file.id), limit)


@pytest.mark.parametrize("required", [True, False])
def test_the_field_of_a_file_takes_one(required: bool) -> None:  # noqa: FBT001 - of the table above
    form = Form(title="Import", call=call("cohort import"), fields=(replace(LIST, required=required),))
    view = modal(form, Place(user=UserId("U0ADA")))
    assert view is not None
    check_view(view)
    assert view["blocks"] == [
        {
            "type": "input",
            "block_id": "file",
            "optional": not required,
            "label": {"type": "plain_text", "text": "Which list?", "emoji": False},
            "element": {"type": "file_input", "max_files": 1, "action_id": "file"},
        }
    ]


async def submitted(stage: Stage, person: Person, content: bytes) -> FileId:
    form = await person.types("/mentor join")
    await form.submit({"Which list?": person.uploads(content)})
    return FileId(stage.talk.answered[-1].call.named["file"])


async def test_a_file_put_into_a_form_comes_as_its_id_and_can_be_read() -> None:
    async with staged(FilesTalk()) as stage:
        file = await submitted(stage, stage.slack.person("Ada"), b"ada\nkim")
        assert file in stage.slack.workspace.files
        assert await stage.platform.read_file(WorkspaceId(stage.slack.team), file, LIMIT) == b"ada\nkim"
        with pytest.raises(NoSuchFile, match="another Slack workspace"):
            await stage.platform.read_file(WorkspaceId("T0ELSE001"), file, LIMIT)


async def test_slacks_client_wants_a_file_of_at_most_10_mb() -> None:
    async with staged(FilesTalk()) as stage:
        ada = stage.slack.person("Ada")
        with pytest.raises(AssertionError, match="asks to fill in"):
            await (await ada.types("/mentor join")).submit({})
        with pytest.raises(AssertionError, match="takes a file"):
            await (await ada.types("/mentor join")).submit({"Which list?": "people.csv"})
        await submitted(stage, ada, b"x" * 10_000_000)
        with pytest.raises(AssertionError, match="at most 10 MB"):
            await submitted(stage, ada, b"x" * 10_000_001)


OLD_MANIFEST = {"users:read", "chat:write", "commands"}


async def test_a_token_of_an_older_manifest_is_shown_the_rest_of_the_form() -> None:
    async with staged(ListOrNameTalk()) as stage:
        ada = stage.slack.person("Ada")
        stage.slack.web_api.scopes = OLD_MANIFEST
        form = await ada.types("/mentor join")
        assert "A file could be given here too, once I'm installed again with the current manifest." in form.text
        assert "Which list?" not in form.text
        assert (await form.submit({"Which cohort?": "spring"})).text.startswith("You're in *spring*.")


async def test_a_token_of_an_older_manifest_is_told_so_where_a_file_is_needed() -> None:
    async with staged(FilesTalk()) as stage:
        ada = stage.slack.person("Ada")
        stage.slack.web_api.scopes = OLD_MANIFEST
        shown = await ada.types("/mentor join")
        assert not shown.is_form
        assert shown.text.startswith("I may not read files yet.")


async def test_a_trigger_that_came_too_late_is_not_taken_for_a_lack_of_scope() -> None:
    async with staged(ListOrNameTalk()) as stage:
        stage.slack.fail("views.open", "expired_trigger_id")
        shown = await stage.slack.person("Ada").types("/mentor join")
        assert shown.buttons == ["Fill it in"]
        assert len(stage.slack.called("views.open")) == 1


async def test_a_file_of_the_limit_is_read_and_one_byte_more_is_not(slack: LocalSlack, files: Files) -> None:
    assert len(await read(files, put(slack, b"x" * LIMIT))) == LIMIT
    with pytest.raises(FileTooLarge, match="a little more than 2 MB"):
        await read(files, put(slack, b"x" * (LIMIT + 1)))


async def test_a_file_of_50_mb_is_refused_by_what_slack_says_of_it(slack: LocalSlack, files: Files) -> None:
    file = put(slack)
    file.size = 50_000_000
    with pytest.raises(FileTooLarge, match=r"That file is 50 MB; I take up to 2 MB\."):
        await read(files, file)
    assert slack.files.tokens == []


async def test_a_file_larger_than_slack_says_is_not_read_to_its_end(slack: LocalSlack, files: Files) -> None:
    file = put(slack, b"x" * 50_000_000)
    file.size = 10
    with pytest.raises(FileTooLarge, match="goes on past 2 MB"):
        await read(files, file)
    assert slack.files.sent < 25_000_000


async def test_a_file_that_is_gone_is_said_to_be_so(slack: LocalSlack, files: Files) -> None:
    file = put(slack)
    slack.fail("files", status=404)
    with pytest.raises(NoSuchFile, match="any more"):
        await read(files, file)
    file.deleted = True
    with pytest.raises(NoSuchFile, match=r"doesn't have that file any more. Please attach it again\."):
        await read(files, file)
    del slack.workspace.files[file.id]
    with pytest.raises(NoSuchFile, match="any more"):
        await read(files, file)


@pytest.mark.parametrize("typed", ["people.csv", "f0nobody", "F0/../x", "https://files.slack.com/a", "U0ADA", ""])
async def test_what_is_no_id_of_a_file_is_not_asked_about(slack: LocalSlack, files: Files, typed: str) -> None:
    with pytest.raises(NoSuchFile, match="cannot be typed"):
        await files.read(FileId(typed), LIMIT)
    assert slack.called("files.info") == []


async def test_a_token_without_the_scope_says_what_to_do(slack: LocalSlack, files: Files) -> None:
    slack.web_api.scopes = {"users:read"}
    with pytest.raises(NoSuchFile, match="install me again"):
        await read(files, put(slack))


async def test_the_login_page_is_not_taken_for_the_file(slack: LocalSlack, files: Files) -> None:
    file = put(slack)
    slack.fail("files", text="<html>Sign in</html>", status=200)
    with pytest.raises(NoSuchFile, match="install me again"):
        await read(files, file)


async def test_the_way_to_the_login_page_is_not_followed(slack: LocalSlack) -> None:
    file = put(slack)
    stale = Files(Clients(token=slack.bot_token, url=slack.url, seconds=5))
    slack.bot_token = "xoxb-another"  # only the file's host looks at it anew
    with pytest.raises(NoSuchFile):
        await read(stale, file)


async def test_the_token_goes_to_slacks_own_host(slack: LocalSlack, files: Files) -> None:
    assert await read(files, put(slack)) == b"ada\nkim"
    assert slack.files.tokens == [f"Bearer {slack.bot_token}"]


async def test_the_token_goes_to_no_other_host(slack: LocalSlack, files: Files, elsewhere: Elsewhere) -> None:
    other = elsewhere.url.removeprefix("http://")
    for address in (
        elsewhere.url,
        f"http://{slack.authority}@{other}",
        f"http://{slack.authority}:x@{other}",
        f"http://files.slack.com@{other}",
        f"http://{other}?files.slack.com",
        f"//{other}",
    ):
        file = put(slack)
        file.url = address
        with pytest.raises(NoSuchFile, match="outside Slack"):
            await read(files, file)
    assert elsewhere.tokens == []


@pytest.mark.parametrize(
    "address",
    [
        "http://files.slack.com/a",
        "https://files.slack.com:8443/a",
        "https://me@files.slack.com/a",
        "https://files.slack.com.evil.example/a",
        "https://drive.example/people.csv",
        "https://169.254.169.254/latest",
        "file:///etc/passwd",
        "https://[::1",
        "",
    ],
)
async def test_a_file_that_is_kept_elsewhere_is_left_there(slack: LocalSlack, files: Files, address: str) -> None:
    file = put(slack)
    file.url = address or "/relative"
    with pytest.raises(NoSuchFile, match="outside Slack"):
        await read(files, file)


async def test_a_redirect_elsewhere_is_not_followed(elsewhere: Elsewhere) -> None:
    async def led(_: web.Request) -> web.Response:
        raise web.HTTPFound(elsewhere.url)

    async def told(request: web.Request) -> web.Response:
        address = f"http://{request.host}/files-pri/a"
        return web.json_response({"ok": True, "file": {"id": "F1", "size": 3, "url_private_download": address}})

    app = web.Application()
    app.router.add_get("/files-pri/a", led)
    app.router.add_route("*", "/api/files.info", told)
    async with TestServer(app) as home:
        files = Files(Clients(token="xoxb-1", url=str(home.make_url("/api/")), seconds=5))
        with pytest.raises(NoSuchFile, match="install me again"):
            await files.read(FileId("F1"), LIMIT)
    assert elsewhere.tokens == []


@pytest.mark.parametrize(("status", "said"), [(500, "HTTP 500"), (503, "HTTP 503"), (204, "HTTP 204")])
async def test_a_host_in_trouble_is_said_to_be_so(slack: LocalSlack, files: Files, status: int, said: str) -> None:
    file = put(slack)
    slack.fail("files", status=status, text="upstream error")
    with pytest.raises(NoSuchFile, match=said):
        await read(files, file)
    slack.fail("files.info", "internal_error")
    with pytest.raises(NoSuchFile, match="internal_error"):
        await read(files, file)
