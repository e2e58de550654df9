"""Files of the workspace: what people upload, what the Web API says of it, and the host that hands it out."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

from tests.fakes.slack.web_api import Method
from tests.fakes.slack.wire import Json, SlackError
from tests.fakes.slack.workspace import TEAM, File

if TYPE_CHECKING:
    from tests.fakes.slack.server import LocalSlack


def file_info(slack: "LocalSlack", given: Json) -> Json:
    """One file."""
    file = slack.workspace.files.get(given.get("file", ""))
    if file is None:
        raise SlackError("file_not_found")
    if file.deleted:
        raise SlackError("file_deleted")
    return {"file": file_json(slack, file), "comments": [], "response_metadata": {"next_cursor": ""}}


def file_json(slack: "LocalSlack", file: File) -> Json:
    """A file as the Web API and a form's state give it."""
    page = f"http://{slack.authority}/files-pri/{TEAM}-{file.id}"
    return {
        "id": file.id,
        "name": file.name,
        "title": file.name,
        "mimetype": file.mimetype,
        "filetype": file.name.rpartition(".")[2],
        "user": file.owner,
        "user_team": TEAM,
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        "size": len(file.content) if file.size is None else file.size,
        "url_private": f"{page}/{file.name}",
        "url_private_download": file.url or f"{page}/download/{file.name}",
    }


@dataclass(slots=True)
class FileHost:
    """Hands files out to whoever has a good token, and shows everybody else the way to the login page."""

    slack: "LocalSlack"
    tokens: list[str] = field(default_factory=list)
    """What came with each request, in order."""
    sent: int = 0
    """Bytes of files that went out."""

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """`GET /files-pri/T…-F…/download/<name>`."""
        token = request.headers.get("Authorization", "")
        self.tokens.append(token)
        failure = self.slack.failures.take("files")
        if failure is not None and not failure.only_slow:
            return web.Response(status=failure.status, text=failure.text or "", content_type="text/html")
        scopes = self.slack.web_api.scopes
        if token != f"Bearer {self.slack.bot_token}" or (scopes is not None and "files:read" not in scopes):
            raise web.HTTPFound(f"http://{self.slack.authority}/?redir=%2Ffiles-pri%2F")
        file = self.slack.workspace.files.get(request.match_info["file"].partition("-")[2])
        if file is None or file.deleted:
            raise web.HTTPNotFound
        return await self._send(request, file)

    async def _send(self, request: web.Request, file: File) -> web.StreamResponse:
        """In pieces, so that a client may stop; without a length, as Slack's does for what it compresses."""
        response = web.StreamResponse(headers={"Content-Type": file.mimetype})
        await response.prepare(request)
        for start in range(0, len(file.content), 1 << 16):
            piece = file.content[start : start + (1 << 16)]
            await response.write(piece)
            self.sent += len(piece)
        return response


METHODS = {"files.info": Method(run=file_info, tier=4, scope="files:read")}
