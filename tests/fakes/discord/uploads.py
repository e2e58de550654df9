"""Files that a request carries beside its JSON, how they are checked, and how a message shows them afterwards."""

import copy
import mimetypes
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from aiohttp import web
from aiohttp.web_request import FileField

from tests.fakes.discord import limits
from tests.fakes.discord.check_components import CDN, FILE, GALLERY, walk
from tests.fakes.discord.errors import TOO_LARGE, Faults, Json

UPLOADS: Final = "uploads"
"""Where this server keeps them in a payload; no message of Discord's has such a field."""
_REFERENCE: Final = "attachment://"
_PART: Final = re.compile(r"files\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Upload:
    """One file: as it arrived, or as a message shows it, of the type that its name says; `description` is its alt."""

    name: str
    media_type: str
    content: bytes
    description: str = ""


async def parts_of(request: web.Request) -> tuple[str, dict[int, Upload]]:
    """The JSON of a form of several parts, and its files by number."""
    form = await request.post()
    files: dict[int, Upload] = {}
    for name, value in form.items():
        found = _PART.fullmatch(name)
        if found is not None and isinstance(value, FileField):
            value.file.seek(0)
            files[int(found[1])] = Upload(value.filename, value.content_type, value.file.read())
    written = form.get("payload_json", "")
    assert not isinstance(written, FileField), "payload_json is no file"
    return written if isinstance(written, str) else written.decode(), files


def check_uploads(faults: Faults, payload: Json) -> None:
    """Each file is listed once, under a name that can be referred to; each reference leads to one."""
    files: dict[int, Upload] = payload.get(UPLOADS) or {}
    listed = payload.get("attachments") or []
    faults.count("attachments", listed, low=0, high=limits.ATTACHMENTS)
    if sorted(str(each.get("id")) for each in listed) != sorted(map(str, files)):
        faults.add("attachments", f"{listed} are not the files {sorted(files)}.")
    for index, each in enumerate(listed):
        _check_listed(faults, f"attachments.{index}", each, files)
    names = [each.name for each in files.values()]
    if len(set(names)) < len(names):
        faults.add("attachments", "Two files have the same name.")
    for url in _references(payload.get("components") or []):
        if url.removeprefix(_REFERENCE) not in names:
            faults.add("components", f"{url} names no file of this message.")
    if any(len(each.content) > limits.ATTACHMENT_SIZE for each in files.values()):
        raise TOO_LARGE


def resolved(payload: Json, components: Sequence[Json], kept: dict[str, Upload]) -> list[Json]:
    """The components as Discord gives them back, files under addresses of its own; `kept` takes what is there."""
    files = {each.name: each for each in (payload.get(UPLOADS) or {}).values()}
    described = {each.get("filename"): each.get("description") or "" for each in payload.get("attachments") or []}
    shown = copy.deepcopy(list(components))
    for holder, media in _media(shown):
        if not media["url"].startswith(_REFERENCE):
            continue
        file = files[media["url"].removeprefix(_REFERENCE)]
        alt = holder.get("description") or described.get(file.name, "")
        url = f"{CDN}/{len(kept) + 1}/{file.name}"
        media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        kept[url] = Upload(file.name, media_type, file.content, alt)
        media |= {"url": url, "proxy_url": url, "content_type": media_type, "height": None, "width": None}
        if "file" in holder:
            holder |= {"name": file.name, "size": len(file.content)}
    return shown


def shown_in(message: Json, kept: dict[str, Upload]) -> list[Upload]:
    """What a person finds in a message, from top to bottom."""
    return [kept[media["url"]] for _, media in _media(message["components"])]


def _check_listed(faults: Faults, path: str, listed: Json, files: dict[int, Upload]) -> None:
    faults.at_most(f"{path}.description", listed.get("description"), high=limits.DESCRIPTION)
    number = str(listed.get("id"))
    file = files.get(int(number)) if number.isdigit() else None
    if file is None:
        return
    if listed.get("filename") != file.name or not re.fullmatch(limits.ATTACHMENT_NAME, file.name):
        faults.add(f"{path}.filename", f"{listed.get('filename')} is not {file.name}, or cannot be referred to.")
    if not file.content:
        faults.add(f"{path}.id", "The file is empty.")


def _references(components: list[Json]) -> list[str]:
    return [media["url"] for _, media in _media(components) if media.get("url", "").startswith(_REFERENCE)]


def _media(components: list[Json]) -> list[tuple[Json, Json]]:
    """Each part that shows a file, and what in it names the file."""
    found: list[tuple[Json, Json]] = []
    for each in walk(components):
        if each.get("type") == GALLERY:
            found += [(item, item["media"]) for item in each.get("items") or [] if item.get("media")]
        if each.get("type") == FILE and each.get("file"):
            found.append((each, each["file"]))
    return found
