"""What leaves: asked at the last moment, once, and never again by the HTTP client itself."""

import asyncio
from dataclasses import replace

import pytest
from aiohttp import web

from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.platform import Later, Parcel, Sent, Unknown
from mentorbot.chat.reply import reply, say
from mentorbot.platforms.discord.outcomes import Answer
from mentorbot.platforms.discord.platform import DiscordPlatform
from mentorbot.platforms.discord.rest import Rest
from tests.fakes.discord import LocalDiscord, Person

OPEN = "POST /users/@me/channels"


def parcel_for(person: Person) -> Parcel:
    said = reply(say("Good morning"))
    return Parcel(key="delivery-1", workspace=WorkspaceId(person.guild.id), user=UserId(person.id), reply=said)


def posts(discord: LocalDiscord) -> int:
    return sum(each.route.startswith("POST /channels/") for each in discord.requests)


async def test_a_claim_that_is_too_old_sends_nothing(
    ada: Person, discord: LocalDiscord, platform: DiscordPlatform
) -> None:
    outcome = await platform.send(replace(parcel_for(ada), goes=lambda: False))
    assert isinstance(outcome, Later)
    assert outcome.seconds == 0
    assert (posts(discord), ada.direct_messages()) == (0, [])
    assert isinstance(await platform.send(parcel_for(ada)), Sent)


async def test_a_claim_is_asked_after_the_direct_messages_were_opened(
    ada: Person, discord: LocalDiscord, platform: DiscordPlatform
) -> None:
    opened_before: list[int] = []

    def goes() -> bool:
        opened_before.append(discord.count(OPEN))
        return True

    await platform.send(replace(parcel_for(ada), goes=goes))
    assert opened_before == [1]


async def test_a_claim_is_asked_once_the_connection_is_there() -> None:
    """The server takes a connection before it is asked, and reads nothing from it after a no."""
    came, gone, read = asyncio.Event(), asyncio.Event(), bytearray()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.set()
        read.extend(await reader.read())
        writer.close()
        await writer.wait_closed()
        gone.set()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    asked: list[bool] = []

    def goes() -> bool:
        asked.append(came.is_set())
        return False

    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        async with Rest(api_url=address, token="t", seconds=5) as rest:
            answer = await rest.post("/channels/1/messages", {"content": "hello"}, goes)
            await came.wait()
        await gone.wait()
    assert isinstance(answer, Later)
    assert (len(asked), bytes(read)) == (1, b"")


@pytest.mark.parametrize("answers_first", [False, True])
async def test_a_post_on_a_connection_that_broke_is_not_repeated(*, answers_first: bool) -> None:
    """A connection kept alive that Discord closes as the next post arrives: the post came once, its fate is unknown."""
    arrived = 0

    async def take(request: web.Request) -> web.Response:
        nonlocal arrived
        arrived += 1
        await request.read()
        if answers_first and arrived == 1:
            return web.json_response({"id": "1"})
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    app = web.Application()
    app.router.add_post("/channels/1/messages", take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        async with Rest(api_url=f"http://127.0.0.1:{runner.addresses[0][1]}", token="t", seconds=5) as rest:
            if answers_first:
                assert isinstance(await rest.post("/channels/1/messages", {}), Answer)
            assert isinstance(await rest.post("/channels/1/messages", {}), Unknown)
    finally:
        await runner.cleanup()
    assert arrived == 1 + answers_first


async def test_a_redirect_is_not_followed() -> None:
    async def elsewhere(_: web.Request) -> web.Response:
        return web.Response(status=307, headers={"Location": "/channels/2/messages"})

    app = web.Application()
    app.router.add_post("/channels/1/messages", elsewhere)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        async with Rest(api_url=f"http://127.0.0.1:{runner.addresses[0][1]}", token="t", seconds=5) as rest:
            answer = await rest.post("/channels/1/messages", {})
    finally:
        await runner.cleanup()
    assert isinstance(answer, Answer)
    assert answer.status == 307
