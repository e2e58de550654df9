"""Pictures and files on Slack: uploaded on their own, since no answer that one person alone sees carries any."""

import asyncio
from collections.abc import Sequence
from typing import Final

from slack_sdk.web.async_client import AsyncWebClient

from mentorbot.chat.blocks import Attached, Picture
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, Strong
from mentorbot.platforms.slack import limits
from mentorbot.platforms.slack.clients import code_of, log, why
from mentorbot.platforms.slack.limits import cut

SECONDS: Final = 20.0
"""For all files of a reply together, three calls and their bytes."""
_NOT_ALLOWED: Final = "this workspace does not take files from apps. An admin of it can change that."
_REASONS: Final = {
    "missing_scope": (
        "I may not upload files here yet. Whoever runs me has to install me again with my current manifest."
    ),
    "file_uploads_disabled": _NOT_ALLOWED,
    "file_uploads_except_images_disabled": _NOT_ALLOWED,
    "file_upload_size_restricted": _NOT_ALLOWED,
    "file_type_not_allowed": _NOT_ALLOWED,
    "storage_limit_reached": "this workspace has no room left for files. An admin of it can change that.",
}
_PASSING: Final = "Slack took no files just now. Please ask me again in a minute."


async def upload(files: Sequence[Attached], channel: str, client: AsyncWebClient, *, thread: str = "") -> str:
    """Share them in one message, and say in words why that could not be done; empty when it was. Never raises."""
    try:
        async with asyncio.timeout(SECONDS):
            await client.files_upload_v2(
                channel=channel, thread_ts=thread or None, file_uploads=[_listed(each) for each in files]
            )
    except Exception as error:  # noqa: BLE001 - the message is there already, and whatever broke must not undo that
        log.warning("Slack did not take %s: %s", " and ".join(each.name for each in files), why(error))
        return reason(error)
    return ""


def reason(error: Exception) -> str:
    """Why there are no files, as the rest of a sentence."""
    return _REASONS.get(code_of(error), _PASSING)


def missing(files: Sequence[Attached], because: str) -> Reply:
    """What a person is told who looks for them."""
    return reply(
        say("I couldn't put {names} into our direct messages: {because}", names=_names(files), because=because)
    )


def _names(files: Sequence[Attached]) -> Line:
    """One, or one and another, or one, a second and a third."""
    last = len(files) - 1
    between = ("" if at == 0 else " and " if at == last else ", " for at in range(len(files)))
    return tuple(
        span for text, each in zip(between, files, strict=True) for span in (text, Strong((each.name,))) if span
    )


def _listed(file: Attached) -> dict[str, object]:
    named: dict[str, object] = {"filename": file.name, "title": file.name, "file": file.content}
    return named | ({"alt_txt": cut(file.alt, limits.ALT)} if isinstance(file, Picture) else {})
