"""Says an answer where somebody wrote to the bot directly."""

import asyncio
import logging
from typing import Final

import discord

from mentorbot.chat.platform import Later, Outcome, Refused, Sent, Unknown, Unreachable
from mentorbot.chat.reply import Reply
from mentorbot.platforms.discord.marks import mark_of
from mentorbot.platforms.discord.outcomes import Answer, posted
from mentorbot.platforms.discord.render import attachments, message_body
from mentorbot.platforms.discord.rest import Rest

TRIES: Final = 3
_PAUSE: Final = 1.0
_PATIENCE: Final = 30.0
"""In seconds; what comes later than that answers nothing any more."""

log = logging.getLogger(__name__)


class NotTaken(Exception):
    """Discord refused the answer for what it is; the text is its reason."""


class Answers:
    """Answers to messages; each is a request like any other, and waits at the same turnstile."""

    def __init__(self, rest: Rest) -> None:
        self._rest = rest

    async def say(self, said: Reply, to: discord.Message) -> None:
        """Post it, trying again where it may have been lost: Discord answers a repeated nonce with the first message.

        Raises NotTaken; a person who cannot be reached, or a Discord that is down, is logged.
        """
        outcome = await self._post(said, to)
        for _ in range(TRIES - 1):
            wait = _wait(outcome)
            if wait is None:
                break
            await asyncio.sleep(wait)
            outcome = await self._post(said, to)
        if isinstance(outcome, Refused):
            raise NotTaken(outcome.reason)
        if not isinstance(outcome, Sent):
            log.warning("Message %s was not answered on Discord: %s", to.id, outcome.reason)

    async def _post(self, said: Reply, to: discord.Message) -> Outcome:
        # The mark tells it from a nudge of the same words, where one is looked for later (`seeking.py`).
        body = message_body(said, mark=mark_of(f"answer/{to.id}"))
        answer = await self._rest.post(
            f"/channels/{to.channel.id}/messages",
            body | {"nonce": str(to.id), "enforce_nonce": True},
            files=attachments(said),
        )
        return posted(answer) if isinstance(answer, Answer) else answer


def _wait(outcome: Outcome) -> float | None:
    """Seconds until the next try; None when there is no use in one."""
    match outcome:
        case Later(seconds):
            return seconds if seconds <= _PATIENCE else None
        case Unreachable() | Unknown():
            return _PAUSE
        case _:
            return None
