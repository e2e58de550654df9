"""What the tests of the page ask of it."""

import json
from typing import TypeAlias

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient

from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.platform import Parcel
from mentorbot.chat.reply import Reply
from mentorbot.platforms.local.platform import LocalPlatform
from tests.platforms.local.small_talk import nudge

Browser: TypeAlias = TestClient[web.Request, web.Application]


async def post(browser: Browser, name: str, **body: object) -> dict[str, object]:
    """What the endpoint answers to Ada, unless the body names somebody else."""
    response = await browser.post(f"/local/{name}", json={"as": "ada"} | body)
    answer = await response.json()
    assert isinstance(answer, dict)
    return answer


async def page_of(browser: Browser, user: str = "ada") -> str:
    response = await browser.get("/", params={"as": user})
    assert response.status == 200
    return await response.text()


async def deliver(local: LocalPlatform, user: str = "ada", *, key: str = "k1", says: Reply | None = None) -> None:
    """A direct message of the bot's; a nudge unless it says something else."""
    await local.send(Parcel(key=key, workspace=WorkspaceId("local"), user=UserId(user), reply=says or nudge()))


class Events:
    """The server-sent events of an open stream."""

    def __init__(self, response: ClientResponse) -> None:
        self._response = response

    async def next(self, name: str) -> dict[str, object]:
        """The data of the next event of that name."""
        while True:
            block = (await self._response.content.readuntil(b"\n\n")).decode()
            fields = dict(line.partition(": ")[::2] for line in block.splitlines())
            if fields.get("event") == name:
                return {**json.loads(fields["data"]), "number": fields["id"]}


async def stream(browser: Browser, user: str = "ada", *, after: int = 0) -> Events:
    response = await browser.get("/local/events", params={"as": user, "after": str(after)})
    assert response.content_type == "text/event-stream"
    return Events(response)
