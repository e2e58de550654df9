"""files.* and the address to which the bytes go: three steps, each of which knows what the one before said."""

import json
import mimetypes
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.fakes.slack import limits
from tests.fakes.slack.web_api import Method
from tests.fakes.slack.wire import Json, SlackError
from tests.fakes.slack.workspace import BOT_USER, Channel, SharedFile

if TYPE_CHECKING:
    from tests.fakes.slack.server import LocalSlack


@dataclass(slots=True, kw_only=True)
class Upload:
    """A file on its way; `content` is None until it came."""

    id: str
    name: str
    length: int
    alt: str
    content: bytes | None = None
    shared: bool = False


@dataclass(slots=True)
class Uploads:
    """By the last part of the address that was given for each."""

    given: dict[str, Upload] = field(default_factory=dict)

    def take(self, token: str, content: bytes) -> None:
        """The bytes came; raises what Slack answers to others than were announced."""
        upload = self.given.get(token)
        if upload is None or upload.content is not None:
            raise SlackError("file_not_found")
        if len(content) != upload.length:
            raise SlackError("length_mismatch")
        upload.content = content

    def named(self, file_id: str) -> Upload:
        """One whose bytes came, and that nobody has shared yet."""
        upload = next((each for each in self.given.values() if each.id == file_id), None)
        if upload is None or upload.content is None or upload.shared:
            raise SlackError("file_not_found")
        return upload


def get_upload_url(slack: "LocalSlack", given: Json) -> Json:
    """An address for one file of so many bytes."""
    length = str(given.get("length") or "")
    if not given.get("filename") or not length.isdigit() or int(length) < 1:
        raise SlackError("missing_argument")
    if len(given.get("alt_txt") or "") > limits.UPLOAD_ALT:
        raise SlackError("alt_txt_too_large")
    token = secrets.token_urlsafe(12)
    upload = Upload(
        id=f"F0{slack.workspace.number():07}",
        name=given["filename"],
        length=int(length),
        alt=given.get("alt_txt") or "",
    )
    slack.uploads.given[token] = upload
    return {"upload_url": f"http://{slack.authority}/upload/v1/{token}", "file_id": upload.id}


def complete_upload(slack: "LocalSlack", given: Json) -> Json:
    """Share what was uploaded in one message of a channel that the bot is in."""
    named = _listed(given.get("files"))
    channel = _channel(slack, given.get("channel_id") or "")
    uploads = [(slack.uploads.named(each.get("id", "")), each.get("title") or "") for each in named]
    for upload, _ in uploads:
        upload.shared = True
    message = slack.workspace.post(
        {"text": given.get("initial_comment") or "", "thread_ts": given.get("thread_ts")},
        channel=channel.id,
        author=BOT_USER,
    )
    message.files = [_shared(upload, title) for upload, title in uploads]
    slack.stir()
    return {"files": [{"id": upload.id, "title": title} for upload, title in uploads]}


def _listed(files: object) -> list[Json]:
    listed = json.loads(files) if isinstance(files, str) else files
    if not isinstance(listed, list) or not listed:
        raise SlackError("invalid_arguments")
    return listed


def _channel(slack: "LocalSlack", name: str) -> Channel:
    """By its own id; unlike chat.postMessage this takes no person's."""
    channel = slack.workspace.channels.get(name)
    if channel is None:
        raise SlackError("channel_not_found")
    if BOT_USER not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _shared(upload: Upload, title: str) -> SharedFile:
    media_type = mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
    return SharedFile(upload.name, title, media_type, upload.content or b"", upload.alt)


METHODS = {
    "files.getUploadURLExternal": Method(run=get_upload_url, tier=4, scope="files:write"),
    "files.completeUploadExternal": Method(run=complete_upload, tier=4, scope="files:write"),
}
