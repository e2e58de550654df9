"""Shows an answer where it belongs: in place of a message, beside it, or in the person's direct messages."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from http import HTTPStatus
from typing import TypeAlias

from slack_sdk.webhook.async_client import AsyncWebhookClient

from mentorbot.chat.blocks import Attached
from mentorbot.chat.reply import Reply
from mentorbot.platforms.slack.clients import FAILURES, Clients, log, why
from mentorbot.platforms.slack.place import Place
from mentorbot.platforms.slack.render import Rendered, render
from mentorbot.platforms.slack.uploads import missing, reason, upload

Way: TypeAlias = Callable[[Rendered], Awaitable[None]]


class Refused(Exception):
    """A response_url that took no more."""


class Answers:
    """Tries the ways to a person from the best to the last; what Slack refuses is logged, never raised."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients

    async def show(self, reply: Reply, place: Place, *, replace: bool = False, public: bool = False) -> None:
        """`replace`: put it in the place of the message that was acted on, unless others see that message too.

        Pictures and files follow to the person's direct messages; why they could not is said in a message of its own.
        """
        if not await self._said(render(reply, direct=place.direct), place, replace=replace, public=public):
            log.error("No way to answer %s was open", place.user)
        elif reply.attached and (because := await self._attach(reply.attached, place)):
            await self._said(render(missing(reply.attached, because)), place, replace=False, public=False)

    async def _said(self, rendered: Rendered, place: Place, *, replace: bool, public: bool) -> bool:
        for content in (rendered, rendered.without_blocks):
            for way in self._ways(place, replace=replace, public=public):
                if await self._went(way, content):
                    return True
        return False

    async def _attach(self, files: Sequence[Attached], place: Place) -> str:
        """Why that failed; empty when it did not."""
        try:
            opened = await self._clients.ask.conversations_open(users=place.user)
            channel = str(opened["channel"]["id"])
        except Exception as error:  # noqa: BLE001 - the answer is there already, and stays whatever broke
            log.warning("Slack did not open a conversation for files: %s", why(error))
            return reason(error)
        thread = place.thread if channel == place.channel else ""
        return await upload(files, channel, self._clients.post, thread=thread)

    def _ways(self, place: Place, *, replace: bool, public: bool) -> Iterator[Way]:
        if place.direct and replace:
            yield lambda content: self._update(content, place)
        if place.direct:
            yield lambda content: self._write(content, place.channel or "", place.thread)
        if place.response_url:
            instead = replace and place.ephemeral
            yield lambda content: self._respond(content, place, instead=instead, public=public)
        elif place.channel and not place.direct:
            yield lambda content: self._whisper(content, place)
        yield lambda content: self._write(content, place.user, "")

    async def _went(self, way: Way, content: Rendered) -> bool:
        try:
            await way(content)
        except (*FAILURES, Refused) as error:
            log.warning("Slack did not take an answer: %s", why(error) if not isinstance(error, Refused) else error)
            return False
        return True

    async def _update(self, content: Rendered, place: Place) -> None:
        # An empty list takes the old blocks away; None would keep them.
        await self._clients.post.chat_update(
            channel=place.channel or "", ts=place.message, text=content.text, blocks=content.blocks
        )

    async def _write(self, content: Rendered, channel: str, thread: str) -> None:
        await self._clients.post.chat_postMessage(
            channel=channel, thread_ts=thread or None, text=content.text, blocks=content.blocks, unfurl_links=False
        )

    async def _whisper(self, content: Rendered, place: Place) -> None:
        await self._clients.post.chat_postEphemeral(
            channel=place.channel or "",
            user=place.user,
            thread_ts=place.thread or None,
            text=content.text,
            blocks=content.blocks,
        )

    async def _respond(self, content: Rendered, place: Place, *, instead: bool, public: bool) -> None:
        webhook = AsyncWebhookClient(
            place.response_url,
            timeout=self._clients.post.timeout,
            session=self._clients.post.session,
            logger=self._clients.post.logger,
            retry_handlers=[],
        )
        answer = await webhook.send_dict(
            {
                "text": content.text,
                "blocks": content.blocks,
                "replace_original": instead,
                "response_type": "in_channel" if public else "ephemeral",
                **({"thread_ts": place.thread} if place.thread else {}),
            },
        )
        if answer.status_code != HTTPStatus.OK:
            raise Refused(f"HTTP {answer.status_code} {answer.body}")
