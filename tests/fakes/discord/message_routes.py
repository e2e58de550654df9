"""Routes about direct messages and channel messages."""

from aiohttp import web

from tests.fakes.discord import limits, messages
from tests.fakes.discord.errors import (
    BAD_LIMIT,
    CANNOT_SEND,
    INVALID_RECIPIENT,
    NO_MUTUAL_GUILD,
    NOT_THE_AUTHOR,
    OPENING_TOO_FAST,
)
from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.wire import answer, body_of
from tests.fakes.discord.world import Channel, World


class MessageRoutes:
    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway
        self.quarantined = False
        """Discord stops a bot that opens too many direct messages."""

    def routes(self, api: str) -> list[web.RouteDef]:
        return [
            web.post(api + "/users/@me/channels", self._open),
            web.get(api + "/channels/{channel}", self._channel),
            web.get(api + "/channels/{channel}/messages", self._list),
            web.post(api + "/channels/{channel}/messages", self._post),
            web.get(api + "/channels/{channel}/messages/{message}", self._show),
            web.patch(api + "/channels/{channel}/messages/{message}", self._edit),
        ]

    async def _open(self, request: web.Request) -> web.Response:
        recipient = self._world.users.get(str((await body_of(request)).get("recipient_id")))
        if recipient is None or recipient.bot:
            raise INVALID_RECIPIENT
        if self.quarantined:
            raise OPENING_TOO_FAST
        return answer(self._world.direct_channel(recipient).json())

    async def _channel(self, request: web.Request) -> web.Response:
        return answer(self._of(request).json())

    async def _list(self, request: web.Request) -> web.Response:
        limit = request.query.get("limit", "50")
        if not limit.isdigit() or not 1 <= int(limit) <= limits.HISTORY_PAGE:
            raise BAD_LIMIT
        return answer(messages.history(self._of(request), after=request.query.get("after"), limit=int(limit)))

    async def _post(self, request: web.Request) -> web.Response:
        channel = self._of(request)
        self._check_reachable(channel)
        before = len(channel.messages)
        message = messages.post(channel, self._world.bot, await body_of(request))
        if len(channel.messages) > before:
            channel.arrived(message)
            await self._gateway.tell("MESSAGE_CREATE", message, channel)
        return answer(message)

    async def _show(self, request: web.Request) -> web.Response:
        return answer(messages.find(self._of(request), request.match_info["message"]))

    async def _edit(self, request: web.Request) -> web.Response:
        channel = self._of(request)
        message = messages.find(channel, request.match_info["message"])
        if message["author"]["id"] != self._world.bot.id:
            raise NOT_THE_AUTHOR
        messages.edit(message, await body_of(request), channel.uploads)
        await self._gateway.tell("MESSAGE_UPDATE", message, channel)
        return answer(message)

    def _check_reachable(self, channel: Channel) -> None:
        if channel.recipient is None:
            return
        if not self._world.share_a_guild(channel.recipient):
            raise NO_MUTUAL_GUILD
        if not channel.recipient.accepts_messages:
            raise CANNOT_SEND

    def _of(self, request: web.Request) -> Channel:
        return self._world.channel(request.match_info["channel"])
